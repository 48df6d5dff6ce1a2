// SPDX-License-Identifier: Apache-2.0
// The training run: batches, losses, optimiser, scores on the development part. Reports to the
// stream it is given.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <ostream>
#include <random>
#include <vector>

#include "average.h"
#include "base/result.h"
#include "batch.h"
#include "corpus.h"
#include "network.h"

namespace carkeys::train {

inline constexpr std::int64_t hidden_word_classes = 13000;  // in pretraining

struct Settings {
  double minutes = 20;  // of processor time; the learning rate has gone down to nothing by then
  int passes = 60;      // or after this many passes over the data
  std::size_t batch_words = 1000;
  double rate = 2e-3;
  double dropout = 0.25;
  double drop_word = 0.15;
  double drop_readings = 0.4;
  std::size_t silver_per_pass = 1000;  // sentences with silver names
  std::size_t forms_per_batch = 160;   // single words from the full-form list
  double average_decay = 0.998;        // of the running average of weights
  int raw_passes = 1;                  // over the raw text, before all else
  double raw_minutes = 60;
  std::size_t raw_batch_words = 2000;
  int seed = 1;
};

// How far a run has come.
struct Progress {
  int passes = 0;
  double steps = 0;
  double seconds = 0;  // of processor time
};

// Processor time: a busy machine makes training slower, not shorter.
double processor_seconds();

class Trainer {
 public:
  // `raw` is empty where there is no pretraining.
  // The lexicon may be null; it and the readings must outlive the trainer.
  Trainer(Corpus corpus,
          const GermanLexicon* lexicon,
          const Readings& readings,
          const RawText& raw,
          const Settings& settings);

  // Learns to guess hidden words of the raw text that the trainer was made with.
  void pretrain(const RawText& raw, std::ostream& log);
  // Learns the annotation from where progress() stands; leaves the average of the weights in place.
  // Calls `after_pass` after every pass but the last; what it returns ends the run if it is an
  // error.
  Result<void> run(std::ostream& log, const std::function<Result<void>()>& after_pass);
  // Scores on the development part, greedy and without tree constraints.
  void evaluate(std::ostream& log);

  Network& network() { return network_; }

  TypeFeatures& features() { return features_; }

  // The state of a run beside the weights.
  torch::optim::AdamW& optimiser() { return *optimiser_; }

  Average& average() { return *average_; }

  Progress& progress() { return progress_; }

  [[nodiscard]] const Classes& classes() const { return classes_; }

  [[nodiscard]] const Corpus& corpus() const { return corpus_; }

  // Word vectors of forms as the network reads them, [forms, width], readings and style included.
  torch::Tensor vectors(const std::vector<std::string>& forms, Style style);

  SparseTable words;
  SparseTable affixes;
  SparseTable ngrams;
  SparseTable readings;

 private:
  using Selection = std::vector<const Example*>;

  void count_classes();
  void find_auxiliaries();
  bool add_participle(const std::string& form, const std::vector<LexiconEntry>& entries);
  torch::Tensor type_inputs(const TypeBatch& types, bool learn);
  torch::Tensor loss(const Batch& batch);
  Selection single_forms();
  torch::Tensor hidden_loss(const RawText& raw, const std::vector<std::uint32_t>& selection);
  std::vector<std::vector<std::uint32_t>> raw_batches(const RawText& raw);
  // Every pass has its own random numbers, so that one can be taken up by itself.
  void seed_pass(int pass);
  // Examples of one pass: all, and a sample of the silver ones.
  Selection examples_of_pass();
  // Share of the schedule that is behind a step of a pass.
  [[nodiscard]] double share_done(double passes, double seconds) const;
  static void set_rate(torch::optim::AdamW& optimiser, double rate);
  // Applies the gradients.
  void learn(torch::optim::AdamW& optimiser, double rate);
  [[nodiscard]] std::vector<torch::Tensor> weights();
  void step(const Selection& selection, double factor);
  std::vector<Selection> batches(const std::vector<const Example*>& examples, bool shuffle);

  Corpus corpus_;
  const GermanLexicon* lexicon_;
  Settings settings_;
  std::mt19937 random_;
  TypeFeatures features_;
  Classes classes_;
  Network network_{nullptr};
  std::unique_ptr<torch::optim::AdamW> optimiser_;
  std::unique_ptr<Average> average_;
  Progress progress_;
  std::vector<Example> form_examples_;
  std::vector<std::string> auxiliaries_;  // finite forms, third person
};

}  // namespace carkeys::train
