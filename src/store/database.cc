// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace carkeys::store {
namespace {

tl::unexpected<Error> database_failure(sqlite3* connection, const std::string& path) {
  return failure(ErrorCode::cannot_write,
                 fmt::format("database cannot be written: {}", sqlite3_errmsg(connection)),
                 path);
}

}  // namespace

struct Database::Handle {
  sqlite3* connection = nullptr;
  std::string path;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  Handle(Handle&&) = delete;
  Handle& operator=(Handle&&) = delete;

  ~Handle() { sqlite3_close_v2(connection); }
};

struct Statement::Handle {
  sqlite3_stmt* statement = nullptr;
  std::string path;
  int bound = 0;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  Handle(Handle&&) = delete;
  Handle& operator=(Handle&&) = delete;

  ~Handle() { sqlite3_finalize(statement); }

  Result<void> finish(int code) {
    auto result = code == SQLITE_DONE || code == SQLITE_ROW
                      ? Result<void>{}
                      : Result<void>(database_failure(sqlite3_db_handle(statement), path));
    sqlite3_reset(statement);
    bound = 0;
    return result;
  }
};

Statement::Statement(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}

Statement::Statement(Statement&& other) noexcept = default;
Statement& Statement::operator=(Statement&& other) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::text(std::string_view value) {
  // A null pointer would bind NULL, and an empty view may hold one.
  const char* const data = value.empty() ? "" : value.data();
  sqlite3_bind_text64(
      handle_->statement, ++handle_->bound, data, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::text_or_null(std::string_view value) {
  return value.empty() ? null() : text(value);
}

Statement& Statement::integer(std::int64_t value) {
  sqlite3_bind_int64(handle_->statement, ++handle_->bound, value);
  return *this;
}

Statement& Statement::integer_or_null(std::optional<std::int64_t> value) {
  return value ? integer(*value) : null();
}

Statement& Statement::number(double value) {
  sqlite3_bind_double(handle_->statement, ++handle_->bound, value);
  return *this;
}

Statement& Statement::null() {
  sqlite3_bind_null(handle_->statement, ++handle_->bound);
  return *this;
}

Result<void> Statement::run() {
  return handle_->finish(sqlite3_step(handle_->statement));
}

Result<std::optional<std::string>> Statement::first() {
  const int code = sqlite3_step(handle_->statement);
  std::optional<std::string> value;
  if (code == SQLITE_ROW) {
    const unsigned char* const text = sqlite3_column_text(handle_->statement, 0);
    const int size = sqlite3_column_bytes(handle_->statement, 0);
    value.emplace(text == nullptr ? "" : reinterpret_cast<const char*>(text),
                  static_cast<std::size_t>(size));
  }
  if (auto finished = handle_->finish(code); !finished) {
    return tl::unexpected<Error>(std::move(finished.error()));
  }
  return value;
}

Database::Database(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}

Database::Database(Database&& other) noexcept = default;
Database& Database::operator=(Database&& other) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path) {
  auto handle = std::make_unique<Handle>();
  handle->path = path;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path.c_str(), &handle->connection, flags, nullptr) != SQLITE_OK) {
    return database_failure(handle->connection, path);
  }
  constexpr int wait_for_other_writers_ms = 10'000;
  sqlite3_busy_timeout(handle->connection, wait_for_other_writers_ms);
  return Database(std::move(handle));
}

Result<void> Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_->connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return database_failure(handle_->connection, handle_->path);
  }
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  auto handle = std::make_unique<Statement::Handle>();
  handle->path = handle_->path;
  if (sqlite3_prepare_v3(handle_->connection,
                         sql.data(),
                         static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT,
                         &handle->statement,
                         nullptr) != SQLITE_OK) {
    return database_failure(handle_->connection, handle_->path);
  }
  return Statement(std::move(handle));
}

}  // namespace carkeys::store
