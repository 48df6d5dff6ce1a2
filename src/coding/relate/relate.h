// SPDX-License-Identifier: Apache-2.0
// What one phrase of a sentence does to another: the pair question of relation classification,
// answered with the coder's own deeds. Both phrases count as political actors, whoever they are;
// of all deeds in the text the one that best holds the source as doer and the target as the other
// side gives the category.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text_range.h"
#include "coding/actors/actors.h"
#include "coding/context.h"
#include "records/record.h"

namespace carkeys::coding {

// Two phrases, in bytes of the article's text; an empty one is nobody.
struct Pair {
  TextRange source;
  TextRange target;
};

struct Relation {
  Category category = Category::consult;
  std::vector<std::string> mode;
  double confidence = 0;  // 0 to 1: how well the deed holds both phrases; no probability
  TextRange trigger;      // bytes of the word that names the deed
  std::string frame;      // place of the lexicon line
};

// Both phrases as actors; one that is nobody is left out.
std::vector<NamedActor> actors_of(const Document& document, const Pair& pair);

// Nullopt: no predicate of the text has a frame. Of `deeds` also dropped ones are looked at.
std::optional<Relation> choose_relation(const CodingContext& context,
                                        const std::vector<Proposition>& deeds,
                                        const Pair& pair);

}  // namespace carkeys::coding
