// SPDX-License-Identifier: Apache-2.0
// Sides that a sentence leaves out because the article names them elsewhere: "Bei dem Anschlag ..."
// (by whom the paragraph before said), "Teheran wies das zurück" (what Washington had said), "the
// opposition demands" (of its own government). For every empty side the countries and bodies named
// so far are candidates beside "nobody"; learned weights (table learned/sides) over plain features
// choose. Fills only empty sides and marks them as inferred.
#pragma once

#include <string>
#include <vector>

#include "coding/context.h"
#include "coding/learned/weights.h"

namespace carkeys::coding {

enum class Side : std::uint8_t { actor, recipient };

// One empty side with all that might fill it, for `car-keys explain` and for training.
struct SideChoice {
  struct Candidate {
    std::vector<Entity> entities;  // empty: nobody
    std::vector<std::string> features;
    double probability = 0;
  };

  PredicateIndex predicate = no_predicate;
  Category category = Category::consult;
  Side side = Side::actor;
  std::vector<Entity> across;         // the other side
  std::vector<Candidate> candidates;  // the first is "nobody"
  std::size_t chosen = 0;
  bool rehearsed = false;  // the side is written and was only hidden, for training
};

// `choices` may be null.
void fill_sides(const CodingContext& context,
                const Weights& weights,
                std::vector<Proposition>& propositions,
                std::vector<SideChoice>* choices);

}  // namespace carkeys::coding
