// SPDX-License-Identifier: Apache-2.0
#include "resources/import/dictionary_text.h"

#include <algorithm>

namespace carkeys::resources {

std::vector<std::string_view> split_words(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    if (end > 0) {
      parts.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::vector<std::string_view> brackets(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t open = text.find('['); open != std::string_view::npos;
       open = text.find('[', open + 1)) {
    const std::size_t close = text.find(']', open);
    if (close == std::string_view::npos) {
      break;
    }
    found.push_back(text.substr(open + 1, close - open - 1));
  }
  return found;
}

std::string_view trimmed_text(std::string_view text) {
  constexpr std::string_view blanks = " \t_";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

}  // namespace carkeys::resources
