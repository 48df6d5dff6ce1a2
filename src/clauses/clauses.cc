// SPDX-License-Identifier: Apache-2.0
#include "clauses/clauses.h"

#include <utility>

#include "clauses/draft.h"
#include "clauses/grammar.h"
#include "clauses/lemmas.h"
#include "clauses/trees.h"

namespace carkeys::clauses {

struct ClauseBuilder::Tables {
  Grammar german;
  Grammar english;
};

ClauseBuilder::ClauseBuilder(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}

ClauseBuilder::ClauseBuilder(ClauseBuilder&&) noexcept = default;
ClauseBuilder& ClauseBuilder::operator=(ClauseBuilder&&) noexcept = default;
ClauseBuilder::~ClauseBuilder() = default;

Result<ClauseBuilder> ClauseBuilder::load(const resources::Lexicon& lexicon) {
  auto tables = std::make_unique<Tables>();
  CARKEYS_TRY(tables->german, Grammar::load(lexicon, "de"));
  CARKEYS_TRY(tables->english, Grammar::load(lexicon, "en"));
  return ClauseBuilder(std::move(tables));
}

ClauseGraph ClauseBuilder::build(Document& document) const {
  const Grammar& grammar =
      document.language == Language::english ? tables_->english : tables_->german;
  mend_lemmas(document, grammar);
  mend_trees(document, grammar);
  Drafts drafts(document, grammar);
  collect_arguments(drafts);
  fold_light_verbs(drafts);
  ClauseGraph graph = flatten(drafts);
  apply_operators(drafts, graph);
  assign_scopes(drafts, graph);
  return graph;
}

}  // namespace carkeys::clauses
