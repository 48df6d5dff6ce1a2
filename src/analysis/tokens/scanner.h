// SPDX-License-Identifier: Apache-2.0
// Walks over a range of text and yields tokens one by one, saying after each whether the sentence
// ends. Looks ahead a bounded number of bytes, so that any text takes linear time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/tokens/segmenter.h"
#include "base/text_range.h"

namespace carkeys::analysis {

struct Scanned {
  TextRange range;
  bool space_after = true;
  bool after_empty_line = false;
  bool ends_sentence = false;
};

class Scanner {
 public:
  Scanner(const Rules& rules, std::string_view text, TextRange range);

  // False at the end.
  bool next(Scanned& token);

 private:
  enum class Kind : std::uint8_t { word, number, terminal, closing, other };

  [[nodiscard]] char32_t at(std::size_t offset) const;
  [[nodiscard]] std::size_t after(std::size_t offset) const;  // offset of the next code point
  bool skip_space(bool& empty_line);
  std::size_t token_end();
  std::size_t address_end();
  [[nodiscard]] std::string_view lowered(std::string_view word);
  std::size_t word_end();
  bool joins(std::size_t begin, std::size_t offset, std::size_t piece);
  bool hyphen_joins(std::size_t begin, std::size_t offset);
  std::size_t with_full_stop(std::size_t end);
  bool stop_belongs(std::string_view word, std::size_t stop);
  bool number_stop_belongs(std::string_view word, std::size_t stop) const;
  std::size_t split_word(std::size_t end);
  std::size_t run_end(std::string_view set) const;
  bool sentence_ends(std::size_t end) const;
  [[nodiscard]] std::size_t closings_end(std::size_t offset) const;

  // What follows `offset` after white space.
  struct Ahead {
    bool none = false;      // the part or the paragraph ends
    bool space = false;     // there is white space
    char32_t first = 0;     // its first code point
    std::string_view word;  // the word there, empty where there is none
  };

  [[nodiscard]] Ahead ahead(std::size_t offset) const;
  [[nodiscard]] bool opens(const Ahead& ahead) const;

  const Rules& rules_;
  std::string_view text_;
  std::size_t position_;
  std::size_t end_;
  std::string lower_;        // the word that was looked up last
  std::size_t next_at_ = 0;  // the first "@" from the position on, once that has been looked for
  std::size_t pending_split_ = 0;  // where the second half of a split word ends
  Kind kind_ = Kind::other;
  bool sentence_begins_ = true;        // no word of the sentence has come yet
  bool abbreviation_may_end_ = false;  // the last word holds its full stop and may end a sentence
  bool pending_end_ = false;           // closing marks after the sentence's end are still to come
};

}  // namespace carkeys::analysis
