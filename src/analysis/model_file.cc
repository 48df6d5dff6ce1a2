// SPDX-License-Identifier: Apache-2.0
#include "analysis/model_file.h"

#include <bit>
#include <cstdio>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"

namespace carkeys::analysis {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are used as they lie");

constexpr std::string_view magic = "CKMODEL\n";
constexpr std::size_t name_size = 24;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t sections;
  std::uint64_t size;      // of the whole file
  std::uint64_t checksum;  // of everything after the header, and of the fields above
  char reserved[32];
};

static_assert(sizeof(Header) == section_alignment);

struct Entry {
  char name[name_size];
  std::uint64_t offset;
  std::uint64_t size;
  char reserved[24];
};

static_assert(sizeof(Entry) == section_alignment);

std::size_t aligned(std::size_t size) {
  return (size + section_alignment - 1) / section_alignment * section_alignment;
}

std::uint64_t checksum_of(const Header& header, std::string_view rest) {
  Header fields = header;
  fields.checksum = hash64(rest);
  return hash64({reinterpret_cast<const char*>(&fields), sizeof fields});
}

Result<void> check(const Header& header, std::string_view file, const std::string& path) {
  const auto bad = [&](std::string message) {
    return failure(ErrorCode::bad_resource, std::move(message), path);
  };
  if (std::string_view(header.magic, sizeof header.magic) != magic) {
    return bad("is not a car-keys model");
  }
  if (header.version != model_version) {
    return bad(fmt::format("model has format version {}, this program reads version {}",
                           header.version,
                           model_version));
  }
  if (header.size != file.size()) {
    return bad(fmt::format("model is damaged: {} bytes instead of {}", file.size(), header.size));
  }
  if (checksum_of(header, file.substr(sizeof header)) != header.checksum) {
    return bad("model is damaged: its checksum does not fit");
  }
  if (header.sections > (file.size() - sizeof header) / sizeof(Entry)) {
    return bad("model is damaged: more sections than bytes");
  }
  for (std::size_t index = 0; index < header.sections; ++index) {
    Entry entry;
    std::memcpy(&entry, file.data() + sizeof header + index * sizeof entry, sizeof entry);
    if (entry.offset > file.size() || entry.size > file.size() - entry.offset ||
        entry.offset % section_alignment != 0) {
      return bad("model is damaged: a section lies outside the file");
    }
  }
  return {};
}

}  // namespace

ModelFile::ModelFile(ModelFile&& other) noexcept
    : path_(std::move(other.path_)),
      bytes_(std::exchange(other.bytes_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

ModelFile& ModelFile::operator=(ModelFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  return *this;
}

ModelFile::~ModelFile() {
  if (bytes_ != nullptr) {
    munmap(const_cast<std::byte*>(bytes_), size_);
  }
}

Result<ModelFile> ModelFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return failure(
        ErrorCode::bad_resource, fmt::format("cannot be opened: {}", std::strerror(errno)), path);
  }

  struct stat status {};

  const bool regular = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = regular ? static_cast<std::size_t>(status.st_size) : 0;
  if (size < sizeof(Header)) {
    close(file);
    return failure(ErrorCode::bad_resource, "is too short to be a car-keys model", path);
  }
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (mapped == MAP_FAILED) {
    return failure(
        ErrorCode::bad_resource, fmt::format("cannot be mapped: {}", std::strerror(errno)), path);
  }
  ModelFile model;
  model.path_ = path;
  model.bytes_ = static_cast<const std::byte*>(mapped);
  model.size_ = size;
  Header header;
  std::memcpy(&header, mapped, sizeof header);
  auto checked = check(header, {static_cast<const char*>(mapped), size}, path);
  if (!checked) {
    return tl::unexpected<Error>(std::move(checked.error()));
  }
  return model;
}

std::vector<std::string> ModelFile::section_names() const {
  std::vector<std::string> names;
  if (bytes_ == nullptr) {
    return names;
  }
  const auto* header = reinterpret_cast<const Header*>(bytes_);
  const auto* entries = reinterpret_cast<const Entry*>(bytes_ + sizeof(Header));
  for (std::uint32_t index = 0; index < header->sections; ++index) {
    names.emplace_back(entries[index].name, strnlen(entries[index].name, name_size));
  }
  return names;
}

std::span<const std::byte> ModelFile::section(std::string_view name) const {
  if (bytes_ == nullptr) {
    return {};
  }
  const auto* header = reinterpret_cast<const Header*>(bytes_);
  const auto* entries = reinterpret_cast<const Entry*>(bytes_ + sizeof(Header));
  for (std::uint32_t index = 0; index < header->sections; ++index) {
    const auto& entry = entries[index];
    if (name == std::string_view(entry.name, strnlen(entry.name, name_size))) {
      return {bytes_ + entry.offset, entry.size};
    }
  }
  return {};
}

std::string_view ModelFile::text(std::string_view name) const {
  const auto bytes = section(name);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string ModelFile::checksum() const {
  return bytes_ == nullptr
             ? std::string()
             : fmt::format("{:016x}", reinterpret_cast<const Header*>(bytes_)->checksum);
}

std::string model_bytes(const Sections& sections) {
  std::string table;
  std::string body;
  const std::size_t body_begin = sizeof(Header) + sections.size() * sizeof(Entry);
  for (const auto& [name, bytes] : sections) {
    Entry entry{};
    name.copy(entry.name, name_size - 1);
    entry.offset = body_begin + body.size();
    entry.size = bytes.size();
    table.append(reinterpret_cast<const char*>(&entry), sizeof entry);
    body += bytes;
    body.resize(aligned(body.size()), '\0');
  }
  Header header{};
  magic.copy(header.magic, sizeof header.magic);
  header.version = model_version;
  header.sections = static_cast<std::uint32_t>(sections.size());
  std::string file(reinterpret_cast<const char*>(&header), sizeof header);
  file += table;
  file += body;
  seal_model(file);
  return file;
}

void seal_model(std::string& bytes) {
  Header header;
  if (bytes.size() < sizeof header) {
    return;
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  header.size = bytes.size();
  header.checksum = checksum_of(header, std::string_view(bytes).substr(sizeof header));
  std::memcpy(bytes.data(), &header, sizeof header);
}

Result<void> write_model(const std::string& path, const Sections& sections) {
  const std::string bytes = model_bytes(sections);
  const auto temporary = path + ".part";
  {
    std::ofstream out(temporary, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out) {
      return failure(ErrorCode::cannot_write, "cannot be written", temporary);
    }
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    return failure(ErrorCode::cannot_write, "cannot be renamed to the model's name", temporary);
  }
  return {};
}

}  // namespace carkeys::analysis
