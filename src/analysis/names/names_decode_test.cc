// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <array>
#include <random>

#include <doctest/doctest.h>

#include "analysis/names/decode.h"
#include "analysis/tags/labels.h"

namespace carkeys::analysis {
namespace {

using Row = std::array<float, name_classes>;

std::vector<std::uint8_t> decoded(const std::vector<Row>& rows) {
  std::vector<std::uint8_t> classes;
  NamePaths paths;
  const float* first = rows.empty() ? nullptr : rows.front().data();
  decode_names(rows.size(), {first, name_classes}, paths, classes);
  return classes;
}

TEST_CASE("a name is begun before it is continued") {
  Row outside{};
  outside[0] = 1;
  Row inside{};
  inside[2] = 3;
  inside[1] = 2.5F;
  CHECK(decoded({outside, inside, inside, outside}) == std::vector<std::uint8_t>{0, 1, 2, 0});
}

TEST_CASE("no sequence breaks the rule, whatever the scores") {
  std::mt19937 random(5);
  std::normal_distribution<float> number(0.0F, 2.0F);
  std::vector<Row> rows(500);
  for (auto& row : rows) {
    for (float& score : row) {
      score = number(random);
    }
  }
  const auto classes = decoded(rows);
  std::uint8_t before = 0;
  for (const auto now : classes) {
    if (now != 0 && !name_begins(now)) {
      CHECK(name_kind(now) == name_kind(before));
    }
    before = now;
  }
  CHECK(decoded({}).empty());
}

}  // namespace
}  // namespace carkeys::analysis
