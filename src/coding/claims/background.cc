// SPDX-License-Identifier: Apache-2.0
#include "coding/claims/background.h"

#include <utility>

namespace carkeys::coding {
namespace {

bool is_narrative(ClauseTense tense) {
  return tense == ClauseTense::past || tense == ClauseTense::pluperfect;
}

}  // namespace

Background::Background(const CodingContext& context, TimeOf time_of)
    : context_(context),
      time_of_(std::move(time_of)),
      goes_on_(context.document.sentences.size(), false) {
  follow();
}

bool Background::holds(PredicateIndex index) const {
  const TimeExpression* time = dating(index);
  if (time != nullptr) {
    return is_far(*time, index);
  }
  const ClauseTense tense = tense_of(index);
  return (goes_on_[context_.graph.predicates[index].sentence] && is_narrative(tense)) ||
         (tense == ClauseTense::pluperfect && beside_far(index));
}

// The time expression that puts a predicate somewhere; a day to come says nothing of a past deed
// ("empfahl Wahlen binnen 60 Tagen").
const TimeExpression* Background::dating(PredicateIndex index) const {
  const TimeExpression* time = time_of_(index);
  const bool dated = time != nullptr && (time->date.begin || time->far_past) &&
                     !(time->future && is_narrative(tense_of(index)));
  return dated ? time : nullptr;
}

// "der erst entführt und dann 2006 verurteilt worden war": what is joined to a dated deed.
bool Background::beside_far(PredicateIndex index) const {
  const PredicateIndex clause = context_.clause_of(index);
  if (clause == no_predicate) {
    return false;
  }
  const auto& predicates = context_.graph.predicates;
  const bool joined = predicates[clause].link == ParentLink::conjunct;
  const PredicateIndex first = joined ? predicates[clause].parent : clause;
  for (PredicateIndex other = first; other < predicates.size(); ++other) {
    if (predicates[other].sentence != predicates[clause].sentence) {
      break;
    }
    const bool beside =
        predicates[other].link == ParentLink::conjunct && predicates[other].parent == first;
    const TimeExpression* time = beside ? dating(other) : nullptr;
    if (time != nullptr && is_far(*time, other)) {
      return true;
    }
  }
  return false;
}

// "sitzt seit Juli in Haft" is how things stand, as is "der erste Besuch seit drei Jahren"; "ist
// wegen des Krieges von 1992 angeklagt" dates the war alone.
bool Background::is_far(const TimeExpression& time, PredicateIndex index) const {
  const Predicate& predicate = context_.graph.predicates[index];
  const bool noun = predicate.kind == PredicateKind::noun && predicate.light_verb == no_token;
  const bool present = tense_of(index) == ClauseTense::present;
  if (time.since) {
    return time.far_past && !noun && (!present || began_years_ago(time));
  }
  return time.far_past && (!present || (noun && stands_below(time.begin, predicate.head)));
}

bool Background::began_years_ago(const TimeExpression& time) const {
  const auto& article = context_.article.date;
  if (!article || !time.date.begin) {
    return false;
  }
  const int months =
      (article->year - time.date.begin->year) * 12 + (article->month - time.date.begin->month);
  return months > 12;
}

bool Background::stands_below(TokenIndex token, TokenIndex head) const {
  while (token != head && !context_.document.is_root(token)) {
    token = context_.document.tokens[token].head;
  }
  return token == head;
}

// An infinitive has the tense of what governs it.
ClauseTense Background::tense_of(PredicateIndex index) const {
  PredicateIndex clause = context_.clause_of(index);
  while (clause != no_predicate &&
         (context_.graph.predicates[clause].mood & mood_infinitive) != 0) {
    clause = context_.clause_of(context_.graph.predicates[clause].parent);
  }
  return clause == no_predicate ? ClauseTense::none : context_.graph.predicates[clause].tense;
}

PredicateIndex Background::main_clause(SentenceIndex sentence) const {
  const Sentence& words = context_.document.sentences[sentence];
  for (TokenIndex token = words.begin; token < words.end; ++token) {
    if (context_.document.is_root(token)) {
      return context_.graph.predicate_of[token];
    }
  }
  return no_predicate;
}

void Background::follow() {
  bool far = false;
  for (SentenceIndex sentence = 0; sentence < goes_on_.size(); ++sentence) {
    far = far && !context_.document.sentences[sentence].starts_paragraph;
    const PredicateIndex main = main_clause(sentence);
    const ClauseTense tense = tense_of(main);
    const TimeExpression* time = main == no_predicate ? nullptr : dating(main);
    const bool goes_on = time == nullptr ? far : is_far(*time, main) && !time->since;
    far = goes_on && is_narrative(tense);
    goes_on_[sentence] = far;
  }
}

}  // namespace carkeys::coding
