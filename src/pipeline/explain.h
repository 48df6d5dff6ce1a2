// SPDX-License-Identifier: Apache-2.0
// What `car-keys explain` shows: for each sentence its tokens and tree, the clause graph, the
// lexicon line that fired, the records with the words behind each field, and where there is no
// record, why not. Builds text; prints nothing.
#pragma once

#include <span>
#include <string>

#include "coding/coder.h"
#include "records/article.h"
#include "records/clause_graph.h"
#include "records/document.h"
#include "records/record.h"

namespace carkeys::pipeline {

// Everything that was worked out for one article.
struct Explanation {
  const Article& article;
  const Document& document;
  const ClauseGraph& graph;
  const Coding& coding;
  const coding::Trace& trace;
};

std::string explain_text(const Explanation& explanation);
// The same as one JSON object, the Explanation of docs/openapi.yaml.
std::string explain_json(const Explanation& explanation);
// What each phrase denotes, one JSON object a line in text order: `begin` and `end` of its head
// word and `head`, where the word that this one depends on begins, in code points; its words; and
// codes with sectors ("RUS/GOV"). bench/reference measures them.
std::string phrases_lines(const Explanation& explanation);

}  // namespace carkeys::pipeline
