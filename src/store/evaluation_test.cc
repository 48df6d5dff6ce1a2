// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "store/evaluation.h"

#include <string>

#include <doctest/doctest.h>

using namespace carkeys;         // NOLINT(google-build-using-namespace)
using namespace carkeys::store;  // NOLINT(google-build-using-namespace)

namespace {

const std::string folder = CARKEYS_SOURCE_DIR "/tests/eval/";

std::vector<EvaluationRow> rows(const std::string& name) {
  auto loaded = load_rows(folder + name, nullptr);
  REQUIRE_MESSAGE(loaded.has_value(), (loaded ? std::string() : loaded.error().text()));
  return *loaded;
}

EvaluationDocuments documents() {
  auto loaded = EvaluationDocuments::load(folder + "docs.jsonl");
  REQUIRE(loaded.has_value());
  return *loaded;
}

EvaluationRow row(std::vector<std::string> actor, std::vector<std::string> recipient) {
  EvaluationRow made;
  made.document = "d";
  made.sentence = 0;
  made.event = "AID";
  made.actor = std::move(actor);
  made.recipient = std::move(recipient);
  made.status = {"reported"};
  made.aux = {{}};
  return made;
}

bool who(const EvaluationRow& gold, const EvaluationRow& prediction) {
  return evaluate({gold}, {prediction}).scores[1].f1 > 0.5;
}

}  // namespace

TEST_CASE("figures worked out by hand") {
  // Gold: 5 rows, 4 of them core. Predictions: 6 rows.
  // Category pairs: COERCE, AID, AID, CONSULT (not core) and REJECT: 5 of 6, core 4 of 4.
  // Who: the second AID has the wrong giver, REJECT is right: 4 of 6, core 3 of 4.
  // Who and says: COERCE is told as fact, though only claimed: 3 of 6, core 2 of 4.
  const Evaluation evaluation = evaluate(rows("gold.jsonl"), rows("predictions.jsonl"));
  CHECK(report(evaluation, "") ==
        " category  P  83.3  R 100.0  F1  90.9\n"
        " who       P  66.7  R  75.0  F1  70.6\n"
        " who+says  P  50.0  R  50.0  F1  50.0\n"
        " facts leaked 1/2\n");
  CHECK(report(evaluation, "own").starts_with("own category  P"));
}

TEST_CASE("gold against itself is perfect, against nothing is nothing") {
  const auto gold = rows("gold.jsonl");
  auto plain = gold;
  for (EvaluationRow& each : plain) {
    each.status.resize(1);
    each.aux.resize(1);
  }
  CHECK(report(evaluate(gold, plain), "self") ==
        "self category  P 100.0  R 100.0  F1 100.0\n"
        "self who       P 100.0  R 100.0  F1 100.0\n"
        "self who+says  P 100.0  R 100.0  F1 100.0\n"
        "self facts leaked 0/2\n");
  CHECK(report(evaluate(gold, {}), "none") ==
        "none category  P   0.0  R   0.0  F1   0.0\n"
        "none who       P   0.0  R   0.0  F1   0.0\n"
        "none who+says  P   0.0  R   0.0  F1   0.0\n"
        "none facts leaked 0/0\n");
}

TEST_CASE("countries decide who, sectors do not") {
  CHECK(who(row({"USA/GOV"}, {"IRN/GOV"}), row({"USA/MIL"}, {"IRN/UNK"})));
  CHECK_FALSE(who(row({"USA/GOV"}, {"IRN/GOV"}), row({"IRN/GOV"}, {"USA/GOV"})));
  CHECK_FALSE(who(row({"USA/GOV"}, {"IRN/GOV"}), row({"USA/GOV"}, {})));
  // Without gold recipient: mutual or one-sided, order does not matter.
  CHECK(who(row({"USA/GOV", "IRN/GOV"}, {}), row({"USA/GOV"}, {"IRN/GOV"})));
  CHECK(who(row({"USA/GOV"}, {}), row({"IRN/GOV"}, {"USA/GOV"})));
  // Nobody named in gold: nobody may be named.
  CHECK(who(row({"---/UNK"}, {"IRN/GOV"}), row({}, {"IRN/GOV"})));
  CHECK_FALSE(who(row({}, {"IRN/GOV"}), row({"USA/GOV"}, {"IRN/GOV"})));
  EvaluationRow gold = row({"USA/GOV"}, {"IRN/GOV"});
  gold.actor_alternative = {"GBR/GOV"};
  CHECK(who(gold, row({"GBR/GOV"}, {"IRN/GOV"})));
  gold.recipient_alternative = std::vector<std::string>{};
  CHECK(who(gold, row({"FRA/GOV"}, {"GBR/GOV"})));
}

TEST_CASE("native records are placed by their trigger, one row for each telling") {
  const EvaluationDocuments known = documents();
  const auto native = load_rows(folder + "native.jsonl", &known);
  REQUIRE_MESSAGE(native.has_value(), (native ? std::string() : native.error().text()));
  REQUIRE(native->size() == 4);
  const EvaluationRow& first = (*native)[0];
  CHECK(first.document == "lima.01");
  CHECK(first.sentence == 0);
  CHECK((*native)[1].sentence == 1);
  CHECK(first.event == "COERCE");
  CHECK(first.actor == std::vector<std::string>{"PER/COP", "---/UNK"});
  CHECK(first.recipient == std::vector<std::string>{"PER/UNK"});
  CHECK(first.status == std::vector<std::string>{"claimed"});
  CHECK(first.aux == std::vector<std::set<std::string>>{{"negation"}});
  CHECK((*native)[2].event == "RELATION");
  CHECK((*native)[2].sentence == -1);
  CHECK((*native)[3].document == "elsewhere");
  CHECK((*native)[3].sentence == -1);
  CHECK(known.sentence_text("lima.01", 1) == "Später ließ sie sie frei.");
  CHECK(known.sentence_text("lima.01", 7).empty());

  const auto unplaced = load_rows(folder + "native.jsonl", nullptr);
  REQUIRE_FALSE(unplaced.has_value());
  CHECK(unplaced.error().message == "native records need the documents (--docs)");
}

TEST_CASE("errors are listed with both sides and the sentence") {
  const auto gold = rows("gold.jsonl");
  const auto predictions = rows("predictions.jsonl");
  const EvaluationDocuments known = documents();
  CHECK(list_errors(evaluate(gold, predictions), gold, predictions, &known) ==
        "lima.01:0 fact leaked\n"
        "  gold COERCE PER/COP > PER/UNK claimed or alleged [] \"nahm fest\"\n"
        "  pred COERCE PER/COP >  reported [] \"\"\n"
        "  text Die Polizei in Lima nahm nach eigenen Angaben zwölf Menschen fest.\n"
        "lima.01:1 wrong who\n"
        "  gold AID BOL/GOV > PER/GOV reported [] \"\"\n"
        "  pred AID CHL/GOV > PER/GOV reported [] \"\"\n"
        "  text Später ließ sie sie frei.\n"
        "lima.01:1 not in gold\n"
        "  pred PROTEST PER/CVL >  reported [] \"\"\n"
        "  text Später ließ sie sie frei.\n");
  CHECK(list_errors(evaluate(gold, {}), gold, {}, nullptr).starts_with("lima.01:0 missing\n"));
}

TEST_CASE("files that cannot be compared are named with their line") {
  const auto missing = load_rows(folder + "none.jsonl", nullptr);
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().code == ErrorCode::bad_input);
  const auto broken = load_rows(folder + "broken.jsonl", nullptr);
  REQUIRE_FALSE(broken.has_value());
  CHECK(broken.error().place == 3);
  CHECK(broken.error().message == "no field 'status'");
  const auto no_json = load_rows(CARKEYS_SOURCE_DIR "/LICENSE", nullptr);
  REQUIRE_FALSE(no_json.has_value());
  CHECK(no_json.error().message.starts_with("not a JSON object"));
  CHECK_FALSE(EvaluationDocuments::load(folder + "gold.jsonl").has_value());
}
