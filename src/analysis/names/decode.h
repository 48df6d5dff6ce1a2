// SPDX-License-Identifier: Apache-2.0
// From scores of name tags to names: the best sequence in which a name is begun before it is
// continued.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace carkeys::analysis {

// `scores(word)` points at name_classes numbers. Writes one name class a word.
void decode_names(std::size_t length,
                  const std::function<const float*(std::size_t)>& scores,
                  std::vector<std::uint8_t>& classes);

}  // namespace carkeys::analysis
