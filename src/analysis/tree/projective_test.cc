// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "analysis/tree/projective.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <doctest/doctest.h>

namespace carkeys::analysis {
namespace {

using Heads = std::vector<std::uint32_t>;

bool is_tree(const Heads& heads) {
  std::size_t roots = 0;
  for (std::size_t word = 0; word < heads.size(); ++word) {
    roots += heads[word] == 0 ? 1 : 0;
    std::size_t at = word;
    std::size_t steps = 0;
    while (heads[at] != 0 && steps <= heads.size()) {
      at = heads[at] - 1;
      ++steps;
    }
    if (steps > heads.size()) {
      return false;
    }
  }
  return roots == 1;
}

float sum(const std::vector<float>& scores, const Heads& heads) {
  float total = 0;
  for (std::size_t word = 0; word < heads.size(); ++word) {
    total += scores[word * (heads.size() + 1) + heads[word]];
  }
  return total;
}

// The best projective tree by trying every assignment of heads.
float best_by_trying(const std::vector<float>& scores, std::size_t length) {
  float best = -1e30F;
  Heads heads(length, 0);
  for (bool more = true; more;) {
    if (is_tree(heads) && is_projective(heads)) {
      best = std::max(best, sum(scores, heads));
    }
    more = false;
    for (auto& head : heads) {
      if (++head <= length) {
        more = true;
        break;
      }
      head = 0;
    }
  }
  return best;
}

}  // namespace

TEST_CASE("finds_the_best_tree_without_crossings") {
  TreeScratch scratch;
  std::mt19937 random(7);
  std::uniform_real_distribution<float> value(-3, 3);
  for (std::size_t length = 1; length <= 5; ++length) {
    for (int round = 0; round < 20; ++round) {
      std::vector<float> scores(length * (length + 1));
      for (auto& score : scores) {
        score = value(random);
      }
      Heads heads(length, 0);
      decode_projective(scores, heads, scratch);
      CHECK(is_tree(heads));
      CHECK(is_projective(heads));
      CHECK(sum(scores, heads) == doctest::Approx(best_by_trying(scores, length)));
    }
  }
}

TEST_CASE("scores_that_are_no_numbers_change_nothing") {
  TreeScratch scratch;
  Heads heads = {2, 0, 2};
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), -1e31F}) {
    decode_projective(std::vector<float>(12, bad), heads, scratch);
    CHECK(heads == Heads{2, 0, 2});
  }
}

TEST_CASE("crossing_arcs_are_seen") {
  CHECK(is_projective(Heads{2, 0, 2}));
  CHECK_FALSE(is_projective(Heads{3, 4, 0, 3}));  // 1<-3 and 2<-4
  CHECK_FALSE(is_projective(Heads{3, 0, 2}));     // 1<-3 passes over the root
}

}  // namespace carkeys::analysis
