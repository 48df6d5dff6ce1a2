// SPDX-License-Identifier: Apache-2.0
#include "records/raw_item.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

using carkeys::Date;
using carkeys::date_from;

TEST_CASE("a date is a day or a month that exists") {
  CHECK(date_from("2023-03-13") == Date{2023, 3, 13});
  CHECK(date_from("2024-02-29") == Date{2024, 2, 29});
  CHECK(date_from("2023-03") == Date{2023, 3, 0});
  for (const char* text : {"",
                           "2023",
                           "2023-3-1",
                           "2023-13",
                           "2023-00",
                           "2023-02-29",
                           "2023-03-00",
                           "2023/03/13",
                           "13.03.2023",
                           "2023-03-13T10",
                           "20x3-03-13",
                           "0000-01-01",
                           "2023-0a-01",
                           "-023-01-01"}) {
    CAPTURE(text);
    CHECK_FALSE(date_from(text).has_value());
  }
}

TEST_CASE("the day that a date of the web names") {
  using carkeys::day_in;
  for (const char* text : {"2023-03-13",
                           " 2023-03-13T23:30:00+01:00",
                           "2023/3/13 10:00",
                           "20230313T080000Z",
                           "20230313",
                           "Mon, 13 Mar 2023 08:00:00 GMT",
                           "13 March 2023",
                           "Montag, 13.03.2023, 08:00 Uhr",
                           "13-Mar-2023"}) {
    CAPTURE(text);
    CHECK(day_in(text) == Date{2023, 3, 13});
  }
  for (const char* text : {"",
                           "03/04/2023",
                           "2023",
                           "2023-02-30",
                           "202303131",
                           "12:30",
                           "yesterday",
                           "13 Foo 2023",
                           "0001-01-01T00:00:00Z",
                           "1678694400"}) {
    CAPTURE(text);
    CHECK_FALSE(day_in(text).has_value());
  }
}
