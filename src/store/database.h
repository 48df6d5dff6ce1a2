// SPDX-License-Identifier: Apache-2.0
// A thin hold on SQLite: open, statements, errors as Result. It knows no table; sqlite3.h is
// included in database.cc alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace carkeys::store {

class Database;

// A prepared statement that is run again and again with other values. Values are bound from left to
// right; an empty optional, and `text_or_null("")`, is NULL. Text must live until run() or step().
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  Statement& text(std::string_view value);
  Statement& text_or_null(std::string_view value);
  Statement& integer(std::int64_t value);
  Statement& integer_or_null(std::optional<std::int64_t> value);
  Statement& number(double value);
  Statement& null();

  // Runs a statement that returns no rows.
  Result<void> run();
  // Runs a query and gives the first column of its first row; nullopt where there is no row.
  Result<std::optional<std::string>> first();

  // Goes to the first row of a query, then to the next; false after the last one, and values may be
  // bound anew.
  Result<bool> next();
  // Ends a query before its last row.
  void stop();
  // Columns of the row that next() went to, from 0. Text is valid until next() or stop(); NULL is
  // empty, 0 and 0.0.
  [[nodiscard]] int columns() const;
  [[nodiscard]] std::string column_name(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] bool is_number(int column) const;
  [[nodiscard]] std::string_view text_at(int column) const;
  [[nodiscard]] std::int64_t integer_at(int column) const;
  [[nodiscard]] double number_at(int column) const;
  // Whether the statement leaves the database as it is.
  [[nodiscard]] bool only_reads() const;

 private:
  friend class Database;
  struct Handle;
  explicit Statement(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

class Database {
 public:
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();

  // Opens for reading and writing, making the file where there is none. Errors: cannot_write.
  static Result<Database> open(const std::string& path);
  // Opens a file that is there for reading. Its errors, and those of its statements, are bad_input.
  static Result<Database> open_for_reading(const std::string& path);

  // Several statements without values, separated by semicolons.
  Result<void> execute(const std::string& sql);
  // One statement; what stands behind it is left aside. Outlives no database.
  Result<Statement> prepare(std::string_view sql);
  // Makes a function from text to text known to SQL on this connection; NULL is taken as empty.
  Result<void> add_function(const std::string& name, std::string (*function)(std::string_view));
  // Statements that run on behind this moment end with the error interrupted.
  void set_deadline(std::chrono::steady_clock::time_point deadline);
  // The integer key of the row inserted last.
  [[nodiscard]] std::int64_t last_number() const;

 private:
  struct Handle;
  explicit Database(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace carkeys::store
