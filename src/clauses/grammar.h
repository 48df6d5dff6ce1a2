// SPDX-License-Identifier: Apache-2.0
// The language tables of clauses/: LANG/{grammar,light_verbs,operators,cues}, and the verbs with
// particles of LANG/frames, read once. Every word of German or English that this stage knows is in
// them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "records/clause_graph.h"
#include "resources/lexicon.h"
#include "resources/pattern.h"

namespace carkeys::clauses {

// What an operator does to the predicates it reaches.
enum class Effect : std::uint8_t {
  negation,
  future,
  hypothetical,
  historical,
  hearsay,
  planned,
  possible,
  necessary,
  condition,
  question,
  purpose,
  attempt
};

struct Operator {
  std::vector<resources::Condition> when;
  Effect effect = Effect::possible;
  resources::SlotPath over;
  bool over_clause = false;  // the clause in which the operator stands
  bool over_noun = false;    // the noun that the operator modifies
};

struct Cue {
  std::vector<resources::Condition> when;
  Stance stance = Stance::asserts;
  resources::SlotPath claimant;
  bool claimant_is_head = false;  // what the adposition or adverb stands at ("laut X", "so X")
  resources::SlotPath content;
  bool over_clause = false;
  bool over_quote = false;
  bool carries = false;
  bool factive = false;
  resources::SlotPath content_subject;
};

struct LightVerb {
  resources::Slot slot;
  std::string noun;          // lemma or "*"
  resources::SlotPath deed;  // slot whose noun names the deed; empty: `slot` itself
};

struct Grammar {
  using Words = std::unordered_set<std::string>;
  // LANG/grammar: kind to words.
  std::unordered_map<std::string, Words> words;
  // LANG/lemmas: lower-case verb form to lemma, for strong verbs that models get wrong.
  std::unordered_map<std::string, std::string> lemmas;
  // Verbs with a particle behind a space that LANG/frames name: "call off".
  Words particle_verbs;
  // Nouns and verbs (lemmas) that any table of the language names.
  Words nouns;
  Words verbs;
  std::unordered_map<std::string, std::vector<LightVerb>> light_verbs;  // by verb lemma
  std::unordered_map<std::string, std::vector<Operator>> operators;     // by "v:planen"
  std::unordered_map<std::string, std::vector<Cue>> cues;               // by "v:sagen"
  resources::WordClasses classes;

  [[nodiscard]] bool is(std::string_view kind, std::string_view word) const;
  static Result<Grammar> load(const resources::Lexicon& lexicon, std::string_view language);
};

}  // namespace carkeys::clauses
