// SPDX-License-Identifier: Apache-2.0
// The small language of lexicon cells: slots ("subj+prep:mit|gen") and conditions ("obj=@weapon
// !passive"), as lexicon/README.md describes them; read once when a lexicon is loaded, evaluated
// against the predicates of a clause graph. Both clauses/ (cues, operators) and coding/ (frames)
// use it; it knows neither language nor politics.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "records/clause_graph.h"
#include "records/document.h"
#include "records/record.h"
#include "resources/lexicon.h"
#include "resources/word_sequence.h"

namespace carkeys::resources {

struct Slot {
  Role role = Role::subject;
  bool any_marker = true;   // matches whatever the adposition or subordinator
  std::string marker = {};  // otherwise this one, lower case
  bool behind = false;      // no role: the first actor behind predicate and marker, in its phrase
  [[nodiscard]] bool fits(const Argument& argument, const Document& document) const;
};

// The arguments of a predicate that a slot names. A phrase with an adposition may hang on an object
// instead of the verb ("lieferte Drohnen an Russland"), and parsers differ there: where the
// predicate itself has none, those of its objects and obliques are looked through, two levels deep.
// With `wanted`, only arguments that it accepts count. Valid until the graph is changed.
std::vector<const Argument*> slot_fillers(const Slot& slot,
                                          const Document& document,
                                          const ClauseGraph& graph,
                                          const Predicate& predicate,
                                          const std::function<bool(const Argument&)>& wanted = {});

// Alternatives tried in order; the slots of one alternative are taken together.
struct SlotPath {
  std::vector<std::vector<Slot>> alternatives;

  [[nodiscard]] bool empty() const { return alternatives.empty(); }
};

enum class ConditionKind : std::uint8_t {
  filled,
  word,
  actor,
  several,
  sector,
  passive,
  reflexive,
  negated,
  copular,
  adverb,
  under,
  perfect,
  reported,
  sequence
};

struct Condition {
  ConditionKind kind = ConditionKind::filled;
  bool wanted = true;  // false: "!..."
  Slot slot;
  std::vector<std::string> words;  // lemmas, "@class" names or sectors
  WordSequence sequence = {};
};

// LANG/classes of one language: class name to lemmas.
using WordClasses = std::unordered_map<std::string, std::unordered_set<std::string>>;
Result<WordClasses> load_classes(const Lexicon& lexicon, std::string_view language);

Result<Slot> parse_slot(std::string_view text);
Result<SlotPath> parse_slots(std::string_view text);
Result<std::vector<Condition>> parse_conditions(std::string_view text);
// The parts of a cell between separators, empty parts left out.
std::vector<std::string_view> split(std::string_view text, char separator);

// What a condition is asked of.
struct PredicateView {
  const Document& document;
  const ClauseGraph& graph;
  const Predicate& predicate;
  const WordClasses& classes;
  // The entities of an argument; empty function where actors are not known (clauses/).
  std::function<std::span<const Entity>(const Argument&)> actors = {};
};

[[nodiscard]] bool holds(const Condition& condition, const PredicateView& view);
[[nodiscard]] bool all_hold(std::span<const Condition> conditions, const PredicateView& view);
// True if `lemma` is one of `words` or ends in one of them as a compound does ("Luftangriff" in
// "Angriff"); "@name" stands for a class.
[[nodiscard]] bool word_fits(std::string_view lemma,
                             std::span<const std::string> words,
                             const WordClasses& classes,
                             bool compounds);

// The ending of a German compound from byte `from` on, with its first letter in upper case; nullopt
// where no word can begin.
std::optional<std::string> noun_ending(std::string_view noun, std::size_t from);

// Looks up "n:Drohnenangriff", then "n:Angriff": a noun without an entry of its own goes by its
// longest known ending. `entries` maps keys to anything; null: none.
template <typename Map>
const typename Map::mapped_type* find_by_ending(const Map& entries,
                                                const std::string& key,
                                                bool compounds) {
  const auto exact = entries.find(key);
  if (exact != entries.end()) {
    return &exact->second;
  }
  if (!compounds || !key.starts_with("n:")) {
    return nullptr;
  }
  for (std::size_t from = 4; from < key.size(); ++from) {
    const auto tail = noun_ending(key, from);
    const auto found = tail ? entries.find("n:" + *tail) : entries.end();
    if (found != entries.end()) {
      return &found->second;
    }
  }
  return nullptr;
}

// "v:" / "n:" / "a:" and the lemma: the key of a predicate in frames, cues and operators.
std::string predicate_key(const Document& document, const Predicate& predicate);

}  // namespace carkeys::resources
