// SPDX-License-Identifier: Apache-2.0
#include "analysis/kernels.h"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace carkeys::analysis {
namespace {

constexpr std::size_t half = panel_columns / 2;

// Rows computed together. Their inputs are gathered as [inputs][block_rows] first, so that all
// kernels read them in one stream; missing rows are zeros.
constexpr std::size_t block_rows = 12;

// Columns of one panel for one block of rows. `results` points at the panel's first result.
struct Tile {
  const float* gathered;
  const float* weights;
  const float* bias;
  std::size_t inputs;
  Output output;
  std::size_t rows;
  float* results;
  std::size_t stride;
};

using TileFunction = void (*)(const Tile&);

void plain_tile(const Tile& tile) {
  std::array<float, block_rows * panel_columns> sums{};
  for (std::size_t row = 0; row < block_rows; ++row) {
    std::copy_n(tile.bias, panel_columns, sums.data() + row * panel_columns);
  }
  for (std::size_t k = 0; k < tile.inputs; ++k) {
    const float* weights = tile.weights + k * panel_columns;
    for (std::size_t row = 0; row < block_rows; ++row) {
      const float input = tile.gathered[k * block_rows + row];
      float* sum = sums.data() + row * panel_columns;
      for (std::size_t column = 0; column < panel_columns; ++column) {
        sum[column] += input * weights[column];
      }
    }
  }
  for (std::size_t row = 0; row < tile.rows; ++row) {
    const float* sum = sums.data() + row * panel_columns;
    float* result = tile.results + row * tile.stride;
    if (tile.output == Output::all) {
      std::copy_n(sum, panel_columns, result);
    } else {
      for (std::size_t column = 0; column < half; ++column) {
        result[column] = std::max(sum[column], sum[half + column]);
      }
    }
  }
}

float plain_dot(const float* a, const float* b, std::size_t size) {
  float sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

#if defined(__x86_64__)

__attribute__((target("avx2,fma"))) void avx2_store(
    const Tile& tile, std::size_t row, std::size_t column, __m256 first, __m256 second) {
  if (row >= tile.rows) {
    return;
  }
  float* result = tile.results + row * tile.stride + column;
  if (tile.output == Output::all) {
    _mm256_storeu_ps(result, first);
    _mm256_storeu_ps(result + half, second);
  } else {
    _mm256_storeu_ps(result, _mm256_max_ps(first, second));
  }
}

// Six rows by eight columns of each half: twelve accumulators of the sixteen registers.
constexpr std::size_t avx2_rows = 6;

__attribute__((target("avx2,fma"))) void avx2_block(const Tile& tile,
                                                    std::size_t row,
                                                    std::size_t column) {
  __m256 first[avx2_rows];
  __m256 second[avx2_rows];
  for (std::size_t r = 0; r < avx2_rows; ++r) {
    first[r] = _mm256_loadu_ps(tile.bias + column);
    second[r] = _mm256_loadu_ps(tile.bias + half + column);
  }
  const float* weights = tile.weights + column;
  const float* inputs = tile.gathered + row;
  for (std::size_t k = 0; k < tile.inputs; ++k) {
    const __m256 left = _mm256_loadu_ps(weights);
    const __m256 right = _mm256_loadu_ps(weights + half);
    for (std::size_t r = 0; r < avx2_rows; ++r) {
      const __m256 input = _mm256_broadcast_ss(inputs + r);
      first[r] = _mm256_fmadd_ps(input, left, first[r]);
      second[r] = _mm256_fmadd_ps(input, right, second[r]);
    }
    weights += panel_columns;
    inputs += block_rows;
  }
  for (std::size_t r = 0; r < avx2_rows; ++r) {
    avx2_store(tile, row + r, column, first[r], second[r]);
  }
}

__attribute__((target("avx2,fma"))) void avx2_tile(const Tile& tile) {
  constexpr std::size_t lanes = 8;
  for (std::size_t row = 0; row < tile.rows; row += avx2_rows) {
    for (std::size_t column = 0; column < half; column += lanes) {
      avx2_block(tile, row, column);
    }
  }
}

__attribute__((target("avx2,fma"))) float avx2_dot(const float* a,
                                                   const float* b,
                                                   std::size_t size) {
  __m256 first = _mm256_setzero_ps();
  __m256 second = _mm256_setzero_ps();
  for (std::size_t i = 0; i < size; i += 16) {
    first = _mm256_fmadd_ps(_mm256_loadu_ps(a + i), _mm256_loadu_ps(b + i), first);
    second = _mm256_fmadd_ps(_mm256_loadu_ps(a + i + 8), _mm256_loadu_ps(b + i + 8), second);
  }
  std::array<float, 8> lanes{};
  _mm256_storeu_ps(lanes.data(), _mm256_add_ps(first, second));
  return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) +
         ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}

__attribute__((target("avx512f"))) void avx512_tile(const Tile& tile) {
  __m512 first[block_rows];
  __m512 second[block_rows];
  for (std::size_t r = 0; r < block_rows; ++r) {
    first[r] = _mm512_loadu_ps(tile.bias);
    second[r] = _mm512_loadu_ps(tile.bias + half);
  }
  const float* weights = tile.weights;
  const float* inputs = tile.gathered;
  for (std::size_t k = 0; k < tile.inputs; ++k) {
    const __m512 left = _mm512_loadu_ps(weights);
    const __m512 right = _mm512_loadu_ps(weights + half);
    for (std::size_t r = 0; r < block_rows; ++r) {
      const __m512 input = _mm512_set1_ps(inputs[r]);
      first[r] = _mm512_fmadd_ps(input, left, first[r]);
      second[r] = _mm512_fmadd_ps(input, right, second[r]);
    }
    weights += panel_columns;
    inputs += block_rows;
  }
  for (std::size_t r = 0; r < block_rows; ++r) {
    if (r < tile.rows) {
      float* result = tile.results + r * tile.stride;
      if (tile.output == Output::all) {
        _mm512_storeu_ps(result, first[r]);
        _mm512_storeu_ps(result + half, second[r]);
      } else {
        _mm512_storeu_ps(result, _mm512_maskz_max_ps(0xFFFF, first[r], second[r]));
      }
    }
  }
}

#endif

TileFunction tile_function(Instructions instructions) {
#if defined(__x86_64__)
  if (instructions == Instructions::avx512) {
    return avx512_tile;
  }
  if (instructions == Instructions::avx2) {
    return avx2_tile;
  }
#endif
  (void)instructions;
  return plain_tile;
}

void gather(const Linear& layer, const Rows& rows, std::size_t begin, float* gathered) {
  const std::size_t segment = layer.inputs / rows.segments;
  for (std::size_t r = 0; r < block_rows; ++r) {
    if (begin + r >= rows.count) {
      for (std::size_t k = 0; k < layer.inputs; ++k) {
        gathered[k * block_rows + r] = 0;
      }
      continue;
    }
    const float* const* pointers = rows.pointers + (begin + r) * rows.segments;
    for (std::size_t s = 0; s < rows.segments; ++s) {
      float* to = gathered + s * segment * block_rows + r;
      for (std::size_t k = 0; k < segment; ++k) {
        to[k * block_rows] = pointers[s][k];
      }
    }
  }
}

}  // namespace

Instructions best_instructions() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) {
    return Instructions::avx512;
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    return Instructions::avx2;
  }
#endif
  return Instructions::plain;
}

std::string_view instructions_name(Instructions instructions) {
  constexpr std::array<std::string_view, 3> names = {"plain", "avx2", "avx512"};
  return names[static_cast<std::size_t>(instructions)];
}

std::vector<float> pack(std::span<const float> weights, std::size_t inputs, Output output) {
  const std::size_t columns = weights.size() / inputs;
  const std::size_t padded = padded_columns(columns);
  std::vector<float> packed(padded * inputs, 0.0F);
  for (std::size_t place = 0; place < padded; ++place) {
    const std::size_t panel = place / panel_columns;
    const std::size_t within = place % panel_columns;
    std::size_t column = place;
    if (output == Output::maxout) {
      column = panel * half + within % half + (within < half ? 0 : columns / 2);
    }
    if (column >= columns) {
      continue;
    }
    for (std::size_t k = 0; k < inputs; ++k) {
      packed[(panel * inputs + k) * panel_columns + within] = weights[column * inputs + k];
    }
  }
  return packed;
}

void multiply(Instructions instructions, const Linear& layer, const Rows& rows, float* results) {
  constexpr std::size_t most_inputs = 1024;
  alignas(64) std::array<float, most_inputs * block_rows> gathered;
  const auto function = tile_function(instructions);
  const std::size_t stride = layer.result_stride();
  const std::size_t width = layer.output == Output::all ? panel_columns : half;
  const std::size_t panels = padded_columns(layer.columns) / panel_columns;
  for (std::size_t begin = 0; begin < rows.count; begin += block_rows) {
    gather(layer, rows, begin, gathered.data());
    for (std::size_t panel = 0; panel < panels; ++panel) {
      function({gathered.data(),
                layer.weights.data() + panel * layer.inputs * panel_columns,
                layer.bias.data() + panel * panel_columns,
                layer.inputs,
                layer.output,
                std::min(block_rows, rows.count - begin),
                results + begin * stride + panel * width,
                stride});
    }
  }
}

float dot(Instructions instructions, const float* a, const float* b, std::size_t size) {
#if defined(__x86_64__)
  if (instructions != Instructions::plain) {
    return avx2_dot(a, b, size);
  }
#endif
  (void)instructions;
  return plain_dot(a, b, size);
}

}  // namespace carkeys::analysis
