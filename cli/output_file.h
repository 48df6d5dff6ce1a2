// SPDX-License-Identifier: Apache-2.0
// Where data go: standard output, or a file that is there whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace carkeys::cli {

class OutputFile {
 public:
  // Empty: standard output. A file is written beside its place, as PATH.part, until keep().
  // Errors: cannot_write.
  static Result<OutputFile> open(const std::string& path);

  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  // Without keep() nothing is left of a file.
  ~OutputFile();

  Result<void> write(std::string_view bytes);
  // Brings the file to the disk and into its place.
  Result<void> keep();

 private:
  OutputFile(std::string path, int descriptor);
  void discard();

  std::string path_;
  int descriptor_ = -1;  // -1: standard output, or nothing any more
};

}  // namespace carkeys::cli
