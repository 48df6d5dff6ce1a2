// SPDX-License-Identifier: Apache-2.0
// Very long input: time and memory grow with its size and no faster.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "program.h"

using namespace carkeys::testing;

namespace {

// Sentences on one line, at least `bytes` long.
std::string single_line(std::size_t bytes) {
  std::string text;
  for (std::size_t i = 0; text.size() < bytes; ++i) {
    text += "Die Polizei in Minsk hat am Sonntag " + std::to_string(i % 90 + 10) +
            " Demonstranten festgenommen. ";
  }
  return text;
}

}  // namespace

TEST_CASE("time and memory of one long line grow linearly") {
  const double start = code({"-"}, "Ruhe.").cpu_seconds;
  const Outcome small = code({"--jobs", "1", "-"}, single_line(150000));
  const Outcome large = code({"--jobs", "1", "-"}, single_line(600000));
  CHECK(small.code == 0);
  CHECK(large.code == 0);
  CHECK(large.cpu_seconds - start < 7 * (small.cpu_seconds - start));
  CHECK(large.peak_bytes < small.peak_bytes + 400 * 450000);
}

TEST_CASE("a sentence of 200,000 characters") {
  std::string words = "Die Regierung";
  while (words.size() < 200000) {
    words += " und die Regierung in Wien";
  }
  const Outcome sentence = code({"--lang", "de", "-"}, words + " verurteilte den Angriff.");
  CHECK(sentence.code == 0);
  CHECK(sentence.cpu_seconds < 60);
  const Outcome word = code({"--lang", "de", "-"}, std::string(200000, 'x'));
  CHECK(word.code == 0);
  CHECK(word.cpu_seconds < 60);
  const Outcome brackets = code({"--lang", "en", "-"}, std::string(200000, '('));
  CHECK(brackets.code == 0);
  std::string quotes = "Police";
  while (quotes.size() < 200000) {
    quotes += " said \"that";
  }
  const Outcome nested = code({"--lang", "en", "-"}, quotes);
  CHECK(nested.code == 0);
  CHECK(nested.cpu_seconds < 60);
}

TEST_CASE("very many very short lines") {
  std::string lines;
  for (int i = 0; i < 50000; ++i) {
    lines += "a\n\n";
  }
  const Outcome outcome = code({"--lang", "en", "-"}, lines);
  CHECK(outcome.code == 0);
  CHECK(outcome.cpu_seconds < 60);
}
