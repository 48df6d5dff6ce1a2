// SPDX-License-Identifier: Apache-2.0
// What every part of the coder reads about one document. Private to coding/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "coding/actors/actors.h"
#include "coding/events/frames.h"
#include "coding/place/place.h"
#include "coding/time/time.h"
#include "records/article.h"
#include "records/clause_graph.h"
#include "records/document.h"
#include "records/record.h"

namespace carkeys::coding {

struct CodingContext {
  const Article& article;
  const Document& document;
  const ClauseGraph& graph;
  const ActorMap& actors;
  const FrameTable& frames;
  const Codebook& codebook;
  const std::unordered_set<std::string>& locatives;  // adpositions of place ("in", "near")

  // The entities that an argument contributes: the phrase, a modifier's country, or the speaker
  // behind "wir" in a quotation.
  [[nodiscard]] std::vector<Entity> entities(const Argument& argument) const;
  [[nodiscard]] std::vector<Entity> entities_at(TokenIndex token) const;
  // The entities behind a phrase that is no actor itself: "Stellungen der Armee", "den Angriff
  // Russlands", "die russische Haltung".
  [[nodiscard]] std::vector<Entity> entities_within(TokenIndex token) const;
  // The first actor behind the predicate's word (and behind `marker`, where that is not empty)
  // within its phrase, with its conjuncts.
  [[nodiscard]] std::vector<Entity> entities_behind(const Predicate& at,
                                                    std::string_view marker) const;
  // The nearest verb (or copula) clause at or above a predicate.
  [[nodiscard]] PredicateIndex clause_of(PredicateIndex index) const;
  // True where `inner` lies below `outer` in the graph.
  [[nodiscard]] bool governed_by(PredicateIndex inner, PredicateIndex outer) const;

 private:
  [[nodiscard]] bool hangs_below(TokenIndex token, TokenIndex head) const;
  [[nodiscard]] TokenIndex actor_above(TokenIndex token) const;
  void collect_within(TokenIndex phrase,
                      Role role,
                      std::vector<Entity>& found,
                      std::vector<TokenIndex>& below) const;
};

// One deed found at one predicate, before records are made of it.
struct Proposition {
  const Frame* frame = nullptr;
  PredicateIndex predicate = no_predicate;
  Category category = Category::consult;
  std::vector<std::string> mode;
  std::vector<std::string> context;
  std::vector<Entity> actor;
  std::vector<Entity> recipient;
  Status status = Status::reported;
  std::uint8_t aux = 0;
  std::vector<Attribution> attributions;
  std::vector<PredicateIndex> denied_by;  // predicates of the denials that meet this claim
  bool inferred = false;                  // a side was not written at this predicate
  double actor_chance = 1;                // probability of a side that was chosen; 1: written
  double recipient_chance = 1;
  // Number of the earlier deed that a noun speaks of again ("der Beschuss"); none: itself.
  std::optional<std::size_t> repeats;
  std::string dropped;  // why it makes no record; empty: it does
};

// Adds the entities of `more` that are not there yet (by code, sector and name).
void add_entities(std::vector<Entity>& entities, std::span<const Entity> more);
// True where the lists share a country code.
bool share_code(std::span<const Entity> a, std::span<const Entity> b);
bool is_codable(std::span<const Entity> entities);

}  // namespace carkeys::coding
