// SPDX-License-Identifier: Apache-2.0
#include "store/filter.h"

#include <cctype>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "store/spellings.h"

namespace carkeys::store {
namespace {

class Builder {
 public:
  void add(const std::string& sql) {
    condition_.sql += (condition_.sql.empty() ? "" : " AND ") + ("(" + sql + ")");
  }

  void bind(std::string value) { condition_.values.push_back(std::move(value)); }

  // `column` is one of these values.
  void any_of(std::string_view column, const std::vector<std::string>& values) {
    if (values.empty()) {
      return;
    }
    std::string marks;
    for (const std::string& value : values) {
      marks += marks.empty() ? "?" : ",?";
      bind(value);
    }
    add(fmt::format("{} IN ({})", column, marks));
  }

  // An entity on one of these sides is one of these parties.
  Result<void> party(std::string_view sides, const std::vector<std::string>& parties) {
    std::string alternatives;
    for (const std::string& party : parties) {
      const std::size_t slash = party.find('/');
      const std::string code = party.substr(0, slash);
      const std::string sector = slash == std::string::npos ? "" : party.substr(slash + 1);
      if (code.empty() && sector.empty()) {
        return failure(ErrorCode::bad_usage, party + " is no party: write PER, PER/MIL or /MIL");
      }
      alternatives += alternatives.empty() ? "" : " OR ";
      alternatives += code.empty()     ? "n.sector = ?"
                      : sector.empty() ? "n.code = ?"
                                       : "(n.code = ? AND n.sector = ?)";
      for (const std::string& value : {code, sector}) {
        if (!value.empty()) {
          bind(value);
        }
      }
    }
    if (!alternatives.empty()) {
      add(fmt::format("r.number IN (SELECT n.record FROM entities n WHERE n.side IN ({}) AND ({}))",
                      sides,
                      alternatives));
    }
    return {};
  }

  Condition done() {
    if (condition_.sql.empty()) {
      condition_.sql = "1";
    }
    return std::move(condition_);
  }

 private:
  Condition condition_;
};

// "2024", "2024-02" or "2024-02-06".
bool is_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) {
    return false;
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool dash = at == 4 || at == 7;
    if (dash ? text[at] != '-' : std::isdigit(static_cast<unsigned char>(text[at])) == 0) {
      return false;
    }
  }
  return true;
}

Result<void> add_dates(Builder& builder, const RecordFilter& filter) {
  const std::string day(event_day_sql);
  for (const std::string& date : {filter.since, filter.until}) {
    if (!date.empty() && !is_date(date)) {
      return failure(ErrorCode::bad_usage, date + " is not YYYY-MM-DD, YYYY-MM or YYYY");
    }
  }
  if (!filter.since.empty()) {
    builder.add(day + " >= ?");
    builder.bind(filter.since);
  }
  if (!filter.until.empty()) {
    // The end of a month or year is behind all its days: '~' stands behind every digit and dash.
    builder.add(day + " <= ?");
    builder.bind(filter.until + "~");
  }
  return {};
}

}  // namespace

Result<Condition> condition_of(const RecordFilter& filter) {
  Builder builder;
  builder.any_of("coalesce(r.event, 'relation')", filter.event);
  builder.any_of("r.mode", filter.mode);
  builder.any_of("r.status", filter.status);
  if (filter.facts) {
    builder.add("r.status IN ('reported', 'confirmed') AND r.aux = ''");
  }
  for (const auto& [sides, parties] : {std::pair("'actor'", &filter.actor),
                                       std::pair("'recipient'", &filter.recipient),
                                       std::pair("'actor', 'recipient'", &filter.party),
                                       std::pair("'claimant'", &filter.claimant)}) {
    if (auto added = builder.party(sides, *parties); !added) {
      return tl::unexpected<Error>(std::move(added.error()));
    }
  }
  if (auto added = add_dates(builder, filter); !added) {
    return tl::unexpected<Error>(std::move(added.error()));
  }
  for (const auto& [sql, value] : {std::pair("r.country_code = ?", &filter.country),
                                   std::pair("a.citation = ?", &filter.citation)}) {
    if (!value->empty()) {
      builder.add(sql);
      builder.bind(*value);
    }
  }
  if (!filter.place.empty()) {
    builder.add("r.resolved_place = ? COLLATE NOCASE OR r.extracted_place = ? COLLATE NOCASE");
    builder.bind(filter.place);
    builder.bind(filter.place);
  }
  if (!filter.text.empty()) {
    builder.add("a.number IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)");
    builder.bind(search_expression(filter.text));
  }
  return builder.done();
}

}  // namespace carkeys::store
