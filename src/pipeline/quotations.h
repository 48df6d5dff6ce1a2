// SPDX-License-Identifier: Apache-2.0
// What `car-keys quotes` prints: who is said to have said what, one JSON object a line, with the
// words behind speaker, cue and message as code point offsets into the article's text.
#pragma once

#include <string>

#include "records/article.h"
#include "records/clause_graph.h"
#include "records/document.h"

namespace carkeys::pipeline {

std::string quotation_lines(const Article& article,
                            const Document& document,
                            const ClauseGraph& graph);

}  // namespace carkeys::pipeline
