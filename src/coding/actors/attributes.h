// SPDX-License-Identifier: Apache-2.0
// What stands around an agent noun and may tell whose it is, sorted by how it is attached. Private
// to coding/actors.
#pragma once

#include "coding/actors/interpreter.h"

namespace carkeys::coding::actors {

struct Interpreter::Attributes {
  Referents adjectives;              // "iranische", "Berliner", "US-" ...: countries
  Referents bodies;                  // "NATO-", "police ...", "Regierungs-": organisations, agents
  Referents owners;                  // genitive, "of", possessive noun
  Referents origins;                 // "aus", "from"
  Referents places;                  // "in"
  Referents possessor;               // "sein", "their"
  Referents appositions;             // organisations and countries named beside it
  Referents described;               // agents beside it that say whose they are
  std::uint32_t person = no_person;  // a known person named beside it
  TextRange name;                    // the name of a person beside it
  const std::vector<std::string>* countries = nullptr;  // by a prefix ("Bundes-")
  bool both = false;
  bool former = false;
  bool foreign = false;  // "westliche": not the article's own
  bool phrased = false;  // a genitive or an "of" phrase, of whatever
  bool indefinite = false;
  bool definite = false;
  bool counted = false;  // "zwei", "viele"
};

}  // namespace carkeys::coding::actors
