// SPDX-License-Identifier: Apache-2.0
// Sides that a sentence leaves out because the article has just named them: "Bei dem Anschlag ..."
// (by whom the paragraph before said), "Teheran wies das zurück" (what Washington had said), a
// demonstration whose marchers are simply people of the place. Fills only empty sides and marks
// them as inferred.
#pragma once

#include <vector>

#include "coding/context.h"

namespace carkeys::coding {

void fill_from_discourse(const CodingContext& context, std::vector<Proposition>& propositions);

}  // namespace carkeys::coding
