// SPDX-License-Identifier: Apache-2.0
// What `car-keys relate` does with one line: a text and two of its phrases in, the category of what
// the first does to the second out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/analyser.h"
#include "article/finder.h"
#include "base/result.h"
#include "ingest/pair_line.h"
#include "pipeline/pipeline.h"

namespace carkeys::pipeline {

// Keeps what the analysis needs from line to line; one for each thread. The pipeline must outlive
// it.
class PairAnswerer {
 public:
  PairAnswerer(const Pipeline& pipeline, article::Defaults defaults);

  // One JSON object and a line end, nothing for the header of a table; `source` and `line` name the
  // pair where it has no id. A phrase that is not in the text is nobody. Errors: bad_input with
  // source and line, also where both phrases are nobody; bad_resource where the language has no
  // model.
  Result<std::string> answer(std::string_view bytes, const std::string& source, std::int64_t line);

 private:
  const Pipeline& pipeline_;
  article::Defaults defaults_;
  ingest::PairLineReader reader_;
  analysis::Workspace workspace_;
};

// The line that stands for a pair without an answer, so that answers and questions keep step.
[[nodiscard]] std::string unanswered(const Error& error);

}  // namespace carkeys::pipeline
