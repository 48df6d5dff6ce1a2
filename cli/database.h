// SPDX-License-Identifier: Apache-2.0
// The database that a coding run writes into, and the tables that reading one needs.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "pipeline/pipeline.h"
#include "store/sink.h"

namespace carkeys::cli {

// Opens it for a run with these models, lexicon and options, which it notes down with the records.
Result<std::unique_ptr<store::DatabaseSink>> open_database(const std::string& path,
                                                           const PipelineOptions& options);

// The lexicon alone, for commands that code nothing. Errors: bad_resource.
Result<resources::Lexicon> load_lexicon(const PipelineOptions& options);

}  // namespace carkeys::cli
