// SPDX-License-Identifier: Apache-2.0
// What ingest/ hands to article/: the bytes of one article as they came, and what its source said
// about it. Nothing is decoded or guessed yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/article.h"

namespace carkeys {

enum class RawForm : std::uint8_t { text, html };

struct RawItem {
  std::string citation;  // path as given, JSON Lines id, or path:line
  std::string bytes;     // the text in whatever encoding
  RawForm form = RawForm::text;
  bool decoded = false;  // bytes are valid UTF-8 already and not to be touched
  std::string charset;   // encoding as the transport names it, "iso-8859-1"; empty: not given
  std::string url;       // empty: not given, as for the others below
  std::string title;
  std::string publication;
  std::string language;  // as the source names it: "de", "en-GB", "fr"
  std::string licence;
  std::vector<std::string> authors;
  std::optional<Date> date;           // published
  std::optional<Date> modified;       // last changed
  std::optional<Date> crawled;        // fetched
  std::string version;                // of the story, as a wire numbers it
  bool withdrawn = false;             // its source takes the story back: there is nothing to read
  std::vector<std::string> warnings;  // for people: what was wrong and left out
};

// "2023-03-13" or "2023-03"; nullopt for anything else and for days that do not exist.
std::optional<Date> date_from(std::string_view text);

// The day that a date in any usual form of the web names, as written there, whatever its time zone:
// "2023-03-13T08:00:00+01:00", "2023/03/13", "20230313T080000Z", "Mon, 13 Mar 2023 08:00:00 GMT",
// "13.03.2023 08:00". nullopt for anything else; "03/04/2023" is anybody's guess and nobody's date.
std::optional<Date> day_in(std::string_view text);

}  // namespace carkeys
