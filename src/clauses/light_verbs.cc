// SPDX-License-Identifier: Apache-2.0
// Light verbs: in "einen Besuch abstatten" the noun names the deed and the verb only carries it.
// The noun's predicate takes over the verb's arguments, mood and place in the sentence, so that one
// lexicon line for the noun serves "sein Besuch" and "stattete einen Besuch ab" alike.
#include <algorithm>
#include <array>

#include "clauses/draft.h"

namespace carkeys::clauses {
namespace {

// "hat ihm einen Besuch abgestattet": an object that the parser took for an adverbial.
bool is_bare_object(const LightVerb& verb, const Argument& argument) {
  return verb.slot.role == Role::object && argument.role == Role::oblique && argument.marker == 0;
}

bool fits(const Drafts& drafts, const LightVerb& verb, const Argument& argument) {
  const bool bare = verb.noun != "*" && is_bare_object(verb, argument);
  if (!bare && !verb.slot.fits(argument, drafts.document)) {
    return false;
  }
  const bool german = drafts.document.language == Language::german;
  return verb.noun == "*" || resources::word_fits(drafts.document.lemma(argument.token),
                                                  std::array{verb.noun},
                                                  drafts.grammar.classes,
                                                  german);
}

// "der Besuch, den er abstattete": the verb hangs on its noun, which then keeps its own place.
bool hangs_below(const Drafts& drafts, const Draft& verb, const Draft& noun) {
  const PredicateIndex target = drafts.predicate_of[noun.predicate.head];
  PredicateIndex above = verb.predicate.parent;
  while (above != no_predicate && above != target) {
    above = drafts.drafts[above].predicate.parent;
  }
  return above == target;
}

// The verb's arguments that are not the noun itself go to the noun.
void fold(Drafts& drafts, const Draft& verb, TokenIndex carried, TokenIndex deed_token) {
  Draft* deed = drafts.draft_of(deed_token);
  if (deed == nullptr || deed == &verb || deed->predicate.kind != PredicateKind::noun) {
    return;
  }
  for (const Argument& argument : verb.arguments) {
    if (argument.token != deed_token && argument.token != carried) {
      deed->arguments.push_back(argument);
    }
  }
  deed->trigger.insert(deed->trigger.end(), verb.trigger.begin(), verb.trigger.end());
  if (carried != deed_token) {
    deed->trigger.push_back(carried);
  }
  std::ranges::sort(deed->trigger);
  deed->has_finite = verb.has_finite;
  deed->surface_subjects = verb.surface_subjects;
  if (!hangs_below(drafts, verb, *deed)) {
    deed->predicate.parent = verb.predicate.parent;
    deed->predicate.link = verb.predicate.link;
  }
  deed->predicate.light_verb = verb.predicate.head;
}

// One light-verb line against the arguments of one verb.
void fold_as(Drafts& drafts, const Draft& verb, const LightVerb& light) {
  for (const Argument& argument : verb.arguments) {
    if (!fits(drafts, light, argument)) {
      continue;
    }
    if (light.deed.empty()) {
      fold(drafts, verb, argument.token, argument.token);
      continue;
    }
    for (const Argument& deed : verb.arguments) {
      if (light.deed.alternatives.front().front().fits(deed, drafts.document)) {
        fold(drafts, verb, argument.token, deed.token);
      }
    }
  }
}

}  // namespace

void fold_light_verbs(Drafts& drafts) {
  for (const Draft& verb : drafts.drafts) {
    if (verb.predicate.kind != PredicateKind::verb) {
      continue;
    }
    const auto entry = drafts.grammar.light_verbs.find(
        std::string(drafts.document.strings.text(verb.predicate.lemma)));
    if (entry == drafts.grammar.light_verbs.end()) {
      continue;
    }
    for (const LightVerb& light : entry->second) {
      fold_as(drafts, verb, light);
    }
  }
}

ClauseGraph flatten(Drafts& drafts) {
  ClauseGraph graph;
  graph.predicate_of = drafts.predicate_of;
  graph.predicates.reserve(drafts.drafts.size());
  for (Draft& draft : drafts.drafts) {
    Predicate predicate = draft.predicate;
    predicate.arguments_begin = static_cast<std::uint32_t>(graph.arguments.size());
    graph.arguments.insert(graph.arguments.end(), draft.arguments.begin(), draft.arguments.end());
    predicate.arguments_end = static_cast<std::uint32_t>(graph.arguments.size());
    predicate.trigger_begin = static_cast<std::uint32_t>(graph.trigger_tokens.size());
    graph.trigger_tokens.insert(
        graph.trigger_tokens.end(), draft.trigger.begin(), draft.trigger.end());
    predicate.trigger_end = static_cast<std::uint32_t>(graph.trigger_tokens.size());
    graph.predicates.push_back(predicate);
  }
  return graph;
}

}  // namespace carkeys::clauses
