// SPDX-License-Identifier: Apache-2.0
#include "pipeline/checksums.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/files.h"
#include "base/hash.h"

namespace carkeys {
namespace {

namespace fs = std::filesystem;

Result<std::string> file_hash(const fs::path& path) {
  CARKEYS_TRY(const MappedFile file, MappedFile::open(path.string()));
  return hash128_hex(file.bytes());
}

// Names below the folder and what is in the files, in name order.
Result<std::string> folder_hash(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() == ".tsv") {
      paths.push_back(entry.path());
    }
  }
  std::ranges::sort(paths);
  FieldHasher hasher;
  for (const fs::path& path : paths) {
    CARKEYS_TRY(const std::string bytes, read_file(path.string()));
    hasher.add(path.lexically_relative(folder).string()).add(bytes);
  }
  return hasher.hex();
}

}  // namespace

Result<ResourceChecksums> resource_checksums(const PipelineOptions& options) {
  const fs::path folder = data_folder(options);
  ResourceChecksums checksums;
  for (const std::string language : {"de", "en"}) {
    const fs::path path = folder / (language + ".model");
    std::error_code ignored;
    if (fs::exists(path, ignored)) {
      CARKEYS_TRY(const std::string hash, file_hash(path));
      checksums.models += checksums.models.empty() ? "" : " ";
      checksums.models += language;
      checksums.models += ":";
      checksums.models += hash;
    }
  }
  CARKEYS_TRY(checksums.lexicon, file_hash(folder / "car-keys.lexicon"));
  if (!options.lexicon_overlay.empty()) {
    CARKEYS_TRY(const std::string overlay, folder_hash(options.lexicon_overlay));
    checksums.lexicon += "+" + overlay;
  }
  return checksums;
}

}  // namespace carkeys
