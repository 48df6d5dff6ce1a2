// SPDX-License-Identifier: Apache-2.0
#include "ingest/binary.h"

#include <algorithm>
#include <array>

namespace carkeys::ingest {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::string_view what;
};

constexpr std::array signatures = std::to_array<Signature>({
    {"%PDF-"sv, "PDF"},
    {"\x89PNG\r\n"sv, "PNG image"},
    {"\xFF\xD8\xFF"sv, "JPEG image"},
    {"GIF87a"sv, "GIF image"},
    {"GIF89a"sv, "GIF image"},
    {"PK\x03\x04"sv, "ZIP archive or office document"},
    {"\x1F\x8B"sv, "gzip"},
    {"BZh9"sv, "bzip2"},
    {"\xFD"
     "7zXZ\0"sv,
     "xz"},
    {"\x28\xB5\x2F\xFD"sv, "zstd"},
    {"7z\xBC\xAF\x27\x1C"sv, "7z archive"},
    {"\x7F"
     "ELF"sv,
     "program"},
    {"SQLite format 3\0"sv, "SQLite database"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "office document"},
    {"{\\rtf"sv, "RTF document"},
    {"OggS\0"sv, "Ogg media"},
    {"ID3\x03"sv, "MP3 audio"},
    {"ID3\x04"sv, "MP3 audio"},
});

constexpr std::size_t looked_at_bytes = std::size_t{64} * 1024;
constexpr std::size_t least_controls = 4;
constexpr std::size_t control_share = 20;  // one in so many

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const bool white_space = byte >= '\t' && byte <= '\r';
  constexpr unsigned char escape = 0x1B;
  return (byte < 0x20 && !white_space && byte != escape) || byte == 0x7F;
}

}  // namespace

std::optional<BinaryFinding> find_binary(std::string_view bytes) {
  for (const Signature& signature : signatures) {
    if (bytes.starts_with(signature.bytes)) {
      return BinaryFinding{signature.what, 0};
    }
  }
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) {
    return std::nullopt;
  }
  const std::string_view head = bytes.substr(0, looked_at_bytes);
  const auto controls = static_cast<std::size_t>(std::ranges::count_if(head, is_control));
  if (controls < least_controls || controls * control_share <= head.size()) {
    return std::nullopt;
  }
  const auto first = std::ranges::find_if(head, is_control) - head.begin();
  return BinaryFinding{"control characters", first};
}

}  // namespace carkeys::ingest
