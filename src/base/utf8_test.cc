// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <array>
#include <string>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <fmt/format.h>

namespace {

namespace utf8 = carkeys::utf8;

struct Row {
  std::string_view bytes;        // hexadecimal
  std::string_view code_points;  // what bytes.decode("utf-8", "replace") of Python 3 makes of it
};

// Written by Python 3: fixed cases of the Unicode standard's table 3-8, then random bytes drawn
// from the borders of the ranges of lead and continuation bytes (seed 7).
constexpr std::array rows = std::to_array<Row>({
    {"", ""},
    {"616263", "61 62 63"},
    {"c3a4", "e4"},
    {"e282ac", "20ac"},
    {"f09f9880", "1f600"},
    {"eda080", "fffd fffd fffd"},
    {"f4908080", "fffd fffd fffd fffd"},
    {"e282", "fffd"},
    {"f09f98", "fffd"},
    {"61f09f62", "61 fffd 62"},
    {"c0af", "fffd fffd"},
    {"e080af", "fffd fffd fffd"},
    {"f08080af", "fffd fffd fffd fffd"},
    {"80bf", "fffd fffd"},
    {"e180e2f09192f1bf41", "fffd fffd fffd fffd 41"},
    {"90e0f57f80f08f", "fffd fffd fffd 7f fffd fffd fffd"},
    {"f17fefa07f80e1", "fffd 7f fffd 7f fffd fffd"},
    {"80bf80f0e17ff18f", "fffd fffd fffd fffd fffd 7f fffd"},
    {"f5f5f17ff1", "fffd fffd fffd 7f fffd"},
    {"7fbf7ff090c1e190", "7f fffd 7f fffd fffd fffd"},
    {"f1c1f0", "fffd fffd fffd"},
    {"8ff1f1f5", "fffd fffd fffd fffd"},
    {"df8ff080f1", "7cf fffd fffd fffd"},
    {"f4a0", "fffd fffd"},
    {"fff0e1c2edf1eddfc1", "fffd fffd fffd fffd fffd fffd fffd fffd fffd"},
    {"9fbf80f1c1", "fffd fffd fffd fffd fffd"},
    {"c2edc1f4808fefe19f", "fffd fffd fffd fffd fffd fffd"},
    {"90eee17fff80f0", "fffd fffd fffd 7f fffd fffd fffd"},
    {"c2dff4eef1ed80", "fffd fffd fffd fffd fffd fffd"},
    {"c0eeff", "fffd fffd fffd"},
    {"7fc1f5", "7f fffd fffd"},
    {"c1e0ffdf41eddf9ff4", "fffd fffd fffd fffd 41 fffd 7df fffd"},
    {"ee7fa0", "fffd 7f fffd"},
    {"90bfe0e0ee80", "fffd fffd fffd fffd fffd"},
    {"ede0f0c0", "fffd fffd fffd fffd"},
    {"e1f0c0e1", "fffd fffd fffd fffd"},
    {"ffe0bf90809f90", "fffd fd0 fffd fffd fffd"},
    {"ffbf41eef1", "fffd fffd 41 fffd fffd"},
    {"c0c14190", "fffd fffd 41 fffd"},
    {"f0dff4f1c290eff4", "fffd fffd fffd fffd 90 fffd fffd"},
    {"edff", "fffd fffd"},
    {"e0e0e08feef5e07f", "fffd fffd fffd fffd fffd fffd fffd 7f"},
    {"80a0ed9f8f", "fffd fffd d7cf"},
    {"f47f8f41f190f0", "fffd 7f fffd 41 fffd fffd"},
    {"dff441", "fffd fffd 41"},
    {"a0f4e0", "fffd fffd fffd"},
    {"f5c0dff4", "fffd fffd fffd fffd"},
    {"ee8f8feeedeeee", "e3cf fffd fffd fffd fffd"},
    {"80908fc2c0ee", "fffd fffd fffd fffd fffd fffd"},
    {"ef41a0ef", "fffd 41 fffd fffd"},
    {"90f041efc1f580", "fffd fffd 41 fffd fffd fffd fffd"},
    {"efdf9fdfbff0", "fffd 7df 7ff fffd"},
    {"f5bff4a0bfe0bf", "fffd fffd fffd fffd fffd fffd"},
    {"efeedf4141", "fffd fffd fffd 41 41"},
    {"eec0a0f4dfed", "fffd fffd fffd fffd fffd fffd"},
    {"df80bf8fbfeea0", "7c0 fffd fffd fffd fffd"},
    {"a0eef4f441eef5", "fffd fffd fffd fffd 41 fffd fffd"},
    {"f580ff8fe0a0ee", "fffd fffd fffd fffd fffd fffd"},
    {"e1f5c280", "fffd fffd 80"},
    {"ede0809f9f904190", "fffd fffd fffd fffd fffd fffd 41 fffd"},
    {"f590f4f4eeffdf90f0", "fffd fffd fffd fffd fffd fffd 7d0 fffd"},
    {"4141f58f", "41 41 fffd fffd"},
    {"e1a0a041", "1820 41"},
});

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return out;
}

std::string code_points_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step here = utf8::step(text, at);
    out +=
        fmt::format("{}{:x}", out.empty() ? "" : " ", static_cast<std::uint32_t>(here.code_point));
    at += here.size;
  }
  return out;
}

}  // namespace

TEST_CASE("broken bytes are replaced as Python replaces them") {
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    const std::string bytes = from_hex(row.bytes);
    const std::string text = utf8::decode(bytes);
    CHECK(code_points_of(text) == row.code_points);
    CHECK(code_points_of(bytes) == row.code_points);
    CHECK(utf8::first_invalid(text) == utf8::npos);
    CHECK(utf8::count(bytes) == utf8::count(text));
  }
}

TEST_CASE("replacement does not depend on what stands around it") {
  for (const Row& row : rows) {
    const std::string bytes = from_hex(row.bytes);
    for (std::size_t lead = 0; lead < 10; ++lead) {
      const std::string before(lead, 'x');
      CHECK(utf8::decode(before + bytes + "yyyyyyyyyy") ==
            before + utf8::decode(bytes) + "yyyyyyyyyy");
    }
  }
}

TEST_CASE("a byte order mark is dropped, line ends stay") {
  CHECK(utf8::decode("\xEF\xBB\xBF"
                     "a\r\nb") == "a\r\nb");
  CHECK(utf8::decode("a\xEF\xBB\xBF") == "a\xEF\xBB\xBF");
  CHECK(utf8::decode("\xEF\xBB\xBF").empty());
}

TEST_CASE("first_invalid names the byte") {
  CHECK(utf8::first_invalid("Grüße aus Köln") == utf8::npos);
  CHECK(utf8::first_invalid("abcdefghij\xFCk") == 10);
  CHECK(utf8::first_invalid("ä\xE2\x82") == 2);
}

TEST_CASE("byte and code point offsets agree with counting") {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += i % 7 == 0 ? "Zürich 😀 " : "Wien – ";
  }
  const utf8::CodePointMap map(text);
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    REQUIRE(map.code_point(static_cast<std::uint32_t>(at)) == number);
    REQUIRE(map.byte(number) == at);
    at += utf8::step(text, at).size;
  }
  CHECK(map.size() == number);
  CHECK(map.size() == utf8::count(text));
  CHECK(map.code_point(static_cast<std::uint32_t>(text.size())) == number);
  CHECK(map.code_point(4000000000U) == number);
  CHECK(map.byte(number) == text.size());
  const utf8::CodePointMap empty{std::string_view()};
  CHECK(empty.size() == 0);
  CHECK(empty.code_point(0) == 0);
  CHECK(empty.byte(0) == 0);
}

TEST_CASE("letter case in Latin, Greek and Cyrillic") {
  CHECK(utf8::to_lower("ÄÖÜ ẞ ÉÇŠ ΑΘΗΝΑ МОСКВА") == "äöü ß éçš αθηνα москва");
  CHECK(utf8::capitalised("österreich") == "Österreich");
  CHECK(utf8::capitalised("") == "");
  CHECK(utf8::starts_upper("Ägypten"));
  CHECK_FALSE(utf8::starts_upper("ägypten"));
  CHECK_FALSE(utf8::starts_upper("1914"));
  CHECK(utf8::is_space(U'\u00A0'));
  CHECK(utf8::is_space(U'\r'));
  CHECK_FALSE(utf8::is_space(U'\u200B'));
  CHECK(utf8::is_digit(U'7'));
  CHECK(utf8::is_letter(U'ß'));
  CHECK_FALSE(utf8::is_letter(U'–'));
}
