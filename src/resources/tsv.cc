// SPDX-License-Identifier: Apache-2.0
#include "resources/tsv.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "base/utf8.h"

namespace carkeys::resources {
namespace {

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && cell.front() == ' ') {
    cell.remove_prefix(1);
  }
  while (!cell.empty() && cell.back() == ' ') {
    cell.remove_suffix(1);
  }
  return cell;
}

std::vector<std::string_view> split_cells(std::string_view line) {
  std::vector<std::string_view> cells;
  while (true) {
    const std::size_t tab = line.find('\t');
    cells.push_back(trimmed(line.substr(0, tab)));
    if (tab == std::string_view::npos) {
      return cells;
    }
    line.remove_prefix(tab + 1);
  }
}

// What is wrong with a header line, if anything.
std::optional<std::string> header_fault(const std::vector<std::string_view>& columns) {
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (columns[at].empty()) {
      return fmt::format("column {} of the header has no name", at + 1);
    }
    if (std::ranges::count(columns, columns[at]) > 1) {
      return fmt::format("the header names column '{}' twice", columns[at]);
    }
  }
  return std::nullopt;
}

class TsvReader {
 public:
  explicit TsvReader(const std::string& origin) : origin_(origin) {}

  Result<void> add_line(std::string_view line) {
    ++line_number_;
    if (!line.empty() && line.back() == '\r') {
      line.remove_suffix(1);
    }
    if (line.empty() || line.front() == '#') {
      return {};
    }
    if (utf8::first_invalid(line) != utf8::npos) {
      return fault("not valid UTF-8");
    }
    auto cells = split_cells(line);
    return table_.columns.empty() ? set_header(std::move(cells)) : add_row(cells);
  }

  Result<TsvTable> finish() && {
    if (table_.columns.empty()) {
      return failure(ErrorCode::bad_resource, "table without a header line", origin_);
    }
    return std::move(table_);
  }

 private:
  tl::unexpected<Error> fault(std::string message) const {
    return failure(ErrorCode::bad_resource, std::move(message), origin_, line_number_);
  }

  Result<void> set_header(std::vector<std::string_view> columns) {
    if (auto wrong = header_fault(columns)) {
      return fault(std::move(*wrong));
    }
    table_.columns = std::move(columns);
    return {};
  }

  Result<void> add_row(const std::vector<std::string_view>& cells) {
    if (cells.size() > table_.columns.size()) {
      return fault(fmt::format(
          "{} cells, but the header names {} columns", cells.size(), table_.columns.size()));
    }
    table_.cells.insert(table_.cells.end(), cells.begin(), cells.end());
    table_.cells.resize(table_.cells.size() + table_.columns.size() - cells.size());
    table_.lines.push_back(line_number_);
    return {};
  }

  const std::string& origin_;
  TsvTable table_;
  std::uint32_t line_number_ = 0;
};

}  // namespace

Result<TsvTable> read_tsv(std::string_view text, const std::string& origin) {
  if (text.starts_with(utf8::byte_order_mark)) {
    text.remove_prefix(utf8::byte_order_mark.size());
  }
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) {
    return failure(ErrorCode::bad_resource, "table larger than 4 GiB", origin);
  }
  TsvReader reader(origin);
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const auto added = reader.add_line(text.substr(0, newline));
    if (!added) {
      return tl::unexpected<Error>(added.error());
    }
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  }
  return std::move(reader).finish();
}

}  // namespace carkeys::resources
