// SPDX-License-Identifier: Apache-2.0
// One news article, ready to be analysed: its text and what is known about it. The text is what
// offsets refer to; it is UTF-8, valid, and never changed after the Article is made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_range.h"

namespace carkeys {

enum class Language : std::uint8_t { unknown, german, english };

// A calendar date with its precision; month and day are 0 where the precision does not reach them.
struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;

  friend auto operator<=>(const Date&, const Date&) = default;
};

struct Article {
  std::string citation;     // path as given, JSON Lines id, or path:line
  std::string url;          // empty: unknown
  std::string title;        // empty: unknown
  std::string publication;  // empty: unknown
  Language language = Language::unknown;
  std::optional<Date> date;  // day the article was published; nothing is derived from today's date
  std::optional<Date> modified;      // day of its last change, as its source says
  std::optional<Date> crawled;       // day it was fetched; never stands in for the day published
  std::vector<std::string> authors;  // as the source names them
  std::string licence;               // as the source states it: a URL or words; empty: unknown
  std::string language_tag;          // as the source names it, "fr-CA"; empty: unknown
  std::string text;  // valid UTF-8 without a BOM; invalid input bytes are already U+FFFD
  // The parts of `text` that are news: page furniture (a site's name on the first line, a comment
  // counter) is left out. Paragraphs in order; a headline or dateline has its own kind.
  enum class PartKind : std::uint8_t { body, headline, trailing_headline };

  struct Part {
    TextRange range;
    PartKind kind = PartKind::body;
  };

  std::vector<Part> parts;
};

}  // namespace carkeys
