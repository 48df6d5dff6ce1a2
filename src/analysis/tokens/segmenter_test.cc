// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "analysis/tokens/segmenter.h"

#include <chrono>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

namespace carkeys::analysis {
namespace {

Rules rules_of(Language language) {
  const std::string folder = language == Language::german ? "de" : "en";
  std::ifstream in(std::string(CARKEYS_SOURCE_DIR) + "/lexicon/" + folder + "/abbreviations.tsv");
  REQUIRE(in);
  return make_rules(language, std::string(std::istreambuf_iterator<char>(in), {}));
}

const Rules& german() {
  static const Rules rules = rules_of(Language::german);
  return rules;
}

const Rules& english() {
  static const Rules rules = rules_of(Language::english);
  return rules;
}

Document segmented(const Rules& rules, std::string text) {
  Document document;
  document.text = std::move(text);
  segment(rules, {}, document);
  return document;
}

// Tokens parted by spaces, sentences by " | ".
std::string shown(const Rules& rules, std::string text) {
  const auto document = segmented(rules, std::move(text));
  std::string out;
  for (const auto& sentence : document.sentences) {
    out += out.empty() ? "" : "| ";
    for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
      out += std::string(document.form(token)) + " ";
    }
  }
  return out;
}

// Every byte that is no gap lies in one token, tokens follow each other, sentences cover them.
void check_whole(const Document& document) {
  std::uint32_t at = 0;
  for (const auto& token : document.tokens) {
    CHECK(token.range.begin >= at);
    CHECK(token.range.end > token.range.begin);
    at = token.range.end;
  }
  CHECK(at <= document.text.size());
  TokenIndex next = 0;
  for (const auto& sentence : document.sentences) {
    CHECK(sentence.begin == next);
    CHECK(sentence.end > sentence.begin);
    CHECK(sentence.end - sentence.begin <= longest_sentence);
    next = sentence.end;
  }
  CHECK(next == document.tokens.size());
}

TEST_CASE("German: ordinals, abbreviations and initials do not end a sentence") {
  CHECK(shown(german(), "Am 3. Oktober traf sie z.B. Dr. Weber und J. Roth. Er ging.") ==
        "Am 3. Oktober traf sie z.B. Dr. Weber und J. Roth . | Er ging . ");
  CHECK(
      shown(german(), "Das Treffen vom 25. und 26. Mai endete am 27. Die Delegation reiste ab.") ==
      "Das Treffen vom 25. und 26. Mai endete am 27 . | Die Delegation reiste ab . ");
  CHECK(shown(german(),
              "Es kamen 5.000 Soldaten um 14:30 Uhr, 1.200,50 Euro oder 7,5% im Jahr 2004. Paris "
              "schwieg.") ==
        "Es kamen 5.000 Soldaten um 14:30 Uhr , 1.200,50 Euro oder 7,5 % im Jahr 2004 . | Paris "
        "schwieg . ");
  CHECK(shown(german(), "Er zahlte 3 Mio. Euro.") == "Er zahlte 3 Mio. Euro . ");
}

TEST_CASE("German: a noun is not the adjective's abbreviation that it looks like") {
  const std::string table = "span\tinner\nvgl\tinner\nDer\topener\nEin\topener\n";
  const Rules rules = make_rules(Language::german, table);
  CHECK(shown(rules, "Es fehlte ein Span. Ein Kind kam.") ==
        "Es fehlte ein Span . | Ein Kind kam . ");
  CHECK(shown(rules, "Der span. König kam.") == "Der span. König kam . ");
  CHECK(shown(rules, "Er kam. Vgl. Der Spiegel.") == "Er kam . | Vgl. Der Spiegel . ");
}

TEST_CASE("German: compounds stay whole") {
  CHECK(shown(german(), "Der US-Präsident und die CDU/CSU, Innen- und Außenminister (SPD).") ==
        "Der US-Präsident und die CDU/CSU , Innen- und Außenminister ( SPD ) . ");
}

TEST_CASE("a sentence ends with its closing quotation mark") {
  CHECK(shown(german(), "Sie sagte: „Wir gehen.“ Danach schwieg sie. »Nein!«, rief er.") ==
        "Sie sagte : „ Wir gehen . “ | Danach schwieg sie . | » Nein ! « , rief er . ");
  CHECK(shown(english(), "\"We will leave.\" The minister left. 'No!' she said.") ==
        "\" We will leave . \" | The minister left . | ' No ! ' she said . ");
}

TEST_CASE("sentences never cross an empty line, single line ends are spaces") {
  CHECK(shown(german(), "Eine Zeile\nohne Punkt\n\nNeuer Absatz") ==
        "Eine Zeile ohne Punkt | Neuer Absatz ");
}

TEST_CASE("English: clitics, hyphens and abbreviations") {
  CHECK(shown(english(), "Iran's envoy didn't meet the U.S. ambassador. They cannot agree.") ==
        "Iran 's envoy did n't meet the U.S. ambassador . | They can not agree . ");
  CHECK(shown(english(), "Mr. Brown met Saudi-born Gen. J. Hill at 5 p.m. The talks failed.") ==
        "Mr. Brown met Saudi - born Gen. J. Hill at 5 p.m. | The talks failed . ");
  CHECK(shown(english(), "The soldiers' pay of $3.5 billion, or 10%, is non-binding.") ==
        "The soldiers ' pay of $ 3.5 billion , or 10 % , is non-binding . ");
}

TEST_CASE("addresses are one token") {
  CHECK(shown(english(), "See https://example.org/a?b=c. Write to a.b@example.org!") ==
        "See https://example.org/a?b=c . | Write to a.b@example.org ! ");
}

TEST_CASE("any bytes are segmented") {
  for (const std::string& text : {std::string("a\0b\0\0c.", 7),
                                  std::string("\xEF\xBF\xBD\xEF\xBF\xBD Wort\xE2\x80\x8B."),
                                  std::string("... !!! ?? “ „ » « -- ' '' [x] (y)"),
                                  std::string("\n\n\n"),
                                  std::string(),
                                  std::string("ohne Ende \xF0\x9F\x98\x80\xF0\x9F\x98\x80"),
                                  std::string("\xC3(\xE2\x82 kaputt")}) {
    check_whole(segmented(german(), text));
    check_whole(segmented(english(), text));
  }
  CHECK(segmented(german(), "").sentences.empty());
}

TEST_CASE("only the parts are segmented, each for itself") {
  Document document;
  document.text = "Titel ohne Punkt Ein Satz. Kommentare (3)";
  segment(german(),
          {{{0, 16}, Article::PartKind::headline}, {{17, 26}, Article::PartKind::body}},
          document);
  REQUIRE(document.sentences.size() == 2);
  CHECK(document.sentences[0].part == Article::PartKind::headline);
  CHECK(document.sentences[1].range == TextRange{17, 26});
  CHECK(document.sentences[1].starts_paragraph);
  check_whole(document);
}

TEST_CASE("a sentence of more than 256 tokens is cut after a punctuation mark") {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "und wieder ein Wort, ";
  }
  const auto document = segmented(german(), text);
  check_whole(document);
  REQUIRE(document.sentences.size() == 2);
  CHECK(document.form(document.sentences[0].end - 1) == ",");
}

TEST_CASE("time grows linearly with one long line") {
  const auto seconds = [](std::size_t size) {
    std::string text;
    while (text.size() < size) {
      text += "Der Minister traf am 3. Mai den Gesandten (u.a. Roth), www.a,b. ";
    }
    const auto begin = std::chrono::steady_clock::now();
    CHECK(segmented(german(), text).sentences.size() > 1);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const double small = seconds(200000);
  CHECK(seconds(1600000) < 8 * 6 * small + 0.5);
  const auto one_word = segmented(german(), std::string(300000, 'x'));
  check_whole(one_word);
  const auto dots = segmented(german(), std::string(300000, '.'));
  check_whole(dots);
}

}  // namespace
}  // namespace carkeys::analysis
