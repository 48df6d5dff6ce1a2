// SPDX-License-Identifier: Apache-2.0
// Overview, lists of articles and of records.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "store/filter.h"
#include "store/spellings.h"
#include "store/views/parts.h"

namespace carkeys::store {
namespace {

constexpr std::size_t newest_shown = 8;

bool is_disputed(const ColumnRecord& record) {
  return record.status == Status::denied || record.status == Status::disputed;
}

// The first records, newest first, for which `wanted` holds.
template <typename Wanted>
std::vector<std::uint32_t> newest(const Columns& columns, const Wanted& wanted) {
  std::vector<std::uint32_t> rows;
  const auto records = columns.records();
  for (std::uint32_t row = 0; row < records.size() && rows.size() < newest_shown; ++row) {
    if (wanted(records[row])) {
      rows.push_back(row);
    }
  }
  return rows;
}

// Which articles have the words; empty: no words were given.
Result<std::vector<bool>> articles_with(const ViewSource& source, const std::string& words) {
  std::vector<bool> found;
  if (words.empty()) {
    return found;
  }
  found.resize(source.columns.articles().size());
  const std::string expression = search_expression(words);
  CARKEYS_TRY(Statement rows,
              source.database.prepare("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"));
  rows.text(expression);
  while (!expression.empty()) {
    CARKEYS_TRY(const bool there, rows.next());
    if (!there) {
      break;
    }
    if (const auto at = source.columns.article_at(rows.integer_at(0))) {
      found[*at] = true;
    }
  }
  return found;
}

// Counts of articles by source, language and month, each leaving its own filter aside.
class ArticleSelection {
 public:
  ArticleSelection(const Columns& columns, const ArticleWish& wish)
      : columns_(columns), wish_(wish), since_(packed_day(wish.since)) {
    constexpr PackedDay last = 99'999'999;
    constexpr PackedDay rest_of_year = 9'999;
    constexpr PackedDay rest_of_month = 99;
    until_ = wish.until.empty()       ? last
             : wish.until.size() == 4 ? packed_day(wish.until) + rest_of_year
             : wish.until.size() == 7 ? packed_day(wish.until) + rest_of_month
                                      : packed_day(wish.until);
    counts_.resize(wish.facets.size());
  }

  // Whether the article is wanted; counts it.
  bool take(const ColumnArticle& article) {
    const bool source = any_of(wish_.source, article.source);
    const bool language = any_of(wish_.language, article.language);
    const bool timely = article.day >= since_ && article.day <= until_ &&
                        (article.day != 0 || (wish_.since.empty() && wish_.until.empty()));
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const Facet facet = wish_.facets[i];
      const bool counts = (source || facet == Facet::source) &&
                          (language || facet == Facet::language) &&
                          (timely || facet == Facet::month);
      if (counts) {
        ++counts_[i][key_of(article, facet)];
      }
    }
    return source && language && timely;
  }

  [[nodiscard]] std::vector<FacetValues> facets() const {
    std::vector<FacetValues> all;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      std::map<std::string, std::size_t> named;
      for (const auto& [key, count] : counts_[i]) {
        named[name_of(key, wish_.facets[i])] += count;
      }
      named.erase("");
      constexpr std::size_t many = 100'000;
      FacetValues values = most_frequent(named, wish_.facets[i] == Facet::month ? many : 200);
      if (wish_.facets[i] == Facet::month) {
        std::ranges::sort(values, {}, &FacetValue::value);
      }
      all.push_back(std::move(values));
    }
    return all;
  }

 private:
  [[nodiscard]] bool any_of(const std::vector<std::string>& values, StringId id) const {
    const std::string_view name = columns_.names().text(id);
    return values.empty() || std::ranges::find(values, name.empty() ? "-" : name) != values.end();
  }

  static std::uint32_t key_of(const ColumnArticle& article, Facet facet) {
    return facet == Facet::source     ? article.source
           : facet == Facet::language ? article.language
                                      : period_of(article.day, PeriodUnit::month);
  }

  [[nodiscard]] std::string name_of(std::uint32_t key, Facet facet) const {
    if (facet == Facet::month) {
      return day_text(key);
    }
    const std::string_view name = columns_.names().text(key);
    return name.empty() && facet == Facet::source ? "-" : std::string(name);
  }

  const Columns& columns_;
  const ArticleWish& wish_;
  PackedDay since_ = 0;
  PackedDay until_ = 0;
  std::vector<std::map<std::uint32_t, std::size_t>> counts_;
};

struct ArticleRows {
  std::vector<std::uint32_t> positions;
  bool more = false;
  std::size_t total = 0;
  std::vector<FacetValues> facets;
};

ArticleRows select_articles(const Columns& columns,
                            const ArticleWish& wish,
                            const std::vector<bool>& with_words) {
  ArticleRows found;
  ArticleSelection selection(columns, wish);
  const auto articles = columns.articles();
  for (std::uint32_t at = 0; at < articles.size(); ++at) {
    const ColumnArticle& article = articles[at];
    if ((!with_words.empty() && !with_words[at]) || !selection.take(article)) {
      continue;
    }
    ++found.total;
    const bool behind = !wish.start || article.day < wish.start->day ||
                        (article.day == wish.start->day && article.number < wish.start->number);
    if (behind) {
      found.more = found.positions.size() == wish.limit;
      if (!found.more) {
        found.positions.push_back(at);
      }
    }
  }
  found.facets = selection.facets();
  return found;
}

// What the overview counts.
struct Totals {
  Timeline timeline;
  std::size_t facts = 0;
  std::set<StringId> sources;
  std::map<std::string, std::size_t> languages;
  PackedDay first = 0;
  PackedDay last = 0;
};

Totals totals_of(const Columns& columns, PeriodUnit unit) {
  Totals totals;
  for (const ColumnArticle& article : columns.articles()) {
    totals.sources.insert(article.source);
    if (article.language != 0) {
      ++totals.languages[std::string(columns.names().text(article.language))];
    }
    if (article.day != 0) {
      totals.first = totals.first == 0 ? article.day : std::min(totals.first, article.day);
      totals.last = std::max(totals.last, article.day);
    }
    if (const PackedDay period = period_of(article.day, unit); period != 0) {
      ++totals.timeline[period].articles;
    }
  }
  totals.sources.erase(0);
  for (const ColumnRecord& record : columns.records()) {
    totals.facts += record.fact ? 1 : 0;
    if (const PackedDay period = period_of(record.day, unit); period != 0) {
      totals.timeline[period].add(record);
    }
  }
  return totals;
}

void write_totals(JsonWriter& json, const Columns& columns, const Totals& totals) {
  const auto count = [&](std::string_view name, std::size_t value) {
    json.integer_field(name, static_cast<std::int64_t>(value));
  };
  count("articles", columns.articles().size());
  count("records", columns.records().size());
  count("facts", totals.facts);
  count("claims", columns.records().size() - totals.facts);
  if (totals.last != 0) {
    json.string_field("first", day_text(totals.first));
    json.string_field("last", day_text(totals.last));
  }
  count("sources", totals.sources.size());
  constexpr std::size_t all = 100;
  json.key("languages");
  write_counts(json, most_frequent(totals.languages, all), nullptr);
}

}  // namespace

Result<std::string> overview_view(const ViewSource& source,
                                  PeriodUnit unit,
                                  std::string_view revision) {
  const Totals totals = totals_of(source.columns, unit);
  CARKEYS_TRY(const Selection everything, Selection::make(source.columns, source.database, {}));
  const RecordRows counted =
      select_records(source.columns,
                     everything,
                     {{}, 0, {Facet::event, Facet::status, Facet::actor, Facet::recipient}});
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_totals(json, source.columns, totals);
  json.key("events");
  write_counts(json, counted.facets[0], nullptr);
  json.key("statuses");
  write_counts(json, counted.facets[1], nullptr);
  std::map<std::string, std::size_t> actors;
  for (const std::size_t side : {2, 3}) {
    for (const FacetValue& value : counted.facets[side]) {
      actors[value.value] += value.count;
    }
  }
  constexpr std::size_t actors_shown = 30;
  json.key("actors");
  write_counts(json, most_frequent(actors, actors_shown), &source.codes);
  write_timeline(json, totals.timeline, unit, true);
  auto written = write_items(
      json, "newest", source, newest(source.columns, [](const ColumnRecord& record) {
        return !record.fact && record.status != Status::reported && !is_disputed(record);
      }));
  written = written ? write_items(json, "disputes", source, newest(source.columns, is_disputed))
                    : std::move(written);
  if (!written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  json.string_field("revision", revision).end_object();
  return out;
}

Result<std::string> articles_view(const ViewSource& source, const ArticleWish& wish) {
  RecordFilter dates;
  dates.since = wish.since;
  dates.until = wish.until;
  if (const auto checked = condition_of(dates); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  CARKEYS_TRY(const auto with_words, articles_with(source, wish.words));
  const ArticleRows found = select_articles(source.columns, wish, with_words);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  if (auto written = write_articles(json, "items", source, {&found.positions, wish.words});
      !written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  json.integer_field("total", static_cast<std::int64_t>(found.total));
  if (found.more) {
    const ColumnArticle& last = source.columns.articles()[found.positions.back()];
    json.string_field("next", cursor_of(last.day, last.number));
  }
  write_facets(json, wish.facets, found.facets, source.codes);
  json.end_object();
  return out;
}

Result<std::string> records_view(const ViewSource& source,
                                 const ColumnFilter& filter,
                                 const PageWish& wish) {
  CARKEYS_TRY(const Selection selection, Selection::make(source.columns, source.database, filter));
  const RecordRows found = select_records(source.columns, selection, wish);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  if (auto written = write_items(json, "items", source, found.rows); !written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  json.integer_field("total", static_cast<std::int64_t>(found.total));
  if (found.more && !found.rows.empty()) {
    const ColumnRecord& last = source.columns.records()[found.rows.back()];
    json.string_field("next", cursor_of(last.day, last.number));
  }
  write_facets(json, wish.facets, found.facets, source.codes);
  json.end_object();
  return out;
}

}  // namespace carkeys::store
