// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace carkeys::store {
namespace {

// SQLite says "readonly database" for any file that it may not write, "locked" for one that is
// busy: words that need a hint.
std::string hint_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
      return " (another program has been writing into it for a minute)";
    case SQLITE_FULL:
      return " (what was not yet written can be coded again: what is there is whole)";
    case SQLITE_READONLY:
      return " (the file or its folder may not be written)";
    default:
      return "";
  }
}

tl::unexpected<Error> database_failure(sqlite3* connection, const std::string& path) {
  if (connection != nullptr && sqlite3_errcode(connection) == SQLITE_INTERRUPT) {
    return failure(ErrorCode::interrupted, "the database took too long to answer", path);
  }
  const bool reading = connection != nullptr && sqlite3_db_readonly(connection, "main") == 1;
  return failure(reading ? ErrorCode::bad_input : ErrorCode::cannot_write,
                 fmt::format("database cannot be {}: {}{}",
                             reading ? "read" : "written",
                             sqlite3_errmsg(connection),
                             hint_of(sqlite3_errcode(connection))),
                 path);
}

using TextFunction = std::string (*)(std::string_view);

void call_text_function(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  const auto* const function = static_cast<const TextFunction*>(sqlite3_user_data(context));
  const unsigned char* const text = sqlite3_value_text(values[0]);
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  const std::string result =
      (*function)({text == nullptr ? "" : reinterpret_cast<const char*>(text), size});
  sqlite3_result_text64(context, result.data(), result.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void delete_text_function(void* function) {
  const std::unique_ptr<TextFunction> owned(static_cast<TextFunction*>(function));
}

constexpr int wait_for_others_ms = 60'000;
constexpr int steps_between_looks = 20'000;  // of SQLite's machine: about a millisecond

using Deadline = std::chrono::steady_clock::time_point;

int is_late(void* deadline) {
  return std::chrono::steady_clock::now() > *static_cast<const Deadline*>(deadline) ? 1 : 0;
}

}  // namespace

struct Database::Handle {
  sqlite3* connection = nullptr;
  std::string path;
  Deadline deadline = Deadline::max();

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

Result<bool> Statement::next() {
  const int code = sqlite3_step(handle_->statement);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (auto finished = handle_->finish(code); !finished) {
    return tl::unexpected<Error>(std::move(finished.error()));
  }
  return false;
}

void Statement::stop() {
  sqlite3_reset(handle_->statement);
  handle_->bound = 0;
}

int Statement::columns() const {
  return sqlite3_column_count(handle_->statement);
}

std::string Statement::column_name(int column) const {
  const char* const name = sqlite3_column_name(handle_->statement, column);
  return name == nullptr ? "" : name;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_->statement, column) == SQLITE_NULL;
}

bool Statement::is_number(int column) const {
  const int type = sqlite3_column_type(handle_->statement, column);
  return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

std::string_view Statement::text_at(int column) const {
  const unsigned char* const text = sqlite3_column_text(handle_->statement, column);
  const int size = sqlite3_column_bytes(handle_->statement, column);
  return {text == nullptr ? "" : reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(size)};
}

std::int64_t Statement::integer_at(int column) const {
  return sqlite3_column_int64(handle_->statement, column);
}

double Statement::number_at(int column) const {
  return sqlite3_column_double(handle_->statement, column);
}

bool Statement::only_reads() const {
  return sqlite3_stmt_readonly(handle_->statement) != 0;
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
  // SQLite opens what may not be written for reading, and would say so only with the first write.
  if (sqlite3_db_readonly(handle->connection, "main") == 1) {
    return failure(
        ErrorCode::cannot_write, "database cannot be written: the file may only be read", path);
  }
  sqlite3_busy_timeout(handle->connection, wait_for_others_ms);
  return Database(std::move(handle));
}

Result<Database> Database::open_for_reading(const std::string& path) {
  auto handle = std::make_unique<Handle>();
  handle->path = path;
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path.c_str(), &handle->connection, flags, nullptr) != SQLITE_OK) {
    return failure(ErrorCode::bad_input,
                   fmt::format("database cannot be read: {}", sqlite3_errmsg(handle->connection)),
                   path);
  }
  sqlite3_busy_timeout(handle->connection, wait_for_others_ms);
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

Result<void> Database::add_function(const std::string& name,
                                    std::string (*function)(std::string_view)) {
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  if (sqlite3_create_function_v2(handle_->connection,
                                 name.c_str(),
                                 1,
                                 flags,
                                 std::make_unique<TextFunction>(function).release(),
                                 call_text_function,
                                 nullptr,
                                 nullptr,
                                 delete_text_function) != SQLITE_OK) {
    return database_failure(handle_->connection, handle_->path);
  }
  return {};
}

void Database::set_deadline(std::chrono::steady_clock::time_point deadline) {
  handle_->deadline = deadline;
  sqlite3_progress_handler(handle_->connection, steps_between_looks, is_late, &handle_->deadline);
}

std::int64_t Database::last_number() const {
  return sqlite3_last_insert_rowid(handle_->connection);
}

}  // namespace carkeys::store
