// SPDX-License-Identifier: Apache-2.0
#include "coding/sides/mentions.h"

#include <algorithm>
#include <array>

namespace carkeys::coding {
namespace {

constexpr std::size_t kept = 8;  // mentions of a code that are remembered

bool is_state(std::string_view sector) {
  constexpr std::array<std::string_view, 6> sectors = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"};
  return std::ranges::find(sectors, sector) != sectors.end();
}

}  // namespace

bool is_supranational(std::string_view code) {
  constexpr std::array<std::string_view, 7> codes = {
      "UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"};
  return std::ranges::find(codes, code) != codes.end();
}

void MentionIndex::find_home() {
  std::map<std::string_view, std::size_t> counts;
  for (const auto& slot : context_.actors.entity_slots) {
    for (std::uint32_t i = slot.begin; i < slot.end; ++i) {
      const auto& code = context_.actors.pool[i].code;
      if (!code.empty() && !is_supranational(code)) {
        ++counts[code];
      }
    }
  }
  const auto most =
      std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  home_ = most == counts.end() ? std::string() : std::string(most->first);
}

void MentionIndex::advance(TokenIndex end) {
  const auto& sentences = context_.document.sentences;
  for (; next_ < end; ++next_) {
    while (sentence_ + 1 < sentences.size() && next_ >= sentences[sentence_].end) {
      ++sentence_;
    }
    for (const Entity& entity : context_.actors.entities(next_)) {
      if (entity.code.empty()) {
        continue;
      }
      Named& named = named_[entity.code];
      named.code = entity.code;
      ++named.count;
      named.governs = named.governs || is_state(entity.sector);
      if (named.mentions.size() == kept) {
        named.mentions.erase(named.mentions.begin());
      }
      named.mentions.push_back({next_, sentence_, &entity});
    }
  }
}

}  // namespace carkeys::coding
