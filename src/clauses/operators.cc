// SPDX-License-Identifier: Apache-2.0
// Mood, tense and negation. First each clause reads its own verb forms; then operators (modals,
// verbs of planning, "geplant", "perhaps", "if", negators) reach the predicates that their lexicon
// line names; last, what hangs on a predicate without a finite verb of its own inherits from it.
#include <algorithm>
#include <string>

#include "clauses/draft.h"

namespace carkeys::clauses {
namespace {

constexpr std::uint16_t inherited_by_infinitives = mood_possible | mood_necessary | mood_planned |
                                                   mood_future | mood_condition | mood_conditioned |
                                                   mood_question | mood_purpose | mood_attempt |
                                                   mood_historical | mood_subjunctive_2;
constexpr std::uint16_t inherited_by_nouns =
    mood_possible | mood_condition | mood_question | mood_purpose | mood_future | mood_planned;
constexpr std::uint16_t inherited_by_clauses = mood_condition | mood_question;

class OperatorPass {
 public:
  OperatorPass(const Drafts& drafts, ClauseGraph& graph)
      : drafts_(drafts), document_(drafts.document), grammar_(drafts.grammar), graph_(graph) {}

  void run() {
    for (Predicate& predicate : graph_.predicates) {
      read_verb_forms(predicate);
    }
    mark_questions();
    for (Predicate& predicate : graph_.predicates) {
      negate_from(predicate);
    }
    for (Predicate& predicate : graph_.predicates) {
      apply_from(predicate);
    }
    inherit();
  }

 private:
  [[nodiscard]] const Token& token(TokenIndex index) const { return document_.tokens[index]; }

  [[nodiscard]] std::string word(TokenIndex index) const { return lower(document_.lemma(index)); }

  void read_finite(Predicate& predicate, TokenIndex index) const {
    const Features& features = token(index).features;
    if (features.mood == VerbMood::imperative) {
      predicate.mood |= mood_imperative;
    } else if (features.mood == VerbMood::subjunctive && features.tense != Tense::past) {
      predicate.mood |= mood_subjunctive_1;
    } else if (features.mood == VerbMood::subjunctive && !is_ambiguous_past(index)) {
      predicate.mood |= mood_subjunctive_2;
    }
    if (predicate.tense == ClauseTense::none && features.verb_form == VerbForm::finite) {
      predicate.tense = features.tense == Tense::past ? ClauseTense::past : ClauseTense::present;
    }
  }

  // "kippte": weak verbs have one form for the past and for Konjunktiv II; it is read as the past.
  [[nodiscard]] bool is_ambiguous_past(TokenIndex index) const {
    const auto endings = grammar_.words.find("weak_past_ending");
    return token(index).upos == Upos::verb && endings != grammar_.words.end() &&
           std::ranges::any_of(endings->second, [&](const std::string& ending) {
             return document_.form(index).ends_with(ending);
           });
  }

  void read_verb_forms(Predicate& predicate) const {
    const TokenIndex first = first_finite(predicate);
    for (const TokenIndex verb : verbs_of(predicate)) {
      // A clause has one finite verb; another one belongs elsewhere.
      const bool foreign =
          verb > first && token(verb).features.verb_form == VerbForm::finite && first != no_token;
      if (!foreign) {
        read_finite(predicate, verb);
      }
    }
    if (is_future_passive(predicate)) {
      predicate.mood |= mood_future;
    }
    for (const TokenIndex child : drafts_.tree.children(predicate.head)) {
      if (token(child).relation == Deprel::aux) {
        read_auxiliary(predicate, child);
      }
    }
  }

  // The verb and its auxiliaries.
  [[nodiscard]] std::vector<TokenIndex> verbs_of(const Predicate& predicate) const {
    std::vector<TokenIndex> verbs{predicate.head};
    for (const TokenIndex child : drafts_.tree.children(predicate.head)) {
      const auto relation = token(child).relation;
      if (relation == Deprel::cop || relation == Deprel::aux_pass || relation == Deprel::aux) {
        verbs.push_back(child);
      }
    }
    return verbs;
  }

  [[nodiscard]] TokenIndex first_finite(const Predicate& predicate) const {
    TokenIndex first = no_token;
    for (const TokenIndex verb : verbs_of(predicate)) {
      if (token(verb).features.verb_form == VerbForm::finite) {
        first = std::min(first, verb);
      }
    }
    return first;
  }

  // "werden dem Richter vorgeführt werden"
  [[nodiscard]] bool is_future_passive(const Predicate& predicate) const {
    bool finite = false;
    bool infinitive = false;
    for (const TokenIndex verb : verbs_of(predicate)) {
      const Features& features = token(verb).features;
      const bool auxiliary =
          token(verb).upos == Upos::aux && grammar_.is("future_auxiliary", word(verb));
      finite = finite || (auxiliary && features.verb_form == VerbForm::finite &&
                          features.tense == Tense::present);
      infinitive = infinitive || (auxiliary && features.verb_form == VerbForm::infinitive);
    }
    return finite && infinitive;
  }

  void read_auxiliary(Predicate& predicate, TokenIndex child) const {
    const auto lemma = word(child);
    const Features& features = token(child).features;
    const bool past = features.tense == Tense::past && features.mood != VerbMood::subjunctive &&
                      features.verb_form == VerbForm::finite;
    if (grammar_.is("perfect_auxiliary", lemma)) {
      predicate.tense = past ? ClauseTense::pluperfect : ClauseTense::perfect;
    } else if (grammar_.is("future_auxiliary", lemma) && features.tense != Tense::past) {
      predicate.mood |= mood_future;
      predicate.tense = ClauseTense::future;
    } else if (says_future_in_past(predicate, lemma)) {
      predicate.mood |= mood_future;
    }
  }

  // "konnten 500 Zivilisten retten": an ability in the past indicative was used.
  [[nodiscard]] bool was_able(TokenIndex auxiliary) const {
    const Features& features = token(auxiliary).features;
    return features.mood == VerbMood::indicative && features.tense == Tense::past &&
           grammar_.is("ability", word(auxiliary));
  }

  // "said it would send troops": future, seen from the saying.
  [[nodiscard]] bool says_future_in_past(const Predicate& predicate,
                                         const std::string& auxiliary) const {
    return grammar_.is("future_in_past", auxiliary) && predicate.link == ParentLink::complement;
  }

  void mark_questions() {
    std::vector<bool> asks(document_.sentences.size(), false);
    for (SentenceIndex i = 0; i < document_.sentences.size(); ++i) {
      const Sentence& sentence = document_.sentences[i];
      for (TokenIndex t = sentence.end; t-- > sentence.begin && !asks[i];) {
        if (token(t).upos != Upos::punct) {
          break;
        }
        asks[i] = document_.form(t) == "?";
      }
    }
    for (Predicate& predicate : graph_.predicates) {
      if (asks[predicate.sentence]) {
        predicate.mood |= mood_question;
      }
    }
  }

  [[nodiscard]] static bool is_adverbial(Deprel relation) {
    return relation == Deprel::advmod || relation == Deprel::advmod_emph ||
           relation == Deprel::cc_preconj || relation == Deprel::discourse;
  }

  // Negation comes first: operators may ask for it.
  void negate_from(Predicate& predicate) const {
    for (const TokenIndex child : drafts_.tree.children(predicate.head)) {
      const auto relation = token(child).relation;
      if (is_adverbial(relation) || relation == Deprel::det || relation == Deprel::cc) {
        negate_by(predicate, child);
      }
    }
    negate_by_arguments(predicate);
  }

  // Everything that stands at this predicate and may work as an operator.
  void apply_from(Predicate& predicate) {
    apply_key(resources::predicate_key(document_, predicate), predicate);
    for (const TokenIndex child : drafts_.tree.children(predicate.head)) {
      const auto relation = token(child).relation;
      if (relation == Deprel::aux) {
        if (!says_future_in_past(predicate, word(child)) && !was_able(child)) {
          apply_key("m:" + word(child), predicate);
        }
      } else if (is_adverbial(relation)) {
        apply_key("d:" + word(child), predicate);
      } else if (relation == Deprel::mark) {
        apply_key("s:" + word(child), predicate);
      } else if (relation == Deprel::case_) {
        apply_key("p:" + word(child), predicate);
      } else if (relation == Deprel::amod && !is_carried_out(predicate)) {
        apply_key("a:" + word(child), predicate);
      }
    }
    apply_be_to(predicate);
    mark_inverted_condition(predicate);
  }

  // "is to visit", "are to be given": the operator "m:be to".
  void apply_be_to(Predicate& predicate) {
    TokenIndex finite = no_token;
    for (const TokenIndex child : drafts_.tree.children(predicate.head)) {
      const Deprel relation = token(child).relation;
      const bool auxiliary = relation == Deprel::cop || relation == Deprel::aux_pass;
      if (auxiliary && token(child).features.verb_form == VerbForm::finite) {
        finite = child;
      } else if (finite != no_token && relation == Deprel::mark && child < predicate.head) {
        apply_key("m:" + word(finite) + " " + word(child), predicate);
      }
    }
  }

  // "startete die erwartete Offensive": what was planned is done.
  [[nodiscard]] bool is_carried_out(const Predicate& predicate) const {
    if (predicate.light_verb == no_token) {
      return false;
    }
    const Predicate& verb = graph_.predicates[graph_.predicate_of[predicate.light_verb]];
    const bool negated =
        std::ranges::any_of(drafts_.tree.children(verb.head),
                            [&](TokenIndex child) { return is_negator(child, verb); });
    return !negated && (verb.tense == ClauseTense::past || verb.tense == ClauseTense::perfect ||
                        verb.tense == ClauseTense::pluperfect);
  }

  // "noch" negates only after "weder": a negator may have conditions.
  [[nodiscard]] bool is_negator(TokenIndex index, const Predicate& predicate) const {
    const auto found = grammar_.operators.find("x:" + word(index));
    if (found == grammar_.operators.end()) {
      return false;
    }
    const resources::PredicateView view{document_, graph_, predicate, grammar_.classes, {}};
    return std::ranges::any_of(found->second, [&](const Operator& entry) {
      return resources::all_hold(entry.when, view);
    });
  }

  void negate_by(Predicate& predicate, TokenIndex index) const {
    if (!is_negator(index, predicate)) {
      return;
    }
    const bool softened =
        index + 1 < document_.tokens.size() && grammar_.is("not_only", word(index + 1));
    if (!softened) {
      predicate.negated = true;
    }
  }

  // "hat keine Soldaten entsandt", "niemand griff an"
  void negate_by_arguments(Predicate& predicate) const {
    for (const Argument& argument : graph_.arguments_of(predicate)) {
      if (argument.inferred || argument.role == Role::complement ||
          predicate.kind == PredicateKind::noun) {
        continue;
      }
      if (token(argument.token).upos == Upos::pron) {
        negate_by(predicate, argument.token);
      }
      for (const TokenIndex child : drafts_.tree.children(argument.token)) {
        const auto relation = token(child).relation;
        if (relation == Deprel::det || relation == Deprel::case_ || relation == Deprel::cc ||
            relation == Deprel::cc_preconj) {
          negate_by(predicate, child);
        }
      }
    }
  }

  // "Sollte Russland angreifen, ...": a clause before its main clause with the verb in front.
  void mark_inverted_condition(Predicate& predicate) {
    if (token(predicate.head).relation != Deprel::advcl || predicate.parent == no_predicate ||
        drafts_.tree.child(predicate.head, Deprel::mark) != no_token ||
        predicate.head > graph_.predicates[predicate.parent].head) {
      return;
    }
    const TokenIndex first = document_.sentences[predicate.sentence].begin;
    const bool own_verb_first =
        (token(first).upos == Upos::aux || token(first).upos == Upos::verb) &&
        token(first).features.verb_form == VerbForm::finite &&
        (first == predicate.head || token(first).head == predicate.head);
    if (own_verb_first) {
      predicate.mood |= mood_condition;
      graph_.predicates[predicate.parent].mood |= mood_conditioned;
    }
  }

  void apply_key(const std::string& key, Predicate& predicate) {
    const auto found = grammar_.operators.find(key);
    if (found == grammar_.operators.end()) {
      return;
    }
    const resources::PredicateView view{document_, graph_, predicate, grammar_.classes, {}};
    for (const Operator& entry : found->second) {
      if (!resources::all_hold(entry.when, view)) {
        continue;
      }
      reach(entry, predicate);
      if (key.starts_with("m:")) {
        break;  // a modal has one reading: the first line that holds
      }
    }
  }

  void reach(const Operator& entry, Predicate& predicate) {
    // Adverbs, modals and subordinators stand below the predicate that they change.
    if (entry.over_clause || entry.over_noun) {
      affect(predicate, entry.effect);
    }
    for (const auto& slots : entry.over.alternatives) {
      for (const Argument& argument : graph_.arguments_of(predicate)) {
        if (std::ranges::any_of(slots,
                                [&](const auto& s) { return s.fits(argument, document_); })) {
          affect_token(argument.token, entry.effect);
        }
      }
    }
  }

  void affect_token(TokenIndex index, Effect effect) {
    const auto found = graph_.predicate_of[index];
    if (found != no_predicate) {
      affect(graph_.predicates[found], effect);
    }
  }

  void affect(Predicate& predicate, Effect effect) {
    switch (effect) {
      case Effect::negation:
        predicate.negated = true;
        break;
      case Effect::future:
        predicate.mood |= mood_future;
        break;
      case Effect::hypothetical:
      case Effect::possible:
        predicate.mood |= mood_possible;
        break;
      case Effect::historical:
        predicate.mood |= mood_historical;
        break;
      case Effect::hearsay:
        predicate.mood |= mood_hearsay;
        break;
      case Effect::planned:
        predicate.mood |= mood_planned;
        break;
      case Effect::necessary:
        predicate.mood |= mood_necessary;
        break;
      case Effect::condition:
        predicate.mood |= mood_condition;
        if (predicate.parent != no_predicate) {
          graph_.predicates[predicate.parent].mood |= mood_conditioned;
        }
        break;
      case Effect::question:
        predicate.mood |= mood_question;
        break;
      case Effect::purpose:
        predicate.mood |= mood_purpose;
        break;
      case Effect::attempt:
        predicate.mood |= mood_attempt;
        break;
    }
  }

  [[nodiscard]] bool is_definite(TokenIndex noun) const {
    return std::ranges::any_of(drafts_.tree.children(noun), [&](TokenIndex child) {
      const auto relation = token(child).relation;
      return relation == Deprel::nmod_poss ||
             (relation == Deprel::det && grammar_.is("definite", word(child)));
    });
  }

  void inherit() {
    for (const TokenIndex index : drafts_.tree.top_down()) {
      const auto found = graph_.predicate_of[index];
      if (found == no_predicate) {
        continue;
      }
      Predicate& predicate = graph_.predicates[found];
      if (predicate.light_verb != no_token) {
        inherit_from(predicate, graph_.predicates[graph_.predicate_of[predicate.light_verb]]);
      } else if (predicate.parent != no_predicate) {
        inherit_down(predicate, graph_.predicates[predicate.parent]);
      }
    }
  }

  // A folded noun is its verb's clause.
  static void inherit_from(Predicate& noun, const Predicate& verb) {
    noun.mood |= verb.mood;
    noun.negated = noun.negated || verb.negated;
    noun.tense = verb.tense;
  }

  // "drängt, dem Erlass von Sanktionen zuzustimmen": the article of the outer noun is due to the
  // inner one, which shares the mood of the clause.
  [[nodiscard]] const Predicate& carrier(const Predicate& noun) const {
    const bool passes = noun.kind == PredicateKind::noun && noun.link == ParentLink::argument &&
                        noun.light_verb == no_token && noun.parent != no_predicate &&
                        is_definite(noun.head);
    return passes ? graph_.predicates[noun.parent] : noun;
  }

  void inherit_down(Predicate& predicate, const Predicate& parent) const {
    const Draft& draft = drafts_.drafts[graph_.predicate_of[predicate.head]];
    if (predicate.link == ParentLink::argument) {
      if (predicate.kind == PredicateKind::noun && !is_definite(predicate.head)) {
        predicate.mood |= static_cast<std::uint16_t>(carrier(parent).mood & inherited_by_nouns);
      }
      return;
    }
    // "It would be a mistake to arrest them": an infinitive that describes a noun.
    if (!draft.has_finite && (predicate.link != ParentLink::relative || draft.infinitive_marked)) {
      predicate.mood |= parent.mood & inherited_by_infinitives;
      if (predicate.link == ParentLink::conjunct) {
        predicate.mood |= parent.mood & (mood_hearsay | mood_subjunctive_1);
        predicate.tense = predicate.tense == ClauseTense::none ? parent.tense : predicate.tense;
      } else if (draft.infinitive_marked ||
                 token(predicate.head).features.verb_form == VerbForm::infinitive) {
        predicate.mood |= mood_infinitive;
      }
      return;
    }
    predicate.mood |= parent.mood & inherited_by_clauses;
  }

  const Drafts& drafts_;
  const Document& document_;
  const Grammar& grammar_;
  ClauseGraph& graph_;
};

}  // namespace

void apply_operators(const Drafts& drafts, ClauseGraph& graph) {
  OperatorPass(drafts, graph).run();
}

}  // namespace carkeys::clauses
