// SPDX-License-Identifier: Apache-2.0
// carkeys-treebank: turns corrected trees into the rows of train/treebank.
//   carkeys-treebank TREES.conllu TEXTS.jsonl > ROWS.tsv
// TREES has sentence ids "DOCUMENT #NUMBER"; TEXTS has objects with `name` and `text`.
#include <iostream>

#include "conllu.h"
#include "raw_text.h"
#include "standoff.h"

namespace carkeys::train {
namespace {

Result<void> run(const std::string& trees_path, const std::string& texts_path) {
  CARKEYS_TRY(const auto trees, read_conllu(trees_path, Contractions::split));
  CARKEYS_TRY(const auto texts, read_articles(texts_path));
  std::cout << standoff_columns;
  for (const auto& tree : trees) {
    const auto text = texts.find(tree.id.substr(0, tree.id.rfind(" #")));
    if (text == texts.end()) {
      return failure(ErrorCode::bad_input, "no text of this document", tree.id);
    }
    CARKEYS_TRY(const auto sentence, standoff_of(tree, text->second));
    if (const auto fault = standoff_fault(sentence); !fault.empty()) {
      return failure(ErrorCode::bad_input, fault, tree.id);
    }
    std::cout << standoff_lines(sentence);
  }
  return {};
}

}  // namespace
}  // namespace carkeys::train

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: carkeys-treebank TREES.conllu TEXTS.jsonl\n";
    return 2;
  }
  const auto done = carkeys::train::run(argv[1], argv[2]);
  if (!done) {
    std::cerr << done.error().text() << "\n";
    return 5;
  }
  return 0;
}
