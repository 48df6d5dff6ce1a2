// SPDX-License-Identifier: Apache-2.0
// How likely it is that a careful reader would have written the same record: category, both sides,
// status and auxiliary modes. A logistic model over plain features of how the record came about;
// weights in the table learned/confidence, made by train/fit_confidence.py.
#pragma once

#include <string>
#include <vector>

#include "coding/context.h"
#include "coding/learned/weights.h"

namespace carkeys::coding {

// What the confidence in a judged proposition rests on.
[[nodiscard]] std::vector<std::string> confidence_features(const CodingContext& context,
                                                           const Proposition& proposition);

// Between 0 and 1, in steps of a hundredth.
[[nodiscard]] double confidence(const Weights& weights, const std::vector<std::string>& features);

}  // namespace carkeys::coding
