// SPDX-License-Identifier: Apache-2.0
// Parts of compounds: with a hyphen in any language, solid where the language has link endings.
#include <algorithm>

#include "base/utf8.h"
#include "coding/actors/lexis.h"

namespace carkeys::coding::actors {
namespace {

constexpr std::size_t shortest_first = 3;     // bytes of the first part of a solid compound
constexpr std::size_t shortest_last = 4;      // bytes of its last part
constexpr std::size_t shortest_solitary = 5;  // of a first part whose last part tells nothing
constexpr std::size_t longest_word = 60;

bool is_boundary(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

}  // namespace

std::uint32_t Lexis::one_word(std::string_view text) const {
  for (const Name& name : facts_.names(text)) {
    const Fact& fact = facts_.fact(name.fact);
    if (name.rest.empty() && day_ >= fact.from && day_ <= fact.to) {
      return name.fact;
    }
  }
  return no_fact;
}

std::uint32_t Lexis::first_part(std::string_view text) const {
  auto found = one_word(text);
  for (const auto* endings : {&facts_.link_endings, &facts_.word_endings}) {
    for (const auto& [ending, replacement] : *endings) {
      if (found != no_fact) {
        return found;
      }
      if (replacement.empty() && text.size() > ending.size() + 2 && text.ends_with(ending)) {
        found = one_word(text.substr(0, text.size() - ending.size()));
      }
    }
  }
  return found;
}

std::uint32_t Lexis::last_part(std::string_view text, bool after_hyphen) const {
  const auto fits = [&](std::uint32_t index) {
    const Fact* found = fact(index);
    return found != nullptr && found->kind == FactKind::agent &&
           (after_hyphen || found->compound) && found->agent != AgentKind::prefix;
  };
  if (const auto found = one_word(text); fits(found)) {
    return found;
  }
  std::string base;
  for (const auto* endings : {&facts_.word_endings, &facts_.feminine_endings}) {
    for (const auto& [ending, replacement] : *endings) {
      const bool plain = replacement.empty() || endings == &facts_.feminine_endings;
      if (!plain || text.size() <= ending.size() + 2 || !text.ends_with(ending)) {
        continue;
      }
      base.assign(text.substr(0, text.size() - ending.size()));
      base += replacement;
      if (const auto found = one_word(base); fits(found)) {
        return found;
      }
    }
  }
  return no_fact;
}

void Lexis::split_compound(TokenIndex token) {
  const Token& here = document_.tokens[token];
  const bool nominal = here.upos == Upos::noun || here.upos == Upos::propn ||
                       here.upos == Upos::adj || here.upos == Upos::x;
  const std::string_view form = document_.form(token);
  if (!nominal || form.size() < shortest_first + 2 || form.size() > longest_word) {
    return;
  }
  words_[token].begin = token;
  words_[token].end = token + 1;
  if (split_at_hyphen(token, form) || facts_.link_endings.empty() || here.upos == Upos::adj) {
    return;
  }
  const std::string_view lemma = document_.lemma(token);
  if (!(lemma.size() > 3 && utf8::starts_upper(lemma) && split_solid(token, lemma)) &&
      !split_solid(token, form)) {
    find_first_part(token, form);
  }
}

bool Lexis::split_at_hyphen(TokenIndex token, std::string_view text) {
  const std::size_t hyphen = text.rfind('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 == text.size()) {
    return false;
  }
  std::string_view first = text.substr(0, hyphen);
  const std::string_view last = text.substr(hyphen + 1);
  Word& word = words_[token];
  const std::size_t inner = first.find('-');
  if (facts_.is(WordClass::former, first.substr(0, inner))) {
    word.former = true;
    first = inner == std::string_view::npos ? std::string_view{} : first.substr(inner + 1);
  }
  if (!first.empty()) {
    word.first = first_part(first);
    const std::size_t before = first.rfind('-');
    if (word.first == no_fact && before != std::string_view::npos) {
      word.first = first_part(first.substr(0, before));
    }
  }
  word.fact = last_part(last, true);
  if (word.fact == no_fact) {
    split_modifier(token, last);
  }
  return true;
}

// The last part is no agent: "russisch-ukrainisch", "US-led", "US-Drohnenangriff".
void Lexis::split_modifier(TokenIndex token, std::string_view last) {
  Word& word = words_[token];
  const auto adjective = first_part(last);
  const Fact* whose = fact(adjective);
  if (whose != nullptr && whose->kind == FactKind::adjective) {
    word.fact = adjective;
    word.adjective = true;
    return;
  }
  if (document_.tokens[token].upos != Upos::adj) {
    if (!facts_.link_endings.empty()) {
      split_solid(token, last);
    }
    return;
  }
  word.adjective = true;
  const auto leads = [&](const Ending& change) {
    return change.base.empty() && last.ends_with(change.ending) &&
           facts_.is(WordClass::led, last.substr(0, last.size() - change.ending.size()));
  };
  if (!facts_.is(WordClass::led, last) && !std::ranges::any_of(facts_.word_endings, leads)) {
    word.first = no_fact;
  }
}

bool Lexis::split_solid(TokenIndex token, std::string_view text) {
  Word& word = words_[token];
  for (std::size_t at = shortest_first; at + shortest_last <= text.size(); ++at) {
    if (!is_boundary(text, at) || text[at] == '-') {
      continue;
    }
    const auto last = last_part(utf8::capitalised(text.substr(at)), false);
    if (last == no_fact) {
      continue;
    }
    word.fact = last;
    if (word.first == no_fact) {
      word.first = first_part(text.substr(0, at));
    }
    return true;
  }
  return false;
}

void Lexis::find_first_part(TokenIndex token, std::string_view text) {
  for (std::size_t at = text.size() - 3; at >= shortest_solitary; --at) {
    if (!is_boundary(text, at)) {
      continue;
    }
    if (const auto found = first_part(text.substr(0, at)); found != no_fact) {
      const Fact& first = facts_.fact(found);
      // People in general ("Menschlichkeit") tell nothing.
      if (first.kind != FactKind::person && first.agent != AgentKind::member &&
          (first.kind != FactKind::agent || first.sector != "CVL")) {
        words_[token].first = found;
      }
      return;
    }
  }
}

}  // namespace carkeys::coding::actors
