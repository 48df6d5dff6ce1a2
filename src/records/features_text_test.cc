// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "records/document.h"

namespace carkeys {
namespace {

TEST_CASE("features are written in alphabetical order") {
  Features features;
  features.mood = VerbMood::subjunctive;
  features.number = Number::singular;
  features.person = Person::third;
  features.tense = Tense::present;
  features.verb_form = VerbForm::finite;
  features.passive = true;
  CHECK(features_text(features, Upos::aux) ==
        "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin|Voice=Pass");
  CHECK(features_text(Features{}, Upos::adp) == "_");
}

TEST_CASE("an article without Definite=Def is indefinite, a demonstrative is neither") {
  Features article;
  article.pron_type = PronType::article;
  CHECK(features_text(article, Upos::det) == "Definite=Ind|PronType=Art");
  article.definite = true;
  CHECK(features_text(article, Upos::det) == "Definite=Def|PronType=Art");
  Features demonstrative;
  demonstrative.pron_type = PronType::demonstrative;
  CHECK(features_text(demonstrative, Upos::det) == "PronType=Dem");
}

TEST_CASE("reading undoes writing") {
  for (const std::string_view text :
       {"Case=Gen|Gender=Neut|Number=Plur",
        "Case=Dat|Number=Plur|Person=1|Poss=Yes|PronType=Prs|Reflex=Yes",
        "Case=Acc|Degree=Cmp|Gender=Fem|Number=Sing",
        "Mood=Ind|Number=Plur|Person=2|Tense=Past|VerbForm=Fin",
        "PronType=Rcp",
        "_"}) {
    CHECK(features_text(features_from(text), Upos::x) == text);
  }
}

TEST_CASE("unknown names and values are left out, of several values the first counts") {
  CHECK(features_text(features_from("Aspect=Perf|Case=Loc|Gender=Masc,Neut|Number[psor]=Sing"),
                      Upos::x) == "Gender=Masc");
  CHECK(features_from("|||=|Case|Case=") == Features{});
}

}  // namespace
}  // namespace carkeys
