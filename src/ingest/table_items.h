// SPDX-License-Identifier: Apache-2.0
// Tables with named columns: CSV with commas or semicolons, and TSV. One of the columns holds the
// text; the others are known by their names (fields.h). Cells may be quoted, with line ends inside.
// Read row by row.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "ingest/open.h"
#include "ingest/stream.h"

namespace carkeys::ingest {

// The mark between the cells of a table that begins like this; nullopt: it is none. The first line
// must name at least two columns, a text among them, and be nothing but names; where it has one
// name only that is known, the second row must have as many cells.
std::optional<char> table_separator(std::string_view beginning);

std::unique_ptr<ItemStream> table_items(Input input, Source source, char separator);

}  // namespace carkeys::ingest
