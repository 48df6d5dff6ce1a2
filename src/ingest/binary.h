// SPDX-License-Identifier: Apache-2.0
// Tells files that are no text at all from texts, however broken. It does not tell encodings apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace carkeys::ingest {

struct BinaryFinding {
  std::string_view what;   // "PDF", or "control characters" for an unknown form
  std::int64_t place = 0;  // first byte that shows it
};

// Looks at the beginning of a file. A known signature decides; else 4 or more control characters
// that make up over a twentieth of the first 64 KiB. A few NUL bytes do not make a text binary, and
// a UTF-16 byte order mark says that NULs are to be expected.
std::optional<BinaryFinding> find_binary(std::string_view bytes);

}  // namespace carkeys::ingest
