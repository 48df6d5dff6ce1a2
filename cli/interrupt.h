// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM: the first asks the run to finish the articles it has begun and to end. Where
// that takes longer than two seconds, or a second signal comes, the program ends at once, but not
// in the middle of a write; what a database has not committed by then it rolls back.
#pragma once

#include <atomic>

namespace carkeys::cli {

// Installs the handlers; the flag becomes true with the first signal.
const std::atomic<bool>* watch_interrupts();

// While one exists, an impatient end waits: something is being written.
class WholeWrite {
 public:
  WholeWrite();
  WholeWrite(const WholeWrite&) = delete;
  WholeWrite& operator=(const WholeWrite&) = delete;
  WholeWrite(WholeWrite&&) = delete;
  WholeWrite& operator=(WholeWrite&&) = delete;
  ~WholeWrite();
};

}  // namespace carkeys::cli
