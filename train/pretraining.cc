// SPDX-License-Identifier: Apache-2.0
// Pretraining: words of raw text are hidden, and the network guesses them from their neighbours. It
// learns what goes with what before it sees a tree.
#include <algorithm>

#include <fmt/format.h>

#include "trainer.h"

namespace carkeys::train {
namespace {

using torch::Tensor;

constexpr double hidden_share = 0.15;
constexpr std::int64_t own_classes = 12000;  // the most frequent words; others by their ending
constexpr std::int64_t ending_classes = hidden_word_classes - own_classes;
constexpr std::size_t ending_feature = 5;  // the last three letters, among the affixes

std::int64_t hidden_class(const TypeRows& rows) {
  if (rows.word > 0 && rows.word <= own_classes) {
    return rows.word - 1;
  }
  return own_classes +
         rows.affixes[std::min(ending_feature, rows.affixes.size() - 1)] % ending_classes;
}

struct HiddenBatch {
  TypeBatch types;
  std::vector<std::int64_t> tokens;
  std::vector<float> mask;
  std::vector<std::int64_t> cells;    // of the hidden words
  std::vector<std::int64_t> classes;  // what they are
  std::int64_t sentences = 0;
  std::int64_t length = 0;
};

HiddenBatch hide_words(const RawText& raw,
                       const std::vector<std::uint32_t>& selection,
                       const Dropping& dropping,
                       TypeFeatures& features,
                       std::mt19937& random) {
  HiddenBatch batch;
  batch.sentences = static_cast<std::int64_t>(selection.size());
  for (const auto sentence : selection) {
    batch.length =
        std::max(batch.length, static_cast<std::int64_t>(raw.sentences[sentence].size()));
  }
  const auto cells = static_cast<std::size_t>(batch.sentences * batch.length);
  batch.tokens.assign(cells, 0);
  batch.mask.assign(cells, 0.0F);
  batch.types.add_hidden();
  std::unordered_map<std::uint64_t, std::int64_t> types;
  std::uniform_real_distribution<double> chance(0.0, 1.0);
  for (std::size_t row = 0; row < selection.size(); ++row) {
    const auto& sentence = raw.sentences[selection[row]];
    for (std::size_t word = 0; word < sentence.size(); ++word) {
      const auto cell = row * static_cast<std::size_t>(batch.length) + word;
      batch.mask[cell] = 1.0F;
      const auto& rows = features.rows(raw.types[sentence[word]]);
      if (chance(random) < hidden_share) {
        batch.cells.push_back(static_cast<std::int64_t>(cell));
        batch.classes.push_back(hidden_class(rows));
        continue;
      }
      const bool drop_word = chance(random) < dropping.word;
      const bool drop_readings = chance(random) < dropping.readings;
      const auto key =
          std::uint64_t{sentence[word]} * 4 + (drop_word ? 2 : 0) + (drop_readings ? 1 : 0);
      const auto [at, added] = types.try_emplace(key, batch.types.size);
      if (added) {
        batch.types.add(rows, drop_word, drop_readings);
      }
      batch.tokens[cell] = at->second;
    }
  }
  return batch;
}

}  // namespace

Tensor Trainer::hidden_loss(const RawText& raw, const std::vector<std::uint32_t>& selection) {
  const auto batch = hide_words(
      raw, selection, {settings_.drop_word, settings_.drop_readings}, features_, random_);
  if (batch.cells.empty()) {
    return {};
  }
  const auto types = network_->type_vectors(type_inputs(batch.types, true));
  const auto encoded =
      network_->encode(types.index_select(0, torch::tensor(batch.tokens, torch::kLong))
                           .view({batch.sentences, batch.length, -1}),
                       torch::zeros({batch.sentences}, torch::kLong),
                       torch::tensor(batch.mask).view({batch.sentences, batch.length}));
  const auto hidden = encoded.view({batch.sentences * batch.length, -1})
                          .index_select(0, torch::tensor(batch.cells, torch::kLong));
  return torch::nn::functional::cross_entropy(network_->hidden_word(hidden),
                                              torch::tensor(batch.classes, torch::kLong));
}

std::vector<std::vector<std::uint32_t>> Trainer::raw_batches(const RawText& raw) {
  std::vector<std::uint32_t> order(raw.sentences.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = static_cast<std::uint32_t>(i);
  }
  std::shuffle(order.begin(), order.end(), random_);
  std::ranges::stable_sort(
      order, {}, [&](std::uint32_t sentence) { return raw.sentences[sentence].size() / 3; });
  std::vector<std::vector<std::uint32_t>> batches(1);
  for (const auto sentence : order) {
    if (raw.sentences[sentence].size() * (batches.back().size() + 1) > settings_.raw_batch_words) {
      batches.emplace_back();
    }
    batches.back().push_back(sentence);
  }
  std::shuffle(batches.begin(), batches.end(), random_);
  return batches;
}

void Trainer::pretrain(const RawText& raw, std::ostream& log) {
  constexpr double warm_up = 200;
  constexpr std::size_t report_every = 200;
  torch::optim::AdamW optimiser(
      network_->parameters(),
      torch::optim::AdamWOptions(settings_.rate).betas({0.9, 0.98}).weight_decay(1e-3));
  network_->train();
  const auto begin = processor_seconds();
  double steps = 0;
  for (int pass = 1; pass <= settings_.raw_passes; ++pass) {
    const auto selections = raw_batches(raw);
    double sum = 0;
    for (std::size_t i = 0; i < selections.size(); ++i) {
      const auto done =
          std::max((processor_seconds() - begin) / (60 * settings_.raw_minutes),
                   (pass - 1 + static_cast<double>(i) / static_cast<double>(selections.size())) /
                       settings_.raw_passes);
      if (done >= 1) {
        return;
      }
      steps += 1;
      const auto factor = std::min(steps / warm_up, 1 - 0.9 * done);
      set_rate(optimiser, settings_.rate * factor);
      optimiser.zero_grad();
      const auto loss = hidden_loss(raw, selections[i]);
      if (!loss.defined()) {
        continue;
      }
      loss.backward();
      learn(optimiser, settings_.rate * factor);
      sum += loss.item<double>();
      if ((i + 1) % report_every == 0) {
        log << fmt::format("raw pass {}, {:.0f} %, {:.0f} s: loss {:.3f}\n",
                           pass,
                           100 * done,
                           processor_seconds() - begin,
                           sum / report_every)
            << std::flush;
        sum = 0;
      }
    }
  }
}

}  // namespace carkeys::train
