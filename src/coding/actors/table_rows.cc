// SPDX-License-Identifier: Apache-2.0
#include "coding/actors/table_rows.h"

#include <charconv>

#include <fmt/format.h>

namespace carkeys::coding::actors {
namespace {

// Digits of a date part; -1 where it is none.
int number_in(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : -1;
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto at = text.find(separator);
    if (at != 0) {
      parts.push_back(text.substr(0, at));
    }
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  }
  return parts;
}

Result<TableRows> TableRows::open(const resources::Lexicon& lexicon,
                                  const std::string& table,
                                  std::initializer_list<std::string_view> columns) {
  TableRows rows;
  rows.table_ = lexicon.table(table);
  if (rows.table_ == nullptr) {
    return failure(ErrorCode::bad_resource, fmt::format("the lexicon has no table {}", table));
  }
  for (const std::string_view column : columns) {
    const auto found = rows.table_->column(column);
    if (!found) {
      return failure(ErrorCode::bad_resource,
                     fmt::format("table {} has no column '{}'", table, column));
    }
    rows.columns_.push_back(*found);
  }
  return rows;
}

tl::unexpected<Error> TableRows::fault(std::size_t row, const std::string& message) const {
  return failure(ErrorCode::bad_resource, message, table_->place(row));
}

Result<Day> TableRows::day(std::size_t row, std::size_t column, bool end) const {
  const std::string_view text = cell(row, column);
  if (text.empty()) {
    return end ? last_day : Day{0};
  }
  const auto parts = split(text, '-');
  int values[3] = {0, end ? 12 : 1, end ? 31 : 1};
  if (parts.empty() || parts.size() > 3) {
    return fault(row, fmt::format("'{}' is no date", text));
  }
  for (std::size_t at = 0; at < parts.size(); ++at) {
    values[at] = number_in(parts[at]);
    if (values[at] < 1) {
      return fault(row, fmt::format("'{}' is no date", text));
    }
  }
  return values[0] * 10000 + values[1] * 100 + values[2];
}

}  // namespace carkeys::coding::actors
