// SPDX-License-Identifier: Apache-2.0
#include "coding/actors/lexis.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/utf8.h"

namespace carkeys::coding::actors {
namespace {

bool same_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  };
  return a.size() == b.size() && std::ranges::equal(a, b, {}, lower, lower);
}

// The word with its first letter in lower case; empty where it is so already.
std::string lowered(std::string_view text) {
  if (!utf8::starts_upper(text)) {
    return {};
  }
  const auto size = utf8::step(text, 0).size;
  return utf8::to_lower(text.substr(0, size)) + std::string(text.substr(size));
}

bool is_shouted(std::string_view text) {
  constexpr std::size_t shortest = 5;
  return text.size() >= shortest &&
         std::ranges::none_of(text, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

bool tells_whose(FactKind kind) {
  return kind == FactKind::seat || kind == FactKind::city || kind == FactKind::place ||
         kind == FactKind::country;
}

}  // namespace

Lexis::Lexis(const Facts& facts, const Document& document, Day day)
    : facts_(facts), document_(document), day_(day), words_(document.tokens.size()) {
  for (const Sentence& sentence : document.sentences) {
    scan(sentence.begin, sentence.end);
  }
  choose_towns();
}

// "Tripoli" is the one of the country that the article names.
void Lexis::choose_towns() {
  std::unordered_set<std::string_view> named;
  for (const Word& word : words_) {
    const Fact* found = fact(word.fact);
    if (found != nullptr &&
        (found->kind == FactKind::country || found->kind == FactKind::adjective ||
         found->kind == FactKind::demonym)) {
      named.insert(found->code);
    }
  }
  for (TokenIndex token = 0; token < words_.size(); ++token) {
    Word& word = words_[token];
    const Fact* found = fact(word.fact);
    const bool town = found != nullptr && word.end == word.begin + 1 && !word.adjective &&
                      (found->kind == FactKind::seat || found->kind == FactKind::city);
    if (!town || named.contains(found->code)) {
      continue;
    }
    for (const Name& name : facts_.names(document_.form(token))) {
      const Fact& other = facts_.fact(name.fact);
      if (name.rest.empty() && (other.kind == FactKind::seat || other.kind == FactKind::city) &&
          named.contains(other.code)) {
        word.fact = name.fact;
      }
    }
  }
}

bool Lexis::is(WordClass word_class, TokenIndex token) const {
  return facts_.is(word_class, document_.lemma(token)) ||
         facts_.is(word_class, utf8::to_lower(document_.form(token))) ||
         facts_.is(word_class, document_.form(token));
}

std::span<const Pronoun> Lexis::pronouns(TokenIndex token) const {
  const Upos upos = document_.tokens[token].upos;
  if (upos != Upos::pron && upos != Upos::det) {
    return {};
  }
  const std::string form = utf8::to_lower(document_.form(token));
  if (const auto found = facts_.pronouns(form); !found.empty()) {
    return found;
  }
  for (const auto& [ending, base] : facts_.word_endings) {
    if (!ending.empty() && base.empty() && form.size() > ending.size() && form.ends_with(ending)) {
      const auto stem = std::string_view(form).substr(0, form.size() - ending.size());
      if (const auto found = facts_.pronouns(stem); !found.empty()) {
        return found;
      }
    }
  }
  return facts_.pronouns(document_.lemma(token));
}

void Lexis::scan(TokenIndex begin, TokenIndex end) {
  TokenIndex token = begin;
  while (token < end) {
    const Found found = may_begin(token) ? name_at(token, end) : Found{};
    if (found.name == nullptr) {
      split_compound(token);
      ++token;
      continue;
    }
    set_match(token, found);
    token += 1 + static_cast<TokenIndex>(found.name->rest.size());
  }
}

bool Lexis::may_begin(TokenIndex token) const {
  switch (document_.tokens[token].upos) {
    case Upos::noun:
    case Upos::propn:
    case Upos::adj:
    case Upos::x:
    case Upos::num:
      return true;
    case Upos::verb:
    case Upos::det:
    case Upos::intj:
    case Upos::adv:
      return utf8::starts_upper(document_.form(token));
    default:
      return false;
  }
}

bool Lexis::same_word(TokenIndex token, std::string_view word) const {
  const std::string_view form = document_.form(token);
  if (same_ignoring_case(form, word) || document_.lemma(token) == word) {
    return true;
  }
  return std::ranges::any_of(facts_.word_endings, [&](const Ending& change) {
    if (form.size() <= change.ending.size() || !form.ends_with(change.ending)) {
      return false;
    }
    const auto stem = form.substr(0, form.size() - change.ending.size());
    return word.size() == stem.size() + change.base.size() && word.starts_with(stem) &&
           word.ends_with(change.base);
  });
}

bool Lexis::continues(const Name& name, TokenIndex token, TokenIndex end) const {
  if (token + name.rest.size() >= end) {
    return name.rest.empty();
  }
  TokenIndex at = token;
  return std::ranges::all_of(name.rest,
                             [&](const std::string& word) { return same_word(++at, word); });
}

int Lexis::fitness(const Name& name, TokenIndex token) const {
  const Fact& fact = facts_.fact(name.fact);
  const Token& here = document_.tokens[token + name.rest.size()];
  int score = day_ >= fact.from && day_ <= fact.to ? 4 : 0;
  const bool attribute = here.upos == Upos::adj || here.relation == Deprel::amod;
  const bool is_adjective = fact.kind == FactKind::adjective;
  score += attribute == is_adjective ? 2 : 0;
  // A place name is the last guess.
  return score + (fact.kind == FactKind::city || fact.kind == FactKind::place ? 0 : 1);
}

// Somebody or something called like a place: "Rashid Rehman", "Paris Hilton".
bool Lexis::is_namesake(const Name& name, TokenIndex token) const {
  const FactKind kind = facts_.fact(name.fact).kind;
  const Token& here = document_.tokens[token];
  if (!name.rest.empty() || !tells_whose(kind) || here.name == NameKind::location) {
    return false;
  }
  const auto is_flat = [](Deprel relation) {
    return relation == Deprel::flat || relation == Deprel::flat_name;
  };
  const bool goes_on = token + 1 < document_.tokens.size() &&
                       document_.tokens[token + 1].head == token &&
                       is_flat(document_.tokens[token + 1].relation) &&
                       document_.tokens[token + 1].upos == Upos::propn;
  const bool surname = is_flat(here.relation) && here.name == NameKind::person;
  return goes_on || surname;
}

const Name* Lexis::best(std::span<const Name> names, TokenIndex token, TokenIndex end) const {
  const Name* found = nullptr;
  int score = -1;
  for (const Name& name : names) {
    if (found != nullptr && name.rest.size() < found->rest.size()) {
      break;
    }
    if (facts_.fact(name.fact).agent == AgentKind::prefix || !continues(name, token, end) ||
        is_namesake(name, token)) {
      continue;
    }
    const int fits = fitness(name, token);
    if (fits > score) {
      found = &name;
      score = fits;
    }
  }
  return found;
}

Lexis::Found Lexis::find_form(std::string_view text, TokenIndex token, TokenIndex end) const {
  Found found;
  if (!text.empty()) {
    found.name = best(facts_.names(text), token, end);
  }
  return found;
}

Lexis::Found Lexis::find_inflected(std::string_view text, TokenIndex token, TokenIndex end) const {
  std::string base;
  const auto with = [&](const Ending& change) {
    if (text.size() <= change.ending.size() + 1 || !text.ends_with(change.ending)) {
      return Found{};
    }
    base.assign(text.substr(0, text.size() - change.ending.size()));
    base += change.base;
    return find_form(base, token, end);
  };
  for (const Ending& change : facts_.city_endings) {
    Found found = with(change);
    if (found.name != nullptr && found.name->rest.empty() &&
        tells_whose(facts_.fact(found.name->fact).kind)) {
      found.city_adjective = true;
      return found;
    }
  }
  for (const Ending& change : facts_.word_endings) {
    // "Weißen" is "Weißes" only in "Weißes Haus"; alone "Arbeiten" would be "Arbeiter".
    const Found found = with(change);
    if (found.name != nullptr && (change.base.empty() || !found.name->rest.empty())) {
      return found;
    }
  }
  for (const Ending& change : facts_.feminine_endings) {
    if (Found found = with(change); found.name != nullptr) {
      found.feminine = true;
      return found;
    }
  }
  return {};
}

Lexis::Found Lexis::name_at(TokenIndex token, TokenIndex end) const {
  const std::string_view form = document_.form(token);
  const std::string_view lemma = document_.lemma(token);
  const bool upper = utf8::starts_upper(form);
  std::string raised;
  if (upper && !lemma.empty() && !utf8::starts_upper(lemma)) {
    raised = utf8::capitalised(lemma);
  }
  Found found;
  for (const std::string_view text : {form, std::string_view(raised), lemma}) {
    if (found = find_form(text, token, end); found.name != nullptr) {
      break;
    }
  }
  // "Europäischen" is "europäisch", but first of all it may begin "Europäische Union".
  const bool may_go_on = upper && document_.tokens[token].upos == Upos::adj;
  if (found.name == nullptr || (found.name->rest.empty() && may_go_on)) {
    const Found inflected = find_inflected(form, token, end);
    if (found.name == nullptr || (inflected.name != nullptr && !inflected.name->rest.empty())) {
      found = inflected;
    }
  }
  return found.name != nullptr ? found : name_in_other_case(token, end);
}

// At the beginning of a sentence, or in a headline in capitals.
Lexis::Found Lexis::name_in_other_case(TokenIndex token, TokenIndex end) const {
  const std::string_view form = document_.form(token);
  if (const std::string lower = lowered(form); !lower.empty()) {
    if (const Found found = find_form(lower, token, end); found.name != nullptr) {
      return found;
    }
    if (const Found found = find_inflected(lower, token, end); found.name != nullptr) {
      return found;
    }
  }
  return is_shouted(form) ? find_form(utf8::capitalised(utf8::to_lower(form)), token, end)
                          : Found{};
}

TokenIndex Lexis::head_of(TokenIndex begin, TokenIndex end) const {
  for (TokenIndex token = begin; token < end; ++token) {
    const TokenIndex head = document_.tokens[token].head;
    if (head < begin || head >= end || head == token) {
      return token;
    }
  }
  return begin;
}

void Lexis::set_match(TokenIndex token, const Found& found) {
  const TokenIndex end = token + 1 + static_cast<TokenIndex>(found.name->rest.size());
  for (TokenIndex at = token; at < end; ++at) {
    words_[at].inside = true;
  }
  Word& word = words_[head_of(token, end)];
  word.inside = false;
  word.fact = found.name->fact;
  word.begin = token;
  word.end = end;
  word.feminine = found.feminine;
  word.adjective =
      found.city_adjective || facts_.fact(found.name->fact).kind == FactKind::adjective;
}

}  // namespace carkeys::coding::actors
