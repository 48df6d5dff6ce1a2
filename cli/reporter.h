// SPDX-License-Identifier: Apache-2.0
// Messages of a run on standard error: what failed, what was odd, how far it is.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "pipeline/run.h"

namespace carkeys::cli {

class StderrReporter : public Reporter {
 public:
  // `keep`: remember failures and notes for report().
  StderrReporter(bool quiet, bool progress, bool keep = false)
      : quiet_(quiet), progress_(progress), keep_(keep) {}

  void warning(std::string_view text) override;  // not when quiet
  void failed(const Error& error) override;
  void progress(const Counters& counters) override;  // at most a few times a second
  // The last word: how many inputs failed or were left out, if any were or progress was wanted.
  void summary(const Counters& counters);

  // One JSON object a line: {"kind":"failed","item":…,"place":…,"why":…} or
  // {"kind":"note","why":…}.
  [[nodiscard]] const std::string& report() const { return report_; }

 private:
  void clear_line();

  bool quiet_;
  bool progress_;
  bool keep_;
  std::string report_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  bool line_open_ = false;  // a progress line stands without its end
  std::chrono::steady_clock::time_point last_{};
};

// The exit code of a run that could write all it had to write.
int exit_code_of(const Counters& counters);

}  // namespace carkeys::cli
