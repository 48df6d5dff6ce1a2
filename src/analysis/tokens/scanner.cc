// SPDX-License-Identifier: Apache-2.0
#include "analysis/tokens/scanner.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace carkeys::analysis {
namespace {

constexpr std::size_t longest_token = 512;      // bytes; longer ones are cut
constexpr std::size_t longest_look_ahead = 64;  // bytes

bool is_between(char32_t code_point, char32_t first, char32_t last) {
  return first <= code_point && code_point <= last;
}

constexpr std::uint8_t gap_class = 1;
constexpr std::uint8_t word_class = 2;
constexpr std::uint8_t closing_class = 4;

// White space, control characters, and invisible marks that part words.
bool finds_gap(char32_t code_point) {
  return utf8::is_space(code_point) || code_point < 0x20 || is_between(code_point, 0x7F, 0x9F) ||
         code_point == 0x200B || code_point == 0x200E || code_point == 0x200F ||
         code_point == 0x2060 || code_point == 0xFEFF;
}

bool finds_word(char32_t code_point) {
  if (utf8::is_letter(code_point) || utf8::is_digit(code_point) || code_point == U'_') {
    return true;
  }
  return is_between(code_point, 0x300, 0x36F) || code_point == 0xAD || code_point == 0x200C ||
         code_point == 0x200D || is_between(code_point, 0x900, 0x10FF);
}

bool finds_closing(char32_t code_point) {
  constexpr std::u32string_view marks = U"\"'“”’»«›‹)]}";
  return marks.find(code_point) != std::u32string_view::npos;
}

std::uint8_t find_classes(char32_t code_point) {
  return static_cast<std::uint8_t>((finds_gap(code_point) ? gap_class : 0) |
                                   (finds_word(code_point) ? word_class : 0) |
                                   (finds_closing(code_point) ? closing_class : 0));
}

// Latin letters and punctuation, which is nearly all there is.
constexpr std::size_t known_code_points = 0x2070;

const std::array<std::uint8_t, known_code_points> known_classes = [] {
  std::array<std::uint8_t, known_code_points> classes{};
  for (std::size_t code_point = 0; code_point < classes.size(); ++code_point) {
    classes[code_point] = find_classes(static_cast<char32_t>(code_point));
  }
  return classes;
}();

std::uint8_t classes_of(char32_t code_point) {
  return code_point < known_code_points ? known_classes[code_point] : find_classes(code_point);
}

bool is_gap(char32_t code_point) {
  return (classes_of(code_point) & gap_class) != 0;
}

bool is_word(char32_t code_point) {
  return (classes_of(code_point) & word_class) != 0;
}

bool is_closing(char32_t code_point) {
  return (classes_of(code_point) & closing_class) != 0;
}

bool is_apostrophe(char32_t code_point) {
  return code_point == U'\'' || code_point == U'’';
}

bool is_terminal(char32_t code_point) {
  return code_point == U'.' || code_point == U'!' || code_point == U'?' || code_point == U'…';
}

bool is_roman(std::string_view word) {
  return word.size() <= 5 && word.find_first_not_of("IVX") == std::string_view::npos;
}

bool starts_with_digit(std::string_view word) {
  return !word.empty() && word[0] >= '0' && word[0] <= '9';
}

// Bytes that an English clitic takes at the end of a word: 's, n't, 'll ...; 0 where there is none.
std::size_t clitic_size(std::string_view word) {
  constexpr std::array<std::string_view, 9> endings = {
      "n't", "n’t", "'ll", "’ll", "'re", "’re", "'ve", "’ve", "'s"};
  constexpr std::array<std::string_view, 5> short_endings = {"’s", "'m", "’m", "'d", "’d"};
  if (word.find_first_of("'\xE2") == std::string_view::npos) {
    return 0;
  }
  const auto lower = utf8::to_lower(word);
  const auto fits = [&](std::string_view ending) {
    return lower.size() > ending.size() && lower.size() == word.size() && lower.ends_with(ending);
  };
  for (const auto ending : endings) {
    if (fits(ending)) {
      return ending.size();
    }
  }
  for (const auto ending : short_endings) {
    if (fits(ending)) {
      return ending.size();
    }
  }
  return 0;
}

}  // namespace

Scanner::Scanner(const Rules& rules, std::string_view text, TextRange range)
    : rules_(rules), text_(text), position_(range.begin), end_(range.end) {}

char32_t Scanner::at(std::size_t offset) const {
  return offset < end_ ? utf8::step(text_, offset).code_point : 0;
}

std::size_t Scanner::after(std::size_t offset) const {
  return std::min(end_, offset + utf8::step(text_, offset).size);
}

bool Scanner::skip_space(bool& empty_line) {
  int line_ends = 0;
  while (position_ < end_ && is_gap(at(position_))) {
    line_ends += text_[position_] == '\n' || at(position_) == 0x2029 ? 1 : 0;
    line_ends += at(position_) == 0x2029 ? 1 : 0;
    position_ = after(position_);
  }
  empty_line = line_ends > 1;
  return position_ < end_;
}

Scanner::Ahead Scanner::ahead(std::size_t offset) const {
  Ahead result;
  const auto limit = std::min(end_, offset + longest_look_ahead);
  int line_ends = 0;
  while (offset < limit && is_gap(at(offset))) {
    line_ends += text_[offset] == '\n' ? 1 : 0;
    result.space = true;
    offset = after(offset);
  }
  if (offset >= end_ || line_ends > 1) {
    result.none = true;
    return result;
  }
  result.first = at(offset);
  auto word_end = offset;
  while (word_end < limit && is_word(at(word_end))) {
    word_end = after(word_end);
  }
  result.word = text_.substr(offset, word_end - offset);
  return result;
}

// Whether the sentence's end before it is likely: a word that usually begins sentences.
bool Scanner::opens(const Ahead& ahead) const {
  return ahead.none || rules_.openers.contains(ahead.word);
}

// In lower case. Valid until the next call.
std::string_view Scanner::lowered(std::string_view word) {
  utf8::to_lower(word, lower_);
  return lower_;
}

// A web or mail address, or 0.
std::size_t Scanner::address_end() {
  const auto rest = text_.substr(position_, std::min(end_ - position_, longest_token));
  const bool web = rest.starts_with("http://") || rest.starts_with("https://") ||
                   rest.starts_with("www.") || rest.starts_with("ftp://");
  if (next_at_ < position_) {
    next_at_ = std::min(text_.substr(0, end_).find('@', position_), end_);
  }
  if (!web && next_at_ >= position_ + rest.size()) {
    return 0;
  }
  std::size_t size = 0;
  bool mail = false;
  while (size < rest.size() && static_cast<unsigned char>(rest[size]) > ' ' && rest[size] != '<' &&
         rest[size] != '>' && rest[size] != '"') {
    const bool inside = size > 0 && size + 1 < rest.size();
    mail = mail || (rest[size] == '@' && inside && is_word(at(position_ + size - 1)) &&
                    is_word(at(position_ + size + 1)));
    ++size;
  }
  if (!web && !mail) {
    return 0;
  }
  while (size > 1 &&
         std::string_view(".,;:!?)]}'").find(rest[size - 1]) != std::string_view::npos) {
    --size;
  }
  return position_ + size;
}

bool Scanner::hyphen_joins(std::size_t begin, std::size_t offset) {
  if (!rules_.split_hyphens) {
    return true;
  }
  return rules_.prefixes.contains(lowered(text_.substr(begin, offset - begin)));
}

// Whether the mark at `offset` belongs to the word from `begin` on, whose last piece (after a full
// stop) began at `piece`.
bool Scanner::joins(std::size_t begin, std::size_t offset, std::size_t piece) {
  const char32_t mark = at(offset);
  const auto next = after(offset);
  const bool word_follows = next < end_ && is_word(at(next));
  const bool after_digit = utf8::is_digit(static_cast<unsigned char>(text_[offset - 1]));
  const bool digit_follows = word_follows && utf8::is_digit(at(next));
  if (mark == U'-' || mark == 0x2010 || mark == 0x2011) {
    if (word_follows) {
      return hyphen_joins(begin, offset);
    }
    // "Außen- und": the hyphen stays with the word.
    return !rules_.split_hyphens && (next >= end_ || is_gap(at(next)) || at(next) == U',');
  }
  if (!word_follows) {
    return false;
  }
  if (is_apostrophe(mark)) {
    return true;
  }
  if (mark == U'.' && !after_digit && !digit_follows) {
    const bool lower_follows = !utf8::is_upper(at(next));
    const bool lone_letter = after(piece) == offset;
    return lone_letter || lower_follows;
  }
  if (mark == U'.' || mark == U',' || mark == U':') {
    return after_digit && digit_follows;
  }
  if (mark == U'/') {
    return !rules_.split_hyphens || (after_digit && digit_follows);
  }
  return mark == U'&' && !after_digit && utf8::is_upper(at(next)) && after(begin) <= offset;
}

std::size_t Scanner::word_end() {
  std::size_t offset = position_;
  std::size_t piece = position_;
  while (offset < end_ && offset - position_ < longest_token) {
    const char32_t code_point = at(offset);
    if (!is_word(code_point)) {
      if (offset == position_ || !joins(position_, offset, piece)) {
        break;
      }
      if (code_point == U'.') {
        piece = after(offset);
      }
    }
    offset = after(offset);
  }
  return offset;
}

bool Scanner::number_stop_belongs(std::string_view word, std::size_t stop) const {
  // Two digits, three where no point comes before ("5.000" is no ordinal).
  const bool numeric = word.find_first_not_of("0123456789./") == std::string_view::npos;
  const auto last = word.find_last_of("./");
  const auto size = last == std::string_view::npos ? word.size() - 1 : word.size() - last - 1;
  if (!(numeric && size <= 2) && !is_roman(word)) {
    return false;
  }
  const auto next = ahead(stop + 1);
  if (next.none) {
    return false;
  }
  if (!next.space) {
    return next.first == U',' || next.first == U'/' || next.first == U')' ||
           (numeric && is_word(next.first));
  }
  return utf8::is_lower(next.first) || utf8::is_digit(next.first) || next.first == U'(' ||
         (utf8::is_letter(next.first) && !opens(next));
}

// Whether the full stop at `stop` is part of the word before it.
bool Scanner::stop_belongs(std::string_view word, std::size_t stop) {
  abbreviation_may_end_ = false;
  if (at(stop + 1) == U'.') {
    return false;  // an ellipsis
  }
  if (rules_.ordinals && number_stop_belongs(word, stop)) {
    return true;
  }
  const auto next = ahead(stop + 1);
  auto known = rules_.abbreviations.find(word);
  // "Vgl." begins a sentence; but "Iran." in the middle of one is not "iran." for "iranisch".
  if (known == rules_.abbreviations.end() && (sentence_begins_ || !utf8::starts_upper(word))) {
    known = rules_.abbreviations.find(lowered(word));
  }
  if (known != rules_.abbreviations.end()) {
    abbreviation_may_end_ = known->second == Abbreviation::any;
    return !next.none || abbreviation_may_end_;
  }
  if (word.find('.') != std::string_view::npos && !starts_with_digit(word)) {
    const auto last = word.rfind('.');
    abbreviation_may_end_ = true;
    return word.size() - last <= 3;  // "U.S.", but not "Beispiel.de."
  }
  const bool initial = utf8::starts_upper(word) && utf8::count(word) == 1;
  return initial && next.space && utf8::is_upper(next.first) && !opens(next);
}

std::size_t Scanner::with_full_stop(std::size_t end) {
  abbreviation_may_end_ = false;
  const auto word = text_.substr(position_, end - position_);
  if (at(end) == U'.' && word.size() < longest_look_ahead && stop_belongs(word, end)) {
    return end + 1;
  }
  return end;
}

// The end of the first of two tokens that are written as one, or `end`.
std::size_t Scanner::split_word(std::size_t end) {
  const auto word = text_.substr(position_, end - position_);
  if (word.size() > longest_look_ahead) {
    return end;
  }
  const auto known = rules_.splits.find(lowered(word));
  if (known != rules_.splits.end() && known->first.size() == word.size()) {
    return position_ + known->second;
  }
  return rules_.split_clitics ? end - clitic_size(word) : end;
}

std::size_t Scanner::run_end(std::string_view set) const {
  auto offset = position_;
  while (offset < end_ && offset - position_ < longest_token &&
         set.find(text_[offset]) != std::string_view::npos) {
    ++offset;
  }
  return offset;
}

std::size_t Scanner::token_end() {
  const char32_t first = at(position_);
  kind_ = Kind::other;
  if (const auto end = address_end(); end > position_) {
    return end;
  }
  const auto next = after(position_);
  const bool tag = (first == U'#' || first == U'@') && next < end_ && is_word(at(next));
  if (is_word(first) || tag) {
    kind_ = Kind::word;
    if (tag) {
      const auto begin = position_;
      position_ = next;
      const auto end = word_end();
      position_ = begin;
      return end;
    }
    const auto end = with_full_stop(word_end());
    const auto first_end = split_word(end);
    if (first_end > position_ && first_end < end) {
      pending_split_ = end;
      return first_end;
    }
    return end;
  }
  if (is_terminal(first)) {
    kind_ = Kind::terminal;
    return first == U'…' ? next : run_end(first == U'.' ? "." : "!?");
  }
  if (is_closing(first)) {
    kind_ = Kind::closing;
  }
  if (first == U'-' || first == U'*' || first == U'=' || first == U'\'' || first == U'`') {
    return run_end({text_.data() + position_, 1});
  }
  return next;
}

// Where the closing marks that directly follow end.
std::size_t Scanner::closings_end(std::size_t offset) const {
  constexpr int most = 4;
  for (int count = 0; count < most && offset < end_ && is_closing(at(offset)); ++count) {
    offset = after(offset);
  }
  return offset;
}

// Whether a sentence ends with the terminal token that ends at `end`, closing marks included.
bool Scanner::sentence_ends(std::size_t end) const {
  const auto next = ahead(closings_end(end));
  if (next.none) {
    return true;
  }
  if (kind_ == Kind::word) {
    return abbreviation_may_end_ && next.space && opens(next);
  }
  if (!next.space) {
    return kind_ == Kind::terminal && utf8::is_upper(next.first);
  }
  constexpr std::u32string_view going_on = U",;:.!?)]}/";
  if (going_on.find(next.first) != std::u32string_view::npos || utf8::is_lower(next.first)) {
    return false;
  }
  const bool quoted = closings_end(end) > end;
  const bool dash = next.first == U'–' || next.first == U'—' || next.first == U'-';
  return !(quoted && dash);
}

bool Scanner::next(Scanned& token) {
  token = {};
  if (pending_split_ == 0 && !skip_space(token.after_empty_line)) {
    return false;
  }
  const auto begin = position_;
  sentence_begins_ = sentence_begins_ || token.after_empty_line;
  std::size_t end = pending_split_;
  if (pending_split_ == 0) {
    end = token_end();
  } else {
    kind_ = Kind::word;
    pending_split_ = 0;
  }
  token.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  position_ = end;
  token.space_after = end >= end_ || is_gap(at(end));
  if (pending_split_ != 0) {
    return true;
  }
  const bool stopped = kind_ == Kind::terminal || (kind_ == Kind::word && abbreviation_may_end_);
  const bool ends = stopped ? sentence_ends(end) : pending_end_ && kind_ == Kind::closing;
  const bool more_closings = closings_end(end) > end;
  token.ends_sentence = ends && !more_closings;
  sentence_begins_ = token.ends_sentence || (sentence_begins_ && kind_ != Kind::word);
  pending_end_ = ends && more_closings;
  return true;
}

}  // namespace carkeys::analysis
