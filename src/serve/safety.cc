// SPDX-License-Identifier: Apache-2.0
#include "serve/safety.h"

#include <array>
#include <cctype>
#include <cstdint>

#include <fmt/format.h>
#include <sys/random.h>

namespace carkeys::serve {
namespace {

constexpr std::string_view cookie_name = "carkeys=";

// "127.0.0.1:8700" without its port; "[::1]" keeps its brackets.
std::string_view without_port(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  const bool has_port =
      colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

// A number, no name: a name could have been made to resolve to us.
bool is_address(std::string_view host) {
  if (!host.empty() && host.front() == '[' && host.back() == ']') {
    return true;
  }
  std::size_t dots = 0;
  for (const char letter : host) {
    dots += letter == '.' ? 1 : 0;
    if (letter != '.' && std::isdigit(static_cast<unsigned char>(letter)) == 0) {
      return false;
    }
  }
  return dots == 3;
}

bool is_our_name(std::string_view host, const Safety& safety) {
  const std::string_view name = without_port(host);
  if (safety.loopback) {
    return name == "127.0.0.1" || name == "localhost" || name == "[::1]";
  }
  return name == "localhost" || is_address(name);
}

// The token that a request brings, in its header or cookie.
std::string_view token_of(const Request& request) {
  constexpr std::string_view bearer = "Bearer ";
  const std::string_view authorization = request.authorization;
  if (authorization.starts_with(bearer)) {
    return authorization.substr(bearer.size());
  }
  std::string_view cookies = request.cookie;
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    std::string_view cookie = cookies.substr(0, end);
    cookie.remove_prefix(std::min(cookie.find_first_not_of(' '), cookie.size()));
    if (cookie.starts_with(cookie_name)) {
      return cookie.substr(cookie_name.size());
    }
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
  }
  return {};
}

// GET /?token=…: keeps the token as a cookie that scripts cannot read, and takes it out of the
// address.
std::optional<Answer> log_in(const Request& request, const Safety& safety) {
  if (request.path != "/" || !equal_in_constant_time(request.parameter("token"), safety.token)) {
    return std::nullopt;
  }
  Answer answer;
  answer.status = 303;
  answer.type = "text/plain; charset=utf-8";
  answer.headers = {
      {"Location", "/"},
      {"Set-Cookie",
       fmt::format("{}{}; HttpOnly; SameSite=Strict; Path=/", cookie_name, safety.token)}};
  return answer;
}

}  // namespace

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) {
    return false;
  }
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return difference == 0;
}

std::optional<Answer> refusal(const Request& request, const Safety& safety) {
  constexpr int misdirected = 421;
  constexpr int forbidden = 403;
  constexpr int unauthorized = 401;
  if (!is_our_name(request.host, safety)) {
    return problem(misdirected, "this server does not go by that name");
  }
  if (!request.origin.empty() && request.origin != "http://" + request.host &&
      request.origin != "https://" + request.host) {
    return problem(forbidden, "pages of other sites may not ask here");
  }
  const bool interface = request.path.starts_with("/api/");
  if (interface && !request.fetch_site.empty() && request.fetch_site != "same-origin" &&
      request.fetch_site != "none") {
    return problem(forbidden, "pages of other sites may not ask here");
  }
  if (safety.token.empty()) {
    return std::nullopt;
  }
  if (auto answer = log_in(request, safety)) {
    return answer;
  }
  if (interface && !equal_in_constant_time(token_of(request), safety.token)) {
    Answer answer = problem(unauthorized, "a token is needed");
    answer.headers.emplace_back("WWW-Authenticate", "Bearer");
    return answer;
  }
  return std::nullopt;
}

Result<std::string> new_token() {
  std::array<std::uint8_t, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    return failure(ErrorCode::bad_resource, "the system gives no random numbers");
  }
  std::string token;
  for (const std::uint8_t byte : bytes) {
    token += fmt::format("{:02x}", byte);
  }
  return token;
}

const std::vector<std::pair<std::string, std::string>>& safe_headers() {
  static const std::vector<std::pair<std::string, std::string>> headers = {
      {"Content-Security-Policy",
       "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
       "form-action 'self'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"}};
  return headers;
}

}  // namespace carkeys::serve
