// SPDX-License-Identifier: Apache-2.0
// Text without annotation, for pretraining: sentences of word types.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/tokens/segmenter.h"
#include "base/result.h"

namespace carkeys::train {

struct RawText {
  std::vector<std::string> types;
  std::vector<std::size_t> counts;  // of each type
  std::vector<std::vector<std::uint32_t>> sentences;
  std::unordered_map<std::string, std::uint32_t> numbers;

  // Cuts the text into sentences and adds those of 5 to 80 words.
  void add(const analysis::Rules& rules, std::string text);
  void add_sentence(const std::vector<std::string>& forms);
};

// The texts of a JSON Lines file by their `name`; lines without name or text are passed over.
Result<std::map<std::string, std::string>> read_articles(const std::string& path);

}  // namespace carkeys::train
