// SPDX-License-Identifier: Apache-2.0
// The database schema as text, its version, and how a file comes to have it: tables are made in an
// empty file, a file of an older version is brought up to date, any other file is refused. A change
// of schema.sql that an older file does not fit gets a new version and a file in migrations/.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "store/database.h"

namespace carkeys::store {

inline constexpr int schema_version = 2;               // PRAGMA user_version
inline constexpr int schema_application = 0x434B4559;  // PRAGMA application_id, "CKEY"

std::string_view schema_sql();

// Opens a file for writing, with the tables of this version in it; a file made in vain is removed
// again. A migration happens whole or not at all. Errors: cannot_write (no permission, full disk,
// not a database of ours, a newer version).
Result<Database> open_for_writing(const std::string& path);

// Opens a file of this version that is there, for reading only. Errors: bad_input (not there, not a
// database of ours, another version).
Result<Database> open_for_reading(const std::string& path);

}  // namespace carkeys::store
