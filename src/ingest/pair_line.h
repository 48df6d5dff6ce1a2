// SPDX-License-Identifier: Apache-2.0
// One line of the pair question (car-keys relate): a text and two of its phrases. Either JSON, an
// object like an article's with source and target beside the text, or columns between tabs: text,
// source and target, or whatever a header on the first line names.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text_range.h"
#include "ingest/json_line.h"
#include "records/raw_item.h"

namespace carkeys::ingest {

// A phrase named by its words or by its place; neither: nobody is named.
struct Phrase {
  std::string words;        // empty: by place
  std::uint32_t begin = 0;  // code points
  std::uint32_t end = 0;

  // Its bytes in `text`; nullopt: nobody, or not there. Of several places of the words the first
  // that cuts no word in two, rather one outside of `other`.
  [[nodiscard]] std::optional<TextRange> in(std::string_view text, TextRange other = {}) const;
};

struct PairLine {
  RawItem item;
  Phrase source;
  Phrase target;
};

class PairLineReader {
 public:
  PairLineReader();
  PairLineReader(PairLineReader&&) noexcept;
  PairLineReader& operator=(PairLineReader&&) noexcept;
  ~PairLineReader();

  // Nullopt: the line is the header of a table. Errors: bad_input with source and line. A line
  // without an id is cited as "source:line".
  Result<std::optional<PairLine>> read(std::string_view bytes,
                                       const std::string& source,
                                       std::int64_t line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace carkeys::ingest
