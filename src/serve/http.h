// SPDX-License-Identifier: Apache-2.0
// Requests and answers as plain values, so that only listener.cc knows the library that speaks
// HTTP.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace carkeys::serve {

struct Request {
  std::string method;
  std::string path;  // decoded, begins with "/"
  // Decoded; a name that stands twice is an error of parse_target.
  std::map<std::string, std::string, std::less<>> query;
  std::string target;  // path and query as sent
  std::string body;
  // Headers that matter; empty: absent.
  std::string host;
  std::string origin;
  std::string fetch_site;
  std::string authorization;
  std::string cookie;
  std::string content_type;
  std::string accept;
  std::string accept_encoding;
  std::string if_none_match;
  std::string last_event_id;

  [[nodiscard]] std::string_view parameter(std::string_view name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::string_view() : std::string_view(found->second);
  }
};

struct Answer {
  // Appends the next block of a long body; false: that was the last. Called with a database of the
  // thread that works on it.
  using Producer = std::function<Result<bool>(store::Database&, std::string&)>;

  int status = 200;
  std::string type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  Producer producer = {};  // instead of a body
  bool events = false;     // the connection stays open for events
};

// application/problem+json. `detail` may be empty.
Answer problem(int status, std::string_view detail);
std::string_view status_title(int status);

// Fills path, query and target. Errors: bad_usage for percent signs that are none, NUL and other
// control characters, bytes that are no UTF-8, a path that does not begin with "/", names twice.
Result<void> parse_target(std::string_view target, Request& request);
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

}  // namespace carkeys::serve
