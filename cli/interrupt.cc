// SPDX-License-Identifier: Apache-2.0
#include "interrupt.h"

#include <csignal>

namespace carkeys::cli {
namespace {

// A signal handler can reach nothing but globals.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> interrupted = false;

extern "C" void note_interrupt(int /*signal*/) {
  interrupted.store(true);
}

}  // namespace

const std::atomic<bool>* watch_interrupts() {
  struct sigaction action {};

  action.sa_handler = note_interrupt;
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  return &interrupted;
}

}  // namespace carkeys::cli
