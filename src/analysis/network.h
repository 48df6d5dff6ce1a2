// SPDX-License-Identifier: Apache-2.0
// The trained network at work: word vectors, dilated convolutions, word labels and arc scores for a
// batch of sentences. Knows numbers, not language; trees and names are decoded from its scores in
// tree/ and names/. The same network as train/network.cc, without the parts that only learning
// needs.
//
// Sections of the model file: config, relations, scripts (text); words.{hashes,rows,scales} with
// row 0 for unknown words; affixes and ngrams.{rows,scales}; types.{hashes,rows,scales}, ready
// vectors of frequent word forms; mix, convolutionN, heads, arc, relation.{weights,bias} and .norm;
// root (arc and label vector of the root); distance (bias by signed distance).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/kernels.h"
#include "analysis/model_file.h"
#include "analysis/tags/word_features.h"
#include "base/result.h"

namespace carkeys::analysis {

// Vectors of the word forms seen lately, for one model. Emptied when it is full, so that it stays
// bounded; what it returns does not depend on what it holds.
class TypeCache {
 public:
  TypeCache(std::uint64_t model, std::size_t width);

  [[nodiscard]] std::uint64_t model() const { return model_; }

  // Makes room for `count` further forms. Invalidates vectors when it empties the cache.
  void reserve(std::size_t count);
  // The vector's place; `fresh` says that it is new and must be filled in.
  std::size_t place(std::uint64_t form, bool& fresh);

  [[nodiscard]] float* vector(std::size_t place) { return vectors_.data() + place * width_; }

 private:
  // One of a power of two slots, searched from the one that the form's hash names.
  struct Slot {
    std::uint64_t form = 0;
    std::uint32_t place = 0;  // counted from 1; 0: free
  };

  std::uint64_t model_;
  std::size_t width_;
  std::size_t used_ = 0;
  std::vector<Slot> slots_;
  std::vector<float> vectors_;
};

// Buffers of one thread and what the network computed for the last batch.
struct NetworkScratch {
  std::vector<TypeCache> caches;
  std::vector<float> words;      // [words][width]
  std::vector<float> layer;      // output of one layer
  std::vector<float> heads;      // [words][head_stride]: scores and parser vectors
  std::vector<float> arcs;       // [words][arc]
  std::vector<float> hidden;     // [words][label]
  std::vector<float> relations;  // [words][relation_stride]
  std::vector<const float*> pointers;
  std::vector<std::size_t> places;  // in the cache, of the words
  std::vector<std::size_t> mixed;   // in the cache, of new forms without a ready vector
  std::vector<float> inputs;        // of these, for the layer that mixes them
  std::vector<float> mixtures;
  WordFeatures features;
};

// Half-open range of words of a batch that make a sentence.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Network {
 public:
  static Result<Network> load(const ModelFile& file);

  // Computes word labels and arc vectors of a batch; results lie in the scratch.
  void run(std::span<const std::string_view> forms,
           std::span<const Extent> sentences,
           NetworkScratch& scratch) const;

  // Scores of one word's labels after run(): parts of speech, features, names, scripts in turn.
  [[nodiscard]] float* word_scores(NetworkScratch& scratch, std::size_t word) const {
    return scratch.heads.data() + word * heads_.result_stride();
  }

  // Floats between the scores of two words.
  [[nodiscard]] std::size_t word_stride() const { return heads_.result_stride(); }

  // Scores of all arcs of a sentence after run(): [words][words + 1], column 0 is the root.
  void arc_scores(NetworkScratch& scratch, const Extent& sentence, std::vector<float>& out) const;

  // Scores of the relations of all words of the batch, given their heads (0: root, words of the
  // sentence from 1): [words][relation_stride].
  void relation_scores(NetworkScratch& scratch,
                       std::span<const Extent> sentences,
                       std::span<const std::uint32_t> heads) const;

  [[nodiscard]] std::size_t relation_stride() const { return relation_.result_stride(); }

  [[nodiscard]] std::size_t scripts() const { return scripts_; }

  [[nodiscard]] std::size_t relations() const { return relation_.columns; }

  // Takes another path than the best one; it must be available.
  void use(Path path) { path_ = path; }

  [[nodiscard]] Path path() const { return path_; }

 private:
  struct Table {
    std::span<const std::int8_t> rows;
    std::span<const float> scales;
  };

  struct Convolution {
    Linear layer;
    std::span<const float> norm;
    std::size_t dilation = 1;
  };

  bool ready_vector(std::uint64_t hash, float* out) const;
  void add_inputs(std::string_view form, NetworkScratch& scratch) const;
  void mix(TypeCache& cache, NetworkScratch& scratch) const;
  void look_up(std::span<const std::string_view> forms, NetworkScratch& scratch) const;
  void convolve(const Convolution& convolution,
                std::span<const Extent> sentences,
                NetworkScratch& scratch) const;
  void add_row(const Table& table, std::size_t row, float factor, float* out) const;
  Result<void> read_sizes(const ModelFile& file);
  Result<void> read_tables(const ModelFile& file);
  Result<void> read_layers(const ModelFile& file);

  Path path_ = Path::plain;
  std::uint64_t id_ = 0;
  std::size_t embedding_ = 0;
  std::size_t width_ = 0;
  std::size_t arc_size_ = 0;
  std::size_t label_size_ = 0;
  std::size_t scripts_ = 0;
  std::vector<std::size_t> dilations_;
  FeatureSpace space_;
  std::span<const std::uint64_t> word_hashes_;
  std::span<const std::uint64_t> type_hashes_;
  Table words_;
  Table affixes_;
  Table ngrams_;
  Table types_;
  Linear mix_;
  std::span<const float> mix_norm_;
  std::vector<Convolution> convolutions_;
  Linear heads_;
  Linear arc_;
  Linear relation_;
  std::span<const float> root_;
  std::span<const float> distance_;
  std::vector<float> zeros_;
};

// The value of a line "key value" of the section "config"; empty where it is missing.
std::string_view config_value(const ModelFile& file, std::string_view key);
// The lines of a text section.
std::vector<std::string_view> section_lines(const ModelFile& file, std::string_view section);

}  // namespace carkeys::analysis
