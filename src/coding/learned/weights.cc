// SPDX-License-Identifier: Apache-2.0
#include "coding/learned/weights.h"

#include <charconv>

namespace carkeys::coding {

Result<Weights> Weights::load(const resources::Lexicon& lexicon, std::string_view table) {
  Weights weights;
  const auto* rows = lexicon.table(table);
  const auto name = rows == nullptr ? std::nullopt : rows->column("feature");
  const auto value = rows == nullptr ? std::nullopt : rows->column("weight");
  if (!name || !value) {
    return weights;
  }
  for (std::size_t row = 0; row < rows->rows(); ++row) {
    const std::string_view text = rows->cell(row, *value);
    double weight = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), weight);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
      return failure(ErrorCode::bad_resource, "weight is no number", rows->place(row));
    }
    weights.weights_[std::string(rows->cell(row, *name))] = weight;
  }
  return weights;
}

double Weights::of(const std::string& feature) const {
  const auto found = weights_.find(feature);
  return found == weights_.end() ? 0 : found->second;
}

double Weights::score(const std::vector<std::string>& features) const {
  double sum = 0;
  for (const auto& feature : features) {
    sum += of(feature);
  }
  return sum;
}

}  // namespace carkeys::coding
