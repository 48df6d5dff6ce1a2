// SPDX-License-Identifier: Apache-2.0
#include "analysis/tags/word_features.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "base/hash.h"
#include "base/utf8.h"

namespace carkeys::analysis {
namespace {

constexpr std::size_t max_length = 48;
constexpr std::size_t max_ngrams = 60;
constexpr std::size_t max_prefix = 3;
constexpr std::size_t max_suffix = 5;
constexpr std::size_t min_ngram = 3;
constexpr std::size_t max_ngram = 5;
constexpr std::size_t max_run = 3;  // longer runs of one shape count as this long

// Seeds keep equal strings of different kinds apart.
constexpr std::uint64_t prefix_seed = 11;
constexpr std::uint64_t suffix_seed = 29;
constexpr std::uint64_t shape_seed = 47;
constexpr std::uint64_t whole_seed = 61;
constexpr std::uint64_t ngram_seed = 83;

using CodePoints = std::vector<char32_t>;

std::uint64_t hash(std::span<const char32_t> text, std::uint64_t seed) {
  std::uint64_t value = 0xCBF29CE484222325ULL ^ (seed * 0x9E3779B97F4A7C15ULL);
  for (const char32_t code_point : text) {
    value ^= code_point;
    value *= 0x100000001B3ULL;
    value ^= value >> 29U;
  }
  value *= 0xBF58476D1CE4E5B9ULL;
  return value ^ (value >> 31U);
}

void decode(std::string_view form, CodePoints& all) {
  all.clear();
  for (std::size_t offset = 0; offset < form.size();) {
    const auto step = utf8::step(form, offset);
    all.push_back(step.code_point);
    offset += step.size;
  }
  if (all.size() > max_length) {
    constexpr auto half = static_cast<std::ptrdiff_t>(max_length / 2);
    all.erase(all.begin() + half, all.end() - half);
  }
}

char32_t shape_of(char32_t code_point) {
  if (utf8::is_upper(code_point)) {
    return U'X';
  }
  if (utf8::is_digit(code_point)) {
    return U'd';
  }
  return utf8::is_letter(code_point) ? U'x' : code_point;
}

void shape(const CodePoints& form, CodePoints& out) {
  out.clear();
  std::size_t run = 0;
  for (const char32_t code_point : form) {
    const char32_t current = shape_of(code_point);
    run = !out.empty() && out.back() == current ? run + 1 : 1;
    if (run <= max_run) {
      out.push_back(current);
    }
  }
}

char32_t normal(char32_t code_point) {
  return utf8::is_digit(code_point) ? U'0' : utf8::to_lower(code_point);
}

void add_affixes(const CodePoints& lower, std::uint32_t rows, WordFeatures& out) {
  const std::span<const char32_t> all(lower);
  const auto add = [&](std::span<const char32_t> part, std::uint64_t seed) {
    out.affixes.push_back(static_cast<std::uint32_t>(hash(part, seed) % rows));
  };
  for (std::size_t length = 1; length <= std::min(max_prefix, lower.size()); ++length) {
    add(all.first(length), prefix_seed + length);
  }
  for (std::size_t length = 1; length <= std::min(max_suffix, lower.size()); ++length) {
    add(all.last(length), suffix_seed + length);
  }
  add(all, whole_seed);
}

void add_ngrams(const CodePoints& lower, std::uint32_t rows, WordFeatures& out) {
  CodePoints& bounded = out.changed;
  bounded.assign(1, U'\x2');
  bounded.insert(bounded.end(), lower.begin(), lower.end());
  bounded.push_back(U'\x3');
  const std::span<const char32_t> all(bounded);
  for (std::size_t length = min_ngram; length <= max_ngram; ++length) {
    for (std::size_t at = 0; at + length <= all.size() && out.ngrams.size() < max_ngrams; ++at) {
      const auto value = hash(all.subspan(at, length), ngram_seed + length);
      out.ngrams.push_back(static_cast<std::uint32_t>(value % rows));
    }
  }
  if (out.ngrams.empty()) {
    out.ngrams.push_back(0);
  }
}

}  // namespace

void word_features(std::string_view form, const FeatureSpace& space, WordFeatures& out) {
  out.affixes.clear();
  out.ngrams.clear();
  decode(form, out.code_points);
  out.lower = out.code_points;
  std::ranges::transform(out.lower, out.lower.begin(), normal);
  out.word = hash(out.lower, 0);
  add_affixes(out.lower, space.affix_rows, out);
  shape(out.code_points, out.changed);
  out.affixes.push_back(
      static_cast<std::uint32_t>(hash(out.changed, shape_seed) % space.affix_rows));
  add_ngrams(out.lower, space.ngram_rows, out);
}

std::uint64_t form_hash(std::string_view form) {
  return hash64(form);
}

}  // namespace carkeys::analysis
