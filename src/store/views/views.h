// SPDX-License-Identifier: Apache-2.0
// What a reader of the database looks at, as JSON in the form of docs/openapi.yaml: overview, lists
// with counts, one article with what to mark in it. The server and its tools for programs print
// these and add nothing. Functions return one JSON value; nullopt where what is asked for is not
// there. Errors: bad_usage for filters that are none; bad_input and interrupted from the database.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/columns/columns.h"
#include "store/columns/selection.h"
#include "store/country_codes.h"
#include "store/database.h"
#include "store/reader.h"

namespace carkeys::store {

// Where views come from. The columns may be older than the database by a moment.
struct ViewSource {
  const Columns& columns;
  Database& database;
  const CountryCodes& codes;
};

enum class PeriodUnit : std::uint8_t { day, month, year };

Result<std::string> overview_view(const ViewSource& source,
                                  PeriodUnit unit,
                                  std::string_view revision);

struct ArticleWish {
  std::string words = {};
  std::vector<std::string> source = {};
  std::vector<std::string> language = {};
  std::string since = {};
  std::string until = {};
  std::vector<Facet> facets = {};  // source, language, month
  std::optional<PageStart> start = {};
  std::size_t limit = 50;
};

Result<std::string> articles_view(const ViewSource& source, const ArticleWish& wish);
Result<std::optional<std::string>> article_view(const ViewSource& source, std::string_view id);
// The same of an article that is in no database. `explanation` is JSON; may be empty.
std::string coded_article_view(const StoredArticle& stored, std::string_view explanation);

Result<std::string> records_view(const ViewSource& source,
                                 const ColumnFilter& filter,
                                 const PageWish& wish);
Result<std::optional<std::string>> record_view(const ViewSource& source, std::string_view id);

struct DyadWish {
  std::string a;  // parties: "PER", "PER/MIL", "/MIL"
  std::string b;
  PeriodUnit unit = PeriodUnit::month;
  std::string since = {};
  std::string until = {};
};

Result<std::string> dyad_view(const ViewSource& source, const DyadWish& wish);

// Codes by how often they occur, those that have these letters in code or name.
Result<std::string> actors_view(const ViewSource& source,
                                const std::string& letters,
                                std::size_t limit);

struct ActorWish {
  std::string party;
  PeriodUnit unit = PeriodUnit::month;
  std::string since = {};
  std::string until = {};
};

Result<std::optional<std::string>> actor_view(const ViewSource& source, const ActorWish& wish);

struct NetworkWish {
  RecordFilter filter = {};
  bool claims = false;   // else facts only
  bool sectors = false;  // nodes are PER/MIL, else PER
  std::size_t limit = 300;
};

Result<std::string> network_view(const ViewSource& source, const NetworkWish& wish);
Result<std::string> map_view(const ViewSource& source, const ColumnFilter& filter);
Result<std::string> sources_view(const ViewSource& source, std::size_t limit);
// `name` "-": articles without a publication.
Result<std::optional<std::string>> source_view(const ViewSource& source,
                                               const std::string& name,
                                               PeriodUnit unit);

// Where the page behind a cursor begins; nullopt for a text that no view gave as `next`.
std::optional<PageStart> page_start(std::string_view cursor);

}  // namespace carkeys::store
