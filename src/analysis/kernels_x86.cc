// SPDX-License-Identifier: Apache-2.0
// Kernels in the instructions of x86-64. The floats go the way of kernels_plain.cc: sixteen lanes,
// here in two registers, and never a fused multiplication and addition.
#include "analysis/kernel_parts.h"

#if defined(__x86_64__)

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include <cpuid.h>
#include <immintrin.h>

#define CARKEYS_AVX2 __attribute__((target("avx2")))
#define CARKEYS_AVX_VNNI __attribute__((target("avx2,avxvnni")))
#define CARKEYS_AVX512_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

namespace carkeys::analysis::parts {
namespace {

constexpr std::size_t lanes = 16;
constexpr std::size_t register_lanes = 8;
constexpr float most_steps = 127.0F;
constexpr std::size_t step_bytes = panel_columns * step_inputs;  // weights of one step

struct Pair {
  __m256 low;
  __m256 high;
};

// What a tile multiplies.
struct Panel {
  const std::int8_t* inputs;  // of its first row
  const std::int32_t* sums;   // of the inputs of its rows
  const std::int8_t* weights;
  std::size_t steps;
};

CARKEYS_AVX2 inline Pair load(const float* values) {
  return {_mm256_loadu_ps(values), _mm256_loadu_ps(values + register_lanes)};
}

// Four inputs as one number, to be repeated.
inline std::int32_t four(const std::int8_t* inputs) {
  std::int32_t value = 0;
  std::memcpy(&value, inputs, sizeof value);
  return value;
}

CARKEYS_AVX2 inline float folded(Pair parts) {
  const __m256 eight = _mm256_add_ps(parts.low, parts.high);
  const __m128 upper = _mm256_extractf128_ps(eight, 1);
  const __m128 four_lanes = _mm_add_ps(_mm256_castps256_ps128(eight), upper);
  const __m128 two = _mm_add_ps(four_lanes, _mm_movehl_ps(four_lanes, four_lanes));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}

CARKEYS_AVX2 inline float largest_lane(__m256 eight) {
  const __m128 upper = _mm256_extractf128_ps(eight, 1);
  const __m128 four_lanes = _mm_max_ps(_mm256_castps256_ps128(eight), upper);
  const __m128 two = _mm_max_ps(four_lanes, _mm_movehl_ps(four_lanes, four_lanes));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_shuffle_ps(two, two, 1)));
}

CARKEYS_AVX2 inline float largest_magnitude(const Segments& segments) {
  const __m256 sign = _mm256_set1_ps(-0.0F);
  Pair most = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  for (std::size_t segment = 0; segment < segments.count; ++segment) {
    const float* values = segments.pointers[segment];
    for (std::size_t i = 0; i < segments.size; i += lanes) {
      const Pair here = load(values + i);
      most.low = _mm256_max_ps(_mm256_andnot_ps(sign, here.low), most.low);
      most.high = _mm256_max_ps(_mm256_andnot_ps(sign, here.high), most.high);
    }
  }
  return largest_lane(_mm256_max_ps(most.low, most.high));
}

// Eight numbers to -127 ... 127; halves go to the even neighbour.
CARKEYS_AVX2 inline __m256i rounded(__m256 values, __m256 factor) {
  const __m256 above = _mm256_max_ps(_mm256_mul_ps(values, factor), _mm256_set1_ps(-most_steps));
  return _mm256_cvtps_epi32(_mm256_min_ps(above, _mm256_set1_ps(most_steps)));
}

CARKEYS_AVX2 void avx2_round_row(const Segments& segments, Block& block, std::size_t row) {
  const float largest = largest_magnitude(segments);
  const __m256 factor = _mm256_set1_ps(largest > 0 ? most_steps / largest : 0);
  std::int8_t* out = block.inputs.data() + row * row_bytes;
  __m256i sums = _mm256_setzero_si256();
  for (std::size_t segment = 0; segment < segments.count; ++segment) {
    const float* values = segments.pointers[segment];
    for (std::size_t i = 0; i < segments.size; i += lanes) {
      const Pair here = load(values + i);
      const __m256i low = rounded(here.low, factor);
      const __m256i high = rounded(here.high, factor);
      sums = _mm256_add_epi32(sums, _mm256_add_epi32(low, high));
      const __m256i words =
          _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), _MM_SHUFFLE(3, 1, 2, 0));
      const __m128i bytes =
          _mm_packs_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bytes);
      out += lanes;
    }
  }
  alignas(32) std::array<std::int32_t, register_lanes> parts;
  _mm256_store_si256(reinterpret_cast<__m256i*>(parts.data()), sums);
  block.sums[row] =
      parts[0] + parts[1] + parts[2] + parts[3] + parts[4] + parts[5] + parts[6] + parts[7];
  block.step_sizes[row] = largest / most_steps;
}

// The product of signed bytes, four by four. The instruction wants one side without signs, so the
// weights' signs move to the inputs; two products fit in sixteen bits because both are at most 127.
CARKEYS_AVX2 inline __m256i add_product(__m256i sum, __m256i weights, __m256i inputs) {
  const __m256i moved = _mm256_sign_epi8(inputs, weights);
  const __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(weights), moved);
  return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

// The tiles below spell out one variable for each row: what a compiler makes of a loop over an
// array of registers may go through memory.
template <std::size_t... row>
using Numbers = std::index_sequence<row...>;

CARKEYS_AVX2 inline void avx2_step(
    __m256i& left, __m256i& right, __m256i first, __m256i second, const std::int8_t* inputs) {
  const __m256i input = _mm256_set1_epi32(four(inputs));
  left = add_product(left, first, input);
  right = add_product(right, second, input);
}

CARKEYS_AVX2 inline void store(std::int32_t* sums, __m256i left, __m256i right) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums), left);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + register_lanes), right);
}

// Some rows by sixteen columns.
template <std::size_t... row>
CARKEYS_AVX2 void avx2_tile(const Panel& panel, std::int32_t* sums, Numbers<row...> /*rows*/) {
  __m256i left[] = {(static_cast<void>(row), _mm256_setzero_si256())...};
  __m256i right[] = {(static_cast<void>(row), _mm256_setzero_si256())...};
  const std::int8_t* inputs = panel.inputs;
  const std::int8_t* weights = panel.weights;
  for (std::size_t step = 0; step < panel.steps; ++step) {
    const auto* weight = reinterpret_cast<const __m256i*>(weights);
    const __m256i first = _mm256_loadu_si256(weight);
    const __m256i second = _mm256_loadu_si256(weight + 1);
    (avx2_step(left[row], right[row], first, second, inputs + row * row_bytes), ...);
    inputs += step_inputs;
    weights += step_bytes;
  }
  (store(sums + row * panel_columns, left[row], right[row]), ...);
}

// Calls a tile for all rows of a block and both halves of the panel.
template <typename Tile>
void for_each_tile(const Block& block, Panel panel, std::size_t rows, Sums& sums, Tile tile) {
  const std::int8_t* weights = panel.weights;
  for (std::size_t row = 0; row < block.rows; row += rows) {
    panel.inputs = block.inputs.data() + row * row_bytes;
    panel.sums = block.sums.data() + row;
    for (std::size_t column = 0; column < panel_columns; column += half_panel) {
      panel.weights = weights + column * step_inputs;
      tile(panel, sums.data() + row * panel_columns + column);
    }
  }
}

CARKEYS_AVX2 void avx2_four_rows(const Panel& panel, std::int32_t* sums) {
  avx2_tile(panel, sums, std::make_index_sequence<4>());
}

CARKEYS_AVX2 void avx2_add_up(const Block& block,
                              const std::int8_t* weights,
                              std::size_t steps,
                              Sums& sums) {
  for_each_tile(block, {nullptr, nullptr, weights, steps}, 4, sums, avx2_four_rows);
}

CARKEYS_AVX_VNNI inline void avx_vnni_step(
    __m256i& left, __m256i& right, __m256i first, __m256i second, const std::int8_t* inputs) {
  const __m256i input = _mm256_set1_epi32(four(inputs));
  left = _mm256_dpbusd_avx_epi32(left, first, input);
  right = _mm256_dpbusd_avx_epi32(right, second, input);
}

// Weights become numbers without signs by adding 128 to each; the sums start with what that adds
// too much.
template <std::size_t... row>
CARKEYS_AVX_VNNI void avx_vnni_tile(const Panel& panel,
                                    std::int32_t* sums,
                                    Numbers<row...> /*rows*/) {
  const __m256i offset = _mm256_set1_epi8(-128);
  __m256i left[] = {_mm256_set1_epi32(-128 * panel.sums[row])...};
  __m256i right[] = {left[row]...};
  const std::int8_t* inputs = panel.inputs;
  const std::int8_t* weights = panel.weights;
  for (std::size_t step = 0; step < panel.steps; ++step) {
    const auto* weight = reinterpret_cast<const __m256i*>(weights);
    const __m256i first = _mm256_xor_si256(_mm256_loadu_si256(weight), offset);
    const __m256i second = _mm256_xor_si256(_mm256_loadu_si256(weight + 1), offset);
    (avx_vnni_step(left[row], right[row], first, second, inputs + row * row_bytes), ...);
    inputs += step_inputs;
    weights += step_bytes;
  }
  (store(sums + row * panel_columns, left[row], right[row]), ...);
}

CARKEYS_AVX_VNNI void avx_vnni_six_rows(const Panel& panel, std::int32_t* sums) {
  avx_vnni_tile(panel, sums, std::make_index_sequence<6>());
}

CARKEYS_AVX_VNNI void avx_vnni_add_up(const Block& block,
                                      const std::int8_t* weights,
                                      std::size_t steps,
                                      Sums& sums) {
  for_each_tile(block, {nullptr, nullptr, weights, steps}, 6, sums, avx_vnni_six_rows);
}

CARKEYS_AVX512_VNNI inline void avx512_vnni_step(
    __m512i& left, __m512i& right, __m512i first, __m512i second, const std::int8_t* inputs) {
  const __m512i input = _mm512_set1_epi32(four(inputs));
  left = _mm512_dpbusd_epi32(left, first, input);
  right = _mm512_dpbusd_epi32(right, second, input);
}

CARKEYS_AVX512_VNNI inline void store(std::int32_t* sums, __m512i left, __m512i right) {
  _mm512_storeu_si512(sums, left);
  _mm512_storeu_si512(sums + half_panel, right);
}

template <std::size_t... row>
CARKEYS_AVX512_VNNI void avx512_vnni_tile(const Panel& panel,
                                          std::int32_t* sums,
                                          Numbers<row...> /*rows*/) {
  const __m512i offset = _mm512_set1_epi8(-128);
  __m512i left[] = {_mm512_set1_epi32(-128 * panel.sums[row])...};
  __m512i right[] = {left[row]...};
  const std::int8_t* inputs = panel.inputs;
  const std::int8_t* weights = panel.weights;
  for (std::size_t step = 0; step < panel.steps; ++step) {
    const __m512i first = _mm512_xor_si512(_mm512_loadu_si512(weights), offset);
    const __m512i second =
        _mm512_xor_si512(_mm512_loadu_si512(weights + half_panel * step_inputs), offset);
    (avx512_vnni_step(left[row], right[row], first, second, inputs + row * row_bytes), ...);
    inputs += step_inputs;
    weights += step_bytes;
  }
  (store(sums + row * panel_columns, left[row], right[row]), ...);
}

CARKEYS_AVX512_VNNI void avx512_vnni_add_up(const Block& block,
                                            const std::int8_t* weights,
                                            std::size_t steps,
                                            Sums& sums) {
  avx512_vnni_tile({block.inputs.data(), block.sums.data(), weights, steps},
                   sums.data(),
                   std::make_index_sequence<block_rows>());
}

CARKEYS_AVX2 void avx2_finish(const Block& block, const Sums& sums, const Target& target) {
  for (std::size_t row = 0; row < block.rows; ++row) {
    const auto* sum = reinterpret_cast<const __m256i*>(sums.data() + row * panel_columns);
    const __m256 size = _mm256_set1_ps(block.step_sizes[row]);
    __m256 values[panel_columns / register_lanes];
    for (std::size_t i = 0; i < std::size(values); ++i) {
      const __m256 scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_loadu_si256(sum + i)), size);
      const __m256 product =
          _mm256_mul_ps(scaled, _mm256_loadu_ps(target.step_sizes + i * register_lanes));
      values[i] = _mm256_add_ps(product, _mm256_loadu_ps(target.bias + i * register_lanes));
    }
    float* result = target.results + row * target.stride;
    if (target.output == Output::all) {
      for (std::size_t i = 0; i < std::size(values); ++i) {
        _mm256_storeu_ps(result + i * register_lanes, values[i]);
      }
    } else {
      _mm256_storeu_ps(result, _mm256_max_ps(values[0], values[2]));
      _mm256_storeu_ps(result + register_lanes, _mm256_max_ps(values[1], values[3]));
    }
  }
}

CARKEYS_AVX2 void avx2_normalise(const float* values,
                                 std::span<const float> norm,
                                 bool add,
                                 float* out) {
  constexpr float epsilon = 1e-5F;
  const std::size_t width = norm.size() / 2;
  const auto count = static_cast<float>(width);
  Pair parts = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  for (std::size_t i = 0; i < width; i += lanes) {
    const Pair here = load(values + i);
    parts = {_mm256_add_ps(parts.low, here.low), _mm256_add_ps(parts.high, here.high)};
  }
  const __m256 mean = _mm256_set1_ps(folded(parts) / count);
  parts = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  for (std::size_t i = 0; i < width; i += lanes) {
    const Pair here = load(values + i);
    const __m256 low = _mm256_sub_ps(here.low, mean);
    const __m256 high = _mm256_sub_ps(here.high, mean);
    parts.low = _mm256_add_ps(parts.low, _mm256_mul_ps(low, low));
    parts.high = _mm256_add_ps(parts.high, _mm256_mul_ps(high, high));
  }
  const __m256 scale = _mm256_set1_ps(1.0F / std::sqrt(folded(parts) / count + epsilon));
  for (std::size_t i = 0; i < width; i += register_lanes) {
    const __m256 centred = _mm256_sub_ps(_mm256_loadu_ps(values + i), mean);
    const __m256 gained =
        _mm256_mul_ps(_mm256_mul_ps(centred, scale), _mm256_loadu_ps(norm.data() + i));
    const __m256 value = _mm256_add_ps(gained, _mm256_loadu_ps(norm.data() + width + i));
    _mm256_storeu_ps(out + i, add ? _mm256_add_ps(_mm256_loadu_ps(out + i), value) : value);
  }
}

CARKEYS_AVX2 float avx2_dot(const float* a, const float* b, std::size_t size) {
  Pair parts = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  for (std::size_t i = 0; i < size; i += lanes) {
    const Pair left = load(a + i);
    const Pair right = load(b + i);
    parts.low = _mm256_add_ps(parts.low, _mm256_mul_ps(left.low, right.low));
    parts.high = _mm256_add_ps(parts.high, _mm256_mul_ps(left.high, right.high));
  }
  return folded(parts);
}

CARKEYS_AVX2 inline __m256 leaky(__m256 value) {
  return _mm256_max_ps(value, _mm256_mul_ps(value, _mm256_set1_ps(leak)));
}

CARKEYS_AVX2 void avx2_leaky_sum(const float* a, const float* b, std::size_t size, float* out) {
  for (std::size_t i = 0; i < size; i += lanes) {
    const Pair left = load(a + i);
    const Pair right = load(b + i);
    _mm256_storeu_ps(out + i, leaky(_mm256_add_ps(left.low, right.low)));
    _mm256_storeu_ps(out + i + register_lanes, leaky(_mm256_add_ps(left.high, right.high)));
  }
}

CARKEYS_AVX2 float avx2_largest(const float* scores, std::size_t count) {
  if (count < register_lanes) {
    return *std::max_element(scores, scores + count);
  }
  __m256 most = _mm256_loadu_ps(scores);
  for (std::size_t i = register_lanes; i + register_lanes <= count; i += register_lanes) {
    most = _mm256_max_ps(_mm256_loadu_ps(scores + i), most);
  }
  return largest_lane(_mm256_max_ps(_mm256_loadu_ps(scores + count - register_lanes), most));
}

}  // namespace

bool has_avx2() {
  return __builtin_cpu_supports("avx2") != 0;
}

bool has_avx_vnni() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  constexpr unsigned vnni_bit = 1U << 4;
  return has_avx2() && __get_cpuid_count(7, 1, &a, &b, &c, &d) != 0 && (a & vnni_bit) != 0;
}

bool has_avx512_vnni() {
  return has_avx2() && __builtin_cpu_supports("avx512bw") != 0 &&
         __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vnni") != 0;
}

const Functions avx2 = {avx2_round_row,
                        avx2_add_up,
                        avx2_finish,
                        avx2_normalise,
                        avx2_dot,
                        avx2_leaky_sum,
                        avx2_largest};
const Functions avx_vnni = {avx2_round_row,
                            avx_vnni_add_up,
                            avx2_finish,
                            avx2_normalise,
                            avx2_dot,
                            avx2_leaky_sum,
                            avx2_largest};
const Functions avx512_vnni = {avx2_round_row,
                               avx512_vnni_add_up,
                               avx2_finish,
                               avx2_normalise,
                               avx2_dot,
                               avx2_leaky_sum,
                               avx2_largest};

}  // namespace carkeys::analysis::parts

#endif
