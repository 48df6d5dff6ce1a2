// SPDX-License-Identifier: Apache-2.0
// The clause graph on trees written by hand, one grammatical construction a case.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "clauses/clauses.h"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "resources/pattern.h"
#include "support/trees.h"

namespace carkeys::clauses {
namespace {

const ClauseBuilder& builder() {
  static const auto loaded = [] {
    auto lexicon = resources::Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon");
    REQUIRE(lexicon.has_value());
    auto result = ClauseBuilder::load(*lexicon);
    REQUIRE(result.has_value());
    return std::move(*result);
  }();
  return loaded;
}

// A parsed text and its graph, with questions that read like the graph's own words.
struct Parsed {
  Document document;
  ClauseGraph graph;

  Parsed(std::string_view conllu, Language language)
      : document(tests::document_from_conllu(conllu, language)), graph(builder().build(document)) {}

  [[nodiscard]] const Predicate& predicate(std::string_view key) const {
    for (const Predicate& found : graph.predicates) {
      if (resources::predicate_key(document, found) == key) {
        return found;
      }
    }
    FAIL("no predicate " << key);
    return graph.predicates.front();
  }

  // The forms that fill a slot of a predicate, separated by spaces; "*" marks inferred ones.
  [[nodiscard]] std::string fill(std::string_view key, std::string_view slot_text) const {
    const auto slot = resources::parse_slot(slot_text);
    REQUIRE(slot.has_value());
    std::string text;
    for (const Argument& argument : graph.arguments_of(predicate(key))) {
      if (slot->fits(argument, document)) {
        text += text.empty() ? "" : " ";
        text += std::string(document.form(argument.token)) + (argument.inferred ? "*" : "");
      }
    }
    return text;
  }

  [[nodiscard]] bool holds(std::string_view key, std::string_view conditions) const {
    static const resources::WordClasses none;
    const auto parsed = resources::parse_conditions(conditions);
    REQUIRE(parsed.has_value());
    return resources::all_hold(*parsed, {document, graph, predicate(key), none});
  }

  // "denies Iran < asserts Zeitung": the scopes of a predicate from the inside out.
  [[nodiscard]] std::string said(std::string_view key) const {
    std::string text;
    for (ScopeIndex index = predicate(key).scope; index != no_scope;) {
      const SpeechScope& scope = graph.scopes[static_cast<std::size_t>(index)];
      text += text.empty() ? "" : " < ";
      text += std::string(stance_name(scope.stance)) + " ";
      text += scope.claimant == no_token ? "-" : std::string(document.form(scope.claimant));
      text += scope.quoted ? " quoted" : "";
      index = scope.outer;
    }
    return text;
  }
};

}  // namespace

TEST_CASE("passive_voice_is_undone_de") {
  const Parsed text(R"(
1 Der der DET _ _ 2 det _ _
2 Minister Minister NOUN _ _ 6 nsubj:pass _ _
3 wurde werden AUX _ Mood=Ind|Tense=Past|VerbForm=Fin 6 aux:pass _ _
4 von von ADP _ _ 5 case _ _
5 Soldaten Soldat NOUN _ _ 6 obl:agent _ _
6 festgenommen festnehmen VERB _ VerbForm=Part 0 root _ _
)",
                    Language::german);
  CHECK(text.predicate("v:festnehmen").passive);
  CHECK(text.fill("v:festnehmen", "subj") == "Soldaten");
  CHECK(text.fill("v:festnehmen", "obj") == "Minister");
}

TEST_CASE("present_below_a_past_verb_of_saying_is_shifted_en") {
  const Parsed text(R"(
1 Oslo Oslo PROPN _ _ 2 nsubj _ _
2 said say VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
3 Poland Poland PROPN _ _ 4 nsubj _ _
4 condemned condemn VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 2 ccomp _ _
5 it it PRON _ _ 4 obj _ _
)",
                    Language::english);
  CHECK(text.predicate("v:condemn").shifted);
  CHECK_FALSE(text.predicate("v:say").shifted);
}

TEST_CASE("clause_behind_a_place_is_not_what_was_told_en") {
  const Parsed text(R"(
1 Oslo Oslo PROPN _ _ 2 nsubj _ _
2 told tell VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
3 reporters reporter NOUN _ _ 2 obj _ _
4 in in ADP _ _ 5 case _ _
5 Rome Rome PROPN _ _ 2 obl _ _
6 , , PUNCT _ _ 8 punct _ _
7 where where ADV _ PronType=Rel 9 advmod _ _
8 ministers minister NOUN _ _ 9 nsubj _ _
9 meet meet VERB _ Mood=Ind|Tense=Pres|VerbForm=Fin 2 ccomp _ _
)",
                    Language::english);
  CHECK(text.said("v:meet").empty());
}

TEST_CASE("verb_without_passive_keeps_its_subject_de") {
  const Parsed text(R"(
1 In in ADP _ _ 2 case _ _
2 Kirkuk Kirkuk PROPN _ _ 6 obl _ _
3 ist sein AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 6 aux:pass _ _
4 eine ein DET _ _ 5 det _ _
5 Autobombe Autobombe NOUN _ _ 6 nsubj:pass _ _
6 explodiert explodieren VERB _ VerbForm=Part 0 root _ _
)",
                    Language::german);
  CHECK_FALSE(text.predicate("v:explodieren").passive);
  CHECK(text.fill("v:explodieren", "subj") == "Autobombe");
}

TEST_CASE("passive_participle_of_the_last_verb_serves_all_de") {
  const Parsed text(R"(
1 Zwei zwei NUM _ _ 2 nummod _ _
2 Offiziere Offizier NOUN _ _ 4 nsubj _ _
3 sind sein AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 4 aux _ _
4 verhaftet verhaften VERB _ VerbForm=Part 0 root _ _
5 und und CCONJ _ _ 8 cc _ _
6 nach nach ADP _ _ 7 case _ _
7 Graz Graz PROPN _ _ 8 obl _ _
8 gebracht bringen VERB _ VerbForm=Part 4 conj _ _
9 worden werden AUX _ VerbForm=Part 8 aux:pass _ _
)",
                    Language::german);
  CHECK(text.predicate("v:verhaften").passive);
  CHECK(text.fill("v:verhaften", "obj") == "Offiziere");
}

TEST_CASE("verb_that_shares_an_auxiliary_has_no_subject_of_its_own_de") {
  const Parsed text(R"(
1 Rebellen Rebell NOUN _ _ 5 nsubj _ _
2 haben haben AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 5 aux _ _
3 das der DET _ _ 4 det _ _
4 Dorf Dorf NOUN _ _ 5 obj _ _
5 angegriffen angreifen VERB _ VerbForm=Part 0 root _ _
6 und und CCONJ _ _ 8 cc _ _
7 Bewohner Bewohner NOUN _ _ 8 nsubj _ _
8 entführt entführen VERB _ VerbForm=Part 5 conj _ _
)",
                    Language::german);
  CHECK(text.fill("v:entführen", "obj") == "Bewohner");
  CHECK(text.fill("v:entführen", "subj") == "Rebellen*");
}

TEST_CASE("nominative_before_an_accusative_is_the_subject_de") {
  const Parsed text(R"(
1 Zudem zudem ADV _ _ 6 advmod _ _
2 habe haben AUX _ Mood=Sub|Tense=Pres|VerbForm=Fin 6 aux _ _
3 die der DET _ _ 4 det _ _
4 Küstenwache Küstenwache NOUN _ Case=Nom 6 obj _ _
5 Fischer Fischer NOUN _ Case=Acc 6 obj _ _
6 festgenommen festnehmen VERB _ VerbForm=Part 0 root _ _
)",
                    Language::german);
  CHECK(text.fill("v:festnehmen", "subj") == "Küstenwache");
  CHECK(text.fill("v:festnehmen", "obj") == "Fischer");
}

TEST_CASE("idiom_is_found_behind_a_phrase_with_the_same_adposition_de") {
  const Parsed text(R"(
1 Soldaten Soldat NOUN _ _ 2 nsubj _ _
2 setzten setzen VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
3 in in ADP _ _ 4 case _ _
4 Dili Dili PROPN _ _ 2 obl _ _
5 Autos Auto NOUN _ _ 2 obj _ _
6 in in ADP _ _ 7 case _ _
7 Brand Brand NOUN _ _ 5 nmod _ _
)",
                    Language::german);
  CHECK(text.holds("v:setzen", "prep:in=Brand"));
  CHECK_FALSE(text.holds("v:setzen", "prep:in=Haft"));
}

TEST_CASE("made_up_lemma_gives_way_to_a_word_of_the_tables_de") {
  const Parsed text(R"(
1 Die der DET _ _ 2 det _ _
2 Luftangriffe Luftangräf NOUN _ Number=Plur 4 nsubj:pass _ _
3 wurden werden AUX _ Mood=Ind|Tense=Past|VerbForm=Fin 4 aux:pass _ _
4 unterbrochen unterbrechern VERB _ VerbForm=Part 0 root _ _
)",
                    Language::german);
  CHECK(text.predicate("v:unterbrechen").passive);
  CHECK(text.predicate("n:Luftangriff").kind == PredicateKind::noun);
}

TEST_CASE("separable_verb_is_joined_and_conjuncts_are_distributed_de") {
  const Parsed text(R"(
1 Polizisten Polizist NOUN _ _ 4 nsubj _ _
2 und und CCONJ _ _ 3 cc _ _
3 Soldaten Soldat NOUN _ _ 1 conj _ _
4 nahmen nehmen VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
5 Ali Ali PROPN _ _ 4 obj _ _
6 fest fest ADP _ _ 4 compound:prt _ _
7 und und CCONJ _ _ 8 cc _ _
8 schlugen schlagen VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 4 conj _ _
9 ihn er PRON _ _ 8 obj _ _
)",
                    Language::german);
  CHECK(text.fill("v:festnehmen", "subj") == "Polizisten Soldaten");
  CHECK(text.fill("v:schlagen", "subj") == "Polizisten* Soldaten*");
  CHECK(text.graph.trigger_of(text.predicate("v:festnehmen")).size() == 2);
}

TEST_CASE("object_controls_the_infinitive_de") {
  const Parsed text(R"(
1 Washington Washington PROPN _ _ 3 nsubj _ _
2 hat haben AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 3 aux _ _
3 beschuldigt beschuldigen VERB _ VerbForm=Part 0 root _ _
4 Iran Iran PROPN _ _ 3 obj _ _
5 , , PUNCT _ _ 8 punct _ _
6 Drohnen Drohne NOUN _ _ 8 obj _ _
7 zu zu PART _ _ 8 mark _ _
8 liefern liefern VERB _ VerbForm=Inf 3 xcomp _ _
)",
                    Language::german);
  CHECK(text.fill("v:liefern", "subj") == "Iran*");
  CHECK(text.said("v:liefern") == "alleges Washington");
  CHECK(text.said("v:beschuldigen").empty());
  CHECK(text.predicate("v:beschuldigen").tense == ClauseTense::perfect);
}

TEST_CASE("light_verb_gives_its_arguments_to_the_noun_de") {
  const Parsed text(R"(
1 Oslo Oslo PROPN _ _ 2 nsubj _ _
2 stattete statten VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
3 Peking Peking PROPN _ _ 2 obl:arg _ _
4 einen ein DET _ _ 5 det _ _
5 Besuch Besuch NOUN _ _ 2 obj _ _
6 ab ab ADP _ _ 2 compound:prt _ _
)",
                    Language::german);
  CHECK(text.fill("n:Besuch", "subj") == "Oslo");
  CHECK(text.fill("n:Besuch", "dat") == "Peking");
  CHECK(text.graph.trigger_of(text.predicate("n:Besuch")).size() == 3);
}

TEST_CASE("idiom_names_the_deed_in_another_slot_de") {
  const Parsed text(R"(
1 Rom Rom PROPN _ _ 6 nsubj _ _
2 hat haben AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 6 aux _ _
3 seine sein DET _ _ 4 det:poss _ _
4 Unterstützung Unterstützung NOUN _ _ 6 obj _ _
5 zum zu ADP _ _ 7 case _ _
6 gebracht bringen VERB _ VerbForm=Part 0 root _ _
7 Ausdruck Ausdruck NOUN _ _ 6 obl _ _
)",
                    Language::german);
  CHECK(text.fill("n:Unterstützung", "subj") == "Rom");
  CHECK(text.predicate("n:Unterstützung").tense == ClauseTense::perfect);
}

TEST_CASE("relative_pronoun_is_its_antecedent_de") {
  const Parsed text(R"(
1 Die der DET _ _ 2 det _ _
2 Truppen Truppe NOUN _ _ 8 nsubj _ _
3 , , PUNCT _ _ 6 punct _ _
4 die der PRON _ PronType=Rel 6 nsubj _ _
5 Goma Goma PROPN _ _ 6 obj _ _
6 eroberten erobern VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 2 acl:relcl _ _
7 , , PUNCT _ _ 6 punct _ _
8 flohen fliehen VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
)",
                    Language::german);
  CHECK(text.fill("v:erobern", "subj") == "Truppen*");
  CHECK(text.fill("v:erobern", "obj") == "Goma");
}

TEST_CASE("konjunktiv_goes_on_with_the_last_speaker_de") {
  const Parsed text(R"(
1 Der der DET _ _ 2 det _ _
2 General General NOUN _ _ 3 nsubj _ _
3 sagte sagen VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
4 , , PUNCT _ _ 7 punct _ _
5 Kabul Kabul PROPN _ _ 7 nsubj _ _
6 habe haben AUX _ Mood=Sub|Tense=Pres|VerbForm=Fin 7 aux _ _
7 kapituliert kapitulieren VERB _ VerbForm=Part 3 ccomp _ _

1 Die der DET _ _ 2 det _ _
2 Armee Armee NOUN _ _ 4 nsubj _ _
3 sei sein AUX _ Mood=Sub|Tense=Pres|VerbForm=Fin 4 aux _ _
4 geflohen fliehen VERB _ VerbForm=Part 0 root _ _

1 Die der DET _ _ 2 det _ _
2 Kämpfe Kampf NOUN _ _ 3 nsubj _ _
3 endeten enden VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
)",
                    Language::german);
  CHECK(text.said("v:kapitulieren") == "asserts General");
  CHECK(text.said("v:fliehen") == "asserts General");
  CHECK(text.said("v:enden").empty());
}

TEST_CASE("adposition_names_the_source_of_its_clause_de") {
  const Parsed text(R"(
1 Laut laut ADP _ _ 2 case _ _
2 Polizei Polizei NOUN _ _ 5 obl _ _
3 wurden werden AUX _ Mood=Ind|Tense=Past|VerbForm=Fin 5 aux:pass _ _
4 Demonstranten Demonstrant NOUN _ _ 5 nsubj:pass _ _
5 verhaftet verhaften VERB _ VerbForm=Part 0 root _ _
)",
                    Language::german);
  CHECK(text.said("v:verhaften") == "asserts Polizei");
}

TEST_CASE("negation_through_kein_and_not_only_de") {
  const Parsed none(R"(
1 Minsk Minsk PROPN _ _ 5 nsubj _ _
2 hat haben AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 5 aux _ _
3 keine kein DET _ _ 4 det _ _
4 Soldaten Soldat NOUN _ _ 5 obj _ _
5 entsandt entsenden VERB _ VerbForm=Part 0 root _ _
)",
                    Language::german);
  CHECK(none.predicate("v:entsenden").negated);
  const Parsed only(R"(
1 Minsk Minsk PROPN _ _ 6 nsubj _ _
2 hat haben AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 6 aux _ _
3 nicht nicht PART _ _ 6 advmod _ _
4 nur nur ADV _ _ 6 advmod _ _
5 Soldaten Soldat NOUN _ _ 6 obj _ _
6 entsandt entsenden VERB _ VerbForm=Part 0 root _ _
)",
                    Language::german);
  CHECK_FALSE(only.predicate("v:entsenden").negated);
}

TEST_CASE("modal_and_condition_are_hypothetical_en") {
  const Parsed text(R"(
1 If if SCONJ _ _ 3 mark _ _
2 Russia Russia PROPN _ _ 3 nsubj _ _
3 attacks attack VERB _ Mood=Ind|Tense=Pres|VerbForm=Fin 7 advcl _ _
4 , , PUNCT _ _ 3 punct _ _
5 Norway Norway PROPN _ _ 7 nsubj _ _
6 could could AUX _ VerbForm=Fin 7 aux _ _
7 intervene intervene VERB _ VerbForm=Inf 0 root _ _
)",
                    Language::english);
  CHECK((text.predicate("v:attack").mood & mood_condition) != 0);
  CHECK((text.predicate("v:intervene").mood & mood_possible) != 0);
  CHECK((text.predicate("v:intervene").mood & mood_conditioned) != 0);
}

TEST_CASE("quotation_takes_the_speaker_beside_it_en") {
  const Parsed text(R"(
1 " " PUNCT _ _ 3 punct _ _
2 Russia Russia PROPN _ _ 3 nsubj _ _
3 attacked attack VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 8 ccomp _ _
4 Ukraine Ukraine PROPN _ _ 3 obj _ _
5 , , PUNCT _ _ 8 punct _ _
6 " " PUNCT _ _ 3 punct _ _
7 Duda Duda PROPN _ _ 8 nsubj _ NER=B-PER
8 said say VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
)",
                    Language::english);
  CHECK(text.said("v:attack") == "asserts Duda quoted");
  CHECK(text.said("v:say").empty());
}

TEST_CASE("bare_participle_is_passive_and_by_names_the_doer_en") {
  const Parsed text(R"(
1 Rebels rebel NOUN _ _ 5 nsubj _ _
2 trained train VERB _ Tense=Past|VerbForm=Part 1 acl _ _
3 by by ADP _ _ 4 case _ _
4 Iran Iran PROPN _ _ 2 obl _ _
5 fled flee VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
)",
                    Language::english);
  CHECK(text.fill("v:train", "subj") == "Iran");
  CHECK(text.fill("v:train", "obj") == "Rebels*");
}

TEST_CASE("particle_taken_for_an_adposition_joins_its_verb_en") {
  const Parsed text(R"(
1 Miners miner NOUN _ _ 2 nsubj _ _
2 called call VERB _ VerbForm=Fin|Tense=Past 0 root _ _
3 off off ADP _ _ 5 case _ _
4 the the DET _ _ 5 det _ _
5 strike strike NOUN _ _ 2 obl _ _
)",
                    Language::english);
  CHECK(text.fill("v:call off", "obj") == "strike");
  CHECK(text.fill("v:call off", "prep:off").empty());
}

TEST_CASE("verb_form_taken_for_a_noun_is_a_verb_en") {
  const Parsed text(R"(
1 Tehran Tehran PROPN _ _ 2 compound _ _
2 denies deny NOUN _ _ 0 root _ _
3 charges charge NOUN _ _ 2 nmod _ _
)",
                    Language::english);
  CHECK(text.fill("v:deny", "subj") == "Tehran");
  CHECK(text.fill("v:deny", "obj") == "charges");
}

TEST_CASE("a_day_is_no_object_of_an_adposition_en") {
  const Parsed text(R"(
1 Norway Norway PROPN _ _ 2 nsubj _ _
2 insisted insist VERB _ VerbForm=Fin|Tense=Past 0 root _ _
3 on on ADP _ _ 4 case _ _
4 Sunday Sunday PROPN _ _ 2 obl _ _
5 on on ADP _ _ 6 case _ _
6 guarantees guarantee NOUN _ _ 2 obl _ _
)",
                    Language::english);
  CHECK(text.fill("v:insist", "prep:on") == "guarantees");
}

TEST_CASE("who_issues_a_text_urges_what_it_urges_en") {
  const Parsed text(R"(
1 Norway Norway PROPN _ _ 2 nsubj _ _
2 issued issue VERB _ VerbForm=Fin|Tense=Past 0 root _ _
3 a a DET _ _ 4 det _ _
4 statement statement NOUN _ _ 2 obj _ _
5 urging urge VERB _ VerbForm=Part|Tense=Pres 4 acl _ _
6 Chad Chad PROPN _ _ 5 obj _ _
)",
                    Language::english);
  CHECK(text.fill("v:urge", "subj") == "Norway*");
}

TEST_CASE("denial_inside_a_report_nests_en") {
  const Parsed text(R"(
1 Iran Iran PROPN _ _ 2 nsubj _ _
2 denied deny VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
3 that that SCONJ _ _ 5 mark _ _
4 it it PRON _ _ 5 nsubj _ _
5 armed arm VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 2 ccomp _ _
6 rebels rebel NOUN _ _ 5 obj _ _
7 according according ADP _ _ 9 case _ _
8 to to ADP _ _ 7 fixed _ _
9 Reuters Reuters PROPN _ _ 2 obl _ _
)",
                    Language::english);
  CHECK(text.said("v:arm") == "denies Iran < asserts Reuters");
  CHECK(text.said("v:deny") == "asserts Reuters");
  CHECK(text.predicate("v:deny").denies);
}

}  // namespace carkeys::clauses
