// SPDX-License-Identifier: Apache-2.0
// Labels that a clause decides as a whole, settled after each word has chosen its own: one subject
// a clause, and a passive subject exactly where the verb has a passive auxiliary.
#pragma once

#include "analysis/tree/scratch.h"
#include "records/document.h"

namespace carkeys::analysis {

// For the tokens [begin, end) of one sentence, whose heads and relations are set.
void settle_subjects(Document& document, TokenIndex begin, TokenIndex end, TreeScratch& scratch);

}  // namespace carkeys::analysis
