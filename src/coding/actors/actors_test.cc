// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "coding/actors/actors.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "coding/actors/test_document.h"

namespace carkeys::coding {
namespace {

const ActorResolver& resolver() {
  static const ActorResolver loaded = [] {
    static const auto lexicon =
        resources::Lexicon::from_folder(std::string(CARKEYS_SOURCE_DIR) + "/lexicon");
    REQUIRE_MESSAGE(lexicon.has_value(), (lexicon ? "" : lexicon.error().text()));
    auto made = ActorResolver::load(*lexicon);
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().text()));
    return std::move(*made);
  }();
  return loaded;
}

class Reading {
 public:
  Reading(const std::string& trees,
          Language language,
          std::optional<Date> date = Date{2023, 3, 13},
          const std::string& title = {})
      : document_(document_of(trees, language)) {
    Article article;
    article.title = title;
    article.language = language;
    article.date = date;
    article.text = document_.text;
    ClauseGraph graph;
    graph.predicate_of.assign(document_.tokens.size(), no_predicate);
    map_ = resolver().resolve(article, document_, graph);
  }

  // "USA/GOV RUS/GOV" for the phrase that this form heads.
  [[nodiscard]] std::string at(std::string_view form, int nth = 0) const {
    return text(map_.entities(token_of(document_, form, nth)));
  }

  [[nodiscard]] std::string modifier(std::string_view form) const {
    return text(map_.modifier(token_of(document_, form)));
  }

  [[nodiscard]] Entity entity(std::string_view form, int nth = 0) const {
    const auto found = map_.entities(token_of(document_, form, nth));
    return found.empty() ? Entity{} : found.front();
  }

 private:
  static std::string text(std::span<const Entity> entities) {
    std::string out;
    for (const Entity& entity : entities) {
      out += (out.empty() ? "" : " ") + entity.code + "/" + entity.sector;
    }
    return out;
  }

  Document document_;
  ActorMap map_;
};

Reading german(const std::string& trees, std::optional<Date> date = Date{2023, 3, 13}) {
  return {trees, Language::german, date};
}

Reading english(const std::string& trees, std::optional<Date> date = Date{2023, 3, 13}) {
  return {trees, Language::english, date};
}

}  // namespace

TEST_CASE("a title, an adjective and a name are one entity") {
  const auto reading = german(
      "Der der DET 3 det\n"
      "iranische iranisch ADJ 3 amod\n"
      "Präsident Präsident NOUN 6 nsubj\n"
      "Ebrahim Ebrahim PROPN 3 appos\n"
      "Raisi Raisi PROPN 4 flat:name\n"
      "reiste reisen VERB 0 root\n"
      "nach nach ADP 8 case\n"
      "Damaskus Damaskus PROPN 6 obl\n");
  const Entity president = reading.entity("Präsident");
  CHECK(reading.at("Präsident") == "IRN/GOV");
  CHECK(president.entity_text == "Der iranische Präsident Ebrahim Raisi");
  CHECK(president.identifier_text == "Ebrahim Raisi");
  CHECK(president.office == "president");
  CHECK(president.cow == 630);
  CHECK(reading.at("Damaskus") == "SYR/GOV");
  CHECK(reading.modifier("iranische") == "IRN/GOV");
}

TEST_CASE("several countries behind one plural noun are several entities") {
  const auto reading = german(
      "Die der DET 2 det\n"
      "Präsidenten Präsident NOUN 7 nsubj Number=Plur\n"
      "des der DET 4 det\n"
      "Iran Iran PROPN 2 nmod\n"
      "und und CCONJ 6 cc\n"
      "Weißrusslands Weißrussland PROPN 4 conj\n"
      "sprachen sprechen VERB 0 root\n"
      "\n"
      "Beide beide DET 2 det\n"
      "Länder Land NOUN 3 nsubj Number=Plur\n"
      "wollen wollen VERB 0 root\n"
      "\n"
      "Die der DET 3 det\n"
      "beiden beide DET 3 det\n"
      "Präsidenten Präsident NOUN 4 nsubj Number=Plur\n"
      "schwiegen schweigen VERB 0 root\n");
  CHECK(reading.at("Präsidenten") == "IRN/GOV BLR/GOV");
  CHECK(reading.at("Länder") == "IRN/GOV BLR/GOV");
  CHECK(reading.at("Präsidenten", 1) == "IRN/GOV BLR/GOV");
}

TEST_CASE("troops from a capital belong to its country") {
  const auto reading = german(
      "Truppen Truppe NOUN 4 nsubj\n"
      "aus aus ADP 3 case\n"
      "Moskau Moskau PROPN 1 nmod\n"
      "griffen greifen VERB 0 root\n"
      "an an ADP 4 compound:prt\n");
  CHECK(reading.at("Truppen") == "RUS/MIL");
}

TEST_CASE("compounds tell whose they are by their first part") {
  const auto reading = german(
      "US-Soldaten US-Soldat NOUN 2 nsubj\n"
      "bekämpften bekämpfen VERB 0 root\n"
      "Talibankämpfer Talibankämpfer NOUN 2 obj\n"
      "und und CCONJ 5 cc\n"
      "Huthi-Rebellen Huthi-Rebell NOUN 3 conj\n"
      "\n"
      "NATO-Generalsekretär NATO-Generalsekretär NOUN 3 nsubj\n"
      "Stoltenberg Stoltenberg PROPN 1 appos\n"
      "lobte loben VERB 0 root\n"
      "den der DET 5 det\n"
      "Bundesinnenminister Bundesinnenminister NOUN 3 obj\n"
      "\n"
      "Der der DET 2 det\n"
      "Israel-Besuch Israel-Besuch NOUN 3 nsubj\n"
      "endete enden VERB 0 root\n");
  CHECK(reading.at("US-Soldaten") == "USA/MIL");
  CHECK(reading.at("Talibankämpfer") == "AFG/REB");
  CHECK(reading.at("Huthi-Rebellen") == "YEM/REB");
  CHECK(reading.at("NATO-Generalsekretär") == "IGO/UNK");
  CHECK(reading.entity("NATO-Generalsekretär").identifier_text == "Jens Stoltenberg");
  CHECK(reading.at("Bundesinnenminister") == "DEU/GOV");
  CHECK(reading.at("Israel-Besuch").empty());
  CHECK(reading.modifier("Israel-Besuch") == "ISR/GOV");
}

TEST_CASE("see-through nouns stand for the body they speak for") {
  const auto reading = german(
      "Ein ein DET 2 det\n"
      "Sprecher Sprecher NOUN 5 nsubj\n"
      "der der DET 4 det\n"
      "Polizei Polizei NOUN 2 nmod\n"
      "sprach sprechen VERB 0 root\n"
      "in in ADP 7 case\n"
      "Nairobi Nairobi PROPN 5 obl\n"
      "\n"
      "Anhänger Anhänger NOUN 4 nsubj Number=Plur\n"
      "der der DET 3 det\n"
      "Hamas Hamas PROPN 1 nmod\n"
      "protestierten protestieren VERB 0 root\n");
  CHECK(reading.at("Sprecher") == "KEN/COP");
  CHECK(reading.at("Anhänger") == "PSE/REB");
}

TEST_CASE("agents without a country of their own take the article's") {
  const auto reading = german(
      "In in ADP 2 case\n"
      "Kenia Kenia PROPN 3 obl\n"
      "protestierten protestieren VERB 0 root\n"
      "Tausende Tausend NOUN 3 nsubj\n"
      "\n"
      "Die der DET 2 det\n"
      "Polizei Polizei NOUN 3 nsubj\n"
      "schoss schießen VERB 0 root\n"
      "auf auf ADP 5 case\n"
      "Demonstranten Demonstrant NOUN 3 obl\n"
      "\n"
      "Experten Experte NOUN 2 nsubj\n"
      "warnten warnen VERB 0 root\n"
      "vor vor ADP 4 case\n"
      "Gesprächen Gespräch NOUN 2 obl\n");
  CHECK(reading.at("Polizei") == "KEN/COP");
  CHECK(reading.at("Demonstranten") == "KEN/CVL");
  CHECK(reading.at("Experten") == "/UNK");
  CHECK(reading.at("Gesprächen").empty());
}

TEST_CASE("a former official is no government") {
  const std::string sentence =
      "Der der DET 3 det\n"
      "ehemalige ehemalig ADJ 3 amod\n"
      "US-Außenminister US-Außenminister NOUN 6 nsubj\n"
      "Colin Colin PROPN 3 appos\n"
      "Powell Powell PROPN 4 flat:name\n"
      "schwieg schweigen VERB 0 root\n";
  CHECK(german(sentence).at("US-Außenminister") == "USA/ELI");
  const std::string bare =
      "Gerhard Gerhard PROPN 3 nsubj\n"
      "Schröder Schröder PROPN 1 flat:name\n"
      "schwieg schweigen VERB 0 root\n";
  CHECK(german(bare, Date{2010, 5, 1}).at("Gerhard") == "DEU/ELI");
  CHECK(german(bare, Date{2004, 5, 1}).at("Gerhard") == "DEU/GOV");
  CHECK(german(bare, Date{2004, 5, 1}).entity("Gerhard").office == "chancellor");
  CHECK(german(bare, std::nullopt).entity("Gerhard").office.empty());
}

TEST_CASE("groups change sides by date") {
  const std::string sentence =
      "Die der DET 2 det\n"
      "Taliban Taliban PROPN 3 nsubj\n"
      "drohten drohen VERB 0 root\n";
  CHECK(german(sentence, Date{2021, 8, 14}).at("Taliban") == "AFG/REB");
  CHECK(german(sentence, Date{2021, 8, 15}).at("Taliban") == "AFG/GOV");
}

TEST_CASE("names come back as their last part and as pronouns") {
  const auto reading = german(
      "Der der DET 3 det\n"
      "polnische polnisch ADJ 3 amod\n"
      "Oppositionspolitiker Oppositionspolitiker NOUN 6 nsubj Gender=Masc|Number=Sing\n"
      "Jan Jan PROPN 3 appos\n"
      "Zawada Zawada PROPN 4 flat:name\n"
      "kritisierte kritisieren VERB 0 root\n"
      "die der DET 8 det\n"
      "Ukraine Ukraine PROPN 6 obj\n"
      "\n"
      "Zawada Zawada PROPN 2 nsubj\n"
      "schwieg schweigen VERB 0 root\n"
      "\n"
      "Er er PRON 2 nsubj Gender=Masc|Number=Sing\n"
      "lobte loben VERB 0 root\n"
      "seine sein DET 4 det:poss\n"
      "Anhänger Anhänger NOUN 2 obj Number=Plur\n");
  CHECK(reading.at("Zawada", 1) == "POL/OPP");
  CHECK(reading.at("Er") == "POL/OPP");
  CHECK(reading.entity("Er").identifier_text == "Jan Zawada");
  CHECK(reading.at("Anhänger") == "POL/OPP");
}

TEST_CASE("English titles stand before the name that heads them") {
  const auto reading = english(
      "Russian Russian ADJ 3 amod\n"
      "Foreign foreign ADJ 3 amod\n"
      "Minister Minister PROPN 4 nmod:desc\n"
      "Sergei Sergei PROPN 6 nsubj\n"
      "Lavrov Lavrov PROPN 4 flat\n"
      "met meet VERB 0 root\n"
      "his his PRON 9 nmod:poss\n"
      "Turkish Turkish ADJ 9 amod\n"
      "counterpart counterpart NOUN 6 obj\n"
      "\n"
      "He he PRON 2 nsubj\n"
      "praised praise VERB 0 root\n"
      "a a DET 5 det\n"
      "Kremlin Kremlin PROPN 5 compound\n"
      "spokesman spokesman NOUN 2 obj\n");
  CHECK(reading.at("Sergei") == "RUS/GOV");
  CHECK(reading.entity("Sergei").identifier_id == "Q58217");
  CHECK(reading.at("counterpart") == "TUR/GOV");
  CHECK(reading.at("He") == "RUS/GOV");
  CHECK(reading.at("spokesman") == "RUS/GOV");
}

TEST_CASE("English attributes: possessive, of, compounds, both sides") {
  const auto reading = english(
      "Iran Iran PROPN 3 nmod:poss\n"
      "'s 's PART 1 case\n"
      "army army NOUN 4 nsubj\n"
      "attacked attack VERB 0 root\n"
      "members member NOUN 4 obj\n"
      "of of ADP 8 case\n"
      "the the DET 8 det\n"
      "police police NOUN 5 nmod\n"
      "of of ADP 10 case\n"
      "Iraq Iraq PROPN 8 nmod\n"
      "\n"
      "Both both DET 2 det\n"
      "sides side NOUN 3 nsubj\n"
      "denied deny VERB 0 root\n"
      "it it PRON 3 obj\n");
  CHECK(reading.at("army") == "IRN/MIL");
  CHECK(reading.at("members") == "IRQ/COP");
  CHECK(reading.at("sides") == "IRN/MIL IRQ/COP");
}

TEST_CASE("words that only look like agents are none") {
  const auto reading = german(
      "Die der DET 3 det\n"
      "deutschen deutsch ADJ 3 amod\n"
      "Arbeiten Arbeit NOUN 6 nsubj Number=Plur\n"
      "und und CCONJ 5 cc\n"
      "Verbrechen Verbrechen NOUN 3 conj\n"
      "endeten enden VERB 0 root\n"
      "mit mit ADP 8 case\n"
      "Menschlichkeit Menschlichkeit NOUN 6 obl\n");
  CHECK(reading.at("Arbeiten").empty());
  CHECK(reading.at("Verbrechen").empty());
  CHECK(reading.at("Menschlichkeit").empty());
  CHECK(reading.modifier("Menschlichkeit").empty());
}

TEST_CASE("a neighbour is not whose neighbour it is") {
  const auto reading = german(
      "Ein ein DET 2 det\n"
      "Nachbar Nachbar NOUN 4 nsubj\n"
      "Russlands Russland PROPN 2 nmod\n"
      "verurteilte verurteilen VERB 0 root\n"
      "den der DET 6 det\n"
      "Ukrainekrieg Ukrainekrieg PROPN 4 obj\n"
      "\n"
      "Herr Herr NOUN 3 nsubj\n"
      "Selenskyj Selenskyj PROPN 1 appos\n"
      "schwieg schweigen VERB 0 root\n");
  CHECK(reading.at("Nachbar") == "/GOV");
  CHECK(reading.at("Ukrainekrieg").empty());
  CHECK(reading.modifier("Ukrainekrieg") == "UKR/GOV");
  CHECK(reading.at("Herr") == "UKR/GOV");
}

TEST_CASE("names of several words are found in every case") {
  const auto reading = german(
      "Der der DET 2 det\n"
      "Vertrag Vertrag NOUN 6 obj\n"
      "der der DET 5 det\n"
      "Europäischen europäisch ADJ 5 amod\n"
      "Union Union PROPN 6 nsubj\n"
      "kritisierte kritisieren VERB 0 root\n"
      "die der DET 8 det\n"
      "Politik Politik NOUN 6 obj\n"
      "des der DET 11 det\n"
      "Weißen weiß ADJ 11 amod\n"
      "Hauses Haus NOUN 8 nmod\n"
      "und und CCONJ 14 cc\n"
      "der der DET 14 det\n"
      "Dominikanischen dominikanisch ADJ 15 amod\n"
      "Republik Republik NOUN 11 conj\n");
  CHECK(reading.at("Union") == "EUR/UNK");
  CHECK(reading.at("Hauses") == "USA/GOV");
  CHECK(reading.at("Republik") == "DOM/GOV");
}

TEST_CASE("a person called like a town is no place") {
  const auto reading = english(
      "Paris Paris PROPN 3 nsubj\n"
      "Whitcombe Whitcombe PROPN 1 flat\n"
      "visited visit VERB 0 root\n"
      "Paris Paris PROPN 3 obj\n");
  CHECK(reading.at("Paris").empty());
  CHECK(reading.at("Paris", 1) == "FRA/GOV");
}

TEST_CASE("first persons are whoever speaks") {
  Document document = document_of(
      "We we PRON 2 nsubj\n"
      "reject reject VERB 5 ccomp\n"
      "it it PRON 2 obj\n"
      "Berlin Berlin PROPN 5 nsubj\n"
      "said say VERB 0 root\n",
      Language::english);
  ClauseGraph graph;
  graph.predicate_of.assign(document.tokens.size(), no_predicate);
  graph.predicate_of[1] = 0;
  Predicate predicate;
  predicate.head = 1;
  predicate.scope = 0;
  graph.predicates.push_back(predicate);
  SpeechScope scope;
  scope.quoted = true;
  scope.claimant = 3;
  graph.scopes.push_back(scope);
  Article article;
  article.language = Language::english;
  article.text = document.text;
  const ActorMap map = resolver().resolve(article, document, graph);
  REQUIRE(map.entities(0).size() == 1);
  CHECK(map.entities(0).front().code == "DEU");
  CHECK(map.entities(0).front().entity_text == "We");
}

TEST_CASE("the subject of indirect speech is who speaks") {
  Document document = document_of(
      "Der der DET 3 det\n"
      "polnische polnisch ADJ 3 amod\n"
      "Minister Minister NOUN 4 nsubj Gender=Masc|Number=Sing\n"
      "sagte sagen VERB 0 root\n"
      "dem der DET 7 det\n"
      "russischen russisch ADJ 7 amod\n"
      "Botschafter Botschafter NOUN 4 obl:arg Gender=Masc|Number=Sing\n"
      ", , PUNCT 11 punct\n"
      "er er PRON 11 nsubj Gender=Masc|Number=Sing\n"
      "werde werden AUX 11 aux\n"
      "klagen klagen VERB 4 ccomp\n",
      Language::german);
  ClauseGraph graph;
  graph.predicate_of.assign(document.tokens.size(), no_predicate);
  graph.predicate_of[10] = 0;
  Predicate predicate;
  predicate.head = 10;
  predicate.scope = 0;
  graph.predicates.push_back(predicate);
  SpeechScope scope;
  scope.claimant = 2;
  graph.scopes.push_back(scope);
  Article article;
  article.language = Language::german;
  article.text = document.text;
  const ActorMap map = resolver().resolve(article, document, graph);
  REQUIRE(map.entities(8).size() == 1);
  CHECK(map.entities(8).front().code == "POL");
}

TEST_CASE("an expletive is nobody") {
  const auto reading = german(
      "Norwegen Norwegen PROPN 2 nsubj Gender=Neut|Number=Sing\n"
      "klagt klagen VERB 0 root\n"
      "\n"
      "Es es PRON 5 nsubj Gender=Neut|Number=Sing\n"
      "ist sein AUX 5 cop\n"
      "der der DET 5 det\n"
      "erste erst ADJ 5 amod\n"
      "Streit Streit NOUN 0 root\n"
      "\n"
      "Es es PRON 2 nsubj Gender=Neut|Number=Sing\n"
      "schweigt schweigen VERB 0 root\n");
  CHECK(reading.at("Es").empty());
  CHECK(reading.at("Es", 1) == "NOR/GOV");
}

TEST_CASE("the man is the person spoken of before") {
  const auto reading = german(
      "Der der DET 3 det Definite=Def|PronType=Art\n"
      "kenianische kenianisch ADJ 3 amod\n"
      "Minister Minister NOUN 6 nsubj Gender=Masc|Number=Sing\n"
      "Paul Paul PROPN 3 appos\n"
      "Otieno Otieno PROPN 4 flat:name\n"
      "floh fliehen VERB 0 root\n"
      "\n"
      "Der der DET 2 det Definite=Def|PronType=Art\n"
      "63-Jährige 63-Jähriger NOUN 6 nsubj Gender=Masc|Number=Sing\n"
      "wurde werden AUX 6 aux:pass\n"
      "in in ADP 5 case\n"
      "Uganda Uganda PROPN 6 obl\n"
      "verhaftet verhaften VERB 0 root\n");
  CHECK(reading.at("63-Jährige") == "KEN/GOV");
  CHECK(reading.entity("63-Jährige").identifier_text == "Paul Otieno");
}

TEST_CASE("a part of a country is the scene, not the country beside it") {
  const auto reading = german(
      "In in ADP 4 case\n"
      "der der DET 4 det\n"
      "chinesischen chinesisch ADJ 4 amod\n"
      "Stadt Stadt NOUN 6 obl\n"
      "Hongkong Hongkong PROPN 4 appos\n"
      "streiken streiken VERB 0 root\n"
      "Studenten Student NOUN 6 nsubj Number=Plur\n");
  CHECK(reading.at("Studenten") == "HKG/EDU");
}

TEST_CASE("a rank is that of the army told beside the name") {
  const auto reading = german(
      "In in ADP 2 case\n"
      "Litauen Litauen PROPN 6 obl\n"
      "schwieg schweigen VERB 0 root\n"
      "Major Major NOUN 3 nsubj Gender=Masc|Number=Sing\n"
      "Novak Novak PROPN 4 appos\n"
      ", , PUNCT 8 punct\n"
      "tschechischer tschechisch ADJ 8 amod\n"
      "Offizier Offizier NOUN 4 appos Number=Sing\n");
  CHECK(reading.at("Major") == "CZE/MIL");
}

TEST_CASE("a party's name beside a last name does not change whose the person is") {
  const auto reading = german(
      "Der der DET 3 det\n"
      "norwegische norwegisch ADJ 3 amod\n"
      "Minister Minister NOUN 6 nsubj Number=Sing\n"
      "Per Per PROPN 3 appos\n"
      "Dahl Dahl PROPN 4 flat:name\n"
      "schwieg schweigen VERB 0 root\n"
      "\n"
      "Der der DET 2 det\n"
      "Christdemokrat Christdemokrat NOUN 4 nsubj Number=Sing\n"
      "Dahl Dahl PROPN 2 appos\n"
      "klagte klagen VERB 0 root\n"
      "\n"
      "Dahl Dahl PROPN 2 nsubj\n"
      "siegte siegen VERB 0 root\n");
  CHECK(reading.at("Christdemokrat") == "NOR/PTY");
  CHECK(reading.at("Dahl", 2).starts_with("NOR/"));
}

TEST_CASE("two people are not the two spoken of before") {
  const auto reading = english(
      "Spain Spain PROPN 2 nsubj\n"
      "accuses accuse VERB 0 root\n"
      "Morocco Morocco PROPN 2 obj\n"
      "\n"
      "Two two NUM 2 nummod\n"
      "farmers farmer NOUN 3 nsubj Number=Plur\n"
      "fled flee VERB 0 root\n"
      "\n"
      "The the DET 3 det Definite=Def|PronType=Art\n"
      "two two NUM 3 nummod\n"
      "countries country NOUN 4 nsubj Number=Plur\n"
      "met meet VERB 0 root\n");
  CHECK(reading.at("farmers") == "/AGR");
  CHECK(reading.at("countries") == "ESP/GOV MAR/GOV");
}

TEST_CASE("of two towns the one whose country is named") {
  const auto reading = german(
      "In in ADP 2 case\n"
      "Tripoli Tripoli PROPN 3 obl\n"
      "protestierten protestieren VERB 0 root\n"
      "libanesische libanesisch ADJ 5 amod\n"
      "Studenten Student NOUN 3 nsubj Number=Plur\n"
      "gegen gegen ADP 7 case\n"
      "Richter Richter NOUN 3 obl Number=Plur\n");
  CHECK(reading.at("Richter") == "LBN/JUD");
}

TEST_CASE("both countries are no bodies of many states") {
  const auto reading = german(
      "Spanien Spanien PROPN 4 nsubj\n"
      "und und CCONJ 3 cc\n"
      "Marokko Marokko PROPN 1 conj\n"
      "bitten bitten VERB 0 root\n"
      "die der DET 6 det\n"
      "EU EU PROPN 4 obj\n"
      "\n"
      "Beide beide DET 2 det\n"
      "Länder Land NOUN 3 nsubj Number=Plur\n"
      "warten warten VERB 0 root\n");
  CHECK(reading.at("Länder") == "ESP/GOV MAR/GOV");
}

TEST_CASE("a plural pronoun takes up a group, a possessive its neuter owner") {
  const auto reading = german(
      "Frankreich Frankreich PROPN 4 nsubj Gender=Neut|Number=Sing\n"
      "und und CCONJ 3 cc\n"
      "Polen Polen PROPN 1 conj Gender=Neut|Number=Sing\n"
      "protestierten protestieren VERB 0 root Number=Plur|VerbForm=Fin\n"
      "\n"
      "Sie sie PRON 2 nsubj Number=Plur|PronType=Prs\n"
      "forderten fordern VERB 0 root Number=Plur|VerbForm=Fin\n"
      "Hilfe Hilfe NOUN 2 obj\n"
      "\n"
      "Island Island PROPN 2 nsubj Gender=Neut|Number=Sing\n"
      "schützt schützen VERB 0 root Number=Sing|VerbForm=Fin\n"
      "seine sein DET 4 det:poss PronType=Prs\n"
      "Grenze Grenze NOUN 2 obj\n");
  CHECK(reading.at("Sie") == "FRA/GOV POL/GOV");
  CHECK(reading.at("seine") == "ISL/GOV");
}

TEST_CASE("the country takes up a subject, and none that it stands beside") {
  const auto reading = german(
      "Norwegen Norwegen PROPN 2 nsubj Gender=Neut|Number=Sing\n"
      "schickt schicken VERB 0 root\n"
      "Ärzte Arzt NOUN 2 obj Number=Plur\n"
      "nach nach ADP 5 case\n"
      "Kenia Kenia PROPN 2 obl Gender=Neut|Number=Sing\n"
      "\n"
      "Das der DET 2 det\n"
      "Land Land NOUN 3 nsubj Number=Sing\n"
      "hilft helfen VERB 0 root\n"
      "\n"
      "Norwegen Norwegen PROPN 2 nsubj Gender=Neut|Number=Sing\n"
      "half helfen VERB 0 root\n"
      "dem der DET 4 det\n"
      "Land Land NOUN 2 obl:arg Number=Sing\n");
  CHECK(reading.at("Land") == "NOR/GOV");
  CHECK(reading.at("Land", 1) == "KEN/GOV");
}

TEST_CASE("foreign people are not the article's own") {
  const auto reading = german(
      "In in ADP 2 case\n"
      "Kairo Kairo PROPN 3 obl\n"
      "trafen treffen VERB 0 root\n"
      "westliche westlich ADJ 5 amod\n"
      "Regierungen Regierung NOUN 3 nsubj Number=Plur\n"
      "Richter Richter NOUN 3 obj Number=Plur\n");
  CHECK(reading.at("Regierungen") == "/GOV");
  CHECK(reading.at("Richter") == "EGY/JUD");
}

TEST_CASE("police and people belong to the scene") {
  const auto reading = german(
      "Die der DET 3 det\n"
      "chinesische chinesisch ADJ 3 amod\n"
      "Regierung Regierung NOUN 4 nsubj Number=Sing\n"
      "schwieg schweigen VERB 0 root\n"
      "\n"
      "In in ADP 2 case\n"
      "Paris Paris PROPN 4 obl\n"
      "wurde werden AUX 4 aux:pass\n"
      "demonstriert demonstrieren VERB 0 root\n"
      "\n"
      "Die der DET 2 det\n"
      "Polizei Polizei NOUN 3 nsubj\n"
      "schritt schreiten VERB 0 root\n"
      "ein ein ADP 3 compound:prt\n");
  CHECK(reading.at("Polizei") == "FRA/COP");
}

TEST_CASE("the title tells which country an article is about") {
  const std::string trees =
      "Die der DET 2 det\n"
      "Opposition Opposition NOUN 3 nsubj\n"
      "klagt klagen VERB 0 root\n";
  CHECK(Reading(trees, Language::german).at("Opposition") == "/OPP");
  const Date day{2023, 3, 13};
  CHECK(Reading(trees, Language::german, day, "Streit in Chile").at("Opposition") == "CHL/OPP");
  CHECK(Reading(trees, Language::german, day, "Dortmund: Neuer Rat").at("Opposition") == "DEU/OPP");
  CHECK(Reading(trees, Language::german, day, "Gedenken an Rashid Ali").at("Opposition") == "/OPP");
}

TEST_CASE("a title holds wherever the tree hangs the name") {
  const auto reading = english(
      "The the DET 3 det\n"
      "Swedish Swedish ADJ 3 amod\n"
      "ambassador ambassador NOUN 9 nsubj Number=Sing\n"
      "to to ADP 5 case\n"
      "Peru Peru PROPN 3 nmod\n"
      ", , PUNCT 7 punct\n"
      "Anna Anna PROPN 9 nsubj\n"
      "Berg Berg PROPN 7 flat\n"
      "resigned resign VERB 0 root\n");
  CHECK(reading.at("Anna") == "SWE/GOV");
}

TEST_CASE("a name is whose a later mention says it is") {
  const auto reading = german(
      "Ministerin Ministerin NOUN 4 nsubj Number=Sing\n"
      "Lena Lena PROPN 1 appos\n"
      "Storm Storm PROPN 2 flat:name\n"
      "klagte klagen VERB 0 root\n"
      "in in ADP 6 case\n"
      "Rom Rom PROPN 4 obl\n"
      "\n"
      "Die der DET 3 det\n"
      "norwegische norwegisch ADJ 3 amod\n"
      "Ministerin Ministerin NOUN 6 nsubj Number=Sing\n"
      "Lena Lena PROPN 3 appos\n"
      "Storm Storm PROPN 4 flat:name\n"
      "schwieg schweigen VERB 0 root\n");
  CHECK(reading.at("Ministerin", 1) == "NOR/GOV");
  CHECK(reading.at("Ministerin") == "NOR/GOV");
}

TEST_CASE("a missing table is named") {
  const std::string folder = std::string(CARKEYS_BINARY_DIR) + "/actors_test_lexicon";
  std::filesystem::create_directories(folder + "/world");
  std::ofstream(folder + "/world/countries.tsv") << "code\tname\nUSA\tUnited States\n";
  const auto empty = resources::Lexicon::from_folder(folder);
  REQUIRE(empty.has_value());
  const auto loaded = ActorResolver::load(*empty);
  REQUIRE_FALSE(loaded.has_value());
  CHECK(loaded.error().code == ErrorCode::bad_resource);
  CHECK(loaded.error().message.find("actor_endings") != std::string::npos);
}

TEST_CASE("state numbers hold on their day") {
  const auto on = [](std::string_view code, std::optional<Date> day) {
    const auto numbers = resolver().state_numbers(code, day);
    return std::to_string(numbers.cow) + " " + std::to_string(numbers.gw);
  };
  CHECK(on("DEU", Date{2023, 1, 1}) == "255 260");
  CHECK(on("DEU", Date{1990, 10, 2}) == "260 260");
  CHECK(on("DEU", Date{1990, 10, 3}) == "255 260");
  CHECK(on("YEM", Date{1990, 5, 21}) == "678 678");
  CHECK(on("YEM", std::nullopt) == "679 678");
  CHECK(on("SRB", Date{2006, 6, 4}) == "345 345");
  CHECK(on("SRB", Date{2006, 6, 5}) == "345 340");
  CHECK(on("KOS", Date{2008, 2, 16}) == "0 0");
  CHECK(on("KOS", Date{2008, 2, 17}) == "347 347");
  CHECK(on("SSD", Date{2011, 7, 8}) == "0 0");
  CHECK(on("SSD", Date{2011, 7, 9}) == "626 626");
  CHECK(on("UKR", Date{1991, 12, 25}) == "0 369");
  CHECK(on("CZE", Date{1992, 12, 31}) == "315 315");
  CHECK(on("VNM", std::nullopt) == "816 816");
  CHECK(on("TWN", std::nullopt) == "713 713");
  CHECK(on("PSE", std::nullopt) == "0 0");
  CHECK(on("XXX", std::nullopt) == "0 0");
}

}  // namespace carkeys::coding
