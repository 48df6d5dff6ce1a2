// SPDX-License-Identifier: Apache-2.0
// The idea: a tree without crossings is built of spans. For each span of words four best scores are
// kept: complete or incomplete, headed by its left or its right end. An incomplete span is an arc
// between its ends; a complete one has taken in all dependents on that side. Spans grow from short
// to long, each from the best split into two shorter ones.
#include "analysis/tree/projective.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace carkeys::analysis {
namespace {

class Eisner {
 public:
  Eisner(std::span<const float> scores, std::span<std::uint32_t> heads, TreeScratch& scratch)
      : scores_(scores),
        heads_(heads),
        length_(heads.size()),
        left_arc_(scratch.spans[0]),
        right_arc_(scratch.spans[1]),
        left_full_(scratch.spans[2]),
        right_full_(scratch.spans[3]),
        open_(scratch.open) {
    for (auto& table : scratch.spans) {
      table.assign(length_ * length_, Cell());
    }
  }

  void run() {
    for (std::size_t word = 0; word < length_; ++word) {
      at(left_full_, word, word).score = 0;
      at(right_full_, word, word).score = 0;
    }
    for (std::size_t width = 1; width < length_; ++width) {
      for (std::size_t begin = 0; begin + width < length_; ++begin) {
        join(begin, begin + width);
        complete(begin, begin + width);
      }
    }
    const std::size_t root = best_root();
    heads_[root] = 0;
    follow_left(0, root);
    follow_right(root, length_ - 1);
  }

 private:
  using Cell = SpanCell;
  using Table = std::vector<Cell>;

  [[nodiscard]] Cell& at(Table& table, std::size_t begin, std::size_t end) const {
    return table[begin * length_ + end];
  }

  [[nodiscard]] float arc(std::size_t word, std::size_t head) const {
    return scores_[word * (length_ + 1) + head + 1];
  }

  static void take(Cell& cell, float score, std::size_t split) {
    if (score > cell.score) {
      cell = {score, static_cast<std::uint32_t>(split)};
    }
  }

  // The arcs between the ends of a span, in both directions.
  void join(std::size_t begin, std::size_t end) {
    Cell best;
    for (std::size_t split = begin; split < end; ++split) {
      take(best, at(right_full_, begin, split).score + at(left_full_, split + 1, end).score, split);
    }
    at(right_arc_, begin, end) = {best.score + arc(end, begin), best.split};
    at(left_arc_, begin, end) = {best.score + arc(begin, end), best.split};
  }

  void complete(std::size_t begin, std::size_t end) {
    Cell& right = at(right_full_, begin, end);
    for (std::size_t split = begin + 1; split <= end; ++split) {
      take(right, at(right_arc_, begin, split).score + at(right_full_, split, end).score, split);
    }
    Cell& left = at(left_full_, begin, end);
    for (std::size_t split = begin; split < end; ++split) {
      take(left, at(left_full_, begin, split).score + at(left_arc_, split, end).score, split);
    }
  }

  [[nodiscard]] std::size_t best_root() {
    Cell best;
    for (std::size_t word = 0; word < length_; ++word) {
      take(best,
           scores_[word * (length_ + 1)] + at(left_full_, 0, word).score +
               at(right_full_, word, length_ - 1).score,
           word);
    }
    return best.split;
  }

  // Spans whose head is their left end (right) or their right end (left); read back from the splits
  // without recursion, since a sentence may be long.
  void follow_right(std::size_t begin, std::size_t end) { follow({begin, end, true, true}); }

  void follow_left(std::size_t begin, std::size_t end) { follow({begin, end, false, true}); }

  void follow(OpenSpan first) {
    open_.assign(1, first);
    while (!open_.empty()) {
      const OpenSpan span = open_.back();
      open_.pop_back();
      if (span.begin == span.end) {
        continue;
      }
      if (span.full) {
        unfold_full(span);
      } else {
        unfold_arc(span);
      }
    }
  }

  void unfold_full(const OpenSpan& span) {
    if (span.right) {
      const std::size_t split = at(right_full_, span.begin, span.end).split;
      open_.push_back({span.begin, split, true, false});
      open_.push_back({split, span.end, true, true});
    } else {
      const std::size_t split = at(left_full_, span.begin, span.end).split;
      open_.push_back({span.begin, split, false, true});
      open_.push_back({split, span.end, false, false});
    }
  }

  void unfold_arc(const OpenSpan& span) {
    const std::size_t dependent = span.right ? span.end : span.begin;
    const std::size_t head = span.right ? span.begin : span.end;
    heads_[dependent] = static_cast<std::uint32_t>(head) + 1;
    const std::size_t split = at(span.right ? right_arc_ : left_arc_, span.begin, span.end).split;
    open_.push_back({span.begin, split, true, true});
    open_.push_back({split + 1, span.end, false, true});
  }

  std::span<const float> scores_;
  std::span<std::uint32_t> heads_;
  std::size_t length_;
  Table& left_arc_;
  Table& right_arc_;
  Table& left_full_;
  Table& right_full_;
  std::vector<OpenSpan>& open_;
};

}  // namespace

void decode_projective(std::span<const float> scores,
                       std::span<std::uint32_t> heads,
                       TreeScratch& scratch) {
  constexpr float most = 1e30F;
  const auto is_usable = [](float score) { return std::abs(score) < most; };
  if (!heads.empty() && std::ranges::all_of(scores, is_usable)) {
    Eisner(scores, heads, scratch).run();
  }
}

bool is_projective(std::span<const std::uint32_t> heads) {
  for (std::size_t word = 0; word < heads.size(); ++word) {
    if (heads[word] == 0) {
      continue;
    }
    const std::size_t low = std::min<std::size_t>(word, heads[word] - 1);
    const std::size_t high = std::max<std::size_t>(word, heads[word] - 1);
    for (std::size_t inside = low + 1; inside < high; ++inside) {
      const std::size_t head = heads[inside] == 0 ? heads.size() : heads[inside] - 1;
      if (head < low || head > high) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace carkeys::analysis
