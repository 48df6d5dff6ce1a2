// SPDX-License-Identifier: Apache-2.0
// What stands between quotation marks, brackets or a pair of dashes hangs together: one word of it
// reaches out, the others stay inside. The network sees only a window of words; this tells the
// decoder what the marks tell a reader.
#pragma once

#include <cstdint>
#include <span>

#include "analysis/tree/scratch.h"
#include "records/document.h"

namespace carkeys::analysis {

// Lowers the scores of arcs that cross the border of an enclosure. `scores` as in decode_tree, for
// the `length` tokens from `first` on.
void hold_enclosures_together(const Document& document,
                              TokenIndex first,
                              std::size_t length,
                              std::span<float> scores,
                              TreeScratch& scratch);

}  // namespace carkeys::analysis
