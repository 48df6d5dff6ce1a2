// SPDX-License-Identifier: Apache-2.0
// A web page as an article: its running text in paragraphs and what it says about itself.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "article/html/blocks.h"
#include "article/html/facts.h"
#include "article/html/names.h"

namespace carkeys::article::html {

struct Page {
  Facts facts;
  Blocks blocks;
  std::vector<bool> chosen;  // of each block: it belongs to the article
  bool cut = false;          // the page goes beyond a cap (tree.h); the rest of it was not read

  // The blocks of the article, a blank line between them. Where the page shows less than half of
  // what its data for search engines holds, that text.
  [[nodiscard]] std::string text() const;
};

// `page` is valid UTF-8; `is_furniture` knows whole lines that are never part of an article.
Page read_page(std::string_view page,
               const PartNames& names,
               const std::function<bool(std::string_view)>& is_furniture);

}  // namespace carkeys::article::html
