// SPDX-License-Identifier: Apache-2.0
// What other systems call a country on a given day, and the Goldstein score of a CAMEO code; from
// the tables in lexicon/world. Actors that are no countries (UNO, IGO) have no such codes, except
// in CAMEO, which names them as we do.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/article.h"
#include "resources/lexicon.h"

namespace carkeys::store {

enum class CodeSystem : std::uint8_t { alpha2, numeric, fips, cameo, cow, gw };

std::optional<CodeSystem> code_system_from(std::string_view name);

class CountryCodes {
 public:
  // Errors: bad_resource with table and line.
  static Result<CountryCodes> load(const resources::Lexicon& lexicon);

  // The code of a country (by our code, ISO 3166 alpha-3 or KOS) on a day; without a day, today's.
  // A day without month or day of month is its first. Empty: the system has none.
  [[nodiscard]] std::string_view find(CodeSystem system,
                                      std::string_view code,
                                      const std::optional<Date>& day) const;
  // The English name of a country; empty for anything else.
  [[nodiscard]] std::string_view name(std::string_view code) const;
  // Of a CAMEO code, or else of its root; nullopt where there is neither.
  [[nodiscard]] std::optional<double> goldstein(std::string_view cameo) const;
  // Our codes of all countries, in order.
  [[nodiscard]] std::vector<std::string> countries() const;

 private:
  struct Spell {
    std::string value;
    Date from;
    Date to;
  };

  using Spells = std::map<std::string, std::vector<Spell>, std::less<>>;

  Result<void> read(const resources::Table& table, std::string_view value_column);

  std::array<Spells, 6> spells_;
  std::map<std::string, std::string, std::less<>> names_;
  std::map<std::string, double, std::less<>> scores_;
};

}  // namespace carkeys::store
