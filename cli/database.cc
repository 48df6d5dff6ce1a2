// SPDX-License-Identifier: Apache-2.0
#include "database.h"

#include <fmt/format.h>

#include "pipeline/checksums.h"

namespace carkeys::cli {

Result<std::unique_ptr<store::DatabaseSink>> open_database(const std::string& path,
                                                           const PipelineOptions& options) {
  CARKEYS_TRY(const ResourceChecksums checksums, resource_checksums(options));
  return store::sqlite_sink(
      path,
      {checksums.models,
       checksums.lexicon,
       options.min_confidence > 0 ? fmt::format("min-confidence={}", options.min_confidence) : ""});
}

}  // namespace carkeys::cli
