// SPDX-License-Identifier: Apache-2.0
#include "coding/context.h"

#include <algorithm>
#include <array>

namespace carkeys::coding {
namespace {

constexpr TokenIndex apposition_reach = 4;  // tokens behind the noun

}  // namespace

std::vector<Entity> CodingContext::entities_at(TokenIndex token) const {
  const auto known = actors.entities(token);
  if (!known.empty()) {
    return {known.begin(), known.end()};
  }
  // "der frühere Sowjetstaat Belarus": the apposition names what the noun only describes.
  const auto& sentence = document.sentences[document.sentence_of(token)];
  for (TokenIndex next = token + 1; next < sentence.end && next <= token + apposition_reach;
       ++next) {
    if (document.tokens[next].head == token && document.tokens[next].relation == Deprel::appos) {
      const auto named = actors.entities(next);
      if (!named.empty()) {
        return {named.begin(), named.end()};
      }
    }
  }
  // "Wir verurteilen ...": the speaker of the quotation.
  const Token& word = document.tokens[token];
  const bool first_person =
      word.features.person == Person::first && (word.upos == Upos::pron || word.upos == Upos::det);
  if (!first_person) {
    return {};
  }
  PredicateIndex index = graph.predicate_of[token];
  TokenIndex above = token;
  while (index == no_predicate && !document.is_root(above)) {
    above = document.tokens[above].head;
    index = graph.predicate_of[above];
  }
  if (index == no_predicate || graph.predicates[index].scope == no_scope) {
    return {};
  }
  const auto& scope = graph.scopes[static_cast<std::size_t>(graph.predicates[index].scope)];
  if (scope.claimant == no_token) {
    return {};
  }
  const auto speaker = actors.entities(scope.claimant);
  return {speaker.begin(), speaker.end()};
}

std::vector<Entity> CodingContext::entities(const Argument& argument) const {
  if (argument.role == Role::modifier) {
    const auto known = actors.modifier(argument.token);
    return {known.begin(), known.end()};
  }
  return entities_at(argument.token);
}

std::vector<Entity> CodingContext::entities_within(TokenIndex token) const {
  constexpr std::array roles = {Role::genitive, Role::possessor, Role::oblique, Role::modifier};
  std::vector<TokenIndex> level{token};
  for (int depth = 0; depth < 3 && !level.empty(); ++depth) {
    std::vector<TokenIndex> below;
    for (const Role role : roles) {
      std::vector<Entity> found;
      for (const TokenIndex phrase : level) {
        collect_within(phrase, role, found, below);
      }
      if (!found.empty()) {
        return found;
      }
    }
    level = std::move(below);
  }
  return {};
}

bool CodingContext::hangs_below(TokenIndex token, TokenIndex head) const {
  for (std::size_t steps = 0; steps < document.tokens.size() && !document.is_root(token); ++steps) {
    token = document.tokens[token].head;
    if (token == head) {
      return true;
    }
  }
  return false;
}

// "Gondor's police", "Osgiliath soldiers": the police, the soldiers.
TokenIndex CodingContext::actor_above(TokenIndex token) const {
  while (!document.is_root(token)) {
    const TokenIndex above = document.tokens[token].head;
    if (above <= token || !is_codable(actors.entities(above))) {
      break;
    }
    token = above;
  }
  return token;
}

std::vector<Entity> CodingContext::entities_behind(const Predicate& at,
                                                   std::string_view marker) const {
  const auto& tokens = document.tokens;
  const TokenIndex end = document.sentences[at.sentence].end;
  const auto is_actor = [&](TokenIndex token) {
    return tokens[token].upos != Upos::pron && tokens[token].upos != Upos::det &&
           is_codable(actors.entities(token)) && hangs_below(token, at.head);
  };
  TokenIndex first = at.head + 1;
  bool marked = marker.empty();
  while (first < end && !(marked && is_actor(first))) {
    marked = marked || document.lemma(first) == marker;
    ++first;
  }
  std::vector<Entity> found;
  if (first == end) {
    return found;
  }
  first = actor_above(first);
  add_entities(found, actors.entities(first));
  for (TokenIndex token = first + 1; token < end; ++token) {
    if (tokens[token].relation == Deprel::conj && tokens[token].head == first && is_actor(token)) {
      add_entities(found, actors.entities(token));
    }
  }
  return found;
}

void CodingContext::collect_within(TokenIndex phrase,
                                   Role role,
                                   std::vector<Entity>& found,
                                   std::vector<TokenIndex>& below) const {
  const PredicateIndex index = graph.predicate_of[phrase];
  if (index == no_predicate || graph.predicates[index].kind != PredicateKind::noun) {
    return;
  }
  for (const Argument& argument : graph.arguments_of(graph.predicates[index])) {
    const bool place = argument.role == Role::oblique &&
                       locatives.contains(std::string(document.strings.text(argument.marker)));
    if (argument.role != role || argument.inferred || place) {
      continue;
    }
    add_entities(found, entities(argument));
    if (role != Role::modifier) {
      below.push_back(argument.token);
    }
  }
}

PredicateIndex CodingContext::clause_of(PredicateIndex index) const {
  while (index != no_predicate) {
    const Predicate& predicate = graph.predicates[index];
    if (predicate.light_verb != no_token) {
      return graph.predicate_of[predicate.light_verb];
    }
    if (predicate.kind == PredicateKind::verb || predicate.copular) {
      return index;
    }
    index = predicate.parent;
  }
  return no_predicate;
}

bool CodingContext::governed_by(PredicateIndex inner, PredicateIndex outer) const {
  while (inner != no_predicate) {
    if (inner == outer) {
      return true;
    }
    inner = graph.predicates[inner].parent;
  }
  return false;
}

void add_entities(std::vector<Entity>& entities, std::span<const Entity> more) {
  for (const Entity& entity : more) {
    const bool known = std::ranges::any_of(entities, [&](const Entity& other) {
      return other.code == entity.code && other.sector == entity.sector &&
             (other.identifier_id == entity.identifier_id || other.identifier_id.empty() ||
              entity.identifier_id.empty());
    });
    if (!known) {
      entities.push_back(entity);
    }
  }
}

bool share_code(std::span<const Entity> a, std::span<const Entity> b) {
  return std::ranges::any_of(a, [&](const Entity& left) {
    return !left.code.empty() &&
           std::ranges::any_of(b, [&](const Entity& right) { return left.code == right.code; });
  });
}

bool is_codable(std::span<const Entity> entities) {
  return std::ranges::any_of(entities, [](const Entity& entity) {
    return !entity.code.empty() || (!entity.sector.empty() && entity.sector != "UNK");
  });
}

}  // namespace carkeys::coding
