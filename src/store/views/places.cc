// SPDX-License-Identifier: Apache-2.0
// Where things happened, and who reports them.
#include <algorithm>
#include <array>
#include <tuple>

#include "store/views/parts.h"

namespace carkeys::store {
namespace {

struct PlaceCounts {
  std::int64_t facts = 0;
  std::int64_t claims = 0;
  std::array<std::int64_t, 4> quads{};

  void add(const ColumnRecord& record) {
    ++(record.fact ? facts : claims);
    if (record.quad > 0) {
      ++quads[record.quad - 1U];
    }
  }

  void write(JsonWriter& json) const {
    json.integer_field("facts", facts).integer_field("claims", claims);
    json.key("quads").begin_array();
    for (const std::int64_t count : quads) {
      json.integer(count);
    }
    json.end_array();
  }
};

// Places with one name and one point are one, however they were written.
using PointKey = std::tuple<double, double, std::string, StringId>;

void write_map(JsonWriter& json,
               const ViewSource& source,
               const std::map<PointKey, PlaceCounts>& points,
               const std::map<StringId, PlaceCounts>& countries) {
  json.key("points").begin_array();
  for (const auto& [key, counts] : points) {
    const auto& [latitude, longitude, place, country] = key;
    json.begin_object().string_field("place", place);
    if (country != 0) {
      json.string_field("country", source.columns.names().text(country));
    }
    json.number_field("lat", latitude).number_field("lon", longitude);
    counts.write(json);
    json.end_object();
  }
  json.end_array().key("countries").begin_array();
  for (const auto& [id, counts] : countries) {
    const std::string_view code = source.columns.names().text(id);
    json.begin_object().string_field("code", code);
    for (const auto& [field, value] :
         {std::pair("name", source.codes.name(code)),
          std::pair("numeric", source.codes.find(CodeSystem::numeric, code, std::nullopt))}) {
      if (!value.empty()) {
        json.string_field(field, value);
      }
    }
    counts.write(json);
    json.end_object();
  }
  json.end_array();
}

struct SourceCounts {
  std::size_t articles = 0;
  std::size_t records = 0;
  std::size_t claims = 0;
  PackedDay first = 0;
  PackedDay last = 0;

  void add(const ColumnArticle& article) {
    ++articles;
    records += article.records;
    claims += article.claims;
    if (article.day != 0) {
      first = first == 0 ? article.day : std::min(first, article.day);
      last = std::max(last, article.day);
    }
  }

  void write(JsonWriter& json, std::string_view name) const {
    json.begin_object().string_field("name", name.empty() ? "-" : name);
    json.integer_field("articles", static_cast<std::int64_t>(articles));
    json.integer_field("records", static_cast<std::int64_t>(records));
    json.integer_field("claims", static_cast<std::int64_t>(claims));
    if (last != 0) {
      json.string_field("first", day_text(first)).string_field("last", day_text(last));
    }
    json.end_object();
  }
};

}  // namespace

Result<std::string> map_view(const ViewSource& source, const ColumnFilter& filter) {
  CARKEYS_TRY(const Selection selection, Selection::make(source.columns, source.database, filter));
  std::map<PointKey, PlaceCounts> points;
  std::map<StringId, PlaceCounts> countries;
  std::vector<PlaceCounts> by_place(source.columns.places().size());
  std::int64_t unplaced = 0;
  for (const ColumnRecord& record : source.columns.records()) {
    if (!selection.holds(record)) {
      continue;
    }
    const bool point = source.columns.places()[record.place].point;
    if (point) {
      by_place[record.place].add(record);
    }
    if (record.country != 0) {
      countries[record.country].add(record);
    }
    unplaced += point || record.country != 0 ? 0 : 1;
  }
  for (std::size_t at = 0; at < by_place.size(); ++at) {
    const PlaceCounts& counts = by_place[at];
    if (counts.facts + counts.claims == 0) {
      continue;
    }
    const ColumnPlace& place = source.columns.places()[at];
    PlaceCounts& sum = points[{place.latitude,
                               place.longitude,
                               place.resolved.empty() ? place.extracted : place.resolved,
                               place.country}];
    sum.facts += counts.facts;
    sum.claims += counts.claims;
    for (std::size_t quad = 0; quad < sum.quads.size(); ++quad) {
      sum.quads[quad] += counts.quads[quad];
    }
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object().integer_field("unplaced", unplaced);
  write_map(json, source, points, countries);
  json.end_object();
  return out;
}

Result<std::string> sources_view(const ViewSource& source, std::size_t limit) {
  std::map<StringId, SourceCounts> counts;
  for (const ColumnArticle& article : source.columns.articles()) {
    counts[article.source].add(article);
  }
  std::vector<std::pair<StringId, SourceCounts>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.second.articles > b.second.articles; });
  std::string out;
  JsonWriter json(out);
  json.begin_object().integer_field("total", static_cast<std::int64_t>(sorted.size()));
  sorted.resize(std::min(sorted.size(), limit));
  json.key("items").begin_array();
  for (const auto& [id, each] : sorted) {
    each.write(json, source.columns.names().text(id));
  }
  json.end_array().end_object();
  return out;
}

Result<std::optional<std::string>> source_view(const ViewSource& source,
                                               const std::string& name,
                                               PeriodUnit unit) {
  constexpr std::size_t newest_shown = 12;
  const auto id = source.columns.find(name == "-" ? "" : name);
  SourceCounts counts;
  std::vector<std::uint32_t> newest;
  const auto articles = source.columns.articles();
  for (std::uint32_t at = 0; id && at < articles.size(); ++at) {
    if (articles[at].source == *id) {
      counts.add(articles[at]);
      if (newest.size() < newest_shown) {
        newest.push_back(at);
      }
    }
  }
  if (counts.articles == 0) {
    return std::optional<std::string>();
  }
  ColumnFilter filter;
  filter.source = {name};
  CARKEYS_TRY(const Selection selection, Selection::make(source.columns, source.database, filter));
  Timeline timeline;
  for (const ColumnRecord& record : source.columns.records()) {
    const PackedDay period = period_of(record.day, unit);
    if (period != 0 && selection.holds(record)) {
      timeline[period].add(record);
    }
  }
  const RecordRows counted =
      select_records(source.columns,
                     selection,
                     {{}, 0, {Facet::event, Facet::status, Facet::actor, Facet::claimant}});
  std::string out;
  JsonWriter json(out);
  counts.write(json.begin_object().key("source"), source.columns.names().text(*id));
  write_timeline(json, timeline, unit, false);
  constexpr std::array<std::string_view, 4> mixes = {"events", "statuses", "actors", "claimants"};
  for (std::size_t i = 0; i < mixes.size(); ++i) {
    json.key(mixes[i]);
    write_counts(json, counted.facets[i], i > 1 ? &source.codes : nullptr);
  }
  if (auto written = write_articles(json, "newest", source, {&newest, {}}); !written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  json.end_object();
  return std::optional(std::move(out));
}

}  // namespace carkeys::store
