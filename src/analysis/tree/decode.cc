// SPDX-License-Identifier: Apache-2.0
#include "analysis/tree/decode.h"

#include <cstddef>
#include <limits>

namespace carkeys::analysis {
namespace {

constexpr float lowest = -std::numeric_limits<float>::infinity();

class Decoder {
 public:
  Decoder(std::span<const float> scores, std::span<std::uint32_t> heads, TreeScratch& scratch)
      : scores_(scores),
        heads_(heads),
        length_(heads.size()),
        on_cycle_(scratch.on_cycle),
        stranded_(scratch.stranded),
        visit_(scratch.visit) {}

  void run() {
    for (std::size_t word = 0; word < length_; ++word) {
      heads_[word] = best_head(word, true, false);
    }
    settle_root();
    while (find_cycle()) {
      break_cycle();
    }
  }

 private:
  [[nodiscard]] float score(std::size_t word, std::size_t head) const {
    return scores_[word * (length_ + 1) + head];
  }

  // The best head, or the best that is not stranded. 0 where only the root is left.
  [[nodiscard]] std::uint32_t best_head(std::size_t word,
                                        bool root_allowed,
                                        bool stranded_excluded) const {
    std::uint32_t best = 0;
    float best_score = root_allowed ? score(word, 0) : lowest;
    for (std::size_t head = 0; head < length_; ++head) {
      if (head == word || (stranded_excluded && stranded_[head])) {
        continue;
      }
      const bool first = best == 0 && !root_allowed;
      if (first || score(word, head + 1) > best_score) {
        best = static_cast<std::uint32_t>(head) + 1;
        best_score = score(word, head + 1);
      }
    }
    return best;
  }

  // Exactly one word stays with the root: the one that gains most from it.
  void settle_root() {
    std::size_t roots = 0;
    for (const auto head : heads_) {
      roots += head == 0 ? 1 : 0;
    }
    if (roots == 1 || length_ == 1) {
      return;
    }
    std::size_t chosen = length_;
    float best_gain = lowest;
    for (std::size_t word = 0; word < length_; ++word) {
      if (roots > 1 && heads_[word] != 0) {
        continue;
      }
      const float gain = score(word, 0) - score(word, best_head(word, false, false));
      if (chosen == length_ || gain > best_gain) {
        chosen = word;
        best_gain = gain;
      }
    }
    for (std::size_t word = 0; word < length_; ++word) {
      if (heads_[word] == 0 && word != chosen) {
        heads_[word] = best_head(word, false, false);
      }
    }
    heads_[chosen] = 0;
  }

  // Marks all words that reach one and the same cycle. False where there is no cycle.
  bool find_cycle() {
    constexpr std::uint32_t none = 0xFFFFFFFF;
    visit_.assign(length_, none);
    on_cycle_.assign(length_, false);
    for (std::uint32_t start = 0; start < length_; ++start) {
      std::uint32_t at = start;
      while (visit_[at] == none && heads_[at] != 0) {
        visit_[at] = start;
        at = heads_[at] - 1;
      }
      if (heads_[at] != 0 && visit_[at] == start) {
        mark_cycle(at);
        return true;
      }
    }
    return false;
  }

  void mark_cycle(std::uint32_t member) {
    stranded_.assign(length_, false);
    for (std::uint32_t at = member; !on_cycle_[at]; at = heads_[at] - 1) {
      on_cycle_[at] = true;
      stranded_[at] = true;
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t word = 0; word < length_; ++word) {
        if (!stranded_[word] && heads_[word] != 0 && stranded_[heads_[word] - 1]) {
          stranded_[word] = true;
          changed = true;
        }
      }
    }
  }

  // Moves the word of the cycle that loses least to a head outside.
  void break_cycle() {
    std::size_t chosen = length_;
    std::uint32_t new_head = 0;
    float least_loss = 0;
    for (std::size_t word = 0; word < length_; ++word) {
      if (!on_cycle_[word]) {
        continue;
      }
      const auto head = best_head(word, false, true);
      const float loss = score(word, heads_[word]) - score(word, head);
      if (chosen == length_ || loss < least_loss) {
        chosen = word;
        new_head = head;
        least_loss = loss;
      }
    }
    heads_[chosen] = new_head;
  }

  std::span<const float> scores_;
  std::span<std::uint32_t> heads_;
  std::size_t length_;
  std::vector<bool>& on_cycle_;
  std::vector<bool>& stranded_;
  std::vector<std::uint32_t>& visit_;  // number of the walk that came by first
};

}  // namespace

void decode_tree(std::span<const float> scores,
                 std::span<std::uint32_t> heads,
                 TreeScratch& scratch) {
  if (!heads.empty()) {
    Decoder(scores, heads, scratch).run();
  }
}

}  // namespace carkeys::analysis
