// SPDX-License-Identifier: Apache-2.0
#include "progress_bar.h"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

namespace carkeys::train {

ProgressBar::ProgressBar() : terminal_(isatty(STDERR_FILENO) != 0) {}

void ProgressBar::show(double done, const std::string& what) {
  constexpr int width = 40;
  const int percent = std::clamp(static_cast<int>(100 * done), 0, 100);
  if (!terminal_ || percent == percent_) {
    return;
  }
  percent_ = percent;
  const int full = percent * width / 100;
  std::cerr << fmt::format(
                   "\r[{:#<{}}{:.<{}}] {:3} %, {}", "", full, "", width - full, percent, what)
            << std::flush;
}

void ProgressBar::clear() {
  if (terminal_ && percent_ >= 0) {
    std::cerr << "\r\x1b[K" << std::flush;
    percent_ = -1;
  }
}

}  // namespace carkeys::train
