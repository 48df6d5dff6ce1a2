// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "analysis/kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <doctest/doctest.h>

namespace carkeys::analysis {
namespace {

std::vector<Path> available() {
  std::vector<Path> found;
  for (const Path path : all_paths) {
    if (is_available(path)) {
      found.push_back(path);
    }
  }
  return found;
}

struct Sample {
  std::vector<float> weights;
  std::vector<float> bias;
  std::vector<float> packed_weights;
  std::vector<float> packed_bias;
  std::vector<float> inputs;
  std::vector<const float*> pointers;
  Linear layer;

  Sample(std::size_t rows, std::size_t inputs_a_row, std::size_t columns, Output output) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> number(-1.0F, 1.0F);
    const auto fill = [&](std::vector<float>& values, std::size_t size) {
      values.resize(size);
      std::ranges::generate(values, [&] { return number(random); });
    };
    fill(weights, columns * inputs_a_row);
    fill(bias, columns);
    fill(inputs, rows * inputs_a_row);
    packed_weights = pack(weights, inputs_a_row, output);
    packed_bias = pack(bias, 1, output);
    for (std::size_t row = 0; row < rows; ++row) {
      pointers.push_back(inputs.data() + row * inputs_a_row);
    }
    layer = {packed_weights, packed_bias, inputs_a_row, columns, output};
    REQUIRE(quantise(layer));
  }

  [[nodiscard]] float expected(std::size_t row, std::size_t column) const {
    double sum = bias[column];
    for (std::size_t k = 0; k < layer.inputs; ++k) {
      sum += static_cast<double>(weights[column * layer.inputs + k]) *
             static_cast<double>(inputs[row * layer.inputs + k]);
    }
    return static_cast<float>(sum);
  }
};

// What rounding inputs and weights to 255 steps may cost: half a step of either for each product,
// were all errors to add up, is 384 / 127 for numbers below one. They do not add up.
float tolerance(Path path, std::size_t inputs) {
  return path == Path::reference ? 1e-4F : 0.02F * std::sqrt(static_cast<float>(inputs));
}

std::vector<float> product(Path path, const Sample& sample, std::size_t rows) {
  std::vector<float> results(rows * sample.layer.result_stride());
  multiply(path, sample.layer, {sample.pointers.data(), 1, rows}, results.data());
  return results;
}

TEST_CASE("all paths compute the product") {
  for (const auto output : {Output::all, Output::maxout}) {
    for (const std::size_t rows : {1, 5, 12, 13, 30}) {
      const std::size_t columns = output == Output::all ? 75 : 64;
      const Sample sample(rows, 48, columns, output);
      for (const Path path : available()) {
        CAPTURE(path_name(path));
        const auto results = product(path, sample, rows);
        const std::size_t shown = output == Output::all ? columns : columns / 2;
        for (std::size_t row = 0; row < rows; ++row) {
          for (std::size_t column = 0; column < shown; ++column) {
            float wanted = sample.expected(row, column);
            if (output == Output::maxout) {
              wanted = std::max(wanted, sample.expected(row, column + columns / 2));
            }
            const float found = results[row * sample.layer.result_stride() + column];
            CHECK(std::abs(found - wanted) < tolerance(path, 48));
          }
        }
      }
    }
  }
}

TEST_CASE("paths in whole numbers give the same bytes") {
  for (const auto output : {Output::all, Output::maxout}) {
    for (const std::size_t inputs : {16, 128, 384, 1008}) {
      Sample sample(17, inputs, 64, output);
      std::fill_n(sample.inputs.begin() + static_cast<std::ptrdiff_t>(inputs), inputs, 0.0F);
      std::fill_n(sample.inputs.begin(), inputs, -1.0F);  // the largest sums there are
      const auto expected = product(Path::plain, sample, 17);
      for (const Path path : available()) {
        CAPTURE(path_name(path));
        CHECK((path == Path::reference || product(path, sample, 17) == expected));
      }
    }
  }
}

TEST_CASE("a row's result does not depend on the rows beside it") {
  const Sample sample(29, 96, 64, Output::maxout);
  for (const Path path : available()) {
    const auto together = product(path, sample, 29);
    for (std::size_t row = 0; row < 29; ++row) {
      std::vector<float> alone(32);
      multiply(path, sample.layer, {sample.pointers.data() + row, 1, 1}, alone.data());
      CHECK(std::equal(alone.begin(), alone.end(), together.begin() + row * 32));
    }
  }
}

TEST_CASE("segments of a row may lie apart") {
  const Sample sample(2, 48, 32, Output::all);
  std::vector<const float*> segments;
  for (std::size_t begin = 0; begin < 96; begin += 16) {
    segments.push_back(sample.inputs.data() + begin);
  }
  for (const Path path : available()) {
    std::vector<float> apart(64);
    multiply(path, sample.layer, {segments.data(), 3, 2}, apart.data());
    CHECK(product(path, sample, 2) == apart);
  }
}

TEST_CASE("a layer with a weight that is no number is refused") {
  for (const float bad :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    Sample sample(1, 16, 32, Output::all);
    sample.packed_weights[5] = bad;
    CHECK_FALSE(quantise(sample.layer));
    sample.packed_weights[5] = 1;
    CHECK(quantise(sample.layer));
    sample.packed_bias[31] = bad;
    CHECK_FALSE(quantise(sample.layer));
  }
}

TEST_CASE("inputs that are no numbers do no harm") {
  Sample sample(2, 16, 32, Output::all);
  sample.inputs[3] = std::numeric_limits<float>::quiet_NaN();
  sample.inputs[17] = std::numeric_limits<float>::infinity();
  for (const Path path : available()) {
    CHECK(product(path, sample, 2).size() == 64);
  }
}

TEST_CASE("what is done to rows gives the same bytes on all paths") {
  const Sample sample(3, 128, 32, Output::all);
  const float* a = sample.pointers[0];
  const float* b = sample.pointers[1];
  const std::span<const float> norm(sample.weights.data(), 256);
  std::vector<float> normal(sample.pointers[2], sample.pointers[2] + 128);
  std::vector<float> leaked(128);
  normalise(Path::plain, a, norm, true, normal.data());
  leaky_sum(Path::plain, a, b, 128, leaked.data());
  for (const Path path : available()) {
    CAPTURE(path_name(path));
    std::vector<float> found(sample.pointers[2], sample.pointers[2] + 128);
    normalise(path, a, norm, true, found.data());
    CHECK(found == normal);
    leaky_sum(path, a, b, 128, found.data());
    CHECK(found == leaked);
    CHECK(dot(path, a, b, 128) == dot(Path::plain, a, b, 128));
  }
  CHECK(leaked[0] == std::max(a[0] + b[0], (a[0] + b[0]) * 0.1F));
}

TEST_CASE("the first of the best scores is found") {
  std::vector<float> scores(300, -1.0F);
  for (const Path path : available()) {
    for (const std::size_t count : {1, 2, 7, 8, 9, 17, 300}) {
      for (const std::size_t best : {std::size_t{0}, count / 2, count - 1}) {
        auto some = scores;
        some[best] = some[count - 1] = 2;
        CHECK(best_of(path, some.data(), count) == best);
      }
    }
  }
}

TEST_CASE("paths have names") {
  for (const Path path : all_paths) {
    CHECK(path_from(path_name(path)) == path);
  }
  CHECK_FALSE(path_from("fastest"));
  CHECK(is_available(best_path()));
}

}  // namespace
}  // namespace carkeys::analysis
