// SPDX-License-Identifier: Apache-2.0
// Reading CoNLL-U treebanks for training. Only what the trainer needs: words with their layers,
// contractions joined back on request, sentence ids. It judges nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace carkeys::train {

struct TreeWord {
  std::string form;
  std::string lemma;
  std::string upos;
  std::string feats;
  int head = 0;  // 0 is the root, words count from 1
  std::string relation;
  std::string misc;
};

struct Tree {
  std::string id;
  std::vector<TreeWord> words;
};

enum class Contractions { split, join };

// With `join`, the words of a range line ("im" = "in" + "dem") become one word that keeps the
// annotation of the first; what hung on the others hangs on it.
Result<std::vector<Tree>> read_conllu(const std::string& path, Contractions contractions);

// The fields of a line, at least one. Views into `line`.
std::vector<std::string_view> split(std::string_view line, char separator);

// The value of "Name=value" among fields separated by bars; empty where there is none.
std::string_view misc_value(std::string_view misc, std::string_view name);

// The whole file; .xz is unpacked.
Result<std::string> read_text(const std::string& path);

}  // namespace carkeys::train
