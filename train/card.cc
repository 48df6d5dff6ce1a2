// SPDX-License-Identifier: Apache-2.0
#include "card.h"

#include <fstream>

#include <fmt/format.h>

namespace carkeys::train {
namespace {

std::size_t words_in(const std::vector<Example>& examples) {
  std::size_t words = 0;
  for (const auto& example : examples) {
    words += example.forms.size();
  }
  return words;
}

}  // namespace

Result<void> write_card(const Card& card, const Corpus& corpus, const std::string& path) {
  std::string text =
      fmt::format("# {}\n\nLanguage: {}. Trained with car-keys.\n\n", card.model, card.language);
  text += fmt::format(
      "- Data: {} sentences, {} words; measured on {} sentences, {} words, none of them trained "
      "on\n",
      corpus.train.size(),
      words_in(corpus.train),
      corpus.dev.size(),
      words_in(corpus.dev));
  for (const auto& file : card.files) {
    text += fmt::format("  - `{}`\n", file);
  }
  text += fmt::format("- Command: `{}`\n\n", card.command);
  text += fmt::format(
      "Scores on given tokens, each word by itself, without the decoder of trees:\n\n```\n{}```\n",
      card.scores);
  std::ofstream out(path);
  out << text;
  out.close();
  if (!out) {
    return failure(ErrorCode::cannot_write, "cannot be written", path);
  }
  return {};
}

}  // namespace carkeys::train
