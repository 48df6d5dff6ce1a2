// SPDX-License-Identifier: Apache-2.0
// From scores of name tags to names: the best sequence in which a name is begun before it is
// continued.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/tags/labels.h"

namespace carkeys::analysis {

// Scores of the words of a sentence: name_classes numbers each, `stride` floats apart.
struct NameScores {
  const float* first = nullptr;
  std::size_t stride = 0;
};

// Where the best sequence into each class comes from, by word.
using NamePaths = std::vector<std::array<std::uint8_t, name_classes>>;

// Writes one name class a word. `paths` is memory to use again.
void decode_names(std::size_t length,
                  const NameScores& scores,
                  NamePaths& paths,
                  std::vector<std::uint8_t>& classes);

}  // namespace carkeys::analysis
