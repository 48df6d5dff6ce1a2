// SPDX-License-Identifier: Apache-2.0
#include "article/html/main_text.h"

#include <algorithm>
#include <string_view>

namespace carkeys::article::html {
namespace {

constexpr std::uint32_t least_prose_words = 10;
constexpr double least_share = 0.4;  // of the page's running text, to trust a name

// How many words of running text a block is worth.
double prose(const Block& block) {
  const std::uint32_t own = block.words - block.link_words;
  const bool short_line = own < least_prose_words && !block.ends_sentence;
  return own < block.link_words || short_line ? 0 : own;
}

// A line to go elsewhere by, not a sentence with links in it.
bool is_link_line(const Block& block) {
  constexpr std::uint32_t least_own_words = 3;
  const bool sentence = block.ends_sentence && block.words - block.link_words >= least_own_words;
  return block.link_words * 2 > block.words && !sentence;
}

// Parts of a text that stand for one paragraph of it: what is around them holds
// the text.
bool is_paragraph(Tag tag) {
  switch (tag) {
    case Tag::p:
    case Tag::pre:
    case Tag::blockquote:
    case Tag::li:
    case Tag::ul:
    case Tag::ol:
    case Tag::dl:
    case Tag::dt:
    case Tag::dd:
      return true;
    default:
      return is_heading(tag);
  }
}

class Selector {
 public:
  Selector(const Tree& tree, const Blocks& blocks)
      : tree_(tree), blocks_(blocks), dropped_(tree.nodes.size()) {}

  std::vector<bool> select() {
    drop_named();
    drop_inner_articles();
    weigh();
    choose_region();
    return chosen_blocks();
  }

 private:
  // Words of running text in each element, left out parts apart.
  void weigh() {
    mass_.assign(tree_.nodes.size(), 0.0);
    for (const Block& block : blocks_.blocks) {
      if (!dropped_[block.container]) {
        mass_[block.container] += prose(block);
      }
    }
    for (std::size_t i = mass_.size(); i-- > 1;) {
      mass_[tree_.nodes[i].parent] += mass_[i];
    }
  }

  // Leaves out what is named as furniture, unless it holds most of what there
  // is to read.
  void drop_named() {
    weigh();
    for (NodeIndex i = 1; i < tree_.nodes.size(); ++i) {
      const bool named = blocks_.purposes[i] == Purpose::drop && mass_[i] < mass_[0] / 2;
      dropped_[i] = dropped_[tree_.nodes[i].parent] || named;
    }
  }

  // An article in an article is another one, or a comment.
  void drop_inner_articles() {
    weigh();
    std::vector<bool> inside(tree_.nodes.size());
    for (NodeIndex i = 1; i < tree_.nodes.size(); ++i) {
      const NodeIndex parent = tree_.nodes[i].parent;
      const bool article = tree_.nodes[i].tag == Tag::article;
      const bool inner = article && inside[parent] && mass_[i] < mass_[0] / 2;
      dropped_[i] = dropped_[i] || dropped_[parent] || inner;
      inside[i] = inside[parent] || article;
    }
  }

  // Running text near each element: that of its paragraphs counts whole, that
  // of inner boxes less the deeper they are.
  [[nodiscard]] std::vector<double> scores() const {
    std::vector<double> score(tree_.nodes.size());
    for (const Block& block : blocks_.blocks) {
      // Teasers are lists more often than articles are.
      const double share = tree_.nodes[block.container].tag == Tag::li ? 0.3 : 1.0;
      const double worth = dropped_[block.container] ? 0 : share * prose(block);
      NodeIndex node = block.container;
      while (node != 0 && is_paragraph(tree_.nodes[node].tag)) {
        node = tree_.nodes[node].parent;
      }
      constexpr int most_levels = 4;
      for (int level = 1; level <= most_levels && worth > 0; ++level) {
        score[node] += worth / level;
        if (node == 0) {
          break;
        }
        node = tree_.nodes[node].parent;
      }
    }
    return score;
  }

  void add_region(NodeIndex node) {
    for (NodeIndex i = node; i < tree_.nodes[node].end; ++i) {
      region_[i] = true;
    }
  }

  // Elements named as the article's text, if they hold a good part of the page.
  bool choose_named() {
    double best = 0;
    std::string_view best_name;
    std::vector<NodeIndex> found;
    for (NodeIndex i = 1; i < tree_.nodes.size(); ++i) {
      if (blocks_.purposes[i] == Purpose::body && !dropped_[i]) {
        found.push_back(i);
        if (mass_[i] > best) {
          best = mass_[i];
          best_name = tree_.value(tree_.nodes[i], Key::css_class);
        }
      }
    }
    double sum = 0;
    for (const NodeIndex i : found) {
      const bool same = tree_.value(tree_.nodes[i], Key::css_class) == best_name;
      if (same && !region_[i]) {
        add_region(i);
        sum += mass_[i];
      }
    }
    if (sum < least_share * mass_[0] || sum == 0) {
      std::fill(region_.begin(), region_.end(), false);
      return false;
    }
    return true;
  }

  void choose_region() {
    region_.assign(tree_.nodes.size(), false);
    if (choose_named()) {
      return;
    }
    const std::vector<double> score = scores();
    const auto best = std::ranges::max_element(score);
    const auto root = static_cast<NodeIndex>(best - score.begin());
    add_region(root);
    if (root == 0) {
      return;
    }
    const NodeIndex parent = tree_.nodes[root].parent;
    for (NodeIndex i = parent + 1; i < tree_.nodes[parent].end; i = tree_.nodes[i].end) {
      if (!dropped_[i] &&
          (score[i] >= *best / 5 || (tree_.nodes[i].tag == Tag::p && mass_[i] > 0))) {
        add_region(i);
      }
    }
  }

  // Whether an element or one of the next few around it is named as the lead of
  // an article.
  [[nodiscard]] bool is_lead(NodeIndex node) const {
    constexpr int most_levels = 3;
    for (int level = 0; level < most_levels && node != 0; ++level) {
      if (blocks_.purposes[node] == Purpose::lead) {
        return true;
      }
      node = tree_.nodes[node].parent;
    }
    return false;
  }

  // The sentences that lead to the text often stand outside of it, under the
  // headline.
  void add_lead(std::size_t first, std::vector<bool>& chosen) const {
    constexpr std::size_t furthest = 40;  // blocks
    const auto& all = blocks_.blocks;
    bool headline = false;
    for (std::size_t i = first > furthest ? first - furthest : 0; i < first; ++i) {
      const NodeIndex node = all[i].container;
      headline = headline || is_heading(tree_.nodes[node].tag);
      const bool lead = all[i].bold || is_lead(node);
      if (headline && lead && !dropped_[node] && tree_.nodes[node].tag != Tag::h1 &&
          prose(all[i]) > 0 && !repeats(all[i], first)) {
        chosen[i] = true;
      }
    }
  }

  // Whether one of the blocks from `first` on says the same.
  [[nodiscard]] bool repeats(const Block& block, std::size_t first) const {
    constexpr std::size_t looked_at = 8;
    const std::string_view text = block.range.in(blocks_.text);
    for (std::size_t i = first; i < std::min(first + looked_at, blocks_.blocks.size()); ++i) {
      if (blocks_.blocks[i].range.in(blocks_.text).find(text) != std::string_view::npos) {
        return true;
      }
    }
    return false;
  }

  // Sentences of little but links are no proof of running text, but beside it
  // they belong to it; so does the headline of its first part.
  void widen(const std::vector<bool>& region, std::size_t& first, std::size_t& last) const {
    const auto& all = blocks_.blocks;
    const auto beside = [&](std::size_t i, std::size_t known) {
      return region[i] && parent_of(all[i]) == parent_of(all[known]);
    };
    const auto is_sentence = [&](std::size_t i) {
      return tree_.nodes[all[i].container].tag == Tag::p && all[i].ends_sentence &&
             !is_link_line(all[i]);
    };
    while (first > 0 && beside(first - 1, first) && is_sentence(first - 1)) {
      --first;
    }
    while (last + 1 < all.size() && beside(last + 1, last) && is_sentence(last + 1)) {
      ++last;
    }
    if (first > 0 && beside(first - 1, first) && is_inner_headline(all[first - 1])) {
      --first;
    }
  }

  [[nodiscard]] NodeIndex parent_of(const Block& block) const {
    return tree_.nodes[block.container].parent;
  }

  [[nodiscard]] bool is_inner_headline(const Block& block) const {
    const Tag tag = tree_.nodes[block.container].tag;
    return is_heading(tag) && tag != Tag::h1 && tag != Tag::h2;
  }

  [[nodiscard]] std::vector<bool> chosen_blocks() const {
    const auto& all = blocks_.blocks;
    std::vector<bool> chosen(all.size());
    std::size_t first = all.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      chosen[i] = region_[all[i].container] && !dropped_[all[i].container];
      if (chosen[i] && prose(all[i]) > 0) {
        first = is_heading(tree_.nodes[all[i].container].tag) ? first : std::min(first, i);
        last = i;
      }
    }
    if (first < all.size()) {
      widen(chosen, first, last);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      chosen[i] = chosen[i] && i >= first && i <= last && !is_link_line(all[i]);
    }
    if (first < all.size()) {
      add_lead(first, chosen);
    }
    return chosen;
  }

  const Tree& tree_;
  const Blocks& blocks_;
  std::vector<double> mass_;
  std::vector<bool> dropped_;
  std::vector<bool> region_;
};

}  // namespace

std::vector<bool> select_article(const Tree& tree, const Blocks& blocks) {
  return Selector(tree, blocks).select();
}

}  // namespace carkeys::article::html
