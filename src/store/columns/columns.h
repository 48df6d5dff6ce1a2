// SPDX-License-Identifier: Apache-2.0
// All records of a database as columns in memory: what filters, counts and time series need, about
// 60 bytes a record. A million records are filtered and counted in less time than SQLite takes to
// read one column. Texts stay in the file. Immutable after load; safe from several threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/interner.h"
#include "base/result.h"
#include "records/record.h"
#include "store/database.h"

namespace carkeys::store {

// A day as year * 10000 + month * 100 + day of month; month and day are 0 where the precision does
// not reach them; 0: unknown.
using PackedDay = std::uint32_t;

// "2024-02-06", "2024-02" or "2024"; 0 for anything else.
PackedDay packed_day(std::string_view text);
std::string day_text(PackedDay day);

// Ids of strings are those of Columns::names.
struct ColumnArticle {
  std::int64_t number = 0;
  PackedDay day = 0;
  StringId source = 0;  // publication; 0: none
  StringId language = 0;
  std::uint32_t records = 0;
  std::uint32_t claims = 0;
};

struct ColumnEntity {
  enum class Side : std::uint8_t { actor, recipient, claimant };

  StringId code = 0;
  std::uint16_t sector = 0;  // of Columns::sectors
  Side side = Side::actor;

  friend bool operator==(const ColumnEntity&, const ColumnEntity&) = default;
};

struct ColumnRecord {
  std::int64_t number = 0;
  std::uint32_t article = 0;       // position in Columns::articles
  std::uint32_t first_entity = 0;  // position in Columns::entities
  std::uint32_t place = 0;         // position in Columns::places; 0: none
  PackedDay day = 0;               // its own, or its article's where it names no time
  float scale = 0;
  StringId mode = 0;
  StringId country = 0;
  std::uint16_t entity_count = 0;
  Category category = Category::relation;
  Status status = Status::reported;
  std::uint8_t quad = 0;  // 1 to 4; 0: a standing tie
  bool fact = false;      // reported or confirmed, without auxiliary modes
};

struct ColumnPlace {
  std::string resolved;
  std::string extracted;
  StringId country = 0;
  double latitude = 0;
  double longitude = 0;
  bool point = false;  // has coordinates that say more than the country
};

class Columns {
 public:
  // Reads the whole database. Errors: bad_input, interrupted.
  static Result<Columns> load(Database& database);

  // Newest first: by day, then by order of arrival.
  [[nodiscard]] std::span<const ColumnRecord> records() const { return records_; }

  // Newest first likewise.
  [[nodiscard]] std::span<const ColumnArticle> articles() const { return articles_; }

  [[nodiscard]] std::span<const ColumnPlace> places() const { return places_; }

  [[nodiscard]] std::span<const ColumnEntity> entities(const ColumnRecord& record) const {
    return std::span(entities_).subspan(record.first_entity, record.entity_count);
  }

  // Strings of records and articles, and names of sectors.
  [[nodiscard]] const Interner& names() const { return names_; }

  [[nodiscard]] const Interner& sectors() const { return sectors_; }

  // The id of a string; nullopt where nothing has it.
  [[nodiscard]] std::optional<StringId> find(std::string_view name) const;
  [[nodiscard]] std::optional<StringId> find_sector(std::string_view name) const;
  // The position of the article with this number; nullopt where there is none.
  [[nodiscard]] std::optional<std::uint32_t> article_at(std::int64_t number) const;

 private:
  Result<void> load_articles(Database& database);
  Result<void> load_records(Database& database);
  Result<void> load_entities(Database& database);
  std::uint32_t place_of(const Statement& row, int first_column);
  void sort_records();

  std::vector<ColumnRecord> records_;
  std::vector<ColumnArticle> articles_;
  std::vector<ColumnEntity> entities_;
  std::vector<ColumnPlace> places_ = std::vector<ColumnPlace>(1);
  std::vector<std::pair<std::int64_t, std::uint32_t>> positions_;  // of articles by number
  Interner names_;
  Interner sectors_;
  Interner place_keys_;
};

}  // namespace carkeys::store
