// SPDX-License-Identifier: Apache-2.0
// A thin hold on SQLite: open, statements, errors as Result. It knows no table; sqlite3.h is
// included in database.cc alone.
#pragma once

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

  // Several statements without values, separated by semicolons.
  Result<void> execute(const std::string& sql);
  Result<Statement> prepare(std::string_view sql);

 private:
  struct Handle;
  explicit Database(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace carkeys::store
