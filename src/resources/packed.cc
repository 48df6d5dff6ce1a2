// SPDX-License-Identifier: Apache-2.0
#include "resources/packed.h"

#include <cstddef>
#include <cstdint>

#include <fmt/format.h>
#include <xxhash.h>

namespace carkeys::resources {
namespace {

constexpr std::string_view magic = "CKLX";
constexpr std::uint32_t format_version = 1;
constexpr std::size_t header_size = 4 + 4 + 8 + 8;

void put_number(std::string& out, std::uint64_t number, int bytes) {
  for (int at = 0; at < bytes; ++at) {
    out.push_back(static_cast<char>(number >> (8 * at) & 0xFFU));
  }
}

void put_u32(std::string& out, std::size_t number) {
  put_number(out, number, 4);
}

void put_table(std::string& out, const PackedTable& table) {
  const TsvTable& content = table.content;
  std::string lengths;
  std::string strings;
  for (const auto* list : {&content.columns, &content.cells}) {
    for (const std::string_view text : *list) {
      put_u32(lengths, text.size());
      strings += text;
    }
  }
  put_u32(out, table.name.size());
  put_u32(out, content.columns.size());
  put_u32(out, content.lines.size());
  put_number(out, strings.size(), 8);
  for (const std::uint32_t line : content.lines) {
    put_u32(out, line);
  }
  out += lengths;
  out += table.name;
  out += strings;
}

std::uint64_t number_at(std::string_view bytes, std::size_t offset, int size) {
  std::uint64_t number = 0;
  for (int at = size - 1; at >= 0; --at) {
    number =
        number << 8U | static_cast<unsigned char>(bytes[offset + static_cast<std::size_t>(at)]);
  }
  return number;
}

// Takes pieces off the front of the payload. Once a piece is missing, everything after it is empty
// and `failed` says so; callers check it before they believe what they got.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number(int size) {
    const std::string_view piece = take(static_cast<std::uint64_t>(size));
    return failed_ ? 0 : number_at(piece, 0, size);
  }

  std::string_view take(std::uint64_t size) {
    if (size > bytes_.size()) {
      failed_ = true;
      bytes_ = {};
      return {};
    }
    const std::string_view piece = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return piece;
  }

  [[nodiscard]] bool failed() const { return failed_; }

  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool failed_ = false;
};

bool cut_strings(std::string_view lengths,
                 std::string_view strings,
                 std::uint64_t columns,
                 TsvTable& content) {
  Cursor cursor(strings);
  const std::size_t count = lengths.size() / 4;
  content.columns.reserve(columns);
  content.cells.reserve(count - columns);
  for (std::size_t at = 0; at < count; ++at) {
    const std::string_view text = cursor.take(number_at(lengths, at * 4, 4));
    (at < columns ? content.columns : content.cells).push_back(text);
  }
  return !cursor.failed() && cursor.at_end();
}

bool read_table(Cursor& cursor, PackedTable& table) {
  const std::uint64_t name_size = cursor.number(4);
  const std::uint64_t columns = cursor.number(4);
  const std::uint64_t rows = cursor.number(4);
  const std::uint64_t strings_size = cursor.number(8);
  // Both factors are below 2^32, so the product of rows and columns cannot wrap, but four times it
  // could; a count beyond 2^40 cannot stand in any file we map.
  const std::uint64_t count = columns + rows * columns;
  if (cursor.failed() || columns == 0 || count >= std::uint64_t{1} << 40U) {
    return false;
  }
  const std::string_view lines = cursor.take(rows * 4);
  const std::string_view lengths = cursor.take(count * 4);
  table.name = cursor.take(name_size);
  const std::string_view strings = cursor.take(strings_size);
  if (cursor.failed()) {
    return false;
  }
  table.content.lines.reserve(rows);
  for (std::uint64_t row = 0; row < rows; ++row) {
    table.content.lines.push_back(static_cast<std::uint32_t>(number_at(lines, row * 4, 4)));
  }
  return cut_strings(lengths, strings, columns, table.content);
}

}  // namespace

std::string write_packed(const std::vector<PackedTable>& tables) {
  std::string payload;
  put_u32(payload, tables.size());
  for (const PackedTable& table : tables) {
    put_table(payload, table);
  }
  std::string out(magic);
  put_u32(out, format_version);
  put_number(out, payload.size(), 8);
  put_number(out, XXH3_64bits(payload.data(), payload.size()), 8);
  out += payload;
  return out;
}

Result<std::vector<PackedTable>> read_packed(std::string_view bytes, const std::string& origin) {
  const auto damaged = [&](std::string message) {
    return failure(ErrorCode::bad_resource, std::move(message), origin);
  };
  if (bytes.size() < header_size || !bytes.starts_with(magic)) {
    return damaged("not a packed lexicon");
  }
  if (const auto version = number_at(bytes, 4, 4); version != format_version) {
    return damaged(fmt::format(
        "packed lexicon of version {}, this program reads version {}", version, format_version));
  }
  const std::string_view payload = bytes.substr(header_size);
  if (const auto size = number_at(bytes, 8, 8); size != payload.size()) {
    return damaged(
        fmt::format("packed lexicon is cut short or too long: {} bytes of content, {} "
                    "expected",
                    payload.size(),
                    size));
  }
  if (XXH3_64bits(payload.data(), payload.size()) != number_at(bytes, 16, 8)) {
    return damaged("packed lexicon is damaged: its checksum does not fit");
  }
  Cursor cursor(payload);
  const std::uint64_t count = cursor.number(4);
  std::vector<PackedTable> tables;
  for (std::uint64_t at = 0; at < count; ++at) {
    if (!read_table(cursor, tables.emplace_back())) {
      return damaged(fmt::format("packed lexicon is damaged: table {} of {}", at + 1, count));
    }
  }
  if (cursor.failed() || !cursor.at_end()) {
    return damaged("packed lexicon is damaged: bytes after the last table");
  }
  return tables;
}

}  // namespace carkeys::resources
