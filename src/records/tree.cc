// SPDX-License-Identifier: Apache-2.0
#include "records/tree.h"

namespace carkeys {

Tree::Tree(const Document& document)
    : document_(&document),
      begin_(document.tokens.size() + 1, 0),
      depth_(document.tokens.size(), 0) {
  const auto count = static_cast<TokenIndex>(document.tokens.size());
  for (TokenIndex token = 0; token < count; ++token) {
    if (!document.is_root(token)) {
      ++begin_[document.tokens[token].head + 1];
    }
  }
  for (TokenIndex token = 0; token < count; ++token) {
    begin_[token + 1] += begin_[token];
  }
  children_.resize(begin_[count]);
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  for (TokenIndex token = 0; token < count; ++token) {
    if (!document.is_root(token)) {
      children_[next[document.tokens[token].head]++] = token;
    }
  }
  order_.reserve(count);
  for (TokenIndex token = 0; token < count; ++token) {
    if (!document.is_root(token)) {
      continue;
    }
    const std::size_t first = order_.size();
    order_.push_back(token);
    for (std::size_t next_token = first; next_token < order_.size(); ++next_token) {
      for (const TokenIndex child : children(order_[next_token])) {
        depth_[child] = depth_[order_[next_token]] + 1;
        order_.push_back(child);
      }
    }
  }
}

TokenIndex Tree::child(TokenIndex token, Deprel relation) const {
  for (const TokenIndex child : children(token)) {
    if (document_->tokens[child].relation == relation) {
      return child;
    }
  }
  return no_token;
}

std::vector<TokenIndex> Tree::subtree(TokenIndex token) const {
  std::vector<TokenIndex> found{token};
  for (std::size_t next = 0; next < found.size(); ++next) {
    const auto below_it = children(found[next]);
    found.insert(found.end(), below_it.begin(), below_it.end());
  }
  return found;
}

bool Tree::below(TokenIndex token, TokenIndex ancestor) const {
  while (token != ancestor) {
    if (document_->is_root(token)) {
      return false;
    }
    token = document_->tokens[token].head;
  }
  return true;
}

}  // namespace carkeys
