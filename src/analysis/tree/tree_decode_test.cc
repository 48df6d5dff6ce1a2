// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include "analysis/tree/decode.h"

namespace carkeys::analysis {
namespace {

bool is_tree(const std::vector<std::uint32_t>& heads) {
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

TEST_CASE("random scores give trees with one root") {
  std::mt19937 random(3);
  std::normal_distribution<float> number(0.0F, 3.0F);
  for (std::size_t length = 1; length <= 40; ++length) {
    std::vector<float> scores(length * (length + 1));
    for (float& score : scores) {
      score = number(random);
    }
    std::vector<std::uint32_t> heads(length);
    TreeScratch scratch;
    decode_tree(scores, heads, scratch);
    CHECK(is_tree(heads));
  }
}

TEST_CASE("a tree that scores best is kept") {
  // 1 <- 2 -> 3, root 2
  const std::vector<float> scores = {0, -9, 5, 0, 5, 0, -9, 0, 0, 0, 5, -9};
  std::vector<std::uint32_t> heads(3);
  TreeScratch scratch;
  decode_tree(scores, heads, scratch);
  CHECK(heads == std::vector<std::uint32_t>{2, 0, 2});
}

TEST_CASE("a cycle is opened where it costs least") {
  // 1 and 2 prefer each other, 3 is the root; 2 loses less by moving to 3.
  const std::vector<float> scores = {-9, -9, 5, 0, -9, 5, -9, 4, 5, 0, 0, -9};
  std::vector<std::uint32_t> heads(3);
  TreeScratch scratch;
  decode_tree(scores, heads, scratch);
  CHECK(heads == std::vector<std::uint32_t>{2, 3, 0});
}

TEST_CASE("scores that are no numbers still give a tree") {
  std::vector<float> scores(6 * 7, std::numeric_limits<float>::quiet_NaN());
  std::vector<std::uint32_t> heads(6);
  TreeScratch scratch;
  decode_tree(scores, heads, scratch);
  CHECK(is_tree(heads));
}

}  // namespace
}  // namespace carkeys::analysis
