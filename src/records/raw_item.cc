// SPDX-License-Identifier: Apache-2.0
#include "records/raw_item.h"

#include <chrono>

namespace carkeys {
namespace {

// The number that all of `digits` spells, or -1.
int number_from(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') {
      return -1;
    }
    value = value * 10 + (digit - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> date_from(std::string_view text) {
  const bool has_day = text.size() == 10 && text[7] == '-';
  if ((!has_day && text.size() != 7) || text[4] != '-') {
    return std::nullopt;
  }
  const int year = number_from(text.substr(0, 4));
  const int month = number_from(text.substr(5, 2));
  const int day = has_day ? number_from(text.substr(8, 2)) : 1;
  if (year < 1 || month < 0 || day < 0) {
    return std::nullopt;
  }
  const std::chrono::year_month_day calendar{std::chrono::year(year),
                                             std::chrono::month(static_cast<unsigned>(month)),
                                             std::chrono::day(static_cast<unsigned>(day))};
  if (!calendar.ok()) {
    return std::nullopt;
  }
  return Date{static_cast<std::int16_t>(year),
              static_cast<std::uint8_t>(month),
              static_cast<std::uint8_t>(has_day ? day : 0)};
}

}  // namespace carkeys
