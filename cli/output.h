// SPDX-License-Identifier: Apache-2.0
// Standard output as a place for data: whole records or an error, and never half a record in a
// regular file. Messages go to standard error elsewhere (reporter.h).
#pragma once

#include <string_view>

#include "base/result.h"

namespace carkeys::cli {

// Writes everything at once, unbuffered. Where a regular file takes only a part (a full disk), it
// is cut back to its last whole line of this call. Errors: cannot_write.
Result<void> write_output(std::string_view bytes);

bool output_is_terminal();
bool messages_are_on_terminal();
// Whether the readable view may use colours: a terminal, and NO_COLOR not set.
bool colours_wanted();

}  // namespace carkeys::cli
