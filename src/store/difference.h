// SPDX-License-Identifier: Apache-2.0
// How two codings of the same articles agree: which records both have, and for those the share of
// equal fields with Cohen's kappa, which takes off what chance alone would give. It judges neither
// of the two; against gold records there is evaluation.h.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace carkeys::store {

struct FieldAgreement {
  std::string_view name;
  std::size_t same = 0;
  std::size_t pairs = 0;
  double kappa =
      0;  // 1: all equal; 0: as by chance; 1 too where both always say the same one thing
};

struct Difference {
  std::size_t articles_in_both = 0;
  std::size_t articles_only_a = 0;
  std::size_t articles_only_b = 0;
  std::size_t records_a = 0;  // of articles in both
  std::size_t records_b = 0;
  std::size_t pairs = 0;
  std::vector<FieldAgreement> fields;
  std::vector<std::string> lines;  // one for each record that is alone or differs, in article order
};

// Articles are the same by citation or URL and text. A record of A and one of B are a pair where
// their first triggers overlap, same category first; else where they stand in the same sentence
// with the same category. Errors: bad_input.
Result<Difference> compare(Database& a, Database& b);

// A table for people.
std::string report(const Difference& difference);

}  // namespace carkeys::store
