// SPDX-License-Identifier: Apache-2.0
// From predicates to propositions: looks up the frame of every predicate, fills both sides, and
// decides which of two predicates that tell the same deed speaks for it.
#pragma once

#include <vector>

#include "coding/context.h"
#include "coding/sides/sides.h"

namespace carkeys::coding {

// In text order of predicates. Dropped ones are kept with the reason, for explain. `choices` may be
// null.
[[nodiscard]] std::vector<Proposition> find_propositions(const CodingContext& context,
                                                         const Weights& sides,
                                                         std::vector<SideChoice>* choices);

}  // namespace carkeys::coding
