// SPDX-License-Identifier: Apache-2.0
// Names of people: those that the tables know, with the office held on the day of the article, and
// others, who are what a title or an earlier mention says they are.
#include <algorithm>

#include "base/utf8.h"
#include "coding/actors/attributes.h"

namespace carkeys::coding::actors {
namespace {

bool is_flat(Deprel relation) {
  return relation == Deprel::flat || relation == Deprel::flat_name ||
         relation == Deprel::flat_foreign;
}

bool may_be_title(Deprel relation) {
  return relation == Deprel::nmod_desc || relation == Deprel::appos ||
         relation == Deprel::compound || relation == Deprel::flat || relation == Deprel::amod ||
         relation == Deprel::nmod;
}

// The last word of a name, which may stand for all of it.
std::string_view last_word(std::string_view name) {
  const auto space = name.find_last_of(" \n\t");
  return space == std::string_view::npos ? name : name.substr(space + 1);
}

}  // namespace

Referent Interpreter::held_office(std::uint32_t person) const {
  const PersonFact& known = facts_.person(person);
  Referent referent;
  referent.kind = ReferentKind::person;
  referent.person = person;
  referent.person_like = true;
  referent.gender = known.gender;
  const Spell* held = nullptr;
  const Spell* role = nullptr;
  const Spell* past = nullptr;
  const Day day = day_.value_or(last_day - 1);
  for (const Spell& spell : known.spells) {
    if (day >= spell.from && day <= spell.to) {
      (spell.office.empty() ? role : held) = &spell;
    } else if (past == nullptr || spell.to > past->to) {
      past = &spell;
    }
  }
  const Spell* found = held != nullptr ? held : role != nullptr ? role : past;
  if (found == nullptr) {
    return referent;
  }
  referent.code = found->code;
  referent.explicit_code = true;
  referent.former = found == past && day > found->to;
  // Without a date nobody can be called a former official.
  const bool undated_past = found == past && !day_;
  referent.sector = referent.former && !undated_past && !found->office.empty()
                        ? std::string_view("ELI")
                        : std::string_view(found->sector);
  return referent;
}

Referents Interpreter::known_person(TokenIndex token, std::uint32_t person, TextRange name) {
  Referent referent = held_office(person);
  referent.name = name;
  // A title in the text knows better which office is meant.
  Referents title = titled(token);
  if (!title.empty() && (title.front().explicit_code || title.front().former)) {
    Referent& told = title.front();
    const auto& spells = facts_.person(person).spells;
    const bool same =
        std::ranges::any_of(spells, [&](const Spell& spell) { return spell.code == told.code; });
    if (same || told.code.empty()) {
      referent.sector = told.sector.empty() ? referent.sector : told.sector;
      referent.code = told.code.empty() ? referent.code : told.code;
      referent.former = told.former;
    }
  }
  return {referent};
}

bool Interpreter::is_personal_name(TokenIndex token) const {
  const Token& here = document_.tokens[token];
  if (here.upos != Upos::propn && here.name != NameKind::person) {
    return false;
  }
  return lexis_.word(token).fact == no_fact && !lexis_.word(token).inside &&
         utf8::starts_upper(document_.form(token));
}

TextRange Interpreter::name_range(TokenIndex token) const {
  const Sentence& sentence = document_.sentences[document_.sentence_of(token)];
  TokenIndex end = token + 1;
  while (end < sentence.end && is_flat(document_.tokens[end].relation) &&
         document_.tokens[end].head >= token && document_.tokens[end].head < end) {
    ++end;
  }
  return cover(document_.tokens[token].range, document_.tokens[end - 1].range);
}

void Interpreter::register_name(TextRange name, const Referent& referent) {
  const std::string_view text = name.in(document_.text);
  for (const std::string_view part : {text, last_word(text)}) {
    const auto [known, fresh] = by_name_.try_emplace(part, referent);
    // What was told of a full name is not unsaid by a title before the last name.
    const bool told = known->second.explicit_code && !known->second.code.empty();
    if (!fresh && (!told || (referent.explicit_code && last_word(text) != text))) {
      known->second = referent;
    }
  }
}

// A name that was taken for one of the article's country gets the one that a later mention tells.
void Interpreter::mend_names() {
  for (Referents& referents : referents_) {
    for (Referent& referent : referents) {
      if (referent.explicit_code || referent.name.empty() || referent.person != no_person) {
        continue;
      }
      const auto known = by_name_.find(referent.name.in(document_.text));
      if (known != by_name_.end() && known->second.explicit_code && !known->second.code.empty()) {
        referent.code = known->second.code;
        referent.sector = known->second.sector;
      }
    }
  }
}

// What title words beside a name say: "President X", "X, Sprecher der Polizei", "Präsident X" where
// the title heads the name.
Referents Interpreter::titled(TokenIndex token) {
  const Token& here = document_.tokens[token];
  const bool below = here.relation == Deprel::appos || is_flat(here.relation);
  if (below && !document_.is_root(token)) {
    const Fact* head = lexis_.fact(lexis_.word(here.head).fact);
    if ((head != nullptr && head->kind == FactKind::agent) ||
        (head == nullptr && document_.tokens[here.head].upos == Upos::propn)) {
      return denote(here.head);
    }
  }
  for (const TokenIndex child : tree_.children(token)) {
    const Fact* fact = lexis_.fact(lexis_.word(child).fact);
    if (fact == nullptr || fact->kind != FactKind::agent ||
        !may_be_title(document_.tokens[child].relation)) {
      continue;
    }
    if (Referents found = title_of(token, child); !found.empty()) {
      return found;
    }
  }
  return titled_before(token);
}

// The title right before a name that the tree hangs elsewhere: "des Fraktionsmitglieds Karl Meier",
// "The ambassador to Libya, Ann Miller, said".
Referents Interpreter::titled_before(TokenIndex token) {
  const Sentence& sentence = document_.sentences[document_.sentence_of(token)];
  TokenIndex begin = token;
  while (begin > sentence.begin && is_personal_name(begin - 1)) {
    --begin;
  }
  if (begin == sentence.begin) {
    return {};
  }
  const auto is_title = [&](TokenIndex at) {
    const Fact* fact = lexis_.fact(lexis_.word(at).fact);
    return fact != nullptr && fact->kind == FactKind::agent && fact->agent != AgentKind::body &&
           fact->agent != AgentKind::collective && fact->agent != AgentKind::country &&
           document_.tokens[at].features.number != Number::plural;
  };
  if (is_title(begin - 1)) {
    return title_of(token, begin - 1);
  }
  const Token& here = document_.tokens[token];
  if (document_.form(begin - 1) != "," || here.relation != Deprel::nsubj) {
    return {};
  }
  for (const TokenIndex sibling : tree_.children(here.head)) {
    if (sibling < begin && document_.tokens[sibling].relation == Deprel::nsubj &&
        is_title(sibling)) {
      return title_of(token, sibling);
    }
  }
  return {};
}

Referents Interpreter::title_of(TokenIndex name, TokenIndex title) {
  Referents found = denote(title);
  if (found.empty()) {
    return found;
  }
  // "Russian President Vladimir Putin" with the adjective on the name.
  Referent& told = found.front();
  const Attributes around = attributes_of(name, lexis_.word(name));
  if (!told.explicit_code && !around.adjectives.empty()) {
    told.code = around.adjectives.front().code;
    told.explicit_code = true;
  }
  if (around.former && lexis_.fact(lexis_.word(title).fact)->agent != AgentKind::group) {
    told.former = true;
    told.sector = "ELI";
  }
  return found;
}

// "X von der Organisation Y", "X (CSU)", "the Russian X".
Referents Interpreter::described(TokenIndex token) {
  Attributes around = attributes_of(token, lexis_.word(token));
  for (const Referents* sources :
       {&around.appositions, &around.owners, &around.bodies, &around.adjectives}) {
    if (sources->empty()) {
      continue;
    }
    Referent referent = sources->front();
    if (referent.kind == ReferentKind::country || referent.kind == ReferentKind::place) {
      referent.sector = "CVL";
      referent.person_like = false;
    }
    return {referent};
  }
  return {};
}

std::uint32_t Interpreter::person_by_short_name(TokenIndex token) const {
  const std::string_view form = document_.form(token);
  auto candidates = facts_.people_by_short_name(form);
  for (const Ending& change : facts_.word_endings) {
    if (candidates.empty() && change.base.empty() && form.size() > change.ending.size() + 2 &&
        form.ends_with(change.ending)) {
      candidates = facts_.people_by_short_name(form.substr(0, form.size() - change.ending.size()));
    }
  }
  std::uint32_t found = no_person;
  int score = 0;
  for (const std::uint32_t person : candidates) {
    const Referent office = held_office(person);
    const bool in_office = !office.former && office.sector != "ELI" && day_.has_value();
    const bool in_country = focus_.speaks_of(office.code);
    const int fits =
        (focus_.names_person(person) ? 4 : 0) + (in_office ? 2 : 0) + (in_country ? 2 : 0);
    if (fits > score && fits >= 2) {
      found = person;
      score = fits;
    } else if (fits == score) {
      found = no_person;
    }
  }
  return found;
}

// Whom an earlier mention, or the tables, know by this name.
Referents Interpreter::named_before(TokenIndex token, TextRange name) {
  const std::string_view text = name.in(document_.text);
  auto known = by_name_.find(text);
  for (const Ending& change : facts_.word_endings) {
    if (known == by_name_.end() && change.base.empty() && text.ends_with(change.ending) &&
        text.size() > change.ending.size() + 2) {
      known = by_name_.find(text.substr(0, text.size() - change.ending.size()));
    }
  }
  const bool several_words = last_word(text) != text;
  if (known == by_name_.end() && several_words) {
    known = by_name_.find(last_word(text));
  }
  if (known != by_name_.end()) {
    Referents found{known->second};
    found.front().range = {};
    return found;
  }
  const std::uint32_t person = several_words || is_flat(document_.tokens[token].relation)
                                   ? no_person
                                   : person_by_short_name(token);
  return person == no_person ? Referents{} : known_person(token, person, name);
}

// "Scholz, Polish prime minister discuss ...": a title beside a name that the tables know better.
bool Interpreter::contradicts(TokenIndex token, const Referent& title) const {
  const std::uint32_t person = person_by_short_name(token);
  if (person == no_person || !title.explicit_code || title.code.empty()) {
    return false;
  }
  const auto& spells = facts_.person(person).spells;
  return std::ranges::none_of(spells, [&](const Spell& spell) { return spell.code == title.code; });
}

Referents Interpreter::unknown_name(TokenIndex token) {
  const Token& here = document_.tokens[token];
  const bool body = here.name == NameKind::organisation || here.name == NameKind::miscellaneous ||
                    here.name == NameKind::location;
  const TextRange name = name_range(token);
  Referents found;
  if (lexis_.word(token).first != no_fact) {
    return {};  // "Ukrainekrieg", "Berlin-Tiergarten": a compound, nobody's name
  }
  if (is_flat(here.relation)) {
    return named_before(token, name);
  }
  found = titled(token);
  if (!found.empty() && contradicts(token, found.front())) {
    return named_before(token, name);
  }
  if (found.empty()) {
    found = named_before(token, name);
    if (!found.empty()) {
      return found;
    }
    // The country or body in its name, or told beside it.
    found = here.name == NameKind::location ? Referents{} : described(token);
  }
  if (found.empty() && here.name == NameKind::person) {
    Referent somebody;
    somebody.code = context_code({}, "CVL", token, true);
    somebody.sector = "CVL";
    somebody.person_like = true;
    found.push_back(somebody);
  }
  if (found.empty()) {
    return {};
  }
  found.resize(1);
  Referent& referent = found.front();
  referent.range = {};
  if (body && !referent.person_like) {
    referent.name = name;
    referent.kind = ReferentKind::organisation;
    referent.sector = referent.sector == "CVL" ? std::string_view("UNK") : referent.sector;
    return found;
  }
  referent.kind = ReferentKind::person;
  referent.person_like = true;
  referent.name = name;
  return found;
}

}  // namespace carkeys::coding::actors
