// SPDX-License-Identifier: Apache-2.0
#include "store/columns/selection.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/utf8.h"
#include "store/filter.h"
#include "store/spellings.h"

namespace carkeys::store {
namespace {

using Side = ColumnEntity::Side;

constexpr std::array<std::string_view, facet_count> facet_names = {"event",
                                                                   "mode",
                                                                   "status",
                                                                   "quad",
                                                                   "actor",
                                                                   "recipient",
                                                                   "claimant",
                                                                   "country",
                                                                   "source",
                                                                   "language",
                                                                   "month"};
constexpr std::size_t longest_facet = 200;
constexpr PackedDay days_in_unit = 100;  // of a packed month

constexpr std::uint32_t bit_of(Facet facet) {
  return 1U << static_cast<unsigned>(facet);
}

constexpr std::uint32_t other_bit = 1U << facet_count;

constexpr std::uint8_t bit_of(Side side) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(side));
}

// Sets flags by name; all of them where no name is given.
template <std::size_t size, typename NameOf>
void choose(std::array<bool, size>& flags,
            const std::vector<std::string>& values,
            const NameOf& name_of) {
  for (std::size_t i = 0; i < size; ++i) {
    flags[i] = values.empty() || std::ranges::find(values, name_of(i)) != values.end();
  }
}

std::string event_name(std::size_t category) {
  const auto known = static_cast<Category>(category);
  return known == Category::relation ? "relation" : std::string(category_name(known));
}

PackedDay end_of(std::string_view until) {
  const PackedDay day = packed_day(until);
  constexpr PackedDay last_of_year = 9'999;
  return until.size() == 4 ? day + last_of_year
                           : day + (day % days_in_unit == 0 ? days_in_unit - 1 : 0);
}

bool chosen(const std::vector<bool>& choice, std::size_t id) {
  return choice.empty() || choice[id];
}

// Counts the values of one facet.
class Counter {
 public:
  Counter(const Columns& columns, Facet facet) : columns_(columns), facet_(facet) {}

  void add(const ColumnRecord& record) {
    switch (facet_) {
      case Facet::event:
        return count(static_cast<std::size_t>(record.category));
      case Facet::mode:
        return count(record.mode);
      case Facet::status:
        return count(static_cast<std::size_t>(record.status));
      case Facet::quad:
        return count(record.quad);
      case Facet::country:
        return count(record.country);
      case Facet::source:
        return count(columns_.articles()[record.article].source);
      case Facet::language:
        return count(columns_.articles()[record.article].language);
      case Facet::month:
        ++months_[record.day / days_in_unit];
        return;
      default:
        return add_entities(record);
    }
  }

  [[nodiscard]] FacetValues values() const {
    FacetValues values;
    for (const auto& [month, count] : months_) {
      if (month % days_in_unit != 0) {
        values.push_back({day_text(month * days_in_unit), count});
      }
    }
    for (std::size_t id = 0; id < counts_.size(); ++id) {
      if (counts_[id] > 0 && !name(id).empty()) {
        values.push_back({name(id), counts_[id]});
      }
    }
    if (facet_ != Facet::month) {
      std::ranges::sort(values, [](const FacetValue& a, const FacetValue& b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
      });
      values.resize(std::min(values.size(), longest_facet));
    }
    return values;
  }

 private:
  void count(std::size_t id) {
    if (id >= counts_.size()) {
      counts_.resize(std::max(id + 1, columns_.names().size()));
      last_.resize(counts_.size());
    }
    ++counts_[id];
  }

  // A party that stands twice on one side counts once.
  void add_entities(const ColumnRecord& record) {
    const Side side = facet_ == Facet::actor       ? Side::actor
                      : facet_ == Facet::recipient ? Side::recipient
                                                   : Side::claimant;
    for (const ColumnEntity& entity : columns_.entities(record)) {
      if (entity.side != side) {
        continue;
      }
      const bool seen = entity.code < last_.size() && last_[entity.code] == record.number;
      if (!seen) {
        count(entity.code);
        last_[entity.code] = record.number;
      }
    }
  }

  [[nodiscard]] std::string name(std::size_t id) const {
    switch (facet_) {
      case Facet::event:
        return event_name(id);
      case Facet::status:
        return std::string(status_name(static_cast<Status>(id)));
      case Facet::quad:
        return id == 0 ? "" : std::to_string(id);
      case Facet::source: {
        const auto source = columns_.names().text(static_cast<StringId>(id));
        return source.empty() ? "-" : std::string(source);
      }
      default:
        return std::string(columns_.names().text(static_cast<StringId>(id)));
    }
  }

  const Columns& columns_;
  Facet facet_;
  std::vector<std::size_t> counts_;
  std::vector<std::int64_t> last_;  // the record that was counted last, by code
  std::map<PackedDay, std::size_t> months_;
};

}  // namespace

std::string_view facet_name(Facet facet) {
  return facet_names[static_cast<std::size_t>(facet)];
}

std::optional<Facet> facet_from(std::string_view name) {
  const auto found = std::ranges::find(facet_names, name);
  return found == facet_names.end()
             ? std::nullopt
             : std::optional(static_cast<Facet>(found - facet_names.begin()));
}

Selection::Choice Selection::names_of(const std::vector<std::string>& values) const {
  if (values.empty()) {
    return {};
  }
  Choice choice(columns_->names().size());
  for (const std::string& value : values) {
    if (const auto id = columns_->find(value == "-" ? "" : value)) {
      choice[*id] = true;
    }
  }
  return choice;
}

std::vector<Selection::Party> Selection::parties_of(const std::vector<std::string>& values) const {
  constexpr StringId nobody = 0xFFFF'FFFF;
  std::vector<Party> parties;
  for (const std::string& value : values) {
    const std::size_t slash = value.find('/');
    const std::string code = value.substr(0, slash);
    const std::string sector = slash == std::string::npos ? "" : value.substr(slash + 1);
    Party party;
    if (!code.empty()) {
      party.code = columns_->find(code).value_or(nobody);
    }
    if (!sector.empty()) {
      party.sector = columns_->find_sector(sector).value_or(nobody);
    }
    parties.push_back(party);
  }
  return parties;
}

Result<void> Selection::choose_articles(Database& database, const RecordFilter& filter) {
  for (const auto& [sql, value] :
       {std::pair("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?",
                  filter.text.empty() ? "" : search_expression(filter.text)),
        std::pair("SELECT number FROM articles WHERE citation = ?", filter.citation)}) {
    if (value.empty()) {
      continue;
    }
    Choice found(columns_->articles().size());
    CARKEYS_TRY(Statement rows, database.prepare(sql));
    rows.text(value);
    while (true) {
      CARKEYS_TRY(const bool there, rows.next());
      if (!there) {
        break;
      }
      // An article that came after the columns were loaded is not there yet.
      if (const auto at = columns_->article_at(rows.integer_at(0))) {
        found[*at] = chosen(articles_, *at);
      }
    }
    articles_ = std::move(found);
  }
  return {};
}

void Selection::choose_places(const std::string& place) {
  const std::string wanted = utf8::to_lower(place);
  places_.resize(columns_->places().size());
  for (std::size_t at = 1; at < places_.size(); ++at) {
    const ColumnPlace& known = columns_->places()[at];
    places_[at] =
        utf8::to_lower(known.resolved) == wanted || utf8::to_lower(known.extracted) == wanted;
  }
}

Result<Selection> Selection::make(const Columns& columns,
                                  Database& database,
                                  const ColumnFilter& filter) {
  const RecordFilter& wanted = filter.filter;
  if (const auto checked = condition_of(wanted); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  Selection selection(columns);
  choose(selection.categories_, wanted.event, event_name);
  choose(selection.statuses_, wanted.status, [](std::size_t status) {
    return status_name(static_cast<Status>(status));
  });
  choose(selection.quads_, filter.quad, [](std::size_t quad) { return std::to_string(quad); });
  selection.modes_ = selection.names_of(wanted.mode);
  selection.sources_ = selection.names_of(filter.source);
  selection.languages_ = selection.names_of(filter.language);
  selection.countries_ =
      selection.names_of(wanted.country.empty() ? std::vector<std::string>()
                                                : std::vector<std::string>{wanted.country});
  selection.actor_ = selection.parties_of(wanted.actor);
  selection.recipient_ = selection.parties_of(wanted.recipient);
  selection.party_ = selection.parties_of(wanted.party);
  selection.claimant_ = selection.parties_of(wanted.claimant);
  selection.facts_ = wanted.facts;
  selection.since_ = std::max<PackedDay>(packed_day(wanted.since), wanted.since.empty() ? 0 : 1);
  selection.until_ = wanted.until.empty() ? selection.until_ : end_of(wanted.until);
  if (!wanted.until.empty()) {
    selection.since_ = std::max<PackedDay>(selection.since_, 1);  // who has no time is not before
  }
  if (!wanted.place.empty()) {
    selection.choose_places(wanted.place);
  }
  if (auto found = selection.choose_articles(database, wanted); !found) {
    return tl::unexpected<Error>(std::move(found.error()));
  }
  return selection;
}

bool Selection::has_party(const ColumnRecord& record,
                          const std::vector<Party>& parties,
                          std::uint8_t sides) const {
  if (parties.empty()) {
    return true;
  }
  for (const ColumnEntity& entity : columns_->entities(record)) {
    if ((sides & bit_of(entity.side)) == 0) {
      continue;
    }
    for (const Party& party : parties) {
      if ((!party.code || *party.code == entity.code) &&
          (!party.sector || *party.sector == entity.sector)) {
        return true;
      }
    }
  }
  return false;
}

std::uint32_t Selection::failures(const ColumnRecord& record) const {
  constexpr auto both = static_cast<std::uint8_t>(bit_of(Side::actor) | bit_of(Side::recipient));
  const ColumnArticle& article = columns_->articles()[record.article];
  std::uint32_t failed = 0;
  const auto require = [&](bool holds, std::uint32_t bit) { failed |= holds ? 0 : bit; };
  require(categories_[static_cast<std::size_t>(record.category)], bit_of(Facet::event));
  require(statuses_[static_cast<std::size_t>(record.status)], bit_of(Facet::status));
  require(quads_[record.quad], bit_of(Facet::quad));
  require(chosen(modes_, record.mode), bit_of(Facet::mode));
  require(chosen(countries_, record.country), bit_of(Facet::country));
  require(chosen(sources_, article.source), bit_of(Facet::source));
  require(chosen(languages_, article.language), bit_of(Facet::language));
  require(record.day >= since_ && record.day <= until_, bit_of(Facet::month));
  require(has_party(record, actor_, bit_of(Side::actor)), bit_of(Facet::actor));
  require(has_party(record, recipient_, bit_of(Side::recipient)), bit_of(Facet::recipient));
  require(has_party(record, claimant_, bit_of(Side::claimant)), bit_of(Facet::claimant));
  require(has_party(record, party_, both), other_bit);
  require(!facts_ || record.fact, other_bit);
  require(chosen(articles_, record.article), other_bit);
  require(chosen(places_, record.place), other_bit);
  return failed;
}

RecordRows select_records(const Columns& columns,
                          const Selection& selection,
                          const PageWish& wish) {
  std::vector<Counter> counters;
  for (const Facet facet : wish.facets) {
    counters.emplace_back(columns, facet);
  }
  const auto behind_start = [&](const ColumnRecord& record) {
    return !wish.start || record.day < wish.start->day ||
           (record.day == wish.start->day && record.number < wish.start->number);
  };
  RecordRows found;
  const auto records = columns.records();
  for (std::uint32_t row = 0; row < records.size(); ++row) {
    const ColumnRecord& record = records[row];
    const std::uint32_t failed = selection.failures(record);
    for (std::size_t i = 0; i < counters.size(); ++i) {
      if ((failed & ~bit_of(wish.facets[i])) == 0) {
        counters[i].add(record);
      }
    }
    if (failed != 0) {
      continue;
    }
    ++found.total;
    if (behind_start(record)) {
      found.more = found.rows.size() == wish.limit;
      if (!found.more) {
        found.rows.push_back(row);
      }
    }
  }
  for (const Counter& counter : counters) {
    found.facets.push_back(counter.values());
  }
  return found;
}

}  // namespace carkeys::store
