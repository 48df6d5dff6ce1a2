// SPDX-License-Identifier: Apache-2.0
// Word features, lemma scripts and label numbers.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <utility>

#include <doctest/doctest.h>

#include "analysis/tags/labels.h"
#include "analysis/tags/lemma_script.h"
#include "analysis/tags/word_features.h"

namespace carkeys::analysis {
namespace {

TEST_CASE("a derived script turns the form into the lemma") {
  const std::vector<std::pair<std::string, std::string>> pairs = {{"Verträge", "Vertrag"},
                                                                  {"ging", "gehen"},
                                                                  {"auszuführen", "ausführen"},
                                                                  {"Ist", "sein"},
                                                                  {"USA", "USA"},
                                                                  {"MINISTER", "Minister"},
                                                                  {"größere", "groß"},
                                                                  {"'s", "be"},
                                                                  {"…", "…"}};
  for (const auto& [form, lemma] : pairs) {
    const auto script = LemmaScript::parse(LemmaScript::derive(form, lemma));
    REQUIRE(script);
    std::string found;
    CHECK(script->apply(form, found));
    CHECK(found == lemma);
  }
}

TEST_CASE("verbs with different particles share a script") {
  const auto script = LemmaScript::derive("zugesagt", "zusagen");
  CHECK(script == LemmaScript::derive("angeklagt", "anklagen"));
  CHECK(LemmaScript::derive("auszuweisen", "ausweisen") ==
        LemmaScript::derive("vorzuwerfen", "vorwerfen"));
  const auto parsed = LemmaScript::parse(script);
  REQUIRE(parsed);
  std::string lemma;
  CHECK(parsed->apply("Abgesetzt", lemma));
  CHECK(lemma == "absetzen");
  CHECK_FALSE(parsed->apply("abg", lemma));
}

TEST_CASE("a script that cuts more than there is does not apply") {
  const auto script = LemmaScript::parse("l;0;;5;en");
  REQUIRE(script);
  std::string lemma;
  CHECK_FALSE(script->apply("ab", lemma));
  CHECK_FALSE(script->apply("", lemma));
  for (const auto* text : {"", "x;0;;0;", "l;0;;", "l;a;;0;", "l;0;;-1;"}) {
    CHECK_FALSE(LemmaScript::parse(text));
  }
}

TEST_CASE("features of any form stay within their tables") {
  const FeatureSpace space{1000, 2000};
  WordFeatures features;
  for (const std::string& form : {std::string("Außenminister"),
                                  std::string("x"),
                                  std::string(),
                                  std::string("\0\xFF", 2),
                                  std::string(100000, 'a')}) {
    word_features(form, space, features);
    CHECK_FALSE(features.affixes.empty());
    CHECK_FALSE(features.ngrams.empty());
    for (const auto row : features.affixes) {
      CHECK(row < space.affix_rows);
    }
    for (const auto row : features.ngrams) {
      CHECK(row < space.ngram_rows);
    }
  }
}

TEST_CASE("case and digits do not change the word, only its shape") {
  const FeatureSpace space{1000, 2000};
  WordFeatures upper;
  WordFeatures lower;
  word_features("Im2004", space, upper);
  word_features("im1999", space, lower);
  CHECK(upper.word == lower.word);
  CHECK(upper.affixes != lower.affixes);
}

TEST_CASE("feature values and name classes go there and back") {
  for (std::size_t group = 0; group < feature_groups; ++group) {
    for (std::uint8_t value = 0; value < feature_classes[group]; ++value) {
      Features features;
      set_feature(features, static_cast<FeatureGroup>(group), value);
      CHECK(feature_value(features, static_cast<FeatureGroup>(group)) == value);
    }
  }
  for (std::uint8_t number = 0; number < name_classes; ++number) {
    CHECK(name_class(name_kind(number), name_begins(number)) == number);
  }
}

}  // namespace
}  // namespace carkeys::analysis
