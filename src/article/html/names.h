// SPDX-License-Identifier: Apache-2.0
// What parts of a page are for, told by class and id: "related-links" is no part of the article,
// "article-body" is its text, "standfirst" the sentences that lead to it. The names stand in the
// table world/page_names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "resources/lexicon.h"

namespace carkeys::article::html {

enum class Purpose : std::uint8_t { unknown, drop, keep, lead, body };

class PartNames {
 public:
  // Errors: bad_resource naming table and line.
  static Result<PartNames> load(const resources::Lexicon& lexicon);

  // `value` of a class or id attribute: names separated by white space. The strongest purpose of
  // any of them: body beats lead, lead beats drop.
  [[nodiscard]] Purpose purpose(std::string_view value) const;

 private:
  [[nodiscard]] Purpose purpose_of_name(std::string_view name) const;

  std::unordered_map<std::string, Purpose> rows_;  // words in lower case, "-" between them
};

}  // namespace carkeys::article::html
