// SPDX-License-Identifier: Apache-2.0
// The packed form of a lexicon: all tables in one file that is mapped and used in place. This
// header is the format and its checks; which tables exist and how overlays work is lexicon.h.
//
// Layout, all numbers little-endian u32 unless noted:
//   "CKLX"  version  payload size u64  XXH3-64 of the payload u64  payload
//   payload: number of tables, then for each table
//     bytes of the name, columns, rows, bytes of all strings together u64,
//     rows x line number, (columns + rows x columns) x bytes of the string, name, strings
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "resources/tsv.h"

namespace carkeys::resources {

struct PackedTable {
  std::string name;
  TsvTable content;
};

std::string write_packed(const std::vector<PackedTable>& tables);

// Checks magic, version, size, checksum and every length before it is used, so that a damaged file
// is an error (bad_resource) and never a crash. Cells are views into `bytes`.
Result<std::vector<PackedTable>> read_packed(std::string_view bytes, const std::string& origin);

}  // namespace carkeys::resources
