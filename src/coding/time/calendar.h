// SPDX-License-Identifier: Apache-2.0
// Days, weeks, months and years as news needs them: steps, ends of periods, ISO weeks and their
// TIMEX3 spellings. Proleptic Gregorian; knows no words and no today.
#pragma once

#include <optional>
#include <string>

#include "records/article.h"

namespace carkeys::coding::calendar {

// A year, month or day; the date's own precision says which.
[[nodiscard]] bool is_valid(const Date& date);

// Days since 1970-01-01 and back; the date must have a day.
[[nodiscard]] int day_number(const Date& date);
[[nodiscard]] Date from_day_number(int days);

[[nodiscard]] Date add_days(const Date& date, int days);
// Clamps to the end of a shorter month; works on dates without a day too. A year outside 1 to 9999
// gives a date that is not valid.
[[nodiscard]] Date add_months(const Date& date, int months);
[[nodiscard]] Date add_years(const Date& date, int years);

// 1 Monday to 7 Sunday.
[[nodiscard]] int weekday(const Date& date);
[[nodiscard]] Date monday_of(const Date& date);

[[nodiscard]] Date first_day(const Date& date);  // of its month or year, or itself
[[nodiscard]] Date last_day(const Date& date);

[[nodiscard]] std::string text(const Date& date);       // 2023, 2023-03 or 2023-03-13
[[nodiscard]] std::string week_text(const Date& date);  // 2023-W11

// Easter Sunday of the western church.
[[nodiscard]] Date easter(int year);

}  // namespace carkeys::coding::calendar
