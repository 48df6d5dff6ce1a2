// SPDX-License-Identifier: Apache-2.0
// Stage "article": from a raw item to an Article: text decoded, language told, parts that are news
// marked. It knows layout, not politics.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "article/language.h"
#include "article/layout.h"
#include "base/result.h"
#include "records/article.h"
#include "records/raw_item.h"
#include "resources/lexicon.h"

namespace carkeys::article {

// What holds where an item says nothing itself.
struct Defaults {
  Language language = Language::unknown;  // unknown: guess
  std::optional<Date> date;
};

enum class Outcome : std::uint8_t {
  found,
  empty,             // no letter in it: nothing to code, and no mistake
  unknown_language,  // neither German nor English, as far as one can tell
};

struct Finding {
  Article article;  // complete only where found
  Outcome outcome = Outcome::found;
  std::vector<std::string> warnings;  // for people, each naming the item
};

// Immutable after load; safe from several threads.
class ArticleFinder {
 public:
  // Errors: bad_resource.
  static Result<ArticleFinder> load(const resources::Lexicon& lexicon);

  [[nodiscard]] Finding find(RawItem item, const Defaults& defaults) const;

 private:
  ArticleFinder(LanguageGuesser guesser, Layout layout)
      : guesser_(std::move(guesser)), layout_(std::move(layout)) {}

  LanguageGuesser guesser_;
  Layout layout_;
};

}  // namespace carkeys::article
