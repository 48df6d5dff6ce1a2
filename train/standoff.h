// SPDX-License-Identifier: Apache-2.0
// Trees kept apart from their text (train/treebank): a row a token with document name, sentence
// number, token number, begin and end as code points of the document's text, part of speech, head,
// relation, lemma script. Texts are joined to them only to train.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tree.h"

namespace carkeys::train {

struct StandoffRow {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string upos;
  int head = 0;
  std::string relation;
  std::string script;
};

struct StandoffSentence {
  std::string document;
  int number = 0;
  std::vector<StandoffRow> rows;
};

// Reads the table; its first line names the columns. Errors: bad_resource with the line that lacks
// fields or whose token does not follow the one before.
Result<std::vector<StandoffSentence>> parse_standoff(std::string_view table,
                                                     const std::string& path);

// What is wrong with the rows of a sentence, whatever its text: places out of order, no or several
// roots, cycles, unknown labels; empty where nothing is.
std::string standoff_fault(const StandoffSentence& sentence);

// The sentence with its words, which are cut out of the document's text. Errors: bad_resource where
// a row lies outside the text or a lemma script does not fit its word.
Result<Tree> tree_of(const StandoffSentence& sentence, std::string_view text);

// The rows of a tree whose words occur one after the other in the text; its id is
// "DOCUMENT #NUMBER". Errors: bad_input where they do not occur.
Result<StandoffSentence> standoff_of(const Tree& tree, std::string_view text);

// The lines of the table for one sentence.
std::string standoff_lines(const StandoffSentence& sentence);
inline constexpr std::string_view standoff_columns =
    "document\tsentence\ttoken\tbegin\tend\tupos\thead\trelation\tlemma_script\n";

}  // namespace carkeys::train
