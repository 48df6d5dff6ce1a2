// SPDX-License-Identifier: Apache-2.0
#include "analysis/names/decode.h"

#include <algorithm>
#include <array>
#include <limits>

namespace carkeys::analysis {
namespace {

constexpr float lowest = std::numeric_limits<float>::lowest() / 2;  // sums stay finite

bool may_follow(std::size_t before, std::size_t after) {
  const bool continues = after != 0 && after % 2 == 0;
  return !continues || before == after || before + 1 == after;
}

using Row = std::array<float, name_classes>;
using Back = std::array<std::uint8_t, name_classes>;

// The best sequences that end in each class one word later; `back` receives where each comes from.
Row advance(const Row& best, const float* own, Back& back) {
  Row next{};
  for (std::size_t now = 0; now < name_classes; ++now) {
    std::size_t from = 0;
    for (std::size_t before = 1; before < name_classes; ++before) {
      const bool better = !may_follow(from, now) || best[before] > best[from];
      if (may_follow(before, now) && better) {
        from = before;
      }
    }
    back[now] = static_cast<std::uint8_t>(from);
    next[now] = best[from] + own[now];
  }
  return next;
}

}  // namespace

void decode_names(std::size_t length,
                  const NameScores& scores,
                  NamePaths& paths,
                  std::vector<std::uint8_t>& classes) {
  classes.assign(length, 0);
  if (length == 0) {
    return;
  }
  paths.assign(length, Back());
  Row best{};
  for (std::size_t now = 0; now < name_classes; ++now) {
    const bool allowed = may_follow(0, now);
    best[now] = allowed ? scores.first[now] : lowest;
  }
  for (std::size_t word = 1; word < length; ++word) {
    best = advance(best, scores.first + word * scores.stride, paths[word]);
  }
  auto at = static_cast<std::uint8_t>(std::ranges::max_element(best) - best.begin());
  for (std::size_t word = length; word-- > 0;) {
    classes[word] = at;
    at = paths[word][at];
  }
}

}  // namespace carkeys::analysis
