// SPDX-License-Identifier: Apache-2.0
// Damaged files of every form give an error with a reason or an article, never a crash, and take no
// longer than whole ones.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <algorithm>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "fuzz/items.h"

namespace carkeys::fuzz {
namespace {

TEST_CASE("the seeds are read") {
  for (const auto& [name, bytes] : item_seeds()) {
    CAPTURE(name);
    const Harvest harvest = try_items(bytes);
    CHECK(harvest.items > 0);
    CHECK(harvest.errors == 0);
  }
}

TEST_CASE("cut anywhere") {
  for (const auto& [name, bytes] : item_seeds()) {
    CAPTURE(name);
    for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 150) {
      CHECK_NOTHROW(try_items(bytes.substr(0, size)));
    }
  }
}

TEST_CASE("bytes flipped, doubled, swapped and put in") {
  std::mt19937 random(5);
  for (const auto& [name, whole] : item_seeds()) {
    CAPTURE(name);
    for (int round = 0; round < 150; ++round) {
      std::string bytes = whole;
      for (int change = 0; change < 1 + round % 4; ++change) {
        const std::size_t at = random() % bytes.size();
        const std::size_t size = std::min<std::size_t>(random() % 40, bytes.size() - at);
        switch (random() % 5) {
          case 0:
            bytes[at] = static_cast<char>(random());
            break;
          case 1:
            bytes.erase(at, size);
            break;
          case 2:
            bytes.insert(at, bytes.substr(at, size));
            break;
          case 3:
            bytes[at] = "<>&\"'/=\0\xFF\xC3{}[];,"[random() % 17];
            break;
          default:
            bytes.replace(at, size, whole.substr(random() % whole.size(), size));
        }
        bytes += bytes.empty() ? "x" : "";
      }
      CHECK_NOTHROW(try_items(bytes));
    }
  }
}

TEST_CASE("no bytes, and any bytes") {
  std::mt19937 random(7);
  CHECK(try_items("").items == 1);
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random() % 300, '\0');
    std::ranges::generate(bytes, [&] { return static_cast<char>(random()); });
    CHECK_NOTHROW(try_items(bytes));
  }
}

}  // namespace
}  // namespace carkeys::fuzz
