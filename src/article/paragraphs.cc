// SPDX-License-Identifier: Apache-2.0
#include "article/paragraphs.h"

#include <algorithm>
#include <span>

#include "base/utf8.h"

namespace carkeys::article {
namespace {

struct Line {
  TextRange range;  // trimmed; empty for a blank line
  bool alone = false;
};

// The code point that ends before `end`, and where it begins.
struct Last {
  char32_t code_point = 0;
  std::size_t begin = 0;
};

Last last_before(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t at = end - 1;
  while (at > begin && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
    --at;
  }
  return {utf8::step(text, at).code_point, at};
}

TextRange trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const utf8::Step here = utf8::step(text, begin);
    if (!utf8::is_space(here.code_point)) {
      break;
    }
    begin += here.size;
  }
  while (end > begin) {
    const Last last = last_before(text, begin, end);
    if (!utf8::is_space(last.code_point)) {
      break;
    }
    end = last.begin;
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\r", begin), text.size());
    lines.push_back({trimmed(text, begin, end), false});
    const bool pair = text.substr(end, 2) == "\r\n";
    begin = end + (pair ? 2 : 1);
  }
  return lines;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step here = utf8::step(text, at);
    const bool space = utf8::is_space(here.code_point);
    words += !space && !inside ? 1 : 0;
    inside = !space;
    at += here.size;
  }
  return words;
}

bool closes(char32_t code_point) {
  constexpr std::u32string_view closers = U"\"'”“’‘»«)]›‹";
  return closers.find(code_point) != std::u32string_view::npos;
}

// The last code point that is no closing quotation mark or bracket.
char32_t final_mark(std::string_view text, TextRange range) {
  std::size_t end = range.end;
  while (end > range.begin) {
    const Last last = last_before(text, range.begin, end);
    if (!closes(last.code_point)) {
      return last.code_point;
    }
    end = last.begin;
  }
  return 0;
}

bool ends_sentence(char32_t mark) {
  return mark == U'.' || mark == U'!' || mark == U'?' || mark == U'…' || mark == U':';
}

Paragraph make_paragraph(std::string_view text, TextRange first, TextRange last) {
  Paragraph paragraph;
  paragraph.range = cover(first, last);
  paragraph.single_line = first == last;
  paragraph.words = count_words(paragraph.range.in(text));
  const char32_t mark = final_mark(text, paragraph.range);
  paragraph.ends_sentence = ends_sentence(mark);
  paragraph.ends_period = mark == U'.';
  return paragraph;
}

// Whether the break after `line` ends a paragraph. A wrapped line is about as long as the longest
// of its block and goes on with any letter.
bool breaks_after(std::string_view text, const Line& line, const Line& next, std::size_t longest) {
  if (line.alone || next.alone || ends_sentence(final_mark(text, line.range))) {
    return true;
  }
  const char32_t begin = utf8::step(text, next.range.begin).code_point;
  return !utf8::is_lower(begin) && std::size_t{line.range.size()} * 5 < longest * 3;
}

// A line that can be no part of a sentence that wraps: the one before ends a sentence, the one
// after does not go on in lower case.
void mark_lines_alone(std::string_view text,
                      std::span<Line> lines,
                      const std::function<bool(std::string_view)>& stands_alone) {
  constexpr std::size_t longest_line = 300;  // bytes
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool free_before =
        i == 0 || lines[i - 1].alone || ends_sentence(final_mark(text, lines[i - 1].range));
    const bool free_after = i + 1 == lines.size() ||
                            !utf8::is_lower(utf8::step(text, lines[i + 1].range.begin).code_point);
    lines[i].alone = free_before && free_after && lines[i].range.size() <= longest_line &&
                     stands_alone(lines[i].range.in(text));
  }
}

void split_block(std::string_view text, std::span<const Line> lines, std::vector<Paragraph>& out) {
  std::size_t longest = 0;
  for (const Line& line : lines) {
    longest = std::max<std::size_t>(longest, line.range.size());
  }
  std::size_t first = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    if (last || breaks_after(text, lines[i], lines[i + 1], longest)) {
      out.push_back(make_paragraph(text, lines[first].range, lines[i].range));
      out.back().blank_after = last;
      first = i + 1;
    }
  }
}

}  // namespace

std::vector<Paragraph> split_paragraphs(std::string_view text,
                                        const std::function<bool(std::string_view)>& stands_alone) {
  std::vector<Line> lines = split_lines(text);
  std::vector<Paragraph> paragraphs;
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin;
    while (end < lines.size() && !lines[end].range.empty()) {
      ++end;
    }
    if (end > begin) {
      const std::span<Line> block(lines.data() + begin, end - begin);
      mark_lines_alone(text, block, stands_alone);
      split_block(text, block, paragraphs);
    }
    begin = end + 1;
  }
  return paragraphs;
}

}  // namespace carkeys::article
