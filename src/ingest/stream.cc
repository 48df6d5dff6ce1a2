// SPDX-License-Identifier: Apache-2.0
#include "ingest/stream.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace carkeys::ingest {
namespace {

class MemoryStream : public ByteStream {
 public:
  explicit MemoryStream(std::string bytes) : bytes_(std::move(bytes)) {}

  Result<std::size_t> read_some(std::string& out) override {
    const std::string bytes = std::exchange(bytes_, {});
    out += bytes;
    return bytes.size();
  }

 private:
  std::string bytes_;
};

}  // namespace

Result<bool> Input::fill() {
  if (pending_) {
    Error error = std::move(*pending_);
    pending_.reset();
    return tl::unexpected<Error>(std::move(error));
  }
  if (ended_) {
    return false;
  }
  // The used part goes when it is the larger one, so that moving costs less than reading did.
  if (used_ > buffer_.size() / 2) {
    buffer_.erase(0, used_);
    used_ = 0;
  }
  CARKEYS_TRY(const std::size_t got, stream_->read_some(buffer_));
  ended_ = got == 0;
  return !ended_;
}

Result<void> Input::fill_to(std::size_t size) {
  while (buffer_.size() - used_ < size) {
    CARKEYS_TRY(const bool more, fill());
    if (!more) {
      break;
    }
  }
  return {};
}

void Input::look_to(std::size_t size) {
  while (!pending_ && window().size() < size) {
    Result<bool> more = fill();
    if (!more) {
      pending_ = std::move(more.error());
    } else if (!*more) {
      return;
    }
  }
}

void Input::use(std::size_t size) {
  used_ += size;
  offset_ += static_cast<std::int64_t>(size);
}

Result<std::uint64_t> Input::skip(std::uint64_t size) {
  std::uint64_t skipped = 0;
  while (skipped < size) {
    if (window().empty()) {
      CARKEYS_TRY(const bool more, fill());
      if (!more) {
        break;
      }
    }
    const std::size_t step =
        static_cast<std::size_t>(std::min<std::uint64_t>(window().size(), size - skipped));
    use(step);
    skipped += step;
  }
  return skipped;
}

Result<std::string> Input::rest(std::size_t most) {
  Result<void> filled = fill_to(most + 1);
  if (!filled) {
    return tl::unexpected<Error>(filled.error());
  }
  if (window().size() > most) {
    return failure(
        ErrorCode::bad_input, fmt::format("larger than {} MiB", most >> 20U), {}, offset_);
  }
  buffer_.erase(0, used_);
  offset_ += static_cast<std::int64_t>(buffer_.size());
  used_ = 0;
  return std::exchange(buffer_, {});
}

std::unique_ptr<ByteStream> memory_stream(std::string bytes) {
  return std::make_unique<MemoryStream>(std::move(bytes));
}

}  // namespace carkeys::ingest
