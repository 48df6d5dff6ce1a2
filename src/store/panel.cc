// SPDX-License-Identifier: Apache-2.0
#include "store/panel.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "records/raw_item.h"
#include "store/filter.h"

namespace carkeys::store {
namespace {

struct Cell {
  std::size_t records = 0;
  std::size_t facts = 0;
  std::array<std::size_t, 5> facts_by_quad{};
  double goldstein = 0;
  double scale = 0;
  std::size_t received = 0;  // facts done to the state
};

// Numbers sort as numbers where both are, because they are of one length or the shorter is smaller.
struct KeyLess {
  bool operator()(const std::string& a, const std::string& b) const {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }
};

struct PairLess {
  bool operator()(const std::pair<std::string, std::string>& a,
                  const std::pair<std::string, std::string>& b) const {
    return a.first != b.first ? KeyLess()(a.first, b.first) : KeyLess()(a.second, b.second);
  }
};

// The two sides of a dyad by their keys; a state alone has an empty second.
using Unit = std::pair<std::string, std::string>;

std::string after(const std::string& period) {
  int year = std::stoi(period);
  if (period.size() == 4) {
    return fmt::format("{:04}", year + 1);
  }
  int month = std::stoi(period.substr(5)) + 1;
  constexpr int months = 12;
  year += month > months ? 1 : 0;
  month = month > months ? 1 : month;
  return fmt::format("{:04}-{:02}", year, month);
}

class Panel {
 public:
  Panel(const CountryCodes& codes, const PanelOptions& options)
      : codes_(codes), options_(options) {}

  Result<void> count(Database& database);
  Result<PanelCounts> write(const std::function<Result<void>(std::string_view)>& write);

 private:
  [[nodiscard]] bool dyads() const { return options_.unit != PanelUnit::state_year; }

  [[nodiscard]] std::size_t period_size() const {
    constexpr std::size_t year = 4;
    constexpr std::size_t month = 7;
    return options_.unit == PanelUnit::dyad_month ? month : year;
  }

  // Empty: no state on that day.
  [[nodiscard]] std::string key_of(std::string_view code, const std::optional<Date>& day) const {
    if (codes_.name(code).empty()) {
      return {};
    }
    return std::string(options_.key ? codes_.find(*options_.key, code, day) : code);
  }

  // The keys that a country has at the beginning and end of a period.
  [[nodiscard]] std::set<std::string> keys_in(std::string_view code,
                                              const std::string& period) const {
    const bool year = period.size() == 4;
    std::set<std::string> keys;
    for (const char* day : {"-01", "-28"}) {
      const std::string month = year ? (day[1] == '0' ? "-01" : "-12") : "";
      keys.insert(key_of(code, date_from(period + month + day)));
    }
    keys.erase("");
    return keys;
  }

  void take(const Statement& row);
  void add(Cell& cell, const Statement& row, bool received) const;
  Result<void> count_articles(Database& database);
  // Makes a line of zeros for each unit and period that has none.
  void fill();
  void fill_dyads(const std::string& period);
  void fill_states(const std::string& period);
  [[nodiscard]] std::string header() const;
  [[nodiscard]] std::string line(const Unit& unit,
                                 const std::string& period,
                                 const Cell& cell) const;

  const CountryCodes& codes_;
  const PanelOptions& options_;
  std::map<Unit, std::map<std::string, Cell>, PairLess> cells_;
  std::set<std::pair<std::string, std::string>> dyads_;  // by our codes
  std::map<std::string, std::size_t> articles_;          // by period
  std::set<std::string> periods_;
  std::set<std::string> seen_;  // for one_a_day
  PanelCounts counts_;
};

constexpr std::string_view dyad_rows =
    "SELECT {0} AS day, d.actor, d.recipient, r.quad_code, r.event_scale, r.cameo,"
    " r.status IN ('reported', 'confirmed') AND r.aux = '', r.event"
    " FROM records r JOIN articles a ON a.number = r.article JOIN v_dyads d ON d.record = r.number"
    " WHERE r.kind = 'event' AND ({1}) ORDER BY r.number, d.actor, d.recipient";
constexpr std::string_view state_rows =
    "SELECT {0} AS day, n.code, CASE n.side WHEN 'recipient' THEN 'received' END, r.quad_code,"
    " r.event_scale, r.cameo, r.status IN ('reported', 'confirmed') AND r.aux = '', r.event"
    " FROM records r JOIN articles a ON a.number = r.article"
    " JOIN entities n ON n.record = r.number AND n.side <> 'claimant' AND n.code IS NOT NULL"
    " WHERE r.kind = 'event' AND ({1}) GROUP BY r.number, n.side, n.code"
    " ORDER BY r.number, n.side, n.code";

Result<void> Panel::count(Database& database) {
  CARKEYS_TRY(const Condition condition, condition_of(options_.filter));
  if (auto counted = count_articles(database); !counted) {
    return counted;
  }
  CARKEYS_TRY(Statement rows,
              database.prepare(fmt::format(
                  fmt::runtime(dyads() ? dyad_rows : state_rows), event_day_sql, condition.sql)));
  for (const std::string& value : condition.values) {
    rows.text(value);
  }
  while (true) {
    CARKEYS_TRY(const bool there, rows.next());
    if (!there) {
      return {};
    }
    take(rows);
  }
}

void Panel::take(const Statement& row) {
  const std::string day(row.text_at(0));
  if (day.size() < period_size()) {
    ++counts_.undated;
    return;
  }
  const std::string period = day.substr(0, period_size());
  if (options_.filter.since.empty() && !articles_.empty() && period < articles_.begin()->first) {
    ++counts_.before;
    return;
  }
  const std::string first(row.text_at(1));
  const std::string second(row.text_at(2));
  const auto date = date_from(day.size() == 4 ? day + "-01" : day);
  const std::string first_key = key_of(first, date);
  const std::string second_key = dyads() ? key_of(second, date) : "";
  if (first_key.empty() || (dyads() && second_key.empty())) {
    ++counts_.no_state;
    return;
  }
  const std::string again =
      fmt::format("{} {} {} {} {}", day, first, second, row.text_at(7), row.integer_at(6));
  if (options_.one_a_day && !seen_.insert(again).second) {
    ++counts_.repeated;
    return;
  }
  ++counts_.counted;
  periods_.insert(period);
  if (dyads()) {
    dyads_.emplace(first, second);
  }
  add(cells_[{first_key, second_key}][period], row, !dyads() && second == "received");
}

void Panel::add(Cell& cell, const Statement& row, bool received) const {
  const bool fact = row.integer_at(6) != 0;
  if (received) {
    cell.received += fact ? 1 : 0;
    return;
  }
  ++cell.records;
  if (fact) {
    ++cell.facts;
    ++cell.facts_by_quad[static_cast<std::size_t>(row.integer_at(3)) % cell.facts_by_quad.size()];
    cell.scale += row.number_at(4);
    cell.goldstein += codes_.goldstein(row.text_at(5)).value_or(0);
  }
}

Result<void> Panel::count_articles(Database& database) {
  CARKEYS_TRY(Statement rows,
              database.prepare("SELECT substr(date, 1, ?), count(*) FROM articles"
                               " WHERE date IS NOT NULL GROUP BY 1"));
  rows.integer(static_cast<std::int64_t>(period_size()));
  while (true) {
    CARKEYS_TRY(const bool there, rows.next());
    if (!there) {
      return {};
    }
    articles_[std::string(rows.text_at(0))] = static_cast<std::size_t>(rows.integer_at(1));
  }
}

void Panel::fill_dyads(const std::string& period) {
  for (const auto& [actor, recipient] : dyads_) {
    const std::set<std::string> recipient_keys = keys_in(recipient, period);
    for (const std::string& actor_key : keys_in(actor, period)) {
      for (const std::string& recipient_key : recipient_keys) {
        cells_[{actor_key, recipient_key}].try_emplace(period);
      }
    }
  }
}

void Panel::fill_states(const std::string& period) {
  for (const std::string& code : codes_.countries()) {
    for (const std::string& key : keys_in(code, period)) {
      cells_[{key, ""}].try_emplace(period);
    }
  }
}

void Panel::fill() {
  if (periods_.empty()) {
    return;
  }
  const std::string end = after(*periods_.rbegin());
  for (std::string period = *periods_.begin(); period != end; period = after(period)) {
    if (dyads()) {
      fill_dyads(period);
    } else {
      fill_states(period);
    }
  }
}

std::string Panel::header() const {
  const bool with_id = dyads() && options_.key == CodeSystem::cow;
  return fmt::format(
      "{},{},records,facts,claims,verbal_cooperation,material_cooperation,verbal_conflict,"
      "material_conflict,goldstein_sum,scale_sum,{}articles,facts_per_1000_articles\n",
      dyads() ? (with_id ? "actor,recipient,dyadid" : "actor,recipient") : "state",
      options_.unit == PanelUnit::dyad_month ? "month" : "year",
      dyads() ? "" : "facts_received,");
}

std::string Panel::line(const Unit& unit, const std::string& period, const Cell& cell) const {
  std::string names = unit.first;
  if (dyads()) {
    names += "," + unit.second;
    if (options_.key == CodeSystem::cow) {
      constexpr int base = 1000;
      const int first = std::stoi(unit.first);
      const int second = std::stoi(unit.second);
      names += fmt::format(",{}", base * std::min(first, second) + std::max(first, second));
    }
  }
  const auto known = articles_.find(period);
  const std::size_t articles = known == articles_.end() ? 0 : known->second;
  constexpr double thousand = 1000;
  // Without articles there is no rate, and that is not zero.
  const std::string rate =
      articles == 0
          ? ""
          : fmt::format("{:.4g}",
                        thousand * static_cast<double>(cell.facts) / static_cast<double>(articles));
  const auto& quads = cell.facts_by_quad;
  return fmt::format("{},{},{},{},{},{},{},{},{},{:.10g},{:.10g},{}{},{}\n",
                     names,
                     period,
                     cell.records,
                     cell.facts,
                     cell.records - cell.facts,
                     quads[1],
                     quads[2],
                     quads[3],
                     quads[4],
                     cell.goldstein,
                     cell.scale,
                     dyads() ? "" : fmt::format("{},", cell.received),
                     articles,
                     rate);
}

Result<PanelCounts> Panel::write(const std::function<Result<void>(std::string_view)>& write) {
  fill();
  std::string out = header();
  for (const auto& [unit, periods] : cells_) {
    for (const auto& [period, cell] : periods) {
      out += line(unit, period, cell);
      ++counts_.lines;
    }
    if (auto written = write(out); !written) {
      return tl::unexpected<Error>(std::move(written.error()));
    }
    out.clear();
  }
  if (auto written = write(out); !written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  return counts_;
}

}  // namespace

Result<PanelCounts> write_panel(Database& database,
                                const CountryCodes& codes,
                                const PanelOptions& options,
                                const std::function<Result<void>(std::string_view)>& write) {
  Panel panel(codes, options);
  if (auto counted = panel.count(database); !counted) {
    return tl::unexpected<Error>(std::move(counted.error()));
  }
  return panel.write(write);
}

}  // namespace carkeys::store
