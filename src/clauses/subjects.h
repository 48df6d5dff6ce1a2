// SPDX-License-Identifier: Apache-2.0
// Subjects mended by what the lexicon knows. "Das erklärte die Regierung": a model that goes by the
// order of words takes the first of two phrases for the subject where their case does not show;
// what is said says nothing.
#pragma once

#include "clauses/grammar.h"
#include "records/document.h"

namespace carkeys::clauses {

// Exchanges subject and object in `document` where a pronoun that takes up the sentence before
// ("das") was taken for the subject of a verb of saying or denying.
void mend_subjects(Document& document, const Grammar& grammar);

}  // namespace carkeys::clauses
