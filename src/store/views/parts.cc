// SPDX-License-Identifier: Apache-2.0
#include "store/views/parts.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

#include "base/utf8.h"
#include "store/sink.h"
#include "store/spellings.h"

namespace carkeys::store {
namespace {

constexpr PackedDay month_unit = 100;
constexpr PackedDay year_unit = 10'000;
constexpr std::string_view hit_begin = "\x01";
constexpr std::string_view hit_end = "\x02";

// Calls `use` for each row of a statement whose values are bound.
template <typename Use>
Result<void> each_row(Statement& rows, const Use& use) {
  while (true) {
    CARKEYS_TRY(const bool there, rows.next());
    if (!there) {
      return {};
    }
    use(rows);
  }
}

// Text with marks around what was found, as a list of pieces.
void write_snippet(JsonWriter& json, std::string_view text) {
  json.key("snippet").begin_array();
  bool hit = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(hit ? hit_end : hit_begin), text.size());
    if (end > 0) {
      json.begin_object().string_field("text", text.substr(0, end));
      if (hit) {
        json.boolean_field("hit", true);
      }
      json.end_object();
    }
    text.remove_prefix(std::min(end + 1, text.size()));
    hit = !hit;
  }
  json.end_array();
}

void optional_field(JsonWriter& json, std::string_view name, std::string_view value) {
  if (!value.empty()) {
    json.string_field(name, value);
  }
}

// The lines of records by id, each with the id of its article.
struct ItemLine {
  std::string article;
  std::string line;
};

Result<std::unordered_map<std::string, ItemLine>> lines_of(
    Database& database, const std::vector<std::int64_t>& numbers) {
  std::unordered_map<std::string, ItemLine> lines;
  CARKEYS_TRY(auto articles, StoredArticles::open_records(database, numbers));
  while (true) {
    CARKEYS_TRY(auto stored, articles.next());
    if (!stored) {
      return lines;
    }
    const std::string text =
        jsonl(stored->article, stored->coding, {stored->coder, stored->codebook});
    std::size_t begin = 0;
    for (const Record& record : stored->coding.records) {
      const std::size_t end = text.find('\n', begin);
      lines[record.id] = {stored->id, text.substr(begin, end - begin)};
      begin = end + 1;
    }
  }
}

using Texts = std::unordered_map<std::int64_t, std::string>;

// The words around what was found in these articles, with marks; empty without words.
Result<Texts> snippets_of(Database& database, std::string_view words, const std::string& articles) {
  Texts snippets;
  const std::string expression = words.empty() ? "" : search_expression(words);
  if (expression.empty()) {
    return snippets;
  }
  CARKEYS_TRY(Statement rows,
              database.prepare(
                  fmt::format("SELECT rowid, snippet(articles_fts, 1, char(1), char(2), '…', 32)"
                              " FROM articles_fts WHERE articles_fts MATCH ? AND +rowid IN ({})",
                              articles)));
  rows.text(expression);
  auto read = each_row(rows, [&](const Statement& row) {
    snippets[row.integer_at(0)] = std::string(row.text_at(1));
  });
  if (!read) {
    return tl::unexpected<Error>(std::move(read.error()));
  }
  return snippets;
}

// Columns of the query in write_articles, in their order.
constexpr std::array<std::string_view, 9> article_fields = {
    "", "id", "name", "title", "citation", "url", "publication", "language", "date"};
constexpr int text_column = 9;

void write_article(std::string& out,
                   const Statement& row,
                   const ColumnArticle& article,
                   std::string_view snippet) {
  JsonWriter json(out);
  json.begin_object();
  for (std::size_t field = 1; field < article_fields.size(); ++field) {
    optional_field(json, article_fields[field], row.text_at(static_cast<int>(field)));
  }
  json.integer_field("records", article.records);
  json.integer_field("claims", article.claims);
  write_snippet(json, snippet);
  json.end_object();
}

}  // namespace

PackedDay period_of(PackedDay day, PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::day:
      return day % month_unit == 0 ? 0 : day;
    case PeriodUnit::month:
      return day / month_unit % month_unit == 0 ? 0 : day / month_unit * month_unit;
    default:
      return day / year_unit * year_unit;
  }
}

std::string period_text(PackedDay period, PeriodUnit /*unit*/) {
  return day_text(period);
}

void PeriodCounts::add(const ColumnRecord& record) {
  ++statuses[static_cast<std::size_t>(record.status)];
  if (record.fact && record.quad > 0) {
    ++quads[record.quad - 1U];
  }
}

void write_timeline(JsonWriter& json, const Timeline& timeline, PeriodUnit unit, bool articles) {
  json.key("timeline").begin_array();
  for (const auto& [period, counts] : timeline) {
    json.begin_object().string_field("period", period_text(period, unit));
    json.key("quads").begin_array();
    for (const std::size_t count : counts.quads) {
      json.integer(static_cast<std::int64_t>(count));
    }
    json.end_array().key("statuses").begin_array();
    for (const std::size_t count : counts.statuses) {
      json.integer(static_cast<std::int64_t>(count));
    }
    json.end_array();
    if (articles) {
      json.integer_field("articles", static_cast<std::int64_t>(counts.articles));
    }
    json.end_object();
  }
  json.end_array();
}

void write_counts(JsonWriter& json, const FacetValues& values, const CountryCodes* codes) {
  json.begin_array();
  for (const FacetValue& value : values) {
    json.begin_object().string_field("value", value.value);
    json.integer_field("count", static_cast<std::int64_t>(value.count));
    if (codes != nullptr) {
      optional_field(json, "name", codes->name(value.value));
    }
    json.end_object();
  }
  json.end_array();
}

void write_facets(JsonWriter& json,
                  const std::vector<Facet>& facets,
                  const std::vector<FacetValues>& values,
                  const CountryCodes& codes) {
  if (facets.empty()) {
    return;
  }
  json.key("facets").begin_object();
  for (std::size_t i = 0; i < facets.size(); ++i) {
    const bool named = facets[i] == Facet::actor || facets[i] == Facet::recipient ||
                       facets[i] == Facet::claimant || facets[i] == Facet::country;
    json.key(facet_name(facets[i]));
    write_counts(json, values[i], named ? &codes : nullptr);
  }
  json.end_object();
}

FacetValues most_frequent(const std::map<std::string, std::size_t>& counts, std::size_t limit) {
  FacetValues values;
  for (const auto& [value, count] : counts) {
    values.push_back({value, count});
  }
  std::ranges::stable_sort(values, std::ranges::greater(), &FacetValue::count);
  values.resize(std::min(values.size(), limit));
  return values;
}

Result<void> write_items(JsonWriter& json,
                         std::string_view name,
                         const ViewSource& source,
                         const std::vector<std::uint32_t>& rows) {
  std::vector<std::int64_t> numbers;
  numbers.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    numbers.push_back(source.columns.records()[row].number);
  }
  CARKEYS_TRY(const auto lines, lines_of(source.database, numbers));
  CARKEYS_TRY(Statement ids,
              source.database.prepare(fmt::format(
                  "SELECT number, id FROM records WHERE number IN ({})", fmt::join(numbers, ","))));
  std::unordered_map<std::int64_t, std::string> id_of;
  auto read = each_row(
      ids, [&](const Statement& row) { id_of[row.integer_at(0)] = std::string(row.text_at(1)); });
  json.key(name).begin_array();
  for (const std::int64_t number : numbers) {
    const auto line = lines.find(id_of[number]);
    if (line != lines.end()) {
      json.begin_object().string_field("article", line->second.article);
      json.key("record").raw(line->second.line).end_object();
    }
  }
  json.end_array();
  return read;
}

Result<void> write_articles(JsonWriter& json,
                            std::string_view name,
                            const ViewSource& source,
                            std::pair<const std::vector<std::uint32_t>*, std::string_view> what) {
  std::vector<std::int64_t> numbers;
  numbers.reserve(what.first->size());
  for (const std::uint32_t position : *what.first) {
    numbers.push_back(source.columns.articles()[position].number);
  }
  const std::string list = fmt::format("{}", fmt::join(numbers, ","));
  CARKEYS_TRY(const auto snippets, snippets_of(source.database, what.second, list));
  CARKEYS_TRY(Statement rows,
              source.database.prepare(fmt::format(
                  "SELECT number, id, name, title, citation, url, publication, language, date,"
                  " substr(text, 1, 280) FROM articles WHERE number IN ({})",
                  list)));
  std::unordered_map<std::int64_t, std::string> items;
  auto read = each_row(rows, [&](const Statement& row) {
    const std::int64_t number = row.integer_at(0);
    const auto snippet = snippets.find(number);
    const auto position = source.columns.article_at(number);
    if (position) {
      write_article(
          items[number],
          row,
          source.columns.articles()[*position],
          snippet != snippets.end() ? std::string_view(snippet->second) : row.text_at(text_column));
    }
  });
  json.key(name).begin_array();
  for (const std::int64_t number : numbers) {
    if (const auto item = items.find(number); item != items.end()) {
      json.raw(item->second);
    }
  }
  json.end_array();
  return read;
}

std::string cursor_of(PackedDay day, std::int64_t number) {
  return fmt::format("{}.{}", day, number);
}

std::optional<PageStart> page_start(std::string_view cursor) {
  PageStart start;
  const std::size_t dot = std::min(cursor.find('.'), cursor.size());
  const std::string_view number = cursor.substr(std::min(dot + 1, cursor.size()));
  const auto day = std::from_chars(cursor.data(), cursor.data() + dot, start.day);
  const auto rest = std::from_chars(number.data(), number.data() + number.size(), start.number);
  const bool whole = day.ec == std::errc() && day.ptr == cursor.data() + dot &&
                     rest.ec == std::errc() && rest.ptr == number.data() + number.size();
  return whole ? std::optional(start) : std::nullopt;
}

}  // namespace carkeys::store
