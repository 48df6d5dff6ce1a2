// SPDX-License-Identifier: Apache-2.0
#include "clauses/lemmas.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clauses/draft.h"
#include "resources/pattern.h"

namespace carkeys::clauses {
namespace {

constexpr std::size_t shortest_word = 4;  // bytes; shorter endings fit by chance

bool is_known(const Grammar::Words& nouns, const std::string& noun) {
  if (nouns.contains(noun)) {
    return true;
  }
  for (std::size_t from = 2; from + shortest_word <= noun.size(); ++from) {
    const auto tail = resources::noun_ending(noun, from);
    if (tail && nouns.contains(*tail)) {
      return true;
    }
  }
  return false;
}

// "Wahlgäng" -> "Wahlgang", "Häus" -> "Haus": the last vowel without its dots.
std::optional<std::string> without_umlaut(std::string stem) {
  struct Umlaut {
    std::string_view lower;
    std::string_view upper;
    char plain;
  };

  constexpr std::array<Umlaut, 3> umlauts = {{{"ä", "Ä", 'a'}, {"ö", "Ö", 'o'}, {"ü", "Ü", 'u'}}};
  std::size_t last = 0;
  char plain = 0;
  for (const Umlaut& umlaut : umlauts) {
    for (const std::string_view letter : {umlaut.lower, umlaut.upper}) {
      const auto at = stem.rfind(letter);
      if (at != std::string::npos && (plain == 0 || at > last)) {
        last = at;
        plain = letter == umlaut.upper ? static_cast<char>(umlaut.plain - 32) : umlaut.plain;
      }
    }
  }
  if (plain == 0) {
    return std::nullopt;
  }
  return stem.replace(last, 2, 1, plain);
}

bool ends_in_one_of(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view e) { return word.ends_with(e); });
}

// No noun has such a lemma, or a plural keeps what the singular has not.
bool is_doubtful(std::string_view form, std::string_view lemma) {
  constexpr std::size_t own_end = 2;  // bytes of a lemma that its form may lack
  const auto differ = std::ranges::mismatch(form, lemma);
  const auto shared = static_cast<std::size_t>(differ.in2 - lemma.begin());
  return form == lemma || shared + own_end < lemma.size() || without_umlaut(std::string(lemma)) ||
         lemma.ends_with("e");
}

// What `form` may be a form of, the likeliest first. `agent`: it ends in -er in the singular too
// ("Befürworter").
std::vector<std::string> singulars(std::string_view form, bool agent) {
  std::vector<std::string> found;
  for (const std::string_view ending : {"ern", "er", "e", "en", "n", "es", "s", "nen"}) {
    const bool own_ending = agent && ending.starts_with("er");
    if (own_ending || !form.ends_with(ending) || form.size() < ending.size() + shortest_word) {
      continue;
    }
    found.emplace_back(form.substr(0, form.size() - ending.size()));
    if (auto plain = without_umlaut(found.back())) {
      found.push_back(std::move(*plain));
    }
  }
  if (ends_in_one_of(form, {"en", "er", "el"})) {  // "Häfen"
    if (auto plain = without_umlaut(std::string(form))) {
      found.push_back(std::move(*plain));
    }
  }
  return found;
}

// The noun of the tables of which `form` is an inflected form.
std::optional<std::string> noun_of_form(const Grammar::Words& nouns,
                                        std::string_view form,
                                        bool agent) {
  const auto candidates = singulars(form, agent);
  for (const std::string& candidate : candidates) {
    if (nouns.contains(candidate)) {
      return candidate;
    }
  }
  for (const std::string& candidate : candidates) {
    if (is_known(nouns, candidate)) {
      return candidate;
    }
  }
  return std::nullopt;
}

bool is_inflected(const Token& token) {
  return token.features.number == Number::plural || token.features.case_ == Case::genitive ||
         token.features.case_ == Case::dative;
}

// "beworfen" by "geworfen", "umwarf" by "warf": a strong verb with another prefix.
std::optional<std::string> prefixed_verb(const Grammar& grammar, const std::string& form) {
  const auto prefixes = grammar.words.find("verb_prefix");
  if (prefixes == grammar.words.end()) {
    return std::nullopt;
  }
  for (const std::string& prefix : prefixes->second) {
    if (!form.starts_with(prefix)) {
      continue;
    }
    const std::string rest = form.substr(prefix.size());
    for (const std::string& base : {rest, "ge" + rest}) {
      const auto found = grammar.lemmas.find(base);
      if (found != grammar.lemmas.end() && grammar.verbs.contains(prefix + found->second)) {
        return prefix + found->second;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

void mend_lemmas(Document& document, const Grammar& grammar) {
  if (document.language != Language::german) {
    return;
  }
  for (TokenIndex index = 0; index < document.tokens.size(); ++index) {
    Token& token = document.tokens[index];
    const std::string lemma(document.strings.text(token.lemma));
    std::optional<std::string> better;
    const auto form = document.form(index);
    if (token.upos == Upos::noun && is_inflected(token) && is_doubtful(form, lemma) &&
        !is_known(grammar.nouns, lemma)) {
      const bool agent = lemma.ends_with("er") && token.features.gender != Gender::neuter;
      better = noun_of_form(grammar.nouns, form, agent);
    } else if (token.upos == Upos::verb && !grammar.verbs.contains(lemma)) {
      better = prefixed_verb(grammar, lower(form));
    }
    if (better && *better != lemma) {
      token.lemma = document.strings.intern(*better);
    }
  }
}

}  // namespace carkeys::clauses
