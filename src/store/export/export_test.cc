// SPDX-License-Identifier: Apache-2.0
// What the users' own readers cannot tell: which records go where, and how many.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "store/export/export.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/export/sides.h"
#include "store/sample_coding.h"
#include "store/schema.h"
#include "store/sink.h"

using namespace carkeys;         // NOLINT(google-build-using-namespace)
using namespace carkeys::store;  // NOLINT(google-build-using-namespace)

namespace {

const ForeignCodes& codes() {
  static const ForeignCodes loaded = [] {
    const auto lexicon = resources::Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon");
    REQUIRE(lexicon.has_value());
    auto result = ForeignCodes::load(*lexicon);
    REQUIRE_MESSAGE(result.has_value(), (result ? std::string() : result.error().text()));
    return std::move(*result);
  }();
  return loaded;
}

StoredArticle stored_sample() {
  StoredArticle stored;
  stored.article = sample::article();
  stored.id = "ca1-1";
  stored.coding = sample::coding(stored.article);
  stored.coder = "car-keys 9";
  stored.codebook = "plover-base-2.0";
  return stored;
}

struct Exported {
  std::string out;
  std::string claims;
  ExportCounts counts;
};

Exported exported(const std::string& format,
                  const StoredArticle& stored,
                  const ExportOptions& options = {}) {
  const auto exporter = make_exporter(format, codes(), options);
  REQUIRE(exporter != nullptr);
  Exported result;
  result.out = exporter->head();
  export_article(*exporter, options, stored, result.counts, {&result.out, &result.claims});
  result.out += exporter->tail();
  return result;
}

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

TEST_CASE("a form without a place for claims gets facts, the rest goes beside it") {
  for (const char* format : {"gdelt", "icews", "phoenix", "polecat", "plover"}) {
    CAPTURE(format);
    const Exported result = exported(format, stored_sample());
    CHECK(result.counts.records == 3);
    CHECK(result.counts.written == 1);
    CHECK(result.counts.rows == 1);
    CHECK(result.out.find("COERCE") == std::string::npos);
    CHECK(result.out.find("geschlossen") == std::string::npos);
    CHECK(describe(result.counts).find("records 1 of 3; left out: 1") == 0);
  }
  const Exported plover = exported("plover", stored_sample());
  CHECK(lines(plover.claims) == 1);
  CHECK(plover.claims.find("\"status\":\"alleged\"") != std::string::npos);
  CHECK(plover.claims.find("\"coder\":\"car-keys 9\"") != std::string::npos);
}

TEST_CASE("claims are taken for facts only where the user asks for all that they are") {
  ExportOptions options;
  options.include = {"alleged"};
  CHECK(exported("plover", stored_sample(), options).counts.written == 1);
  options.include = {"alleged", "future"};
  const Exported result = exported("plover", stored_sample(), options);
  CHECK(result.counts.written == 2);
  CHECK(result.out.find("\"comment\":\"status=alleged; aux=future; by=PER/GOV alleges\"") !=
        std::string::npos);
}

TEST_CASE("a form that says who claims what gets everything that it has a place for") {
  CHECK(exported("csv", stored_sample()).counts.written == 3);
  CHECK(exported("jsonl", stored_sample()).out ==
        jsonl(stored_sample().article, stored_sample().coding, {"car-keys 9", "plover-base-2.0"}));
  CHECK(exported("webanno", stored_sample()).counts.written == 3);
  CHECK(exported("doccano", stored_sample()).counts.rows == 1);
  const Exported map = exported("geojson", stored_sample());
  CHECK(map.counts.written == 1);
  CHECK(map.out.find("[-78.5,-0.22]") != std::string::npos);
}

TEST_CASE("CSV for German Excel") {
  ExportOptions options;
  options.separator = ';';
  options.decimal = ',';
  options.byte_order_mark = true;
  const Exported result = exported("csv", stored_sample(), options);
  CHECK(result.out.substr(0, 6) == "\xEF\xBB\xBFid;");
  CHECK(result.out.find(";-0,22;-78,5;") != std::string::npos);
  CHECK(result.out.find("\"Streit \"\"ohne\"\" Ende\"") != std::string::npos);
}

TEST_CASE("tables have the columns that their readers expect") {
  const auto columns = [](const std::string& format) {
    const std::string out = exported(format, stored_sample()).out;
    const std::string line = out.substr(0, out.find('\n'));
    return 1 + std::ranges::count(line, '\t');
  };
  CHECK(columns("gdelt") == 61);
  CHECK(columns("gdelt-mentions") == 16);
  CHECK(columns("icews") == 20);
  CHECK(columns("phoenix") == 26);
  CHECK(columns("polecat") == 40);
  const std::string acled = exported("acled", stored_sample()).out;
  CHECK(std::ranges::count(acled, ',') == 30);
}

TEST_CASE("leading zeros stay, actors are CAMEO, places FIPS") {
  const std::string line = exported("gdelt", stored_sample()).out;
  CHECK(line.find("\t20230312\t202303\t2023\t2023.2795\tPERGOV\tJUAN GÓMEZ\tPER\t") !=
        std::string::npos);
  CHECK(line.find("\t042\t042\t04\t1\t1.9\t1\t1\t1\t") != std::string::npos);
  CHECK(line.find("\t4\tQuito, Ecuador\tEC\tEC\t\t-0.22\t-78.5\t") != std::string::npos);
  CHECK(exported("icews", stored_sample()).out.find("Make a visit\t042\t1.9\t") !=
        std::string::npos);
}

TEST_CASE(
    "a record that names no time has the day of its article, one that names an unknown time none") {
  StoredArticle stored = stored_sample();
  Record& visit = stored.coding.records[0];
  visit.date = {};
  CHECK(exported("icews", stored).out.find("\t2023-03-13\t") != std::string::npos);
  visit.date.text = "kürzlich";
  const Exported unknown = exported("icews", stored);
  CHECK(unknown.counts.written == 0);
  CHECK(unknown.counts.omitted[static_cast<std::size_t>(Omission::no_day)] >= 1);
  CHECK(exported("polecat", stored).out.find("\tNone\tCONSULT\t") != std::string::npos);
}

TEST_CASE("mutual acts stand in both directions where there is room for one of each") {
  StoredArticle stored = stored_sample();
  Record& meeting = stored.coding.records[0];
  meeting.actor.push_back(sample::entity(stored.article, "BOL", "GOV", "Peru"));
  meeting.recipient.clear();
  CHECK(dyads_of(meeting).size() == 2);
  CHECK(exported("icews", stored).counts.rows == 2);
  CHECK(exported("gdelt", stored).counts.rows == 2);
  CHECK(exported("polecat", stored).counts.rows == 1);
  meeting.actor.clear();
  CHECK(dyads_of(meeting).size() == 1);
}

TEST_CASE("what is in the database comes out as it went in") {
  std::string pattern = (std::filesystem::temp_directory_path() / "carkeys_export_XXXXXX").string();
  const std::filesystem::path folder = ::mkdtemp(pattern.data());
  const std::string path = (folder / "a.db").string();
  const Article article = sample::article();
  const Coding coding = sample::coding(article);
  {
    auto sink = sqlite_sink(path);
    REQUIRE(sink.has_value());
    REQUIRE((*sink)->write(article, coding).has_value());
    REQUIRE((*sink)->finish().has_value());
  }
  auto database = open_for_reading(path);
  REQUIRE(database.has_value());
  const auto found = [&](const RecordFilter& filter) {
    auto articles = StoredArticles::open(*database, filter);
    REQUIRE_MESSAGE(articles.has_value(), (articles ? std::string() : articles.error().text()));
    std::string out;
    while (true) {
      const auto next = articles->next();
      REQUIRE(next.has_value());
      if (!*next) {
        return out;
      }
      out += jsonl((*next)->article, (*next)->coding);
    }
  };
  CHECK(found({}) == jsonl(article, coding));
  Coding one;
  one.records = {coding.records[0]};
  const std::string visit = jsonl(article, one);
  CHECK(found({.actor = {"PER/GOV"}}) == visit);
  CHECK(found({.recipient = {"CHL", "ECU"}}) == visit);
  CHECK(found({.event = {"CONSULT"}}) == visit);
  CHECK(found({.facts = true, .since = "2023-03", .until = "2023-03-12"}) == visit);
  CHECK(found({.since = "2023-03-14"}).empty());
  CHECK(found({.country = "ECU"}) == visit);
  CHECK(found({.place = "quito"}) == visit);
  CHECK(lines(found({.text = "SENOR grenzp*"})) == 3);
  CHECK(found({.text = "Chile"}).empty());
  CHECK(lines(found({.claimant = {"PER"}})) == 1);
  CHECK(lines(found({.event = {"relation", "COERCE"}})) == 2);
  CHECK(lines(found({.party = {"/GOV"}})) == 2);
  CHECK(lines(found({.status = {"alleged", "denied"}})) == 1);
  CHECK_FALSE(StoredArticles::open(*database, {.since = "today"}).has_value());
  CHECK_FALSE(StoredArticles::open(*database, {.actor = {"/"}}).has_value());
  std::filesystem::remove_all(folder);
}
