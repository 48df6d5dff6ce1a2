// SPDX-License-Identifier: Apache-2.0
#include "reporter.h"

#include <cstdio>

#include <fmt/format.h>

#include "base/json_writer.h"
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
  if (keep_) {
    JsonWriter(report_)
        .begin_object()
        .string_field("kind", "note")
        .string_field("why", text)
        .end_object();
    report_.push_back('\n');
  }
  if (!quiet_) {
    clear_line();
    fmt::print(stderr, "car-keys: note: {}\n", text);
  }
}

void StderrReporter::failed(const Error& error) {
  if (keep_) {
    JsonWriter line(report_);
    line.begin_object().string_field("kind", "failed").string_field("item", error.origin);
    if (error.place >= 0) {
      line.integer_field("place", error.place);
    }
    line.string_field("why", error.message).end_object();
    report_.push_back('\n');
  }
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
  fmt::print(
      stderr,
      "{}car-keys: {} articles ({:.0f}/s), {} sentences, {} records, {} failed, {} in other "
      "languages{}",
      on_terminal ? "\r\x1b[K" : "",
      counters.articles,
      static_cast<double>(counters.articles) / std::chrono::duration<double>(now - begin_).count(),
      counters.sentences,
      counters.records,
      counters.failed,
      counters.unknown_language,
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
