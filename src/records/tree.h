// SPDX-License-Identifier: Apache-2.0
// The dependency trees of a document read downwards: children by token, depth, subtrees. A view
// beside the Document; it must be rebuilt when heads change.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "records/document.h"

namespace carkeys {

class Tree {
 public:
  explicit Tree(const Document& document);

  // The dependents of a token in text order. Valid until the Tree is destroyed.
  [[nodiscard]] std::span<const TokenIndex> children(TokenIndex token) const {
    return {children_.data() + begin_[token], begin_[token + 1] - begin_[token]};
  }

  // Arcs between the token and its root.
  [[nodiscard]] std::uint32_t depth(TokenIndex token) const { return depth_[token]; }

  // All tokens, parents before their dependents, sentence by sentence.
  [[nodiscard]] std::span<const TokenIndex> top_down() const { return order_; }

  // The first dependent with this relation, or no_token.
  [[nodiscard]] TokenIndex child(TokenIndex token, Deprel relation) const;
  // The token and everything below it, in no particular order.
  [[nodiscard]] std::vector<TokenIndex> subtree(TokenIndex token) const;
  // True where `token` is `ancestor` or below it.
  [[nodiscard]] bool below(TokenIndex token, TokenIndex ancestor) const;

 private:
  const Document* document_;
  std::vector<std::uint32_t> begin_;
  std::vector<TokenIndex> children_;
  std::vector<std::uint32_t> depth_;
  std::vector<TokenIndex> order_;
};

}  // namespace carkeys
