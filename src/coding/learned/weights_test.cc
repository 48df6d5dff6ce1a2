// SPDX-License-Identifier: Apache-2.0
#include "coding/learned/weights.h"

#include <filesystem>
#include <fstream>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

using namespace carkeys;

namespace {

Result<coding::Weights> load(const std::string& rows) {
  const auto folder = std::filesystem::temp_directory_path() / "carkeys_weights_test";
  std::filesystem::create_directories(folder / "learned");
  std::ofstream(folder / "learned" / "sides.tsv") << "feature\tweight\n" << rows;
  const auto lexicon = resources::Lexicon::from_folder(folder.string());
  REQUIRE(lexicon);
  auto weights = coding::Weights::load(*lexicon, "learned/sides");
  std::filesystem::remove_all(folder);
  return weights;
}

}  // namespace

TEST_CASE("weights add up over the features of a candidate") {
  const auto weights = load("r.nobody\t0.5\nr.same.people\t-1.25\n");
  REQUIRE(weights);
  CHECK(weights->score({"r.nobody", "r.same.people", "unknown"}) == doctest::Approx(-0.75));
  CHECK(weights->of("unknown") == 0);
}

TEST_CASE("a weight that is no number is refused with its line") {
  const auto weights = load("r.nobody\tmuch\n");
  REQUIRE_FALSE(weights);
  CHECK(weights.error().text().find("learned/sides.tsv:2") != std::string::npos);
}

TEST_CASE("without the table nothing is chosen") {
  const auto folder = std::filesystem::temp_directory_path() / "carkeys_no_weights_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "other.tsv") << "feature\tweight\nr.nobody\t1\n";
  const auto lexicon = resources::Lexicon::from_folder(folder.string());
  REQUIRE(lexicon);
  const auto weights = coding::Weights::load(*lexicon, "learned/sides");
  std::filesystem::remove_all(folder);
  REQUIRE(weights);
  CHECK(weights->empty());
}
