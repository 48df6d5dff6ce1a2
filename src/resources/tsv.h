// SPDX-License-Identifier: Apache-2.0
// Reads one hand-edited table: tab-separated cells, a header line that names the columns, `#`
// comment lines, blank lines ignored. It checks form (UTF-8, number of cells, column names) and
// knows nothing of what a table means. Cells are views into the text that was given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace carkeys::resources {

struct TsvTable {
  std::vector<std::string_view> columns;
  std::vector<std::string_view> cells;  // row-major, spaces at both ends taken off
  std::vector<std::uint32_t> lines;     // line of each row, counted from 1
};

// `origin` names the file in errors (bad_resource, with the line as place). A row may have fewer
// cells than the header, never more. The result is valid as long as `text` is.
Result<TsvTable> read_tsv(std::string_view text, const std::string& origin);

}  // namespace carkeys::resources
