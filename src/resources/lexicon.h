// SPDX-License-Identifier: Apache-2.0
// The lexicon as stages see it: named tables of text cells. The tables are the TSV files of
// lexicon/, checked and packed into one file at build time (magic, version, checksum) and
// memory-mapped here; "lexicon/de/frames.tsv" is the table "de/frames". A folder of TSV files of
// the same form may be laid on top; its rows come after the built-in ones and win where a stage
// asks for one row by key. Immutable after load and shared by all threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace carkeys::resources {

class Table {
 public:
  [[nodiscard]] std::size_t rows() const {
    return columns_.empty() ? 0 : cells_.size() / columns_.size();
  }

  // The number of the column with this name in the header line, or nullopt.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

  // Valid until the Lexicon is destroyed. Empty cells are empty strings.
  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
    return cells_[row * columns_.size() + column];
  }

  // "de/frames.tsv:17", for messages and for explain; a row laid on top has its folder before it.
  [[nodiscard]] std::string place(std::size_t row) const;

  // Whether the row was laid on top of the built-in ones.
  [[nodiscard]] bool is_overlay(std::size_t row) const { return row >= overlay_begin_; }

  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  friend class Lexicon;
  std::string name_;
  std::vector<std::string_view> columns_;
  std::vector<std::string_view> cells_;  // row-major
  std::vector<std::uint32_t> lines_;     // line of each row in its file
  std::size_t overlay_begin_ = std::numeric_limits<std::size_t>::max();  // first row laid on top
  std::string overlay_folder_;
};

struct TsvTable;

class Lexicon {
 public:
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  // Loads a packed lexicon; `overlay_folder` may be empty. Errors: bad_resource with file and
  // place.
  static Result<Lexicon> load(const std::string& path, const std::string& overlay_folder = {});
  // Builds one from a folder of TSV files without packing (tests, the packer itself).
  static Result<Lexicon> from_folder(const std::string& folder);
  // Writes the packed form. Byte for byte the same for the same files.
  [[nodiscard]] Result<void> pack(const std::string& path) const;

  // The table with this name, or nullptr.
  [[nodiscard]] const Table* table(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> table_names() const;

 private:
  struct Storage;
  explicit Lexicon(std::unique_ptr<Storage> storage);
  void add_table(std::string name, TsvTable content);
  static Result<void> lay_over(Table& table, const TsvTable& rows, const std::string& folder);
  Result<void> add_folder(const std::string& folder);
  std::unique_ptr<Storage> storage_;
};

}  // namespace carkeys::resources
