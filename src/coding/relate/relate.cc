// SPDX-License-Identifier: Apache-2.0
#include "coding/relate/relate.h"

#include <algorithm>
#include <array>
#include <span>

namespace carkeys::coding {
namespace {

bool overlap(TextRange a, TextRange b) {
  return a.begin < b.end && b.begin < a.end;
}

// The token of a phrase that hangs on something outside it.
TokenIndex head_within(const Document& document, TextRange phrase) {
  for (TokenIndex token = 0; token < document.tokens.size(); ++token) {
    if (!overlap(document.tokens[token].range, phrase)) {
      continue;
    }
    if (document.is_root(token) ||
        !overlap(document.tokens[document.tokens[token].head].range, phrase)) {
      return token;
    }
  }
  return no_token;
}

// What a plan or a negation makes of a category, where no aux is told beside it (CODING: a promise
// of help is AGREE, of harm THREATEN; "will not lift the embargo" refuses).
Category as_told(Category category, std::uint8_t aux) {
  switch (category) {
    case Category::consult:
    case Category::support:
    case Category::cooperate:
    case Category::aid:
      if ((aux & aux_negation) != 0) {
        return Category::reject;
      }
      return (aux & aux_future) != 0 ? Category::agree : category;
    case Category::agree:
    case Category::concede:
    case Category::retreat:
      return (aux & aux_negation) != 0 ? Category::reject : category;
    case Category::protest:
    case Category::sanction:
    case Category::mobilize:
    case Category::coerce:
    case Category::assault:
      return (aux & aux_future) != 0 && (aux & aux_negation) == 0 ? Category::threaten : category;
    default:
      return category;
  }
}

// One phrase of the pair with the entities that it denotes.
struct Party {
  TextRange range;
  std::vector<Entity> entities;
};

Party party(const CodingContext& context, TextRange phrase) {
  const TokenIndex head = head_within(context.document, phrase);
  return {phrase, head == no_token ? std::vector<Entity>{} : context.entities_at(head)};
}

// A side holds a phrase by its words, or by a pronoun that stands for it.
bool holds(std::span<const Entity> side, const Party& phrase) {
  const auto is_phrase = [&](const Entity& entity) {
    return overlap(entity.range, phrase.range) ||
           std::ranges::any_of(phrase.entities, [&](const Entity& named) {
             return !named.code.empty() && named.code == entity.code &&
                    named.sector == entity.sector;
           });
  };
  return std::ranges::any_of(side, is_phrase);
}

// Whether a word stands between the two phrases.
bool between(TextRange word, const Pair& pair) {
  return word.begin >= std::min(pair.source.end, pair.target.end) &&
         word.end <= std::max(pair.source.begin, pair.target.begin);
}

TextRange head_of(const CodingContext& context, PredicateIndex index) {
  return context.document.tokens[context.graph.predicates[index].head].range;
}

// How well a deed fits the pair, at most 1. The weights are set by hand: a deed that holds both
// phrases in their places beats every other, then the doer counts more than the other side; a deed
// that the coder drops is a last resort.
double fit(const CodingContext& context,
           const Proposition& deed,
           const Pair& pair,
           const std::array<Party, 2>& parties) {
  const auto& [source, target] = parties;
  const bool source_acts = holds(deed.actor, source);
  const bool target_is_met =
      holds(deed.recipient, target) || (source_acts && holds(deed.actor, target));
  const bool reversed = holds(deed.actor, target) && holds(deed.recipient, source);
  const bool verb = context.graph.predicates[deed.predicate].kind == PredicateKind::verb;
  double score = 0.05;
  score += source_acts ? 0.4 : 0.0;
  score += target_is_met ? 0.3 : 0.0;
  score += reversed ? 0.1 : 0.0;
  score += between(head_of(context, deed.predicate), pair) ? 0.15 : 0.0;
  score += verb ? 0.05 : 0.0;
  score += deed.status == Status::reported ? 0.04 : 0.0;
  constexpr double last_resort = 0.3;
  return std::min(1.0, deed.dropped.empty() ? score : score * last_resort);
}

// A reading of one predicate, none of whose frames holds: the frame that comes nearest.
struct Guess {
  const Frame* frame = nullptr;
  PredicateIndex predicate = no_predicate;
  int score = 0;
};

Guess nearest_frame(const CodingContext& context, PredicateIndex index) {
  const Predicate& at = context.graph.predicates[index];
  const bool german = context.document.language == Language::german;
  const auto* frames = context.frames.find(resources::predicate_key(context.document, at), german);
  Guess guess{nullptr, index, 0};
  if (frames == nullptr) {
    return guess;
  }
  std::vector<Entity> scratch;
  const resources::PredicateView view{
      context.document, context.graph, at, context.frames.classes(), [&](const Argument& argument) {
        scratch = context.entities(argument);
        return std::span<const Entity>(scratch);
      }};
  for (const Frame& frame : *frames) {
    const auto held = std::ranges::count_if(frame.when, [&](const resources::Condition& condition) {
      return resources::holds(condition, view);
    });
    constexpr int unlikely = -4;  // no more than half of what the frame asks for is there
    const int balance = 2 * static_cast<int>(held) - static_cast<int>(frame.when.size());
    const int score = balance > 0 || frame.when.empty() ? balance : balance + unlikely;
    // A judgement needs somebody who voices it.
    const bool event = frame.category && *frame.category != Category::relation && !frame.spoken;
    if (event && (guess.frame == nullptr || score > guess.score)) {
      guess.frame = &frame;
      guess.score = score;
    }
  }
  return guess;
}

// Where no deed is there at all: the reading that comes nearest to one, best between the phrases.
std::optional<Relation> nearest_reading(const CodingContext& context, const Pair& pair) {
  constexpr double confidence = 0.1;
  constexpr int worth_of_place = 3;
  std::optional<Guess> best;
  for (PredicateIndex index = 0; index < context.graph.predicates.size(); ++index) {
    Guess guess = nearest_frame(context, index);
    if (guess.frame == nullptr) {
      continue;
    }
    const bool verb = context.graph.predicates[index].kind == PredicateKind::verb;
    guess.score += between(head_of(context, index), pair) ? worth_of_place : 0;
    guess.score += verb ? 1 : 0;
    if (!best || guess.score > best->score) {
      best = guess;
    }
  }
  if (!best) {
    return std::nullopt;
  }
  const TextRange word = head_of(context, best->predicate);
  return Relation{*best->frame->category,
                  best->frame->mode,
                  between(word, pair) ? 2 * confidence : confidence,
                  word,
                  best->frame->place};
}

}  // namespace

std::vector<NamedActor> actors_of(const Document& document, const Pair& pair) {
  std::vector<NamedActor> actors;
  for (const TextRange phrase : {pair.source, pair.target}) {
    const TokenIndex head = head_within(document, phrase);
    if (head != no_token) {
      actors.push_back({head, phrase});
    }
  }
  return actors;
}

std::optional<Relation> choose_relation(const CodingContext& context,
                                        const std::vector<Proposition>& deeds,
                                        const Pair& pair) {
  const std::array<Party, 2> parties = {party(context, pair.source), party(context, pair.target)};
  std::optional<Relation> best;
  for (const Proposition& deed : deeds) {
    const double score = fit(context, deed, pair, parties);
    if (deed.category == Category::relation || (best && score <= best->confidence)) {
      continue;
    }
    best = Relation{
        deed.category, deed.mode, score, head_of(context, deed.predicate), deed.frame->place};
    best->category = as_told(deed.category, deed.aux);
    if (best->category != deed.category) {
      best->mode.clear();
    }
  }
  return best ? best : nearest_reading(context, pair);
}

}  // namespace carkeys::coding
