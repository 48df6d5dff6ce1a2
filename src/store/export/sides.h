// SPDX-License-Identifier: Apache-2.0
// Records with lists of actors and recipients, for forms that have room for one of each.
#pragma once

#include <vector>

#include "records/record.h"

namespace carkeys::store {

struct Dyad {
  const Entity* actor = nullptr;  // nullptr: nobody named
  const Entity* recipient = nullptr;
};

// Every actor with every recipient. The parties of a mutual act (several actors and no recipient)
// come in both directions; an act without recipient or actor is one dyad for each party. Never
// empty. Valid as long as the record.
std::vector<Dyad> dyads_of(const Record& record);

// Reported or confirmed, and without auxiliary modes.
bool is_fact(const Record& record);

}  // namespace carkeys::store
