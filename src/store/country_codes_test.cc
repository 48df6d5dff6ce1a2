// SPDX-License-Identifier: Apache-2.0
// The joins that must not be wrong: countries whose codes differ between systems or changed.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "store/country_codes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace carkeys;         // NOLINT(google-build-using-namespace)
using namespace carkeys::store;  // NOLINT(google-build-using-namespace)

namespace {

const CountryCodes& codes() {
  static const CountryCodes loaded = [] {
    const auto lexicon = resources::Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon");
    REQUIRE(lexicon.has_value());
    auto result = CountryCodes::load(*lexicon);
    REQUIRE_MESSAGE(result.has_value(), (result ? std::string() : result.error().text()));
    return std::move(*result);
  }();
  return loaded;
}

// "276 GM DEU 255 260": numeric, FIPS, CAMEO, COW, GW; "-" where there is none.
std::string on(std::string_view code, std::optional<Date> day) {
  std::string out;
  for (const CodeSystem system : {CodeSystem::numeric,
                                  CodeSystem::fips,
                                  CodeSystem::cameo,
                                  CodeSystem::cow,
                                  CodeSystem::gw}) {
    const std::string_view value = codes().find(system, code, day);
    out += fmt::format("{}{}", out.empty() ? "" : " ", value.empty() ? "-" : value);
  }
  return out;
}

constexpr Date today{2026, 11, 24};

}  // namespace

TEST_CASE("Germany: one country, two numbers") {
  CHECK(on("DEU", today) == "276 GM DEU 255 260");
  CHECK(on("DEU", Date{1990, 10, 3}) == "276 GM DEU 255 260");
  CHECK(on("DEU", Date{1990, 10, 2}) == "280 GE DEU 260 260");
  CHECK(on("DEU", Date{1945, 5, 7}) == "280 - DEU 255 255");
  CHECK(on("DEU", Date{1945, 12, 1}) == "280 - DEU - -");
  CHECK(on("DDR", Date{1990, 10, 2}) == "278 GC DDR 265 265");
  CHECK(on("DDR", Date{1990, 10, 3}) == "- - - - -");
}

TEST_CASE("Yemen, Serbia, Kosovo, Vietnam") {
  CHECK(on("YEM", today) == "887 YM YEM 679 678");
  CHECK(on("YEM", Date{1990, 5, 21}) == "886 YM YEM 678 678");
  CHECK(on("SRB", today) == "688 RI SRB 345 340");
  CHECK(on("SRB", Date{2003, 6, 1}) == "891 YI SCG 345 345");
  CHECK(on("SRB", Date{2006, 6, 4}) == "891 YI SCG 345 345");
  CHECK(on("SRB", Date{2006, 6, 5}) == "688 RB SRB 345 340");
  CHECK(on("KOS", today) == "- KV KSV 347 347");
  CHECK(on("KOS", Date{2008, 2, 16}) == "- - - - -");
  CHECK(on("VNM", today) == "704 VM VNM 816 816");
}

TEST_CASE("Palestine, Taiwan, Russia, Romania") {
  CHECK(on("PSE", today) == "275 WE PSE - -");
  CHECK(on("TWN", today) == "158 TW TWN 713 713");
  CHECK(on("RUS", today) == "643 RS RUS 365 365");
  CHECK(on("RUS", Date{1991, 12, 25}) == "810 UR SUN 365 365");
  CHECK(on("ROU", today) == "642 RO ROU 360 360");
}

TEST_CASE("states that came and went on a day") {
  CHECK(on("UKR", Date{1991, 12, 25}) == "804 UP UKR - 369");
  CHECK(on("CZE", Date{1992, 12, 31}) == "200 CZ CSK 315 315");
  CHECK(on("CZE", Date{1993, 1, 1}) == "203 EZ CZE 316 316");
  CHECK(on("SSD", Date{2011, 7, 8}) == "- - - - -");
  CHECK(on("SSD", Date{2011, 7, 9}) == "728 OD SSD 626 626");
  CHECK(on("MNE", Date{2006, 6, 2}) == "- - - - -");
}

TEST_CASE("a day may be unknown or only half known") {
  CHECK(on("DEU", std::nullopt) == "276 GM DEU 255 260");
  CHECK(on("DEU", Date{1990, 0, 0}) == "280 GE DEU 260 260");
  CHECK(on("DEU", Date{1991, 5, 0}) == "276 GM DEU 255 260");
}

TEST_CASE("what is no country has its own name in CAMEO, and nothing else") {
  CHECK(on("UNO", today) == "- - UNO - -");
  CHECK(codes().find(CodeSystem::numeric, "AFG", today) == "004");
  CHECK(codes().name("DEU") == "Germany");
  CHECK(codes().name("UNO").empty());
}

TEST_CASE("every country has a FIPS code, ISO codes and a CAMEO code today") {
  for (const std::string& code : codes().countries()) {
    CAPTURE(code);
    CHECK(codes().find(CodeSystem::alpha2, code, today).size() == 2);
    CHECK(codes().find(CodeSystem::fips, code, today).size() == 2);
    CHECK(codes().find(CodeSystem::cameo, code, today).size() == 3);
    CHECK(codes().find(CodeSystem::numeric, code, today).size() == (code == "KOS" ? 0 : 3));
  }
}

TEST_CASE("Goldstein scores, of the root where the code has none") {
  CHECK(codes().goldstein("042") == 1.9);
  CHECK(codes().goldstein("195") == -10);
  CHECK(codes().goldstein("176") == -7);
  CHECK_FALSE(codes().goldstein("").has_value());
}
