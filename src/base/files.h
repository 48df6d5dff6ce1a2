// SPDX-License-Identifier: Apache-2.0
// Files as bytes: reading whole ones, mapping read-only ones, and writing so that a file is either
// the old one or the complete new one. No formats, no encodings.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace carkeys {

// A regular file mapped read-only. For our own resources, not for input: a file that shrinks while
// it is mapped ends the program.
class MappedFile {
 public:
  // Errors: bad_resource with the path.
  static Result<MappedFile> open(const std::string& path);

  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  // Valid until the MappedFile is destroyed.
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}

  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

// Reads from a file descriptor that it closes, unless it is standard input. Works on pipes too.
class FileReader {
 public:
  // "-" is standard input. Errors: bad_input with the path. A read that waits for a pipe gives up
  // with the error interrupted soon after `*stop` has become true.
  static Result<FileReader> open(const std::string& path, const std::atomic<bool>* stop = nullptr);

  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;
  FileReader(FileReader&& other) noexcept;
  FileReader& operator=(FileReader&& other) noexcept;
  ~FileReader();

  // Appends what can be read at once, at most about 64 KiB; 0 bytes mean the end.
  [[nodiscard]] Result<std::size_t> read_some(std::string& out);

 private:
  FileReader(int descriptor, std::string path, const std::atomic<bool>* stop)
      : descriptor_(descriptor), path_(std::move(path)), stop_(stop) {}

  [[nodiscard]] bool wait() const;

  int descriptor_ = -1;
  std::string path_;
  const std::atomic<bool>* stop_ = nullptr;
};

// The whole file. Errors: bad_input with the path.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

// Writes a file beside `path`, brings it to the disk and renames it. Where that fails the old file
// is as it was and nothing new is left. Errors: cannot_write with the path.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

// Writes all of `bytes` to an open descriptor. Errors: cannot_write, with `name` as origin;
// `written` (if given) receives how many bytes went out before that.
[[nodiscard]] Result<void> write_all(int descriptor,
                                     std::string_view bytes,
                                     const std::string& name,
                                     std::size_t* written = nullptr);

}  // namespace carkeys
