// SPDX-License-Identifier: Apache-2.0
// Keeps claims apart from facts: works out status, auxiliary modes and attributions of propositions
// from speech scopes and moods, absorbs plans into AGREE and CONCEDE, and finds disputes (a claim
// told here, denied there) across the article. CODING.md section 4 is the rule book.
#pragma once

#include <span>
#include <vector>

#include "coding/context.h"

namespace carkeys::coding {

// Sets status, aux and attributions, or drops the proposition ("sollte zahlen" is no deed).
// `historical`: a time expression puts it well before the article.
void judge(const CodingContext& context, Proposition& proposition, bool historical);

// Denials meet the claims they deny; also gives a denial its addressee.
void find_disputes(const CodingContext& context, std::vector<Proposition>& propositions);

// What was somebody's claim when it was first told is no fact when a noun speaks of it again.
void inherit_status(std::vector<Proposition>& propositions);

}  // namespace carkeys::coding
