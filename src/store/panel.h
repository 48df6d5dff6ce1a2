// SPDX-License-Identifier: Apache-2.0
// Counts by time and state or dyad, with explicit zeros: a line for every period between the first
// and the last (what articles tell of times before them all counts on demand only), for every dyad
// that occurs at all, or for every state that there is. Facts and claims are counted apart; sums of
// scores are over facts. Only countries are states.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/country_codes.h"
#include "store/database.h"
#include "store/reader.h"

namespace carkeys::store {

enum class PanelUnit : std::uint8_t { dyad_month, dyad_year, state_year };

struct PanelOptions {
  PanelUnit unit = PanelUnit::dyad_month;
  std::optional<CodeSystem> key = {};  // empty: our codes, ISO 3166 alpha-3 and KOS
  bool one_a_day = false;  // the same event of the same dyad (or state) on one day counts once
  RecordFilter filter = {};
};

struct PanelCounts {
  std::size_t lines = 0;
  std::size_t counted = 0;   // dyads (or states) of records, as far as they are in a line
  std::size_t repeated = 0;  // left out by one_a_day
  std::size_t undated = 0;   // whose time is not known well enough
  std::size_t before = 0;    // the first article, unless the filter says since when
  std::size_t no_state = 0;  // with a side that has no key on that day
};

// Writes CSV, header first. Errors: those of the filter and of `write`; bad_input.
Result<PanelCounts> write_panel(Database& database,
                                const CountryCodes& codes,
                                const PanelOptions& options,
                                const std::function<Result<void>(std::string_view)>& write);

}  // namespace carkeys::store
