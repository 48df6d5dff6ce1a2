// SPDX-License-Identifier: Apache-2.0
#include "reporter.h"

#include <cstdio>

#include <fmt/format.h>

#include "exit_code.h"
#include "output.h"

namespace carkeys::cli {

void StderrReporter::clear_line() {
  if (line_open_) {
    fmt::print(stderr, "\r\x1b[K");
    line_open_ = false;
  }
}

void StderrReporter::warning(std::string_view text) {
  if (!quiet_) {
    clear_line();
    fmt::print(stderr, "car-keys: note: {}\n", text);
  }
}

void StderrReporter::failed(const Error& error) {
  clear_line();
  fmt::print(stderr, "car-keys: error: {}\n", error.text());
}

void StderrReporter::progress(const Counters& counters) {
  if (!progress_ || quiet_) {
    return;
  }
  const bool on_terminal = messages_are_on_terminal();
  const auto pause = std::chrono::milliseconds(on_terminal ? 200 : 5000);
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < pause) {
    return;
  }
  last_ = now;
  fmt::print(stderr,
             "{}car-keys: {} articles, {} sentences, {} records, {} failed{}",
             on_terminal ? "\r\x1b[K" : "",
             counters.articles,
             counters.sentences,
             counters.records,
             counters.failed,
             on_terminal ? "" : "\n");
  line_open_ = on_terminal;
}

void StderrReporter::summary(const Counters& counters) {
  clear_line();
  const bool lost = counters.failed > 0 || counters.unknown_language > 0 || counters.interrupted;
  if (quiet_ || (!lost && !progress_)) {
    return;
  }
  fmt::print(stderr,
             "car-keys: {}{} articles, {} sentences, {} records; {} failed, {} left out for their "
             "language\n",
             counters.interrupted ? "interrupted after " : "",
             counters.articles,
             counters.sentences,
             counters.records,
             counters.failed,
             counters.unknown_language);
}

int exit_code_of(const Counters& counters) {
  if (counters.interrupted) {
    return exit_interrupted;
  }
  if (counters.model_missing) {
    return exit_bad_resource;
  }
  const bool any_done = counters.articles + counters.empty > 0;
  if (counters.failed > 0) {
    return any_done ? exit_some_failed : exit_nothing_read;
  }
  return counters.unknown_language > 0 && !any_done ? exit_nothing_read : exit_done;
}

}  // namespace carkeys::cli
