// SPDX-License-Identifier: Apache-2.0
#include "interrupt.h"

#include <csignal>
#include <string_view>

#include <unistd.h>

#include "exit_code.h"

namespace carkeys::cli {
namespace {

constexpr unsigned patience_seconds = 2;

// A signal handler can reach nothing but globals.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> interrupted = false;
std::atomic<int> interrupts = 0;
std::atomic<int> writes = 0;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<int>::is_always_lock_free, "used in signal handlers");

extern "C" void end_at_once(int /*signal*/) {
  constexpr int certainly_meant = 3;  // the reader of our output may never come back
  if (writes.load() > 0 && interrupts.load() < certainly_meant) {
    ::alarm(1);
    return;
  }
  constexpr std::string_view message = "car-keys: interrupted\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message.data(), message.size());
  ::_exit(exit_interrupted);
}

extern "C" void note_interrupt(int signal) {
  interrupted.store(true);
  if (interrupts.fetch_add(1) > 0) {
    end_at_once(signal);
  } else {
    ::alarm(patience_seconds);
  }
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};

  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

const std::atomic<bool>* watch_interrupts() {
  handle(SIGINT, note_interrupt);
  handle(SIGTERM, note_interrupt);
  handle(SIGALRM, end_at_once);
  return &interrupted;
}

WholeWrite::WholeWrite() {
  writes.fetch_add(1);
}

WholeWrite::~WholeWrite() {
  writes.fetch_sub(1);
}

}  // namespace carkeys::cli
