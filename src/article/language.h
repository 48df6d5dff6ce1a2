// SPDX-License-Identifier: Apache-2.0
// Which language a text is in, told by its function words (tables LANG/function_words) and, in
// texts too short to have any, by letter patterns (LANG/letter_patterns). Other languages than ours
// (world/other_function_words has some of their words) come out as unknown.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "records/article.h"
#include "resources/lexicon.h"

namespace carkeys::article {

class LanguageGuesser {
 public:
  // Errors: bad_resource naming the table that is missing.
  static Result<LanguageGuesser> load(const resources::Lexicon& lexicon);

  // Looks at the first 5,000 words. Linear in what it looks at.
  [[nodiscard]] Language guess(std::string_view text) const;

 private:
  struct Words {
    Language language = Language::unknown;
    std::unordered_set<std::string> function_words;
    std::vector<std::string> patterns;  // lower case, "_" for the edge of a word
  };

  [[nodiscard]] Language guess_by_patterns(const std::vector<std::string>& words) const;

  std::vector<Words> languages_;
};

// Whether a word of the text is made of letters at all; a text without any needs no language.
bool has_letters(std::string_view text);

// "de", "de-AT", "EN_us" → the language; unknown for all others.
Language language_from(std::string_view tag);

}  // namespace carkeys::article
