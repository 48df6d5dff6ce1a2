// SPDX-License-Identifier: Apache-2.0
// The arithmetic of the network: matrix products in whole numbers of one byte, and what is done to
// rows of floats between them. A row's result depends on that row alone, never on how many rows are
// computed with it.
//
// The reference path multiplies floats, in plain code. All other paths round weights (by column)
// and inputs (by row) to -127 ... 127 and give the same bytes as one another: sums of whole numbers
// are exact, and the few operations on floats are done one by one in one fixed order, never fused.
// They stay close to the reference (see kernels_test.cc).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace carkeys::analysis {

enum class Path : std::uint8_t { reference, plain, avx2, avx_vnni, avx512_vnni };

inline constexpr std::array all_paths = {
    Path::reference, Path::plain, Path::avx2, Path::avx_vnni, Path::avx512_vnni};

// Whether this processor can take the path.
bool is_available(Path path);
// The fastest one that is available.
Path best_path();
std::string_view path_name(Path path);
// The inverse; nullopt for a name of none.
std::optional<Path> path_from(std::string_view name);

// Columns that are computed together; a packed matrix has a multiple of these.
inline constexpr std::size_t panel_columns = 32;
// A layer may have this many inputs, a multiple of 16.
inline constexpr std::size_t most_inputs = 1024;

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
  // Filled in by quantise(): panels of [inputs / 4][32][4], and by column what 1 stands for.
  std::vector<std::int8_t> steps = {};
  std::vector<float> step_sizes = {};

  // Floats between the results of two rows.
  [[nodiscard]] std::size_t result_stride() const {
    return output == Output::all ? padded_columns(columns) : columns / 2;
  }
};

// Packs weights [columns][inputs] (and, with inputs = 1, a bias) the way Linear wants them.
std::vector<float> pack(std::span<const float> weights, std::size_t inputs, Output output);

// Rounds the weights for all paths but the reference. False where a weight is not finite.
bool quantise(Linear& layer);

// Where the inputs of row r come from: `segments` pointers a row, each to inputs / segments floats.
struct Rows {
  const float* const* pointers = nullptr;
  std::size_t segments = 1;
  std::size_t count = 0;
};

// results[r * result_stride() + c] for all rows.
void multiply(Path path, const Linear& layer, const Rows& rows, float* results);

// `out` becomes, or where `add` is set grows by, the values with mean 0 and variance 1, times a
// gain, plus a shift. `norm` holds gains, then shifts; the width is half its size, a multiple of
// 16.
void normalise(Path path, const float* values, std::span<const float> norm, bool add, float* out);

// Scalar product; `size` is a multiple of 16.
float dot(Path path, const float* a, const float* b, std::size_t size);

// out[i] becomes the sum of a[i] and b[i], a tenth of it where it is negative; `size` is a multiple
// of 16.
void leaky_sum(Path path, const float* a, const float* b, std::size_t size, float* out);

// The place of the largest of `count` > 0 scores, the first of equal ones.
std::size_t best_of(Path path, const float* scores, std::size_t count);

}  // namespace carkeys::analysis
