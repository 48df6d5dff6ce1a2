// SPDX-License-Identifier: Apache-2.0
#include "analysis/kernels.h"

#include <algorithm>
#include <cmath>

#include "analysis/kernel_parts.h"

namespace carkeys::analysis {
namespace {

using parts::block_rows;
using parts::half_panel;
using parts::step_inputs;

constexpr std::array<std::string_view, all_paths.size()> path_names = {
    "reference", "plain", "avx2", "avx-vnni", "avx512-vnni"};

const parts::Functions& functions_of(Path path) {
#if defined(__x86_64__)
  if (path == Path::avx2) {
    return parts::avx2;
  }
  if (path == Path::avx_vnni) {
    return parts::avx_vnni;
  }
  if (path == Path::avx512_vnni) {
    return parts::avx512_vnni;
  }
#endif
  (void)path;
  return parts::plain;
}

// One row by one panel in floats.
void reference_panel(const Linear& layer,
                     const float* const* segments,
                     std::size_t segment_size,
                     std::size_t panel,
                     std::array<float, panel_columns>& sums) {
  std::copy_n(layer.bias.data() + panel * panel_columns, panel_columns, sums.data());
  const float* weights = layer.weights.data() + panel * layer.inputs * panel_columns;
  for (std::size_t k = 0; k < layer.inputs; ++k) {
    const float input = segments[k / segment_size][k % segment_size];
    for (std::size_t column = 0; column < panel_columns; ++column) {
      sums[column] += input * weights[k * panel_columns + column];
    }
  }
}

void multiply_floats(const Linear& layer, const Rows& rows, float* results) {
  const std::size_t panels = padded_columns(layer.columns) / panel_columns;
  const std::size_t segment_size = layer.inputs / rows.segments;
  std::array<float, panel_columns> sums{};
  for (std::size_t row = 0; row < rows.count; ++row) {
    const float* const* segments = rows.pointers + row * rows.segments;
    float* result = results + row * layer.result_stride();
    for (std::size_t panel = 0; panel < panels; ++panel) {
      reference_panel(layer, segments, segment_size, panel, sums);
      if (layer.output == Output::all) {
        std::ranges::copy(sums, result + panel * panel_columns);
        continue;
      }
      for (std::size_t column = 0; column < half_panel; ++column) {
        result[panel * half_panel + column] = std::max(sums[column], sums[half_panel + column]);
      }
    }
  }
}

constexpr float most_steps = 127.0F;

// The largest weight of each of a panel's columns is 127 steps.
void find_step_sizes(const float* weights, std::size_t panel_size, float* sizes) {
  std::fill_n(sizes, panel_columns, 0.0F);
  for (std::size_t i = 0; i < panel_size; ++i) {
    float& most = sizes[i % panel_columns];
    most = std::max(most, std::abs(weights[i]));
  }
  for (std::size_t column = 0; column < panel_columns; ++column) {
    sizes[column] /= most_steps;
  }
}

// From [inputs][32] to [inputs / 4][32][4]. False where a weight is not finite.
bool round_panel(const float* weights,
                 std::size_t panel_size,
                 const float* sizes,
                 std::int8_t* steps) {
  for (std::size_t i = 0; i < panel_size; ++i) {
    const std::size_t input = i / panel_columns;
    const std::size_t column = i % panel_columns;
    const float scaled = sizes[column] > 0 ? weights[i] / sizes[column] : 0;
    if (!(std::abs(scaled) < most_steps + 1) || !std::isfinite(weights[i])) {
      return false;
    }
    const std::size_t place = input / step_inputs * panel_columns + column;
    steps[place * step_inputs + input % step_inputs] =
        static_cast<std::int8_t>(scaled + (scaled < 0 ? -0.5F : 0.5F));
  }
  return true;
}

}  // namespace

bool is_available(Path path) {
#if defined(__x86_64__)
  if (path == Path::avx2) {
    return parts::has_avx2();
  }
  if (path == Path::avx_vnni) {
    return parts::has_avx_vnni();
  }
  if (path == Path::avx512_vnni) {
    return parts::has_avx512_vnni();
  }
#endif
  return path == Path::reference || path == Path::plain;
}

Path best_path() {
  Path best = Path::plain;
  for (const Path path : all_paths) {
    best = is_available(path) ? path : best;
  }
  return best;
}

std::string_view path_name(Path path) {
  return path_names[static_cast<std::size_t>(path)];
}

std::optional<Path> path_from(std::string_view name) {
  const auto found = std::ranges::find(path_names, name);
  if (found == path_names.end()) {
    return std::nullopt;
  }
  return static_cast<Path>(found - path_names.begin());
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
      column = panel * half_panel + within % half_panel + (within < half_panel ? 0 : columns / 2);
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

bool quantise(Linear& layer) {
  const std::size_t panel_size = layer.inputs * panel_columns;
  layer.steps.resize(layer.weights.size());
  layer.step_sizes.resize(layer.bias.size());
  bool finite = std::ranges::all_of(layer.bias, [](float value) { return std::isfinite(value); });
  for (std::size_t panel = 0; panel * panel_columns < layer.bias.size(); ++panel) {
    const float* weights = layer.weights.data() + panel * panel_size;
    float* sizes = layer.step_sizes.data() + panel * panel_columns;
    find_step_sizes(weights, panel_size, sizes);
    finite =
        round_panel(weights, panel_size, sizes, layer.steps.data() + panel * panel_size) && finite;
  }
  return finite;
}

void multiply(Path path, const Linear& layer, const Rows& rows, float* results) {
  if (path == Path::reference) {
    multiply_floats(layer, rows, results);
    return;
  }
  const parts::Functions& functions = functions_of(path);
  const std::size_t stride = layer.result_stride();
  const std::size_t width = layer.output == Output::all ? panel_columns : half_panel;
  const std::size_t panels = padded_columns(layer.columns) / panel_columns;
  parts::Block block;
  alignas(64) parts::Sums sums;
  for (std::size_t begin = 0; begin < rows.count; begin += block_rows) {
    block.rows = std::min(block_rows, rows.count - begin);
    block.sums.fill(0);
    std::fill(block.inputs.begin() + block.rows * parts::row_bytes, block.inputs.end(), 0);
    for (std::size_t row = 0; row < block.rows; ++row) {
      const float* const* pointers = rows.pointers + (begin + row) * rows.segments;
      functions.round_row({pointers, rows.segments, layer.inputs / rows.segments}, block, row);
    }
    for (std::size_t panel = 0; panel < panels; ++panel) {
      functions.add_up(block,
                       layer.steps.data() + panel * layer.inputs * panel_columns,
                       layer.inputs / step_inputs,
                       sums);
      functions.finish(block,
                       sums,
                       {layer.step_sizes.data() + panel * panel_columns,
                        layer.bias.data() + panel * panel_columns,
                        layer.output,
                        results + begin * stride + panel * width,
                        stride});
    }
  }
}

void normalise(Path path, const float* values, std::span<const float> norm, bool add, float* out) {
  functions_of(path).normalise(values, norm, add, out);
}

float dot(Path path, const float* a, const float* b, std::size_t size) {
  return functions_of(path).dot(a, b, size);
}

void leaky_sum(Path path, const float* a, const float* b, std::size_t size, float* out) {
  functions_of(path).leaky_sum(a, b, size, out);
}

std::size_t best_of(Path path, const float* scores, std::size_t count) {
  const float largest = functions_of(path).largest(scores, count);
  const float* found = std::find(scores, scores + count, largest);
  return found == scores + count ? 0 : static_cast<std::size_t>(found - scores);
}

}  // namespace carkeys::analysis
