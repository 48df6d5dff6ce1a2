// SPDX-License-Identifier: Apache-2.0
// Memory that the decoders of trees use again from sentence to sentence. One thread's; what is in
// it between calls means nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "records/document.h"

namespace carkeys::analysis {

// Best score of a span of words and where it was split.
struct SpanCell {
  float score = -std::numeric_limits<float>::infinity();
  std::uint32_t split = 0;
};

// A span whose head is its left end (right) or its right end.
struct OpenSpan {
  std::size_t begin;
  std::size_t end;
  bool right;
  bool full;
};

struct Enclosure {
  std::size_t begin = 0;  // first word inside
  std::size_t end = 0;    // one past the last
};

struct TreeScratch {
  std::vector<bool> stranded;
  std::vector<bool> on_cycle;
  std::vector<std::uint32_t> visit;
  std::array<std::vector<SpanCell>, 4> spans;
  std::vector<OpenSpan> open;
  std::vector<Enclosure> enclosures;
  std::vector<bool> passive;
  std::vector<TokenIndex> holders;  // of a role, by head
};

}  // namespace carkeys::analysis
