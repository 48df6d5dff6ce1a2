// SPDX-License-Identifier: Apache-2.0
// The best tree without crossing arcs (Eisner 1996, "Three New Probabilistic Models for Dependency
// Parsing"), with exactly one root. Cubic in the length of the sentence.
#pragma once

#include <cstdint>
#include <span>

#include "analysis/tree/scratch.h"

namespace carkeys::analysis {

// `scores` and `heads` as in decode_tree. Where a score is not a number or beyond any use, `heads`
// stays as it is.
void decode_projective(std::span<const float> scores,
                       std::span<std::uint32_t> heads,
                       TreeScratch& scratch);

// Whether any two arcs of a tree cross; `heads` as decode_tree writes them.
bool is_projective(std::span<const std::uint32_t> heads);

}  // namespace carkeys::analysis
