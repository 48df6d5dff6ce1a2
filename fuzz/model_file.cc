// SPDX-License-Identifier: Apache-2.0
#include "fuzz/model_file.h"

#include <cstdlib>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "analysis/analyser.h"

namespace carkeys::fuzz {
namespace {

// A file in memory.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(memfd_create("model", MFD_CLOEXEC)) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written != static_cast<ssize_t>(bytes.size())) {
      std::abort();
    }
  }

  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  MemoryFile(MemoryFile&&) = delete;
  MemoryFile& operator=(MemoryFile&&) = delete;

  ~MemoryFile() { ::close(descriptor_); }

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

}  // namespace

Trial try_model(std::string_view bytes) {
  const MemoryFile file(bytes);
  const auto analyser = analysis::Analyser::load(file.path());
  if (!analyser) {
    const Error& error = analyser.error();
    if (error.code != ErrorCode::bad_resource || error.message.empty()) {
      std::abort();
    }
    return Trial::refused;
  }
  Article article;
  article.text =
      "Am 3. Mai reiste z. B. der Minister (er war krank) ab, \xF0\x9F\x98\x80 „sagte“ er. \xFFx";
  analysis::Workspace workspace;
  static_cast<void>(analyser->analyse(article, workspace));
  static_cast<void>(analyser->description());
  static_cast<void>(analyser->self_test());
  return Trial::loaded;
}

}  // namespace carkeys::fuzz
