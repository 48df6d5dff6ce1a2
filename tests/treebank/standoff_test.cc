// SPDX-License-Identifier: Apache-2.0
#include "standoff.h"

#include <fstream>
#include <iterator>
#include <set>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

namespace carkeys::train {
namespace {

const std::string text = "Überschrift\n\nDie Räte tagten. Räte tagten  heute .";

Tree sample() {
  Tree tree;
  tree.id = "12 - Räte #2";
  tree.words = {{"Räte", "Rat", "NOUN", "_", 2, "nsubj", "_"},
                {"tagten", "tagen", "VERB", "_", 0, "root", "_"},
                {"heute", "heute", "ADV", "_", 2, "advmod", "_"},
                {".", ".", "PUNCT", "_", 2, "punct", "_"}};
  return tree;
}

std::vector<StandoffSentence> shipped_rows() {
  const std::string path = std::string(CARKEYS_SOURCE_DIR) + "/train/treebank/de_wikinews-more.tsv";
  std::ifstream in(path);
  const std::string table(std::istreambuf_iterator<char>(in), {});
  auto sentences = parse_standoff(table, path);
  REQUIRE(sentences);
  return *sentences;
}

TEST_CASE("a tree survives being kept apart from its text") {
  const auto apart = standoff_of(sample(), text);
  REQUIRE(apart);
  CHECK(apart->document == "12 - Räte");
  CHECK(apart->number == 2);
  CHECK(apart->rows[0].begin == 30);  // the second "Räte": code points, not bytes
  CHECK(apart->rows[0].end == 34);
  CHECK(standoff_fault(*apart).empty());
  const auto table = std::string(standoff_columns) + standoff_lines(*apart);
  CHECK(table.find("Rat\t") == std::string::npos);
  const auto read = parse_standoff(table, "table");
  REQUIRE(read);
  const auto tree = tree_of(read->at(0), text);
  REQUIRE(tree);
  CHECK(tree->id == sample().id);
  for (std::size_t word = 0; word < 4; ++word) {
    CHECK(tree->words[word].form == sample().words[word].form);
    CHECK(tree->words[word].lemma == sample().words[word].lemma);
    CHECK(tree->words[word].head == sample().words[word].head);
    CHECK(tree->words[word].relation == sample().words[word].relation);
  }
}

TEST_CASE("faults of rows are named") {
  const auto faulty = [](auto change) {
    auto sentence = *standoff_of(sample(), text);
    change(sentence.rows);
    return standoff_fault(sentence);
  };
  CHECK(faulty([](auto& rows) { rows[1].head = 3; }).find("root") != std::string::npos);
  CHECK(faulty([](auto& rows) { rows[0].head = 9; }).find("range") != std::string::npos);
  CHECK(faulty([](auto& rows) { rows[2].begin = 0; }).find("order") != std::string::npos);
  CHECK(faulty([](auto& rows) { rows[2].upos = "ADVB"; }).find("ADVB") != std::string::npos);
  CHECK(faulty([](auto& rows) { rows[2].relation = "what"; }).find("what") != std::string::npos);
  CHECK(faulty([](auto& rows) { rows[2].script = "?"; }).find("script") != std::string::npos);
  CHECK(faulty([](auto& rows) {
          rows[0].head = 3;
          rows[2].head = 1;
        }).find("cycle") != std::string::npos);
  CHECK(faulty([](auto& rows) {
          rows[2].head = 0;
          rows[2].relation = "root";
        }) == "2 roots");
}

TEST_CASE("rows that do not fit a text or a table are refused") {
  auto sentence = *standoff_of(sample(), text);
  CHECK_FALSE(tree_of(sentence, "Räte"));
  CHECK_FALSE(standoff_of(sample(), "Die Räte tagen heute."));
  CHECK_FALSE(parse_standoff("columns\na\t1\t2\t0\t1\tNOUN\t0\troot\tk;0;;0;\n", "table"));
  CHECK_FALSE(parse_standoff("columns\na\t1\t1\n", "table"));
}

TEST_CASE("the rows that ship are trees, each sentence once") {
  std::set<std::pair<std::string, int>> seen;
  for (const auto& sentence : shipped_rows()) {
    CAPTURE(sentence.document);
    CAPTURE(sentence.number);
    CHECK(standoff_fault(sentence) == "");
    CHECK(seen.emplace(sentence.document, sentence.number).second);
  }
  CHECK(seen.size() >= 700);
}

}  // namespace
}  // namespace carkeys::train
