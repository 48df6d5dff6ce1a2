// SPDX-License-Identifier: Apache-2.0
#include "article/html/names.h"

#include <algorithm>
#include <vector>

namespace carkeys::article::html {
namespace {

constexpr std::size_t longest_name = 120;  // bytes; longer ones are generated
constexpr std::size_t longest_row = 3;     // words

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

// "relatedLinks_box" → "related-links-box", with where each word begins.
struct Words {
  std::string joined;
  std::vector<std::size_t> begins;
};

Words words_of(std::string_view name) {
  Words words;
  char before = '-';
  for (const char c : name) {
    const bool letter = is_lower(c) || is_upper(c);
    const bool inside = is_lower(before) || is_upper(before);
    const bool hump = is_upper(c) && is_lower(before);
    if (letter && (!inside || hump)) {
      if (!words.joined.empty()) {
        words.joined.push_back('-');
      }
      words.begins.push_back(words.joined.size());
    }
    if (letter) {
      words.joined.push_back(is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c);
    }
    before = c;
  }
  return words;
}

std::optional<Purpose> purpose_from(std::string_view name) {
  if (name == "drop") {
    return Purpose::drop;
  }
  if (name == "keep") {
    return Purpose::keep;
  }
  if (name == "lead") {
    return Purpose::lead;
  }
  if (name == "body") {
    return Purpose::body;
  }
  return std::nullopt;
}

}  // namespace

Result<PartNames> PartNames::load(const resources::Lexicon& lexicon) {
  const resources::Table* table = lexicon.table("world/page_names");
  const auto name = table == nullptr ? std::nullopt : table->column("name");
  const auto effect = table == nullptr ? std::nullopt : table->column("effect");
  if (!name || !effect) {
    return failure(ErrorCode::bad_resource,
                   "table world/page_names with the columns name, effect is missing");
  }
  PartNames names;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto purpose = purpose_from(table->cell(row, *effect));
    if (!purpose) {
      return failure(ErrorCode::bad_resource, "effect is unknown", table->place(row));
    }
    names.rows_.insert_or_assign(std::string(table->cell(row, *name)), *purpose);
  }
  return names;
}

Purpose PartNames::purpose_of_name(std::string_view name) const {
  if (name.size() > longest_name) {
    return Purpose::unknown;
  }
  const Words words = words_of(name);
  Purpose best = Purpose::unknown;
  for (std::size_t first = 0; first < words.begins.size(); ++first) {
    const std::size_t most = std::min(longest_row, words.begins.size() - first);
    for (std::size_t count = 1; count <= most; ++count) {
      const std::size_t end = first + count < words.begins.size() ? words.begins[first + count] - 1
                                                                  : words.joined.size();
      const auto row =
          rows_.find(words.joined.substr(words.begins[first], end - words.begins[first]));
      if (row == rows_.end()) {
        continue;
      }
      const bool whole = count == words.begins.size();
      if (row->second != Purpose::body || whole) {
        best = std::max(best, row->second);
      }
    }
  }
  return best;
}

Purpose PartNames::purpose(std::string_view value) const {
  constexpr std::string_view white_space = " \t\n\r\f";
  Purpose best = Purpose::unknown;
  for (std::size_t at = value.find_first_not_of(white_space); at != std::string_view::npos;
       at = value.find_first_not_of(white_space, at)) {
    const std::size_t end = std::min(value.find_first_of(white_space, at), value.size());
    best = std::max(best, purpose_of_name(value.substr(at, end - at)));
    at = end;
  }
  return best;
}

}  // namespace carkeys::article::html
