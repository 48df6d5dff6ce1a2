// SPDX-License-Identifier: Apache-2.0
// What every kernel must compute, in plain code. The order of operations on floats is that of
// sixteen lanes, which kernels_x86.cc follows.
#include <algorithm>
#include <cmath>

#include "analysis/kernel_parts.h"

namespace carkeys::analysis::parts {
namespace {

constexpr std::size_t lanes = 16;
constexpr float most_steps = 127.0F;

// As the processor's maximum: the second where the two are equal or not to be compared.
float larger(float a, float b) {
  return a > b ? a : b;
}

// To the nearest whole number, halves to the even one, for numbers below four million: what does
// not fit the digits of this one is rounded away.
float nearest(float value) {
  constexpr float rounding = 12582912.0F;
  return (value + rounding) - rounding;
}

float folded(std::array<float, lanes>& parts) {
  for (std::size_t width = lanes / 2; width > 0; width /= 2) {
    for (std::size_t lane = 0; lane < width; ++lane) {
      parts[lane] += parts[lane + width];
    }
  }
  return parts[0];
}

float largest_magnitude(const Segments& segments) {
  float largest = 0;
  for (std::size_t segment = 0; segment < segments.count; ++segment) {
    for (std::size_t i = 0; i < segments.size; ++i) {
      largest = larger(std::abs(segments.pointers[segment][i]), largest);
    }
  }
  return largest;
}

void round_row(const Segments& segments, Block& block, std::size_t row) {
  const float largest = largest_magnitude(segments);
  const float factor = largest > 0 ? most_steps / largest : 0;
  std::int32_t sum = 0;
  std::int8_t* out = block.inputs.data() + row * row_bytes;
  for (std::size_t segment = 0; segment < segments.count; ++segment) {
    for (std::size_t i = 0; i < segments.size; ++i) {
      const float scaled = segments.pointers[segment][i] * factor;
      const float above = larger(scaled, -most_steps);
      const float inside = above < most_steps ? above : most_steps;
      *out = static_cast<std::int8_t>(nearest(inside));
      sum += *out;
      ++out;
    }
  }
  block.sums[row] = sum;
  block.step_sizes[row] = largest / most_steps;
}

void add_step(const std::int8_t* inputs, const std::int8_t* weights, std::int32_t* sums) {
  for (std::size_t column = 0; column < panel_columns; ++column) {
    for (std::size_t k = 0; k < step_inputs; ++k) {
      sums[column] += inputs[k] * weights[column * step_inputs + k];
    }
  }
}

void add_up(const Block& block, const std::int8_t* weights, std::size_t steps, Sums& sums) {
  sums.fill(0);
  for (std::size_t row = 0; row < block.rows; ++row) {
    const std::int8_t* inputs = block.inputs.data() + row * row_bytes;
    for (std::size_t step = 0; step < steps; ++step) {
      add_step(inputs + step * step_inputs,
               weights + step * panel_columns * step_inputs,
               sums.data() + row * panel_columns);
    }
  }
}

void finish(const Block& block, const Sums& sums, const Target& target) {
  for (std::size_t row = 0; row < block.rows; ++row) {
    std::array<float, panel_columns> values{};
    for (std::size_t column = 0; column < panel_columns; ++column) {
      const auto sum = static_cast<float>(sums[row * panel_columns + column]);
      const float product = sum * block.step_sizes[row] * target.step_sizes[column];
      values[column] = product + target.bias[column];
    }
    float* result = target.results + row * target.stride;
    if (target.output == Output::all) {
      std::ranges::copy(values, result);
      continue;
    }
    for (std::size_t column = 0; column < half_panel; ++column) {
      result[column] = larger(values[column], values[half_panel + column]);
    }
  }
}

void normalise(const float* values, std::span<const float> norm, bool add, float* out) {
  constexpr float epsilon = 1e-5F;
  const std::size_t width = norm.size() / 2;
  const auto count = static_cast<float>(width);
  std::array<float, lanes> parts{};
  for (std::size_t i = 0; i < width; ++i) {
    parts[i % lanes] += values[i];
  }
  const float mean = folded(parts) / count;
  parts.fill(0);
  for (std::size_t i = 0; i < width; ++i) {
    const float difference = values[i] - mean;
    parts[i % lanes] += difference * difference;
  }
  const float scale = 1.0F / std::sqrt(folded(parts) / count + epsilon);
  for (std::size_t i = 0; i < width; ++i) {
    const float value = (values[i] - mean) * scale * norm[i] + norm[width + i];
    out[i] = add ? out[i] + value : value;
  }
}

float dot(const float* a, const float* b, std::size_t size) {
  std::array<float, lanes> parts{};
  for (std::size_t i = 0; i < size; ++i) {
    parts[i % lanes] += a[i] * b[i];
  }
  return folded(parts);
}

void leaky_sum(const float* a, const float* b, std::size_t size, float* out) {
  for (std::size_t i = 0; i < size; ++i) {
    const float sum = a[i] + b[i];
    out[i] = larger(sum, sum * leak);
  }
}

float largest(const float* scores, std::size_t count) {
  return *std::max_element(scores, scores + count);
}

}  // namespace

const Functions plain = {round_row, add_up, finish, normalise, dot, leaky_sum, largest};

}  // namespace carkeys::analysis::parts
