// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <utf8proc.h>

namespace carkeys::utf8 {
namespace {

// What may follow a lead byte: how many bytes in all, and the range of the second one. The range is
// narrower than 80..BF where the lead would otherwise allow overlong forms, surrogates or more than
// U+10FFFF (Unicode table 3-7); that is what makes the replaced sequences maximal.
struct Lead {
  std::uint32_t size;
  unsigned char second_low;
  unsigned char second_high;
};

constexpr Lead lead_of(unsigned char byte) {
  if (byte < 0x80) {
    return {1, 0, 0};
  }
  if (byte < 0xC2 || byte > 0xF4) {
    return {0, 0, 0};
  }
  if (byte < 0xE0) {
    return {2, 0x80, 0xBF};
  }
  if (byte < 0xF0) {
    return {3,
            static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
            static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
  }
  return {4,
          static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
          static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
}

constexpr std::uint32_t lead_mask(std::uint32_t size) {
  return size == 1 ? 0x7FU : 0xFFU >> (size + 1);
}

bool ascii_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return (word & 0x8080808080808080ULL) == 0;
}

// The end of the run of ASCII that begins at `offset`, or a little before it.
std::size_t skip_ascii(std::string_view text, std::size_t offset) {
  while (offset + 8 <= text.size() && ascii_word(text.data() + offset)) {
    offset += 8;
  }
  while (offset < text.size() && static_cast<unsigned char>(text[offset]) < 0x80) {
    ++offset;
  }
  return offset;
}

bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

utf8proc_category_t category(char32_t code_point) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

}  // namespace

Step step_beyond_ascii(std::string_view text, std::size_t offset) {
  const auto byte_at = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned char first = byte_at(offset);
  const Lead lead = lead_of(first);
  if (lead.size == 0) {
    return {};
  }
  std::uint32_t value = first & lead_mask(lead.size);
  for (std::uint32_t i = 1; i < lead.size; ++i) {
    const std::size_t index = offset + i;
    const unsigned char low = i == 1 ? lead.second_low : 0x80;
    const unsigned char high = i == 1 ? lead.second_high : 0xBF;
    if (index >= text.size() || byte_at(index) < low || byte_at(index) > high) {
      return {replacement, i, false};
    }
    value = value << 6 | (byte_at(index) & 0x3FU);
  }
  return {static_cast<char32_t>(value), lead.size, true};
}

std::size_t first_invalid(std::string_view bytes) {
  std::size_t offset = skip_ascii(bytes, 0);
  while (offset < bytes.size()) {
    const Step here = step(bytes, offset);
    if (!here.valid) {
      return offset;
    }
    offset = skip_ascii(bytes, offset + here.size);
  }
  return npos;
}

std::string decode(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) {
    bytes.remove_prefix(byte_order_mark.size());
  }
  std::string out;
  out.reserve(bytes.size());
  std::size_t copied = 0;
  std::size_t offset = skip_ascii(bytes, 0);
  while (offset < bytes.size()) {
    const Step here = step(bytes, offset);
    if (!here.valid) {
      out.append(bytes, copied, offset - copied);
      append(out, replacement);
      copied = offset + here.size;
    }
    offset = skip_ascii(bytes, offset + here.size);
  }
  out.append(bytes, copied);
  return out;
}

void append(std::string& out, char32_t code_point) {
  const auto value = static_cast<std::uint32_t>(code_point);
  const auto tail = [&](unsigned shift) {
    out.push_back(static_cast<char>(0x80U | (value >> shift & 0x3FU)));
  };
  if (value < 0x80) {
    out.push_back(static_cast<char>(value));
  } else if (value < 0x800) {
    out.push_back(static_cast<char>(0xC0U | value >> 6));
    tail(0);
  } else if (value < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | value >> 12));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0U | value >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::size_t count(std::string_view text) {
  std::size_t number = 0;
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::size_t after_ascii = skip_ascii(text, offset);
    number += after_ascii - offset;
    offset = after_ascii;
    if (offset < text.size()) {
      offset += step(text, offset).size;
      ++number;
    }
  }
  return number;
}

CodePointMap::CodePointMap(std::string_view text)
    : blocks_((text.size() + 63) / 64), bytes_(static_cast<std::uint32_t>(text.size())) {
  for (std::size_t block = 0; block < blocks_.size(); ++block) {
    const std::string_view part = text.substr(block * 64, 64);
    std::uint64_t begins = 0;
    for (std::size_t i = 0; i < part.size(); ++i) {
      begins |= static_cast<std::uint64_t>(begins_code_point(part[i])) << i;
    }
    blocks_[block] = {total_, begins};
    total_ += static_cast<std::uint32_t>(std::popcount(begins));
  }
}

std::uint32_t CodePointMap::code_point(std::uint32_t byte_offset) const {
  if (byte_offset >= bytes_) {
    return total_;
  }
  const Block& block = blocks_[byte_offset / 64];
  const std::uint64_t below = (std::uint64_t{1} << (byte_offset % 64)) - 1;
  return block.before + static_cast<std::uint32_t>(std::popcount(block.begins & below));
}

std::uint32_t CodePointMap::byte(std::uint32_t code_point_offset) const {
  if (code_point_offset >= total_) {
    return bytes_;
  }
  const auto after = std::ranges::upper_bound(blocks_, code_point_offset, {}, &Block::before);
  const auto block = static_cast<std::size_t>(after - blocks_.begin()) - 1;
  std::uint64_t begins = blocks_[block].begins;
  for (std::uint32_t skip = code_point_offset - blocks_[block].before; skip > 0; --skip) {
    begins &= begins - 1;
  }
  return static_cast<std::uint32_t>(block * 64) +
         static_cast<std::uint32_t>(std::countr_zero(begins));
}

char32_t to_lower(char32_t code_point) {
  if (code_point < 0x80) {
    return code_point >= U'A' && code_point <= U'Z' ? code_point + 32 : code_point;
  }
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code_point)));
}

char32_t to_upper(char32_t code_point) {
  if (code_point < 0x80) {
    return code_point >= U'a' && code_point <= U'z' ? code_point - 32 : code_point;
  }
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(code_point)));
}

bool is_upper(char32_t code_point) {
  return to_lower(code_point) != code_point;
}

bool is_lower(char32_t code_point) {
  return category(code_point) == UTF8PROC_CATEGORY_LL;
}

bool is_letter(char32_t code_point) {
  const utf8proc_category_t found = category(code_point);
  return found >= UTF8PROC_CATEGORY_LU && found <= UTF8PROC_CATEGORY_LO;
}

bool is_digit(char32_t code_point) {
  return category(code_point) == UTF8PROC_CATEGORY_ND;
}

bool is_space(char32_t code_point) {
  const bool control = (code_point >= 0x09 && code_point <= 0x0D) || code_point == 0x85;
  const utf8proc_category_t found = category(code_point);
  return control || (found >= UTF8PROC_CATEGORY_ZS && found <= UTF8PROC_CATEGORY_ZP);
}

std::string to_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  to_lower(text, out);
  return out;
}

void to_lower(std::string_view text, std::string& out) {
  out.clear();
  append_lower(text, out);
}

void append_lower(std::string_view text, std::string& out) {
  for (std::size_t offset = 0; offset < text.size();) {
    const Step here = step(text, offset);
    if (here.code_point < 0x80) {
      out.push_back(static_cast<char>(to_lower(here.code_point)));
    } else {
      append(out, to_lower(here.code_point));
    }
    offset += here.size;
  }
}

std::string capitalised(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  const Step first = step(text, 0);
  std::string out;
  append(out, to_upper(first.code_point));
  return out.append(text.substr(first.size));
}

void capitalise(std::string& text) {
  if (!text.empty() && static_cast<unsigned char>(text[0]) < 0x80) {
    text[0] = static_cast<char>(to_upper(static_cast<unsigned char>(text[0])));
  } else {
    text = capitalised(text);
  }
}

bool starts_upper(std::string_view text) {
  return !text.empty() && is_upper(step(text, 0).code_point);
}

}  // namespace carkeys::utf8
