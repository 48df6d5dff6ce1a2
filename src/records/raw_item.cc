// SPDX-License-Identifier: Apache-2.0
#include "records/raw_item.h"

#include <algorithm>
#include <chrono>
#include <string>

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

constexpr std::string_view digits = "0123456789";

// The leading digits of `text`, at most `most`, taken off it; -1 where there are none.
int take_number(std::string_view& text, std::size_t most) {
  const std::size_t size = std::min(std::min(text.find_first_not_of(digits), text.size()), most);
  const int value = size == 0 ? -1 : number_from(text.substr(0, size));
  text.remove_prefix(size);
  return value;
}

std::optional<Date> checked(int year, int month, int day) {
  constexpr int first_year = 1400;  // printed news are younger
  const std::chrono::year_month_day calendar{std::chrono::year(year),
                                             std::chrono::month(static_cast<unsigned>(month)),
                                             std::chrono::day(static_cast<unsigned>(day))};
  if (year < first_year || month < 1 || day < 1 || !calendar.ok()) {
    return std::nullopt;
  }
  return Date{static_cast<std::int16_t>(year),
              static_cast<std::uint8_t>(month),
              static_cast<std::uint8_t>(day)};
}

bool take_mark(std::string_view& text, std::string_view marks) {
  if (text.empty() || marks.find(text.front()) == std::string_view::npos) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

// "2023-03-13", "2023/3/13", "20230313"; what follows must be no digit.
std::optional<Date> year_first(std::string_view text) {
  const std::size_t size = std::min(text.find_first_not_of(digits), text.size());
  const bool compact = size == 8;
  if (size != 4 && !compact) {
    return std::nullopt;
  }
  const int year = take_number(text, 4);
  const bool first = compact || take_mark(text, "-/.");
  const int month = take_number(text, 2);
  const bool second = compact || take_mark(text, "-/.");
  const int day = take_number(text, 2);
  const bool more = !text.empty() && digits.find(text.front()) != std::string_view::npos;
  return first && second && !more ? checked(year, month, day) : std::nullopt;
}

// "13 Mar 2023" as in mail and feeds, a weekday before it; "13.03.2023".
std::optional<Date> day_first(std::string_view text) {
  constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
  const std::size_t comma = text.find(',');
  if (comma != std::string_view::npos && comma < 12) {
    text.remove_prefix(comma + 1);
  }
  text.remove_prefix(std::min(text.find_first_of(digits), text.size()));
  const int day = take_number(text, 2);
  if (take_mark(text, ".")) {
    const int month = take_number(text, 2);
    const bool dot = take_mark(text, ".");
    const int year = take_number(text, 4);
    return dot ? checked(year, month, day) : std::nullopt;
  }
  if (!take_mark(text, " -") || text.size() < 3) {
    return std::nullopt;
  }
  std::string name(text.substr(0, 3));
  for (char& c : name) {
    c = static_cast<char>(c | 0x20);
  }
  const std::size_t month = months.find(name);
  text.remove_prefix(std::min(text.find_first_of(digits), text.size()));
  const int year = take_number(text, 4);
  const bool known = month != std::string_view::npos && month % 3 == 0;
  return known ? checked(year, static_cast<int>(month / 3) + 1, day) : std::nullopt;
}

}  // namespace

std::optional<Date> day_in(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  constexpr std::size_t longest = 64;  // bytes; more is no date but a text
  text = text.substr(begin, longest);
  const auto found = year_first(text);
  return found ? found : day_first(text);
}

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
