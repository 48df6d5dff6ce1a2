// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "ingest/pair_line.h"

#include <doctest/doctest.h>

using carkeys::TextRange;
using carkeys::ingest::PairLineReader;
using carkeys::ingest::Phrase;

TEST_CASE("words are found where they cut no other word, apart from the other phrase") {
  const std::string text = "Omani troops in Oman met Oman's minister";
  CHECK(Phrase{"Oman"}.in(text)->begin == 16);
  CHECK(Phrase{"Oman"}.in(text, TextRange{13, 20})->begin == 25);
  CHECK(Phrase{"Oman"}.in("Omani")->begin == 0);
  CHECK_FALSE(Phrase{"Peru"}.in(text));
}

TEST_CASE("a place is counted in code points and must lie in the text") {
  const Phrase phrase{"", 2, 4};
  CHECK(phrase.in("äöüß")->begin == 4);
  CHECK(phrase.in("äöüß")->end == 8);
  CHECK_FALSE(phrase.in("äö"));
  CHECK_FALSE(Phrase{}.in("äö"));
}

TEST_CASE("a header holds for its own file only") {
  PairLineReader reader;
  CHECK_FALSE(*reader.read("source\ttarget\tsentence", "a", 1));
  CHECK((*reader.read("Peru\tChile\tPeru met Chile.", "a", 2))->source.words == "Peru");
  CHECK((*reader.read("Peru met Chile.\tPeru\tChile", "b", 1))->source.words == "Peru");
}

TEST_CASE("only cells that are quoted as a whole lose their quotes") {
  PairLineReader reader;
  const auto speech = reader.read("\"No,\" he said, \"go.\"\the\t", "a", 1);
  CHECK((*speech)->item.bytes == "\"No,\" he said, \"go.\"");
  const auto cell = reader.read("\"He said \"\"no\"\".\"\tHe\t", "a", 2);
  CHECK((*cell)->item.bytes == "He said \"no\".");
}
