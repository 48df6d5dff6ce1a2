// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "resources/word_sequence.h"

#include <string>

#include <doctest/doctest.h>

using carkeys::Document;
using carkeys::Token;
using carkeys::resources::holds_sequence;
using carkeys::resources::parse_word_sequence;

namespace {

const std::unordered_map<std::string, std::unordered_set<std::string>> classes = {
    {"money", {"gold", "swiss_francs"}}};

// Words that are their own lemmas, in one sentence.
Document words(const std::vector<std::string>& forms) {
  Document document;
  for (const std::string& form : forms) {
    Token token;
    token.range.begin = static_cast<std::uint32_t>(document.text.size());
    document.text += form;
    token.range.end = static_cast<std::uint32_t>(document.text.size());
    document.text += ' ';
    token.lemma = document.strings.intern(form);
    document.tokens.push_back(token);
  }
  carkeys::Sentence sentence;
  sentence.end = static_cast<carkeys::TokenIndex>(forms.size());
  document.sentences.push_back(sentence);
  return document;
}

bool holds(const std::string& pattern, const Document& document, carkeys::TokenIndex head) {
  const auto sequence = parse_word_sequence(pattern);
  REQUIRE(sequence.has_value());
  return holds_sequence(*sequence, document, head, classes);
}

}  // namespace

TEST_CASE("words stand in order, neighbours side by side") {
  const Document document = words({"Oslo", "will", "give", "ten", "Swiss", "francs", "to", "Bern"});
  CHECK(holds("will~*", document, 2));
  CHECK(holds("will_*", document, 2));
  CHECK(holds("*~@money~bern", document, 2));
  CHECK(holds("*~@money_to", document, 2));
  CHECK(holds("*give", document, 2));
  CHECK_FALSE(holds("*gave", document, 2));
  CHECK_FALSE(holds("*_@money", document, 2));
  CHECK_FALSE(holds("*~will", document, 2));
  CHECK_FALSE(holds("will~*", document, 1));
}

TEST_CASE("a sequence without its predicate is refused") {
  CHECK_FALSE(parse_word_sequence("said~now"));
  CHECK_FALSE(parse_word_sequence("*~said~*"));
}
