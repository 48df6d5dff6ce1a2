// SPDX-License-Identifier: Apache-2.0
// What people feed to the program: odd files, encodings, bad lines.
#include <cstdint>
#include <fstream>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "program.h"

using namespace carkeys::testing;
using namespace std::string_literals;

namespace {

namespace utf8 = carkeys::utf8;

// Every span of the output holds in `text`: the sentence is the record's text, a trigger and the
// actors are inside it. Returns how many records were looked at.
std::size_t check_offsets(const std::string& output, const std::string& text) {
  const utf8::CodePointMap map(text);
  const auto slice = [&](std::uint64_t begin, std::uint64_t end) {
    const std::uint32_t first = map.byte(static_cast<std::uint32_t>(begin));
    return text.substr(first, map.byte(static_cast<std::uint32_t>(end)) - first);
  };
  simdjson::dom::parser parser;
  std::size_t records = 0;
  for (const auto record : parser.parse_many(output)) {
    ++records;
    const auto first = record["text_info"].at(0);
    CHECK(slice(first["start"], first["end"]) == std::string(record["text"].get_string().value()));
    for (const auto entity : record["actor"]) {
      CHECK(slice(entity["start"], entity["end"]) ==
            std::string(entity["entity_text"].get_string().value()));
    }
  }
  return records;
}

// `text` in an encoding that has one byte for each of its code points.
std::string in_latin_1(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step here = utf8::step(text, at);
    out.push_back(static_cast<char>(here.code_point));
    at += here.size;
  }
  return out;
}

std::string in_utf16(const std::string& text) {
  std::string out = "\xFF\xFE";
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step here = utf8::step(text, at);
    out.push_back(static_cast<char>(here.code_point & 0xFF));
    out.push_back(static_cast<char>(here.code_point >> 8));
    at += here.size;
  }
  return out;
}

}  // namespace

TEST_CASE("German and English articles give records whose offsets fit the file") {
  for (const std::string& text : {german_article(), english_article()}) {
    const ScratchFolder folder;
    const Outcome outcome = code({"--date", "2023-03-13", folder.file("a.txt", text)});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    CHECK(check_offsets(outcome.out, text) >= 2);
    CHECK(contains(outcome.out, "\"citation\":\"" + folder.path("a.txt") + "\""));
  }
}

TEST_CASE("empty files are no error") {
  const ScratchFolder folder;
  for (const char* bytes : {"", "\n\n", "\xEF\xBB\xBF"}) {
    const Outcome outcome = code({folder.file("a.txt", bytes)});
    CHECK(outcome.code == 0);
    CHECK(outcome.out.empty());
  }
  CHECK(code({folder.file("a.jsonl", "")}).code == 0);
  CHECK(code({"-"}).code == 0);
}

TEST_CASE("a folder without articles, a file that is not there") {
  const ScratchFolder folder;
  folder.file("bare/.hidden", "x");
  const Outcome bare = code({folder.path("bare")});
  CHECK(bare.code == 4);
  CHECK(contains(bare.err, folder.path("bare") + ": no articles"));
  const Outcome missing = code({folder.path("none.txt")});
  CHECK(missing.code == 4);
  CHECK(contains(missing.err, folder.path("none.txt") + ": No such file"));
  CHECK(code({folder.path("none.txt"), folder.file("a.txt", german_article())}).code == 3);
}

TEST_CASE("a folder is read in name order") {
  const ScratchFolder folder;
  folder.file("news/b/1.txt", german_article());
  folder.file("news/a.txt", german_article());
  const Outcome outcome = code({folder.path("news")});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("news/a.txt") < outcome.out.find("news/b/1.txt"));
  CHECK(contains(outcome.out, "news/b/1.txt"));
}

TEST_CASE("a binary file is named with its byte and the run goes on") {
  const ScratchFolder folder;
  std::string noise = "ab";
  for (int i = 0; i < 4000; ++i) {
    noise.push_back(static_cast<char>(i * 7 % 256));
  }
  const std::string bad = folder.file("bad.bin", noise);
  const Outcome alone = code({bad});
  CHECK(alone.code == 4);
  CHECK(contains(alone.err, bad + ":2: binary file"));
  const Outcome both = code({bad, folder.file("a.txt", german_article())});
  CHECK(both.code == 3);
  CHECK(contains(both.out, "a.txt"));
  CHECK(contains(code({folder.file("x.txt", "%PDF-1.7 text")}).err, "PDF"));
}

TEST_CASE("broken UTF-8 counts one code point for each maximal sequence") {
  const ScratchFolder folder;
  const std::string good = german_article();
  std::string bad = "Grüße \xFF\xFE und \xE2\x82 auch \xC3.\n\n" + good;
  bad.insert(bad.find("Demonstranten"), "\xF0\x9F ");
  const Outcome outcome = code({folder.file("a.txt", bad)});
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.err, "a.txt:8: 5 invalid UTF-8 sequences"));
  const std::string decoded = utf8::decode(bad);
  CHECK(check_offsets(outcome.out, decoded) >= 2);
  // The same file with the replacement characters written out is the same article.
  CHECK(code({folder.file("a.txt", decoded)}).out == outcome.out);
}

TEST_CASE("other encodings give the same records") {
  const ScratchFolder folder;
  const std::string text = german_article();
  const Outcome plain = code({folder.file("a.txt", text)});
  CHECK_FALSE(plain.out.empty());
  CHECK(code({folder.file("a.txt", in_latin_1(text))}).out == plain.out);
  CHECK(code({folder.file("a.txt", in_utf16(text))}).out == plain.out);
  CHECK(code({folder.file("a.txt", "\xEF\xBB\xBF" + text)}).out == plain.out);
}

TEST_CASE("carriage returns and NUL bytes count one each") {
  const ScratchFolder folder;
  std::string text = german_article();
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.insert(at, "\r");
  }
  CHECK(check_offsets(code({folder.file("a.txt", text)}).out, text) >= 2);
  std::string with_nuls = german_article();
  with_nuls.insert(with_nuls.find("Das teilte"), 2, '\0');
  with_nuls.insert(with_nuls.find(" in Minsk"), 1, '\0');
  const std::string path = folder.path("nul.txt");
  std::ofstream(path, std::ios::binary) << with_nuls;
  const Outcome outcome = code({path});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find('\0') == std::string::npos);
  CHECK(check_offsets(outcome.out, with_nuls) >= 2);
}

TEST_CASE("JSON Lines: a bad line in the middle, own values before defaults") {
  const ScratchFolder folder;
  const std::string feed = folder.file(
      "feed.jsonl",
      "{\"id\":\"one\",\"text\":\"Die Polizei in Minsk hat 40 Demonstranten festgenommen.\","
      "\"date\":\"2020-08-10\"}\n"
      "{\"id\":\"two\",\"text\":\"Die Polizei\n"
      "{\"text\":\"Police in Minsk arrested 40 protesters.\"}\n");
  const Outcome outcome = code({"--date", "2023-03-13", feed});
  CHECK(outcome.code == 3);
  CHECK(contains(outcome.err, feed + ":2: not valid JSON"));
  CHECK(contains(outcome.out, "\"citation\":\"one\""));
  CHECK(contains(outcome.out, "\"date\":\"2020-08-10\""));
  CHECK(contains(outcome.out, "\"citation\":\"" + feed + ":3\""));
  CHECK(contains(outcome.out, "\"language\":\"en\""));
  CHECK(code({folder.file("bad.jsonl", "{\"text\":1}\n")}).code == 4);
}

TEST_CASE("an unknown language is left out and said so") {
  const ScratchFolder folder;
  const std::string french = folder.file(
      "fr.txt",
      "Le gouvernement de la France a condamné les attaques contre les civils dans le nord.\n");
  const Outcome outcome = code({french, folder.file("a.txt", german_article())});
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.err, french + ": neither German nor English"));
  CHECK(code({french}).code == 4);
  CHECK(code({"--lang", "en", french}).code == 0);
}
