// SPDX-License-Identifier: Apache-2.0
// Articles in JSON: an object with the field text and, optionally, id, title, date, modified,
// crawled, lang, url, publication, authors, licence, under these names or those of fields.h. Other
// fields are ignored.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "records/raw_item.h"

namespace carkeys::ingest {

class JsonLineReader {
 public:
  JsonLineReader();
  JsonLineReader(JsonLineReader&&) noexcept;
  JsonLineReader& operator=(JsonLineReader&&) noexcept;
  ~JsonLineReader();

  // `source` and `line` name the line in messages and cite it where it has no id. Errors: bad_input
  // with source and line. Broken UTF-8 is replaced by U+FFFD, a date that is none is left out with
  // a warning.
  Result<RawItem> read(std::string_view bytes, const std::string& source, std::int64_t line);
  // A whole file that is one object or a list of them, over any number of lines. Cited by the
  // source, or by it and their number. Errors are those of its items; one alone without a place
  // where it is no JSON at all.
  std::deque<Result<RawItem>> read_document(std::string_view bytes, const std::string& source);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

// Whether a file that begins like this may be a JSON document: an object or a list.
bool looks_like_json_document(std::string_view beginning);

// Whether a file that begins like this is JSON Lines: an object with its first field, or its end,
// on the first line that is not blank. nullopt: `beginning` is too short to tell.
std::optional<bool> looks_like_json_lines(std::string_view beginning);

}  // namespace carkeys::ingest
