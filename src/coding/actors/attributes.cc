// SPDX-License-Identifier: Apache-2.0
#include "coding/actors/attributes.h"

namespace carkeys::coding::actors {
namespace {

bool is_flat(Deprel relation) {
  return relation == Deprel::flat || relation == Deprel::flat_name ||
         relation == Deprel::flat_foreign;
}

void append(Referents& to, const Referents& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

Interpreter::Attributes Interpreter::attributes_of(TokenIndex token, const Word& word) {
  Attributes found;
  add_first_part(token, word, found);
  for (const TokenIndex child : tree_.children(token)) {
    add_child(token, child, found);
  }
  return found;
}

Referents Interpreter::first_part(const Word& word, SentenceIndex sentence) {
  const Fact* first = lexis_.fact(word.first);
  if (first == nullptr) {
    return {};
  }
  Referent referent;
  referent.code = first->code;
  referent.sector = first->sector;
  referent.explicit_code = true;
  switch (first->kind) {
    case FactKind::person:
      referent = held_office(first->row);
      referent.explicit_code = true;
      return {referent};
    case FactKind::organisation:
      referent.kind = ReferentKind::organisation;
      return {referent};
    case FactKind::agent:
      break;
    default:
      referent.kind = ReferentKind::country;
      return {referent};
  }
  if (first->agent != AgentKind::body && first->agent != AgentKind::group &&
      first->agent != AgentKind::office &&
      !(first->agent == AgentKind::member && first->sector == "PTY")) {
    return {};
  }
  const auto place = focus_.place_of(sentence);
  referent.explicit_code = !first->countries.empty();
  referent.code = !first->countries.empty() ? std::string_view(first->countries.front())
                  : place.empty()           ? focus_.country()
                                            : place;
  referent.person_like = first->agent == AgentKind::group;
  return {referent};
}

void Interpreter::add_first_part(TokenIndex token, const Word& word, Attributes& found) {
  const Fact* first = lexis_.fact(word.first);
  if (first == nullptr) {
    return;
  }
  if (first->agent == AgentKind::prefix && first->kind == FactKind::agent) {
    found.countries = &first->countries;
    return;
  }
  for (const Referent& referent : first_part(word, document_.sentence_of(token))) {
    const bool whose = referent.kind == ReferentKind::country;
    (whose ? found.adjectives : found.bodies).push_back(referent);
  }
}

void Interpreter::add_child(TokenIndex head, TokenIndex child, Attributes& found) {
  const Token& here = document_.tokens[child];
  const bool before = child < head;
  switch (here.relation) {
    case Deprel::amod:
    case Deprel::compound:
    case Deprel::nmod_desc:
    case Deprel::det:
    case Deprel::det_predet:
    case Deprel::nummod:
    case Deprel::advmod:
      if (is_personal_name(child) && !before) {
        add_apposition(child, found);
      } else {
        add_premodifier(child, found);
      }
      break;
    case Deprel::det_poss:
      append(found.possessor, denote(child));
      break;
    case Deprel::nmod_poss:
      if (here.upos == Upos::pron || here.upos == Upos::det) {
        append(found.possessor, denote(child));
      } else {
        add_referents(child, true, found.owners);
      }
      break;
    case Deprel::nmod:
    case Deprel::obl:
    case Deprel::dep:
    case Deprel::nmod_unmarked:
      add_phrase(child, found);
      break;
    case Deprel::appos:
    case Deprel::flat:
    case Deprel::flat_name:
    case Deprel::flat_foreign:
      add_apposition(child, found);
      break;
    default:
      // "Norwegens Ministerpräsident", wherever the tree puts the genitive.
      if (child + 1 == head && is_country_name(child)) {
        add_referents(child, false, found.owners);
      }
      break;
  }
}

bool Interpreter::is_country_name(TokenIndex token) const {
  const Fact* fact = lexis_.fact(lexis_.word(token).fact);
  return fact != nullptr && fact->kind == FactKind::country;
}

void Interpreter::add_premodifier(TokenIndex child, Attributes& found) {
  const Token& here = document_.tokens[child];
  const bool determined = here.relation == Deprel::det || here.relation == Deprel::det_predet;
  found.definite = found.definite ||
                   (determined &&
                    (here.features.definite || here.features.pron_type == PronType::demonstrative));
  // "The two countries", but not "two farmers".
  const bool number = here.relation == Deprel::nummod && !found.definite;
  found.both = found.both || (!number && lexis_.is(WordClass::both, child));
  found.former = found.former || lexis_.is(WordClass::former, child);
  found.foreign =
      found.foreign || (!lexis_.word(child).inside && lexis_.is(WordClass::foreign, child));
  found.counted = found.counted || document_.tokens[child].relation == Deprel::nummod;
  found.indefinite = found.indefinite || (here.relation == Deprel::det && !here.features.definite &&
                                          here.features.pron_type == PronType::article);
  add_whose(child, found);
  for (const TokenIndex inner : tree_.children(child)) {
    const Deprel relation = document_.tokens[inner].relation;
    if (relation == Deprel::conj || relation == Deprel::amod || relation == Deprel::advmod ||
        relation == Deprel::compound) {
      add_premodifier(inner, found);
    }
  }
}

// The country or body that a modifier names.
void Interpreter::add_whose(TokenIndex child, Attributes& found) {
  const Word& word = lexis_.word(child);
  const Fact* first = lexis_.fact(word.first);
  if (word.adjective && first != nullptr && first->kind != FactKind::agent) {
    for (const Referent& referent : first_part(word, document_.sentence_of(child))) {
      const bool body = referent.kind == ReferentKind::organisation;
      (body ? found.bodies : found.adjectives).push_back(referent);
    }
  }
  const Fact* fact = lexis_.fact(word.fact);
  if (fact == nullptr) {
    return;
  }
  if (fact->kind == FactKind::agent || fact->kind == FactKind::person) {
    append(found.bodies, denote(child));
    return;
  }
  Referent referent = national(fact->code, fact->sector, child);
  referent.range = document_.tokens[child].range;
  const bool body = fact->kind == FactKind::organisation;
  referent.kind = body ? ReferentKind::organisation : referent.kind;
  (body ? found.bodies : found.adjectives).push_back(referent);
}

void Interpreter::add_referents(TokenIndex child, bool also_conjuncts, Referents& found) {
  append(found, denote(child));
  if (!also_conjuncts) {
    return;
  }
  for (const TokenIndex inner : tree_.children(child)) {
    if (document_.tokens[inner].relation == Deprel::conj) {
      append(found, denote(inner));
    }
  }
}

void Interpreter::add_phrase(TokenIndex child, Attributes& found) {
  TokenIndex adposition = no_token;
  for (const TokenIndex inner : tree_.children(child)) {
    if (document_.tokens[inner].relation == Deprel::case_) {
      adposition = inner;
      break;
    }
  }
  if (adposition == no_token || lexis_.is(WordClass::of, adposition) ||
      document_.tokens[adposition].upos == Upos::part) {
    found.phrased = true;
    add_referents(child, true, found.owners);
  } else if (lexis_.is(WordClass::from, adposition)) {
    add_referents(child, true, found.origins);
  } else if (lexis_.is(WordClass::in, adposition)) {
    add_referents(child, true, found.places);
  }
}

void Interpreter::add_apposition(TokenIndex child, Attributes& found) {
  const Word& word = lexis_.word(child);
  if (word.inside) {
    return;
  }
  const Fact* fact = lexis_.fact(word.fact);
  if (fact == nullptr) {
    if (!is_personal_name(child)) {
      return;
    }
    const TextRange name = name_range(child);
    found.name = found.name.empty() ? name : cover(found.name, name);
    if (found.person == no_person && !is_flat(document_.tokens[child].relation)) {
      found.person = person_by_short_name(child);
    }
    return;
  }
  switch (fact->kind) {
    case FactKind::person:
      found.person = fact->row;
      found.name = cover(document_.tokens[word.begin].range, document_.tokens[word.end - 1].range);
      break;
    case FactKind::organisation:
    case FactKind::country:
      append(found.appositions, denote(child));
      break;
    case FactKind::seat:
    case FactKind::city:
    case FactKind::place:
      append(found.places, denote(child));
      break;
    case FactKind::agent:
      for (const Referent& told : denote(child)) {
        if (told.explicit_code && !told.code.empty()) {
          found.described.push_back(told);
        }
      }
      break;
    default:
      break;
  }
}

}  // namespace carkeys::coding::actors
