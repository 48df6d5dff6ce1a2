// SPDX-License-Identifier: Apache-2.0
// What fields of articles are called by the programs and agencies that write them: car-keys itself,
// trafilatura, news-please, fundus, newspaper, ninjs, tables with named columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "records/raw_item.h"

namespace carkeys::ingest {

enum class Field : std::uint8_t {
  text,
  markup,
  id,
  title,
  date,
  modified,
  crawled,
  language,
  url,
  publication,
  author,
  licence,
  status,
  version,
};

struct KnownField {
  Field field = Field::text;
  int rank = 0;  // among fields of the same meaning lower ones win
};

// nullopt for names that mean nothing here. `name` in any letter case.
std::optional<KnownField> field_from(std::string_view name);

// Puts a value into its field. A date that is none is left out with a warning; "canceled" and
// "withheld" as status mark a story as withdrawn.
void set_field(RawItem& item, Field field, std::string value);

}  // namespace carkeys::ingest
