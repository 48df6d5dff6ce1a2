// SPDX-License-Identifier: Apache-2.0
#include "store/reader.h"

#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "records/raw_item.h"
#include "store/filter.h"

namespace carkeys::store {
namespace {

constexpr std::string_view article_columns =
    "SELECT a.number, a.id, a.title, a.citation, a.url, a.publication, a.language, a.date, a.text,"
    " u.coder, u.codebook FROM articles a JOIN runs u ON u.number = a.run WHERE a.number = ?";
constexpr std::string_view record_columns =
    "SELECT r.article, r.number, r.id, r.kind, r.event, r.mode, r.context, r.cameo, r.quad_code,"
    " r.event_scale, r.date, r.enddate, r.date_precision, r.date_text, r.event_text,"
    " r.extracted_place, r.resolved_place, r.country_code, r.lat, r.lon, r.resolution, r.status,"
    " r.aux, r.confidence FROM records r JOIN articles a ON a.number = r.article WHERE {}"
    " ORDER BY a.date, a.citation, a.number, r.position";
constexpr std::string_view entity_columns =
    "SELECT side, attribution, code, sector, other_sectors, entity_text, identifier_text,"
    " identifier_id, office, cow, gw, start, end FROM entities WHERE record = ?"
    " ORDER BY side, attribution, position";

std::vector<std::string> split(std::string_view text, std::string_view between) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(between);
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + between.size());
  }
  return parts;
}

// "2024-02-06", "2024-02" or "2024".
std::optional<Date> stored_date(std::string_view text) {
  if (text.size() == 4) {
    return Date{static_cast<std::int16_t>(std::stoi(std::string(text))), 0, 0};
  }
  return date_from(text);
}

// The value of an enumeration that has this name, by the function that names its values.
template <typename Value, std::size_t size>
Value named(std::string_view text, std::string_view (*name_of)(Value)) {
  for (std::size_t i = 0; i < size; ++i) {
    if (name_of(static_cast<Value>(i)) == text) {
      return static_cast<Value>(i);
    }
  }
  return Value{};
}

DatePrecision precision_of(std::string_view text) {
  constexpr std::array<std::string_view, 5> names = {"", "day", "week", "month", "year"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) {
      return static_cast<DatePrecision>(i);
    }
  }
  return DatePrecision::none;
}

std::uint8_t aux_of(std::string_view text) {
  std::uint8_t aux = 0;
  for (const std::string& name : split(text, ",")) {
    for (const AuxBit bit : {aux_negation, aux_future, aux_hypothetical, aux_historical}) {
      aux = static_cast<std::uint8_t>(aux | (aux_names(bit).front() == name ? bit : 0));
    }
  }
  return aux;
}

// Reads columns one after another.
class Columns {
 public:
  explicit Columns(const Statement& row, int first = 0) : row_(row), at_(first) {}

  std::string text() { return std::string(row_.text_at(at_++)); }

  std::string_view view() { return row_.text_at(at_++); }

  std::int64_t integer() { return row_.integer_at(at_++); }

  int small() { return static_cast<int>(row_.integer_at(at_++)); }

  double number() { return row_.number_at(at_++); }

  // Two columns of code points, as bytes of a text.
  TextRange range(const utf8::CodePointMap& code_points) {
    const bool known = !row_.is_null(at_);
    const auto start = static_cast<std::uint32_t>(row_.integer_at(at_));
    const auto end = static_cast<std::uint32_t>(row_.integer_at(at_ + 1));
    at_ += 2;
    return known ? TextRange{code_points.byte(start), code_points.byte(end)} : TextRange{};
  }

  [[nodiscard]] bool known() const { return !row_.is_null(at_); }

 private:
  const Statement& row_;
  int at_;
};

std::optional<Place> place_of(Columns& columns, bool known) {
  Place place;
  place.extracted = columns.text();
  place.resolved = columns.text();
  place.country_code = columns.text();
  place.has_coordinates = columns.known();
  place.latitude = columns.number();
  place.longitude = columns.number();
  place.resolution = columns.small();
  return known ? std::optional<Place>(std::move(place)) : std::nullopt;
}

Record record_of(const Statement& row) {
  constexpr int first = 2;
  constexpr int place_column = 15;
  Columns columns(row, first);
  Record record;
  record.id = columns.text();
  record.kind = columns.view() == "event" ? RecordKind::event : RecordKind::relation;
  record.category = category_from(columns.view()).value_or(Category::relation);
  record.mode = split(columns.view(), ",");
  record.context = split(columns.view(), ",");
  record.cameo = columns.text();
  record.quad_code = columns.small();
  record.event_scale = columns.number();
  record.date.begin = stored_date(columns.view());
  record.date.end = stored_date(columns.view());
  record.date.precision = precision_of(columns.view());
  record.date.text = columns.text();
  record.event_text = split(columns.view(), " | ");
  const bool placed = !row.is_null(place_column) || !row.is_null(place_column + 1) ||
                      !row.is_null(place_column + 2);
  record.place = place_of(columns, placed);
  record.status = named<Status, 6>(columns.view(), status_name);
  record.aux = aux_of(columns.view());
  record.confidence = columns.number();
  return record;
}

Entity entity_of(Columns& columns, const utf8::CodePointMap& code_points) {
  Entity entity;
  entity.code = columns.text();
  entity.sector = columns.text();
  entity.other_sectors = split(columns.view(), ",");
  entity.entity_text = columns.text();
  entity.identifier_text = columns.text();
  entity.identifier_id = columns.text();
  entity.office = columns.text();
  entity.cow = columns.small();
  entity.gw = columns.small();
  entity.range = columns.range(code_points);
  return entity;
}

std::vector<TextRange> trigger_of(std::string_view spans, const utf8::CodePointMap& code_points) {
  std::vector<TextRange> trigger;
  for (const std::string& span : split(spans, ",")) {
    const std::size_t dash = span.find('-');
    const auto begin = static_cast<std::uint32_t>(std::stoul(span));
    const auto end = static_cast<std::uint32_t>(std::stoul(span.substr(dash + 1)));
    trigger.push_back({code_points.byte(begin), code_points.byte(end)});
  }
  return trigger;
}

}  // namespace

struct StoredArticles::Parts {
  Statement articles;
  Statement entities;
  Statement attributions;
  Statement evidence;
  Statement links;
  Statement records;
  std::vector<std::string> values;  // bound to `records`
  bool ended = false;
  bool waiting = false;  // `records` stands on a row that was not taken yet

  Result<StoredArticle> article(std::int64_t number) {
    articles.integer(number);
    CARKEYS_TRY(const bool there, articles.next());
    StoredArticle stored;
    if (there) {
      Columns columns(articles);
      stored.number = columns.integer();
      stored.id = columns.text();
      stored.article.title = columns.text();
      stored.article.citation = columns.text();
      stored.article.url = columns.text();
      stored.article.publication = columns.text();
      const std::string_view language = columns.view();
      stored.article.language = language == "de"   ? Language::german
                                : language == "en" ? Language::english
                                                   : Language::unknown;
      stored.article.date = stored_date(columns.view());
      stored.article.text = columns.text();
      stored.coder = columns.text();
      stored.codebook = columns.text();
    }
    articles.stop();
    return stored;
  }

  // Calls `use` with each row of a statement about one record.
  template <typename Use>
  static Result<void> each(Statement& rows, std::int64_t number, const Use& use) {
    rows.integer(number);
    while (true) {
      CARKEYS_TRY(const bool there, rows.next());
      if (!there) {
        return {};
      }
      use(rows);
    }
  }

  Result<void> fill(Record& record, std::int64_t number, const utf8::CodePointMap& code_points) {
    auto read = each(attributions, number, [&](const Statement& row) {
      Columns columns(row);
      Attribution attribution;
      attribution.stance = named<Stance, 5>(columns.view(), stance_name);
      attribution.cue_text = columns.text();
      attribution.quoted = columns.integer() != 0;
      attribution.range = columns.range(code_points);
      record.attributions.push_back(std::move(attribution));
    });
    read = read ? each(entities,
                       number,
                       [&](const Statement& row) {
                         Columns columns(row);
                         const std::string side = columns.text();
                         const auto attribution = static_cast<std::size_t>(columns.integer());
                         if (side == "claimant" &&
                             (attribution == 0 || attribution > record.attributions.size())) {
                           return;
                         }
                         auto& list = side == "actor" ? record.actor
                                      : side == "recipient"
                                          ? record.recipient
                                          : record.attributions[attribution - 1].claimant;
                         list.push_back(entity_of(columns, code_points));
                       })
                : std::move(read);
    read = read ? each(evidence,
                       number,
                       [&](const Statement& row) {
                         Columns columns(row);
                         Evidence told;
                         told.sequence = static_cast<std::uint32_t>(columns.integer());
                         told.sentence = columns.range(code_points);
                         told.trigger = trigger_of(columns.view(), code_points);
                         record.evidence.push_back(std::move(told));
                       })
                : std::move(read);
    return read ? each(links,
                       number,
                       [&](const Statement& row) {
                         Columns columns(row);
                         std::string relation = columns.text();
                         record.links.push_back({std::move(relation), columns.text()});
                       })
                : std::move(read);
  }

  Result<void> step() {
    CARKEYS_TRY(const bool there, records.next());
    waiting = there;
    ended = !there;
    return {};
  }
};

StoredArticles::StoredArticles(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

StoredArticles::StoredArticles(StoredArticles&&) noexcept = default;
StoredArticles& StoredArticles::operator=(StoredArticles&&) noexcept = default;
StoredArticles::~StoredArticles() = default;

Result<StoredArticles> StoredArticles::open(Database& database, const RecordFilter& filter) {
  CARKEYS_TRY(Condition condition, condition_of(filter));
  return open_where(database, std::move(condition));
}

Result<StoredArticles> StoredArticles::open_records(Database& database,
                                                    const std::vector<std::int64_t>& numbers) {
  return open_where(database, {fmt::format("r.number IN ({})", fmt::join(numbers, ",")), {}});
}

Result<StoredArticles> StoredArticles::open_where(Database& database, Condition condition) {
  CARKEYS_TRY(auto articles, database.prepare(article_columns));
  CARKEYS_TRY(auto entities, database.prepare(entity_columns));
  CARKEYS_TRY(auto attributions,
              database.prepare("SELECT stance, cue_text, quoted, start, end FROM attributions"
                               " WHERE record = ? ORDER BY position"));
  CARKEYS_TRY(auto evidence,
              database.prepare("SELECT sequence, start, end, trigger_spans FROM evidence"
                               " WHERE record = ? ORDER BY position"));
  CARKEYS_TRY(auto links,
              database.prepare("SELECT rel, target_id FROM links WHERE record = ?"
                               " ORDER BY rel, target_id"));
  CARKEYS_TRY(auto records,
              database.prepare(fmt::format(fmt::runtime(record_columns), condition.sql)));
  auto parts = std::unique_ptr<Parts>(new Parts{std::move(articles),
                                                std::move(entities),
                                                std::move(attributions),
                                                std::move(evidence),
                                                std::move(links),
                                                std::move(records),
                                                std::move(condition.values)});
  for (const std::string& value : parts->values) {
    parts->records.text(value);
  }
  return StoredArticles(std::move(parts));
}

Result<std::optional<StoredArticle>> StoredArticles::next() {
  Parts& parts = *parts_;
  if (!parts.waiting && !parts.ended) {
    if (auto stepped = parts.step(); !stepped) {
      return tl::unexpected<Error>(std::move(stepped.error()));
    }
  }
  if (parts.ended) {
    return std::optional<StoredArticle>();
  }
  const std::int64_t number = parts.records.integer_at(0);
  CARKEYS_TRY(StoredArticle stored, parts.article(number));
  const utf8::CodePointMap code_points(stored.article.text);
  while (parts.waiting && parts.records.integer_at(0) == number) {
    Record record = record_of(parts.records);
    auto read = parts.fill(record, parts.records.integer_at(1), code_points);
    read = read ? parts.step() : std::move(read);
    if (!read) {
      return tl::unexpected<Error>(std::move(read.error()));
    }
    stored.coding.records.push_back(std::move(record));
  }
  return std::optional<StoredArticle>(std::move(stored));
}

Result<std::optional<StoredArticle>> StoredArticles::article(Database& database,
                                                             std::string_view id) {
  CARKEYS_TRY(Statement find, database.prepare("SELECT number FROM articles WHERE id = ?"));
  find.text(id);
  CARKEYS_TRY(const auto found, find.first());
  if (!found) {
    return std::optional<StoredArticle>();
  }
  CARKEYS_TRY(StoredArticles articles, open_where(database, {"r.article = " + *found, {}}));
  CARKEYS_TRY(auto stored, articles.next());
  if (stored) {
    return stored;
  }
  CARKEYS_TRY(StoredArticle empty, articles.parts_->article(std::stoll(*found)));
  return std::optional<StoredArticle>(std::move(empty));
}

Result<std::optional<StoredArticle>> StoredArticles::record(Database& database,
                                                            std::string_view id) {
  CARKEYS_TRY(Statement find, database.prepare("SELECT number FROM records WHERE id = ?"));
  find.text(id);
  CARKEYS_TRY(const auto number, find.first());
  if (!number) {
    return std::optional<StoredArticle>();
  }
  CARKEYS_TRY(auto articles, open_records(database, {std::stoll(*number)}));
  return articles.next();
}

Result<std::int64_t> count_records(Database& database) {
  CARKEYS_TRY(Statement count, database.prepare("SELECT count(*) FROM records"));
  CARKEYS_TRY(const auto value, count.first());
  return std::stoll(value.value_or("0"));
}

}  // namespace carkeys::store
