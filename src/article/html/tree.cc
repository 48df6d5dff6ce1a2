// SPDX-License-Identifier: Apache-2.0
#include "article/html/tree.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <utility>

namespace carkeys::article::html {
namespace {

constexpr std::string_view white_space = " \t\n\r\f";

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool ends_name(char c) {
  return is_white(c) || c == '>' || c == '/';
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(white_space) == std::string_view::npos;
}

struct KeyName {
  std::string_view name;
  Key key;
};

constexpr auto key_names = std::to_array<KeyName>({
    {"aria-hidden", Key::aria_hidden},
    {"charset", Key::charset},
    {"class", Key::css_class},
    {"content", Key::content},
    {"datetime", Key::datetime},
    {"hidden", Key::hidden},
    {"href", Key::href},
    {"http-equiv", Key::http_equiv},
    {"id", Key::id},
    {"itemprop", Key::itemprop},
    {"lang", Key::lang},
    {"name", Key::name},
    {"property", Key::property},
    {"rel", Key::rel},
    {"role", Key::role},
    {"style", Key::style},
    {"type", Key::type},
});

bool same_letters(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

Key key_from(std::string_view name) {
  constexpr std::size_t shortest = 2;
  constexpr std::size_t longest = 11;
  if (name.size() < shortest || name.size() > longest) {
    return Key::none;
  }
  for (const KeyName& known : key_names) {
    if (same_letters(name, known.name)) {
      return known.key;
    }
  }
  return Key::none;
}

// Reads one page. Open elements are on a stack; the tree is complete when it is empty.
class TreeReader {
 public:
  TreeReader(std::string_view page, const Limits& limits) : page_(page), limits_(limits) {
    tree_.nodes.reserve(page.size() / 48 + 16);
    push(Tag::html, add(Tag::html));
  }

  Tree read() {
    while (at_ < page_.size()) {
      if (tree_.nodes.size() >= limits_.nodes) {
        tree_.cut = true;
        break;
      }
      read_text();
      if (at_ < page_.size()) {
        read_markup();
      }
    }
    while (!open_.empty()) {
      pop();
    }
    return std::move(tree_);
  }

 private:
  struct Open {
    Tag tag;
    bool flattened;  // beyond the cap on depth: `node` is the one at the cap
    NodeIndex node;
    std::string_view name;  // of Tag::other
  };

  NodeIndex add(Tag tag) {
    const auto index = static_cast<NodeIndex>(tree_.nodes.size());
    Node& node = tree_.nodes.emplace_back();
    node.tag = tag;
    node.parent = open_.empty() ? no_node : open_.back().node;
    node.end = index + 1;
    node.first_attribute = static_cast<std::uint32_t>(tree_.attributes.size());
    return index;
  }

  void push(Tag tag, NodeIndex node, std::string_view name = {}) {
    const bool flattened = !open_.empty() && open_.size() >= limits_.depth;
    tree_.cut = tree_.cut || flattened;
    open_.push_back({tag, flattened, flattened ? open_.back().node : node, name});
    ++open_count_[static_cast<std::size_t>(tag)];
  }

  void pop() {
    const Open& top = open_.back();
    --open_count_[static_cast<std::size_t>(top.tag)];
    if (!top.flattened) {
      tree_.nodes[top.node].end = static_cast<NodeIndex>(tree_.nodes.size());
    }
    open_.pop_back();
  }

  // Characters up to the next tag; a "<" that begins none belongs to them.
  void read_text() {
    const std::size_t begin = at_;
    while (true) {
      at_ = std::min(page_.find('<', at_), page_.size());
      if (at_ + 1 >= page_.size()) {
        at_ = page_.size();
        break;
      }
      const char next = page_[at_ + 1];
      const bool end_tag = next == '/' && at_ + 2 < page_.size() && is_letter(page_[at_ + 2]);
      if (is_letter(next) || next == '!' || next == '?' || end_tag) {
        break;
      }
      ++at_;
    }
    if (at_ > begin) {
      add_text(page_.substr(begin, at_ - begin));
    }
  }

  // White space between blocks is no text; between words it is.
  void add_text(std::string_view text) {
    const Tag before = tree_.nodes.back().tag;
    if (is_blank(text) && (is_block(before) || is_block(open_.back().tag)) && before != Tag::text &&
        !closed_inline_) {
      return;
    }
    tree_.nodes[add(Tag::text)].text = text;
  }

  void read_markup() {
    closed_inline_ = false;
    const char next = page_[at_ + 1];
    if (next == '!' || next == '?') {
      skip_declaration();
    } else if (next == '/') {
      read_end_tag();
    } else {
      read_start_tag();
    }
  }

  void skip_declaration() {
    if (page_.substr(at_).starts_with("<!--")) {
      const std::size_t end = page_.find("-->", at_ + 2);  // "<!-->" is a whole comment
      at_ = end == std::string_view::npos ? page_.size() : end + 3;
      return;
    }
    if (page_.substr(at_).starts_with("<![CDATA[")) {
      const std::size_t begin = at_ + 9;
      const std::size_t end = std::min(page_.find("]]>", begin), page_.size());
      add_text(page_.substr(begin, end - begin));
      at_ = std::min(end + 3, page_.size());
      return;
    }
    const std::size_t end = page_.find('>', at_);
    at_ = end == std::string_view::npos ? page_.size() : end + 1;
  }

  std::string_view read_name() {
    const std::size_t begin = at_;
    while (at_ < page_.size() && !ends_name(page_[at_])) {
      ++at_;
    }
    return page_.substr(begin, at_ - begin);
  }

  void read_end_tag() {
    at_ += 2;
    const std::string_view name = read_name();
    const std::size_t end = page_.find('>', at_);
    at_ = end == std::string_view::npos ? page_.size() : end + 1;
    const Tag tag = tag_from(name);
    if (tag == Tag::br || tag == Tag::p) {
      // "</br>" is read as "<br>", "</p>" without a start as a paragraph of its own.
      if (tag == Tag::br || open_count_[static_cast<std::size_t>(tag)] == 0) {
        add(tag);
        return;
      }
    }
    close(tag, name);
    closed_inline_ = !is_block(tag);
  }

  // Closes the nearest open element of this kind, unless something lies between that it does not
  // reach over.
  void close(Tag tag, std::string_view name) {
    constexpr std::size_t most_steps = 512;
    if (open_count_[static_cast<std::size_t>(tag)] == 0 || tag == Tag::html || tag == Tag::body) {
      return;
    }
    const bool inline_tag = !is_block(tag);
    const std::size_t least = open_.size() > most_steps ? open_.size() - most_steps : 1;
    for (std::size_t i = open_.size(); i-- > least;) {
      const Open& candidate = open_[i];
      const bool same_heading = is_heading(tag) && is_heading(candidate.tag);
      if ((candidate.tag == tag && (tag != Tag::other || candidate.name == name)) || same_heading) {
        close_down_to(i);
        return;
      }
      if ((is_boundary(candidate.tag) && !encloses_cells(tag)) ||
          (inline_tag && is_block(candidate.tag))) {
        return;
      }
    }
  }

  static bool encloses_cells(Tag tag) {
    return tag == Tag::table || tag == Tag::tbody || tag == Tag::thead || tag == Tag::tfoot ||
           tag == Tag::tr || tag == Tag::object;
  }

  void close_down_to(std::size_t index) {
    while (open_.size() > index) {
      pop();
    }
  }

  // Closes what a start tag ends without saying so.
  void close_implied(Tag tag) {
    switch (tag) {
      case Tag::li:
        close_sibling({Tag::li}, {Tag::ul, Tag::ol, Tag::menu});
        return;
      case Tag::dd:
      case Tag::dt:
        close_sibling({Tag::dd, Tag::dt}, {Tag::dl});
        return;
      case Tag::td:
      case Tag::th:
        close_sibling({Tag::td, Tag::th}, {Tag::table, Tag::tr});
        return;
      case Tag::tr:
        close_sibling({Tag::tr}, {Tag::table});
        return;
      case Tag::tbody:
      case Tag::thead:
      case Tag::tfoot:
        close_sibling({Tag::tbody, Tag::thead, Tag::tfoot}, {Tag::table});
        return;
      case Tag::option:
        close_sibling({Tag::option}, {Tag::select});
        return;
      case Tag::a:
        close_sibling({Tag::a}, {Tag::table, Tag::td, Tag::li, Tag::div, Tag::p});
        return;
      default:
        break;
    }
    if (is_block(tag) && open_count_[static_cast<std::size_t>(Tag::p)] > 0) {
      close_sibling({Tag::p}, {});
    }
  }

  using TagList = std::initializer_list<Tag>;

  void close_sibling(TagList wanted, TagList borders) {
    constexpr std::size_t most_steps = 64;
    const bool open = std::ranges::any_of(
        wanted, [&](Tag tag) { return open_count_[static_cast<std::size_t>(tag)] > 0; });
    const std::size_t least = open_.size() > most_steps ? open_.size() - most_steps : 1;
    for (std::size_t i = open_.size(); open && i-- > least;) {
      const Tag tag = open_[i].tag;
      if (std::ranges::find(wanted, tag) != wanted.end()) {
        close_down_to(i);
        return;
      }
      const bool border = std::ranges::find(borders, tag) != borders.end();
      // A paragraph that a block begins in is open at the top or under formatting only.
      if (border || (borders.size() == 0 && is_block(tag))) {
        return;
      }
    }
  }

  void read_start_tag() {
    ++at_;
    const std::string_view name = read_name();
    const Tag tag = tag_from(name);
    // <html> is there already, and <head> holds nothing apart from others.
    const bool repeated = tag == Tag::html || tag == Tag::head;
    if (!repeated) {
      close_implied(tag);
    }
    const bool first_html = tag == Tag::html && tree_.attributes.empty();
    const NodeIndex again = first_html ? 0 : no_node;
    const NodeIndex node = repeated ? again : add(tag);
    const std::optional<bool> closed_itself = read_attributes(node);
    if (!closed_itself) {
      at_ = page_.size();  // the page was cut inside a tag
      tree_.cut = true;
      return;
    }
    if (repeated) {
      return;
    }
    if (is_raw(tag)) {
      if (!*closed_itself) {
        read_raw(node, name);
      }
    } else if (!is_void(tag) && !(*closed_itself && tag == Tag::other)) {
      push(tag, node, name);
    }
  }

  // Up to and including ">". Whether it was "/>"; nullopt where the page ends before.
  std::optional<bool> read_attributes(NodeIndex index) {
    std::size_t count = 0;
    while (true) {
      at_ = page_.find_first_not_of(white_space, at_);
      if (at_ == std::string_view::npos) {
        return std::nullopt;
      }
      if (page_[at_] == '>') {
        ++at_;
        return page_[at_ - 2] == '/';
      }
      if (page_[at_] == '/') {
        ++at_;
        continue;
      }
      const Attribute attribute = read_attribute();
      ++count;
      if (attribute.key != Key::none && count <= limits_.attributes && index != no_node) {
        tree_.attributes.push_back(attribute);
        ++tree_.nodes[index].attributes;
      }
    }
  }

  // A name and, after "=", a value with or without quotation marks.
  Attribute read_attribute() {
    const std::size_t begin = at_;
    ++at_;  // even where it is "="
    while (at_ < page_.size() && !ends_name(page_[at_]) && page_[at_] != '=') {
      ++at_;
    }
    Attribute attribute{key_from(page_.substr(begin, at_ - begin)), {}};
    std::size_t next = page_.find_first_not_of(white_space, at_);
    if (next == std::string_view::npos || page_[next] != '=') {
      return attribute;
    }
    next = page_.find_first_not_of(white_space, next + 1);
    at_ = std::min(next, page_.size());
    if (at_ == page_.size()) {
      return attribute;
    }
    const char quote = page_[at_];
    std::size_t end = 0;
    if (quote == '"' || quote == '\'') {
      ++at_;
      end = std::min(page_.find(quote, at_), page_.size());
      attribute.value = page_.substr(at_, end - at_);
      at_ = std::min(end + 1, page_.size());
    } else {
      end = std::min(page_.find_first_of(" \t\n\r\f>", at_), page_.size());
      attribute.value = page_.substr(at_, end - at_);
      at_ = end;
    }
    attribute.value = attribute.value.substr(0, limits_.value_bytes);
    return attribute;
  }

  // Everything up to "</name"; kept in the node.
  void read_raw(NodeIndex node, std::string_view name) {
    const std::size_t begin = at_;
    while (true) {
      at_ = page_.find("</", at_);
      if (at_ == std::string_view::npos) {
        at_ = page_.size();
        tree_.nodes[node].text = page_.substr(begin);
        return;
      }
      const std::string_view found = page_.substr(at_ + 2, name.size());
      const std::size_t after = at_ + 2 + name.size();
      if (std::ranges::equal(found, name, [](char a, char b) { return (a | 32) == (b | 32); }) &&
          (after >= page_.size() || ends_name(page_[after]))) {
        tree_.nodes[node].text = page_.substr(begin, at_ - begin);
        const std::size_t end = page_.find('>', after);
        at_ = end == std::string_view::npos ? page_.size() : end + 1;
        return;
      }
      at_ += 2;
    }
  }

  std::string_view page_;
  Limits limits_;
  std::size_t at_ = 0;
  bool closed_inline_ = false;  // the last tag closed an inline element
  Tree tree_;
  std::vector<Open> open_;
  std::array<std::uint32_t, static_cast<std::size_t>(Tag::wbr) + 1> open_count_{};
};

}  // namespace

Tree read_tree(std::string_view page, const Limits& limits) {
  return TreeReader(page, limits).read();
}

}  // namespace carkeys::article::html
