// SPDX-License-Identifier: Apache-2.0
// The network under training: word vectors from hashed tables, a stack of dilated maxout
// convolutions, one linear layer for all word labels, biaffine arcs. The same network is run by
// src/analysis/network.cc; a change here needs one there. The tables live outside the module
// (SparseTable), because only the rows of a batch are updated.
#pragma once

#include <cstdint>
#include <vector>

#include <torch/torch.h>

namespace carkeys::train {

struct Shape {
  std::int64_t embedding = 96;
  std::int64_t width = 128;
  std::int64_t arc = 128;
  std::int64_t label = 128;
  std::vector<std::int64_t> dilations = {1, 1, 2, 4, 8, 1};
  std::int64_t scripts = 0;
  std::int64_t relations = 0;
  std::int64_t hidden_words = 0;   // classes of masked words; 0: no pretraining
  std::int64_t max_distance = 31;  // arcs longer than this share a bias
};

// Begins the random numbers of dropout anew.
void seed_dropout(std::uint64_t seed);

// An embedding table with its own Adam that touches only the rows in use.
class SparseTable {
 public:
  SparseTable(std::int64_t rows, std::int64_t width, double scale);

  // The rows as a leaf that takes part in the gradient; kept until update().
  torch::Tensor gather(const std::vector<std::int64_t>& rows, bool learn);
  void update(double rate);

  [[nodiscard]] torch::Tensor& weights() { return weights_; }

  // Moments of the gradient and number of updates, to take up an interrupted run.
  [[nodiscard]] std::vector<torch::Tensor> moments() { return {first_, second_}; }

  [[nodiscard]] std::int64_t& steps() { return steps_; }

 private:
  torch::Tensor weights_;
  torch::Tensor first_;  // moments
  torch::Tensor second_;
  torch::Tensor rows_;
  torch::Tensor leaf_;
  std::int64_t steps_ = 0;
};

struct NetworkImpl : torch::nn::Module {
  NetworkImpl(Shape shape, double dropout);

  // [types, width]: vectors of word types; `inputs` is [types, 4 x embedding].
  torch::Tensor type_vectors(torch::Tensor inputs);
  // [sentences, words, width]; `mask` is [sentences, words], 1 for words.
  torch::Tensor encode(torch::Tensor types, torch::Tensor styles, const torch::Tensor& mask);
  // [sentences, words, labels]: parts of speech, features, names, lemma scripts.
  torch::Tensor word_scores(const torch::Tensor& encoded);

  struct Arcs {
    torch::Tensor scores;      // [sentences, words, words + 1], column 0 is the root
    torch::Tensor dependents;  // [sentences, words, label]
    torch::Tensor heads;       // [sentences, words + 1, label]
  };

  Arcs arcs(const torch::Tensor& encoded, const torch::Tensor& mask);
  // [n, relations] for n pairs of rows of dependents and heads.
  torch::Tensor relation_scores(const torch::Tensor& dependents, const torch::Tensor& heads);

  [[nodiscard]] std::int64_t word_labels() const;

  Shape shape;
  double dropout;
  torch::nn::Linear mix{nullptr};
  torch::nn::LayerNorm mix_norm{nullptr};
  torch::nn::Embedding style{nullptr};
  std::vector<torch::nn::Linear> convolutions;
  std::vector<torch::nn::LayerNorm> norms;
  torch::nn::Linear labels{nullptr};
  torch::nn::Linear arc_dependent{nullptr};
  torch::nn::Linear arc_head{nullptr};
  torch::nn::Linear label_dependent{nullptr};
  torch::nn::Linear label_head{nullptr};
  torch::nn::Linear arc{nullptr};
  torch::nn::Linear relation{nullptr};
  torch::nn::Linear hidden_word{nullptr};  // guesses masked words; only for pretraining
  torch::Tensor root;                      // [width], stands where a head word would
  torch::Tensor distance;                  // bias by signed distance
};

TORCH_MODULE(Network);

}  // namespace carkeys::train
