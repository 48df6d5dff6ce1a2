// SPDX-License-Identifier: Apache-2.0
// An HTML page as a tree of elements and texts, read in one pass and in linear time, whatever the
// page holds. End tags that HTML lets out are put in (<p>, <li>, cells); end tags without a start
// are passed over; comments, scripts and styles leave no node, a script in JSON-LD apart. It does
// not mend pages the way browsers do (misnested formatting, text between the cells of a table), as
// that does not change what is read.
//
// Nodes are in the order of the page: parents before children, so that what is inherited can be
// worked out by one loop forwards, and sums by one loop backwards, without recursion.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "article/html/tag.h"

namespace carkeys::article::html {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex no_node = std::numeric_limits<NodeIndex>::max();

// Attributes that say something about an article; all others are dropped while reading.
enum class Key : std::uint8_t {
  none,
  aria_hidden,
  charset,
  css_class,
  content,
  datetime,
  hidden,
  href,
  http_equiv,
  id,
  itemprop,
  lang,
  name,
  property,
  rel,
  role,
  style,
  type,
};

struct Attribute {
  Key key = Key::none;
  std::string_view value;  // as in the page, character references not decoded
};

struct Node {
  Tag tag = Tag::other;
  std::uint8_t attributes = 0;        // how many
  std::uint32_t first_attribute = 0;  // in Tree::attributes
  NodeIndex parent = no_node;
  NodeIndex end = 0;      // the node after all that this one contains
  std::string_view text;  // of a text and of an element with raw content, references not decoded
};

// Caps against pages made to do harm. Beyond them the rest is left out or flattened, never refused.
struct Limits {
  std::size_t depth = 256;          // deeper elements become children of the one at this depth
  std::size_t nodes = 3'000'000;    // the page ends here
  std::size_t attributes = 64;      // of one element, all counted
  std::size_t value_bytes = 65536;  // longer values are cut
};

struct Tree {
  std::vector<Node> nodes;  // the first is the page itself
  std::vector<Attribute> attributes;
  bool cut = false;  // a limit was met that leaves out something

  // The value of an attribute; empty where the element has none.
  [[nodiscard]] std::string_view value(const Node& node, Key key) const {
    for (std::size_t i = 0; i < node.attributes; ++i) {
      if (attributes[node.first_attribute + i].key == key) {
        return attributes[node.first_attribute + i].value;
      }
    }
    return {};
  }

  [[nodiscard]] bool has(const Node& node, Key key) const {
    for (std::size_t i = 0; i < node.attributes; ++i) {
      if (attributes[node.first_attribute + i].key == key) {
        return true;
      }
    }
    return false;
  }
};

// The tree holds views into `page`, which must outlive it.
Tree read_tree(std::string_view page, const Limits& limits = {});

}  // namespace carkeys::article::html
