// SPDX-License-Identifier: Apache-2.0
// Agent nouns with their attributes: whose they are and in which sector.
#include "coding/actors/attributes.h"

namespace carkeys::coding::actors {
namespace {

// The sector of an agent that belongs to `source`.
std::string_view sector_with(const Fact& fact, const Referent& source) {
  const bool own_body =
      source.kind == ReferentKind::organisation || source.kind == ReferentKind::agent;
  if (!own_body || source.sector == "UNK" || source.sector.empty()) {
    return fact.sector;
  }
  if (source.sector == "REB" || source.sector == "OPP") {
    return source.sector;
  }
  const bool plain = fact.sector == "CVL" || fact.sector == "GOV" || fact.sector == "PTY";
  return plain && fact.agent == AgentKind::group ? source.sector : std::string_view(fact.sector);
}

Referents with_sector(const Fact& fact, const Referents& sources) {
  Referents found;
  for (const Referent& source : sources) {
    Referent referent;
    referent.code = source.code;
    referent.sector = sector_with(fact, source);
    referent.explicit_code = source.explicit_code;
    referent.person_like = fact.agent != AgentKind::body;
    bool known = false;
    for (const Referent& other : found) {
      known = known || (other.code == referent.code && other.sector == referent.sector);
    }
    if (!known) {
      found.push_back(referent);
    }
  }
  return found;
}

}  // namespace

Referents Interpreter::combine(const Fact& fact, TokenIndex token, Attributes& found) {
  switch (fact.agent) {
    case AgentKind::country:
      return of_country_noun(token, found);
    case AgentKind::member:
    case AgentKind::collective:
      return of_members(fact, token, found);
    case AgentKind::unknown: {
      Referent referent;
      referent.sector = "UNK";
      referent.person_like = true;
      for (const Referents* sources : {&found.adjectives, &found.owners, &found.bodies}) {
        const bool told = !sources->empty() && sources->front().explicit_code;
        referent.code = referent.code.empty() && told ? sources->front().code : referent.code;
      }
      return {referent};
    }
    default:
      break;
  }
  const bool institution = fact.agent == AgentKind::body;
  if (institution && !found.appositions.empty() &&
      found.appositions.front().kind == ReferentKind::organisation) {
    return found.appositions;
  }
  for (const Referents* sources :
       {&found.adjectives, &found.bodies, &found.owners, &found.origins, &found.appositions}) {
    // "Ein Nachbar Russlands" is not Russia's.
    if (fact.agent == AgentKind::counterpart && sources == &found.owners) {
      continue;
    }
    if (Referents whose = with_sector(fact, *sources); !whose.empty()) {
      return whose;
    }
  }
  return defaults(fact, token, found);
}

// "Der 63-Jährige", "the man": the person spoken of before.
Referents Interpreter::same_person(const Fact& fact, TokenIndex token, const Attributes& found) {
  const Token& here = document_.tokens[token];
  const bool plain = fact.sector == "CVL" && fact.agent == AgentKind::group && found.definite &&
                     found.name.empty() && found.places.empty() && found.possessor.empty() &&
                     !found.phrased && here.features.number == Number::singular;
  if (!plain) {
    return {};
  }
  Pronoun wanted;
  wanted.gender = grammatical_gender(token);
  wanted.number = Number::singular;
  wanted.thing = false;
  Referents again = anaphor(token, {wanted});
  const bool somebody =
      !again.empty() && again.front().kind == ReferentKind::person && !again.front().code.empty();
  return somebody ? again : Referents{};
}

// Whose the agent is by a description beside it ("Major Novak, ein Pilot der polnischen Armee") or
// by what was said before of its name; null: nothing tells.
const Referent* Interpreter::told_elsewhere(const Attributes& found) const {
  if (!found.described.empty()) {
    return &found.described.front();
  }
  const auto known = by_name_.find(found.name.in(document_.text));
  const bool told = !found.name.empty() && known != by_name_.end() && known->second.explicit_code &&
                    !known->second.code.empty();
  return told ? &known->second : nullptr;
}

// Whose an agent is that does not say it: the person's named beside it, the owner's or the place's,
// else the article's.
Referents Interpreter::defaults(const Fact& fact, TokenIndex token, const Attributes& found) {
  Referent referent;
  referent.sector = fact.sector;
  referent.person_like = fact.agent != AgentKind::body;
  const auto& countries = found.countries != nullptr ? *found.countries : fact.countries;
  if (found.person != no_person && countries.empty()) {
    referent.code = held_office(found.person).code;
    referent.gender = facts_.person(found.person).gender;
    referent.explicit_code = true;
    return {referent};
  }
  if (Referents again = same_person(fact, token, found); !again.empty()) {
    return again;
  }
  const bool counterpart = fact.agent == AgentKind::counterpart;
  if (!found.possessor.empty() && !counterpart) {
    Referents whose = with_sector(fact, found.possessor);
    for (Referent& owned : whose) {
      owned.sector = fact.sector;
    }
    return whose;
  }
  if (const Referent* known = told_elsewhere(found); known != nullptr && !counterpart) {
    referent.code = known->code;
    referent.explicit_code = true;
    return {referent};
  }
  if (!found.places.empty()) {
    return with_sector(fact, found.places);
  }
  if (!counterpart && !found.foreign) {
    referent.code = context_code(countries, fact.sector, token, !found.name.empty());
    referent.explicit_code = !countries.empty();
  }
  referent.foreign = found.foreign && referent.code.empty();
  return {referent};
}

// The members of `sources` are what those are, only people.
Referents Interpreter::members_of(const Fact& fact,
                                  const Referents& sources,
                                  const Attributes& found) {
  Referents whole;
  for (const Referent& source : sources) {
    const bool country = source.kind == ReferentKind::country || source.kind == ReferentKind::place;
    Referent referent;
    referent.kind = source.kind == ReferentKind::organisation ? source.kind : ReferentKind::agent;
    referent.code = source.code;
    referent.sector =
        country && !fact.sector.empty() ? std::string_view(fact.sector) : source.sector;
    referent.explicit_code = source.explicit_code;
    referent.former = source.former;
    referent.person_like = fact.agent == AgentKind::member;
    if (!found.adjectives.empty() && (!source.explicit_code || source.sector == "UNK")) {
      referent.code = found.adjectives.front().code;
      referent.explicit_code = true;
    }
    whole.push_back(referent);
  }
  return whole;
}

Referents Interpreter::of_members(const Fact& fact, TokenIndex token, Attributes& found) {
  const bool named_body =
      !found.appositions.empty() && found.appositions.front().kind == ReferentKind::organisation;
  if (named_body && (fact.agent == AgentKind::collective || fact.sector == "PTY")) {
    return found.appositions;
  }
  // "The pro-business Free Democrats" are a party still.
  const bool party_of_people =
      fact.sector == "PTY" && !found.bodies.empty() &&
      (found.bodies.front().sector == "CVL" || found.bodies.front().sector == "BUS");
  // "Sudanese families from the army": the adjective says more than where they come from.
  if (!found.adjectives.empty()) {
    found.origins.clear();
  }
  for (const Referents* sources : {&found.bodies, &found.owners, &found.origins}) {
    if (!sources->empty() && !(party_of_people && sources == &found.bodies)) {
      return members_of(fact, *sources, found);
    }
  }
  if (Referents whose = with_sector(fact, found.adjectives); !whose.empty()) {
    for (Referent& referent : whose) {
      referent.sector = referent.sector.empty() ? "UNK" : referent.sector;
    }
    return whose;
  }
  if (!found.possessor.empty()) {
    Fact follower;
    follower.agent = AgentKind::member;
    return members_of(follower, found.possessor, found);
  }
  return fact.agent == AgentKind::collective ? of_collective(fact, token, found)
                                             : of_spokesmen(fact, token, found);
}

// Members that do not say of what: "ein Sprecher" speaks for the body named last, "Tausende" are
// people of the country.
Referents Interpreter::of_spokesmen(const Fact& fact, TokenIndex token, const Attributes& found) {
  const bool quantity = fact.sector == "CVL";
  if (fact.sector.empty() || (quantity && found.phrased)) {
    return {};
  }
  const bool one = document_.tokens[token].features.number != Number::plural;
  const Mention* body = quantity ? nullptr : latest(ReferentKind::organisation, token);
  if (body != nullptr && one && found.name.empty() &&
      body->sentence + 2 >= document_.sentence_of(token)) {
    return same_again(*body);
  }
  return defaults(fact, token, found);
}

// "Die Gruppe" takes up a body; "mehrere Gruppen" are somebody's of the country.
Referents Interpreter::of_collective(const Fact& fact, TokenIndex token, const Attributes& found) {
  const bool one = !found.counted && !found.indefinite &&
                   document_.tokens[token].features.number != Number::plural;
  if (const Mention* body = latest(ReferentKind::organisation, token); body != nullptr && one) {
    return same_again(*body);
  }
  return defaults(fact, token, found);
}

Referents Interpreter::same_again(const Mention& mention) const {
  Referents same = mention.referents;
  for (Referent& referent : same) {
    referent.range = {};
  }
  return same;
}

Referents Interpreter::of_country_noun(TokenIndex token, const Attributes& found) {
  for (const Referents* sources :
       {&found.appositions, &found.bodies, &found.owners, &found.possessor}) {
    if (sources->empty()) {
      continue;
    }
    Referents whose;
    for (const Referent& source : *sources) {
      // "G7-Staaten" are the body itself; "sein Land" is the country of its owner.
      const bool body = source.kind == ReferentKind::organisation;
      Referent referent = source;
      referent.range = {};
      referent.person = no_person;
      referent.name = {};
      referent.kind = body ? ReferentKind::organisation : ReferentKind::country;
      referent.sector = body ? source.sector : std::string_view("GOV");
      referent.person_like = false;
      whose.push_back(referent);
    }
    return whose;
  }
  if (!found.adjectives.empty()) {
    Referents whose = found.adjectives;
    for (Referent& referent : whose) {
      referent.range = {};
    }
    return whose;
  }
  const Token& here = document_.tokens[token];
  if (here.features.number == Number::plural || found.counted) {
    return {};
  }
  if (const Mention* country = country_before(token); country != nullptr) {
    Referents same{country->referents.front()};
    same.front().range = {};
    return same;
  }
  if (focus_.country().empty()) {
    return {};
  }
  return {national(focus_.country(), "GOV", token)};
}

void Interpreter::name_person(Referents& referents, const Attributes& found) {
  if (found.name.empty() || referents.empty()) {
    return;
  }
  Referent& referent = referents.front();
  referent.kind = ReferentKind::person;
  referent.person_like = true;
  referent.name = found.name;
  if (found.person == no_person) {
    return;
  }
  const PersonFact& person = facts_.person(found.person);
  for (const Spell& spell : person.spells) {
    if (referent.code.empty() || spell.code == referent.code) {
      referent.code = spell.code;
      referent.person = found.person;
      referent.gender = person.gender;
      referent.explicit_code = true;
    }
  }
}

}  // namespace carkeys::coding::actors
