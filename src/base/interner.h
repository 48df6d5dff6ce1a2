// SPDX-License-Identifier: Apache-2.0
// Strings by number: each distinct string is stored once and named by a StringId. One interner
// belongs to one Document and is not shared between threads. Id 0 is always the empty string.
// Strings lie one after another in blocks that grow and never move.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace carkeys {

using StringId = std::uint32_t;

class Interner {
 public:
  Interner() : strings_(1) {}

  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;
  Interner(Interner&&) = default;
  Interner& operator=(Interner&&) = default;
  ~Interner() = default;

  // The id of `text`, new if unseen.
  StringId intern(std::string_view text);

  // Valid until the interner is destroyed.
  [[nodiscard]] std::string_view text(StringId id) const { return strings_[id]; }

  [[nodiscard]] std::size_t size() const { return strings_.size(); }

 private:
  // The slot that holds `text`, or the free one where it belongs.
  [[nodiscard]] std::size_t slot_of(std::string_view text, std::size_t hash) const;
  void grow();
  [[nodiscard]] std::string_view keep(std::string_view text);

  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
    std::size_t used = 0;
  };

  std::vector<std::string_view> strings_;
  std::vector<StringId> slots_;  // a power of two; 0: free
  std::vector<Block> blocks_;    // the last one may have room
};

}  // namespace carkeys
