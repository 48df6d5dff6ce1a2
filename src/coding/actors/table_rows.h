// SPDX-License-Identifier: Apache-2.0
// Reading the actor tables row by row with named columns. A missing table or column is an error
// that names it; a cell that cannot be read is an error that names file and line. Private to
// coding/actors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "coding/actors/facts.h"
#include "resources/lexicon.h"

namespace carkeys::coding::actors {

// Non-empty parts of `text` between separators.
std::vector<std::string_view> split(std::string_view text, char separator);

// The cells of chosen columns, in the order asked for.
class TableRows {
 public:
  static Result<TableRows> open(const resources::Lexicon& lexicon,
                                const std::string& table,
                                std::initializer_list<std::string_view> columns);

  [[nodiscard]] std::size_t size() const { return table_->rows(); }

  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
    return table_->cell(row, columns_[column]);
  }

  // "what is wrong" at the line of `row`.
  [[nodiscard]] tl::unexpected<Error> fault(std::size_t row, const std::string& message) const;
  // A date of year, month or day precision; empty gives `open`. `end` takes the last day it covers.
  [[nodiscard]] Result<Day> day(std::size_t row, std::size_t column, bool end) const;

 private:
  const resources::Table* table_ = nullptr;
  std::vector<std::size_t> columns_;
};

}  // namespace carkeys::coding::actors
