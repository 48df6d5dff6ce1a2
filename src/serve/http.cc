// SPDX-License-Identifier: Apache-2.0
#include "serve/http.h"

#include <array>

#include "base/json_writer.h"
#include "base/utf8.h"

namespace carkeys::serve {
namespace {

int hex_digit(char letter) {
  constexpr int ten = 10;
  return letter >= '0' && letter <= '9'   ? letter - '0'
         : letter >= 'a' && letter <= 'f' ? letter - 'a' + ten
         : letter >= 'A' && letter <= 'F' ? letter - 'A' + ten
                                          : -1;
}

bool has_control(std::string_view text) {
  constexpr unsigned char first_printable = 0x20;
  constexpr unsigned char del = 0x7F;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if ((byte < first_printable && letter != '\n' && letter != '\t') || byte == del) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view status_title(int status) {
  constexpr std::array<std::pair<int, std::string_view>, 18> titles = {
      {{200, "OK"},
       {201, "Created"},
       {303, "See Other"},
       {304, "Not Modified"},
       {400, "Bad Request"},
       {401, "Unauthorized"},
       {403, "Forbidden"},
       {404, "Not Found"},
       {405, "Method Not Allowed"},
       {406, "Not Acceptable"},
       {413, "Content Too Large"},
       {415, "Unsupported Media Type"},
       {421, "Misdirected Request"},
       {422, "Unprocessable Content"},
       {431, "Request Header Fields Too Large"},
       {500, "Internal Server Error"},
       {503, "Service Unavailable"},
       {507, "Insufficient Storage"}}};
  for (const auto& [known, title] : titles) {
    if (known == status) {
      return title;
    }
  }
  return "Error";
}

Answer problem(int status, std::string_view detail) {
  Answer answer;
  answer.status = status;
  answer.type = "application/problem+json";
  JsonWriter json(answer.body);
  json.begin_object().string_field("type", "about:blank");
  json.string_field("title", status_title(status)).integer_field("status", status);
  if (!detail.empty()) {
    json.string_field("detail", detail);
  }
  json.end_object();
  return answer;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  constexpr std::size_t code_size = 3;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += plus_is_space && text[at] == '+' ? ' ' : text[at];
      continue;
    }
    const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    constexpr int sixteen = 16;
    out += static_cast<char>(high * sixteen + low);
    at += code_size - 1;
  }
  const bool sound = utf8::first_invalid(out) == utf8::npos && !has_control(out);
  return sound ? std::optional(std::move(out)) : std::nullopt;
}

Result<void> parse_target(std::string_view target, Request& request) {
  request.target = target;
  const std::size_t mark = target.find('?');
  const auto path = percent_decoded(target.substr(0, mark), false);
  if (!path || path->empty() || path->front() != '/') {
    return failure(ErrorCode::bad_usage, "the path cannot be read");
  }
  request.path = *path;
  std::string_view rest = mark == std::string_view::npos ? "" : target.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t equals = pair.find('=');
    const auto name = percent_decoded(pair.substr(0, equals), true);
    const auto value =
        percent_decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true);
    if (!name || !value) {
      return failure(ErrorCode::bad_usage, "the query cannot be read");
    }
    if (!name->empty() && !request.query.emplace(*name, *value).second) {
      return failure(ErrorCode::bad_usage,
                     "the parameter " + *name + " stands twice: separate values by commas");
    }
  }
  return {};
}

}  // namespace carkeys::serve
