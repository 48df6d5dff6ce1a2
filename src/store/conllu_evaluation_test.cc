// SPDX-License-Identifier: Apache-2.0
// Figures worked out by hand from the definition.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "store/conllu_evaluation.h"

#include <string>

#include <doctest/doctest.h>

using namespace carkeys;         // NOLINT(google-build-using-namespace)
using namespace carkeys::store;  // NOLINT(google-build-using-namespace)

namespace {

// Blanks stand for tabs; "~" for a blank inside a column.
std::string table(std::string text) {
  for (char& each : text) {
    each = each == ' ' ? '\t' : each == '~' ? ' ' : each;
  }
  return text;
}

ConlluText read(const std::string& text) {
  auto parsed = ConlluText::parse(table(text), "test");
  REQUIRE_MESSAGE(parsed.has_value(), (parsed ? std::string() : parsed.error().text()));
  return *parsed;
}

std::string error_of(const std::string& text) {
  const auto parsed = ConlluText::parse(table(text), "test");
  return parsed ? std::string() : parsed.error().text();
}

class Figures {
 public:
  Figures(const std::string& gold, const std::string& system) {
    const auto found = evaluate_conllu(read(gold), read(system));
    REQUIRE(found);
    scores_ = *found;
  }

  // "correct of gold and system".
  [[nodiscard]] std::string operator[](ConlluMeasure measure) const {
    const ConlluScore& score = scores_[static_cast<std::size_t>(measure)];
    return std::to_string(score.correct) + " of " + std::to_string(score.gold) + " and " +
           std::to_string(score.system);
  }

 private:
  ConlluScores scores_;
};

const std::string cats =
    "1 The the DET DT Definite=Def 2 det _ _\n"
    "2 cats cat NOUN NNS Number=Plur 3 nsubj _ _\n"
    "3 sleep sleep VERB VB Mood=Ind|Custom=1 0 root _ SpaceAfter=No\n"
    "4 . . PUNCT . _ 3 punct _ _\n\n";

}  // namespace

TEST_CASE("equal_trees_are_all_right") {
  const auto text = read(cats + cats);
  const auto scores = evaluate_conllu(text, text);
  REQUIRE(scores);
  for (const ConlluScore& score : *scores) {
    CHECK(score.f1() == 1);
    CHECK(score.precision() == 1);
  }
  CHECK((*scores)[0].gold == 8);
  CHECK((*scores)[1].gold == 2);
  CHECK((*scores)[static_cast<std::size_t>(ConlluMeasure::clas)].gold == 4);
}

TEST_CASE("each_measure_looks_at_its_own_columns") {
  const Figures found(cats,
                      "1 The the PRON XX Definite=Def 2 det _ _\n"
                      "2 cats cats NOUN NNS Number=Plur 3 nsubj:pass _ _\n"
                      "3 sleep sleep VERB VB Custom=2|Mood=Ind 0 root _ _\n"
                      "4 . . PUNCT . _ 2 punct _ _\n\n");
  CHECK(found[ConlluMeasure::words] == "4 of 4 and 4");
  CHECK(found[ConlluMeasure::upos] == "3 of 4 and 4");
  CHECK(found[ConlluMeasure::xpos] == "3 of 4 and 4");
  CHECK(found[ConlluMeasure::features] == "4 of 4 and 4");  // own features do not count
  CHECK(found[ConlluMeasure::all_tags] == "3 of 4 and 4");
  CHECK(found[ConlluMeasure::lemmas] == "3 of 4 and 4");
  CHECK(found[ConlluMeasure::uas] == "3 of 4 and 4");
  CHECK(found[ConlluMeasure::las] == "3 of 4 and 4");   // subtypes do not count
  CHECK(found[ConlluMeasure::clas] == "2 of 2 and 2");  // neither "The" nor "."
  CHECK(found[ConlluMeasure::mlas] == "1 of 2 and 2");  // the determiner of "cats" is wrong
  CHECK(found[ConlluMeasure::blex] == "1 of 2 and 2");
}

TEST_CASE("a_function_word_too_many_spoils_its_head") {
  const Figures found(cats,
                      "1 The the DET DT Definite=Def 3 det _ _\n"
                      "2 cats cat NOUN NNS Number=Plur 3 nsubj _ _\n"
                      "3 sleep sleep VERB VB Mood=Ind 0 root _ _\n"
                      "4 . . PUNCT . _ 3 punct _ _\n\n");
  CHECK(found[ConlluMeasure::clas] == "2 of 2 and 2");
  CHECK(found[ConlluMeasure::mlas] == "0 of 2 and 2");
}

TEST_CASE("tokens_and_sentences_count_by_their_characters") {
  // Gold: "ab c." and "d"; system: "a b c. d" as one sentence.
  const Figures found(
      "1 ab _ X _ _ 0 root _ _\n2 c. _ X _ _ 1 dep _ _\n\n1 d _ X _ _ 0 root _ _\n\n",
      "1 a _ X _ _ 0 root _ _\n2 b _ X _ _ 1 dep _ _\n3 c. _ X _ _ 1 dep _ _\n"
      "4 d x X _ _ 3 root _ _\n\n");
  CHECK(found[ConlluMeasure::tokens] == "2 of 3 and 4");
  CHECK(found[ConlluMeasure::sentences] == "0 of 2 and 1");
  CHECK(found[ConlluMeasure::words] == "2 of 3 and 4");
  CHECK(found[ConlluMeasure::lemmas] == "2 of 3 and 4");  // without a gold lemma any is right
  CHECK(found[ConlluMeasure::uas] == "0 of 3 and 4");     // the head "ab" has no partner
}

TEST_CASE("words_of_one_token_are_paired_by_form") {
  const std::string gold =
      "1-2 im _ _ _ _ _ _ _ _\n1 in in ADP _ _ 3 case _ _\n2 dem der DET _ _ 3 det _ _\n"
      "3 Haus Haus NOUN _ _ 0 root _ _\n\n";
  const Figures whole(gold, "1 im im ADP _ _ 2 case _ _\n2 Haus Haus NOUN _ _ 0 root _ _\n\n");
  CHECK(whole[ConlluMeasure::tokens] == "2 of 2 and 2");
  CHECK(whole[ConlluMeasure::words] == "1 of 3 and 2");
  CHECK(whole[ConlluMeasure::las] == "1 of 3 and 2");
  const Figures half(gold,
                     "1-2 im _ _ _ _ _ _ _ _\n1 i i ADP _ _ 3 case _ _\n"
                     "2 Dem der DET _ _ 3 det _ _\n3 Haus Haus NOUN _ _ 0 root _ _\n\n");
  CHECK(half[ConlluMeasure::words] == "2 of 3 and 3");
  CHECK(half[ConlluMeasure::las] == "2 of 3 and 3");
  CHECK(half[ConlluMeasure::mlas] == "0 of 1 and 1");
}

TEST_CASE("spaces_in_forms_and_empty_nodes_do_not_count") {
  const Figures found("1 10~000 _ NUM _ _ 0 root _ _\n1.1 x _ X _ _ _ _ _ _\n\n",
                      "# text = 10000\r\n1 10000 _ NUM _ _ 0 root _ _\r\n\r\n");
  CHECK(found[ConlluMeasure::las] == "1 of 1 and 1");
}

TEST_CASE("what_is_wrong_is_said") {
  const auto differ = evaluate_conllu(read(cats), read("1 The _ X _ _ 0 root _ _\n\n"));
  REQUIRE_FALSE(differ);
  CHECK(differ.error().message.find("\"catssleep.\"") != std::string::npos);
  CHECK(error_of("1 a b\n").find("test:1: 3 columns") != std::string::npos);
  CHECK(error_of("2 a _ X _ _ 0 root _ _\n").find("out of order") != std::string::npos);
  CHECK(error_of("1 a _ X _ _ _ root _ _\n").find("no head") != std::string::npos);
  CHECK(error_of("1 a _ X _ _ 2 root _ _\n").find("outside") != std::string::npos);
  CHECK(error_of("1 a _ X _ _ 1 root _ _\n").find("0 roots") != std::string::npos);
  CHECK(error_of("1 a _ X _ _ 0 root _ _\n2 b _ X _ _ 3 dep _ _\n3 c _ X _ _ 2 dep _ _\n")
            .find("cycle") != std::string::npos);
  CHECK(error_of("1-3 a _ _ _ _ _ _ _ _\n1 a _ X _ _ 0 root _ _\n").find("beyond") !=
        std::string::npos);
  CHECK(error_of("1 ~ _ X _ _ 0 root _ _\n").find("without characters") != std::string::npos);
}

TEST_CASE("nothing_scores_nothing") {
  const auto none = evaluate_conllu(read(""), read("\n\n"));
  REQUIRE(none);
  CHECK((*none)[0].f1() == 0);
  CHECK(report(*none).find("BLEX") != std::string::npos);
}
