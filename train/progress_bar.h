// SPDX-License-Identifier: Apache-2.0
// One line on standard error that shows how far a run has come; nothing where that is no terminal.
#pragma once

#include <string>

namespace carkeys::train {

class ProgressBar {
 public:
  ProgressBar();

  // `done` from 0 to 1. Draws only where a percent more is done.
  void show(double done, const std::string& what);
  // Takes the line away, before something else is printed.
  void clear();

 private:
  bool terminal_ = false;
  int percent_ = -1;
};

}  // namespace carkeys::train
