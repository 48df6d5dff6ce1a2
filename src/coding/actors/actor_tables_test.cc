// SPDX-License-Identifier: Apache-2.0
// The actor tables against each other: codes that exist, sectors of the codebook, spells in order.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "coding/actors/table_rows.h"
#include "resources/lexicon.h"

namespace carkeys::coding::actors {
namespace {

const resources::Lexicon& lexicon() {
  static const auto loaded =
      resources::Lexicon::from_folder(std::string(CARKEYS_SOURCE_DIR) + "/lexicon");
  REQUIRE_MESSAGE(loaded.has_value(), (loaded ? "" : loaded.error().text()));
  return *loaded;
}

TableRows rows_of(const std::string& table, std::initializer_list<std::string_view> columns) {
  auto rows = TableRows::open(lexicon(), table, columns);
  REQUIRE_MESSAGE(rows.has_value(), table);
  return *rows;
}

std::set<std::string> cells_of(const std::string& table, std::string_view column) {
  std::set<std::string> cells;
  const auto rows = rows_of(table, {column});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    cells.emplace(rows.cell(row, 0));
  }
  return cells;
}

std::set<std::string> known_codes() {
  auto codes = cells_of("world/countries", "code");
  codes.insert({"UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"});
  return codes;
}

std::set<std::string> known_sectors() {
  std::set<std::string> sectors{""};
  const auto rows = rows_of("world/codebook", {"kind", "name"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows.cell(row, 0) == "sector") {
      sectors.emplace(rows.cell(row, 1));
    }
  }
  return sectors;
}

}  // namespace

TEST_CASE("every code is a country or one of the international ones") {
  const auto codes = known_codes();
  for (const char* table : {"world/organisations",
                            "world/offices_held",
                            "world/state_numbers",
                            "de/country_names",
                            "en/country_names",
                            "de/regions",
                            "en/regions"}) {
    for (const auto& code : cells_of(table, "code")) {
      CHECK_MESSAGE(codes.contains(code), table << " has code " << code);
    }
  }
  for (const char* table : {"de/agents", "en/agents"}) {
    for (const auto& list : cells_of(table, "countries")) {
      for (const auto code : split(list, '|')) {
        CHECK_MESSAGE(codes.contains(std::string(code)), table << " has code " << code);
      }
    }
  }
}

TEST_CASE("every sector is in the codebook") {
  const auto sectors = known_sectors();
  REQUIRE(sectors.size() > 20);
  for (const char* table :
       {"world/organisations", "world/offices_held", "de/agents", "en/agents"}) {
    for (const auto& sector : cells_of(table, "sector")) {
      CHECK_MESSAGE(sectors.contains(sector), table << " has sector " << sector);
    }
  }
}

TEST_CASE("both languages name every country") {
  const auto countries = cells_of("world/countries", "code");
  CHECK(cells_of("de/country_names", "code") == countries);
  CHECK(cells_of("en/country_names", "code") == countries);
}

TEST_CASE("spells end after they begin and belong to somebody") {
  const auto people = cells_of("world/people", "name");
  const auto rows = rows_of("world/offices_held", {"name", "from", "to"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto from = rows.day(row, 1, false);
    const auto to = rows.day(row, 2, true);
    REQUIRE(from.has_value());
    REQUIRE(to.has_value());
    CHECK_MESSAGE(*from <= *to, rows.cell(row, 0));
    CHECK(people.contains(std::string(rows.cell(row, 0))));
  }
}

TEST_CASE("an agent noun has one kind") {
  for (const char* table : {"de/agents", "en/agents"}) {
    const auto rows = rows_of(table, {"word", "kind"});
    std::set<std::string> seen;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (rows.cell(row, 1) != "side") {
        CHECK_MESSAGE(seen.emplace(rows.cell(row, 0)).second, table << ": " << rows.cell(row, 0));
      }
    }
  }
}

}  // namespace carkeys::coding::actors
