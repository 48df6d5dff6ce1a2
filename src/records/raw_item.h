// SPDX-License-Identifier: Apache-2.0
// What ingest/ hands to article/: the bytes of one article as they came, and what its source said
// about it. Nothing is decoded or guessed yet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/article.h"

namespace carkeys {

struct RawItem {
  std::string citation;  // path as given, JSON Lines id, or path:line
  std::string bytes;     // the text in whatever encoding
  bool decoded = false;  // bytes are valid UTF-8 already and not to be touched
  std::string url;       // empty: not given, as for the others below
  std::string title;
  std::string publication;
  std::string language;  // as the source names it: "de", "en-GB", "fr"
  std::optional<Date> date;
  std::vector<std::string> warnings;  // for people: what was wrong and left out
};

// "2023-03-13" or "2023-03"; nullopt for anything else and for days that do not exist.
std::optional<Date> date_from(std::string_view text);

}  // namespace carkeys
