// SPDX-License-Identifier: Apache-2.0
// car-keys parse: texts and given tokens.
#include <sstream>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "program.h"

using namespace carkeys::testing;

namespace {

// Columns `from` to `to` of every token line, one line each.
std::string columns(const std::string& conllu, std::size_t from, std::size_t to) {
  std::istringstream lines(conllu);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    std::istringstream fields(line);
    std::size_t number = 0;
    for (std::string field; std::getline(fields, field, '\t'); ++number) {
      out += number >= from && number <= to ? field + " " : "";
    }
    out += number == 10 ? "\n" : "(not ten columns)\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a text becomes sentences of ten columns") {
  const Outcome outcome =
      run({.arguments = {"parse", "-"}, .input = "Die Polizei schweigt. Wien auch.\n"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with("# newdoc id = stdin\n"));
  CHECK(contains(outcome.out, "# sent_id = stdin-1\n# text = Die Polizei schweigt.\n"));
  CHECK(columns(outcome.out, 0, 1) ==
        "1 Die \n2 Polizei \n3 schweigt \n4 . \n1 Wien \n2 auch \n3 . \n");
  CHECK(contains(outcome.out, "SpaceAfter=No"));
}

TEST_CASE("given tokens are kept one to one, with ranges and empty nodes") {
  const std::string given =
      "# sent_id = s1\n"
      "# text = Ruhe im Land\n"
      "1\tRuhe\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "2-3\tim\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "2\tin\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "3\tdem\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "3.1\tleer\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "4\tLand\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
      "\n"
      "1\tz.B.xyz,\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "2\tEnde\t_\t_\t_\t_\t_\t_\t_\t_\n";
  const Outcome outcome =
      run({.arguments = {"parse", "--input", "conllu", "--lang", "de", "-"}, .input = given});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with("# sent_id = s1\n# text = Ruhe im Land\n"));
  CHECK(columns(outcome.out, 0, 1) == columns(given, 0, 1));
  CHECK(contains(outcome.out, "2-3\tim\t_\t_\t_\t_\t_\t_\t_\t_\n"));
  CHECK(contains(outcome.out, "3\tdem\tder\tDET\t"));
  CHECK(contains(outcome.out, "\t4\tdet\t_\t_\n"));
  CHECK(contains(outcome.out, "2\tin\tin\tADP\t_\t_\t4\tcase\t_\t_\n"));
}

TEST_CASE("lines that are no CoNLL-U are named and the run goes on") {
  const Outcome outcome = run({.arguments = {"parse", "--input", "conllu", "--lang", "de", "-"},
                               .input = "1\tRuhe\n\n1\tEnde\t_\t_\t_\t_\t_\t_\t_\t_\n\n"});
  CHECK(outcome.code == 3);
  CHECK(contains(outcome.err, "stdin:1: 2 columns instead of 10"));
  CHECK(columns(outcome.out, 1, 1) == "Ende \n");
}
