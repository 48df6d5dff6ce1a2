// SPDX-License-Identifier: Apache-2.0
#include "coding/actors/focus.h"

namespace carkeys::coding::actors {
namespace {

constexpr double opening_weight = 2.5;  // of the first sentences and headlines
constexpr SentenceIndex opening_sentences = 2;
constexpr double place_weight = 0.5;  // a place where something is, more than its mere name
constexpr double clear_lead = 1.2;    // times the second country

}  // namespace

bool is_national(std::string_view code) {
  return !code.empty() && code != "EUR" && code != "UNO" && code != "IGO" && code != "NGO" &&
         code != "MNC" && code != "IMG" && code != "ISM";
}

Focus::Focus(const Facts& facts, const Document& document, const Lexis& lexis, Day day)
    : facts_(facts), document_(document), places_(document.sentences.size()) {
  for (SentenceIndex sentence = 0; sentence < document.sentences.size(); ++sentence) {
    read_sentence(sentence, lexis, day);
  }
  double first = 0;
  double second = 0;
  for (const auto& [code, weight] : weights_) {
    if (weight > first || (weight == first && code < country_)) {
      second = first;
      first = weight;
      country_ = code;
    } else if (weight > second) {
      second = weight;
    }
  }
  if (first < second * clear_lead) {
    country_ = {};
  }
}

std::string_view Focus::code_of(const Fact& fact, Day day) const {
  if (fact.kind == FactKind::person) {
    std::string_view code;
    for (const Spell& spell : facts_.person(fact.row).spells) {
      code = code.empty() || (day >= spell.from && day <= spell.to) ? spell.code : code;
    }
    return code;
  }
  if (fact.kind == FactKind::agent) {
    return fact.countries.size() == 1 ? std::string_view(fact.countries.front())
                                      : std::string_view{};
  }
  return fact.code;
}

bool Focus::is_locative(TokenIndex token, const Lexis& lexis) const {
  // A preposition right before the name, or before its article.
  for (TokenIndex before = 1; before <= 2 && before <= token; ++before) {
    const Upos upos = document_.tokens[token - before].upos;
    if (upos == Upos::adp) {
      return lexis.is(WordClass::in, token - before);
    }
    if (upos != Upos::det && upos != Upos::adj) {
      return false;
    }
  }
  return false;
}

void Focus::read_sentence(SentenceIndex sentence, const Lexis& lexis, Day day) {
  const Sentence& here = document_.sentences[sentence];
  const bool opening = sentence < opening_sentences || here.part != Article::PartKind::body;
  const double weight = opening ? opening_weight : 1;
  for (TokenIndex token = here.begin; token < here.end; ++token) {
    const Word& word = lexis.word(token);
    const Fact* fact = lexis.fact(word.fact);
    if (fact != nullptr && fact->kind == FactKind::person) {
      people_.insert(fact->row);
    }
    const bool placed = fact != nullptr && is_locative(word.begin, lexis);
    const std::string_view whose = add(fact, day, weight + (placed ? place_weight : 0));
    if (placed && places_[sentence].empty()) {
      places_[sentence] = whose;
    }
    add(lexis.fact(word.first), day, weight);
  }
}

// Counts a fact for its country, which it returns; empty where it has none.
std::string_view Focus::add(const Fact* fact, Day day, double weight) {
  if (fact == nullptr || fact->sector == "JRN") {
    return {};
  }
  const std::string_view code = code_of(*fact, day);
  if (!is_national(code)) {
    return {};
  }
  weights_[code] += weight;
  return code;
}

}  // namespace carkeys::coding::actors
