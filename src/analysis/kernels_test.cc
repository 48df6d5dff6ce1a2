// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "analysis/kernels.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <doctest/doctest.h>

namespace carkeys::analysis {
namespace {

// Sums of 384 products of numbers below one differ by less than this between orders of adding.
constexpr float tolerance = 1e-4F;

std::vector<Instructions> available() {
  std::vector<Instructions> found = {Instructions::plain};
  for (const auto other : {Instructions::avx2, Instructions::avx512}) {
    if (other <= best_instructions()) {
      found.push_back(other);
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

TEST_CASE("all kernels compute the product") {
  for (const auto output : {Output::all, Output::maxout}) {
    for (const std::size_t rows : {1, 5, 12, 13, 30}) {
      const std::size_t columns = output == Output::all ? 75 : 64;
      Sample sample(rows, 48, columns, output);
      for (const auto instructions : available()) {
        CAPTURE(instructions_name(instructions));
        std::vector<float> results(rows * sample.layer.result_stride());
        multiply(instructions, sample.layer, {sample.pointers.data(), 1, rows}, results.data());
        const std::size_t shown = output == Output::all ? columns : columns / 2;
        for (std::size_t row = 0; row < rows; ++row) {
          for (std::size_t column = 0; column < shown; ++column) {
            float wanted = sample.expected(row, column);
            if (output == Output::maxout) {
              wanted = std::max(wanted, sample.expected(row, column + columns / 2));
            }
            const float found = results[row * sample.layer.result_stride() + column];
            CHECK(std::abs(found - wanted) < tolerance);
          }
        }
      }
    }
  }
}

TEST_CASE("a row's result does not depend on the rows beside it") {
  Sample sample(29, 96, 64, Output::maxout);
  for (const auto instructions : available()) {
    std::vector<float> together(29 * 32);
    multiply(instructions, sample.layer, {sample.pointers.data(), 1, 29}, together.data());
    for (std::size_t row = 0; row < 29; ++row) {
      std::vector<float> alone(32);
      multiply(instructions, sample.layer, {sample.pointers.data() + row, 1, 1}, alone.data());
      CHECK(std::equal(alone.begin(), alone.end(), together.begin() + row * 32));
    }
  }
}

TEST_CASE("segments of a row may lie apart") {
  Sample sample(2, 48, 32, Output::all);
  const std::vector<const float*> parts = {sample.inputs.data(),
                                           sample.inputs.data() + 16,
                                           sample.inputs.data() + 32,
                                           sample.inputs.data() + 48,
                                           sample.inputs.data() + 64,
                                           sample.inputs.data() + 80};
  for (const auto instructions : available()) {
    std::vector<float> whole(64);
    std::vector<float> apart(64);
    multiply(instructions, sample.layer, {sample.pointers.data(), 1, 2}, whole.data());
    multiply(instructions, sample.layer, {parts.data(), 3, 2}, apart.data());
    CHECK(whole == apart);
  }
}

TEST_CASE("scalar products agree") {
  Sample sample(2, 128, 32, Output::all);
  const float plain = dot(Instructions::plain, sample.pointers[0], sample.pointers[1], 128);
  for (const auto instructions : available()) {
    CHECK(std::abs(dot(instructions, sample.pointers[0], sample.pointers[1], 128) - plain) <
          tolerance);
  }
}

}  // namespace
}  // namespace carkeys::analysis
