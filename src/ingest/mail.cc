// SPDX-License-Identifier: Apache-2.0
#include "ingest/mail.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/encoding.h"
#include "base/utf8.h"
#include "ingest/headers.h"

namespace carkeys::ingest {
namespace {

constexpr std::size_t most_parts = 200;

int digit_of(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// "=E4" is a byte, "=" at the end of a line joins it with the next.
std::string from_quoted_printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '=') {
      out.push_back(text[at]);
      continue;
    }
    const std::string_view rest = text.substr(at + 1);
    if (rest.starts_with('\n')) {
      at += 1;
    } else if (rest.starts_with("\r\n")) {
      at += 2;
    } else if (rest.size() >= 2 && digit_of(rest[0]) >= 0 && digit_of(rest[1]) >= 0) {
      out.push_back(static_cast<char>(digit_of(rest[0]) * 16 + digit_of(rest[1])));
      at += 2;
    } else {
      out.push_back('=');
    }
  }
  return out;
}

std::string from_base64(std::string_view text) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t value = letters.find(c);
    if (value == std::string_view::npos) {
      continue;
    }
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU));
    }
  }
  return out;
}

std::string lower(std::string_view text) {
  return utf8::to_lower(text);
}

// "=?utf-8?Q?M=C3=BCnchen?=" and "=?iso-8859-1?B?...?=" in a header; the space between two goes.
std::string header_text(std::string_view value) {
  std::string out;
  std::size_t at = 0;
  while (at < value.size()) {
    const std::size_t begin = value.find("=?", at);
    const std::size_t charset =
        begin == std::string_view::npos ? begin : value.find('?', begin + 2);
    const std::size_t end =
        charset == std::string_view::npos ? charset : value.find("?=", charset + 3);
    if (end == std::string_view::npos) {
      break;
    }
    const std::string_view between = value.substr(at, begin - at);
    if (at == 0 || between.find_first_not_of(' ') != std::string_view::npos) {
      out += between;
    }
    std::string coded(value.substr(charset + 3, end - charset - 3));
    const bool base64 = (value[charset + 1] | 0x20) == 'b';
    std::ranges::replace(coded, '_', ' ');
    out += decode(base64 ? from_base64(coded) : from_quoted_printable(coded),
                  value.substr(begin + 2, charset - begin - 2))
               .text;
    at = end + 2;
  }
  return out + decode(value.substr(at)).text;
}

struct Part {
  std::string type;  // "text/html"
  std::string text;  // decoded
};

Part part_from(const Headers& headers, std::string_view body) {
  const std::string_view content_type = headers.value("content-type");
  Part part;
  part.type = content_type.empty() ? "text/plain" : media_type(content_type);
  const bool attached = lower(headers.value("content-disposition")).starts_with("attachment");
  if (attached || !part.type.starts_with("text/")) {
    return {};
  }
  const std::string coding = lower(headers.value("content-transfer-encoding"));
  std::string bytes(body);
  if (coding == "quoted-printable") {
    bytes = from_quoted_printable(body);
  } else if (coding == "base64") {
    bytes = from_base64(body);
  }
  part.text = decode(bytes, parameter(content_type, "charset")).text;
  return part;
}

// The pieces of a body between lines of "--boundary".
std::vector<std::string_view> pieces_of(std::string_view body, const std::string& boundary) {
  const std::string line = "--" + boundary;
  std::vector<std::string_view> pieces;
  std::size_t begin = body.find(line);
  while (begin != std::string_view::npos && pieces.size() < most_parts) {
    const std::size_t from = begin + line.size();
    if (body.substr(from).starts_with("--")) {
      break;
    }
    const std::size_t next = body.find("\n" + line, from);
    const std::size_t end = std::min(next, body.size());
    const std::size_t line_end = std::min(body.find('\n', from), end);
    pieces.push_back(body.substr(std::min(line_end + 1, end), end - std::min(line_end + 1, end)));
    begin = next == std::string_view::npos ? next : next + 1;
  }
  return pieces;
}

// All texts of a message, parts of parts too.
std::vector<Part> parts_of(std::string_view message) {
  std::vector<Part> parts;
  std::vector<std::string_view> open = {message};
  for (std::size_t i = 0; i < open.size() && i < most_parts; ++i) {
    const std::string_view piece = open[i];
    const bool bare = piece.starts_with('\n') || piece.starts_with("\r\n");
    const std::size_t end = bare ? 0 : headers_end(piece);
    const Headers headers(end == std::string_view::npos ? piece : piece.substr(0, end));
    const std::string_view body =
        end == std::string_view::npos ? std::string_view() : piece.substr(end);
    const std::string_view content_type = headers.value("content-type");
    if (media_type(content_type).starts_with("multipart/")) {
      for (const std::string_view inner : pieces_of(body, parameter(content_type, "boundary"))) {
        open.push_back(inner);
      }
    } else if (Part part = part_from(headers, body); !part.text.empty()) {
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

// "Anna Beispiel <anna@example.org>" without the address.
std::string person(std::string_view value) {
  const std::string_view bare = value.substr(0, value.find('<'));
  const std::size_t begin = bare.find_first_not_of(" \"");
  return begin == std::string_view::npos
             ? std::string()
             : header_text(bare.substr(begin, bare.find_last_not_of(" \"") + 1 - begin));
}

}  // namespace

bool looks_like_mail(std::string_view beginning) {
  constexpr auto names = std::to_array<std::string_view>({"from",
                                                          "to",
                                                          "subject",
                                                          "date",
                                                          "message-id",
                                                          "mime-version",
                                                          "received",
                                                          "return-path",
                                                          "delivered-to",
                                                          "reply-to",
                                                          "list-id"});
  const std::size_t end = headers_end(beginning);
  const std::size_t colon = beginning.find(':');
  const std::size_t space = beginning.find_first_of(" \t\r\n");
  if (end == std::string_view::npos || colon == std::string_view::npos || colon > space) {
    return false;
  }
  const Headers headers(beginning.substr(0, end));
  constexpr std::ptrdiff_t least = 3;
  return std::ranges::count_if(
             names, [&](std::string_view name) { return !headers.value(name).empty(); }) >= least;
}

RawItem mail_item(std::string_view bytes, const std::string& name) {
  const std::size_t end = headers_end(bytes);
  const Headers headers(end == std::string_view::npos ? bytes : bytes.substr(0, end));
  RawItem item;
  item.decoded = true;
  item.title = header_text(headers.value("subject"));
  item.publication = person(headers.value("from"));
  item.date = day_in(headers.value("date"));
  item.language = headers.value("content-language");
  std::string_view id = headers.value("message-id");
  if (id.starts_with('<') && id.ends_with('>')) {
    id = id.substr(1, id.size() - 2);
  }
  item.citation = id.empty() ? name : id;
  for (Part& part : parts_of(bytes)) {
    const bool page = part.type == "text/html";
    if (page || item.bytes.empty()) {
      item.bytes = std::move(part.text);
      item.form = page ? RawForm::html : RawForm::text;
      if (page) {
        break;
      }
    }
  }
  return item;
}

}  // namespace carkeys::ingest
