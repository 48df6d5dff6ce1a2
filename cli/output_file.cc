// SPDX-License-Identifier: Apache-2.0
#include "output_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "base/files.h"
#include "output.h"

namespace carkeys::cli {
namespace {

std::string part_of(const std::string& path) {
  return path + ".part";
}

tl::unexpected<Error> cannot_write(const std::string& path) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread writes.
  return failure(ErrorCode::cannot_write, std::strerror(errno), path);
}

}  // namespace

OutputFile::OutputFile(std::string path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
  if (this != &other) {
    discard();
    path_ = std::move(other.path_);
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

OutputFile::~OutputFile() {
  discard();
}

void OutputFile::discard() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
    ::unlink(part_of(path_).c_str());
    descriptor_ = -1;
  }
}

Result<OutputFile> OutputFile::open(const std::string& path) {
  if (path.empty()) {
    return OutputFile({}, -1);
  }
  constexpr int mode = 0666;
  const int descriptor =
      ::open(part_of(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (descriptor < 0) {
    return cannot_write(path);
  }
  return OutputFile(path, descriptor);
}

Result<void> OutputFile::write(std::string_view bytes) {
  if (bytes.empty()) {
    return {};
  }
  return path_.empty() ? write_output(bytes) : write_all(descriptor_, bytes, path_);
}

Result<void> OutputFile::keep() {
  if (path_.empty()) {
    return {};
  }
  const bool whole =
      ::fsync(descriptor_) == 0 && ::rename(part_of(path_).c_str(), path_.c_str()) == 0;
  if (!whole) {
    auto error = cannot_write(path_);
    discard();
    return error;
  }
  ::close(std::exchange(descriptor_, -1));
  return {};
}

}  // namespace carkeys::cli
