// SPDX-License-Identifier: Apache-2.0
#include "network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <utility>

#include "analysis/tags/labels.h"
#include "corpus.h"

namespace carkeys::train {
namespace {

namespace functional = torch::nn::functional;
using torch::Tensor;

Tensor maxout(const Tensor& pieces) {
  auto sizes = pieces.sizes().vec();
  const auto width = sizes.back() / 2;
  sizes.back() = 2;
  sizes.push_back(width);
  return std::get<0>(pieces.view(sizes).max(-2));
}

// Words moved by `distance` along the sentence, zeros where none are.
Tensor shifted(const Tensor& words, std::int64_t distance) {
  const auto length = words.size(1);
  if (distance >= length || -distance >= length) {
    return torch::zeros_like(words);
  }
  if (distance > 0) {
    return functional::pad(words.slice(1, 0, length - distance),
                           functional::PadFuncOptions({0, 0, distance, 0}));
  }
  return functional::pad(words.slice(1, -distance, length),
                         functional::PadFuncOptions({0, 0, 0, -distance}));
}

std::mt19937_64& dropout_numbers() {
  static std::mt19937_64 numbers;
  return numbers;
}

// Dropout whose random numbers cost less than libtorch's: one byte each decides.
Tensor dropped(const Tensor& input, double share, bool learning) {
  if (!learning || share <= 0) {
    return input;
  }
  const auto threshold = static_cast<std::uint8_t>(std::lround(share * 256));
  const float kept = 256.0F / (256.0F - static_cast<float>(threshold));
  auto mask = torch::empty(input.sizes());
  float* numbers = mask.data_ptr<float>();
  const auto size = static_cast<std::size_t>(mask.numel());
  constexpr std::size_t bytes = 8;
  std::array<std::uint64_t, 8> lanes{};
  for (auto& lane : lanes) {
    lane = dropout_numbers()();
  }
  std::array<std::uint8_t, lanes.size() * bytes> block{};
  for (std::size_t at = 0; at < size; at += block.size()) {
    for (auto& lane : lanes) {
      lane ^= lane << 13U;
      lane ^= lane >> 7U;
      lane ^= lane << 17U;
    }
    std::memcpy(block.data(), lanes.data(), block.size());
    const auto count = std::min(block.size(), size - at);
    for (std::size_t i = 0; i < count; ++i) {
      numbers[at + i] = block[i] < threshold ? 0.0F : kept;
    }
  }
  return input * mask;
}

Tensor leaky(const Tensor& input) {
  return torch::leaky_relu(input, 0.1);
}

}  // namespace

void seed_dropout(std::uint64_t seed) {
  dropout_numbers().seed(seed);
}

SparseTable::SparseTable(std::int64_t rows, std::int64_t width, double scale)
    : weights_(torch::randn({rows, width}) * scale),
      first_(torch::zeros({rows, width})),
      second_(torch::zeros({rows, width})) {}

Tensor SparseTable::gather(const std::vector<std::int64_t>& rows, bool learn) {
  rows_ = torch::tensor(rows, torch::kLong);
  leaf_ = weights_.index_select(0, rows_).detach();
  leaf_.set_requires_grad(learn);
  return leaf_;
}

void SparseTable::update(double rate) {
  constexpr double decay_first = 0.9;
  constexpr double decay_second = 0.98;
  constexpr double epsilon = 1e-8;
  if (!leaf_.grad().defined()) {
    return;
  }
  torch::NoGradGuard guard;
  ++steps_;
  const auto& gradient = leaf_.grad();
  const auto first =
      first_.index_select(0, rows_).mul_(decay_first).add_(gradient, 1 - decay_first);
  const auto second = second_.index_select(0, rows_)
                          .mul_(decay_second)
                          .addcmul_(gradient, gradient, 1 - decay_second);
  const double first_bias = 1 - std::pow(decay_first, static_cast<double>(steps_));
  const double second_bias = 1 - std::pow(decay_second, static_cast<double>(steps_));
  const auto step = first / (second / second_bias).sqrt_().add_(epsilon) * (rate / first_bias);
  weights_.index_copy_(0, rows_, leaf_.detach() - step);
  first_.index_copy_(0, rows_, first);
  second_.index_copy_(0, rows_, second);
}

NetworkImpl::NetworkImpl(Shape shape_in, double dropout_in)
    : shape(std::move(shape_in)), dropout(dropout_in) {
  using torch::nn::Linear;
  const auto norm = [&] {
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({shape.width}));
  };
  mix = register_module("mix", Linear(4 * shape.embedding, 2 * shape.width));
  mix_norm = register_module("mix_norm", norm());
  style = register_module("style", torch::nn::Embedding(styles, shape.width));
  for (std::size_t layer = 0; layer < shape.dilations.size(); ++layer) {
    const auto number = std::to_string(layer);
    convolutions.push_back(
        register_module("convolution" + number, Linear(3 * shape.width, 2 * shape.width)));
    norms.push_back(register_module("norm" + number, norm()));
  }
  labels = register_module("labels", Linear(shape.width, word_labels()));
  arc_dependent = register_module("arc_dependent", Linear(shape.width, shape.arc));
  arc_head = register_module("arc_head", Linear(shape.width, shape.arc));
  label_dependent = register_module("label_dependent", Linear(shape.width, shape.label));
  label_head = register_module("label_head", Linear(shape.width, shape.label));
  arc = register_module("arc", Linear(shape.arc, shape.arc));
  relation = register_module("relation", Linear(shape.label, shape.relations));
  if (shape.hidden_words > 0) {
    hidden_word = register_module("hidden_word", Linear(shape.width, shape.hidden_words));
  }
  root = register_parameter("root", torch::randn({shape.width}) * 0.1);
  distance = register_parameter("distance", torch::zeros({2 * shape.max_distance + 1}));
  torch::NoGradGuard guard;
  style->weight.mul_(0.1);
  arc->weight.mul_(0.3);
}

std::int64_t NetworkImpl::word_labels() const {
  std::int64_t total = analysis::upos_classes + analysis::name_classes;
  for (const auto classes : analysis::feature_classes) {
    total += static_cast<std::int64_t>(classes);
  }
  return total + shape.scripts;
}

Tensor NetworkImpl::type_vectors(Tensor inputs) {
  inputs = dropped(inputs, dropout, is_training());
  return mix_norm(maxout(mix(inputs)));
}

Tensor NetworkImpl::encode(Tensor types, Tensor styles_of, const Tensor& mask) {
  const auto present = mask.unsqueeze(-1);
  auto words = (types + style(styles_of).unsqueeze(1)) * present;
  for (std::size_t layer = 0; layer < convolutions.size(); ++layer) {
    const auto step = shape.dilations[layer];
    auto window = torch::cat({shifted(words, step), words, shifted(words, -step)}, -1);
    window = dropped(window, dropout, is_training());
    words = (words + norms[layer](maxout(convolutions[layer](window)))) * present;
  }
  return words;
}

Tensor NetworkImpl::word_scores(const Tensor& encoded) {
  return labels(dropped(encoded, dropout, is_training()));
}

NetworkImpl::Arcs NetworkImpl::arcs(const Tensor& encoded, const Tensor& mask) {
  const auto sentences = encoded.size(0);
  const auto length = encoded.size(1);
  const auto with_root =
      torch::cat({root.view({1, 1, -1}).expand({sentences, 1, shape.width}), encoded}, 1);
  const auto dependents = dropped(leaky(arc_dependent(encoded)), dropout, is_training());
  const auto heads = dropped(leaky(arc_head(with_root)), dropout, is_training());
  auto scores = torch::bmm(arc(dependents), heads.transpose(1, 2));
  const auto positions = torch::arange(length, torch::kLong);
  const auto offsets = (positions.unsqueeze(0) - positions.unsqueeze(1))
                           .clamp(-shape.max_distance, shape.max_distance) +
                       shape.max_distance;
  const auto bias = distance.index_select(0, offsets.reshape({-1})).view({length, length});
  scores = scores + functional::pad(bias, functional::PadFuncOptions({1, 0})).unsqueeze(0);
  const auto allowed = torch::cat({torch::ones({sentences, 1}), mask}, 1).unsqueeze(1);
  scores = scores.masked_fill(allowed.eq(0), -1e4);
  return {scores,
          label_dependent(dropped(encoded, dropout, is_training())),
          label_head(dropped(with_root, dropout, is_training()))};
}

Tensor NetworkImpl::relation_scores(const Tensor& dependents, const Tensor& heads) {
  return relation(dropped(leaky(dependents + heads), dropout, is_training()));
}

}  // namespace carkeys::train
