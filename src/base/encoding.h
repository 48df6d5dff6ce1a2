// SPDX-License-Identifier: Apache-2.0
// Bytes to text: which encoding a file is in, and its text as valid UTF-8. All offsets that
// car-keys writes count the code points of this text.
//
// A UTF-16 byte order mark decides. Valid UTF-8 is UTF-8. Anything else is either UTF-8 that was
// broken on its way or Latin-1 (read as windows-1252, its superset in practice). It is Latin-1
// where nine tenths of the invalid sequences are single bytes that read as a letter beside a letter
// or as usual punctuation, and valid multi-byte sequences are at most a tenth as many as those
// bytes: text in Latin-1 hardly ever holds one by chance, broken UTF-8 nearly always does. A broken
// English text without any valid one stays UTF-8 as its debris (0xC3, 0xE2 0x80, 0xFF) does not
// read like that.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace carkeys {

enum class Encoding : std::uint8_t { utf8, windows_1252, utf16_little, utf16_big, other };

struct DecodedText {
  std::string text;  // valid UTF-8, no BOM
  Encoding encoding = Encoding::utf8;
  std::size_t replaced = 0;        // invalid sequences that became U+FFFD
  std::size_t first_replaced = 0;  // byte of the first one, in the file
};

DecodedText decode(std::string_view bytes);

// The same for bytes whose encoding somebody names ("ISO-8859-2", "latin1"; in any letter case). A
// byte order mark and valid UTF-8 win over the name, as names are wrong more often than valid UTF-8
// is a coincidence; an unknown or empty name counts as none.
DecodedText decode(std::string_view bytes, std::string_view charset);

// What a byte of windows-1252 stands for; U+FFFD for the five bytes that it does not use.
char32_t windows_1252(unsigned char byte);

// The encoding that a page or an XML document names in its first 4 KiB (<meta charset>, <?xml
// encoding>); empty where it names none. For the bytes before they are decoded.
std::string_view stated_charset(std::string_view bytes);

}  // namespace carkeys
