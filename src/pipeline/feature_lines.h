// SPDX-License-Identifier: Apache-2.0
// What the learned parts of the coder saw and decided, for `car-keys explain --features` and for
// the programs in train/ that fit their weights.
#pragma once

#include <string>

#include "pipeline/explain.h"

namespace carkeys::pipeline {

// One JSON object a line: "side" for each side that a sentence leaves out, with all candidates, and
// "rehearsal" for each written side, with all that would be candidates if it were left out;
// "record" for each proposition that became a record, with its confidence. Positions are code
// points.
std::string feature_lines(const Explanation& explanation);

}  // namespace carkeys::pipeline
