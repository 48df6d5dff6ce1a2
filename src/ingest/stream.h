// SPDX-License-Identifier: Apache-2.0
// Bytes that come bit by bit, and items that come one after another: what the readers of this stage
// are made of. A reader of a format takes an Input and is an ItemStream; a compressed file is an
// Input on top of another stream. None of them holds more than one item at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "records/raw_item.h"

namespace carkeys::ingest {

class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  ByteStream(ByteStream&&) = delete;
  ByteStream& operator=(ByteStream&&) = delete;
  virtual ~ByteStream() = default;

  // Appends some bytes to `out` and says how many; 0 is the end. Errors: bad_input with the place,
  // after which reading may go on behind the damage; interrupted.
  virtual Result<std::size_t> read_some(std::string& out) = 0;
};

class ItemStream {
 public:
  ItemStream() = default;
  ItemStream(const ItemStream&) = delete;
  ItemStream& operator=(const ItemStream&) = delete;
  ItemStream(ItemStream&&) = delete;
  ItemStream& operator=(ItemStream&&) = delete;
  virtual ~ItemStream() = default;

  // The next item or what is wrong with it; nullopt at the end. Errors do not end the stream.
  virtual std::optional<Result<RawItem>> next() = 0;
};

// A stream with a window of bytes that are read but not yet used.
class Input {
 public:
  explicit Input(std::unique_ptr<ByteStream> stream) : stream_(std::move(stream)) {}

  // The bytes at hand, valid until the next call that reads.
  [[nodiscard]] std::string_view window() const { return std::string_view(buffer_).substr(used_); }

  // How many bytes were used before the window.
  [[nodiscard]] std::int64_t offset() const { return offset_; }

  // Reads on; false at the end.
  Result<bool> fill();
  // Reads until the window has `size` bytes or the stream ends.
  Result<void> fill_to(std::size_t size);
  // The same to look ahead: an error on the way is kept for the next call that reads.
  void look_to(std::size_t size);
  // Takes `size` bytes off the window, which has them.
  void use(std::size_t size);
  // Passes over that many bytes, read or not; stops at the end. Returns how many there were.
  Result<std::uint64_t> skip(std::uint64_t size);
  // Everything that is left, up to `most` bytes; more of it is an error.
  Result<std::string> rest(std::size_t most);

 private:
  std::unique_ptr<ByteStream> stream_;
  std::string buffer_;
  std::size_t used_ = 0;
  std::int64_t offset_ = 0;
  bool ended_ = false;
  std::optional<Error> pending_;
};

// Bytes in memory as a stream.
std::unique_ptr<ByteStream> memory_stream(std::string bytes);

}  // namespace carkeys::ingest
