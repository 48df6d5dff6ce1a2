// SPDX-License-Identifier: Apache-2.0
// Running average of weights: better and steadier than the last ones.
#pragma once

#include <vector>

#include <torch/torch.h>

namespace carkeys::train {

class Average {
 public:
  // Shares the storage of `weights`. The average reaches back about 1 / (1 - decay) updates.
  Average(std::vector<torch::Tensor> weights, double decay);

  void update();
  // The averages are the weights as they are now.
  void restart();

  // To keep and to take up again.
  [[nodiscard]] std::vector<torch::Tensor>& averages() { return averages_; }

  [[nodiscard]] double& updates() { return updates_; }

  // Exchanges weights and averages; a second call exchanges them back.
  void swap();

 private:
  std::vector<torch::Tensor> weights_;
  std::vector<torch::Tensor> averages_;
  double decay_;
  double updates_ = 0;
};

}  // namespace carkeys::train
