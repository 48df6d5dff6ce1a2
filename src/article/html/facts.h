// SPDX-License-Identifier: Apache-2.0
// What a page says about its article outside the running text: JSON-LD first, then OpenGraph and
// other meta elements, then elements of the page itself. Nothing is invented: what the page does
// not say stays empty, and the three dates are never mixed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "article/html/tree.h"
#include "records/article.h"

namespace carkeys::article::html {

struct Facts {
  std::string title;
  std::string site;
  std::string url;       // canonical, absolute; empty where the page states none
  std::string language;  // as written: "de", "de_DE"
  std::string licence;
  std::vector<std::string> authors;
  std::optional<Date> published;
  std::optional<Date> modified;
  std::string body;  // the text as JSON-LD has it, not for reading but to find the article by
};

// Linear in the size of the page. Scripts in JSON-LD that are broken are passed over.
Facts read_facts(const Tree& tree);

}  // namespace carkeys::article::html
