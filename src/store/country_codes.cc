// SPDX-License-Identifier: Apache-2.0
#include "store/country_codes.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "records/raw_item.h"

namespace carkeys::store {
namespace {

constexpr std::array<std::string_view, 6> system_names = {
    "alpha2", "numeric", "fips", "cameo", "cow", "gw"};
constexpr Date first_day{1, 1, 1};
constexpr Date last_day{9999, 12, 31};

tl::unexpected<Error> fault(const resources::Table& table, std::size_t row, std::string message) {
  return failure(ErrorCode::bad_resource, std::move(message), table.place(row));
}

Result<const resources::Table*> table_of(const resources::Lexicon& lexicon, std::string_view name) {
  const resources::Table* const table = lexicon.table(name);
  if (table == nullptr) {
    return failure(ErrorCode::bad_resource, "the lexicon lacks the table " + std::string(name));
  }
  return table;
}

// The cell of a column by name; empty where the table has no such column.
std::string_view cell(const resources::Table& table, std::size_t row, std::string_view column) {
  const auto number = table.column(column);
  return number ? table.cell(row, *number) : std::string_view();
}

}  // namespace

std::optional<CodeSystem> code_system_from(std::string_view name) {
  const auto found = std::ranges::find(system_names, name);
  if (found == system_names.end()) {
    return std::nullopt;
  }
  return static_cast<CodeSystem>(found - system_names.begin());
}

Result<void> CountryCodes::read(const resources::Table& table, std::string_view value_column) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto system = code_system_from(cell(table, row, "system"));
    const std::string_view value = cell(table, row, value_column);
    if (!system || value.empty()) {
      return fault(table, row, "the line names no code of a known system");
    }
    const std::string_view from = cell(table, row, "from");
    const std::string_view to = cell(table, row, "to");
    const auto begin = from.empty() ? first_day : date_from(from);
    const auto end = to.empty() ? last_day : date_from(to);
    if (!begin || !end || *end < *begin) {
      return fault(table, row, "the line has no span of days");
    }
    spells_[static_cast<std::size_t>(*system)][std::string(cell(table, row, "code"))].push_back(
        {std::string(value), *begin, *end});
  }
  return {};
}

Result<CountryCodes> CountryCodes::load(const resources::Lexicon& lexicon) {
  CountryCodes codes;
  CARKEYS_TRY(const resources::Table* others, table_of(lexicon, "world/country_codes"));
  CARKEYS_TRY(const resources::Table* numbers, table_of(lexicon, "world/state_numbers"));
  CARKEYS_TRY(const resources::Table* countries, table_of(lexicon, "world/countries"));
  CARKEYS_TRY(const resources::Table* scores, table_of(lexicon, "world/goldstein"));
  auto read = codes.read(*others, "value");
  read = read ? codes.read(*numbers, "number") : std::move(read);
  if (!read) {
    return tl::unexpected<Error>(std::move(read.error()));
  }
  for (std::size_t row = 0; row < countries->rows(); ++row) {
    codes.names_.emplace(cell(*countries, row, "code"), cell(*countries, row, "name"));
  }
  for (std::size_t row = 0; row < scores->rows(); ++row) {
    const std::string score(cell(*scores, row, "score"));
    if (score.empty()) {
      continue;  // the root's counts
    }
    codes.scores_.emplace(cell(*scores, row, "cameo"), std::strtod(score.c_str(), nullptr));
  }
  return codes;
}

std::string_view CountryCodes::find(CodeSystem system,
                                    std::string_view code,
                                    const std::optional<Date>& day) const {
  const Spells& spells = spells_[static_cast<std::size_t>(system)];
  const auto found = spells.find(code);
  if (found == spells.end()) {
    const bool international = system == CodeSystem::cameo && names_.find(code) == names_.end();
    return international ? code : std::string_view();
  }
  Date when = day.value_or(last_day);
  when.month = std::max<std::uint8_t>(when.month, 1);
  when.day = std::max<std::uint8_t>(when.day, 1);
  for (const Spell& spell : found->second) {
    if (spell.from <= when && when <= spell.to) {
      return spell.value;
    }
  }
  return {};
}

std::string_view CountryCodes::name(std::string_view code) const {
  const auto found = names_.find(code);
  return found == names_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<double> CountryCodes::goldstein(std::string_view cameo) const {
  for (const std::string_view code : {cameo, cameo.substr(0, 2)}) {
    if (const auto found = scores_.find(code); found != scores_.end()) {
      return found->second;
    }
  }
  return std::nullopt;
}

std::vector<std::string> CountryCodes::countries() const {
  std::vector<std::string> codes;
  for (const auto& [code, name] : names_) {
    codes.push_back(code);
  }
  return codes;
}

}  // namespace carkeys::store
