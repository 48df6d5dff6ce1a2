// SPDX-License-Identifier: Apache-2.0
// Which parts of a plain text are news: a site's name on the first lines, bylines, comment counters
// and lists of links are left out, headlines are marked, a dateline is cut off the first sentence.
// The text itself is never changed, and in doubt a line counts as body. Furniture that words tell
// ("Lesen Sie auch") stands in LANG/furniture.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "records/article.h"
#include "resources/lexicon.h"

namespace carkeys::article {

class Layout {
 public:
  // Errors: bad_resource naming table and line.
  static Result<Layout> load(const resources::Lexicon& lexicon);

  // `title` as the source gave it, may be empty: a first line that repeats it is a headline.
  [[nodiscard]] std::vector<Article::Part> parts(std::string_view text,
                                                 Language language,
                                                 std::string_view title) const;

  // Whether a line is furniture in any language, however it ends.
  [[nodiscard]] bool is_furniture(std::string_view line) const;

  // How a phrase and a line compare, numbers and punctuation marks left out.
  enum class Match : std::uint8_t {
    whole,  // the line says nothing else
    start,  // the line begins so
    label,  // the line begins so and a colon follows
  };

  struct Phrase {
    std::string words;  // lower case, one space between words, no digits and marks
    Match match = Match::whole;
    bool rest = false;  // what follows up to the next sentence is furniture too
  };

  struct Words {
    std::vector<Phrase> furniture;
    std::unordered_set<std::string> function_words;
  };

 private:
  static Result<Words> load_words(const resources::Lexicon& lexicon, const std::string& folder);
  [[nodiscard]] const Words& words(Language language) const;

  Words german_;
  Words english_;
};

}  // namespace carkeys::article
