// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <array>

#define XXH_INLINE_ALL  // NOLINT(readability-identifier-naming)
#include <xxhash.h>

namespace carkeys {
namespace {

std::string hex_of(XXH128_hash_t hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, hash);
  std::string out;
  out.reserve(32);
  for (const unsigned char byte : canonical.digest) {
    out.push_back(digits[byte >> 4]);
    out.push_back(digits[byte & 15]);
  }
  return out;
}

}  // namespace

struct FieldHasher::State {
  XXH3_state_t state;
};

FieldHasher::FieldHasher() : state_(std::make_unique<State>()) {
  XXH3_128bits_reset(&state_->state);
}

FieldHasher::FieldHasher(FieldHasher&&) noexcept = default;
FieldHasher& FieldHasher::operator=(FieldHasher&&) noexcept = default;
FieldHasher::~FieldHasher() = default;

FieldHasher& FieldHasher::add(std::string_view field) {
  add_number(static_cast<std::int64_t>(field.size()));
  XXH3_128bits_update(&state_->state, field.data(), field.size());
  return *this;
}

FieldHasher& FieldHasher::add_number(std::int64_t number) {
  std::array<unsigned char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
  }
  XXH3_128bits_update(&state_->state, bytes.data(), bytes.size());
  return *this;
}

std::string FieldHasher::hex() const {
  return hex_of(XXH3_128bits_digest(&state_->state));
}

std::string hash128_hex(std::string_view bytes) {
  return hex_of(XXH3_128bits(bytes.data(), bytes.size()));
}

std::uint64_t hash64(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace carkeys
