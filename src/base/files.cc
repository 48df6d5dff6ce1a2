// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace carkeys {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{64} * 1024;

tl::unexpected<Error> system_failure(ErrorCode code, const std::string& origin) {
  return failure(code, std::generic_category().message(errno), origin);
}

// Closes its descriptor, if it has one.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  ~Descriptor() {
    if (value_ >= 0) {
      ::close(value_);
    }
  }

  [[nodiscard]] int value() const { return value_; }

  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

Result<void> write_and_sync(int descriptor, std::string_view bytes, const std::string& path) {
  Result<void> written = write_all(descriptor, bytes, path);
  if (written && ::fsync(descriptor) != 0) {
    return system_failure(ErrorCode::cannot_write, path);
  }
  return written;
}

// mkstemp makes files that only the owner may read; a new file should be as any other program's.
void allow_usual_access(int descriptor) {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(descriptor, 0666 & ~mask);
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));

  struct stat status {};

  if (file.value() < 0 || ::fstat(file.value(), &status) != 0) {
    return system_failure(ErrorCode::bad_resource, path);
  }
  if (!S_ISREG(status.st_mode)) {
    return failure(ErrorCode::bad_resource, "not a regular file", path);
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) {
    return MappedFile(nullptr, 0);
  }
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value(), 0);
  if (data == MAP_FAILED) {
    return system_failure(ErrorCode::bad_resource, path);
  }
  return MappedFile(static_cast<const char*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) {
    ::munmap(const_cast<char*>(data_), size_);
  }
}

Result<FileReader> FileReader::open(const std::string& path, const std::atomic<bool>* stop) {
  if (path == "-") {
    return FileReader(STDIN_FILENO, "stdin", stop);
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return system_failure(ErrorCode::bad_input, path);
  }
  return FileReader(descriptor, path, stop);
}

FileReader::FileReader(FileReader&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      stop_(other.stop_) {}

FileReader& FileReader::operator=(FileReader&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  std::swap(stop_, other.stop_);
  return *this;
}

FileReader::~FileReader() {
  if (descriptor_ > STDIN_FILENO) {
    ::close(descriptor_);
  }
}

// A signal may be delivered to any thread, so a blocked read cannot count on being woken by it.
bool FileReader::wait() const {
  constexpr int patience_ms = 100;
  pollfd request{descriptor_, POLLIN, 0};
  while (stop_ != nullptr && ::poll(&request, 1, patience_ms) <= 0) {
    if (stop_->load()) {
      return false;
    }
  }
  return true;
}

Result<std::size_t> FileReader::read_some(std::string& out) {
  if (!wait()) {
    return failure(ErrorCode::interrupted, "interrupted", path_);
  }
  const std::size_t before = out.size();
  out.resize(before + chunk_bytes);
  ssize_t got = -1;
  do {
    got = ::read(descriptor_, out.data() + before, chunk_bytes);
  } while (got < 0 && errno == EINTR);
  if (got < 0) {
    out.resize(before);
    return system_failure(ErrorCode::bad_input, path_);
  }
  out.resize(before + static_cast<std::size_t>(got));
  return static_cast<std::size_t>(got);
}

Result<std::string> read_file(const std::string& path) {
  CARKEYS_TRY(FileReader reader, FileReader::open(path));
  std::string bytes;
  while (true) {
    CARKEYS_TRY(const std::size_t got, reader.read_some(bytes));
    if (got == 0) {
      return bytes;
    }
  }
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  std::string temporary = path + ".XXXXXX";
  Descriptor file(::mkstemp(temporary.data()));
  if (file.value() < 0) {
    return system_failure(ErrorCode::cannot_write, path);
  }
  allow_usual_access(file.value());
  Result<void> written = write_and_sync(file.value(), bytes, path);
  if (::close(file.release()) != 0 && written) {
    written = system_failure(ErrorCode::cannot_write, path);
  }
  if (written && ::rename(temporary.c_str(), path.c_str()) != 0) {
    written = system_failure(ErrorCode::cannot_write, path);
  }
  if (!written) {
    ::unlink(temporary.c_str());
  }
  return written;
}

Result<void> write_all(int descriptor,
                       std::string_view bytes,
                       const std::string& name,
                       std::size_t* written) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t put = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (put < 0 && errno == EINTR) {
      continue;
    }
    if (put < 0) {
      return system_failure(ErrorCode::cannot_write, name);
    }
    done += static_cast<std::size_t>(put);
    if (written != nullptr) {
      *written = done;
    }
  }
  return {};
}

}  // namespace carkeys
