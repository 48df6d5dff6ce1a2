// SPDX-License-Identifier: Apache-2.0
// The files in migrations/ as text; compiled in beside schema.sql.
#pragma once

#include <string_view>

namespace carkeys::store {

// What brings a file of this version to the present one; empty for a version that never was.
std::string_view migration_sql(int version);

}  // namespace carkeys::store
