// SPDX-License-Identifier: Apache-2.0
// What an `expect` cell says of a record: "USA > IRN; claimed; future", sides as country codes.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "examples.h"
#include "records/record.h"
#include "resources/pattern.h"

namespace carkeys {

using Codes = std::multiset<std::string>;

// "USA+GBR" as a set; "-" is nobody, "---" somebody without a country, "*" leaves the side open.
inline Codes codes_from(std::string_view text) {
  Codes codes;
  for (const auto part : resources::split(text, '+')) {
    if (trimmed(part) != "-") {
      codes.emplace(trimmed(part));
    }
  }
  return codes;
}

inline Codes codes_of(const std::vector<Entity>& entities) {
  Codes codes;
  for (const Entity& entity : entities) {
    codes.insert(entity.code.empty() ? "---" : entity.code);
  }
  return codes;
}

// What an `expect` cell asks for.
struct Expectation {
  Codes actor;
  Codes recipient;
  std::string status = "reported";
  std::set<std::string> aux;
};

inline std::optional<Expectation> expectation_from(std::string_view cell) {
  const auto arrow = cell.find('>');
  if (arrow == std::string_view::npos) {
    return std::nullopt;
  }
  Expectation expected;
  const auto parts = resources::split(cell.substr(arrow + 1), ';');
  if (parts.empty()) {
    return std::nullopt;
  }
  expected.actor = codes_from(cell.substr(0, arrow));
  expected.recipient = codes_from(parts.front());
  for (const auto part : std::vector(parts.begin() + 1, parts.end())) {
    const std::string word(trimmed(part));
    const bool aux =
        word == "negation" || word == "future" || word == "hypothetical" || word == "historical";
    if (aux) {
      expected.aux.insert(word);
    } else {
      expected.status = word;
    }
  }
  return expected;
}

inline bool fits(const Codes& expected, const std::vector<Entity>& side) {
  return expected == Codes{"*"} || expected == codes_of(side);
}

inline bool fits(const Expectation& expected, const Record& record) {
  const auto names = aux_names(record.aux);
  const std::set<std::string> aux(names.begin(), names.end());
  return fits(expected.actor, record.actor) && fits(expected.recipient, record.recipient) &&
         status_name(record.status) == expected.status && aux == expected.aux;
}

inline std::string side_text(const Codes& codes) {
  std::string text;
  for (const auto& code : codes) {
    text += text.empty() ? code : "+" + code;
  }
  return text.empty() ? "-" : text;
}

inline std::string record_text(const Record& record) {
  std::string text = fmt::format("{} {} > {}; {}",
                                 category_name(record.category),
                                 side_text(codes_of(record.actor)),
                                 side_text(codes_of(record.recipient)),
                                 status_name(record.status));
  for (const auto name : aux_names(record.aux)) {
    text += fmt::format("; {}", name);
  }
  return text + " by " + record.frame;
}

}  // namespace carkeys
