// SPDX-License-Identifier: Apache-2.0
#include "article/html/page.h"

#include <algorithm>
#include <array>

#include "article/html/main_text.h"
#include "article/html/tree.h"
#include "base/utf8.h"

namespace carkeys::article::html {
namespace {

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step here = utf8::step(text, at);
    const bool word = utf8::is_letter(here.code_point) || utf8::is_digit(here.code_point);
    words += word && !inside ? 1 : 0;
    inside = word;
    at += here.size;
  }
  return words;
}

// Lines of a text as paragraphs.
std::string in_paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      out.append(out.empty() ? "" : "\n\n").append(line);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::string Page::text() const {
  std::string out;
  std::size_t words = 0;
  for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
    if (chosen[i]) {
      out.append(out.empty() ? "" : "\n\n").append(blocks.blocks[i].range.in(blocks.text));
      words += blocks.blocks[i].words;
    }
  }
  constexpr std::size_t least_words = 30;
  const std::size_t stated = count_words(facts.body);
  return stated >= least_words && words * 2 < stated ? in_paragraphs(facts.body) : out;
}

Page read_page(std::string_view page,
               const PartNames& names,
               const std::function<bool(std::string_view)>& is_furniture) {
  const Tree tree = read_tree(page);
  Page result;
  result.facts = read_facts(tree);
  result.blocks = read_blocks(tree, names);
  result.chosen = select_article(tree, result.blocks);
  result.cut = tree.cut;
  constexpr std::uint32_t most_words = 12;
  for (std::size_t i = 0; i < result.chosen.size(); ++i) {
    const Block& block = result.blocks.blocks[i];
    if (result.chosen[i] && block.words <= most_words) {
      result.chosen[i] = !is_furniture(block.range.in(result.blocks.text));
    }
  }
  return result;
}

}  // namespace carkeys::article::html
