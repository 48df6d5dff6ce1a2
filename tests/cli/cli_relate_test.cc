// SPDX-License-Identifier: Apache-2.0
// car-keys relate: pairs as JSON and between tabs, phrases by words and by place.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "program.h"

using namespace carkeys::testing;

TEST_CASE("a pair between tabs is answered with a category") {
  const Outcome outcome = run({.arguments = {"relate", "--lang", "en", "-"},
                               .input = "Peru accused Chile on Monday.\tPeru\tChile\n"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with(R"({"id":"stdin:1","event":["ACCUSE"],"mode":["allege"],)"));
  CHECK(contains(outcome.out, R"("trigger":"accused")"));
}

TEST_CASE("phrases may be named by their place in code points") {
  const Outcome outcome =
      run({.arguments = {"relate", "--lang", "de", "-"},
           .input = R"({"id":"ü","text":"Österreich besuchte Ägypten.","source":[0,10],)"
                    R"("target":[20,27]})"
                    "\n"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with(R"({"id":"ü","event":["CONSULT"])"));
}

TEST_CASE("phrases that are no known actors count as actors") {
  const Outcome outcome =
      run({.arguments = {"relate", "--lang", "en", "-"},
           .input = "The Weavers praised the Glaziers on Sunday.\tThe Weavers\tthe Glaziers\n"});
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.out, R"("event":["SUPPORT"])"));
}

TEST_CASE("a pair without a deed has no category, one without a target may have one") {
  const Outcome outcome =
      run({.arguments = {"relate", "--lang", "en", "-"},
           .input = "Oslo lies in Norway.\tOslo\tNorway\n"
                    "Kenyan students protested on Sunday.\tKenyan students\t\n"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with(R"({"id":"stdin:1","event":[],"mode":[],"confidence":0.0})"));
  CHECK(contains(outcome.out, R"({"id":"stdin:2","event":["PROTEST"])"));
}

TEST_CASE("a header names the columns, and a cell in quotes is its content") {
  const Outcome outcome =
      run({.arguments = {"relate", "--lang", "en", "-"},
           .input = "n\ttarget\tsentence\tsource\r\n"
                    "7\tChile\t\"Peru praised \"\"brave\"\" Chile.\"\tPeru\r\n"});
  CHECK(outcome.code == 0);
  CHECK(count_lines(outcome.out) == 1);
  CHECK(outcome.out.starts_with(R"({"id":"stdin:2","event":["SUPPORT"])"));
}

TEST_CASE("a phrase that is not in the text is nobody") {
  const Outcome outcome =
      run({.arguments = {"relate", "--lang", "en", "-"},
           .input = "Kenyan students protested on Sunday.\tKenyan students\ta recipient\n"});
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.out, R"("event":["PROTEST"])"));
}

TEST_CASE("a line that is no pair is named, has its line, and the others are answered") {
  const Outcome outcome = run({.arguments = {"relate", "--lang", "en", "-"},
                               .input = "Peru praised Chile.\tBolivia\tBrazil\n"
                                        "only words\n"
                                        R"({"text":"Peru praised Chile.","source":[3,1]})"
                                        "\nPeru praised Chile.\tPeru\tChile\n"});
  CHECK(outcome.code == 3);
  CHECK(count_lines(outcome.out) == 4);
  CHECK(contains(outcome.out, R"({"id":"stdin:2","event":[],"mode":[],"confidence":0.0,"error":)"));
  CHECK(contains(outcome.err, "stdin:1: neither source nor target is in the text"));
  CHECK(contains(outcome.err, "stdin:2: text, source and target are needed, between tabs"));
  CHECK(contains(outcome.err, "stdin:3: field \"source\" must be words or [begin, end]"));
}
