// SPDX-License-Identifier: Apache-2.0
// Stage "article": from a raw item to an Article: text decoded, language told, parts that are news
// marked. It knows layout, not politics.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "article/html/names.h"
#include "article/html/page.h"
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
  withdrawn,         // its source takes it back; the article has its citation only
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
  // What `find` reads a page into, for those who want to see what was left out. `item` is HTML.
  [[nodiscard]] html::Page read_page(const RawItem& item) const;

 private:
  ArticleFinder(LanguageGuesser guesser, Layout layout, html::PartNames names)
      : guesser_(std::move(guesser)), layout_(std::move(layout)), names_(std::move(names)) {}

  void take_page(RawItem& item, Finding& finding) const;
  [[nodiscard]] Language language_of(const RawItem& item,
                                     const Article& article,
                                     const Defaults& defaults) const;

  LanguageGuesser guesser_;
  Layout layout_;
  html::PartNames names_;
};

}  // namespace carkeys::article
