// SPDX-License-Identifier: Apache-2.0
// The clause graph while it is being built: one Draft per predicate, filled phase by phase (own
// arguments, shared and controlled subjects, light verbs), then flattened into a ClauseGraph.
// Private to clauses/.
#pragma once

#include <vector>

#include "clauses/grammar.h"
#include "records/clause_graph.h"
#include "records/document.h"
#include "records/tree.h"

namespace carkeys::clauses {

struct Draft {
  Predicate predicate;
  std::vector<Argument> arguments;
  std::vector<TokenIndex> trigger;
  TokenIndex particle = no_token;            // "off" of "called off"
  std::vector<TokenIndex> surface_subjects;  // what agrees with the verb, conjuncts included
  bool has_finite = false;                   // has a finite verb of its own
  bool infinitive_marked = false;            // "zu" / "to"
};

struct Drafts {
  Document& document;
  const Grammar& grammar;
  Tree tree;
  std::vector<Draft> drafts;                 // in text order of heads
  std::vector<PredicateIndex> predicate_of;  // by token

  Drafts(Document& doc, const Grammar& gram) : document(doc), grammar(gram), tree(doc) {}

  [[nodiscard]] const Token& token(TokenIndex index) const { return document.tokens[index]; }

  // Lower-case lemma of the adposition over a phrase ("according to" where it is fixed), 0: none.
  [[nodiscard]] StringId case_marker(TokenIndex phrase) const;
  // Lower-case lemma of the subordinator of a clause, 0: none.
  [[nodiscard]] StringId clause_marker(TokenIndex clause) const;
  // The phrase head and the heads conjoined with it.
  [[nodiscard]] std::vector<TokenIndex> with_conjuncts(TokenIndex head) const;

  [[nodiscard]] Draft* draft_of(TokenIndex token) {
    const auto index = predicate_of[token];
    return index == no_predicate ? nullptr : &drafts[index];
  }
};

// Lower case for ASCII and Latin-1 letters, which is what adpositions and subordinators need.
std::string lower(std::string_view text);

// Phase 1: one draft per verb, noun and adjective, with the arguments that stand in its own clause;
// voice undone. Parents are complete before their dependents.
void collect_arguments(Drafts& drafts);
// Phase 2: relative, shared and controlled subjects.
void infer_arguments(Drafts& drafts, PredicateIndex index);
// Phase 3: light verbs give their arguments to the noun that names the deed.
void fold_light_verbs(Drafts& drafts);

ClauseGraph flatten(Drafts& drafts);

// Phase 4: mood, tense and negation of every predicate, operators, inheritance.
void apply_operators(const Drafts& drafts, ClauseGraph& graph);
// Phase 5: who says so.
void assign_scopes(const Drafts& drafts, ClauseGraph& graph);

}  // namespace carkeys::clauses
