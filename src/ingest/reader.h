// SPDX-License-Identifier: Apache-2.0
// Stage "ingest": from names on the command line to raw items, one after another. A source is a
// file, a folder (read recursively in name order, hidden entries left out) or "-" (standard input).
// What a file is its content decides (open.h); the endings .jsonl and .ndjson make it JSON Lines.
// Lines, tables, archives and web archives are read item by item, never as a whole.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "records/raw_item.h"

namespace carkeys::ingest {

// Not for several threads at once.
class Reader {
 public:
  // `stop` (may be null) ends a wait for standard input.
  explicit Reader(std::vector<std::string> sources, const std::atomic<bool>* stop = nullptr);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // The next item, or what went wrong with it; nullopt at the end. After an error reading goes on
  // with the next line or file. Errors: bad_input naming file and byte or line; interrupted.
  [[nodiscard]] std::optional<Result<RawItem>> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace carkeys::ingest
