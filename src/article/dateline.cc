// SPDX-License-Identifier: Apache-2.0
#include "article/dateline.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/utf8.h"

namespace carkeys::article {
namespace {

constexpr std::size_t longest_dateline = 120;  // bytes

// With white space on both sides ("Damaskus – Bei"), the last two also without it before them.
constexpr std::array<std::string_view, 5> dashes = {"–", "—", "--", "-", "|"};

struct Separator {
  std::size_t begin = 0;
  std::size_t end = 0;  // of the spaces after it
  bool colon = false;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

std::size_t space_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) {
    return 0;
  }
  const utf8::Step here = utf8::step(text, offset);
  return utf8::is_space(here.code_point) ? here.size : 0;
}

std::size_t skip_spaces(std::string_view text, std::size_t offset) {
  while (const std::size_t size = space_at(text, offset)) {
    offset += size;
  }
  return offset;
}

std::size_t dash_size(std::string_view text, std::size_t offset) {
  for (const std::string_view dash : dashes) {
    if (text.substr(offset).starts_with(dash)) {
      return dash.size();
    }
  }
  return 0;
}

// A dash between spaces, or between a closing bracket and a space; or a colon before a space.
std::optional<Separator> separator_at(std::string_view text, std::size_t offset) {
  const bool after_space = offset > 0 && is_blank(text[offset - 1]);
  const bool after_bracket = offset > 0 && text[offset - 1] == ')';
  const bool after_nbsp = offset > 1 && text.substr(offset - 2, 2) == "\xC2\xA0";
  if (text[offset] == ':' && space_at(text, offset + 1) > 0) {
    return Separator{offset, skip_spaces(text, offset + 1), true};
  }
  const std::size_t size = dash_size(text, offset);
  if (size == 0 || !(after_space || after_bracket || after_nbsp) ||
      space_at(text, offset + size) == 0) {
    return std::nullopt;
  }
  return Separator{offset, skip_spaces(text, offset + size), false};
}

std::optional<Separator> first_separator(std::string_view text) {
  const std::size_t limit = std::min(text.size(), longest_dateline);
  for (std::size_t at = 1; at < limit; ++at) {
    if (auto found = separator_at(text, at)) {
      return found;
    }
  }
  return std::nullopt;
}

// What the words before the separator look like.
struct Head {
  std::size_t words = 0;  // outside brackets
  std::size_t lower_words = 0;
  std::size_t longest_lower = 0;  // bytes of the longest such word
  bool all_upper = true;          // every letter outside brackets
  bool bracket = false;           // ends with "(AP)"
  bool digits = false;
  std::string first_word;
  std::size_t letters = 0;  // bytes of all words outside brackets
  bool odd = false;         // something that no dateline has
};

void see_word(std::string_view word, Head& head) {
  ++head.words;
  head.letters += word.size();
  if (head.words == 1) {
    head.first_word = utf8::to_lower(word);
  }
  const utf8::Step first = utf8::step(word, 0);
  head.digits = head.digits || utf8::is_digit(first.code_point);
  if (utf8::is_lower(first.code_point)) {
    ++head.lower_words;
    head.longest_lower = std::max(head.longest_lower, word.size());
  }
  head.all_upper = head.all_upper && utf8::to_lower(word) != word &&
                   std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  constexpr std::string_view never = "\"!?;()[]";
  head.odd = head.odd || word.find_first_of(never) != std::string_view::npos ||
             word.find("„") != std::string_view::npos || word.find("“") != std::string_view::npos;
}

Head read_head(std::string_view text) {
  Head head;
  while (!text.empty() && is_blank(text.back())) {
    text.remove_suffix(1);
  }
  if (text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    head.bracket = open != std::string_view::npos && text.size() - open <= 40;
    head.odd = !head.bracket;
    text = text.substr(0, head.bracket ? open : text.size());
  }
  for (std::size_t at = skip_spaces(text, 0); at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && space_at(text, end) == 0) {
      end += utf8::step(text, end).size;
    }
    see_word(text.substr(at, end - at), head);
    at = skip_spaces(text, end);
  }
  head.all_upper = head.all_upper && head.words > 0;
  return head;
}

// "Putin – der seit 1999 regiert – sagte": dashes in pairs enclose an insertion.
bool dashes_are_odd(std::string_view paragraph) {
  std::size_t number = 0;
  for (std::size_t at = 1; at < paragraph.size(); ++at) {
    const bool sentence_ends = paragraph[at] == '.' && space_at(paragraph, at + 1) > 0;
    if (sentence_ends && number > 0) {
      break;
    }
    const auto found = separator_at(paragraph, at);
    number += found && !found->colon ? 1 : 0;
  }
  return number % 2 == 1;
}

bool is_dateline(std::string_view paragraph, const Separator& separator, const Head& head) {
  constexpr std::size_t most_words = 9;
  constexpr std::size_t most_bare_words = 3;   // without bracket, capitals or date
  constexpr std::size_t longest_particle = 3;  // "am", "de", "bin"
  if (head.odd || head.words > most_words || separator.end >= paragraph.size()) {
    return false;
  }
  if (head.bracket) {
    return head.longest_lower <= longest_particle + 5 && head.lower_words <= 2;
  }
  if (head.lower_words > 1 || head.longest_lower > longest_particle || head.words == 0) {
    return false;
  }
  if (head.all_upper) {
    constexpr std::size_t longest_acronym = 5;  // "NATO: ..." names a speaker
    return head.words <= most_bare_words + 1 &&
           (!separator.colon || head.letters > longest_acronym);
  }
  const utf8::Step next = utf8::step(paragraph, separator.end);
  const bool sentence_begins = !utf8::is_lower(next.code_point);
  const bool dated = head.digits && head.words > 1;
  return !separator.colon && sentence_begins && (head.words <= most_bare_words || dated) &&
         dashes_are_odd(paragraph);
}

}  // namespace

std::size_t dateline_size(std::string_view paragraph,
                          const std::function<bool(const std::string&)>& is_function_word) {
  const auto separator = first_separator(paragraph);
  if (!separator) {
    return 0;
  }
  const Head head = read_head(paragraph.substr(0, separator->begin));
  const bool found = is_dateline(paragraph, *separator, head) && !is_function_word(head.first_word);
  return found ? separator->end : 0;
}

}  // namespace carkeys::article
