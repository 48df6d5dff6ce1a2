// SPDX-License-Identifier: Apache-2.0
// Pieces that several views share.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "store/views/views.h"

namespace carkeys::store {

// The period of a day; 0 where the day is not known as well as that.
PackedDay period_of(PackedDay day, PeriodUnit unit);
std::string period_text(PackedDay period, PeriodUnit unit);

// What there is in one period.
struct PeriodCounts {
  std::array<std::size_t, 4> quads{};  // facts
  std::array<std::size_t, 6> statuses{};
  std::size_t articles = 0;

  void add(const ColumnRecord& record);
};

using Timeline = std::map<PackedDay, PeriodCounts>;

void write_timeline(JsonWriter& json, const Timeline& timeline, PeriodUnit unit, bool articles);

// [{"value": .., "count": ..}], with the names of countries.
void write_counts(JsonWriter& json, const FacetValues& values, const CountryCodes* codes);
void write_facets(JsonWriter& json,
                  const std::vector<Facet>& facets,
                  const std::vector<FacetValues>& values,
                  const CountryCodes& codes);
// The first `limit` of them, most frequent first.
FacetValues most_frequent(const std::map<std::string, std::size_t>& counts, std::size_t limit);

// Field `name`: a list of RecordItem for these rows of the columns, in their order. A record that
// was replaced since the columns were loaded is left out.
Result<void> write_items(JsonWriter& json,
                         std::string_view name,
                         const ViewSource& source,
                         const std::vector<std::uint32_t>& rows);
// Field `name`: a list of ArticleItem for these positions; `words` may be empty.
Result<void> write_articles(JsonWriter& json,
                            std::string_view name,
                            const ViewSource& source,
                            std::pair<const std::vector<std::uint32_t>*, std::string_view> what);

std::string cursor_of(PackedDay day, std::int64_t number);

}  // namespace carkeys::store
