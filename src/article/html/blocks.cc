// SPDX-License-Identifier: Apache-2.0
#include "article/html/blocks.h"

#include <algorithm>
#include <unordered_map>

#include "article/html/entities.h"
#include "base/utf8.h"

namespace carkeys::article::html {
namespace {

constexpr char32_t soft_hyphen = 0xAD;

bool is_invisible(char32_t c) {
  return c == soft_hyphen || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

bool ends_sentence(char32_t mark) {
  constexpr std::u32string_view marks = U".!?…:。！？";
  return marks.find(mark) != std::u32string_view::npos;
}

// Scripts without spaces between words: a character counts as a word.
bool is_word_alone(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF);
}

bool closes(char32_t c) {
  constexpr std::u32string_view closing = U"\"'”“’‘»«›‹)]";
  return closing.find(c) != std::u32string_view::npos;
}

// What a node hands down to what is inside it.
struct Inherited {
  NodeIndex container = 0;
  bool dropped = false;
  bool link = false;
  bool bold = false;
  bool preformatted = false;
};

class BlockReader {
 public:
  BlockReader(const Tree& tree, const PartNames& names) : tree_(tree), names_(names) {
    out_.purposes.resize(tree.nodes.size(), Purpose::unknown);
    inherited_.resize(tree.nodes.size());
  }

  Blocks read() {
    for (NodeIndex index = 0; index < tree_.nodes.size(); ++index) {
      const Node& node = tree_.nodes[index];
      if (node.tag == Tag::text) {
        take_text(node);
      } else {
        take_element(index);
      }
    }
    end_block();
    return std::move(out_);
  }

 private:
  void take_element(NodeIndex index) {
    const Node& node = tree_.nodes[index];
    Inherited here = node.parent == no_node ? Inherited{} : inherited_[node.parent];
    if (!here.dropped) {
      // What is said of the whole page says nothing of its parts.
      const bool whole = node.tag == Tag::html || node.tag == Tag::body;
      out_.purposes[index] = whole ? Purpose::unknown : purpose_of(node);
      here.dropped = is_left_out(node, out_.purposes[index]);
    }
    here.link = here.link || (node.tag == Tag::a && tree_.has(node, Key::href));
    here.bold = here.bold || node.tag == Tag::b || node.tag == Tag::strong;
    here.preformatted = here.preformatted || node.tag == Tag::pre;
    if (is_block(node.tag)) {
      here.container = index;
      end_block();
    } else if (node.tag == Tag::br && !here.dropped) {
      take_break(here);
    }
    inherited_[index] = here;
  }

  // Hidden, not for reading, or an inline part whose name says so. A block with such a name may
  // still hold the article by mistake; that is not for here.
  bool is_left_out(const Node& node, Purpose purpose) const {
    if (is_furniture(node.tag) || (purpose == Purpose::drop && !is_block(node.tag))) {
      return true;
    }
    if (node.attributes == 0) {
      return false;
    }
    const std::string_view style = tree_.value(node, Key::style);
    return style.find("display:none") != std::string_view::npos ||
           style.find("display: none") != std::string_view::npos;
  }

  Purpose purpose_of(const Node& node) {
    Purpose best = Purpose::unknown;
    for (std::size_t i = 0; i < node.attributes; ++i) {
      const Attribute& attribute = tree_.attributes[node.first_attribute + i];
      if (attribute.key == Key::css_class || attribute.key == Key::id) {
        best = std::max(best, known_purpose(attribute.value));
      } else if (attribute.key == Key::itemprop && attribute.value == "articleBody") {
        best = Purpose::body;
      } else if (attribute.key == Key::role && names_.purpose(attribute.value) == Purpose::drop) {
        best = std::max(best, Purpose::drop);
      }
    }
    return best;
  }

  Purpose known_purpose(std::string_view value) {
    const auto [row, added] = seen_.try_emplace(value, Purpose::unknown);
    if (added) {
      row->second = names_.purpose(value);
    }
    return row->second;
  }

  // One <br> breaks a line, two end a paragraph.
  void take_break(const Inherited& here) {
    if (line_broken_) {
      end_block();
    } else if (!open_ || out_.blocks.back().container == here.container) {
      line_broken_ = open_;
    }
  }

  void take_text(const Node& node) {
    const Inherited& here = inherited_[node.parent];
    if (here.dropped) {
      return;
    }
    std::string_view text = node.text;
    if (text.find('&') != std::string_view::npos) {
      scratch_.clear();
      append_decoded(scratch_, text);
      text = scratch_;
    }
    if (open_ && out_.blocks.back().container != here.container) {
      end_block();
    }
    append(text, here);
  }

  void append(std::string_view text, const Inherited& here) {
    for (std::size_t at = 0; at < text.size();) {
      const utf8::Step step = utf8::step(text, at);
      if (utf8::is_space(step.code_point)) {
        space_ = true;
        line_broken_ = line_broken_ || (here.preformatted && text[at] == '\n');
        word_ = false;
      } else if (!is_invisible(step.code_point)) {
        append_visible(text.substr(at, step.size), step.code_point, here);
      }
      at += step.size;
    }
  }

  void append_visible(std::string_view bytes, char32_t code_point, const Inherited& here) {
    if (!open_) {
      const auto begin = static_cast<std::uint32_t>(out_.text.size());
      out_.blocks.push_back({{begin, begin}, here.container, 0, 0, false, true});
      open_ = true;
    } else if (line_broken_ || space_) {
      out_.text.push_back(line_broken_ ? '\n' : ' ');
      word_ = false;
    }
    space_ = false;
    line_broken_ = false;
    Block& block = out_.blocks.back();
    out_.text.append(bytes);
    const bool word = utf8::is_letter(code_point) || utf8::is_digit(code_point);
    if (word && (!word_ || is_word_alone(code_point))) {
      ++block.words;
      block.link_words += here.link ? 1 : 0;
    }
    word_ = word;
    block.bold = block.bold && here.bold;
    if (!closes(code_point)) {
      block.ends_sentence = ends_sentence(code_point);
    }
  }

  void end_block() {
    if (open_) {
      out_.blocks.back().range.end = static_cast<std::uint32_t>(out_.text.size());
    }
    open_ = false;
    space_ = false;
    line_broken_ = false;
    word_ = false;
  }

  const Tree& tree_;
  const PartNames& names_;
  Blocks out_;
  std::vector<Inherited> inherited_;
  std::unordered_map<std::string_view, Purpose> seen_;
  std::string scratch_;
  bool open_ = false;         // the last block may grow
  bool space_ = false;        // white space came after what is in it
  bool line_broken_ = false;  // and a line break
  bool word_ = false;         // the last character belongs to a word
};

}  // namespace

Blocks read_blocks(const Tree& tree, const PartNames& names) {
  return BlockReader(tree, names).read();
}

}  // namespace carkeys::article::html
