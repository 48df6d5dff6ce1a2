// SPDX-License-Identifier: Apache-2.0
// UTF-8 and nothing else: walking over code points, making bytes valid, turning byte offsets into
// code point offsets, letter case. It knows no language and no other encoding (article/encoding
// does), and it never normalises: offsets into a text must stay what they are.
//
// Broken bytes: every maximal subpart of an ill-formed sequence (Unicode 15, section 3.9) counts as
// one U+FFFD, the way Python's bytes.decode("utf-8", "replace") does it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carkeys::utf8 {

inline constexpr char32_t replacement = 0xFFFD;
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// One code point, or one maximal invalid sequence (then code_point is U+FFFD and valid is false).
struct Step {
  char32_t code_point = replacement;
  std::uint32_t size = 1;  // bytes, at least 1
  bool valid = false;
};

// What stands at byte `offset`, which must lie inside `text` and begin no ASCII character.
[[nodiscard]] Step step_beyond_ascii(std::string_view text, std::size_t offset);

// What stands at byte `offset`, which must lie inside `text`.
[[nodiscard]] inline Step step(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  return byte < 0x80 ? Step{byte, 1, true} : step_beyond_ascii(text, offset);
}

// The byte of the first invalid sequence, or npos where there is none.
inline constexpr std::size_t npos = std::string_view::npos;
[[nodiscard]] std::size_t first_invalid(std::string_view bytes);

// Valid UTF-8: a leading BOM dropped, invalid sequences replaced by U+FFFD, all else unchanged.
[[nodiscard]] std::string decode(std::string_view bytes);

void append(std::string& out, char32_t code_point);

// Code points in `text`; each maximal invalid sequence counts as one.
[[nodiscard]] std::size_t count(std::string_view text);

// Byte offsets to code point offsets and back for one valid text, in constant and logarithmic time.
// Keeps no reference to the text. 12 bytes for every 64 bytes of text.
class CodePointMap {
 public:
  explicit CodePointMap(std::string_view text);

  // How many code points begin before byte `byte_offset`; offsets past the end count as the end.
  [[nodiscard]] std::uint32_t code_point(std::uint32_t byte_offset) const;
  // The byte at which code point number `code_point_offset` begins; the text's size where there is
  // no such code point.
  [[nodiscard]] std::uint32_t byte(std::uint32_t code_point_offset) const;

  [[nodiscard]] std::uint32_t size() const { return total_; }

 private:
  struct Block {
    std::uint32_t before = 0;  // code points that begin before this block of 64 bytes
    std::uint64_t begins = 0;  // bit i: a code point begins at byte i of the block
  };

  std::vector<Block> blocks_;
  std::uint32_t bytes_ = 0;
  std::uint32_t total_ = 0;
};

[[nodiscard]] char32_t to_lower(char32_t code_point);
[[nodiscard]] char32_t to_upper(char32_t code_point);
[[nodiscard]] bool is_upper(char32_t code_point);   // has a different lower-case form
[[nodiscard]] bool is_lower(char32_t code_point);   // a lower-case letter
[[nodiscard]] bool is_letter(char32_t code_point);  // general category L*
[[nodiscard]] bool is_digit(char32_t code_point);   // general category Nd
[[nodiscard]] bool is_space(char32_t code_point);   // white space incl. U+00A0, line ends

// Code point by code point; the number of code points stays the same ("ẞ" becomes "ß").
[[nodiscard]] std::string to_lower(std::string_view text);
// The same into a string that may have room already.
void to_lower(std::string_view text, std::string& out);
// Adds it to what is there.
void append_lower(std::string_view text, std::string& out);
// The first code point in upper case, the rest unchanged.
[[nodiscard]] std::string capitalised(std::string_view text);
void capitalise(std::string& text);
// The first code point is an upper-case letter.
[[nodiscard]] bool starts_upper(std::string_view text);

}  // namespace carkeys::utf8
