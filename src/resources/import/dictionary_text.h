// SPDX-License-Identifier: Apache-2.0
// Pieces of a dictionary's line.
#pragma once

#include <string_view>
#include <vector>

namespace carkeys::resources {

// The non-empty parts between any of `separators`.
std::vector<std::string_view> split_words(std::string_view text, std::string_view separators);

// What stands between "[" and "]", each in turn.
std::vector<std::string_view> brackets(std::string_view text);

// Without blanks and "_" at both ends.
std::string_view trimmed_text(std::string_view text);

}  // namespace carkeys::resources
