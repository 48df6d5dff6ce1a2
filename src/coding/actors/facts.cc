// SPDX-License-Identifier: Apache-2.0
#include "coding/actors/facts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "coding/actors/table_rows.h"

namespace carkeys::coding::actors {

Day day_of(const Date& date) {
  return date.year * 10000 + date.month * 100 + date.day;
}

namespace {

constexpr std::size_t filter_bits = std::size_t{1} << 18;

std::size_t filter_bit(std::string_view word) {
  return Hash{}(word) % filter_bits;
}

}  // namespace

std::span<const Name> Facts::names(std::string_view first_word) const {
  const std::size_t bit = filter_bit(first_word);
  if (!filter_.empty() && (filter_[bit / 64] >> (bit % 64) & 1U) == 0) {
    return {};
  }
  const auto found = names_.find(first_word);
  return found == names_.end() ? std::span<const Name>{} : std::span<const Name>(found->second);
}

std::span<const std::uint32_t> Facts::people_by_short_name(std::string_view word) const {
  const auto found = short_names_.find(word);
  return found == short_names_.end() ? std::span<const std::uint32_t>{}
                                     : std::span<const std::uint32_t>(found->second);
}

std::span<const Pronoun> Facts::pronouns(std::string_view word) const {
  const auto found = pronouns_.find(word);
  return found == pronouns_.end() ? std::span<const Pronoun>{}
                                  : std::span<const Pronoun>(found->second);
}

bool Facts::is(WordClass word_class, std::string_view word) const {
  const auto found = classes_.find(word);
  return found != classes_.end() && (found->second >> static_cast<unsigned>(word_class) & 1U) != 0;
}

void Facts::add(std::string_view names, Fact fact) {
  if (names.empty()) {
    return;
  }
  const auto index = static_cast<std::uint32_t>(facts_.size());
  facts_.push_back(std::move(fact));
  for (const std::string_view name : split(names, '|')) {
    add_name(name, index);
    // Some tokenisers part words at hyphens.
    std::string parted;
    for (const char letter : name) {
      parted += letter == '-' ? std::string(" - ") : std::string(1, letter);
    }
    if (parted.size() != name.size() && link_endings.empty()) {
      add_name(parted, index);
    }
  }
}

void Facts::add_name(std::string_view name, std::uint32_t fact) {
  const auto words = split(name, ' ');
  Name entry{{words.begin() + 1, words.end()}, fact};
  names_[std::string(words.front())].push_back(std::move(entry));
}

void Facts::finish() {
  filter_.assign(filter_bits / 64, 0);
  for (auto& [word, names] : names_) {
    const std::size_t bit = filter_bit(word);
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    std::ranges::stable_sort(
        names, [](const Name& a, const Name& b) { return a.rest.size() > b.rest.size(); });
  }
}

}  // namespace carkeys::coding::actors
