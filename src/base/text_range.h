// SPDX-License-Identifier: Apache-2.0
// A half-open range of bytes in one UTF-8 text. Everything inside car-keys that points at words
// points with a TextRange; code point offsets exist only in what is written out (base/utf8.h
// converts). It owns nothing and does not know its text.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace carkeys {

struct TextRange {
  std::uint32_t begin = 0;  // first byte
  std::uint32_t end = 0;    // one past the last byte

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }

  [[nodiscard]] constexpr bool empty() const { return begin == end; }

  [[nodiscard]] constexpr bool contains(std::uint32_t offset) const {
    return begin <= offset && offset < end;
  }

  [[nodiscard]] constexpr std::string_view in(std::string_view text) const {
    return text.substr(begin, end - begin);
  }

  friend constexpr auto operator<=>(const TextRange&, const TextRange&) = default;
};

// The smallest range that covers both.
constexpr TextRange cover(TextRange a, TextRange b) {
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace carkeys
