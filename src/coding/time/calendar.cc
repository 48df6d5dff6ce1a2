// SPDX-License-Identifier: Apache-2.0
#include "coding/time/calendar.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace carkeys::coding::calendar {
namespace {

constexpr int last_year = 9999;

std::chrono::year_month_day civil(const Date& date) {
  return std::chrono::year{date.year} / std::chrono::month{date.month} / std::chrono::day{date.day};
}

int length_of_month(int year, unsigned month) {
  const std::chrono::year_month_day_last last{
      std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{month}}};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

}  // namespace

bool is_valid(const Date& date) {
  if (date.year < 1) {
    return false;
  }
  if (date.month == 0) {
    return date.day == 0;
  }
  return date.month <= 12 && (date.day == 0 || civil(date).ok());
}

int day_number(const Date& date) {
  return static_cast<int>(std::chrono::sys_days{civil(date)}.time_since_epoch().count());
}

Date from_day_number(int days) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<std::int16_t>(static_cast<int>(day.year())),
          static_cast<std::uint8_t>(static_cast<unsigned>(day.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(day.day()))};
}

Date add_days(const Date& date, int days) {
  return from_day_number(day_number(date) + days);
}

Date add_months(const Date& date, int months) {
  const int count = date.year * 12 + (date.month - 1) + months;
  if (count < 12 || count / 12 > last_year) {
    return {};
  }
  Date moved{
      static_cast<std::int16_t>(count / 12), static_cast<std::uint8_t>(count % 12 + 1), date.day};
  moved.day =
      static_cast<std::uint8_t>(std::min<int>(moved.day, length_of_month(moved.year, moved.month)));
  return moved;
}

Date add_years(const Date& date, int years) {
  if (date.month != 0) {
    return add_months(date, years * 12);
  }
  const int year = date.year + years;
  return {static_cast<std::int16_t>(year < 1 || year > last_year ? 0 : year), 0, 0};
}

int weekday(const Date& date) {
  const std::chrono::weekday day{std::chrono::sys_days{civil(date)}};
  return static_cast<int>(day.iso_encoding());
}

Date monday_of(const Date& date) {
  return add_days(date, 1 - weekday(date));
}

Date first_day(const Date& date) {
  return {date.year, std::max<std::uint8_t>(date.month, 1), std::max<std::uint8_t>(date.day, 1)};
}

Date last_day(const Date& date) {
  if (date.day != 0) {
    return date;
  }
  const auto month = static_cast<std::uint8_t>(date.month == 0 ? 12 : date.month);
  return {date.year, month, static_cast<std::uint8_t>(length_of_month(date.year, month))};
}

std::string text(const Date& date) {
  if (date.month == 0) {
    return fmt::format("{:04}", date.year);
  }
  if (date.day == 0) {
    return fmt::format("{:04}-{:02}", date.year, date.month);
  }
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string week_text(const Date& date) {
  // A week belongs to the year that holds its Thursday.
  const Date thursday = add_days(monday_of(date), 3);
  const int day_of_year = day_number(thursday) - day_number({thursday.year, 1, 1});
  return fmt::format("{:04}-W{:02}", thursday.year, day_of_year / 7 + 1);
}

Date easter(int year) {
  // The "anonymous Gregorian" computus (Nature, 1876).
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int g = (8 * b + 13) / 25;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return {static_cast<std::int16_t>(year),
          static_cast<std::uint8_t>(n / 31),
          static_cast<std::uint8_t>(n % 31 + 1)};
}

}  // namespace carkeys::coding::calendar
