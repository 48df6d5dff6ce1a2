// SPDX-License-Identifier: Apache-2.0
// Where the facts of facts.h stand in one document: names of one or more words, agent nouns, and
// the parts of compounds ("US-Präsident", "Regierungstruppen"). Word by word and without syntax;
// interpreter.h makes phrases of it. Private to coding/actors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coding/actors/facts.h"
#include "records/document.h"

namespace carkeys::coding::actors {

inline constexpr std::uint32_t no_fact = 0xFFFFFFFF;

// What one token, as head of its name or compound, tells.
struct Word {
  std::uint32_t fact = no_fact;   // the name, or the agent noun (last part of a compound)
  std::uint32_t first = no_fact;  // first part of a compound: whose
  TokenIndex begin = no_token;    // tokens of the name
  TokenIndex end = no_token;
  bool inside = false;     // belongs to a name that another token heads
  bool feminine = false;   // "Ministerin"
  bool former = false;     // "Ex-Minister"
  bool adjective = false;  // only tells whose: "iranisch", "Moskauer", "US-led"
};

class Lexis {
 public:
  Lexis(const Facts& facts, const Document& document, Day day);

  [[nodiscard]] const Word& word(TokenIndex token) const { return words_[token]; }

  [[nodiscard]] const Fact* fact(std::uint32_t index) const {
    return index == no_fact ? nullptr : &facts_.fact(index);
  }

  // The class of a word, by form or lemma.
  [[nodiscard]] bool is(WordClass word_class, TokenIndex token) const;
  [[nodiscard]] std::span<const Pronoun> pronouns(TokenIndex token) const;

 private:
  struct Found {
    const Name* name = nullptr;
    bool feminine = false;
    bool city_adjective = false;
  };

  void choose_towns();
  void scan(TokenIndex begin, TokenIndex end);
  // The longest name that begins at `token`; `end` bounds it.
  [[nodiscard]] Found name_at(TokenIndex token, TokenIndex end) const;
  [[nodiscard]] Found name_in_other_case(TokenIndex token, TokenIndex end) const;
  [[nodiscard]] bool may_begin(TokenIndex token) const;
  [[nodiscard]] bool continues(const Name& name, TokenIndex token, TokenIndex end) const;
  [[nodiscard]] bool same_word(TokenIndex token, std::string_view word) const;
  // Among names of one length the one that fits day and part of speech.
  [[nodiscard]] int fitness(const Name& name, TokenIndex token) const;
  [[nodiscard]] bool is_namesake(const Name& name, TokenIndex token) const;
  [[nodiscard]] const Name* best(std::span<const Name> names,
                                 TokenIndex token,
                                 TokenIndex end) const;
  [[nodiscard]] Found find_form(std::string_view text, TokenIndex token, TokenIndex end) const;
  [[nodiscard]] Found find_inflected(std::string_view text, TokenIndex token, TokenIndex end) const;
  void set_match(TokenIndex token, const Found& found);
  [[nodiscard]] TokenIndex head_of(TokenIndex begin, TokenIndex end) const;
  void split_compound(TokenIndex token);
  bool split_at_hyphen(TokenIndex token, std::string_view text);
  void split_modifier(TokenIndex token, std::string_view last);
  bool split_solid(TokenIndex token, std::string_view text);
  void find_first_part(TokenIndex token, std::string_view text);
  // The fact of a part of a compound, with or without the link between the parts.
  [[nodiscard]] std::uint32_t first_part(std::string_view text) const;
  [[nodiscard]] std::uint32_t last_part(std::string_view text, bool after_hyphen) const;
  [[nodiscard]] std::uint32_t one_word(std::string_view text) const;

  const Facts& facts_;
  const Document& document_;
  Day day_;
  std::vector<Word> words_;
};

}  // namespace carkeys::coding::actors
