// SPDX-License-Identifier: Apache-2.0
// Other spellings of words with German letters, so that a search for "praesident" finds "Präsident"
// and the other way round. No grammar, no dictionary.
#pragma once

#include <string>
#include <string_view>

namespace carkeys::store {

// The different words of `text` that have ä, ö, ü or ß, in small letters and written with ae, oe,
// ue and ss, in the order in which they first stand; a space between two.
std::string spellings_of(std::string_view text);

// What a user's words mean in the search language of FTS5: articles that have all of them, in any
// of their spellings, whole or as the beginning of a longer word where one ends with `*`. Words in
// quotation marks follow each other. Empty where there is no word.
std::string search_expression(std::string_view words);

}  // namespace carkeys::store
