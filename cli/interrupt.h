// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM: the first asks the run to finish what it has begun and end, the second ends
// the program at once.
#pragma once

#include <atomic>

namespace carkeys::cli {

// Installs the handlers; the flag becomes true with the first signal.
const std::atomic<bool>* watch_interrupts();

}  // namespace carkeys::cli
