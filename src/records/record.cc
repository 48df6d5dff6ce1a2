// SPDX-License-Identifier: Apache-2.0
#include "records/record.h"

#include <algorithm>
#include <array>

namespace carkeys {
namespace {

constexpr std::array<std::string_view, 17> category_names = {"AGREE",
                                                             "CONSULT",
                                                             "SUPPORT",
                                                             "CONCEDE",
                                                             "COOPERATE",
                                                             "AID",
                                                             "RETREAT",
                                                             "REQUEST",
                                                             "ACCUSE",
                                                             "REJECT",
                                                             "THREATEN",
                                                             "PROTEST",
                                                             "SANCTION",
                                                             "MOBILIZE",
                                                             "COERCE",
                                                             "ASSAULT",
                                                             "RELATION"};
constexpr std::array<std::string_view, 6> status_names = {
    "reported", "claimed", "alleged", "denied", "disputed", "confirmed"};
constexpr std::array<std::string_view, 5> stance_names = {
    "asserts", "alleges", "denies", "confirms", "doubts"};
constexpr std::array<std::string_view, 4> all_aux_names = {
    "negation", "future", "hypothetical", "historical"};

}  // namespace

std::string_view category_name(Category category) {
  return category_names[static_cast<std::size_t>(category)];
}

std::optional<Category> category_from(std::string_view name) {
  const auto found = std::ranges::find(category_names, name);
  if (found == category_names.end()) {
    return std::nullopt;
  }
  return static_cast<Category>(found - category_names.begin());
}

std::string_view status_name(Status status) {
  return status_names[static_cast<std::size_t>(status)];
}

std::string_view stance_name(Stance stance) {
  return stance_names[static_cast<std::size_t>(stance)];
}

std::vector<std::string_view> aux_names(std::uint8_t aux) {
  std::vector<std::string_view> names;
  for (std::size_t bit = 0; bit < all_aux_names.size(); ++bit) {
    if ((aux >> bit & 1) != 0) {
      names.push_back(all_aux_names[bit]);
    }
  }
  return names;
}

}  // namespace carkeys
