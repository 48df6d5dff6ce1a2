// SPDX-License-Identifier: Apache-2.0
// The database schema (schema.sql) as text, and its version. A change of schema.sql that an older
// file does not fit gets a new version.
#pragma once

#include <string_view>

namespace carkeys::store {

inline constexpr int schema_version = 1;               // PRAGMA user_version
inline constexpr int schema_application = 0x434B4559;  // PRAGMA application_id, "CKEY"

std::string_view schema_sql();

}  // namespace carkeys::store
