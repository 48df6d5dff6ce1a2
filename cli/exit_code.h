// SPDX-License-Identifier: Apache-2.0
// What the program tells its caller in one number. The numbers are part of the interface.
#pragma once

#include "base/result.h"

namespace carkeys::cli {

enum ExitCode : int {
  exit_done = 0,
  exit_usage = 2,
  exit_some_failed = 3,    // some inputs failed, the others were coded
  exit_nothing_read = 4,   // every input failed, or there was none
  exit_bad_resource = 5,   // a model or the lexicon is missing or damaged
  exit_cannot_write = 6,   // the output could not be written
  exit_interrupted = 130,  // Ctrl-C; what was written is whole
};

// The exit code of an error that ends a run.
int exit_code_of(const Error& error);
// Prints "car-keys: error: ..." on standard error and returns the exit code.
int fail(const Error& error);

}  // namespace carkeys::cli
