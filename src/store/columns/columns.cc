// SPDX-License-Identifier: Apache-2.0
#include "store/columns/columns.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "store/filter.h"

namespace carkeys::store {
namespace {

constexpr PackedDay year_unit = 10'000;
constexpr PackedDay month_unit = 100;

std::optional<PackedDay> digits(std::string_view text) {
  PackedDay value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(value)
                                                                         : std::nullopt;
}

Status status_of(std::string_view name) {
  constexpr int statuses = 6;
  for (int status = 0; status < statuses; ++status) {
    if (status_name(static_cast<Status>(status)) == name) {
      return static_cast<Status>(status);
    }
  }
  return Status::reported;
}

std::optional<StringId> find_in(const Interner& names, std::string_view name) {
  for (StringId id = 0; id < names.size(); ++id) {
    if (names.text(id) == name) {
      return id;
    }
  }
  return std::nullopt;
}

// Calls `use` for each row.
template <typename Use>
Result<void> each_row(Database& database, std::string_view sql, const Use& use) {
  CARKEYS_TRY(Statement rows, database.prepare(sql));
  while (true) {
    CARKEYS_TRY(const bool there, rows.next());
    if (!there) {
      return {};
    }
    use(rows);
  }
}

}  // namespace

PackedDay packed_day(std::string_view text) {
  constexpr std::size_t month_at = 5;
  constexpr std::size_t day_at = 8;
  if (text.size() != 4 && text.size() != month_at + 2 && text.size() != day_at + 2) {
    return 0;
  }
  const auto year = digits(text.substr(0, 4));
  const auto month = text.size() > 4 ? digits(text.substr(month_at, 2)) : 0;
  const auto day = text.size() > day_at ? digits(text.substr(day_at, 2)) : 0;
  return year && month && day ? *year * year_unit + *month * month_unit + *day : 0;
}

std::string day_text(PackedDay day) {
  const PackedDay year = day / year_unit;
  const PackedDay month = day / month_unit % month_unit;
  const PackedDay day_of_month = day % month_unit;
  return day == 0            ? ""
         : month == 0        ? fmt::format("{:04}", year)
         : day_of_month == 0 ? fmt::format("{:04}-{:02}", year, month)
                             : fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
}

Result<Columns> Columns::load(Database& database) {
  Columns columns;
  // One transaction: another program may be writing.
  auto loaded = database.execute("BEGIN");
  loaded = loaded ? columns.load_articles(database) : std::move(loaded);
  loaded = loaded ? columns.load_records(database) : std::move(loaded);
  loaded = loaded ? columns.load_entities(database) : std::move(loaded);
  const auto ended = database.execute("COMMIT");
  if (!loaded) {
    return tl::unexpected<Error>(std::move(loaded.error()));
  }
  if (!ended) {
    return tl::unexpected<Error>(ended.error());
  }
  columns.sort_records();
  return columns;
}

Result<void> Columns::load_articles(Database& database) {
  auto loaded = each_row(database,
                         "SELECT number, date, publication, language FROM articles",
                         [&](const Statement& row) {
                           articles_.push_back({row.integer_at(0),
                                                packed_day(row.text_at(1)),
                                                names_.intern(row.text_at(2)),
                                                names_.intern(row.text_at(3))});
                         });
  std::ranges::sort(articles_, [](const ColumnArticle& a, const ColumnArticle& b) {
    return a.day != b.day ? a.day > b.day : a.number > b.number;
  });
  for (std::uint32_t at = 0; at < articles_.size(); ++at) {
    positions_.emplace_back(articles_[at].number, at);
  }
  std::ranges::sort(positions_);
  return loaded;
}

std::uint32_t Columns::place_of(const Statement& row, int first_column) {
  const std::string_view resolved = row.text_at(first_column);
  const std::string_view extracted = row.text_at(first_column + 1);
  if (resolved.empty() && extracted.empty()) {
    return 0;
  }
  const std::string_view country = row.text_at(first_column + 2);
  const double latitude = row.number_at(first_column + 3);
  const double longitude = row.number_at(first_column + 4);
  constexpr std::int64_t country_level = 1;
  const bool point =
      !row.is_null(first_column + 3) && row.integer_at(first_column + 5) > country_level;
  const StringId id = place_keys_.intern(
      fmt::format("{}\t{}\t{}\t{}\t{}", resolved, extracted, country, latitude, longitude));
  if (id == places_.size()) {
    places_.push_back({std::string(resolved),
                       std::string(extracted),
                       names_.intern(country),
                       latitude,
                       longitude,
                       point});
  }
  return id;
}

Result<void> Columns::load_records(Database& database) {
  const std::string sql = fmt::format(
      "SELECT r.number, r.article, {}, r.event, r.mode, r.event_scale, r.quad_code, r.status,"
      " r.aux = '', r.country_code, r.resolved_place, r.extracted_place, r.country_code, r.lat,"
      " r.lon, r.resolution FROM records r JOIN articles a ON a.number = r.article"
      " ORDER BY r.number",
      event_day_sql);
  return each_row(database, sql, [&](const Statement& row) {
    constexpr int scale_column = 5;
    constexpr int place_column = 10;
    ColumnRecord record;
    record.number = row.integer_at(0);
    record.article = article_at(row.integer_at(1)).value_or(0);
    record.day = packed_day(row.text_at(2));
    record.category = category_from(row.text_at(3)).value_or(Category::relation);
    record.mode = names_.intern(row.text_at(4));
    record.scale = static_cast<float>(row.number_at(scale_column));
    record.quad = static_cast<std::uint8_t>(row.integer_at(scale_column + 1));
    record.status = status_of(row.text_at(scale_column + 2));
    record.fact = (record.status == Status::reported || record.status == Status::confirmed) &&
                  row.integer_at(scale_column + 3) != 0;
    record.country = names_.intern(row.text_at(place_column - 1));
    record.place = place_of(row, place_column);
    ColumnArticle& article = articles_[record.article];
    ++article.records;
    article.claims += record.fact ? 0 : 1;
    records_.push_back(record);
  });
}

Result<void> Columns::load_entities(Database& database) {
  std::size_t at = 0;  // records and entities come in the same order
  return each_row(
      database,
      "SELECT record, side, code, sector FROM entities ORDER BY record",
      [&](const Statement& row) {
        const std::int64_t number = row.integer_at(0);
        while (at < records_.size() && records_[at].number < number) {
          ++at;
        }
        if (at == records_.size() || records_[at].number != number) {
          return;
        }
        const std::string_view side = row.text_at(1);
        ColumnRecord& record = records_[at];
        record.first_entity = record.entity_count == 0
                                  ? static_cast<std::uint32_t>(entities_.size())
                                  : record.first_entity;
        ++record.entity_count;
        entities_.push_back({names_.intern(row.text_at(2)),
                             static_cast<std::uint16_t>(sectors_.intern(row.text_at(3))),
                             side == "actor"       ? ColumnEntity::Side::actor
                             : side == "recipient" ? ColumnEntity::Side::recipient
                                                   : ColumnEntity::Side::claimant});
      });
}

void Columns::sort_records() {
  std::ranges::sort(records_, [](const ColumnRecord& a, const ColumnRecord& b) {
    return a.day != b.day ? a.day > b.day : a.number > b.number;
  });
}

std::optional<StringId> Columns::find(std::string_view name) const {
  return find_in(names_, name);
}

std::optional<StringId> Columns::find_sector(std::string_view name) const {
  return find_in(sectors_, name);
}

std::optional<std::uint32_t> Columns::article_at(std::int64_t number) const {
  const auto found = std::lower_bound(
      positions_.begin(), positions_.end(), std::pair<std::int64_t, std::uint32_t>(number, 0));
  return found != positions_.end() && found->first == number ? std::optional(found->second)
                                                             : std::nullopt;
}

}  // namespace carkeys::store
