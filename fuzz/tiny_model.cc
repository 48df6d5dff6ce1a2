// SPDX-License-Identifier: Apache-2.0
#include "fuzz/tiny_model.h"

#include <cstdint>
#include <random>
#include <vector>

#include "analysis/kernels.h"
#include "analysis/model_file.h"
#include "analysis/tags/labels.h"

namespace carkeys::fuzz {
namespace {

constexpr std::size_t size = 16;  // of all vectors
constexpr std::size_t scripts = 2;

class Builder {
 public:
  void text(const std::string& name, const std::string& value) {
    sections_.emplace_back(name, value);
  }

  void floats(const std::string& name, std::size_t count) {
    std::uniform_real_distribution<float> number(-1.0F, 1.0F);
    std::vector<float> values(count);
    for (float& value : values) {
      value = number(random_);
    }
    add(name, values);
  }

  void layer(const std::string& name, std::size_t inputs, std::size_t columns) {
    floats(name + ".weights", inputs * analysis::padded_columns(columns));
    floats(name + ".bias", analysis::padded_columns(columns));
  }

  void table(const std::string& name, std::size_t rows) {
    std::vector<std::int8_t> values(rows * size);
    for (auto& value : values) {
      value = static_cast<std::int8_t>(random_());
    }
    add(name + ".rows", values);
    floats(name + ".scales", rows);
  }

  void hashes(const std::string& name, std::size_t count) {
    std::vector<std::uint64_t> values(count);
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = (i + 1) << 60U;
    }
    add(name, values);
  }

  [[nodiscard]] const analysis::Sections& sections() const { return sections_; }

 private:
  template <typename T>
  void add(const std::string& name, const std::vector<T>& values) {
    sections_.emplace_back(
        name, std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)));
  }

  analysis::Sections sections_;
  std::mt19937 random_{11};
};

std::size_t label_columns() {
  std::size_t columns = analysis::upos_classes + analysis::name_classes + scripts + 4 * size;
  for (const std::size_t classes : analysis::feature_classes) {
    columns += classes;
  }
  return columns;
}

}  // namespace

std::string tiny_model(std::string_view language) {
  Builder builder;
  builder.text("config",
               "language " + std::string(language) +
                   "\ndescription tiny\nembedding 16\nwidth 16\narc 16\nlabel 16\n"
                   "dilations 1 2\njoin_particles 1\n");
  builder.text("relations", "root\nnsubj\ncompound:prt\n");
  builder.text("scripts", "k;0;;0;\nl;0;;1;en\n");
  builder.text("abbreviations", "z.B\tinner\nusw\tany\nDer\topener\nzum\tsplit 2\n");
  builder.text("sample", "Der Minister");
  builder.text("expected", "");
  builder.hashes("words.hashes", 3);
  builder.table("words", 4);
  builder.table("affixes", 8);
  builder.table("ngrams", 8);
  builder.hashes("types.hashes", 2);
  builder.table("types", 2);
  builder.layer("mix", 3 * size, 2 * size);
  builder.floats("mix.norm", 2 * size);
  for (const auto* name : {"convolution0", "convolution1"}) {
    builder.layer(name, 3 * size, 2 * size);
    builder.floats(std::string(name) + ".norm", 2 * size);
  }
  builder.layer("heads", size, label_columns());
  builder.layer("arc", size, size);
  builder.layer("relation", size, 3);
  builder.floats("root", 2 * size);
  builder.floats("distance", 5);
  return analysis::model_bytes(builder.sections());
}

}  // namespace carkeys::fuzz
