// SPDX-License-Identifier: Apache-2.0
// Matrix products for the network, as plain and as fast code, chosen by what the processor can do.
// A row's result depends on that row alone, never on how many rows are computed with it. The plain
// path is the reference: the others agree with it within rounding of float (see kernels_test.cc).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace carkeys::analysis {

enum class Instructions : std::uint8_t { plain, avx2, avx512 };

// The best that this processor runs.
Instructions best_instructions();
std::string_view instructions_name(Instructions instructions);

// Columns that are computed together; a packed matrix has a multiple of these.
inline constexpr std::size_t panel_columns = 32;

constexpr std::size_t padded_columns(std::size_t columns) {
  return (columns + panel_columns - 1) / panel_columns * panel_columns;
}

enum class Output : std::uint8_t {
  all,     // every column
  maxout,  // the larger one of columns i and columns / 2 + i
};

// A linear layer whose weights are packed in panels of 32 columns, each [inputs][32]. For maxout a
// panel holds 16 columns of the first half and the 16 they compete with.
struct Linear {
  std::span<const float> weights;  // padded_columns(columns) * inputs
  std::span<const float> bias;     // padded_columns(columns), in the order of the panels
  std::size_t inputs = 0;
  std::size_t columns = 0;
  Output output = Output::all;

  // Floats between the results of two rows.
  [[nodiscard]] std::size_t result_stride() const {
    return output == Output::all ? padded_columns(columns) : columns / 2;
  }
};

// Packs weights [columns][inputs] (and, with inputs = 1, a bias) the way Linear wants them.
std::vector<float> pack(std::span<const float> weights, std::size_t inputs, Output output);

// Where the inputs of row r come from: `segments` pointers a row, each to inputs / segments floats.
struct Rows {
  const float* const* pointers = nullptr;
  std::size_t segments = 1;
  std::size_t count = 0;
};

// results[r * result_stride() + c] for all rows.
void multiply(Instructions instructions, const Linear& layer, const Rows& rows, float* results);

// Scalar product; `size` is a multiple of 16.
float dot(Instructions instructions, const float* a, const float* b, std::size_t size);

}  // namespace carkeys::analysis
