// SPDX-License-Identifier: Apache-2.0
#include "analysis/network.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "analysis/tags/labels.h"
#include "base/hash.h"

namespace carkeys::analysis {
namespace {

constexpr std::size_t cached_types = 20000;  // more than a batch has words
constexpr std::size_t cache_slots = 65536;
constexpr std::size_t lanes = 16;
constexpr std::size_t widest = 512;
constexpr std::size_t farthest_reach = 128;  // words
constexpr std::size_t most_layers = 64;
constexpr std::array<float, 2 * widest> no_addend{};

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Labels other than lemma scripts.
constexpr std::size_t plain_labels() {
  std::size_t total = upos_classes + name_classes;
  for (const std::size_t classes : feature_classes) {
    total += classes;
  }
  return total;
}

tl::unexpected<Error> bad(const ModelFile& file, std::string message) {
  return failure(ErrorCode::bad_resource, "model is damaged: " + std::move(message), file.path());
}

Result<Linear> read_linear(const ModelFile& file,
                           const std::string& name,
                           std::size_t inputs,
                           std::size_t columns,
                           Output output) {
  Linear layer;
  layer.weights = file.numbers<float>(name + ".weights");
  layer.bias = file.numbers<float>(name + ".bias");
  layer.inputs = inputs;
  layer.columns = columns;
  layer.output = output;
  const auto padded = padded_columns(columns);
  if (layer.weights.size() != padded * inputs || layer.bias.size() != padded) {
    return bad(file, fmt::format("layer {} has the wrong size", name));
  }
  if (!quantise(layer)) {
    return bad(file, fmt::format("layer {} holds what is no number", name));
  }
  return layer;
}

}  // namespace

std::string_view config_value(const ModelFile& file, std::string_view key) {
  for (const auto line : section_lines(file, "config")) {
    if (line.starts_with(key) && line.size() > key.size() && line[key.size()] == ' ') {
      return line.substr(key.size() + 1);
    }
  }
  return {};
}

std::vector<std::string_view> section_lines(const ModelFile& file, std::string_view section) {
  std::vector<std::string_view> lines;
  auto text = file.text(section);
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

TypeCache::TypeCache(std::uint64_t model, std::size_t width)
    : model_(model), width_(width), slots_(cache_slots) {}

void TypeCache::reserve(std::size_t count) {
  if (used_ + count > cached_types) {
    used_ = 0;
    std::ranges::fill(slots_, Slot());
  }
  vectors_.resize(std::max(vectors_.size(), (used_ + count) * width_));
}

std::size_t TypeCache::place(std::uint64_t form, bool& fresh) {
  std::size_t at = form % cache_slots;
  while (slots_[at].place != 0 && slots_[at].form != form) {
    at = (at + 1) % cache_slots;
  }
  fresh = slots_[at].place == 0;
  if (fresh) {
    ++used_;
    slots_[at] = {form, static_cast<std::uint32_t>(used_)};
  }
  return slots_[at].place - 1;
}

Result<void> Network::read_sizes(const ModelFile& file) {
  embedding_ = number(config_value(file, "embedding"));
  width_ = number(config_value(file, "width"));
  arc_size_ = number(config_value(file, "arc"));
  label_size_ = number(config_value(file, "label"));
  const auto fits = [](std::size_t size) {
    return size > 0 && size <= widest && size % lanes == 0;
  };
  if (!fits(embedding_) || !fits(width_) || !fits(arc_size_) || !fits(label_size_) ||
      3 * width_ > most_inputs || 3 * embedding_ > most_inputs) {
    return bad(file, "sizes of the network are missing or wrong");
  }
  auto dilations = config_value(file, "dilations");
  while (!dilations.empty()) {
    const auto end = std::min(dilations.find(' '), dilations.size());
    dilations_.push_back(number(dilations.substr(0, end)));
    dilations.remove_prefix(std::min(end + 1, dilations.size()));
  }
  const bool reach_fits = std::ranges::all_of(
      dilations_, [](std::size_t reach) { return reach > 0 && reach <= farthest_reach; });
  if (!reach_fits || dilations_.size() > most_layers) {
    return bad(file, "dilations are wrong");
  }
  scripts_ = section_lines(file, "scripts").size();
  zeros_.assign(width_, 0.0F);
  return {};
}

Result<void> Network::read_tables(const ModelFile& file) {
  const auto read = [&](const std::string& name, std::size_t width, Table& table) {
    table.rows = file.numbers<std::int8_t>(name + ".rows");
    table.scales = file.numbers<float>(name + ".scales");
    return table.rows.size() == table.scales.size() * width;
  };
  word_hashes_ = file.numbers<std::uint64_t>("words.hashes");
  type_hashes_ = file.numbers<std::uint64_t>("types.hashes");
  const bool sizes_fit = read("words", embedding_, words_) &&
                         read("affixes", embedding_, affixes_) &&
                         read("ngrams", embedding_, ngrams_) && read("types", width_, types_);
  if (!sizes_fit || words_.scales.size() != word_hashes_.size() + 1 || affixes_.scales.empty() ||
      ngrams_.scales.empty() || types_.scales.size() != type_hashes_.size()) {
    return bad(file, "tables of word vectors have the wrong size");
  }
  space_ = {static_cast<std::uint32_t>(affixes_.scales.size()),
            static_cast<std::uint32_t>(ngrams_.scales.size())};
  return {};
}

Result<void> Network::read_layers(const ModelFile& file) {
  CARKEYS_TRY(mix_, read_linear(file, "mix", 3 * embedding_, 2 * width_, Output::maxout));
  mix_norm_ = file.numbers<float>("mix.norm");
  if (mix_norm_.size() != 2 * width_) {
    return bad(file, "layer mix has the wrong size");
  }
  for (std::size_t layer = 0; layer < dilations_.size(); ++layer) {
    const auto name = "convolution" + std::to_string(layer);
    Convolution convolution;
    CARKEYS_TRY(convolution.layer, read_linear(file, name, 3 * width_, 2 * width_, Output::maxout));
    convolution.norm = file.numbers<float>(name + ".norm");
    convolution.dilation = dilations_[layer];
    if (convolution.norm.size() != 2 * width_) {
      return bad(file, fmt::format("layer {} has the wrong size", name));
    }
    convolutions_.push_back(convolution);
  }
  const std::size_t columns = plain_labels() + scripts_ + 2 * arc_size_ + 2 * label_size_;
  CARKEYS_TRY(heads_, read_linear(file, "heads", width_, columns, Output::all));
  CARKEYS_TRY(arc_, read_linear(file, "arc", arc_size_, arc_size_, Output::all));
  const auto relations = section_lines(file, "relations").size();
  CARKEYS_TRY(relation_, read_linear(file, "relation", label_size_, relations, Output::all));
  root_ = file.numbers<float>("root");
  distance_ = file.numbers<float>("distance");
  if (root_.size() != arc_size_ + label_size_ || distance_.size() % 2 != 1 || relations == 0) {
    return bad(file, "parser has the wrong size");
  }
  return {};
}

Result<Network> Network::load(const ModelFile& file) {
  Network network;
  network.path_ = best_path();
  network.id_ = hash64(file.checksum());
  for (const auto step : {&Network::read_sizes, &Network::read_tables, &Network::read_layers}) {
    auto done = (network.*step)(file);
    if (!done) {
      return tl::unexpected<Error>(std::move(done.error()));
    }
  }
  return network;
}

void Network::add_row(const Table& table, std::size_t row, float factor, float* out) const {
  const std::size_t width = table.rows.size() / table.scales.size();
  const float scale = table.scales[row] * factor;
  const std::int8_t* values = table.rows.data() + row * width;
  for (std::size_t i = 0; i < width; ++i) {
    out[i] += scale * static_cast<float>(values[i]);
  }
}

// False where the model has no ready vector for the form.
bool Network::ready_vector(std::uint64_t hash, float* out) const {
  const auto ready = std::ranges::lower_bound(type_hashes_, hash);
  if (ready == type_hashes_.end() || *ready != hash) {
    return false;
  }
  std::fill_n(out, width_, 0.0F);
  add_row(types_, static_cast<std::size_t>(ready - type_hashes_.begin()), 1.0F, out);
  return true;
}

// Appends what the mixing layer takes for a form.
void Network::add_inputs(std::string_view form, NetworkScratch& scratch) const {
  auto& features = scratch.features;
  word_features(form, space_, features);
  const std::size_t begin = scratch.inputs.size();
  scratch.inputs.resize(begin + 3 * embedding_, 0.0F);
  float* input = scratch.inputs.data() + begin;
  const auto word = std::ranges::lower_bound(word_hashes_, features.word);
  const bool known = word != word_hashes_.end() && *word == features.word;
  add_row(
      words_, known ? static_cast<std::size_t>(word - word_hashes_.begin()) + 1 : 0, 1.0F, input);
  for (const auto row : features.affixes) {
    add_row(affixes_, row, 1.0F, input + embedding_);
  }
  const float share = 1.0F / static_cast<float>(features.ngrams.size());
  for (const auto row : features.ngrams) {
    add_row(ngrams_, row, share, input + 2 * embedding_);
  }
}

// Makes the vectors of scratch.mixed from scratch.inputs.
void Network::mix(TypeCache& cache, NetworkScratch& scratch) const {
  const std::size_t count = scratch.mixed.size();
  scratch.pointers.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    scratch.pointers[i] = scratch.inputs.data() + i * mix_.inputs;
  }
  scratch.mixtures.resize(count * width_);
  multiply(path_, mix_, {scratch.pointers.data(), 1, count}, scratch.mixtures.data());
  for (std::size_t i = 0; i < count; ++i) {
    const float* values = scratch.mixtures.data() + i * width_;
    normalise(path_, values, mix_norm_, false, cache.vector(scratch.mixed[i]));
  }
}

void Network::look_up(std::span<const std::string_view> forms, NetworkScratch& scratch) const {
  auto cache = std::ranges::find(scratch.caches, id_, &TypeCache::model);
  if (cache == scratch.caches.end()) {
    scratch.caches.emplace_back(id_, width_);
    cache = scratch.caches.end() - 1;
  }
  cache->reserve(forms.size());
  scratch.places.resize(forms.size());
  scratch.mixed.clear();
  scratch.inputs.clear();
  for (std::size_t word = 0; word < forms.size(); ++word) {
    const auto hash = form_hash(forms[word]);
    bool fresh = false;
    const auto place = cache->place(hash, fresh);
    scratch.places[word] = place;
    if (fresh && !ready_vector(hash, cache->vector(place))) {
      scratch.mixed.push_back(place);
      add_inputs(forms[word], scratch);
    }
  }
  mix(*cache, scratch);
  scratch.words.resize(forms.size() * width_);
  for (std::size_t word = 0; word < forms.size(); ++word) {
    std::copy_n(cache->vector(scratch.places[word]), width_, scratch.words.data() + word * width_);
  }
}

void Network::convolve(const Convolution& convolution,
                       std::span<const Extent> sentences,
                       NetworkScratch& scratch) const {
  const std::size_t words = scratch.words.size() / width_;
  const std::size_t step = convolution.dilation;
  scratch.pointers.resize(3 * words);
  for (const auto& sentence : sentences) {
    for (std::size_t word = sentence.begin; word < sentence.end; ++word) {
      const float** pointers = scratch.pointers.data() + 3 * word;
      const float* own = scratch.words.data() + word * width_;
      pointers[0] = word >= sentence.begin + step ? own - step * width_ : zeros_.data();
      pointers[1] = own;
      pointers[2] = word + step < sentence.end ? own + step * width_ : zeros_.data();
    }
  }
  scratch.layer.resize(words * width_);
  multiply(path_, convolution.layer, {scratch.pointers.data(), 3, words}, scratch.layer.data());
  for (std::size_t word = 0; word < words; ++word) {
    normalise(path_,
              scratch.layer.data() + word * width_,
              convolution.norm,
              true,
              scratch.words.data() + word * width_);
  }
}

void Network::run(std::span<const std::string_view> forms,
                  std::span<const Extent> sentences,
                  NetworkScratch& scratch) const {
  look_up(forms, scratch);
  for (const auto& convolution : convolutions_) {
    convolve(convolution, sentences, scratch);
  }
  const auto point_at = [&](const float* first, std::size_t stride) {
    scratch.pointers.resize(forms.size());
    for (std::size_t word = 0; word < forms.size(); ++word) {
      scratch.pointers[word] = first + word * stride;
    }
    return Rows{scratch.pointers.data(), 1, forms.size()};
  };
  const std::size_t stride = heads_.result_stride();
  scratch.heads.resize(forms.size() * stride);
  multiply(path_, heads_, point_at(scratch.words.data(), width_), scratch.heads.data());
  const std::size_t arc_begin = plain_labels() + scripts_;
  for (std::size_t word = 0; word < forms.size(); ++word) {
    float* vectors = scratch.heads.data() + word * stride + arc_begin;
    leaky_sum(path_, vectors, no_addend.data(), 2 * arc_size_, vectors);
  }
  scratch.arcs.resize(forms.size() * arc_.result_stride());
  multiply(path_, arc_, point_at(scratch.heads.data() + arc_begin, stride), scratch.arcs.data());
}

void Network::arc_scores(NetworkScratch& scratch,
                         const Extent& sentence,
                         std::vector<float>& out) const {
  const std::size_t length = sentence.end - sentence.begin;
  const std::size_t stride = heads_.result_stride();
  const auto farthest = static_cast<std::ptrdiff_t>(distance_.size() / 2);
  const float* heads =
      scratch.heads.data() + sentence.begin * stride + plain_labels() + scripts_ + arc_size_;
  out.resize(length * (length + 1));
  for (std::size_t word = 0; word < length; ++word) {
    const float* dependent = scratch.arcs.data() + (sentence.begin + word) * arc_.result_stride();
    float* scores = out.data() + word * (length + 1);
    scores[0] = dot(path_, dependent, root_.data(), arc_size_);
    for (std::size_t head = 0; head < length; ++head) {
      const auto offset =
          std::clamp(static_cast<std::ptrdiff_t>(head) - static_cast<std::ptrdiff_t>(word),
                     -farthest,
                     farthest);
      scores[head + 1] = dot(path_, dependent, heads + head * stride, arc_size_) +
                         distance_[static_cast<std::size_t>(offset + farthest)];
    }
  }
}

void Network::relation_scores(NetworkScratch& scratch,
                              std::span<const Extent> sentences,
                              std::span<const std::uint32_t> heads) const {
  const std::size_t stride = heads_.result_stride();
  const float* labels = scratch.heads.data() + plain_labels() + scripts_ + 2 * arc_size_;
  scratch.hidden.resize(heads.size() * label_size_);
  scratch.pointers.resize(heads.size());
  for (const auto& sentence : sentences) {
    for (std::size_t word = sentence.begin; word < sentence.end; ++word) {
      const float* dependent = labels + word * stride;
      const float* head = heads[word] == 0
                              ? root_.data() + arc_size_
                              : labels + label_size_ + (sentence.begin + heads[word] - 1) * stride;
      float* hidden = scratch.hidden.data() + word * label_size_;
      leaky_sum(path_, dependent, head, label_size_, hidden);
      scratch.pointers[word] = hidden;
    }
  }
  scratch.relations.resize(heads.size() * relation_.result_stride());
  multiply(path_, relation_, {scratch.pointers.data(), 1, heads.size()}, scratch.relations.data());
}

}  // namespace carkeys::analysis
