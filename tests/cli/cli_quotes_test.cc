// SPDX-License-Identifier: Apache-2.0
// car-keys quotes: speaker, cue and message.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "program.h"

using namespace carkeys::testing;

namespace {

std::string quotes(const std::string& text) {
  const Outcome outcome = run({.arguments = {"quotes", "-"}, .input = text});
  CHECK(outcome.code == 0);
  return outcome.out;
}

}  // namespace

TEST_CASE("a quotation in marks has its speaker behind it") {
  const std::string out = quotes("„Russland hat die Stadt angegriffen“, sagte der Minister.\n");
  CHECK(count_lines(out) == 1);
  CHECK(contains(out, R"("speaker":{"start":44,"end":56,"text":"der Minister"})"));
  CHECK(contains(out, R"("text":"sagte"})"));
  CHECK(contains(out, R"("quoted":true)"));
  CHECK(contains(
      out, R"("message":[{"start":1,"end":35,"text":"Russland hat die Stadt angegriffen"}])"));
}

TEST_CASE("reported speech goes on with its speaker over sentences, as one message") {
  const std::string out = quotes(
      "Der Minister sagte, die Lage sei ruhig. Die Armee habe das Dorf verlassen. Niemand sei "
      "verletzt worden.\n");
  CHECK(count_lines(out) == 2);
  CHECK(contains(
      out, R"("carried_on":false,"message":[{"start":20,"end":38,"text":"die Lage sei ruhig"}])"));
  CHECK(contains(out, R"("carried_on":true)"));
  CHECK(contains(out, "Niemand sei verletzt worden"));
}

TEST_CASE("plain reports and hearsay of nobody are no quotations") {
  CHECK(quotes("Die Armee hat das Dorf angegriffen. Angeblich floh der General.\n").empty());
}
