// SPDX-License-Identifier: Apache-2.0
// From arc scores to a tree: every word takes its best head; where that gives no tree with one
// root, the cheapest arcs are changed until it does.
#pragma once

#include <cstdint>
#include <span>

#include "analysis/tree/scratch.h"

namespace carkeys::analysis {

// `scores` is [length][length + 1], column 0 the root, column h + 1 the word h. Writes to `heads`
// (of `length`) 0 for the root and h + 1 for the word h. For length > 0 the result is a tree with
// exactly one root, whatever the scores are.
void decode_tree(std::span<const float> scores,
                 std::span<std::uint32_t> heads,
                 TreeScratch& scratch);

}  // namespace carkeys::analysis
