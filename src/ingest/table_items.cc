// SPDX-License-Identifier: Apache-2.0
#include "ingest/table_items.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/utf8.h"
#include "ingest/fields.h"

namespace carkeys::ingest {
namespace {

constexpr std::size_t longest_row = std::size_t{64} << 20U;

std::vector<std::string> cells_of(std::string_view row, char separator) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const char c = row[i];
    if (quoted && c == '"' && i + 1 < row.size() && row[i + 1] == '"') {
      cells.back().push_back('"');
      ++i;
    } else if (c == '"' && (quoted || cells.back().empty())) {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      cells.emplace_back();
    } else {
      cells.back().push_back(c);
    }
  }
  return cells;
}

std::string_view without_line_end(std::string_view row) {
  while (row.ends_with('\n') || row.ends_with('\r')) {
    row.remove_suffix(1);
  }
  return row;
}

bool is_name(const std::string& cell) {
  constexpr std::size_t longest_name = 40;
  return !cell.empty() && cell.size() <= longest_name && cell.front() != ' ' &&
         cell.back() != ' ' && cell.find_first_of(".!?") == std::string::npos;
}

bool is_text(const std::string& cell) {
  const auto known = field_from(cell);
  return known && (known->field == Field::text || known->field == Field::markup);
}

// The row that `text` begins with, as far as there is one.
std::string_view row_at(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    quoted = text[i] == '"' ? !quoted : quoted;
    if (text[i] == '\n' && !quoted) {
      return without_line_end(text.substr(0, i));
    }
  }
  return text;
}

class TableItems : public ItemStream {
 public:
  TableItems(Input input, Source source, char separator)
      : input_(std::move(input)), source_(std::move(source)), separator_(separator) {}

  std::optional<Result<RawItem>> next() override {
    while (!ended_) {
      const std::int64_t line = line_;
      Result<std::optional<std::string>> row = take_row();
      if (!row) {
        ended_ = true;
        return tl::unexpected<Error>(named(std::move(row.error()), source_.name));
      }
      if (!*row) {
        ended_ = true;
        return std::nullopt;
      }
      const std::vector<std::string> cells = cells_of(without_line_end(**row), separator_);
      const bool blank = cells.size() == 1 && cells.front().empty();
      if (!columns_.empty() && !blank) {
        return item_from(cells, line);
      }
      if (columns_.empty()) {
        take_header(cells);
      }
    }
    return std::nullopt;
  }

 private:
  // A row up to and with its line end; quotation marks may hold others.
  Result<std::optional<std::string>> take_row() {
    std::size_t size = 0;
    while (size == 0) {
      size = row_size();
      if (size == 0) {
        CARKEYS_TRY(const bool more, input_.fill());
        if (!more) {
          size = input_.window().size();
          break;
        }
      }
      if (looked_ > longest_row) {
        return failure(ErrorCode::bad_input, "row longer than 64 MiB", source_.name, line_);
      }
    }
    looked_ = 0;
    quoted_ = false;
    std::string row(input_.window().substr(0, size));
    input_.use(size);
    return row.empty() ? std::optional<std::string>() : std::optional(std::move(row));
  }

  // Bytes of the row that the window begins with; 0 where its end is not there yet.
  std::size_t row_size() {
    const std::string_view window = input_.window();
    for (; looked_ < window.size(); ++looked_) {
      quoted_ = window[looked_] == '"' ? !quoted_ : quoted_;
      if (window[looked_] == '\n') {
        ++line_;
        if (!quoted_) {
          return looked_ + 1;
        }
      }
    }
    return 0;
  }

  void take_header(const std::vector<std::string>& cells) {
    std::vector<int> ranks(static_cast<std::size_t>(Field::version) + 1, 1000);
    for (const std::string& cell : cells) {
      const auto known =
          field_from(cell.starts_with(utf8::byte_order_mark) ? cell.substr(3) : cell);
      columns_.push_back(known);
      if (known) {
        int& rank = ranks[static_cast<std::size_t>(known->field)];
        rank = std::min(rank, known->rank);
      }
    }
    for (auto& column : columns_) {
      if (column && column->rank > ranks[static_cast<std::size_t>(column->field)]) {
        column.reset();
      }
    }
  }

  Result<RawItem> item_from(const std::vector<std::string>& cells, std::int64_t line) const {
    if (cells.size() != columns_.size()) {
      return failure(ErrorCode::bad_input,
                     "row of " + std::to_string(cells.size()) + " cells, " +
                         std::to_string(columns_.size()) + " columns are named",
                     source_.name,
                     line);
    }
    RawItem item;
    item.decoded = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (columns_[i] && !cells[i].empty()) {
        set_field(item, columns_[i]->field, decode(cells[i]).text);
      }
    }
    const std::string where = source_.name + ":" + std::to_string(line);
    if (item.citation.empty()) {
      item.citation = where;
    }
    for (std::string& warning : item.warnings) {
      warning.insert(0, where + ": ");
    }
    return item;
  }

  Input input_;
  Source source_;
  char separator_;
  std::int64_t line_ = 1;   // at byte `looked_` of the window
  std::size_t looked_ = 0;  // bytes of the window that belong to its first row
  bool quoted_ = false;     // behind them a quotation mark is open
  std::vector<std::optional<KnownField>> columns_;
  bool ended_ = false;
};

}  // namespace

std::optional<char> table_separator(std::string_view beginning) {
  if (beginning.starts_with(utf8::byte_order_mark)) {
    beginning.remove_prefix(utf8::byte_order_mark.size());
  }
  const std::size_t end = beginning.find('\n');
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view line = without_line_end(beginning.substr(0, end));
  const std::string_view second = row_at(beginning.substr(end + 1));
  for (const char separator : {'\t', ',', ';'}) {
    const std::vector<std::string> cells = cells_of(line, separator);
    const auto known = std::ranges::count_if(
        cells, [](const std::string& cell) { return field_from(cell).has_value(); });
    const bool alike = cells_of(second, separator).size() == cells.size();
    if (cells.size() > 1 && std::ranges::all_of(cells, is_name) &&
        std::ranges::any_of(cells, is_text) && (known > 1 || alike)) {
      return separator;
    }
  }
  return std::nullopt;
}

std::unique_ptr<ItemStream> table_items(Input input, Source source, char separator) {
  return std::make_unique<TableItems>(std::move(input), std::move(source), separator);
}

}  // namespace carkeys::ingest
