// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "store/difference.h"

#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>

#include "store/sample_coding.h"
#include "store/schema.h"
#include "store/sink.h"

using namespace carkeys;         // NOLINT(google-build-using-namespace)
using namespace carkeys::store;  // NOLINT(google-build-using-namespace)

namespace {

Difference between(const Coding& a, const Coding& b) {
  std::string pattern = (std::filesystem::temp_directory_path() / "carkeys_diff_XXXXXX").string();
  const std::filesystem::path folder = ::mkdtemp(pattern.data());
  const Article article = sample::article();
  Article other = article;
  other.citation = "other.txt";
  const auto store = [&](const char* name, const Coding& coding, bool with_other) {
    const std::string path = (folder / name).string();
    auto sink = sqlite_sink(path);
    REQUIRE(sink.has_value());
    REQUIRE((*sink)->write(article, coding).has_value());
    REQUIRE((!with_other || (*sink)->write(other, {}).has_value()));
    REQUIRE((*sink)->finish().has_value());
    auto database = open_for_reading(path);
    REQUIRE(database.has_value());
    return std::move(*database);
  };
  Database first = store("a.db", a, false);
  Database second = store("b.db", b, true);
  const auto difference = compare(first, second);
  REQUIRE(difference.has_value());
  std::filesystem::remove_all(folder);
  return *difference;
}

}  // namespace

TEST_CASE("a coding agrees with itself") {
  const Article article = sample::article();
  const Difference same = between(sample::coding(article), sample::coding(article));
  CHECK(same.articles_in_both == 1);
  CHECK(same.articles_only_b == 1);
  CHECK(same.pairs == 3);
  CHECK(same.lines.empty());
  for (const FieldAgreement& field : same.fields) {
    CHECK(field.same == 3);
    CHECK(field.kappa == 1);
  }
  CHECK(report(same).find("in both 3; agreement F1 100.0\n") != std::string::npos);
}

TEST_CASE("records are paired by their words, then by sentence and category") {
  const Article article = sample::article();
  Coding other = sample::coding(article);
  other.records[0].category = Category::support;
  other.records[0].status = Status::claimed;
  other.records[1].evidence[0].trigger = {sample::range_of(article, "haben")};
  other.records.pop_back();
  const Difference difference = between(sample::coding(article), other);
  CHECK(difference.pairs == 2);
  CHECK(difference.fields[0].same == 1);
  CHECK(difference.fields[5].same == 1);
  REQUIRE(difference.lines.size() == 2);
  CHECK(difference.lines[0] ==
        "news/peru.txt sentence 0: A CONSULT visit PER > ECU [reported]"
        " | B SUPPORT visit PER > ECU [claimed]");
  CHECK(difference.lines[1].find("only A RELATION member") != std::string::npos);
}

TEST_CASE("kappa takes off what chance gives") {
  const Article article = sample::article();
  Coding a = sample::coding(article);
  Coding b = a;
  // Category: A says x, x, y; B says x, y, y. Same 2 of 3; by chance 2/3 * 1/3 + 1/3 * 2/3.
  a.records[0].category = a.records[1].category = Category::consult;
  a.records[2].kind = b.records[2].kind = RecordKind::event;
  a.records[2].category = Category::coerce;
  b.records[0].category = Category::consult;
  b.records[1].category = b.records[2].category = Category::coerce;
  const Difference difference = between(a, b);
  CHECK(difference.fields[0].same == 2);
  CHECK(difference.fields[0].kappa == doctest::Approx(0.4));
}
