// SPDX-License-Identifier: Apache-2.0
// From bytes to items: what the bytes are is told by how they begin, and the reader of that form is
// put on top. Compressed files and archives are opened in turn, four deep at most.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "base/result.h"
#include "ingest/stream.h"

namespace carkeys::ingest {

// The largest single text; beyond it offsets would outgrow 32 bits in later stages.
inline constexpr std::size_t largest_text_bytes = std::size_t{1} << 30U;
// The largest page, feed, mail or other document that is read as a whole.
inline constexpr std::size_t largest_document_bytes = std::size_t{128} << 20U;

struct Source {
  std::string name;         // as messages and citations have it: a path, "news.zip/a.html"
  bool json_lines = false;  // it is to be JSON Lines even if it does not look so
  int depth = 0;            // in how many archives or compressions it lies
};

// Errors: bad_input with the name where the form is known and not read (images, PDF).
Result<std::unique_ptr<ItemStream>> open_items(Input input, Source source);

// Puts the name of the source into an error that has none.
Error named(Error error, const std::string& name);

}  // namespace carkeys::ingest
