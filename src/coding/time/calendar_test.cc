// SPDX-License-Identifier: Apache-2.0
#include "coding/time/calendar.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

namespace calendar = carkeys::coding::calendar;
using carkeys::Date;

TEST_CASE("day numbers go there and back over leap days") {
  for (int days = -200000; days < 60000; days += 31) {
    CHECK(calendar::day_number(calendar::from_day_number(days)) == days);
  }
  CHECK(calendar::add_days({2024, 2, 28}, 1) == Date{2024, 2, 29});
  CHECK(calendar::add_days({2023, 2, 28}, 1) == Date{2023, 3, 1});
}

TEST_CASE("months clamp to the shorter month and cross years") {
  CHECK(calendar::add_months({2023, 3, 31}, -1) == Date{2023, 2, 28});
  CHECK(calendar::add_months({2023, 1, 0}, -1) == Date{2022, 12, 0});
  CHECK(calendar::add_years({2024, 2, 29}, 1) == Date{2025, 2, 28});
  CHECK(calendar::add_years({2024, 0, 0}, -10) == Date{2014, 0, 0});
}

TEST_CASE("weeks are ISO weeks") {
  CHECK(calendar::weekday({2023, 3, 13}) == 1);
  CHECK(calendar::week_text({2023, 3, 13}) == "2023-W11");
  CHECK(calendar::week_text({2021, 1, 3}) == "2020-W53");
  CHECK(calendar::week_text({2024, 12, 31}) == "2025-W01");
}

TEST_CASE("periods have first and last days") {
  CHECK(calendar::last_day({2024, 2, 0}) == Date{2024, 2, 29});
  CHECK(calendar::first_day({2024, 0, 0}) == Date{2024, 1, 1});
  CHECK(calendar::last_day({2024, 0, 0}) == Date{2024, 12, 31});
}

TEST_CASE("dates that do not exist are not valid") {
  CHECK_FALSE(calendar::is_valid({2023, 2, 29}));
  CHECK_FALSE(calendar::is_valid({2023, 13, 1}));
  CHECK_FALSE(calendar::is_valid({2023, 0, 4}));
  CHECK(calendar::is_valid({2023, 0, 0}));
}

TEST_CASE("easter") {
  CHECK(calendar::easter(2023) == Date{2023, 4, 9});
  CHECK(calendar::easter(1995) == Date{1995, 4, 16});
  CHECK(calendar::easter(2000) == Date{2000, 4, 23});
}
