// SPDX-License-Identifier: Apache-2.0
#include "coding/time/time.h"

#include <set>
#include <sstream>
#include <string>
#include <vector>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "coding/time/atoms.h"
#include "coding/time/plain_document.h"
#include "coding/time/rules.h"

using carkeys::Date;
using carkeys::DatePrecision;
using carkeys::Document;
using carkeys::Language;
using carkeys::Result;
using carkeys::coding::plain_document;
using carkeys::coding::TimeExpression;
using carkeys::coding::TimeResolver;
using carkeys::coding::TimeRules;
using carkeys::resources::Lexicon;

namespace {

constexpr Date monday{2023, 3, 13};

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon");
  REQUIRE_MESSAGE(loaded, loaded.error().text());
  return *loaded;
}

const TimeResolver& resolver() {
  static const Result<TimeResolver> loaded = TimeResolver::load(lexicon());
  REQUIRE_MESSAGE(loaded, loaded.error().text());
  return *loaded;
}

std::vector<TimeExpression> find(Language language,
                                 const std::string& text,
                                 std::optional<Date> date = monday) {
  return resolver().find(plain_document(text, language), date);
}

// "2023-03-03 2023-03-04 far": values in order, then the flags that any of them has.
std::string summary(const std::vector<TimeExpression>& found) {
  std::string values;
  bool since = false;
  bool far_past = false;
  bool future = false;
  for (const TimeExpression& expression : found) {
    values += expression.value + " ";
    since = since || expression.since;
    far_past = far_past || expression.far_past;
    future = future || expression.future;
  }
  values += since ? "since " : "";
  values += far_past ? "far " : "";
  values += future ? "future " : "";
  return values.empty() ? values : values.substr(0, values.size() - 1);
}

void check_table(const std::string& name, Language language) {
  const auto rules = TimeRules::load(lexicon(), name);
  REQUIRE_MESSAGE(rules, rules.error().text());
  const carkeys::resources::Table& table = *lexicon().table(name + "/time");
  const std::size_t example = *table.column("example");
  const std::size_t expect = *table.column("expect");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string text(table.cell(row, example));
    CAPTURE(table.place(row));
    CAPTURE(text);
    CHECK(summary(find(language, text)) == table.cell(row, expect));
    const Document document = plain_document(text, language);
    REQUIRE(document.sentences.size() == 1);
    const auto atoms = carkeys::coding::split_atoms(document, document.sentences.front());
    bool fired = false;
    for (const auto& match : rules->find(document.text, atoms)) {
      fired = fired || match.rule->place == table.place(row);
    }
    CHECK_MESSAGE(fired, "another rule took the example");
  }
}

}  // namespace

TEST_CASE("every german rule reads its example") {
  check_table("de", Language::german);
}

TEST_CASE("every english rule reads its example") {
  check_table("en", Language::english);
}

TEST_CASE("a weekday is the last one on or before the article") {
  const auto on = [](Date date) { return find(Language::german, "am Montag", date)[0].value; };
  CHECK(on({2023, 3, 13}) == "2023-03-13");
  CHECK(on({2023, 3, 14}) == "2023-03-13");
  CHECK(on({2023, 3, 12}) == "2023-03-06");
  CHECK(find(Language::english, "last Monday")[0].value == "2023-03-06");
  CHECK(find(Language::german, "am nächsten Montag")[0].value == "2023-03-20");
  CHECK(find(Language::german, "am kommenden Montag")[0].future);
}

TEST_CASE("a year that is not told is the nearest") {
  CHECK(find(Language::german, "am 30. Dezember", Date{2023, 1, 2})[0].value == "2022-12-30");
  CHECK(find(Language::english, "on January 4", Date{2022, 12, 30})[0].value == "2023-01-04");
  CHECK(find(Language::english, "since May", Date{2023, 4, 1})[0].value == "2022-05");
}

TEST_CASE("february 29 without a year finds a leap year or nothing") {
  CHECK(find(Language::english, "on February 29", Date{2024, 3, 1})[0].value == "2024-02-29");
  const auto found = find(Language::english, "on February 29", Date{2026, 6, 1});
  CHECK_FALSE(found[0].date.begin.has_value());
}

TEST_CASE("an article with only a month resolves what that allows") {
  const Date march{2023, 3, 0};
  const auto one = [&](const std::string& text) {
    return find(Language::german, text, march).at(0);
  };
  CHECK(one("am 3. Oktober 2018").value == "2018-10-03");
  CHECK(one("am 4. Mai").value == "2023-05-04");
  CHECK(one("im vergangenen Monat").value == "2023-02");
  CHECK(one("im nächsten Jahr").value == "2024");
  CHECK(one("im nächsten Jahr").future);
  CHECK(one("vor zwei Jahren").date.begin == Date{2021, 1, 1});
  for (const char* text :
       {"am Montag", "gestern", "vor drei Tagen", "vergangene Woche", "am Abend"}) {
    CAPTURE(text);
    CHECK_FALSE(one(text).date.begin.has_value());
    CHECK_FALSE(one(text).date.end.has_value());
    CHECK(one(text).date.precision == DatePrecision::none);
    CHECK_FALSE(one(text).value.empty());
  }
}

TEST_CASE("an article without a date resolves full dates only") {
  const auto one = [](const std::string& text) {
    return find(Language::english, text, std::nullopt).at(0);
  };
  CHECK(one("on March 12, 2023").date.begin == Date{2023, 3, 12});
  CHECK(one("in 2014").date.end == Date{2014, 12, 31});
  for (const char* text : {"on March 12", "yesterday", "last year", "three weeks ago", "in May"}) {
    CAPTURE(text);
    CHECK_FALSE(one(text).date.begin.has_value());
    CHECK_FALSE(one(text).future);
    CHECK_FALSE(one(text).far_past);
  }
}

TEST_CASE("three weeks part the reported days from background") {
  CHECK_FALSE(find(Language::english, "on February 20")[0].far_past);
  CHECK(find(Language::english, "on February 19")[0].far_past);
  CHECK_FALSE(find(Language::english, "last month")[0].far_past);
  CHECK(find(Language::english, "last year")[0].far_past);
  CHECK(find(Language::german, "seit 1970")[0].far_past);
  CHECK_FALSE(find(Language::german, "seit Sonntag")[0].far_past);
  CHECK_FALSE(find(Language::english, "on December 31, 2022", Date{2023, 1, 3})[0].far_past);
}

TEST_CASE("since tells where something begins") {
  const auto found = find(Language::german, "seit drei Jahren");
  REQUIRE(found.size() == 1);
  CHECK(found[0].since);
  CHECK(found[0].value == "P3Y");
  CHECK(found[0].date.begin == Date{2020, 1, 1});
  CHECK(found[0].date.end == monday);
}

TEST_CASE("until tells no day of the deed, but a day to come") {
  const auto past = find(Language::german, "Die Armee regierte bis 2005.").at(0);
  CHECK(past.value == "2005");
  CHECK(past.far_past);
  CHECK_FALSE(past.date.begin.has_value());
  CHECK(find(Language::english, "until May 3").at(0).date.begin == Date{2023, 5, 3});
}

TEST_CASE("numbers of documents and first names are no dates") {
  CHECK(find(Language::german, "Die Resolution 1701 gilt.").empty());
  CHECK(find(Language::english, "Resolution 1701 holds.").empty());
  CHECK(find(Language::german, "Der Abgeordnete Jan Muster trat zurück.").empty());
}

TEST_CASE("a span has both ends") {
  const auto years = find(Language::german, "von 1998 bis 2005");
  REQUIRE(years.size() == 2);
  CHECK(years[0].date.begin == Date{1998, 1, 1});
  CHECK(years[0].date.end == Date{2005, 12, 31});
  CHECK(years[0].date.text == "1998 bis 2005");
  CHECK(years[1].date.begin == Date{1998, 1, 1});
  const auto days = find(Language::english, "between May 3 and June 5, 2014");
  REQUIRE(days.size() == 2);
  CHECK(days[0].date.begin == Date{2014, 5, 3});
  CHECK(days[0].date.end == Date{2014, 6, 5});
}

TEST_CASE("two days or two years in one expression are a span") {
  const auto days = find(Language::english, "from March 9 to 11").at(0);
  CHECK(days.date.begin == Date{2023, 3, 9});
  CHECK(days.date.end == Date{2023, 3, 11});
  const auto years = find(Language::german, "im Haushaltsjahr 1999/00").at(0);
  CHECK(years.date.begin == Date{1999, 1, 1});
  CHECK(years.date.end == Date{2000, 12, 31});
  const auto half = find(Language::english, "in the second half of 2011").at(0);
  CHECK(half.date.begin == Date{2011, 7, 1});
  CHECK(half.date.end == Date{2011, 12, 31});
  CHECK(half.date.precision == DatePrecision::month);
}

TEST_CASE("a part of the day goes on with the day told just before") {
  const auto found =
      find(Language::german, "Gestern reiste er ab.\nAm Abend kam er an.\nAm Mittag um 12 Uhr.");
  REQUIRE(found.size() == 4);
  CHECK(found[1].value == "2023-03-12TEV");
  CHECK(found[3].value == "2023-03-12T12:00");
  CHECK(find(Language::german, "Gestern reiste er ab.\nUm 12 Uhr kam er an.")[1].value ==
        "2023-03-13T12:00");
}

TEST_CASE("the range holds the words without the preposition") {
  const std::string text = "Er reiste am späten Sonntag ab.";
  const Document document = plain_document(text, Language::german);
  const auto found = resolver().find(document, monday);
  REQUIRE(found.size() == 1);
  CHECK(found[0].range.in(text) == "späten Sonntag");
  CHECK(document.form(found[0].begin) == "späten");
  CHECK(document.form(found[0].end - 1) == "Sonntag");
  CHECK(found[0].date.text == "späten Sonntag");
  CHECK(found[0].date.precision == DatePrecision::day);
}

TEST_CASE("a comma before a date is not part of it") {
  const auto found = find(Language::german, "Ankara, 14. März 2023 - Zwei Minister sprachen.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].date.text == "14. März 2023");
}

TEST_CASE("numbers that count things are no years") {
  for (const char* text : {"2015 Soldaten kamen an.",
                           "Er zahlte 2.014 Euro.",
                           "Rund 1990 Menschen flohen.",
                           "Der Flug MH2014 fiel aus.",
                           "Das Ergebnis war 3:1."}) {
    CAPTURE(text);
    CHECK(find(Language::german, text).empty());
  }
  CHECK(find(Language::english, "They may march in the fall line.").empty() == false);
  CHECK(find(Language::english, "They may march to the border.").empty());
  CHECK(find(Language::english, "The second man was detained.").empty());
}

TEST_CASE("dates that do not exist are not dates") {
  for (const char* text : {"am 31.02.2023", "am 30. Februar 2023"}) {
    for (const TimeExpression& expression : find(Language::german, text)) {
      CHECK(expression.date.precision != DatePrecision::day);
    }
  }
}

TEST_CASE("expressions are in order and do not overlap") {
  const auto found =
      find(Language::german,
           "Am Montag, dem 6. März 2023, und in der Nacht zum Dienstag, seit Mai 2021 "
           "und vor drei Jahren.\nSeit 1970, von 1998 bis 2005, heute und damals.");
  CHECK(found.size() == 9);
  for (std::size_t at = 1; at < found.size(); ++at) {
    CHECK(found[at - 1].range.end <= found[at].range.begin);
    CHECK(found[at - 1].end <= found[at].begin);
  }
}
