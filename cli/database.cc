// SPDX-License-Identifier: Apache-2.0
#include "database.h"

#include <filesystem>

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

Result<resources::Lexicon> load_lexicon(const PipelineOptions& options) {
  const std::filesystem::path folder = data_folder(options);
  return resources::Lexicon::load((folder / "car-keys.lexicon").string(), options.lexicon_overlay);
}

}  // namespace carkeys::cli
