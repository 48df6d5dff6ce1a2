// SPDX-License-Identifier: Apache-2.0
#include "coding/circumstances.h"

#include <algorithm>
#include <utility>

namespace carkeys::coding {
namespace {

// What the gazetteer does not know is smaller than a province more often than not.
constexpr int unknown_size = 3;
constexpr int reach = 6;  // clauses; a noun and its light verb may hang on each other

TokenIndex distance(TokenIndex a, TokenIndex b) {
  return a > b ? a - b : b - a;
}

// "den für Montag geplanten Gipfel": what stands at a participle tells of it alone.
bool is_participle_of(const Token& token, const Token& above) {
  const bool modifies = token.relation == Deprel::amod || token.relation == Deprel::acl;
  return modifies && (above.upos == Upos::noun || above.upos == Upos::propn);
}

}  // namespace

Circumstances::Circumstances(const CodingContext& context,
                             std::span<const Proposition> propositions,
                             std::vector<TimeExpression> times,
                             std::vector<PlaceMention> places)
    : context_(context), propositions_(propositions) {
  for (const Proposition& proposition : propositions) {
    deeds_.insert(proposition.predicate);
  }
  for (auto& time : times) {
    times_[owner(head_of(time))].push_back(std::move(time));
  }
  for (auto& place : places) {
    const PredicateIndex deed = owner(place.head);
    if ((place.where && !is_seat(place)) || (place.whither && is_visit(deed))) {
      places_[deed].push_back(std::move(place));
    }
  }
}

// The word of the expression that hangs on something outside it.
TokenIndex Circumstances::head_of(const TimeExpression& time) const {
  for (TokenIndex token = time.begin; token < time.end; ++token) {
    const TokenIndex head = context_.document.tokens[token].head;
    if (head == token || head < time.begin || head >= time.end) {
      return token;
    }
  }
  return time.begin;
}

// The predicate that a word belongs to: the nearest deed or clause above it.
PredicateIndex Circumstances::owner(TokenIndex start) const {
  const Document& document = context_.document;
  TokenIndex token = start;
  const auto predicate_of = [&](TokenIndex at) { return context_.graph.predicate_of[at]; };
  while (!deeds_.contains(predicate_of(token))) {
    const PredicateIndex index = predicate_of(token);
    const bool clause =
        index != no_predicate && (context_.graph.predicates[index].kind == PredicateKind::verb ||
                                  context_.graph.predicates[index].copular);
    if (clause || document.is_root(token)) {
      break;
    }
    const TokenIndex head = document.tokens[token].head;
    const bool aside = token != start &&
                       is_participle_of(document.tokens[token], document.tokens[head]) &&
                       !deeds_.contains(predicate_of(head));
    if (aside) {
      return no_predicate;
    }
    token = head;
  }
  return predicate_of(token);
}

// "die Regierung in Ankara": tells whose government it is, not where it acts.
bool Circumstances::is_seat(const PlaceMention& place) const {
  const Token& token = context_.document.tokens[place.head];
  if (token.relation != Deprel::nmod) {
    return false;
  }
  const std::uint32_t body = context_.document.tokens[token.head].range.begin;
  const auto is_body = [&](const Entity& entity) {
    return entity.sector == "GOV" && entity.range.begin <= body && body < entity.range.end;
  };
  return std::ranges::any_of(propositions_, [&](const Proposition& proposition) {
    return std::ranges::any_of(proposition.actor, is_body);
  });
}

// A visit happens where it goes.
bool Circumstances::is_visit(PredicateIndex deed) const {
  return std::ranges::any_of(propositions_, [&](const Proposition& proposition) {
    return proposition.predicate == deed && proposition.category == Category::consult &&
           std::ranges::find(proposition.mode, "visit") != proposition.mode.end();
  });
}

// The clause of a noun, or the predicate that a clause hangs on.
PredicateIndex Circumstances::above(PredicateIndex index) const {
  const PredicateIndex clause = context_.clause_of(index);
  return clause != index && clause != no_predicate ? clause
                                                   : context_.graph.predicates[index].parent;
}

const TimeExpression* Circumstances::nearest_time(PredicateIndex owner_index,
                                                  TokenIndex deed) const {
  const auto found = times_.find(owner_index);
  if (found == times_.end()) {
    return nullptr;
  }
  return &*std::ranges::min_element(found->second, {}, [&](const TimeExpression& time) {
    return std::pair(time.since, distance(time.begin, deed));
  });
}

const TimeExpression* Circumstances::time_of(PredicateIndex index) const {
  const TokenIndex deed = context_.graph.predicates[index].head;
  const TimeExpression* undated = nullptr;
  PredicateIndex at = index;
  for (int step = 0; step < reach && at != no_predicate; ++step) {
    const TimeExpression* found = nearest_time(at, deed);
    if (found != nullptr && (found->date.begin || found->far_past)) {
      return found;
    }
    undated = undated == nullptr ? found : undated;
    at = above(at);
  }
  return undated;
}

// What is told as done has no day that is yet to come: that is a deadline or another deed's day.
bool Circumstances::may_date(const TimeExpression& time, const Proposition& proposition) const {
  const bool ahead = (proposition.aux & (aux_future | aux_hypothetical)) != 0 ||
                     proposition.category == Category::agree ||
                     proposition.category == Category::concede ||
                     proposition.category == Category::threaten;
  return !time.future || ahead;
}

RecordDate Circumstances::date_of(const Proposition& proposition) const {
  const TimeExpression* own = time_of(proposition.predicate);
  for (const Proposition& part : propositions_) {
    if (own == nullptr && is_part_of(part, proposition)) {
      own = time_of(part.predicate);
    }
  }
  if (own != nullptr) {
    return may_date(*own, proposition) ? own->date : RecordDate{};
  }
  const Proposition* first = proposition.aux != 0 ? nullptr : first_telling(proposition);
  const TimeExpression* time = first == nullptr ? nullptr : time_of(first->predicate);
  const bool day = time != nullptr && !time->since && time->date.precision == DatePrecision::day;
  return day && may_date(*time, proposition) ? time->date : RecordDate{};
}

std::optional<Place> Circumstances::place_of(const Proposition& proposition) const {
  const PlaceMention* place = place_at(proposition.predicate);
  for (const Proposition& part : propositions_) {
    if (place == nullptr && is_part_of(part, proposition)) {
      place = place_at(part.predicate);
    }
  }
  if (place == nullptr) {
    const Proposition* first = first_telling(proposition);
    place = first == nullptr ? nullptr : place_at(first->predicate);
  }
  return place == nullptr ? std::nullopt : std::optional(place->place);
}

// "Bei einem Anschlag in Nairobi wurden zwei Soldaten getötet": one deed, told by noun and verb.
bool Circumstances::is_part_of(const Proposition& part, const Proposition& whole) const {
  return part.category == whole.category && part.predicate != whole.predicate &&
         context_.graph.predicates[part.predicate].kind == PredicateKind::noun &&
         context_.clause_of(part.predicate) == whole.predicate;
}

// Of a noun that speaks of a deed told before: the last one of its kind.
const Proposition* Circumstances::first_telling(const Proposition& proposition) const {
  const Predicate& at = context_.graph.predicates[proposition.predicate];
  if (at.kind != PredicateKind::noun || !is_definite(at.head)) {
    return nullptr;
  }
  const Proposition* last = nullptr;
  for (const Proposition& other : propositions_) {
    const TokenIndex head = context_.graph.predicates[other.predicate].head;
    const bool before = head < at.head &&
                        (last == nullptr || head > context_.graph.predicates[last->predicate].head);
    if (before && other.dropped.empty() && other.category == proposition.category &&
        time_of(other.predicate) != nullptr) {
      last = &other;
    }
  }
  return last;
}

bool Circumstances::is_definite(TokenIndex noun) const {
  const Document& document = context_.document;
  const auto& sentence = document.sentences[document.sentence_of(noun)];
  for (TokenIndex token = sentence.begin; token < noun; ++token) {
    const Token& word = document.tokens[token];
    const bool at_noun = word.head == noun;
    if (at_noun && (word.features.definite || word.features.pron_type == PronType::demonstrative)) {
      return true;
    }
  }
  return false;
}

const PlaceMention* Circumstances::best_place(PredicateIndex owner_index, TokenIndex deed) const {
  const auto found = places_.find(owner_index);
  if (found == places_.end()) {
    return nullptr;
  }
  // "in Tel Aviv in Israel": the narrower place, then the nearer.
  return &*std::ranges::min_element(found->second, {}, [&](const PlaceMention& mention) {
    const int resolution = mention.place.resolution;
    return std::pair(resolution == 0 ? -unknown_size : -resolution, distance(mention.head, deed));
  });
}

bool Circumstances::shares_subject(PredicateIndex index) const {
  const Predicate& predicate = context_.graph.predicates[index];
  for (std::uint32_t at = predicate.arguments_begin; at < predicate.arguments_end; ++at) {
    const Argument& argument = context_.graph.arguments[at];
    if (argument.role == Role::subject || (predicate.passive && argument.role == Role::object)) {
      return argument.inferred;
    }
  }
  return false;
}

// A clause also happens where the one happens that it shares its subject with.
const PlaceMention* Circumstances::place_at(PredicateIndex index) const {
  const TokenIndex deed = context_.graph.predicates[index].head;
  PredicateIndex at = index;
  for (int step = 0; step < reach && at != no_predicate; ++step) {
    if (const PlaceMention* found = best_place(at, deed)) {
      return found;
    }
    const PredicateIndex clause = context_.clause_of(at);
    const bool within = clause != at && clause != no_predicate;
    const bool joined = context_.graph.predicates[at].link == ParentLink::conjunct;
    at = within || (joined && shares_subject(at)) ? above(at) : no_predicate;
  }
  return nullptr;
}

}  // namespace carkeys::coding
