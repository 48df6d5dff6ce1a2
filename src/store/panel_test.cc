// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "store/panel.h"

#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/sample_coding.h"
#include "store/schema.h"
#include "store/sink.h"

using namespace carkeys;         // NOLINT(google-build-using-namespace)
using namespace carkeys::store;  // NOLINT(google-build-using-namespace)

namespace {

// A database with one article a record, all "Germany visits COUNTRY" on their days.
class Visits {
 public:
  Visits() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "carkeys_panel_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    auto sink = sqlite_sink(path());
    REQUIRE(sink.has_value());
    sink_ = std::move(*sink);
  }

  Visits(const Visits&) = delete;
  Visits& operator=(const Visits&) = delete;
  Visits(Visits&&) = delete;
  Visits& operator=(Visits&&) = delete;

  ~Visits() { std::filesystem::remove_all(folder_); }

  void add(const std::string& country,
           Date day,
           Status status = Status::reported,
           std::optional<Date> published = {}) {
    Article article = sample::article();
    article.citation = fmt::format("{}", ++number_);
    article.date = published.value_or(day);
    Record record = sample::visit(article);
    record.id = fmt::format("ck1-{}", number_);
    record.actor[0].code = "DEU";
    record.recipient[0].code = country;
    record.date = {day, day, DatePrecision::day, "am Tag", false};
    record.status = status;
    Coding coding;
    coding.records = {record};
    REQUIRE(sink_->write(article, coding).has_value());
  }

  // The panel, and how it was counted.
  std::pair<std::string, PanelCounts> panel(const PanelOptions& options) {
    REQUIRE(sink_->finish().has_value());
    auto database = open_for_reading(path());
    REQUIRE(database.has_value());
    static const auto lexicon = resources::Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon");
    const auto codes = CountryCodes::load(*lexicon);
    REQUIRE(codes.has_value());
    std::string out;
    const auto counts = write_panel(*database, *codes, options, [&](std::string_view bytes) {
      out += bytes;
      return Result<void>();
    });
    REQUIRE(counts.has_value());
    return {out, *counts};
  }

 private:
  [[nodiscard]] std::string path() const { return (folder_ / "a.db").string(); }

  std::filesystem::path folder_;
  std::unique_ptr<DatabaseSink> sink_;
  int number_ = 0;
};

}  // namespace

TEST_CASE("a month without events is a line of zeros") {
  Visits visits;
  visits.add("FRA", {2023, 11, 2});
  visits.add("FRA", {2024, 1, 5});
  visits.add("FRA", {2024, 1, 6}, Status::claimed);
  const auto [text, counts] = visits.panel({});
  CHECK(text ==
        "actor,recipient,month,records,facts,claims,verbal_cooperation,material_cooperation,"
        "verbal_conflict,material_conflict,goldstein_sum,scale_sum,articles,"
        "facts_per_1000_articles\n"
        "DEU,FRA,2023-11,1,1,0,1,0,0,0,1.9,4,1,1000\n"
        "DEU,FRA,2023-12,0,0,0,0,0,0,0,0,0,0,\n"
        "DEU,FRA,2024-01,2,1,1,1,0,0,0,1.9,4,2,500\n");
  CHECK(counts.lines == 3);
  CHECK(counts.counted == 3);
}

TEST_CASE("a panel begins with the articles unless it is told when to") {
  Visits visits;
  visits.add("FRA", {2024, 1, 5});
  visits.add("FRA", {1970, 1, 5}, Status::reported, Date{2024, 2, 1});
  PanelOptions options;
  const auto [text, counts] = visits.panel(options);
  CHECK(counts.lines == 1);
  CHECK(counts.before == 1);
  options.filter.since = "1970";
  CHECK(visits.panel(options).second.lines == 54 * 12 + 1);
}

TEST_CASE("keys are those of the day, and what has none is counted") {
  Visits visits;
  visits.add("FRA", {1990, 10, 2});
  visits.add("FRA", {1990, 10, 3});
  visits.add("PSE", {1990, 10, 3});
  visits.add("UNO", {1990, 10, 3});
  PanelOptions options;
  options.key = CodeSystem::cow;
  const auto [text, counts] = visits.panel(options);
  CHECK(text.find("\n255,220,220255,1990-10,1,1,") != std::string::npos);
  CHECK(text.find("\n260,220,220260,1990-10,1,1,") != std::string::npos);
  CHECK(counts.no_state == 2);
  options.key = CodeSystem::gw;
  CHECK(visits.panel(options).first.find("\n260,220,1990-10,2,2,") != std::string::npos);
}

TEST_CASE("a state panel has a line for every state that there is") {
  Visits visits;
  visits.add("SSD", {2012, 5, 1});
  visits.add("SSD", {2010, 5, 1});
  PanelOptions options;
  options.unit = PanelUnit::state_year;
  options.key = CodeSystem::cow;
  const auto [text, counts] = visits.panel(options);
  CHECK(text.find("\n255,2010,1,1,0,1,0,0,0,1.9,4,0,1,1000\n") != std::string::npos);
  CHECK(text.find("\n626,2012,0,0,0,0,0,0,0,0,0,1,1,0\n") != std::string::npos);
  CHECK(text.find("\n626,2011,0,0,") != std::string::npos);
  CHECK(text.find("\n626,2010,") == std::string::npos);
  CHECK(text.find("\n2,2011,0,0,") != std::string::npos);
  CHECK(counts.no_state == 1);
}

TEST_CASE("the same event of the same dyad on one day counts once where that is wanted") {
  Visits visits;
  visits.add("FRA", {2024, 1, 5});
  visits.add("FRA", {2024, 1, 5});
  PanelOptions options;
  options.unit = PanelUnit::dyad_year;
  CHECK(visits.panel(options).first.find("DEU,FRA,2024,2,2,") != std::string::npos);
  options.one_a_day = true;
  const auto [text, counts] = visits.panel(options);
  CHECK(text.find("DEU,FRA,2024,1,1,") != std::string::npos);
  CHECK(counts.repeated == 1);
}
