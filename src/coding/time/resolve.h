// SPDX-License-Identifier: Apache-2.0
// What a matched time expression means in the calendar: TIMEX3 value and day range, counted from
// the article's date or from the day told last. What the known dates do not settle stays open; no
// date is ever made up, and there is no today here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "coding/time/rules.h"
#include "coding/time/time.h"
#include "records/article.h"
#include "records/record.h"

namespace carkeys::coding {

struct TimeContext {
  std::optional<Date> article;       // may lack the day, or day and month
  std::optional<Date> previous;      // what the text told last, with its own precision
  std::optional<Date> sentence_day;  // the day told last in this sentence
  std::optional<Date> day_before;    // the day told last in the sentence before
  bool since = false;                // "seit", "since" stands before: the past is meant
  enum class Tense : std::uint8_t { unknown, past, future } tense = Tense::unknown;  // its clause's
};

struct TimeResolution {
  std::string value;
  TimeExpression::Kind kind = TimeExpression::Kind::date;
  std::optional<Date> begin;
  std::optional<Date> end;
  DatePrecision precision = DatePrecision::none;
  bool long_ago = false;  // no dates, yet surely long ago: "damals", "seit Jahren"
};

[[nodiscard]] TimeResolution resolve_time(const TimeMatch& match, const TimeContext& context);

}  // namespace carkeys::coding
