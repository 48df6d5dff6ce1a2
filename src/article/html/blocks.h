// SPDX-License-Identifier: Apache-2.0
// The readable text of a page as blocks: what a reader sees as one paragraph, headline, list item
// or cell, in the order of the page, with what tells running text from furniture.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/html/names.h"
#include "article/html/tree.h"
#include "base/text_range.h"

namespace carkeys::article::html {

struct Block {
  TextRange range;               // of Blocks::text, never empty
  NodeIndex container = 0;       // the innermost element that is a block
  std::uint32_t words = 0;       // runs of letters and digits
  std::uint32_t link_words = 0;  // those inside links
  bool ends_sentence = false;    // ends with . ! ? … or :, closing quotes and brackets apart
  bool bold = false;             // nothing outside <b> or <strong>
};

struct Blocks {
  std::string text;  // valid UTF-8 where the page is; white space folded, soft hyphens taken out
  std::vector<Block> blocks;
  std::vector<Purpose> purposes;  // of each node, by its class, id and role; not inherited
};

// Elements that are no text for readers (is_furniture, hidden ones) are left out. Linear.
Blocks read_blocks(const Tree& tree, const PartNames& names);

}  // namespace carkeys::article::html
