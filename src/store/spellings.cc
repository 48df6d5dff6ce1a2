// SPDX-License-Identifier: Apache-2.0
#include "store/spellings.h"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"

namespace carkeys::store {
namespace {

std::string_view plain_form(char32_t letter) {
  switch (letter) {
    case U'ä':
      return "ae";
    case U'ö':
      return "oe";
    case U'ü':
      return "ue";
    case U'ß':
      return "ss";
    default:
      return "";
  }
}

// All these letters, small or capital, begin with one of these bytes in UTF-8.
constexpr std::string_view first_bytes = "\xC3\xE1";
constexpr std::string_view spaces = " \n\t\r";

bool may_have_german_letters(std::string_view word) {
  return word.find_first_of(first_bytes) != std::string_view::npos;
}

// In small letters, with ae, oe, ue and ss.
std::string plain(std::string_view word) {
  std::string out;
  const std::string lower = utf8::to_lower(word);
  for (std::size_t at = 0; at < lower.size();) {
    const utf8::Step step = utf8::step(lower, at);
    const std::string_view form = plain_form(step.code_point);
    out.append(form.empty() ? std::string_view(lower).substr(at, step.size) : form);
    at += step.size;
  }
  return out;
}

// The other way: "praesident" as "präsident". It makes nonsense of some words ("neü"), which then
// are simply not found.
std::string with_umlauts(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const std::string_view pair = word.substr(at, 2);
    const std::string_view umlaut = pair == "ae"   ? "ä"
                                    : pair == "oe" ? "ö"
                                    : pair == "ue" ? "ü"
                                                   : "";
    at += umlaut.empty() ? 0 : 1;
    out.append(umlaut.empty() ? word.substr(at, 1) : umlaut);
  }
  return out;
}

bool is_word_part(char32_t letter) {
  return utf8::is_letter(letter) || utf8::is_digit(letter);
}

// Calls `use` with each run of letters and digits.
template <typename Use>
void for_each_word(std::string_view text, const Use& use) {
  std::size_t begin = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step step = utf8::step(text, at);
    const bool part = is_word_part(step.code_point);
    if (part && !inside) {
      begin = at;
    } else if (!part && inside) {
      use(text.substr(begin, at - begin), at);
    }
    inside = part;
    at += step.size;
  }
  if (inside) {
    use(text.substr(begin), text.size());
  }
}

// "(präsident OR praesident)", with a star behind each where wanted.
std::string any_spelling(std::string_view word, bool open_end) {
  const std::string lower = utf8::to_lower(word);
  const std::string_view star = open_end ? "*" : "";
  std::string out = fmt::format("(\"{}\"{}", lower, star);
  for (const std::string& other : {plain(lower), with_umlauts(lower)}) {
    if (other != lower) {
      out += fmt::format(" OR \"{}\"{}", other, star);
    }
  }
  return out + ")";
}

}  // namespace

std::string spellings_of(std::string_view text) {
  std::string out;
  std::unordered_set<std::string> known;
  const auto note = [&](std::string_view word, std::size_t /*end*/) {
    std::string form = may_have_german_letters(word) ? plain(word) : std::string();
    if (!form.empty() && form != utf8::to_lower(word) && known.insert(form).second) {
      out += (out.empty() ? "" : " ") + form;
    }
  };
  // Most of a text is ASCII: go from one candidate byte to the next, and out to the spaces around.
  std::size_t done = 0;
  while (true) {
    const std::size_t candidate = text.find_first_of(first_bytes, done);
    if (candidate == std::string_view::npos) {
      return out;
    }
    const std::size_t space = text.find_last_of(spaces, candidate);
    const std::size_t begin = space == std::string_view::npos ? done : std::max(done, space + 1);
    done = std::min(text.find_first_of(spaces, candidate), text.size());
    for_each_word(text.substr(begin, done - begin), note);
  }
}

namespace {

// Takes words and quotation marks in the order in which they stand.
class ExpressionBuilder {
 public:
  explicit ExpressionBuilder(std::string_view words) : words_(words) {}

  void word(std::string_view word, std::size_t end) {
    marks_before(static_cast<std::size_t>(word.data() - words_.data()));
    if (quoted_) {
      phrase_ += phrase_.empty() ? "" : " ";
      phrase_ += utf8::to_lower(word);
    } else {
      parts_.push_back(any_spelling(word, end < words_.size() && words_[end] == '*'));
    }
  }

  std::string done() {
    marks_before(words_.size());
    end_phrase();
    return fmt::format("{}", fmt::join(parts_, " AND "));
  }

 private:
  void marks_before(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (words_[at_] == '"') {
        quoted_ = !quoted_;
        end_phrase();
      }
    }
  }

  void end_phrase() {
    if (!phrase_.empty()) {
      parts_.push_back("\"" + std::exchange(phrase_, {}) + "\"");
    }
  }

  std::string_view words_;
  std::vector<std::string> parts_;
  std::string phrase_;
  bool quoted_ = false;
  std::size_t at_ = 0;
};

}  // namespace

std::string search_expression(std::string_view words) {
  ExpressionBuilder builder(words);
  for_each_word(words, [&](std::string_view word, std::size_t end) { builder.word(word, end); });
  return builder.done();
}

}  // namespace carkeys::store
