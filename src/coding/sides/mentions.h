// SPDX-License-Identifier: Apache-2.0
// Which countries and bodies the article has named so far, how often, and where last.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "coding/context.h"

namespace carkeys::coding {

// UNO, EUR, IGO, NGO, MNC, ISM, IMG.
[[nodiscard]] bool is_supranational(std::string_view code);

struct Mention {
  TokenIndex token = no_token;
  SentenceIndex sentence = 0;
  const Entity* entity = nullptr;  // of the ActorMap
};

struct Named {
  std::string code;
  std::uint32_t count = 0;
  bool governs = false;           // one of its mentions is a government or its arm
  std::vector<Mention> mentions;  // the newest ones, oldest first
};

class MentionIndex {
 public:
  explicit MentionIndex(const CodingContext& context) : context_(context) {}

  // Takes in the tokens before `end`; calls never go back.
  void advance(TokenIndex end);

  // By code.
  [[nodiscard]] const std::map<std::string, Named>& named() const { return named_; }

  // The most often named nation of the whole article; empty: none.
  [[nodiscard]] const std::string& home() const { return home_; }

  // Counts the whole article for home(). Once, before the rest.
  void find_home();

 private:
  const CodingContext& context_;
  TokenIndex next_ = 0;
  SentenceIndex sentence_ = 0;
  std::map<std::string, Named> named_;
  std::string home_;
};

}  // namespace carkeys::coding
