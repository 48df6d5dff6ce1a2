// SPDX-License-Identifier: Apache-2.0
// Content hashes: 128 bits (XXH3), the same on every machine, written as 32 hex digits. For ids and
// checksums against accidents, not against attackers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace carkeys {

// Hash of a sequence of fields. Each field is preceded by its length, so ("ab", "c") and
// ("a", "bc") differ.
class FieldHasher {
 public:
  FieldHasher();
  FieldHasher(FieldHasher&&) noexcept;
  FieldHasher& operator=(FieldHasher&&) noexcept;
  ~FieldHasher();

  FieldHasher& add(std::string_view field);
  FieldHasher& add_number(std::int64_t number);
  // 32 lower-case hex digits; more fields may be added afterwards.
  [[nodiscard]] std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// 32 lower-case hex digits of the bytes alone.
[[nodiscard]] std::string hash128_hex(std::string_view bytes);
[[nodiscard]] std::uint64_t hash64(std::string_view bytes);

}  // namespace carkeys
