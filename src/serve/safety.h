// SPDX-License-Identifier: Apache-2.0
// Who may ask. A page of another site must not reach this server through its visitor's browser: the
// Host header has to name this server (a foreign name that resolves to it does not), the Origin has
// to be the same, and a server that others can reach wants a token.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "serve/http.h"

namespace carkeys::serve {

struct Safety {
  bool loopback = true;
  std::string token = {};  // empty: none needed
};

// The answer that refuses the request; nullopt: it may be answered.
std::optional<Answer> refusal(const Request& request, const Safety& safety);

// Takes as long for a wrong guess as for another one of the same length.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// 32 hexadecimal digits that nobody can guess. Errors: bad_resource where the system has none.
Result<std::string> new_token();

// Headers that every answer has: nothing is run, loaded, framed or guessed.
const std::vector<std::pair<std::string, std::string>>& safe_headers();

}  // namespace carkeys::serve
