// SPDX-License-Identifier: Apache-2.0
#include "pipeline/given_tokens.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "pipeline/conllu.h"

namespace {

using carkeys::Language;
using namespace carkeys::conllu;

// Lines with "_" for a tab between columns that matter: ID FORM and MISC; the rest is empty.
std::string row(const std::string& id, const std::string& form, const std::string& misc = "_") {
  return id + "\t" + form + "\t_\t_\t_\t_\t_\t_\t_\t" + misc;
}

std::vector<Sentence> read(const std::vector<std::string>& lines) {
  SentenceReader reader;
  std::vector<Sentence> sentences;
  for (const std::string& line : lines) {
    if (auto taken = reader.take(line); taken && *taken) {
      sentences.push_back(std::move(**taken));
    }
  }
  if (auto rest = reader.finish(); rest && *rest) {
    sentences.push_back(std::move(**rest));
  }
  return sentences;
}

std::string error_of(const std::vector<std::string>& lines) {
  SentenceReader reader;
  for (const std::string& line : lines) {
    if (const auto taken = reader.take(line); !taken) {
      return taken.error().text() + " @" + std::to_string(taken.error().place);
    }
  }
  return "none";
}

SplitWords german_words() {
  return SplitWords::load(
      carkeys::resources::Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon").value(),
      Language::german);
}

}  // namespace

TEST_CASE("given tokens become a document with their own boundaries") {
  GivenTokens given(read({"# sent_id = 1",
                          row("1", "Ruhe"),
                          row("2", "im"),
                          row("3", "Land", "SpaceAfter=No"),
                          row("4", "."),
                          "",
                          row("1", "Ende"),
                          row("2", ".", "SpaceAfter=No")}),
                    Language::german);
  const carkeys::Document& document = given.document();
  CHECK(document.text == "Ruhe im Land. Ende .\n");
  REQUIRE(document.tokens.size() == 6);
  CHECK(document.form(2) == "Land");
  CHECK_FALSE(document.tokens[2].space_after);
  REQUIRE(document.sentences.size() == 2);
  CHECK(document.sentences[0].end == 4);
  CHECK(document.sentences[1].range.in(document.text) == "Ende .");
}

TEST_CASE("a contraction is one token, answered word by word; ranges and empty nodes come back") {
  GivenTokens given(read({"# text = Lage im Land",
                          row("1", "Lage", "NER=B-ORG|Id=7"),
                          row("2-3", "im", "SpaceAfter=No"),
                          row("2", "in"),
                          row("3", "dem"),
                          row("3.1", "leer"),
                          row("4", "Land")}),
                    Language::german);
  carkeys::Document& document = given.document();
  REQUIRE(document.tokens.size() == 3);
  CHECK(document.form(1) == "im");
  document.tokens[1].head = 2;
  document.tokens[1].upos = carkeys::Upos::adp;
  document.tokens[1].relation = carkeys::Deprel::case_;
  document.tokens[2].features.case_ = carkeys::Case::dative;
  document.tokens[2].head = 0;
  document.tokens[2].relation = carkeys::Deprel::nmod;
  document.tokens[2].name = carkeys::NameKind::location;
  document.tokens[2].name_begins = true;
  CHECK(given.write(german_words()) ==
        "# text = Lage im Land\n"
        "1\tLage\t_\tX\t_\t_\t0\troot\t_\tId=7\n" +
            row("2-3", "im", "SpaceAfter=No") +
            "\n"
            "2\tin\tin\tADP\t_\t_\t4\tcase\t_\t_\n"
            "3\tdem\tder\tDET\t_\tCase=Dat|Definite=Def|PronType=Art\t4\tdet\t_\t_\n" +
            row("3.1", "leer") +
            "\n"
            "4\tLand\t_\tX\t_\tCase=Dat\t1\tnmod\t_\tNER=B-LOC\n\n");
}

TEST_CASE("words that spell a range in pieces are tokens of their own") {
  GivenTokens given(read({row("1", "They"),
                          row("2-3", "don't"),
                          row("2", "do"),
                          row("3", "n't"),
                          row("4", "know")}),
                    Language::english);
  const carkeys::Document& document = given.document();
  CHECK(document.text == "They don't know ");
  REQUIRE(document.tokens.size() == 4);
  CHECK(document.form(2) == "n't");
  CHECK_FALSE(document.tokens[1].space_after);
  CHECK(document.tokens[2].space_after);
}

TEST_CASE("lines that are no CoNLL-U are named, the next sentence is read again") {
  CHECK(error_of({"# x", "1\tRuhe"}) == "2 columns instead of 10 @2");
  CHECK(error_of({row("x", "Ruhe")}) == "\"x\" is no word number @1");
  CHECK(error_of({row("2", "Ruhe")}) == "word 2 is out of order @1");
  CHECK(error_of({row("1-2", "im"), row("1", "in"), ""}) ==
        "range 1-2 goes beyond the sentence @1");
  SentenceReader reader;
  CHECK_FALSE(reader.take("nonsense"));
  CHECK(reader.take(row("1", "Ruhe")).value() == std::nullopt);
  CHECK(reader.take("").value() == std::nullopt);
  CHECK(reader.take(row("1", "Ende")).value() == std::nullopt);
  CHECK(reader.take("").value().has_value());
}

TEST_CASE("a document is written with text, spaces and names") {
  carkeys::Document document;
  document.text = "Paris\n schweigt.";
  const auto add = [&](std::uint32_t begin, std::uint32_t end, bool space) {
    carkeys::Token token;
    token.range = {begin, end};
    token.head = 1;
    token.space_after = space;
    document.tokens.push_back(token);
  };
  add(0, 5, true);
  add(7, 15, false);
  add(15, 16, false);
  document.tokens[0].name = carkeys::NameKind::organisation;
  document.tokens[0].name_begins = true;
  document.sentences.push_back({0, 3, {0, 16}, carkeys::Article::PartKind::body, false});
  CHECK(write(document, "a\tb.txt") ==
        "# newdoc id = a b.txt\n"
        "# sent_id = a b.txt-1\n"
        "# text = Paris schweigt.\n"
        "1\tParis\t_\tX\t_\t_\t2\troot\t_\tNER=B-ORG|TokenRange=0:5\n"
        "2\tschweigt\t_\tX\t_\t_\t0\troot\t_\tSpaceAfter=No|TokenRange=7:15\n"
        "3\t.\t_\tX\t_\t_\t2\troot\t_\tSpaceAfter=No|TokenRange=15:16\n\n");
}
