// SPDX-License-Identifier: Apache-2.0
// Which blocks of a page are its article: paragraphs, headlines between them, quotations and lists
// that belong to it; not comments, teasers, captions, lists of links, cookie walls.
#pragma once

#include <vector>

#include "article/html/blocks.h"
#include "article/html/tree.h"

namespace carkeys::article::html {

// One bit for each block: it belongs to the article. All false where there is no running text.
std::vector<bool> select_article(const Tree& tree, const Blocks& blocks);

}  // namespace carkeys::article::html
