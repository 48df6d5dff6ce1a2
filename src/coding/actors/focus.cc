// SPDX-License-Identifier: Apache-2.0
#include "coding/actors/focus.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace carkeys::coding::actors {
namespace {

constexpr double opening_weight = 2.5;  // of the first sentences and headlines
constexpr SentenceIndex opening_sentences = 2;
constexpr double place_weight = 0.5;      // a place where something is, more than its mere name
constexpr SentenceIndex scene_reach = 3;  // sentences that a place holds for
constexpr std::string_view title_breaks = " \t\n,:;.!?()\"";
constexpr double clear_lead = 1.1;  // times the second country

// The country with the most weight; empty where it does not lead clearly.
std::string_view leader(const std::unordered_map<std::string_view, double>& weights) {
  std::string_view found;
  double first = 0;
  double second = 0;
  for (const auto& [code, weight] : weights) {
    if (weight > first || (weight == first && code < found)) {
      second = first;
      first = weight;
      found = code;
    } else if (weight > second) {
      second = weight;
    }
  }
  return first < second * clear_lead ? std::string_view{} : found;
}

}  // namespace

bool is_national(std::string_view code) {
  return !code.empty() && code != "EUR" && code != "UNO" && code != "IGO" && code != "NGO" &&
         code != "MNC" && code != "IMG" && code != "ISM";
}

Focus::Focus(const Facts& facts,
             const Document& document,
             const Lexis& lexis,
             std::string_view title,
             Day day)
    : facts_(facts),
      document_(document),
      places_(document.sentences.size()),
      scenes_(document.sentences.size()) {
  read_title(title, day);
  SentenceIndex latest = 0;
  for (SentenceIndex sentence = 0; sentence < document.sentences.size(); ++sentence) {
    read_sentence(sentence, lexis, day);
    latest = places_[sentence].empty() ? latest : sentence;
    if (sentence - latest <= scene_reach) {
      scenes_[sentence] = places_[latest];
    }
  }
  country_ = leader(weights_);
  home_ = leader(actor_weights_);
}

// The fact that the first words name, bare or with an ending; null: none of that day.
const Fact* Focus::fact_in_title(std::span<const std::string_view> words, Day day) const {
  const auto named = [&](std::string_view first) -> const Fact* {
    for (const Name& name : facts_.names(first)) {
      const Fact& fact = facts_.fact(name.fact);
      const bool fits = name.rest.size() < words.size() && day >= fact.from && day <= fact.to &&
                        std::equal(name.rest.begin(), name.rest.end(), words.begin() + 1);
      if (fits) {
        return &fact;
      }
    }
    return nullptr;
  };
  const std::string_view first = words.front();
  if (const Fact* found = named(first); found != nullptr) {
    return found;
  }
  const std::string lowered = utf8::to_lower(first);
  const std::string_view lower = lowered;
  for (const Ending& change : facts_.word_endings) {
    const bool bare = change.base.empty() && first.size() > change.ending.size() + 2;
    if (!bare || !first.ends_with(change.ending)) {
      continue;
    }
    const std::size_t size = first.size() - change.ending.size();
    for (const std::string_view text : {first.substr(0, size), lower.substr(0, size)}) {
      if (const Fact* found = named(text); found != nullptr) {
        return found;
      }
    }
  }
  return nullptr;
}

void Focus::read_title(std::string_view title, Day day) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < title.size()) {
    const std::size_t end = std::min(title.find_first_of(title_breaks, at), title.size());
    if (end > at) {
      words.push_back(title.substr(at, end - at));
    }
    at = end + 1;
  }
  for (std::size_t word = 0; word < words.size(); ++word) {
    const auto rest = std::span<const std::string_view>(words).subspan(word);
    const Fact* fact = fact_in_title(rest, day);
    // "Rashid", "Paris": a town, or a name, unless it stands as a heading ("Mannheim: ...").
    const auto after =
        static_cast<std::size_t>(words[word].data() - title.data()) + words[word].size();
    const bool heading =
        title.substr(after).starts_with(':') || title.substr(after).starts_with(" (");
    const bool town =
        fact != nullptr && (fact->kind == FactKind::city || fact->kind == FactKind::place);
    if (!town || heading) {
      add(fact, day, opening_weight);
    }
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
  // A preposition before the name, or before the noun that it stands beside ("in der
  // Sonderverwaltungszone Hongkong").
  for (TokenIndex before = 1; before <= token; ++before) {
    const TokenIndex at = token - before;
    const Upos upos = document_.tokens[at].upos;
    if (upos == Upos::adp) {
      return lexis.is(WordClass::in, at);
    }
    const bool noun = before == 1 && upos == Upos::noun;
    if (upos != Upos::det && upos != Upos::adj && !noun) {
      return false;
    }
  }
  return false;
}

void Focus::read_sentence(SentenceIndex sentence, const Lexis& lexis, Day day) {
  const Sentence& here = document_.sentences[sentence];
  const bool opening = sentence < opening_sentences || here.part != Article::PartKind::body;
  const double weight = opening ? opening_weight : 1;
  bool by_adjective = false;  // the place so far
  for (TokenIndex token = here.begin; token < here.end; ++token) {
    const Word& word = lexis.word(token);
    const Fact* fact = lexis.fact(word.fact);
    if (fact != nullptr && fact->kind == FactKind::person) {
      people_.insert(fact->row);
    }
    const bool placed = fact != nullptr && is_locative(word.begin, lexis);
    const std::string_view whose = add(fact, day, weight + (placed ? place_weight : 0));
    // "In der chinesischen Stadt Hongkong": the name says more than the adjective.
    const bool name = placed && !word.adjective;
    if (placed && (places_[sentence].empty() || (name && by_adjective))) {
      places_[sentence] = whose;
      by_adjective = !name;
    }
    const std::string_view part = add(lexis.fact(word.first), day, weight);
    if (!whose.empty() && !placed && fact->kind != FactKind::city &&
        fact->kind != FactKind::place) {
      actor_weights_[whose] += weight;
    }
    if (!part.empty()) {
      actor_weights_[part] += weight;
    }
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
