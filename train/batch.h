// SPDX-License-Identifier: Apache-2.0
// Sentences as tensors: which word types occur and what rows of the tables they use, and all
// targets. Words are dropped at random while learning (their own row, or what the lexicon says), so
// that unknown words are learnt too.
#pragma once

#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include <torch/torch.h>

#include "analysis/tags/word_features.h"
#include "corpus.h"
#include "raw_text.h"
#include "readings.h"

namespace carkeys::train {

struct Classes {
  Vocabulary scripts;
  Vocabulary relations;
};

// Rows of one word type in the four tables.
struct TypeRows {
  std::int64_t word = 0;  // 0: unknown
  std::vector<std::int64_t> affixes;
  std::vector<std::int64_t> ngrams;
  std::vector<std::int64_t> readings;
};

// Computes and keeps the rows of each form.
class TypeFeatures {
 public:
  TypeFeatures(analysis::FeatureSpace space, std::uint32_t reading_rows, const Readings& readings)
      : space_(space), reading_rows_(reading_rows), readings_(readings) {}

  // Words seen at least twice get a row of their own, most frequent first. Raw text may be empty.
  void count_words(const std::vector<Example>& examples, const RawText& raw, std::size_t most);
  // The rows of an earlier training run.
  void set_words(std::vector<std::uint64_t> words);
  const TypeRows& rows(const std::string& form);

  // Hash of each word, in row order from row 1.
  [[nodiscard]] const std::vector<std::uint64_t>& words() const { return words_; }

  [[nodiscard]] const analysis::FeatureSpace& space() const { return space_; }

 private:
  std::vector<std::int64_t> reading_rows(const std::string& form) const;

  analysis::FeatureSpace space_;
  std::uint32_t reading_rows_;
  const Readings& readings_;
  std::vector<std::uint64_t> words_;
  std::unordered_map<std::uint64_t, std::int64_t> word_rows_;
  std::unordered_map<std::string, TypeRows> cache_;
};

// Rows of a table in use and, for each word type of the batch, which of them it takes.
struct Bags {
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> members;  // into rows
  std::vector<std::int64_t> offsets;  // one per type
  std::unordered_map<std::int64_t, std::int64_t> position;

  void begin() { offsets.push_back(static_cast<std::int64_t>(members.size())); }

  void add(std::int64_t row);
};

struct TypeBatch {
  Bags words;
  Bags affixes;
  Bags ngrams;
  Bags readings;
  std::int64_t size = 0;

  void add(const TypeRows& rows, bool drop_word, bool drop_readings);
  // A word that is not shown: no rows but that of unknown words.
  void add_hidden();
};

struct Dropping {
  double word = 0;
  double readings = 0;
};

struct Batch {
  TypeBatch types;
  torch::Tensor tokens;  // [sentences x words] -> type; padding uses type 0
  torch::Tensor mask;
  torch::Tensor styles;
  torch::Tensor upos;
  std::vector<torch::Tensor> features;
  torch::Tensor scripts;
  torch::Tensor heads;
  torch::Tensor relations;
  torch::Tensor names;
  std::int64_t sentences = 0;
  std::int64_t length = 0;
  std::int64_t word_count = 0;
};

Batch make_batch(const std::vector<const Example*>& examples,
                 TypeFeatures& features,
                 const Classes& classes,
                 Dropping dropping,
                 std::mt19937& random);

}  // namespace carkeys::train
