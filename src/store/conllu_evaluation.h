// SPDX-License-Identifier: Apache-2.0
// How good are trees against gold ones: the measures of the CoNLL 2018 shared task (Zeman et al.
// 2018, section 5), from the published definition. Both sides must have the same characters, white
// space left aside; tokens, sentences and words may differ.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace carkeys::store {

inline constexpr std::size_t no_word = static_cast<std::size_t>(-1);

// A range of characters of the text without white space, in bytes.
struct ConlluSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const ConlluSpan&, const ConlluSpan&) = default;
};

struct ConlluWord {
  ConlluSpan span;          // of its token
  bool of_several = false;  // its token has further words
  std::string form;         // lower case
  std::string lemma;
  std::string upos;
  std::string xpos;
  std::string features;        // the universal ones, in order
  std::string relation;        // without subtype
  std::size_t head = no_word;  // counted through the file; no_word: a root
  std::vector<std::size_t>
      functional;  // its dependents that are aux, cop, mark, det, clf, case, cc
};

struct ConlluText {
  std::string characters;  // all forms of tokens, one after another
  std::vector<ConlluSpan> tokens;
  std::vector<ConlluSpan> sentences;
  std::vector<ConlluWord> words;

  // Errors: bad_input with the line: a line without ten columns, numbers out of order, heads
  // outside the sentence, not exactly one root, a cycle.
  static Result<ConlluText> parse(std::string_view text, const std::string& origin);
};

struct ConlluScore {
  std::size_t gold = 0;
  std::size_t system = 0;
  std::size_t correct = 0;
  std::size_t aligned = 0;  // pairs of words; 0 where that has no meaning

  // Between 0 and 1; 0 where there is nothing.
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
};

enum class ConlluMeasure : std::uint8_t {
  tokens,
  sentences,
  words,
  upos,
  xpos,
  features,
  all_tags,
  lemmas,
  uas,
  las,
  clas,
  mlas,
  blex
};

inline constexpr std::size_t conllu_measures = 13;

using ConlluScores = std::array<ConlluScore, conllu_measures>;

// Errors: bad_input where the characters differ, with what stands there on both sides.
Result<ConlluScores> evaluate_conllu(const ConlluText& gold, const ConlluText& system);

// A table for people.
std::string report(const ConlluScores& scores);

}  // namespace carkeys::store
