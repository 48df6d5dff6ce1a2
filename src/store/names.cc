// SPDX-License-Identifier: Apache-2.0
#include "store/names.h"

#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "store/sink.h"

namespace carkeys::store {

std::string_view coder_name() {
  return "car-keys " CARKEYS_VERSION;
}

std::string_view codebook_name() {
  return "plover-base-2.0";
}

std::string date_text(const Date& date) {
  if (date.month == 0) {
    return fmt::format("{:04}", date.year);
  }
  if (date.day == 0) {
    return fmt::format("{:04}-{:02}", date.year, date.month);
  }
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string_view language_text(Language language) {
  constexpr std::array<std::string_view, 3> names = {"", "de", "en"};
  return names[static_cast<std::size_t>(language)];
}

std::string_view precision_text(DatePrecision precision) {
  constexpr std::array<std::string_view, 5> names = {"", "day", "week", "month", "year"};
  return names[static_cast<std::size_t>(precision)];
}

}  // namespace carkeys::store
