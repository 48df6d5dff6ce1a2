// SPDX-License-Identifier: Apache-2.0
// The language-neutral predicate-argument graph of one document: who does what to whom in grammar,
// before any politics. Made by clauses/ from trees; read by coding/, which knows no language.
//
// What is already undone when a graph is read: passive voice (the passive subject is the object,
// the agent phrase the subject), relative pronouns (replaced by their antecedent), missing subjects
// of infinitives, participles and conjoined verbs (filled in, marked `inferred`), conjoined
// arguments (one Argument per conjunct), separable verbs (particle joined to the lemma), light
// verbs ("einen Besuch abstatten" is the predicate of "Besuch" with the verb's arguments).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/interner.h"
#include "records/document.h"

namespace carkeys {

using PredicateIndex = std::uint32_t;
using ScopeIndex = std::int32_t;
inline constexpr PredicateIndex no_predicate = 0xFFFFFFFF;
inline constexpr ScopeIndex no_scope = -1;

// The grammatical role of an argument after voice is undone. Spelled in lexicons as: subj obj dat
// gen poss mod prep:X comp comp:X pred.
enum class Role : std::uint8_t {
  subject,      // subj  doer of a verb (passive agents too)
  object,       // obj   direct object (passive subjects too)
  dative,       // dat   indirect or dative object
  genitive,     // gen   "der Angriff Russlands", "the invasion of Kuwait", genitive objects
  possessor,    // poss  "sein Angriff", "Russia's attack"
  modifier,     // mod   "der russische Angriff", first part of "US-Angriff", "drone attack"
  oblique,      // prep:X  X is the lemma of the adposition (Argument::marker)
  complement,   // comp, comp:X  a clause; X is its subordinator's lemma ("dass", "ob", "zu", "to")
  predicative,  // pred  the predicate noun or adjective of a copula or "als X" / "as X"
};

enum class PredicateKind : std::uint8_t { verb, noun, adjective };

struct Argument {
  Role role = Role::subject;
  bool inferred = false;        // not written here: relative, control or shared subject
  StringId marker = 0;          // lower-case lemma of the adposition or subordinator, 0: none
  TokenIndex token = no_token;  // head of the phrase; for a clause the head of its predicate
  PredicateIndex clause = no_predicate;  // for complement: the predicate of that clause
};

// Grammatical mood and the like, as a bit set in Predicate::mood.
enum MoodBit : std::uint16_t {
  mood_subjunctive_1 = 1 << 0,  // Konjunktiv I: somebody else's words
  mood_subjunctive_2 = 1 << 1,  // Konjunktiv II, English "would": hypothetical or somebody's words
  mood_possible = 1 << 2,       // können, dürfte; can, could, may, might
  mood_necessary = 1 << 3,      // müssen, sollen (duty); must, should, have to
  mood_hearsay = 1 << 4,        // "soll ... haben", "is said to"; reported by unnamed others
  mood_planned = 1 << 5,        // wollen, sollen (plan); "is to", "plans to", "set to", "vor haben"
  mood_future = 1 << 6,         // werden + infinitive; will, going to
  mood_condition = 1 << 7,      // inside an if-clause (wenn, falls, sollte ...; if, unless)
  mood_conditioned = 1 << 8,    // main clause of an if-clause
  mood_question = 1 << 9,
  mood_imperative = 1 << 10,
  mood_purpose = 1 << 11,     // um ... zu, in order to, "damit"
  mood_infinitive = 1 << 12,  // no finite verb of its own: truth is its governor's affair
  mood_attempt = 1 << 13,     // versuchen, try: not carried through as told
  mood_historical = 1 << 14,  // told as background: "damals", "ehemalig", "former"
};

enum class ClauseTense : std::uint8_t { none, present, past, perfect, pluperfect, future };

enum class ParentLink : std::uint8_t {
  none,        // a main clause or a noun outside any clause
  complement,  // object clause, subject clause or infinitive complement
  relative,    // relative clause or participle that modifies a noun
  adverbial,   // adverbial clause
  conjunct,    // conjoined with the parent; shares what the parent shares
  argument,    // a noun predicate that stands as argument or modifier below the parent
};

struct Predicate {
  TokenIndex head = no_token;        // the token that names the deed
  TokenIndex light_verb = no_token;  // the verb that carries a folded noun
  StringId lemma = 0;                // joined lemma ("festnehmen"), of Document::strings
  PredicateKind kind = PredicateKind::verb;
  ParentLink link = ParentLink::none;
  ClauseTense tense = ClauseTense::none;
  bool negated = false;
  bool passive = false;    // was passive in the text
  bool reflexive = false;  // has a reflexive pronoun ("sich entschuldigen")
  bool denies = false;     // is a cue of denying ("bestreiten", "reject")
  bool takes_up = false;   // a cue whose content is the sentence before ("Das bestritt Moskau.")
  bool copular = false;    // noun or adjective that is predicate of "sein" / "be"
  bool shifted = false;    // past only because the verb of saying is: "said Poland condemned it"
  std::uint16_t mood = 0;  // MoodBit
  PredicateIndex parent = no_predicate;
  ScopeIndex scope = no_scope;  // innermost speech scope that this predicate stands in
  SentenceIndex sentence = 0;
  std::uint32_t arguments_begin = 0;  // half-open range of ClauseGraph::arguments
  std::uint32_t arguments_end = 0;
  std::uint32_t trigger_begin = 0;  // half-open range of ClauseGraph::trigger_tokens
  std::uint32_t trigger_end = 0;    // head, particle, light verb and its noun, in text order
};

// What the cue of a speech scope says about the content.
enum class Stance : std::uint8_t { asserts, alleges, denies, confirms, doubts };

// "X says that ...": everything inside is X's word, not the article's. Scopes nest outermost first.
struct SpeechScope {
  Stance stance = Stance::asserts;
  bool quoted = false;             // the content stands in quotation marks
  bool unnamed = false;            // no claimant in the text ("angeblich", "soll ... haben")
  TokenIndex claimant = no_token;  // head of the phrase that names the speaker
  bool claimant_inferred = false;  // carried over from an earlier sentence or filled in
  TokenIndex cue = no_token;       // head token of the cue
  PredicateIndex cue_predicate = no_predicate;  // where the cue is a predicate
  TextRange cue_range;                          // words of the cue
  ScopeIndex outer = no_scope;
};

// Words between quotation marks, as a half-open range of tokens.
struct Quotation {
  TokenIndex begin = 0;
  TokenIndex end = 0;
};

struct ClauseGraph {
  std::vector<Predicate> predicates;  // in text order of their heads
  std::vector<Argument> arguments;
  std::vector<TokenIndex> trigger_tokens;
  std::vector<SpeechScope> scopes;
  std::vector<PredicateIndex> predicate_of;  // by token; no_predicate where a token heads none
  std::vector<ScopeIndex> scope_of;          // by token: innermost speech scope, or no_scope
  std::vector<Quotation> quotations;         // in text order

  [[nodiscard]] std::span<const Argument> arguments_of(const Predicate& predicate) const {
    return {arguments.data() + predicate.arguments_begin,
            predicate.arguments_end - predicate.arguments_begin};
  }

  [[nodiscard]] std::span<const TokenIndex> trigger_of(const Predicate& predicate) const {
    return {trigger_tokens.data() + predicate.trigger_begin,
            predicate.trigger_end - predicate.trigger_begin};
  }
};

}  // namespace carkeys
