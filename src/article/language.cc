// SPDX-License-Identifier: Apache-2.0
#include "article/language.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace carkeys::article {
namespace {

constexpr std::size_t most_words = 5000;

struct Folder {
  Language language;
  std::string_view name;
};

constexpr std::array folders = {Folder{Language::german, "de"}, Folder{Language::english, "en"}};

// The first words of a text in lower case.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < text.size() && words.size() < most_words;) {
    const utf8::Step here = utf8::step(text, at);
    at += here.size;
    if (utf8::is_letter(here.code_point)) {
      utf8::append(word, utf8::to_lower(here.code_point));
      continue;
    }
    if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) {
    words.push_back(std::move(word));
  }
  return words;
}

Result<std::vector<std::string>> column_of(const resources::Lexicon& lexicon,
                                           const std::string& name,
                                           std::string_view column_name) {
  const resources::Table* table = lexicon.table(name);
  const auto column = table == nullptr ? std::nullopt : table->column(column_name);
  if (!column) {
    return failure(ErrorCode::bad_resource,
                   "table " + name + " with column " + std::string(column_name) + " is missing");
  }
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    cells.push_back(utf8::to_lower(table->cell(row, *column)));
  }
  return cells;
}

}  // namespace

Result<LanguageGuesser> LanguageGuesser::load(const resources::Lexicon& lexicon) {
  LanguageGuesser guesser;
  for (const Folder& folder : folders) {
    const std::string name(folder.name);
    CARKEYS_TRY(const std::vector<std::string> function_words,
                column_of(lexicon, name + "/function_words", "word"));
    CARKEYS_TRY(std::vector<std::string> patterns,
                column_of(lexicon, name + "/letter_patterns", "pattern"));
    guesser.languages_.push_back(
        {folder.language, {function_words.begin(), function_words.end()}, std::move(patterns)});
  }
  // Languages that are not coded compete too, so that they are told from ours.
  CARKEYS_TRY(const std::vector<std::string> others,
              column_of(lexicon, "world/other_function_words", "word"));
  guesser.languages_.push_back({Language::unknown, {others.begin(), others.end()}, {}});
  return guesser;
}

Language LanguageGuesser::guess(std::string_view text) const {
  const std::vector<std::string> words = words_of(text);
  std::size_t best_hits = 0;
  std::size_t second_hits = 0;
  Language best = Language::unknown;
  for (const Words& candidate : languages_) {
    const auto hits = static_cast<std::size_t>(std::ranges::count_if(
        words, [&](const std::string& word) { return candidate.function_words.contains(word); }));
    if (hits > best_hits) {
      second_hits = std::exchange(best_hits, hits);
      best = candidate.language;
    } else {
      second_hits = std::max(second_hits, hits);
    }
  }
  // A third to a half of the words of running text are function words, fewer of a headline; in a
  // text of another language some happen to look like ours.
  constexpr std::size_t short_text = 15;                                        // words
  const std::size_t least_share = words.size() <= short_text ? short_text : 7;  // one in so many
  if (best_hits == second_hits && words.size() <= short_text) {
    return guess_by_patterns(words);
  }
  const bool clear = best_hits > second_hits + second_hits / 2;
  return clear && best_hits * least_share >= words.size() ? best : Language::unknown;
}

Language LanguageGuesser::guess_by_patterns(const std::vector<std::string>& words) const {
  std::string joined = "_";
  for (const std::string& word : words) {
    joined += word + "_";
  }
  std::size_t best_hits = 0;
  Language best = Language::unknown;
  for (const Words& candidate : languages_) {
    const auto hits = static_cast<std::size_t>(std::ranges::count_if(
        candidate.patterns,
        [&](const std::string& pattern) { return joined.find(pattern) != std::string::npos; }));
    if (hits == best_hits) {
      best = Language::unknown;
    } else if (hits > best_hits) {
      best_hits = hits;
      best = candidate.language;
    }
  }
  return best;
}

bool has_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step here = utf8::step(text, at);
    if (here.valid && utf8::is_letter(here.code_point)) {
      return true;
    }
    at += here.size;
  }
  return false;
}

Language language_from(std::string_view tag) {
  const std::string name = utf8::to_lower(tag.substr(0, tag.find_first_of("-_")));
  const auto* const found = std::ranges::find(folders, name, &Folder::name);
  return found == folders.end() ? Language::unknown : found->language;
}

}  // namespace carkeys::article
