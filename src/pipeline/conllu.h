// SPDX-License-Identifier: Apache-2.0
// CoNLL-U: analysed documents written, given tokens read and answered one to one. Trees that stand
// in the input are ignored; only tokens, sentences, comments and MISC are taken over.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/document.h"

namespace carkeys::conllu {

// The sentences of a document, each with `# sent_id` ("CITATION-1" ...) and `# text`, after a line
// `# newdoc id = CITATION`. In MISC stand names as NER=B-PER, I-PER, B-LOC, B-ORG, B-MISC and where
// the token is in the article's text, in code points, as TokenRange=BEGIN:END.
std::string write(const Document& document, std::string_view citation);

// One line of a sentence that is no comment.
struct Row {
  enum class Kind : std::uint8_t { word, range, empty_node } kind = Kind::word;
  std::size_t first = 0;            // number of the word, first of a range
  std::size_t last = 0;             // last of a range
  std::vector<std::string> fields;  // the ten columns
};

struct Sentence {
  std::vector<std::string> comments;  // with their "#"
  std::vector<Row> rows;
  std::int64_t line = 0;  // of the first row

  [[nodiscard]] std::size_t words() const;
  // What the sentence says, for telling its language.
  [[nodiscard]] std::string text() const;
};

// Reads sentences from lines handed in one by one.
class SentenceReader {
 public:
  // A complete sentence when `line` is the blank one after it. Errors: bad_input (place is the line
  // number); then the rest of that sentence is skipped.
  Result<std::optional<Sentence>> take(std::string_view line);
  // The sentence that stands at the end without a blank line.
  Result<std::optional<Sentence>> finish();

 private:
  Result<void> take_row(std::string_view line);
  Result<std::optional<Sentence>> complete();

  Sentence sentence_;
  std::int64_t line_ = 0;
  bool skipping_ = false;
};

// What a token says of itself in MISC: "B-PER" and the like; empty outside names.
std::string name_tag(const Token& token);
// A whole line of ten columns, with its end. Empty columns come out as "_".
std::string line_of(const std::vector<std::string>& columns);

}  // namespace carkeys::conllu
