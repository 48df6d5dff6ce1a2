// SPDX-License-Identifier: Apache-2.0
// Stage "clauses": trees to the language-neutral predicate-argument graph (records/clause_graph.h).
// Language knowledge (light verbs, modals, subordinators, reporting cues, negation words) comes
// from the tables LANG/{light_verbs,moods,cues,...}; there is no politics here.
#pragma once

#include <memory>

#include "base/result.h"
#include "records/clause_graph.h"
#include "records/document.h"
#include "resources/lexicon.h"

namespace carkeys::clauses {

class ClauseBuilder {
 public:
  ClauseBuilder(ClauseBuilder&&) noexcept;
  ClauseBuilder& operator=(ClauseBuilder&&) noexcept;
  ~ClauseBuilder();

  // Reads the language tables. Errors: bad_resource naming table and line.
  static Result<ClauseBuilder> load(const resources::Lexicon& lexicon);

  // Builds the graph of an analysed document. Interns joined lemmas into document.strings, nothing
  // else is changed. Safe to call from several threads on different documents.
  [[nodiscard]] ClauseGraph build(Document& document) const;

 private:
  struct Tables;
  explicit ClauseBuilder(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace carkeys::clauses
