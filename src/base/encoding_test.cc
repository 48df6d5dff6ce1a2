// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

using carkeys::decode;
using carkeys::Encoding;
using namespace std::string_literals;

TEST_CASE("valid UTF-8 stays as it is, but for the byte order mark") {
  const auto text = decode("\xEF\xBB\xBFZürich\r\nGenf\0."s);
  CHECK(text.encoding == Encoding::utf8);
  CHECK(text.text == "Zürich\r\nGenf\0."s);
  CHECK(text.replaced == 0);
}

TEST_CASE("Latin-1 and windows-1252 are recognised by how they read") {
  const auto german = decode(
      "Die T\xFCrkei und Gro\xDF"
      "britannien erw\xE4gen, f\xFCr \xD6l zu zahlen.");
  CHECK(german.encoding == Encoding::windows_1252);
  CHECK(german.text == "Die Türkei und Großbritannien erwägen, für Öl zu zahlen.");
  const auto marks = decode("\x84Nein\x93, sagte er \x96 und zahlte 5 \x80.");
  CHECK(marks.encoding == Encoding::windows_1252);
  CHECK(marks.text == "„Nein“, sagte er – und zahlte 5 €.");
  CHECK(decode("Iran\x92s army").text == "Iran’s army");
}

TEST_CASE("broken UTF-8 is not taken for Latin-1") {
  const auto mixed = decode(
      "Die Türkei und Gro\xDF"
      "britannien");
  CHECK(mixed.encoding == Encoding::utf8);
  CHECK(mixed.text == "Die Türkei und Gro\uFFFDbritannien");
  CHECK(mixed.replaced == 1);
  CHECK(mixed.first_replaced == 19);
  for (const std::string& bytes : {"The arm\xFFy"s,
                                   "M\xC3nchen"s,
                                   "Iran\xE2\x80s army"s,
                                   "a\x80"
                                   "b"s,
                                   "x \xF0\x9F y"s,
                                   "end \xC3"s,
                                   "\xFE\xFE said"s}) {
    CAPTURE(bytes);
    CHECK(decode(bytes).encoding == Encoding::utf8);
    CHECK(decode(bytes).replaced > 0);
  }
}

TEST_CASE("UTF-16 with a byte order mark") {
  const auto little = decode("\xFF\xFEK\0\xF6\0\x3D\xD8\x00\xDE"s);
  CHECK(little.encoding == Encoding::utf16_little);
  CHECK(little.text == "Kö😀");
  CHECK(decode("\xFE\xFF\0K\0\xF6"s).text == "Kö");
  CHECK(decode("\xFF\xFEK\0\x00\xDEx\0y"s).text == "K\uFFFDx\uFFFD");
}
