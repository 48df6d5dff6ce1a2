// SPDX-License-Identifier: Apache-2.0
// A plain text as paragraphs: blocks between blank lines, cut further where a line break inside a
// block ends a paragraph rather than wraps a long line.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "base/text_range.h"

namespace carkeys::article {

struct Paragraph {
  TextRange range;  // without the white space around it
  std::size_t words = 0;
  bool single_line = true;
  bool blank_after = false;    // a blank line or the end of the text follows
  bool ends_sentence = false;  // ends with . ! ? … or :, closing quotes and brackets apart
  bool ends_period = false;    // ends with a full stop
};

// In text order. Linear in the size of the text. `stands_alone` knows lines that are never part of
// a paragraph; it is asked about short ones that could be one.
std::vector<Paragraph> split_paragraphs(std::string_view text,
                                        const std::function<bool(std::string_view)>& stands_alone);

}  // namespace carkeys::article
