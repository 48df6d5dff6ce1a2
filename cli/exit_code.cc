// SPDX-License-Identifier: Apache-2.0
#include "exit_code.h"

#include <cstdio>

#include <fmt/format.h>

namespace carkeys::cli {

int exit_code_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::bad_usage:
      return exit_usage;
    case ErrorCode::bad_input:
      return exit_nothing_read;
    case ErrorCode::bad_resource:
      return exit_bad_resource;
    case ErrorCode::cannot_write:
      return exit_cannot_write;
    case ErrorCode::interrupted:
      return exit_interrupted;
  }
  return exit_nothing_read;
}

int fail(const Error& error) {
  fmt::print(stderr, "car-keys: error: {}\n", error.text());
  return exit_code_of(error);
}

}  // namespace carkeys::cli
