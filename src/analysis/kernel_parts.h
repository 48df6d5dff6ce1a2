// SPDX-License-Identifier: Apache-2.0
// The parts that kernels.cc puts together, each in plain code and in the processor's own
// instructions. For kernels.cc only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "analysis/kernels.h"

namespace carkeys::analysis::parts {

// Rows computed together; missing ones are zeros.
inline constexpr std::size_t block_rows = 12;
inline constexpr std::size_t half_panel = panel_columns / 2;
// Bytes from one rounded row to the next: fixed, so that addresses are constants, and no multiple
// of a page, so that rows do not compete for the same places in the cache.
inline constexpr std::size_t row_bytes = most_inputs + 64;
inline constexpr std::size_t step_inputs = 4;  // inputs that one instruction takes together
inline constexpr float leak = 0.1F;            // what a leaky sum leaves of negative numbers

// A block of rows, rounded.
struct Block {
  alignas(64) std::array<std::int8_t, block_rows * row_bytes> inputs;
  std::array<std::int32_t, block_rows> sums;  // of each row's inputs
  std::array<float, block_rows> step_sizes;
  std::size_t rows = 0;
};

using Sums = std::array<std::int32_t, block_rows * panel_columns>;

// Where the floats of one row come from.
struct Segments {
  const float* const* pointers;
  std::size_t count;
  std::size_t size;
};

// Where the results of one panel go.
struct Target {
  const float* step_sizes;  // of the columns
  const float* bias;
  Output output;
  float* results;
  std::size_t stride;
};

struct Functions {
  // Rounds one row of the block.
  void (*round_row)(const Segments& segments, Block& block, std::size_t row);
  // Products of the block with one panel of `steps` times four inputs.
  void (*add_up)(const Block& block, const std::int8_t* weights, std::size_t steps, Sums& sums);
  // Sums to results.
  void (*finish)(const Block& block, const Sums& sums, const Target& target);
  void (*normalise)(const float* values, std::span<const float> norm, bool add, float* out);
  float (*dot)(const float* a, const float* b, std::size_t size);
  void (*leaky_sum)(const float* a, const float* b, std::size_t size, float* out);
  float (*largest)(const float* scores, std::size_t count);
};

extern const Functions plain;

#if defined(__x86_64__)
extern const Functions avx2;
extern const Functions avx_vnni;
extern const Functions avx512_vnni;

bool has_avx2();
bool has_avx_vnni();
bool has_avx512_vnni();
#endif

}  // namespace carkeys::analysis::parts
