// SPDX-License-Identifier: Apache-2.0
#include "export.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "analysis/kernels.h"
#include "analysis/model_file.h"
#include "analysis/tags/word_features.h"

namespace carkeys::train {
namespace {

using analysis::Output;
using torch::Tensor;

template <typename T>
std::string bytes_of(const std::vector<T>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(T)};
}

std::vector<float> floats(const Tensor& tensor) {
  const auto flat = tensor.detach().to(torch::kFloat).contiguous().view({-1});
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

// Rows as signed bytes; each row is scaled so that its largest number becomes 127.
void add_rows(analysis::Sections& sections, const std::string& name, const Tensor& rows) {
  const auto numbers = floats(rows);
  const auto width = static_cast<std::size_t>(rows.size(1));
  std::vector<std::int8_t> quantised(numbers.size());
  std::vector<float> scales;
  for (std::size_t row = 0; row * width < numbers.size(); ++row) {
    float largest = 1e-8F;
    for (std::size_t i = 0; i < width; ++i) {
      largest = std::max(largest, std::abs(numbers[row * width + i]));
    }
    scales.push_back(largest / 127.0F);
    for (std::size_t i = 0; i < width; ++i) {
      quantised[row * width + i] =
          static_cast<std::int8_t>(std::lround(numbers[row * width + i] / scales.back()));
    }
  }
  sections.emplace_back(name + ".rows", bytes_of(quantised));
  sections.emplace_back(name + ".scales", bytes_of(scales));
}

void add_linear(analysis::Sections& sections,
                const std::string& name,
                const Tensor& weights,
                const Tensor& bias,
                Output output) {
  sections.emplace_back(
      name + ".weights",
      bytes_of(analysis::pack(floats(weights), static_cast<std::size_t>(weights.size(1)), output)));
  sections.emplace_back(name + ".bias", bytes_of(analysis::pack(floats(bias), 1, output)));
}

void add_norm(analysis::Sections& sections,
              const std::string& name,
              const Tensor& gain,
              const Tensor& shift) {
  sections.emplace_back(name + ".norm", bytes_of(floats(torch::cat({gain, shift}))));
}

std::string lines(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) {
    out += item + "\n";
  }
  return out;
}

std::string config(const Trainer& trainer, const Shape& shape, const ExportOptions& options) {
  (void)trainer;
  std::string out;
  const auto add = [&](std::string_view key, const auto& value) {
    out += fmt::format("{} {}\n", key, value);
  };
  add("language", options.language);
  add("description", options.description);
  add("embedding", shape.embedding);
  add("width", shape.width);
  add("arc", shape.arc);
  add("label", shape.label);
  add("dilations", fmt::format("{}", fmt::join(shape.dilations, " ")));
  add("join_particles", options.join_particles ? 1 : 0);
  return out;
}

// Sorted by hash, because the analyser searches.
void add_words(analysis::Sections& sections, Trainer& trainer) {
  const auto& words = trainer.features().words();
  std::vector<std::int64_t> order(words.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(
      order, {}, [&](std::int64_t index) { return words[static_cast<std::size_t>(index)]; });
  std::vector<std::uint64_t> hashes;
  std::vector<std::int64_t> rows = {0};
  for (const auto index : order) {
    hashes.push_back(words[static_cast<std::size_t>(index)]);
    rows.push_back(index + 1);
  }
  sections.emplace_back("words.hashes", bytes_of(hashes));
  add_rows(sections,
           "words",
           trainer.words.weights().index_select(0, torch::tensor(rows, torch::kLong)));
}

void add_types(analysis::Sections& sections,
               Trainer& trainer,
               std::vector<std::string> forms,
               Style style) {
  std::ranges::sort(forms, {}, [](const std::string& form) { return analysis::form_hash(form); });
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  std::vector<std::uint64_t> hashes;
  for (const auto& form : forms) {
    hashes.push_back(analysis::form_hash(form));
  }
  sections.emplace_back("types.hashes", bytes_of(hashes));
  if (!forms.empty()) {
    add_rows(sections, "types", trainer.vectors(forms, style));
  }
}

void add_layers(analysis::Sections& sections, NetworkImpl& network, Style own_style) {
  const auto& shape = network.shape;
  const auto style = network.style->weight[static_cast<std::int64_t>(own_style)];
  add_linear(sections,
             "mix",
             network.mix->weight.slice(1, 0, 3 * shape.embedding),
             network.mix->bias,
             Output::maxout);
  add_norm(sections, "mix", network.mix_norm->weight, network.mix_norm->bias + style);
  for (std::size_t layer = 0; layer < shape.dilations.size(); ++layer) {
    const auto name = "convolution" + std::to_string(layer);
    const auto& convolution = network.convolutions[layer];
    add_linear(sections, name, convolution->weight, convolution->bias, Output::maxout);
    add_norm(sections, name, network.norms[layer]->weight, network.norms[layer]->bias);
  }
  // One layer for everything that is computed from a word alone.
  add_linear(sections,
             "heads",
             torch::cat({network.labels->weight,
                         network.arc_dependent->weight,
                         network.arc_head->weight,
                         network.label_dependent->weight,
                         network.label_head->weight}),
             torch::cat({network.labels->bias,
                         network.arc_dependent->bias,
                         network.arc_head->bias,
                         network.label_dependent->bias,
                         network.label_head->bias}),
             Output::all);
  add_linear(sections, "arc", network.arc->weight, network.arc->bias, Output::all);
  add_linear(sections, "relation", network.relation->weight, network.relation->bias, Output::all);
  const auto root = network.root.unsqueeze(0);
  sections.emplace_back(
      "root",
      bytes_of(floats(torch::cat({torch::leaky_relu(network.arc_head(root), 0.1).view({-1}),
                                  network.label_head(root).view({-1})}))));
  sections.emplace_back("distance", bytes_of(floats(network.distance)));
}

}  // namespace

Result<void> export_model(Trainer& trainer, const ExportOptions& options) {
  torch::NoGradGuard guard;
  auto& network = *trainer.network();
  network.eval();
  analysis::Sections sections;
  sections.emplace_back("config", config(trainer, network.shape, options));
  sections.emplace_back("relations", lines(trainer.classes().relations.names()));
  sections.emplace_back("scripts", lines(trainer.classes().scripts.names()));
  sections.emplace_back("abbreviations", std::string());  // refresh_model() fills it
  sections.emplace_back("sample", options.sample);
  add_words(sections, trainer);
  add_rows(sections, "affixes", trainer.affixes.weights());
  add_rows(sections, "ngrams", trainer.ngrams.weights());
  add_types(sections, trainer, options.ready_forms, options.style);
  add_layers(sections, network, options.style);
  return analysis::write_model(options.path, sections);
}

}  // namespace carkeys::train
