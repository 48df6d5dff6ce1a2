// SPDX-License-Identifier: Apache-2.0
// Records in memory that a filter lets through, and how many there are of each kind: in one pass,
// the same choice as condition_of makes in SQL. Counts of a facet leave the filter of that facet
// aside, so that a user sees what another choice would find.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/columns/columns.h"
#include "store/reader.h"

namespace carkeys::store {

struct ColumnFilter {
  RecordFilter filter = {};
  std::vector<std::string> quad = {};    // "1" to "4"
  std::vector<std::string> source = {};  // publications; "-": none
  std::vector<std::string> language = {};
};

enum class Facet : std::uint8_t {
  event,
  mode,
  status,
  quad,
  actor,
  recipient,
  claimant,
  country,
  source,
  language,
  month
};
inline constexpr std::size_t facet_count = 11;

std::string_view facet_name(Facet facet);
std::optional<Facet> facet_from(std::string_view name);

struct FacetValue {
  std::string value;
  std::size_t count = 0;
};

// Most frequent first, months by time; at most 200 values, all months.
using FacetValues = std::vector<FacetValue>;

class Selection {
 public:
  // `columns` must outlive it; `database` is asked for words, places and citations. Errors:
  // bad_usage; bad_input and interrupted from the database.
  static Result<Selection> make(const Columns& columns,
                                Database& database,
                                const ColumnFilter& filter);

  [[nodiscard]] bool holds(const ColumnRecord& record) const { return failures(record) == 0; }

  // Bit n: the condition on facet n does not hold; bit `facet_count`: another one does not.
  [[nodiscard]] std::uint32_t failures(const ColumnRecord& record) const;

 private:
  struct Party {
    std::optional<StringId> code;  // empty: any
    std::optional<StringId> sector;
  };

  // Ids that a field may have; empty: any.
  using Choice = std::vector<bool>;

  explicit Selection(const Columns& columns) : columns_(&columns) {}

  [[nodiscard]] Choice names_of(const std::vector<std::string>& values) const;
  [[nodiscard]] std::vector<Party> parties_of(const std::vector<std::string>& values) const;
  Result<void> choose_articles(Database& database, const RecordFilter& filter);
  void choose_places(const std::string& place);
  [[nodiscard]] bool has_party(const ColumnRecord& record,
                               const std::vector<Party>& parties,
                               std::uint8_t sides) const;

  const Columns* columns_;
  std::array<bool, 17> categories_{};
  std::array<bool, 6> statuses_{};
  std::array<bool, 5> quads_{};
  Choice modes_;
  Choice countries_;
  Choice sources_;
  Choice languages_;
  Choice articles_;  // by position, for words and citation
  Choice places_;    // by position
  std::vector<Party> actor_;
  std::vector<Party> recipient_;
  std::vector<Party> party_;
  std::vector<Party> claimant_;
  PackedDay since_ = 0;
  PackedDay until_ = 99'999'999;
  bool facts_ = false;
};

// Where a page of records begins: behind this record.
struct PageStart {
  PackedDay day = 0;
  std::int64_t number = 0;
};

struct RecordRows {
  std::vector<std::uint32_t> rows;  // positions in Columns::records
  bool more = false;
  std::size_t total = 0;            // whatever the page
  std::vector<FacetValues> facets;  // as many as were asked for, in their order
};

struct PageWish {
  std::optional<PageStart> start = {};
  std::size_t limit = 50;
  std::vector<Facet> facets = {};
};

RecordRows select_records(const Columns& columns, const Selection& selection, const PageWish& wish);

}  // namespace carkeys::store
