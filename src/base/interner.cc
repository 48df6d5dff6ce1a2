// SPDX-License-Identifier: Apache-2.0
#include "base/interner.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace carkeys {
namespace {

constexpr std::size_t first_slots = 64;
constexpr std::size_t first_block = 1024;  // bytes
constexpr std::size_t most_doublings = 8;  // of the blocks' size

std::size_t hash_of(std::string_view text) {
  return std::hash<std::string_view>()(text);
}

}  // namespace

std::size_t Interner::slot_of(std::string_view text, std::size_t hash) const {
  std::size_t slot = hash % slots_.size();
  while (slots_[slot] != 0 && strings_[slots_[slot]] != text) {
    slot = (slot + 1) % slots_.size();
  }
  return slot;
}

void Interner::grow() {
  slots_.assign(std::max(first_slots, 2 * slots_.size()), 0);
  for (StringId id = 1; id < strings_.size(); ++id) {
    slots_[slot_of(strings_[id], hash_of(strings_[id]))] = id;
  }
}

std::string_view Interner::keep(std::string_view text) {
  if (blocks_.empty() || text.size() > blocks_.back().size - blocks_.back().used) {
    const std::size_t doubled = first_block << std::min(blocks_.size(), most_doublings);
    const std::size_t size = std::max(doubled, text.size());
    blocks_.push_back({std::make_unique<char[]>(size), size, 0});
  }
  Block& block = blocks_.back();
  char* begin = block.bytes.get() + block.used;
  std::memcpy(begin, text.data(), text.size());
  block.used += text.size();
  return {begin, text.size()};
}

StringId Interner::intern(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  if (2 * strings_.size() >= slots_.size()) {
    grow();
  }
  StringId& slot = slots_[slot_of(text, hash_of(text))];
  if (slot == 0) {
    strings_.push_back(keep(text));
    slot = static_cast<StringId>(strings_.size() - 1);
  }
  return slot;
}

}  // namespace carkeys
