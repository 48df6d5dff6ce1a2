// SPDX-License-Identifier: Apache-2.0
// Damaged models are refused with a reason or do no harm; never a crash.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "analysis/model_file.h"
#include "fuzz/model_file.h"
#include "fuzz/tiny_model.h"

namespace carkeys::fuzz {
namespace {

constexpr std::size_t header_bytes = 64;

Trial try_sealed(std::string bytes) {
  analysis::seal_model(bytes);
  return try_model(bytes);
}

// What stands in for a text section of the tiny model.
Trial try_replaced(const std::string& from, const std::string& to) {
  std::string bytes = tiny_model();
  const auto at = bytes.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(from.size() == to.size());
  return try_sealed(bytes.replace(at, from.size(), to));
}

TEST_CASE("the tiny model loads") {
  CHECK(try_model(tiny_model()) == Trial::loaded);
  CHECK(try_sealed(tiny_model()) == Trial::loaded);
}

TEST_CASE("every cut is refused") {
  const std::string whole = tiny_model();
  for (std::size_t size = 0; size < whole.size(); size += size < 4096 ? 7 : 97) {
    CHECK(try_model(whole.substr(0, size)) == Trial::refused);
    CHECK(try_sealed(whole.substr(0, size)) == Trial::refused);
  }
  CHECK(try_model(whole + "x") == Trial::refused);
}

TEST_CASE("every flipped bit is found by the checksum") {
  const std::string whole = tiny_model();
  for (std::size_t at = 0; at < whole.size(); at += at < 4096 ? 1 : 61) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
    CHECK(try_model(bytes) == Trial::refused);
  }
}

TEST_CASE("flipped bits with a checksum that fits do no harm") {
  const std::string whole = tiny_model();
  std::mt19937 random(3);
  for (std::size_t at = header_bytes; at < whole.size(); at += at < 4096 ? 1 : 61) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
    try_sealed(bytes);
    bytes[at] = static_cast<char>(random());
    try_sealed(bytes);
    bytes.replace(at, 4, "\xFF\xFF\xFF\x7F");
    try_sealed(bytes.substr(0, whole.size()));
  }
}

TEST_CASE("sizes that make no sense are refused") {
  CHECK(try_replaced("width 16", "width 99") == Trial::refused);
  CHECK(try_replaced("width 16", "width 00") == Trial::refused);
  CHECK(try_replaced("arc 16", "arc 32") == Trial::refused);
  CHECK(try_replaced("dilations 1 2", "dilations 999") == Trial::refused);
  CHECK(try_replaced("dilations 1 2", "dilations 1 0") == Trial::refused);
  CHECK(try_replaced("language de", "language D1") == Trial::refused);
  CHECK(try_replaced("k;0;;0;", "k;0;;0!") == Trial::refused);
}

}  // namespace
}  // namespace carkeys::fuzz
