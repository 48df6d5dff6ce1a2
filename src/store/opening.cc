// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "store/schema.h"
#include "store/schema_text.h"
#include "store/spellings.h"

namespace carkeys::store {
namespace {

// Rows are written with their parents (ArticleWriter), so that SQLite need not look for the parent
// of each. Blocks that are freed are not filled with zeros, which the search index would pay for.
constexpr const char* writing_settings =
    "PRAGMA legacy_alter_table=OFF; PRAGMA foreign_keys=OFF; PRAGMA secure_delete=FAST;"
    "PRAGMA cache_size=-65536";

struct FileKind {
  std::string application;
  std::string version;
  std::string objects;  // how many tables and so on it has

  [[nodiscard]] bool ours() const { return application == std::to_string(schema_application); }

  [[nodiscard]] bool empty() const {
    return application == "0" && version == "0" && objects == "0";
  }

  [[nodiscard]] bool current() const { return version == std::to_string(schema_version); }
};

Result<std::string> first_of(Database& database, std::string_view sql) {
  CARKEYS_TRY(Statement statement, database.prepare(sql));
  CARKEYS_TRY(auto value, statement.first());
  return value.value_or("");
}

Result<FileKind> kind_of(Database& database) {
  FileKind kind;
  CARKEYS_TRY(kind.application, first_of(database, "PRAGMA application_id"));
  CARKEYS_TRY(kind.version, first_of(database, "PRAGMA user_version"));
  CARKEYS_TRY(kind.objects, first_of(database, "SELECT count(*) FROM sqlite_master"));
  return kind;
}

// What has to run in a file of this kind; empty for one that has the tables already.
Result<std::string> statements_for(const FileKind& kind, const std::string& path) {
  if (kind.ours() && kind.current()) {
    return std::string();
  }
  if (kind.empty()) {
    return fmt::format("{}; PRAGMA application_id={}", schema_sql(), schema_application);
  }
  if (!kind.ours()) {
    return failure(
        ErrorCode::cannot_write, "a database, but not one of car-keys; it is left as it is", path);
  }
  const int version = kind.version.size() < 4 ? std::stoi(kind.version) : schema_version + 1;
  const std::string_view migration = migration_sql(version);
  if (migration.empty()) {
    return failure(ErrorCode::cannot_write,
                   fmt::format("database of schema version {}, this program writes version {}",
                               kind.version,
                               schema_version),
                   path);
  }
  return std::string(migration);
}

Result<void> prepare_tables(Database& database, const std::string& path) {
  if (auto added = database.add_function("spellings_of", spellings_of); !added) {
    return added;
  }
  // Old tables are renamed while views and keys name them; that goes unchecked until the end.
  if (auto set = database.execute("PRAGMA foreign_keys=OFF; PRAGMA legacy_alter_table=ON;"
                                  " PRAGMA journal_mode=DELETE; BEGIN IMMEDIATE");
      !set) {
    return set;
  }
  CARKEYS_TRY(const FileKind kind, kind_of(database));
  CARKEYS_TRY(const std::string statements, statements_for(kind, path));
  const std::string version =
      statements.empty() ? "" : fmt::format("; PRAGMA user_version={}", schema_version);
  auto prepared = database.execute(fmt::format("{}{}; COMMIT", statements, version));
  return prepared ? database.execute(writing_settings) : std::move(prepared);
}

Result<Database> open_and_prepare(const std::string& path) {
  CARKEYS_TRY(Database database, Database::open(path));
  if (auto prepared = prepare_tables(database, path); !prepared) {
    return tl::unexpected<Error>(std::move(prepared.error()));
  }
  return database;
}

}  // namespace

Result<Database> open_for_writing(const std::string& path) {
  std::error_code ignored;
  const bool existed = std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
  auto database = open_and_prepare(path);
  if (!database && !existed) {
    std::filesystem::remove(path, ignored);
    std::filesystem::remove(path + "-journal", ignored);
  }
  return database;
}

Result<Database> open_for_reading(const std::string& path) {
  CARKEYS_TRY(Database database, Database::open_for_reading(path));
  CARKEYS_TRY(const FileKind kind, kind_of(database));
  if (!kind.ours()) {
    return failure(ErrorCode::bad_input, "not a database of car-keys", path);
  }
  if (!kind.current()) {
    return failure(ErrorCode::bad_input,
                   fmt::format("database of schema version {}, this program reads version {}{}",
                               kind.version,
                               schema_version,
                               kind.version < std::to_string(schema_version)
                                   ? "; car-keys ingest brings it up to date"
                                   : ""),
                   path);
  }
  if (auto set = database.execute("PRAGMA cache_size=-65536"); !set) {
    return tl::unexpected<Error>(std::move(set.error()));
  }
  return database;
}

}  // namespace carkeys::store
