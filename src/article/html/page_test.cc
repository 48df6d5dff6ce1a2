// SPDX-License-Identifier: Apache-2.0
#include "article/html/page.h"

#include <string>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "article/finder.h"
#include "base/encoding.h"

namespace carkeys::article {
namespace {

const ArticleFinder& finder() {
  static const auto lexicon =
      resources::Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon").value();
  static const ArticleFinder found = ArticleFinder::load(lexicon).value();
  return found;
}

Finding find(const std::string& page, const std::string& charset = {}) {
  RawItem item;
  item.citation = "page.html";
  item.form = RawForm::html;
  item.bytes = page;
  item.charset = charset;
  return finder().find(item, {});
}

const std::string first =
    "Die Regierung in Rabat hat am Montag den Botschafter aus Algier zurückgerufen.";
const std::string second =
    "Algerien wies die Vorwürfe zurück und schloss seine Grenze für Lastwagen aus dem Nachbarland.";

std::string text_of(const std::string& inside) {
  return find("<!doctype html><body>" + inside).article.text;
}

TEST_CASE("paragraphs in, furniture out") {
  CHECK(text_of("<nav>Start</nav><h1>Streit</h1><p>" + first + "</p><p>" + second +
                "</p><div class=comments><p>Das glaube ich nicht, sagte schon mein Großvater vor "
                "vielen Jahren.</p></div><footer>Impressum</footer>") == first + "\n\n" + second);
  CHECK(text_of("<div>" + first + "<br><br>" + second + "</div>") == first + "\n\n" + second);
  CHECK(text_of("<div>" + first + "<br>" + second + "</div>") == first + "\n" + second);
  CHECK(text_of("<p>" + first + "</p><p>Anzeige</p><p>" + second + "</p>") ==
        first + "\n\n" + second);
  CHECK(text_of("<p hidden style='display:none'>" + second + "</p><p>" + first + "</p>") == first);
}

TEST_CASE("a name that says furniture does not lose the article") {
  CHECK(text_of("<div class=kommentar><p>" + first + "</p><p>" + second + "</p></div>") ==
        first + "\n\n" + second);
}

TEST_CASE("soft hyphens, invisible characters and white space") {
  CHECK(text_of("<p>Die Bundes&shy;regierung\n   in&nbsp;Berlin hat am Diens\u200Btag "
                "ihre Bot&#173;schaft in Kabul geschlossen.</p>") ==
        "Die Bundesregierung in Berlin hat am Dienstag ihre Botschaft in Kabul geschlossen.");
}

TEST_CASE("three dates, never mixed and never invented") {
  const Finding none = find("<!doctype html><time datetime=2020-01-01></time><p>" + first + "</p>");
  CHECK_FALSE(none.article.date.has_value());
  const Finding both = find(
      "<!doctype html><meta property=article:published_time content=2023-03-12T23:30:00+01:00>"
      "<meta property=article:modified_time content=2023-03-14><p>" +
      first + "</p>");
  CHECK(both.article.date == Date{2023, 3, 12});
  CHECK(both.article.modified == Date{2023, 3, 14});
  CHECK_FALSE(both.article.crawled.has_value());
  const Finding linked = find(
      "<!doctype html><meta property=article:published_time content=2023-03-12>"
      "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\","
      "\"datePublished\":\"2023-03-11T08:00\",\"headline\":\"Streit &amp; Zorn\","
      "\"author\":[{\"name\":\"A. Bach\"},\"C. Dorn\"]}]}</script>"
      "<script type='application/ld+json'>{broken</script><p>" +
      first + "</p>");
  CHECK(linked.article.date == Date{2023, 3, 11});
  CHECK(linked.article.title == "Streit & Zorn");
  CHECK(linked.article.authors == std::vector<std::string>{"A. Bach", "C. Dorn"});
}

TEST_CASE("the language is that of the text, whatever the page names") {
  CHECK(find("<!doctype html><html lang=en><p>" + first + "</p><p>" + second).article.language ==
        Language::german);
  const Finding french = find(
      "<!doctype html><html lang=de><p>Le gouvernement de la France a condamné les attaques contre "
      "les civils dans le nord du pays et demande la libération des otages.</p>");
  CHECK(french.outcome == Outcome::unknown_language);
}

TEST_CASE("encodings that a page or its transport names") {
  const std::string meta = "<meta charset=iso-8859-2>";
  CHECK(find("<!doctype html>" + meta +
             "<p>Polens Premier \xA3"
             "ukasz Wi\xB6niewski hat am Montag in Prag ein Abkommen unterzeichnet.</p>")
            .article.text ==
        "Polens Premier Łukasz Wiśniewski hat am Montag in Prag ein Abkommen unterzeichnet.");
  CHECK(find("<!doctype html>" + meta + "<p>" + first + "</p>").article.text == first);
  CHECK(find("<!doctype html><p>Die T\xFCrkei hat am Montag ihren Botschafter aus Athen zur\xFC"
             "ckgerufen, teilte sie mit.</p>",
             "ISO-8859-1")
            .article.text ==
        "Die Türkei hat am Montag ihren Botschafter aus Athen zurückgerufen, teilte sie mit.");
  CHECK(stated_charset("<?xml version='1.0' encoding='UTF-8'?>") == "UTF-8");
  CHECK(stated_charset("<META HTTP-EQUIV=x CONTENT=\"text/html; CharSet=koi8-r\">") == "koi8-r");
  CHECK(stated_charset("<p>charset").empty());
}

TEST_CASE("a page without running text is no article") {
  const Finding finding =
      find("<!doctype html><ul><li><a href=a>Eins</a><li><a href=b>Zwei</a></ul>");
  CHECK(finding.outcome == Outcome::empty);
  REQUIRE(finding.warnings.size() == 1);
  CHECK(finding.warnings[0] == "page.html: no running text in this page");
  CHECK(find("<!doctype html>").outcome == Outcome::empty);
}

}  // namespace
}  // namespace carkeys::article
