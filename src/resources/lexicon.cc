// SPDX-License-Identifier: Apache-2.0
#include "resources/lexicon.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/files.h"
#include "resources/packed.h"
#include "resources/tsv.h"

namespace carkeys::resources {
namespace {

namespace fs = std::filesystem;

// The tables below `folder` by name ("de/frames"), in name order.
Result<std::vector<std::string>> list_tables(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> names;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    if (entries->path().extension() == ".tsv" && entries->is_regular_file(error)) {
      names.push_back(
          entries->path().lexically_relative(folder).replace_extension().generic_string());
    }
  }
  if (error) {
    return failure(ErrorCode::bad_resource,
                   fmt::format("lexicon folder cannot be read: {}", error.message()),
                   folder);
  }
  std::ranges::sort(names);
  return names;
}

// The numbers of the columns `from` has, in terms of `to`; nullopt names no such column.
std::vector<std::optional<std::size_t>> column_map(const std::vector<std::string_view>& from,
                                                   const Table& to) {
  std::vector<std::optional<std::size_t>> numbers;
  numbers.reserve(from.size());
  for (const std::string_view name : from) {
    numbers.push_back(to.column(name));
  }
  return numbers;
}

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto found = std::ranges::find(columns_, name);
  if (found == columns_.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - columns_.begin());
}

std::string Table::place(std::size_t row) const {
  const std::string_view folder = row < overlay_begin_ ? std::string_view() : overlay_folder_;
  return fmt::format("{}{}{}.tsv:{}", folder, folder.empty() ? "" : "/", name_, lines_[row]);
}

struct Lexicon::Storage {
  std::optional<MappedFile> packed;
  std::deque<std::string> texts;  // a deque keeps the addresses that cells point at
  std::deque<Table> tables;       // in name order, addresses handed out

  Table* find(std::string_view name) {
    const auto found = std::ranges::find(tables, name, &Table::name);
    return found == tables.end() ? nullptr : &*found;
  }
};

Lexicon::Lexicon(std::unique_ptr<Storage> storage) : storage_(std::move(storage)) {}

Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

void Lexicon::add_table(std::string name, TsvTable content) {
  Table& table = storage_->tables.emplace_back();
  table.name_ = std::move(name);
  table.columns_ = std::move(content.columns);
  table.cells_ = std::move(content.cells);
  table.lines_ = std::move(content.lines);
}

Result<void> Lexicon::lay_over(Table& table, const TsvTable& rows, const std::string& folder) {
  const auto numbers = column_map(rows.columns, table);
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    if (!numbers[at]) {
      return failure(ErrorCode::bad_resource,
                     fmt::format("column '{}' is unknown to the built-in table", rows.columns[at]),
                     fmt::format("{}/{}.tsv", folder, table.name()));
    }
  }
  table.overlay_begin_ = table.rows();
  table.overlay_folder_ = folder;
  const std::size_t old_size = table.cells_.size();
  table.cells_.resize(old_size + rows.lines.size() * table.columns_.size());
  for (std::size_t row = 0; row < rows.lines.size(); ++row) {
    for (std::size_t at = 0; at < numbers.size(); ++at) {
      table.cells_[old_size + row * table.columns_.size() + *numbers[at]] =
          rows.cells[row * numbers.size() + at];
    }
    table.lines_.push_back(rows.lines[row]);
  }
  return {};
}

Result<void> Lexicon::add_folder(const std::string& folder) {
  CARKEYS_TRY(const auto names, list_tables(folder));
  for (const std::string& name : names) {
    const std::string path = fmt::format("{}/{}.tsv", folder, name);
    auto text = read_file(path);
    if (!text) {
      return failure(ErrorCode::bad_resource, std::move(text.error().message), path);
    }
    CARKEYS_TRY(TsvTable content, read_tsv(storage_->texts.emplace_back(std::move(*text)), path));
    if (Table* table = storage_->find(name); table != nullptr) {
      const auto laid = lay_over(*table, content, folder);
      if (!laid) {
        return tl::unexpected<Error>(laid.error());
      }
      continue;
    }
    add_table(name, std::move(content));
    storage_->tables.back().overlay_folder_ = folder;
  }
  return {};
}

Result<Lexicon> Lexicon::load(const std::string& path, const std::string& overlay_folder) {
  Lexicon lexicon(std::make_unique<Storage>());
  CARKEYS_TRY(lexicon.storage_->packed, MappedFile::open(path));
  CARKEYS_TRY(auto tables, read_packed(lexicon.storage_->packed->bytes(), path));
  for (PackedTable& table : tables) {
    lexicon.add_table(std::move(table.name), std::move(table.content));
  }
  if (overlay_folder.empty()) {
    return lexicon;
  }
  const std::size_t built_in = lexicon.storage_->tables.size();
  if (const auto added = lexicon.add_folder(overlay_folder); !added) {
    return tl::unexpected<Error>(added.error());
  }
  // Tables that only the overlay has: all their rows are the overlay's.
  for (std::size_t at = built_in; at < lexicon.storage_->tables.size(); ++at) {
    lexicon.storage_->tables[at].overlay_begin_ = 0;
  }
  return lexicon;
}

Result<Lexicon> Lexicon::from_folder(const std::string& folder) {
  Lexicon lexicon(std::make_unique<Storage>());
  if (const auto added = lexicon.add_folder(folder); !added) {
    return tl::unexpected<Error>(added.error());
  }
  if (lexicon.storage_->tables.empty()) {
    return failure(ErrorCode::bad_resource, "no tables (*.tsv) in this folder", folder);
  }
  return lexicon;
}

Result<void> Lexicon::pack(const std::string& path) const {
  std::vector<PackedTable> tables;
  for (const Table& table : storage_->tables) {
    tables.push_back({table.name_, {table.columns_, table.cells_, table.lines_}});
  }
  return write_file(path, write_packed(tables));
}

const Table* Lexicon::table(std::string_view name) const {
  return storage_->find(name);
}

std::vector<std::string> Lexicon::table_names() const {
  std::vector<std::string> names;
  for (const Table& table : storage_->tables) {
    names.push_back(table.name());
  }
  return names;
}

}  // namespace carkeys::resources
