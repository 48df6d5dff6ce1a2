// SPDX-License-Identifier: Apache-2.0
// car-keys parse: texts and given tokens.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "fuzz/tiny_model.h"
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

// What is wrong with one sentence's heads: numbers outside, not one root, a cycle.
std::string fault_of_tree(const std::vector<std::size_t>& heads) {
  if (std::count(heads.begin(), heads.end(), 0) != 1) {
    return "not one root";
  }
  for (std::size_t word = 1; word <= heads.size(); ++word) {
    std::size_t at = word;
    for (std::size_t steps = 0; at != 0; ++steps) {
      if (at > heads.size()) {
        return "a head outside the sentence";
      }
      if (steps > heads.size()) {
        return "a cycle";
      }
      at = heads[at - 1];
    }
  }
  return {};
}

// What is wrong with CoNLL-U of words without ranges; empty where nothing is.
std::string fault_of(const std::string& conllu) {
  std::istringstream lines(conllu);
  std::vector<std::size_t> heads;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) {
      if (const std::string fault = fault_of_tree(heads); !fault.empty()) {
        return fault;
      }
      heads.clear();
    } else if (line.front() != '#') {
      std::vector<std::string> fields;
      std::istringstream parts(line);
      for (std::string field; std::getline(parts, field, '\t');) {
        fields.push_back(field);
      }
      const bool whole = fields.size() == 10 && fields[0] == std::to_string(heads.size() + 1) &&
                         std::find(fields.begin(), fields.end(), "") == fields.end();
      if (!whole) {
        return "no row: " + line;
      }
      heads.push_back(std::stoul(fields[6]));
      if ((heads.back() == 0) != (fields[7] == "root")) {
        return "root and relation differ: " + line;
      }
    }
  }
  return heads.empty() ? "" : "no blank line at the end";
}

}  // namespace

TEST_CASE("what is printed is valid CoNLL-U") {
  const std::string text = german_article() + "\n\n! ? ...\n\n\t(\u2028)\xFF \xF0\x9F\x98\x80 a\tb";
  for (const std::string& each : {text, english_article(), std::string("x")}) {
    const Outcome outcome = run({.arguments = {"parse", "--lang", "de", "-"}, .input = each});
    CHECK(outcome.code == 0);
    CHECK(fault_of(outcome.out) == "");
  }
}

TEST_CASE("one model reads every text, also of a third language") {
  const ScratchFolder folder;
  const std::string dutch = folder.file("nl.model", carkeys::fuzz::tiny_model("nl"));
  const std::string text = "De minister heeft het akkoord ondertekend. De oppositie zweeg.\n";
  const Outcome plain = run({.arguments = {"parse", "--model", dutch, "-"}, .input = text});
  CHECK(plain.code == 0);
  CHECK(fault_of(plain.out) == "");
  CHECK(contains(plain.out, "# text = De oppositie zweeg."));
  const Outcome given =
      run({.arguments = {"parse", "--model", dutch, "--input", "conllu", "-"}, .input = plain.out});
  CHECK(given.code == 0);
  CHECK(columns(given.out, 1, 7) == columns(plain.out, 1, 7));

  const std::string german = data_folder() + "/de.model";
  const std::string english = "The ministers met.\n";
  CHECK(run({.arguments = {"parse", "--model", german, "-"}, .input = english}).out ==
        run({.arguments = {"parse", "--lang", "de", "-"}, .input = english}).out);
  const Outcome damaged = run(
      {.arguments = {"parse", "--model", folder.file("x.model", "no model"), "-"}, .input = text});
  CHECK(damaged.code == 5);
  CHECK(contains(damaged.err, "x.model"));
}

TEST_CASE("tokens say where they are, in code points") {
  const Outcome outcome =
      run({.arguments = {"parse", "--lang", "de", "-"}, .input = "Größe zählt.\n"});
  CHECK(contains(outcome.out, "TokenRange=0:5\n"));
  CHECK(contains(outcome.out, "SpaceAfter=No|TokenRange=6:11\n"));
}

TEST_CASE("threads change nothing, marks of documents are kept, memory stays flat") {
  std::string given;
  for (int number = 0; number < 2000; ++number) {
    given += number % 50 == 0 ? "# newdoc id = d" + std::to_string(number) + "\n\n# newpar\n" : "";
    given += "1\tRuhe\t_\t_\t_\t_\t_\t_\t_\t_\n2\therrscht\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
  }
  const auto parse = [&](const char* jobs, const std::string& input) {
    return run({.arguments = {"parse", "--input", "conllu", "--lang", "de", "--jobs", jobs, "-"},
                .input = input});
  };
  const Outcome one = parse("1", given);
  const Outcome three = parse("3", given);
  CHECK(one.code == 0);
  CHECK(one.out == three.out);
  CHECK(contains(one.out, "# newdoc id = d1950\n# newpar\n1\tRuhe"));
  CHECK(fault_of(one.out) == "");
  std::string longer;
  for (int times = 0; times < 10; ++times) {
    longer += given;
  }
  CHECK(parse("2", longer).peak_bytes < parse("2", given).peak_bytes + (std::size_t{16} << 20));
}

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
