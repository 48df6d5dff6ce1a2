// SPDX-License-Identifier: Apache-2.0
// The container of a trained model: a header, a table of named sections, and the sections, each at
// a multiple of 64 bytes so that numbers are used where the file is mapped. Little-endian. The
// header holds magic, version, size and an XXH3 checksum of everything else, so that any damage is
// found at load. What the sections mean is known to network.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace carkeys::analysis {

// Raised whenever features, labels, network or sections change meaning.
inline constexpr std::uint32_t model_version = 1;
inline constexpr std::size_t section_alignment = 64;

class ModelFile {
 public:
  ModelFile() = default;
  ModelFile(ModelFile&& other) noexcept;
  ModelFile& operator=(ModelFile&& other) noexcept;
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;
  ~ModelFile();

  // Maps the file and checks it. Errors: bad_resource saying what is wrong.
  static Result<ModelFile> open(const std::string& path);

  // The names of all sections, in file order.
  [[nodiscard]] std::vector<std::string> section_names() const;
  // Empty where there is no such section. Valid until the ModelFile is destroyed.
  [[nodiscard]] std::span<const std::byte> section(std::string_view name) const;
  [[nodiscard]] std::string_view text(std::string_view name) const;

  // A section as numbers; empty where it is missing or its size is no multiple of theirs.
  template <typename T>
  [[nodiscard]] std::span<const T> numbers(std::string_view name) const {
    const auto bytes = section(name);
    if (bytes.size() % sizeof(T) != 0) {
      return {};
    }
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

  // 16 hex digits.
  [[nodiscard]] std::string checksum() const;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  const std::byte* bytes_ = nullptr;
  std::size_t size_ = 0;
};

// Sections by name, in the order written.
using Sections = std::vector<std::pair<std::string, std::string>>;

// The bytes of a whole model file.
std::string model_bytes(const Sections& sections);
// Makes size and checksum in the header of a model file fit the bytes, for tests of what lies
// behind them. Nothing happens to what is too short to have a header.
void seal_model(std::string& bytes);

// Writes to a temporary name beside `path` and renames. Errors: cannot_write.
Result<void> write_model(const std::string& path, const Sections& sections);

}  // namespace carkeys::analysis
