// SPDX-License-Identifier: Apache-2.0
#include "output.h"

#include <cstdlib>

#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "interrupt.h"

namespace carkeys::cli {
namespace {

// Takes back the end of a regular file that holds the beginning of a record.
void cut_back(std::string_view written) {
  struct stat status {};

  if (::fstat(STDOUT_FILENO, &status) != 0 || !S_ISREG(status.st_mode)) {
    return;
  }
  const std::size_t last_end = written.rfind('\n');
  const std::size_t kept = last_end == std::string_view::npos ? 0 : last_end + 1;
  const auto surplus = static_cast<off_t>(written.size() - kept);
  if (surplus > 0 && status.st_size >= surplus &&
      ::ftruncate(STDOUT_FILENO, status.st_size - surplus) == 0) {
    ::lseek(STDOUT_FILENO, status.st_size - surplus, SEEK_SET);
  }
}

}  // namespace

Result<void> write_output(std::string_view bytes) {
  const WholeWrite whole;
  std::size_t written = 0;
  Result<void> result = write_all(STDOUT_FILENO, bytes, "standard output", &written);
  if (!result) {
    cut_back(bytes.substr(0, written));
  }
  return result;
}

bool output_is_terminal() {
  return ::isatty(STDOUT_FILENO) == 1;
}

bool messages_are_on_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

bool colours_wanted() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment.
  const char* setting = std::getenv("NO_COLOR");
  return output_is_terminal() && (setting == nullptr || *setting == '\0');
}

}  // namespace carkeys::cli
