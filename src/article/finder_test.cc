// SPDX-License-Identifier: Apache-2.0
#include "article/finder.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "article/dateline.h"

namespace {

using carkeys::Article;
using carkeys::Language;
using carkeys::RawItem;
using carkeys::article::ArticleFinder;
using carkeys::article::Finding;
using carkeys::article::Outcome;

const ArticleFinder& finder() {
  static const auto lexicon =
      carkeys::resources::Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon").value();
  static const ArticleFinder found = ArticleFinder::load(lexicon).value();
  return found;
}

Finding find(std::string text) {
  RawItem item;
  item.citation = "t";
  item.bytes = std::move(text);
  return finder().find(std::move(item), {});
}

// "h:" headline, "b:" body, "t:" trailing headline, one part a line.
std::string parts_of(std::string text) {
  const Finding finding = find(std::move(text));
  std::string out;
  for (const Article::Part& part : finding.article.parts) {
    out += std::string(1, "bht"[static_cast<std::size_t>(part.kind)]) + ":" +
           std::string(part.range.in(finding.article.text)) + "\n";
  }
  return out;
}

Language language_of(std::string text) {
  return find(std::move(text)).article.language;
}

}  // namespace

TEST_CASE("language by function words, and by letters where there are none") {
  CHECK(language_of("Die Regierung in Wien hat den Botschafter einbestellt.") == Language::german);
  CHECK(language_of("The government in Vienna has summoned the ambassador.") == Language::english);
  CHECK(language_of("Polizei verhaftet Demonstranten") == Language::german);
  CHECK(language_of("Norway expels three Russian diplomats") == Language::english);
  CHECK(language_of("Police arrest protesters") == Language::english);
  CHECK(
      language_of("Le gouvernement de la France a condamné les attaques contre les civils dans le "
                  "nord du pays et demande la libération des otages.") == Language::unknown);
  CHECK(language_of("El gobierno de España ha condenado los ataques contra la población civil y "
                    "exige la liberación de los rehenes en el norte.") == Language::unknown);
  CHECK(language_of("De regering in Den Haag heeft de aanvallen op burgers veroordeeld en eist dat "
                    "de gijzelaars worden vrijgelaten.") == Language::unknown);
  CHECK(language_of("La police a arrêté dix manifestants à Paris") == Language::unknown);
  CHECK(language_of("La policía detuvo a diez manifestantes en Madrid") == Language::unknown);
  CHECK(language_of("El Salvador and Los Angeles sign a deal") == Language::english);
  CHECK(language_of("Правительство осудило нападения на мирных жителей.") == Language::unknown);
}

TEST_CASE("what an item says of its language goes before a guess, a default after") {
  RawItem item;
  item.bytes = "Die Lage.";
  item.language = "en-GB";
  CHECK(finder().find(item, {}).article.language == Language::english);
  item.language = "fr";
  CHECK(finder().find(item, {Language::german, {}}).outcome == Outcome::unknown_language);
  item.language.clear();
  CHECK(finder().find(item, {Language::english, {}}).article.language == Language::english);
}

TEST_CASE("nothing to code is no mistake") {
  CHECK(find("").outcome == Outcome::empty);
  CHECK(find(" \n\t 12:30 \n").outcome == Outcome::empty);
}

TEST_CASE("a site's name, a headline, the body, a trailing headline and a counter") {
  CHECK(parts_of("Der Tag heute\n\n"
                 "Norwegen weist drei russische Diplomaten aus\n\n"
                 "Die Regierung in Oslo hat drei Diplomaten ausgewiesen. Moskau protestierte.\n\n"
                 "Das sei \"ein Fehler.\"\n\n"
                 "Norwegen legt im Streit mit Moskau nach\n\n"
                 "12 Kommentare\n") ==
        "h:Norwegen weist drei russische Diplomaten aus\n"
        "b:Die Regierung in Oslo hat drei Diplomaten ausgewiesen. Moskau protestierte.\n"
        "b:Das sei \"ein Fehler.\"\n"
        "t:Norwegen legt im Streit mit Moskau nach\n");
}

TEST_CASE("links to other stories are left out, in the middle and at the end") {
  CHECK(parts_of("The army has left the town, the mayor said.\n"
                 "Read more: Why the army lost the north\n"
                 "The rebels have denied the report.\n\n"
                 "Related stories\n"
                 "Rebels seize the port of the capital\n"
                 "Comments (3)") ==
        "b:The army has left the town, the mayor said.\nb:The rebels have denied the report.\n");
  CHECK(parts_of("The army has left the town.\n\nWho rules the north of the land\n\n"
                 "Five things to know about the war\n") == "b:The army has left the town.\n");
}

TEST_CASE("one sentence without its full stop is body") {
  CHECK(parts_of("Norway expels three Russian diplomats") ==
        "b:Norway expels three Russian diplomats\n");
}

TEST_CASE("wrapped lines are one paragraph, short lines are not") {
  const std::string wrapped =
      "Die Regierung in Oslo hat nach Angaben des Ministeriums drei\n"
      "Diplomaten ausgewiesen, wie am Montag bekannt wurde.";
  CHECK(parts_of(wrapped) == "b:" + wrapped + "\n");
  CHECK(parts_of("Neue Spannungen im hohen Norden\n" + wrapped) ==
        "h:Neue Spannungen im hohen Norden\nb:" + wrapped + "\n");
}

TEST_CASE("datelines are cut off the body, the text stays") {
  const Finding finding =
      find("Damaskus – Bei dem Angriff wurden nach Angaben der Armee vier Soldaten getötet.");
  REQUIRE(finding.article.parts.size() == 1);
  CHECK(finding.article.text.starts_with("Damaskus"));
  CHECK(finding.article.parts[0].range.in(finding.article.text).starts_with("Bei dem"));
}

TEST_CASE("the form of datelines") {
  const auto is_function_word = [](const std::string& word) {
    return word == "der" || word == "das" || word == "the";
  };
  const auto rest = [&](std::string_view text) {
    return text.substr(carkeys::article::dateline_size(text, is_function_word));
  };
  for (const char* line : {"ISLAMABAD (AP) - X said.",
                           "ISLAMABAD (AP) — X said.",
                           "KABUL, Afghanistan (AP)— X said.",
                           "WASHINGTON, March 3 (Reuters) - X said.",
                           "Berlin, 12. März (Reuters) – X said.",
                           "London/Paris (AFP) - X said.",
                           "Frankfurt am Main (dpa) - X said.",
                           "(Reuters) - X said.",
                           "NEW DELHI: X said.",
                           "GENEVA -- X said.",
                           "Tel Aviv - X said.",
                           "Wien, 3. Mai – X said.",
                           "BERLIN taz | X said."}) {
    CAPTURE(line);
    CHECK(rest(line) == "X said.");
  }
  for (const char* line : {"Der Iran – der die Lieferung bestreitet – hat gewarnt.",
                           "Präsident Duda – Polens Staatschef – reiste ab.",
                           "Das Problem – Geld.",
                           "NATO: Russia must withdraw.",
                           "The minister said: Go.",
                           "Ein Sprecher der Regierung in Wien sagte: Nein.",
                           "US-Präsident Biden reist ab.",
                           "Moskau -",
                           "– Erstens: Ruhe."}) {
    CAPTURE(line);
    CHECK(rest(line) == line);
  }
}

TEST_CASE("broken bytes are counted and named") {
  const Finding finding = find(
      "Die Türkei und Gro\xDF"
      "britannien haben das \xFF erklärt.");
  REQUIRE(finding.warnings.size() == 1);
  CHECK(finding.warnings[0] ==
        "t:19: 2 invalid UTF-8 sequences, the first at this byte, read as U+FFFD");
}
