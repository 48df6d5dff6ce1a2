// SPDX-License-Identifier: Apache-2.0
// Words in order around a predicate: "*~new_@ties_relation" holds where "new", a word of the class
// "ties" and "relation" follow the predicate (*), side by side, anywhere later in the sentence. It
// is what dictionaries made for shallow parsers ask for; frames of our own name slots instead.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "records/document.h"

namespace carkeys::resources {

struct WordStep {
  std::string
      word;  // lower-case lemma or form, "@class", "*": the predicate, "*left": in this form
  bool adjacent = false;  // directly behind the step before
};

using WordSequence = std::vector<WordStep>;

// "_" joins neighbours, "~" words with others between them. Errors: bad_resource where the
// predicate's "*" is missing or stands twice.
Result<WordSequence> parse_word_sequence(std::string_view text);

// Whether the sentence of `head` holds the sequence, with "*" at `head`. Members of `classes` may
// be several words joined by "_".
[[nodiscard]] bool holds_sequence(
    const WordSequence& sequence,
    const Document& document,
    TokenIndex head,
    const std::unordered_map<std::string, std::unordered_set<std::string>>& classes);

}  // namespace carkeys::resources
