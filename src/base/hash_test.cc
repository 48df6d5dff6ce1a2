// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

TEST_CASE("the hash is the published XXH3 of the bytes") {
  CHECK(carkeys::hash128_hex("") == "99aa06d3014798d86001c324468d497f");
  CHECK(carkeys::hash128_hex("abc") == "06b05ab6733a618578af5f94892f3950");
}

TEST_CASE("fields do not run into each other") {
  const auto of = [](std::string_view a, std::string_view b) {
    return carkeys::FieldHasher().add(a).add(b).hex();
  };
  CHECK(of("ab", "c") != of("a", "bc"));
  CHECK(of("", "a") != of("a", ""));
  CHECK(of("ab", "c") == of("ab", "c"));
  CHECK(of("ab", "c").size() == 32);
}
