// SPDX-License-Identifier: Apache-2.0
// A RecordFilter as a condition in SQL on records r and articles a, with values to be bound.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/reader.h"

namespace carkeys::store {

// The day (or month, or year) of a record: its own, or its article's where it names no time.
inline constexpr std::string_view event_day_sql =
    "coalesce(r.date, CASE WHEN r.date_text IS NULL THEN a.date END)";

struct Condition {
  std::string sql;                  // "1" where everything is wanted
  std::vector<std::string> values;  // for its question marks, in order
};

// Errors: bad_usage.
Result<Condition> condition_of(const RecordFilter& filter);

}  // namespace carkeys::store
