// SPDX-License-Identifier: Apache-2.0
// Strings by number: each distinct string is stored once and named by a StringId. One interner
// belongs to one Document and is not shared between threads. Id 0 is always the empty string.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace carkeys {

using StringId = std::uint32_t;

class Interner {
 public:
  Interner() { intern(""); }

  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;
  Interner(Interner&&) = default;
  Interner& operator=(Interner&&) = default;
  ~Interner() = default;

  // The id of `text`, new if unseen.
  StringId intern(std::string_view text) {
    const auto found = ids_.find(text);
    if (found != ids_.end()) {
      return found->second;
    }
    const auto id = static_cast<StringId>(strings_.size());
    strings_.emplace_back(text);
    ids_.emplace(std::string_view(strings_.back()), id);
    return id;
  }

  // Valid until the interner is destroyed.
  [[nodiscard]] std::string_view text(StringId id) const { return strings_[id]; }

  [[nodiscard]] std::size_t size() const { return strings_.size(); }

 private:
  std::deque<std::string> strings_;  // a deque keeps addresses while it grows
  std::unordered_map<std::string_view, StringId> ids_;
};

}  // namespace carkeys
