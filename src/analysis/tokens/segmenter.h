// SPDX-License-Identifier: Apache-2.0
// Text to sentences and tokens, by hand-written rules in linear time. Follows the treebanks that
// the models learn from: German keeps hyphenated words and contractions whole, English splits
// hyphens, possessive 's and n't. Abbreviations and other words come from the model file; nothing
// here knows a word of either language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "records/article.h"
#include "records/document.h"

namespace carkeys::analysis {

inline constexpr std::size_t longest_sentence = 256;  // tokens

enum class Abbreviation : std::uint8_t {
  inner,  // a sentence never ends with it
  any,    // ends a sentence where an opener follows
};

// Words to look up without making strings of them.
struct WordHash {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the library's name

  std::size_t operator()(std::string_view word) const {
    return std::hash<std::string_view>()(word);
  }
};

using WordSet = std::unordered_set<std::string, WordHash, std::equal_to<>>;
template <typename T>
using WordMap = std::unordered_map<std::string, T, WordHash, std::equal_to<>>;

struct Rules {
  bool split_hyphens = false;
  bool split_clitics = false;           // 's, n't, 'll
  bool ordinals = false;                // "3." is a number, not the end
  WordMap<Abbreviation> abbreviations;  // without the full stop
  WordSet openers;                      // words that, upper case, begin a sentence
  WordSet prefixes;                     // keep their hyphen even where hyphens are split
  WordMap<std::size_t> splits;          // bytes of the first of two tokens
};

// Reads lexicon/LANG/abbreviations.tsv (columns word and kind: inner, any, opener, prefix,
// "split N") and adds the habits of the language's treebank.
Rules make_rules(Language language, std::string_view table);

// Fills document.tokens (range, space_after) and document.sentences from document.text and the
// parts; without parts the whole text is one body part. Sentences never cross an empty line; one of
// more than 256 tokens is cut.
void segment(const Rules& rules, const std::vector<Article::Part>& parts, Document& document);

}  // namespace carkeys::analysis
