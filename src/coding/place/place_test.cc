// SPDX-License-Identifier: Apache-2.0
#include "coding/place/place.h"

#include <cmath>
#include <string>
#include <vector>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "coding/place/gazetteer.h"
#include "coding/time/plain_document.h"

using carkeys::Document;
using carkeys::Language;
using carkeys::NameKind;
using carkeys::Result;
using carkeys::coding::Gazetteer;
using carkeys::coding::PlaceMention;
using carkeys::coding::PlaceResolver;
using carkeys::coding::plain_document;
using carkeys::resources::Lexicon;

namespace {

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon");
  REQUIRE_MESSAGE(loaded, loaded.error().text());
  return *loaded;
}

const PlaceResolver& resolver() {
  static const Result<PlaceResolver> loaded = PlaceResolver::load(lexicon());
  REQUIRE_MESSAGE(loaded, loaded.error().text());
  return *loaded;
}

std::string summary(const std::vector<PlaceMention>& found) {
  std::string text;
  for (const PlaceMention& mention : found) {
    text += (text.empty() ? "" : "; ") + mention.place.extracted + " = " + mention.place.resolved +
            " " + mention.place.country_code + " " + std::to_string(mention.place.resolution);
  }
  return text;
}

std::string german(const std::string& text) {
  return summary(resolver().find(plain_document(text, Language::german)));
}

std::string english(const std::string& text) {
  return summary(resolver().find(plain_document(text, Language::english)));
}

}  // namespace

TEST_CASE("cities, provinces and countries have their resolution") {
  CHECK(german("Der Minister reiste von Kiew auf die Krim und nach Frankreich.") ==
        "Kiew = Kyiv UKR 4; Krim = Crimea UKR 2; Frankreich = France FRA 1");
  CHECK(english("The minister went from Kyiv to Crimea and to France.") ==
        "Kyiv = Kyiv UKR 4; Crimea = Crimea UKR 2; France = France FRA 1");
}

TEST_CASE("a german genitive is still the place") {
  CHECK(german("Die Vororte Moskaus und die Küste Libyens") ==
        "Moskaus = Moscow RUS 4; Libyens = Libya LBY 1");
  CHECK(german("Die Straßen von Paris") == "Paris = Paris FRA 4");
}

TEST_CASE("names of several words are one place") {
  CHECK(english("Talks in New York and The Hague") ==
        "New York = New York City USA 4; The Hague = The Hague NLD 4");
  CHECK(german("Gespräche in Addis Abeba und Sankt Petersburg") ==
        "Addis Abeba = Addis Ababa ETH 4; Sankt Petersburg = Saint Petersburg RUS 4");
  CHECK(german("Die Vereinigten Staaten und Saudi-Arabien").find("SAU 1") != std::string::npos);
}

TEST_CASE("datelines in capitals are read") {
  CHECK(english("ANKARA, May 14 - Two men met.") == "ANKARA = Ankara TUR 4");
}

TEST_CASE("the countries spoken of decide between places of one name, then population") {
  CHECK(english("Clashes in Tripoli") == "Tripoli = Tripoli LBY 4");
  CHECK(english("The president of Greece came to Tripoli").find("Tripoli = Tripoli LBY 4") !=
        std::string::npos);
  CHECK(english("Texas and the United States: a march in Odessa").find("Odessa USA 4") ==
        std::string::npos);
  CHECK(english("Protests in Georgia after the vote in Tbilisi") ==
        "Georgia = Georgia GEO 1; Tbilisi = Tbilisi GEO 4");
  CHECK(english("The United States sent troops from Georgia to Florida")
            .find("Georgia = Georgia USA 2") != std::string::npos);
  CHECK(english("The Venezuelan army entered Valencia").find("Valencia VEN 4") !=
        std::string::npos);
  CHECK(english("The Spanish army entered Valencia").find("Valencia ESP 4") != std::string::npos);
}

TEST_CASE("words that are more often something else need the analysis") {
  const std::string text = "Beim Essen in Halle sprach der Minister.";
  CHECK(german(text).empty());
  Document document = plain_document(text, Language::german);
  document.tokens[3].name = NameKind::location;
  document.tokens[3].name_begins = true;
  REQUIRE(document.form(3) == "Halle");
  CHECK(summary(resolver().find(document)).starts_with("Halle = Halle"));
}

TEST_CASE("a name of another kind is no place") {
  Document document = plain_document("Paris Mustermann kam.", Language::german);
  document.tokens[0].name = NameKind::person;
  document.tokens[1].name = NameKind::person;
  CHECK(resolver().find(document).empty());
}

TEST_CASE("a place that nobody knows is kept as written") {
  Document document = plain_document("Kämpfe bei Hinterkutschka dauern an.", Language::german);
  document.tokens[2].name = NameKind::location;
  document.tokens[2].name_begins = true;
  const auto found = resolver().find(document);
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.extracted == "Hinterkutschka");
  CHECK(found[0].place.resolved.empty());
  CHECK(found[0].place.resolution == 0);
  CHECK_FALSE(found[0].place.has_coordinates);
}

TEST_CASE("small words and common words are no places") {
  CHECK(english("The man said most of the reading was nice.").empty());
  CHECK(english("The US and EU met; IS fighters fled.").find("IS") == std::string::npos);
  CHECK(german("Die Menschen fliehen im Regen.").empty());
}

TEST_CASE("a city has coordinates, a country none") {
  const auto found = resolver().find(plain_document("Ankara in der Türkei", Language::german));
  REQUIRE(found.size() == 2);
  CHECK(found[0].place.has_coordinates);
  CHECK(std::abs(found[0].place.latitude - 39.93) < 0.1);
  CHECK_FALSE(found[1].place.has_coordinates);
}

TEST_CASE("every line of the gazetteer can be reached by its names") {
  const auto gazetteer = Gazetteer::load(lexicon(), "en");
  REQUIRE(gazetteer);
  for (const char* name : {"world/places", "world/regions"}) {
    const carkeys::resources::Table& table = *lexicon().table(name);
    const std::size_t column = *table.column("name");
    const std::size_t country = *table.column("country");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      CAPTURE(table.place(row));
      bool reached = false;
      for (const std::uint32_t number : gazetteer->find(table.cell(row, column))) {
        reached = reached || gazetteer->entry(number).country == table.cell(row, country);
      }
      CHECK(reached);
    }
  }
}
