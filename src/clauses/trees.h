// SPDX-License-Identifier: Apache-2.0
// Trees mended by what the lexicon knows.
#pragma once

#include "clauses/grammar.h"
#include "records/document.h"

namespace carkeys::clauses {

// In `document`:
// - "Das erklärte die Regierung": a model that goes by the order of words takes the first of two
//   phrases for the subject where their case does not show. What is said says nothing: subject and
//   object of a verb of saying or denying are exchanged.
// - "accused Syria of crimes", "beschuldigte Syrien des Angriffs": a phrase that holds what is said
//   hangs on the verb of saying, not on the name before it.
// - "hat Russland angegriffen": what the model takes for a dative, though it is a nominative, is
// the
//   subject of a clause without one.
// - "is alleged to have attacked": what has a passive auxiliary is a verb.
// - "warf ihm Verbrechen vor, darunter Morde": what is listed behind the clause hangs on the noun
//   that it is an example of, not on the verb.
void mend_trees(Document& document, const Grammar& grammar);

}  // namespace carkeys::clauses
