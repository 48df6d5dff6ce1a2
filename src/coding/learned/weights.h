// SPDX-License-Identifier: Apache-2.0
// Learned weights by the name of a feature: a table `learned/NAME` with the columns feature and
// weight, made by train/fit_sides.py. Read once, immutable.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "resources/lexicon.h"

namespace carkeys::coding {

class Weights {
 public:
  // Errors: bad_resource naming table and line of a weight that is no number. No such table: empty.
  static Result<Weights> load(const resources::Lexicon& lexicon, std::string_view table);

  [[nodiscard]] bool empty() const { return weights_.empty(); }

  // The sum over the features; unknown ones count nothing.
  [[nodiscard]] double score(const std::vector<std::string>& features) const;
  [[nodiscard]] double of(const std::string& feature) const;

 private:
  std::unordered_map<std::string, double> weights_;
};

}  // namespace carkeys::coding
