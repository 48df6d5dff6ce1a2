// SPDX-License-Identifier: Apache-2.0
// Lemmas mended by what the lexicon knows. A model meets words it has never seen and makes up their
// lemmas ("Wahlgäng", "beworfen"); where the made-up lemma is no word of the tables, but the form
// is a form of one ("Wahlgänge" of "Gang"), that word is the lemma. German only: English forms need
// none of this.
#pragma once

#include "clauses/grammar.h"
#include "records/document.h"

namespace carkeys::clauses {

// Sets better lemmas in `document`; interns them there.
void mend_lemmas(Document& document, const Grammar& grammar);

}  // namespace carkeys::clauses
