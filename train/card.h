// SPDX-License-Identifier: Apache-2.0
// A model card: what a model was made from, how, and how well it does.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "corpus.h"

namespace carkeys::train {

struct Card {
  std::string language;
  std::string model;
  std::string command;
  std::vector<std::string> files;  // data, as given
  std::string scores;              // the trainer's last line on the development part
};

// Writes the card beside the model. Errors: cannot_write.
Result<void> write_card(const Card& card, const Corpus& corpus, const std::string& path);

}  // namespace carkeys::train
