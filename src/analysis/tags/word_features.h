// SPDX-License-Identifier: Apache-2.0
// What a word looks like, as numbers: rows of hashed embedding tables for its affixes, shape and
// character n-grams, and a hash that names the lower-cased word. A function of the word form alone,
// so its result is computed once a word type; trainer and analyser share this file, and a change
// here needs new models (raise model_version in model_file.h).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace carkeys::analysis {

// Sizes of the hashed tables.
struct FeatureSpace {
  std::uint32_t affix_rows = 0;
  std::uint32_t ngram_rows = 0;
};

struct WordFeatures {
  std::uint64_t word = 0;              // hash of the lower-cased form, digits as 0
  std::vector<std::uint32_t> affixes;  // never empty; their rows are summed
  std::vector<std::uint32_t> ngrams;   // never empty; the mean of their rows is taken
  // Used while they are found.
  std::vector<char32_t> code_points = {};
  std::vector<char32_t> lower = {};
  std::vector<char32_t> changed = {};
};

// Overwrites `out`. Any bytes are accepted; of a form longer than 48 code points the first and last
// 24 count.
void word_features(std::string_view form, const FeatureSpace& space, WordFeatures& out);

// The hash that stands for exactly this form (case kept), for the table of ready word vectors.
std::uint64_t form_hash(std::string_view form);

}  // namespace carkeys::analysis
