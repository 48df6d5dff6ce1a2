// SPDX-License-Identifier: Apache-2.0
// Roles that a clause decides as a whole: at most one subject, object and passive auxiliary a verb,
// subject and object in the case that their words and articles show, a subject where a finite verb
// lacks one, and a passive subject exactly where the verb has a passive auxiliary. Each word by
// itself would choose "Sie" and "Gerät" both as subjects of "warf".
#pragma once

#include <cstddef>
#include <span>

#include "analysis/tree/scratch.h"
#include "records/document.h"

namespace carkeys::analysis {

// Scores of one sentence's words; the first row is that of the sentence's first token.
struct RoleScores {
  float* relation_rows = nullptr;  // a column for each of `relations`
  std::size_t relation_stride = 0;
  std::span<const Deprel> relations;
  const float* case_rows = nullptr;  // a column for each value of Case
  std::size_t case_stride = 0;
};

// Lowers the scores of subjects, objects and dative arguments that are not in their case. For the
// tokens [begin, end), whose heads, parts of speech and features are set.
void weigh_cases(const Document& document,
                 TokenIndex begin,
                 TokenIndex end,
                 const RoleScores& scores);

// Settles the roles of the tokens [begin, end), whose heads and relations are set.
void settle_roles(Document& document,
                  TokenIndex begin,
                  TokenIndex end,
                  const RoleScores& scores,
                  TreeScratch& scratch);

}  // namespace carkeys::analysis
