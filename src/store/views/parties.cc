// SPDX-License-Identifier: Apache-2.0
// What parties do to each other: dyads, actors, the network of all.
#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "base/utf8.h"
#include "records/raw_item.h"
#include "store/filter.h"
#include "store/views/parts.h"

namespace carkeys::store {
namespace {

using Side = ColumnEntity::Side;

constexpr std::size_t newest_shown = 12;

// A code, a sector or both. Errors: bad_usage.
class Party {
 public:
  static Result<Party> make(const Columns& columns, std::string_view text) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    Party party;
    party.text_ = text;
    party.code_ = text.substr(0, slash);
    const std::string_view sector = text.substr(std::min(slash + 1, text.size()));
    if (party.code_.empty() && sector.empty()) {
      return failure(ErrorCode::bad_usage,
                     fmt::format("'{}' is no party: write PER, PER/MIL or /MIL", text));
    }
    party.any_code_ = party.code_.empty();
    party.any_sector_ = sector.empty();
    party.code_id_ = columns.find(party.code_).value_or(nobody);
    party.sector_id_ = columns.find_sector(sector).value_or(nobody);
    return party;
  }

  [[nodiscard]] bool is(const ColumnEntity& entity) const {
    return (any_code_ || entity.code == code_id_) && (any_sector_ || entity.sector == sector_id_);
  }

  [[nodiscard]] const std::string& code() const { return code_; }

  void write(JsonWriter& json, const CountryCodes& codes) const {
    json.begin_object().string_field("party", text_);
    if (const auto name = codes.name(code_); !name.empty()) {
      json.string_field("name", name);
    }
    for (const auto& [field, system] :
         {std::pair("cow", CodeSystem::cow), std::pair("gw", CodeSystem::gw)}) {
      const std::string_view number = codes.find(system, code_, std::nullopt);
      std::int64_t value = 0;
      if (std::from_chars(number.data(), number.data() + number.size(), value).ec == std::errc()) {
        json.integer_field(field, value);
      }
    }
    json.end_object();
  }

 private:
  static constexpr StringId nobody = 0xFFFF'FFFF;

  std::string text_;
  std::string code_;
  bool any_code_ = false;
  bool any_sector_ = false;
  StringId code_id_ = nobody;
  StringId sector_id_ = nobody;
};

// Calls `use(actor, recipient)` for every actor with every recipient; the parties of a mutual act
// (several actors and no recipient) come in both directions.
template <typename Use>
void each_dyad(const Columns& columns, const ColumnRecord& record, const Use& use) {
  const auto entities = columns.entities(record);
  const bool mutual = std::ranges::none_of(
      entities, [](const ColumnEntity& entity) { return entity.side == Side::recipient; });
  for (const ColumnEntity& actor : entities) {
    for (const ColumnEntity& other : entities) {
      const bool pair = actor.side == Side::actor && &actor != &other &&
                        other.side == (mutual ? Side::actor : Side::recipient);
      if (pair) {
        use(actor, other);
      }
    }
  }
}

// Rows of a view over time; errors of the dates are those of the filter.
Result<Selection> in_time(const ViewSource& source,
                          const std::string& since,
                          const std::string& until) {
  ColumnFilter filter;
  filter.filter.since = since;
  filter.filter.until = until;
  return Selection::make(source.columns, source.database, filter);
}

struct SideCounts {
  std::int64_t cooperation = 0;
  std::int64_t conflict = 0;
  std::int64_t claims = 0;
  double scale = 0;

  void add(const ColumnRecord& record) {
    constexpr std::uint8_t last_cooperation = 2;
    if (!record.fact) {
      ++claims;
      return;
    }
    ++(record.quad <= last_cooperation ? cooperation : conflict);
    scale += record.scale;
  }

  void write(JsonWriter& json) const {
    json.begin_object().integer_field("cooperation", cooperation);
    json.integer_field("conflict", conflict).integer_field("claims", claims);
    json.number_field("scale", scale).end_object();
  }
};

using BothWays = std::array<SideCounts, 2>;

// Facts and claims of one category, both ways.
struct EventCounts {
  std::array<std::int64_t, 2> facts{};
  std::array<std::int64_t, 2> claims{};
};

class Dyad {
 public:
  Dyad(const Columns& columns, const std::pair<Party, Party>& parties, PeriodUnit unit)
      : columns_(columns), parties_(parties), unit_(unit) {}

  void add(std::uint32_t row) {
    const ColumnRecord& record = columns_.records()[row];
    std::array<bool, 2> done{};  // by the first to the second, and back
    each_dyad(columns_, record, [&](const ColumnEntity& actor, const ColumnEntity& recipient) {
      done[0] = done[0] || (parties_.first.is(actor) && parties_.second.is(recipient));
      done[1] = done[1] || (parties_.second.is(actor) && parties_.first.is(recipient));
    });
    if (record.quad > 0) {
      count(record, done);
    }
    const bool against = done[0] || done[1] || says(record, parties_.first, parties_.second) ||
                         says(record, parties_.second, parties_.first);
    if (against && !record.fact && claims_.size() < newest_shown) {
      claims_.push_back(row);
    }
  }

  [[nodiscard]] const std::vector<std::uint32_t>& claims() const { return claims_; }

  void write_timeline(JsonWriter& json) const {
    json.key("timeline").begin_array();
    for (const auto& [period, sides] : timeline_) {
      json.begin_object().string_field("period", day_text(period)).key("a_to_b");
      sides[0].write(json);
      sides[1].write(json.key("b_to_a"));
      json.end_object();
    }
    json.end_array();
  }

  void write_events(JsonWriter& json) const {
    json.key("events").begin_array();
    for (const auto& [category, counts] : events_) {
      json.begin_object().string_field("event", category_name(category));
      json.integer_field("a_to_b", counts.facts[0]).integer_field("b_to_a", counts.facts[1]);
      json.integer_field("a_to_b_claims", counts.claims[0]);
      json.integer_field("b_to_a_claims", counts.claims[1]).end_object();
    }
    json.end_array();
  }

 private:
  void count(const ColumnRecord& record, const std::array<bool, 2>& done) {
    const PackedDay period = period_of(record.day, unit_);
    for (std::size_t way = 0; way < done.size(); ++way) {
      if (!done[way]) {
        continue;
      }
      if (period != 0) {
        timeline_[period][way].add(record);
      }
      EventCounts& counts = events_[record.category];
      ++(record.fact ? counts.facts : counts.claims)[way];
    }
  }

  // Whether the first says that the second did or suffered it.
  [[nodiscard]] bool says(const ColumnRecord& record,
                          const Party& first,
                          const Party& second) const {
    bool said = false;
    bool concerned = false;
    for (const ColumnEntity& entity : columns_.entities(record)) {
      said = said || (entity.side == Side::claimant && first.is(entity));
      concerned = concerned || (entity.side != Side::claimant && second.is(entity));
    }
    return said && concerned;
  }

  const Columns& columns_;
  const std::pair<Party, Party>& parties_;
  PeriodUnit unit_;
  std::map<PackedDay, BothWays> timeline_;
  std::map<Category, EventCounts> events_;
  std::vector<std::uint32_t> claims_;
};

std::string_view unit_name(PeriodUnit unit) {
  return unit == PeriodUnit::day ? "day" : unit == PeriodUnit::month ? "month" : "year";
}

// How often a code occurs.
struct CodeCounts {
  std::size_t records = 0;
  std::size_t facts = 0;
  std::size_t said = 0;
};

std::unordered_map<StringId, CodeCounts> count_codes(const Columns& columns) {
  std::unordered_map<StringId, CodeCounts> counts;
  std::unordered_set<StringId> acting;
  std::unordered_set<StringId> saying;
  for (const ColumnRecord& record : columns.records()) {
    acting.clear();
    saying.clear();
    for (const ColumnEntity& entity : columns.entities(record)) {
      (entity.side == Side::claimant ? saying : acting).insert(entity.code);
    }
    for (const StringId code : acting) {
      CodeCounts& count = counts[code];
      ++count.records;
      count.facts += record.fact ? 1 : 0;
    }
    for (const StringId code : saying) {
      ++counts[code].said;
    }
  }
  counts.erase(0);
  return counts;
}

// Everything about one party.
class ActorCounts {
 public:
  ActorCounts(const Columns& columns, const Party& party, PeriodUnit unit)
      : columns_(columns), party_(party), unit_(unit) {}

  void add(std::uint32_t row) {
    const ColumnRecord& record = columns_.records()[row];
    std::array<bool, 3> sides{};
    for (const ColumnEntity& entity : columns_.entities(record)) {
      if (party_.is(entity)) {
        sides[static_cast<std::size_t>(entity.side)] = true;
        ++sectors_[entity.sector];
      }
    }
    if (sides[2]) {
      ++said;
      keep(said_newest, row);
    }
    if (!sides[0] && !sides[1]) {
      return;
    }
    ++records;
    facts += record.fact ? 1 : 0;
    keep(newest, row);
    if (const PackedDay period = period_of(record.day, unit_); period != 0) {
      timeline[period].add(record);
    }
    does_[static_cast<std::size_t>(record.category)] += sides[0] ? 1 : 0;
    suffers_[static_cast<std::size_t>(record.category)] += sides[1] ? 1 : 0;
    add_partners(record);
  }

  void write_mixes(JsonWriter& json) const {
    for (const auto& [name, counts] :
         {std::pair("does", &does_), std::pair("suffers", &suffers_)}) {
      std::map<std::string, std::size_t> named;
      for (std::size_t category = 0; category < counts->size(); ++category) {
        if ((*counts)[category] > 0) {
          const auto known = static_cast<Category>(category);
          named[known == Category::relation ? "relation" : std::string(category_name(known))] =
              (*counts)[category];
        }
      }
      json.key(name);
      write_counts(json, most_frequent(named, counts->size()), nullptr);
    }
  }

  void write_partners(JsonWriter& json, const CountryCodes& codes) const {
    std::vector<std::pair<StringId, SideCounts>> sorted(partners_.begin(), partners_.end());
    const auto weight = [](const auto& each) {
      return each.second.cooperation + each.second.conflict + each.second.claims;
    };
    std::ranges::sort(sorted, [&](const auto& a, const auto& b) {
      return weight(a) != weight(b) ? weight(a) > weight(b) : a.first < b.first;
    });
    constexpr std::size_t shown = 40;
    sorted.resize(std::min(sorted.size(), shown));
    json.key("partners").begin_array();
    for (const auto& [code, counts] : sorted) {
      const std::string_view name = columns_.names().text(code);
      json.begin_object().string_field("code", name);
      if (!codes.name(name).empty()) {
        json.string_field("name", codes.name(name));
      }
      json.integer_field("cooperation", counts.cooperation);
      json.integer_field("conflict", counts.conflict);
      json.integer_field("claims", counts.claims).end_object();
    }
    json.end_array();
  }

  void write_sectors(JsonWriter& json) const {
    std::map<std::string, std::size_t> named;
    for (const auto& [sector, count] : sectors_) {
      named[std::string(columns_.sectors().text(sector))] = count;
    }
    named.erase("");
    json.key("sectors");
    write_counts(json, most_frequent(named, named.size()), nullptr);
  }

  std::int64_t records = 0;
  std::int64_t facts = 0;
  std::int64_t said = 0;
  Timeline timeline;
  std::vector<std::uint32_t> newest;
  std::vector<std::uint32_t> said_newest;

 private:
  static void keep(std::vector<std::uint32_t>& rows, std::uint32_t row) {
    if (rows.size() < newest_shown) {
      rows.push_back(row);
    }
  }

  void add_partners(const ColumnRecord& record) {
    std::unordered_set<StringId> others;
    each_dyad(columns_, record, [&](const ColumnEntity& actor, const ColumnEntity& recipient) {
      if (party_.is(actor) && !party_.is(recipient)) {
        others.insert(recipient.code);
      } else if (party_.is(recipient) && !party_.is(actor)) {
        others.insert(actor.code);
      }
    });
    others.erase(0);
    if (record.quad > 0) {
      for (const StringId other : others) {
        partners_[other].add(record);
      }
    }
  }

  const Columns& columns_;
  const Party& party_;
  PeriodUnit unit_;
  std::array<std::size_t, 17> does_{};
  std::array<std::size_t, 17> suffers_{};
  std::unordered_map<StringId, SideCounts> partners_;
  std::map<std::uint16_t, std::size_t> sectors_;
};

// Persons, offices and other names that stand for a party, of at most so many mentions.
Result<void> write_names(JsonWriter& json, const ViewSource& source, const std::string& party) {
  const std::size_t slash = party.find('/');
  const std::string code = party.substr(0, slash);
  const std::string sector = slash == std::string::npos ? "" : party.substr(slash + 1);
  CARKEYS_TRY(Statement rows,
              source.database.prepare(fmt::format(
                  "SELECT coalesce(identifier_text, entity_text) AS name, count(*) FROM"
                  " (SELECT identifier_text, entity_text FROM entities WHERE {} LIMIT 20000)"
                  " WHERE name IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 30",
                  code.empty()     ? "sector = ?"
                  : sector.empty() ? "code = ?"
                                   : "code = ? AND sector = ?")));
  for (const std::string* part : {&code, &sector}) {
    if (!part->empty()) {
      rows.text(*part);
    }
  }
  FacetValues names;
  while (true) {
    CARKEYS_TRY(const bool there, rows.next());
    if (!there) {
      break;
    }
    names.push_back({std::string(rows.text_at(0)), static_cast<std::size_t>(rows.integer_at(1))});
  }
  json.key("names");
  write_counts(json, names, nullptr);
  return {};
}

struct Edge {
  std::int64_t facts = 0;
  std::int64_t claims = 0;
  double scale = 0;

  [[nodiscard]] std::int64_t weight() const { return facts + claims; }
};

class Network {
 public:
  Network(const Columns& columns, const NetworkWish& wish) : columns_(columns), wish_(wish) {}

  void add(const ColumnRecord& record) {
    if (record.quad == 0 || (!wish_.claims && !record.fact)) {
      return;
    }
    pairs_.clear();
    each_dyad(columns_, record, [&](const ColumnEntity& actor, const ColumnEntity& recipient) {
      if (actor.code != 0 && recipient.code != 0) {
        pairs_.insert(node(actor) << half | node(recipient));
      }
    });
    for (const std::uint64_t pair : pairs_) {
      Edge& edge = edges_[pair];
      ++(record.fact ? edge.facts : edge.claims);
      edge.scale += record.scale;
    }
  }

  void write(JsonWriter& json, const CountryCodes& codes) const {
    std::vector<std::pair<std::uint64_t, Edge>> sorted(edges_.begin(), edges_.end());
    const std::size_t shown = std::min(sorted.size(), wish_.limit);
    std::partial_sort(sorted.begin(),
                      sorted.begin() + static_cast<std::ptrdiff_t>(shown),
                      sorted.end(),
                      [](const auto& a, const auto& b) {
                        return a.second.weight() != b.second.weight()
                                   ? a.second.weight() > b.second.weight()
                                   : a.first < b.first;
                      });
    json.begin_object().integer_field("total", static_cast<std::int64_t>(sorted.size()));
    sorted.resize(shown);
    std::map<std::string, std::int64_t> weights;
    for (const auto& [pair, edge] : sorted) {
      weights[name_of(pair >> half)] += edge.weight();
      weights[name_of(pair & mask)] += edge.weight();
    }
    json.key("nodes").begin_array();
    for (const auto& [id, weight] : weights) {
      json.begin_object().string_field("id", id);
      if (const auto name = codes.name(id.substr(0, id.find('/'))); !name.empty()) {
        json.string_field("name", name);
      }
      json.integer_field("weight", weight).end_object();
    }
    json.end_array().key("edges").begin_array();
    for (const auto& [pair, edge] : sorted) {
      json.begin_object().string_field("source", name_of(pair >> half));
      json.string_field("target", name_of(pair & mask)).integer_field("facts", edge.facts);
      json.integer_field("claims", edge.claims);
      json.number_field("scale", edge.scale / static_cast<double>(edge.weight())).end_object();
    }
    json.end_array().end_object();
  }

 private:
  static constexpr unsigned half = 32;
  static constexpr std::uint64_t mask = 0xFFFF'FFFF;
  static constexpr std::uint64_t sectors = 4096;

  [[nodiscard]] std::uint64_t node(const ColumnEntity& entity) const {
    return entity.code * sectors + (wish_.sectors ? entity.sector % sectors : 0);
  }

  [[nodiscard]] std::string name_of(std::uint64_t node) const {
    const auto sector = columns_.sectors().text(static_cast<StringId>(node % sectors));
    return fmt::format("{}{}{}",
                       columns_.names().text(static_cast<StringId>(node / sectors)),
                       sector.empty() ? "" : "/",
                       sector);
  }

  const Columns& columns_;
  const NetworkWish& wish_;
  std::unordered_map<std::uint64_t, Edge> edges_;
  std::unordered_set<std::uint64_t> pairs_;
};

}  // namespace

Result<std::string> dyad_view(const ViewSource& source, const DyadWish& wish) {
  CARKEYS_TRY(Party first, Party::make(source.columns, wish.a));
  CARKEYS_TRY(Party second, Party::make(source.columns, wish.b));
  CARKEYS_TRY(const Selection selection, in_time(source, wish.since, wish.until));
  const std::pair parties(std::move(first), std::move(second));
  Dyad dyad(source.columns, parties, wish.unit);
  const auto records = source.columns.records();
  for (std::uint32_t row = 0; row < records.size(); ++row) {
    if (selection.holds(records[row])) {
      dyad.add(row);
    }
  }
  std::string out;
  JsonWriter json(out);
  parties.first.write(json.begin_object().key("a"), source.codes);
  parties.second.write(json.key("b"), source.codes);
  json.string_field("unit", unit_name(wish.unit));
  dyad.write_timeline(json);
  dyad.write_events(json);
  if (auto written = write_items(json, "claims", source, dyad.claims()); !written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  json.end_object();
  return out;
}

Result<std::string> actors_view(const ViewSource& source,
                                const std::string& letters,
                                std::size_t limit) {
  const std::string wanted = utf8::to_lower(letters);
  const auto counts = count_codes(source.columns);
  std::vector<std::pair<std::string, CodeCounts>> found;
  for (const auto& [id, count] : counts) {
    const std::string code(source.columns.names().text(id));
    if (wanted.empty() || utf8::to_lower(code).find(wanted) != std::string::npos ||
        utf8::to_lower(source.codes.name(code)).find(wanted) != std::string::npos) {
      found.emplace_back(code, count);
    }
  }
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    const std::size_t first = a.second.records + a.second.said;
    const std::size_t second = b.second.records + b.second.said;
    return first != second ? first > second : a.first < b.first;
  });
  found.resize(std::min(found.size(), limit));
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("items").begin_array();
  for (const auto& [code, count] : found) {
    json.begin_object().string_field("code", code);
    if (const auto name = source.codes.name(code); !name.empty()) {
      json.string_field("name", name);
    }
    json.integer_field("records", static_cast<std::int64_t>(count.records));
    json.integer_field("facts", static_cast<std::int64_t>(count.facts));
    json.integer_field("said", static_cast<std::int64_t>(count.said)).end_object();
  }
  json.end_array().end_object();
  return out;
}

Result<std::optional<std::string>> actor_view(const ViewSource& source, const ActorWish& wish) {
  CARKEYS_TRY(const Party party, Party::make(source.columns, wish.party));
  CARKEYS_TRY(const Selection selection, in_time(source, wish.since, wish.until));
  ActorCounts counts(source.columns, party, wish.unit);
  bool known = false;
  const auto records = source.columns.records();
  for (std::uint32_t row = 0; row < records.size(); ++row) {
    known = known || std::ranges::any_of(source.columns.entities(records[row]),
                                         [&](const auto& entity) { return party.is(entity); });
    if (selection.holds(records[row])) {
      counts.add(row);
    }
  }
  if (!known) {
    return std::optional<std::string>();
  }
  std::string out;
  JsonWriter json(out);
  party.write(json.begin_object().key("party"), source.codes);
  json.integer_field("records", counts.records).integer_field("facts", counts.facts);
  json.integer_field("said", counts.said);
  write_timeline(json, counts.timeline, wish.unit, false);
  counts.write_mixes(json);
  counts.write_partners(json, source.codes);
  counts.write_sectors(json);
  auto written = write_names(json, source, wish.party);
  written = written ? write_items(json, "newest", source, counts.newest) : std::move(written);
  written =
      written ? write_items(json, "said_newest", source, counts.said_newest) : std::move(written);
  if (!written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  json.end_object();
  return std::optional(std::move(out));
}

Result<std::string> network_view(const ViewSource& source, const NetworkWish& wish) {
  ColumnFilter filter;
  filter.filter = wish.filter;
  CARKEYS_TRY(const Selection selection, Selection::make(source.columns, source.database, filter));
  Network network(source.columns, wish);
  for (const ColumnRecord& record : source.columns.records()) {
    if (selection.holds(record)) {
      network.add(record);
    }
  }
  std::string out;
  JsonWriter json(out);
  network.write(json, source.codes);
  return out;
}

}  // namespace carkeys::store
