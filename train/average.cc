// SPDX-License-Identifier: Apache-2.0
#include "average.h"

#include <algorithm>
#include <utility>

namespace carkeys::train {

Average::Average(std::vector<torch::Tensor> weights, double decay)
    : weights_(std::move(weights)), decay_(decay) {
  for (const auto& weight : weights_) {
    averages_.push_back(weight.detach().clone());
  }
}

void Average::update() {
  torch::NoGradGuard guard;
  updates_ += 1;
  const double decay = std::min(decay_, updates_ / (updates_ + 10));  // soon rid of the first ones
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    averages_[i].lerp_(weights_[i], 1 - decay);
  }
}

void Average::restart() {
  torch::NoGradGuard guard;
  updates_ = 0;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    averages_[i].copy_(weights_[i]);
  }
}

void Average::swap() {
  torch::NoGradGuard guard;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    const auto kept = weights_[i].detach().clone();
    weights_[i].copy_(averages_[i]);
    averages_[i].copy_(kept);
  }
}

}  // namespace carkeys::train
