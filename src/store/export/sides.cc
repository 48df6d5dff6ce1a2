// SPDX-License-Identifier: Apache-2.0
#include "store/export/sides.h"

namespace carkeys::store {

namespace {

void add_pairs(const std::vector<Entity>& actors,
               const std::vector<Entity>& recipients,
               std::vector<Dyad>& dyads) {
  for (const Entity& actor : actors) {
    for (const Entity& recipient : recipients) {
      if (&actor != &recipient) {
        dyads.push_back({&actor, &recipient});
      }
    }
  }
}

}  // namespace

std::vector<Dyad> dyads_of(const Record& record) {
  std::vector<Dyad> dyads;
  const bool mutual = record.recipient.empty();
  add_pairs(record.actor, mutual ? record.actor : record.recipient, dyads);
  if (!dyads.empty()) {
    return dyads;
  }
  for (const Entity& actor : record.actor) {
    dyads.push_back({&actor, nullptr});
  }
  for (const Entity& recipient : record.recipient) {
    dyads.push_back({nullptr, &recipient});
  }
  if (dyads.empty()) {
    dyads.emplace_back();
  }
  return dyads;
}

bool is_fact(const Record& record) {
  return (record.status == Status::reported || record.status == Status::confirmed) &&
         record.aux == 0;
}

}  // namespace carkeys::store
