// SPDX-License-Identifier: Apache-2.0
// How values of records are spelled in every output: dates, languages, precisions.
#pragma once

#include <string>
#include <string_view>

#include "records/article.h"
#include "records/record.h"

namespace carkeys::store {

// "2023-03-12", "2023-03" or "2023", as precise as the date is.
std::string date_text(const Date& date);
std::string_view language_text(Language language);         // "de", "en"; empty: unknown
std::string_view precision_text(DatePrecision precision);  // "day"; empty: none

}  // namespace carkeys::store
