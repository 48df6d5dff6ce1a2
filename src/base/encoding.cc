// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <iconv.h>

#include "base/utf8.h"

namespace carkeys {
namespace {

using namespace std::string_view_literals;

// Code points of the bytes 80..9F of windows-1252; 0 where the byte is not used.
constexpr std::array<char32_t, 32> windows_1252_low = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// Letters of windows-1252 that are usual in news. The bytes of rare ones (C2, C3, D0, F0, FE, FF)
// are left out as they are what broken UTF-8 is made of.
bool is_usual_letter(unsigned char byte) {
  constexpr std::string_view letters =
      "\x8A\x8C\x8E\x9A\x9C\x9E\xC0\xC1\xC4\xC5\xC6\xC7\xC8\xC9\xCA\xCD\xD1\xD3\xD6\xD8\xDA\xDC\xDF"
      "\xE0\xE1\xE2\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xEA\xEB\xEC\xED\xEE\xEF\xF1\xF2\xF3\xF4\xF5\xF6\xF8"
      "\xF9\xFA\xFB\xFC\xFD"sv;
  return letters.find(static_cast<char>(byte)) != std::string_view::npos;
}

// Quotation marks, apostrophes and dashes may touch letters.
bool is_usual_mark(unsigned char byte) {
  return "\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xA0\xAB\xAD\xBB"sv.find(
             static_cast<char>(byte)) != std::string_view::npos;
}

// These stand apart from letters.
bool is_usual_symbol(unsigned char byte) {
  return "\x80\xA3\xA7\xA9\xAE\xB0\xB2\xB4\xB7\xBC\xBD"sv.find(static_cast<char>(byte)) !=
         std::string_view::npos;
}

bool is_letter_at(std::string_view bytes, std::size_t index) {
  if (index >= bytes.size()) {
    return false;
  }
  const auto byte = static_cast<unsigned char>(bytes[index]);
  const auto folded = static_cast<unsigned char>(byte | 0x20U);
  return byte < 0x80 ? folded >= 'a' && folded <= 'z' : is_usual_letter(byte);
}

// Whether the byte at `index` reads as windows-1252 among its neighbours.
bool reads_as_latin(std::string_view bytes, std::size_t index) {
  const auto byte = static_cast<unsigned char>(bytes[index]);
  const bool beside_letter =
      (index > 0 && is_letter_at(bytes, index - 1)) || is_letter_at(bytes, index + 1);
  if (is_usual_letter(byte)) {
    return beside_letter;
  }
  return is_usual_mark(byte) || (is_usual_symbol(byte) && !beside_letter);
}

struct Survey {
  std::size_t multi_byte = 0;  // valid sequences of several bytes
  std::size_t invalid = 0;
  std::size_t latin = 0;  // invalid ones that are one byte and read as windows-1252
  std::size_t first_invalid = 0;
};

Survey survey(std::string_view bytes) {
  Survey found;
  for (std::size_t at = 0; at < bytes.size();) {
    const utf8::Step here = utf8::step(bytes, at);
    if (here.valid) {
      found.multi_byte += here.size > 1 ? 1 : 0;
    } else {
      found.first_invalid = found.invalid == 0 ? at : found.first_invalid;
      ++found.invalid;
      found.latin += here.size == 1 && reads_as_latin(bytes, at) ? 1 : 0;
    }
    at += here.size;
  }
  return found;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) {
    utf8::append(out, windows_1252(static_cast<unsigned char>(byte)));
  }
  return out;
}

class Utf16Reader {
 public:
  Utf16Reader(std::string_view bytes, bool big) : bytes_(bytes), big_(big) {}

  [[nodiscard]] bool at_end() const { return offset_ >= bytes_.size(); }

  // The next code point; U+FFFD for half a pair or half a unit.
  char32_t next() {
    if (bytes_.size() - offset_ < 2) {
      offset_ = bytes_.size();
      return utf8::replacement;
    }
    const char32_t unit = unit_at(offset_);
    offset_ += 2;
    if (unit < 0xD800 || unit > 0xDFFF) {
      return unit;
    }
    const bool has_second = unit < 0xDC00 && bytes_.size() - offset_ >= 2;
    const char32_t second = has_second ? unit_at(offset_) : 0;
    if (second < 0xDC00 || second > 0xDFFF) {
      return utf8::replacement;
    }
    offset_ += 2;
    return 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
  }

 private:
  [[nodiscard]] char32_t unit_at(std::size_t offset) const {
    const auto first = static_cast<unsigned char>(bytes_[offset]);
    const auto second = static_cast<unsigned char>(bytes_[offset + 1]);
    return big_ ? static_cast<char32_t>(first << 8 | second)
                : static_cast<char32_t>(second << 8 | first);
  }

  std::string_view bytes_;
  bool big_;
  std::size_t offset_ = 2;  // after the byte order mark
};

DecodedText from_utf16(std::string_view bytes, bool big) {
  DecodedText out;
  out.encoding = big ? Encoding::utf16_big : Encoding::utf16_little;
  out.text.reserve(bytes.size());
  Utf16Reader reader(bytes, big);
  while (!reader.at_end()) {
    utf8::append(out.text, reader.next());
  }
  return out;
}

struct Charset {
  std::string_view label;
  const char* name;  // as iconv has it; "" is windows-1252
};

// Only these are ever handed to iconv: what a page names decides nothing else.
constexpr auto charsets = std::to_array<Charset>({
    {"ascii", ""},
    {"us-ascii", ""},
    {"latin1", ""},
    {"iso-8859-1", ""},
    {"iso8859-1", ""},
    {"windows-1252", ""},
    {"cp1252", ""},
    {"iso-8859-2", "ISO-8859-2"},
    {"latin2", "ISO-8859-2"},
    {"iso-8859-3", "ISO-8859-3"},
    {"iso-8859-4", "ISO-8859-4"},
    {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-7", "ISO-8859-7"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"iso-8859-10", "ISO-8859-10"},
    {"iso-8859-13", "ISO-8859-13"},
    {"iso-8859-14", "ISO-8859-14"},
    {"iso-8859-15", "ISO-8859-15"},
    {"latin-9", "ISO-8859-15"},
    {"iso-8859-16", "ISO-8859-16"},
    {"windows-1250", "WINDOWS-1250"},
    {"windows-1251", "WINDOWS-1251"},
    {"windows-1253", "WINDOWS-1253"},
    {"windows-1254", "WINDOWS-1254"},
    {"windows-1255", "WINDOWS-1255"},
    {"windows-1256", "WINDOWS-1256"},
    {"windows-1257", "WINDOWS-1257"},
    {"koi8-r", "KOI8-R"},
    {"koi8-u", "KOI8-U"},
    {"macintosh", "MACINTOSH"},
    {"shift_jis", "CP932"},
    {"euc-jp", "EUC-JP"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"big5", "BIG5"},
    {"euc-kr", "CP949"},
});

// What iconv makes of bytes in the encoding `name`; what it cannot read becomes U+FFFD.
DecodedText from_charset(std::string_view bytes, const char* name) {
  DecodedText out;
  out.encoding = Encoding::other;
  const iconv_t converter = ::iconv_open("UTF-8", name);
  if (reinterpret_cast<std::intptr_t>(converter) == -1) {
    return decode(bytes);
  }
  std::string input(bytes);  // iconv takes it without const
  char* from = input.data();
  std::size_t left = input.size();
  std::array<char, 16384> buffer{};
  while (left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = ::iconv(converter, &from, &left, &to, &room);
    out.text.append(buffer.data(), buffer.size() - room);
    if (result == static_cast<std::size_t>(-1) && errno != E2BIG) {
      out.first_replaced = out.replaced == 0 ? input.size() - left : out.first_replaced;
      ++out.replaced;
      utf8::append(out.text, utf8::replacement);
      ++from;
      --left;
    }
  }
  ::iconv_close(converter);
  return out;
}

}  // namespace

DecodedText decode(std::string_view bytes, std::string_view charset) {
  const std::string label = utf8::to_lower(charset);
  const auto* const known = std::ranges::find(charsets, label, &Charset::label);
  const bool marked = bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv);
  // ISO-2022-JP is made of ASCII bytes.
  const bool is_utf8 = label != "iso-2022-jp" && utf8::first_invalid(bytes) == utf8::npos;
  if (known == charsets.end() || marked || is_utf8) {
    return decode(bytes);
  }
  if (*known->name == '\0') {
    return {from_windows_1252(bytes), Encoding::windows_1252, 0, 0};
  }
  return from_charset(bytes, known->name);
}

char32_t windows_1252(unsigned char byte) {
  if (byte < 0x80 || byte > 0x9F) {
    return byte;
  }
  const char32_t mapped = windows_1252_low[byte - 0x80];
  return mapped == 0 ? utf8::replacement : mapped;
}

DecodedText decode(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) {
    return from_utf16(bytes, bytes[0] == '\xFE');
  }
  if (utf8::first_invalid(bytes) == utf8::npos) {
    return {utf8::decode(bytes), Encoding::utf8, 0, 0};
  }
  const Survey found = survey(bytes);
  constexpr std::size_t tolerance = 10;
  const bool few_valid = found.multi_byte * tolerance <= found.invalid;
  const bool few_odd = (found.invalid - found.latin) * tolerance <= found.invalid;
  if (few_valid && few_odd) {
    return {from_windows_1252(bytes), Encoding::windows_1252, 0, 0};
  }
  return {utf8::decode(bytes), Encoding::utf8, found.invalid, found.first_invalid};
}

std::string_view stated_charset(std::string_view bytes) {
  constexpr std::size_t looked_at = 4096;
  constexpr std::string_view ends = " \t\r\n\"';>/?";
  const std::string_view head = bytes.substr(0, looked_at);
  for (const std::string_view key : {"charset=", "encoding="}) {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    const auto* const found = std::search(head.begin(), head.end(), key.begin(), key.end(), same);
    if (found == head.end()) {
      continue;
    }
    std::string_view rest =
        head.substr(static_cast<std::size_t>(found - head.begin()) + key.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \"'"), rest.size()));
    return rest.substr(0, rest.find_first_of(ends));
  }
  return {};
}

}  // namespace carkeys
