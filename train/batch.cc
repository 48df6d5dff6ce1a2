// SPDX-License-Identifier: Apache-2.0
#include "batch.h"

#include <algorithm>
#include <map>

#include "base/hash.h"

namespace carkeys::train {
namespace {

torch::Tensor tensor(const std::vector<std::int64_t>& numbers) {
  return torch::tensor(numbers, torch::kLong);
}

}  // namespace

void TypeFeatures::count_words(const std::vector<Example>& examples,
                               const RawText& raw,
                               std::size_t most) {
  constexpr std::size_t example_weight = 10;  // what is annotated matters more than what is not
  std::map<std::uint64_t, std::size_t> counts;
  analysis::WordFeatures features;
  const auto count = [&](const std::string& form, std::size_t weight) {
    analysis::word_features(form, space_, features);
    counts[features.word] += weight;
  };
  for (const auto& example : examples) {
    for (const auto& form : example.forms) {
      count(form, example_weight);
    }
  }
  for (std::size_t type = 0; type < raw.types.size(); ++type) {
    count(raw.types[type], raw.counts[type]);
  }
  std::vector<std::pair<std::size_t, std::uint64_t>> order;
  for (const auto& [word, times] : counts) {
    if (times >= 2 * example_weight) {
      order.emplace_back(times, word);
    }
  }
  std::ranges::sort(order, std::ranges::greater());
  order.resize(std::min(order.size(), most));
  std::vector<std::uint64_t> words;
  for (const auto& [times, word] : order) {
    words.push_back(word);
  }
  set_words(std::move(words));
}

void TypeFeatures::set_words(std::vector<std::uint64_t> words) {
  words_ = std::move(words);
  word_rows_.clear();
  cache_.clear();
  for (std::size_t index = 0; index < words_.size(); ++index) {
    word_rows_[words_[index]] = static_cast<std::int64_t>(index) + 1;
  }
}

std::vector<std::int64_t> TypeFeatures::reading_rows(const std::string& form) const {
  std::vector<std::int64_t> rows;
  for (const auto& reading : readings_.of(form)) {
    rows.push_back(static_cast<std::int64_t>(hash64(reading) % reading_rows_));
  }
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

const TypeRows& TypeFeatures::rows(const std::string& form) {
  const auto [at, added] = cache_.try_emplace(form);
  if (!added) {
    return at->second;
  }
  analysis::WordFeatures features;
  analysis::word_features(form, space_, features);
  auto& rows = at->second;
  const auto word = word_rows_.find(features.word);
  rows.word = word == word_rows_.end() ? 0 : word->second;
  rows.affixes.assign(features.affixes.begin(), features.affixes.end());
  rows.ngrams.assign(features.ngrams.begin(), features.ngrams.end());
  rows.readings = reading_rows(form);
  return rows;
}

void Bags::add(std::int64_t row) {
  const auto [at, added] = position.try_emplace(row, static_cast<std::int64_t>(rows.size()));
  if (added) {
    rows.push_back(row);
  }
  members.push_back(at->second);
}

void TypeBatch::add(const TypeRows& type, bool drop_word, bool drop_readings) {
  words.begin();
  words.add(drop_word ? 0 : type.word);
  affixes.begin();
  for (const auto row : type.affixes) {
    affixes.add(row);
  }
  ngrams.begin();
  for (const auto row : type.ngrams) {
    ngrams.add(row);
  }
  readings.begin();
  if (!drop_readings) {
    for (const auto row : type.readings) {
      readings.add(row);
    }
  }
  ++size;
}

void TypeBatch::add_hidden() {
  add(TypeRows{}, true, true);
}

Batch make_batch(const std::vector<const Example*>& examples,
                 TypeFeatures& features,
                 const Classes& classes,
                 Dropping dropping,
                 std::mt19937& random) {
  Batch batch;
  batch.sentences = static_cast<std::int64_t>(examples.size());
  for (const auto* example : examples) {
    batch.length = std::max(batch.length, static_cast<std::int64_t>(example->forms.size()));
  }
  const auto cells = static_cast<std::size_t>(batch.sentences * batch.length);
  std::vector<std::int64_t> tokens(cells, 0);
  std::vector<std::int64_t> upos(cells, missing);
  std::vector<std::int64_t> scripts(cells, missing);
  std::vector<std::int64_t> heads(cells, missing);
  std::vector<std::int64_t> relations(cells, missing);
  std::vector<std::int64_t> names(cells, missing);
  std::vector<std::vector<std::int64_t>> groups(analysis::feature_groups,
                                                std::vector<std::int64_t>(cells, missing));
  std::vector<float> mask(cells, 0.0F);
  std::vector<std::int64_t> styles_of;
  std::unordered_map<std::string, std::int64_t> types;
  std::uniform_real_distribution<double> chance(0.0, 1.0);
  for (std::size_t row = 0; row < examples.size(); ++row) {
    const auto& example = *examples[row];
    styles_of.push_back(static_cast<std::int64_t>(example.style));
    for (std::size_t word = 0; word < example.forms.size(); ++word) {
      const auto cell = row * static_cast<std::size_t>(batch.length) + word;
      const bool drop_word = chance(random) < dropping.word;
      const bool drop_readings = chance(random) < dropping.readings;
      const auto key =
          example.forms[word] + (drop_word ? "\x1" : "\x2") + (drop_readings ? "\x1" : "\x2");
      const auto [at, added] = types.try_emplace(key, batch.types.size);
      if (added) {
        batch.types.add(features.rows(example.forms[word]), drop_word, drop_readings);
      }
      const auto& target = example.targets[word];
      tokens[cell] = at->second;
      mask[cell] = 1.0F;
      ++batch.word_count;
      upos[cell] = target.upos;
      heads[cell] = target.head;
      names[cell] = target.name;
      scripts[cell] =
          target.lemma_script.empty() ? missing : classes.scripts.find(target.lemma_script);
      relations[cell] = target.relation.empty() ? missing : classes.relations.find(target.relation);
      for (std::size_t group = 0; group < groups.size(); ++group) {
        const auto value = target.features[group];
        groups[group][cell] = value == unlabelled ? missing : value;
      }
    }
  }
  batch.tokens = tensor(tokens);
  batch.mask = torch::tensor(mask).view({batch.sentences, batch.length});
  batch.styles = tensor(styles_of);
  batch.upos = tensor(upos);
  batch.scripts = tensor(scripts);
  batch.heads = tensor(heads);
  batch.relations = tensor(relations);
  batch.names = tensor(names);
  for (const auto& group : groups) {
    batch.features.push_back(tensor(group));
  }
  return batch;
}

}  // namespace carkeys::train
