// SPDX-License-Identifier: Apache-2.0
// A sentence of a treebank with its layers as they are written there.
#pragma once

#include <string>
#include <vector>

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

}  // namespace carkeys::train
