// SPDX-License-Identifier: Apache-2.0
// Given tokens (CoNLL-U input) as a Document that an analyser can annotate, and the answer word by
// word. A contraction that the input splits ("im" = "in" + "dem") is analysed as the one token that
// it is in running text; where the words merely spell it in pieces ("do" + "n't") each is a token.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/conllu.h"
#include "records/document.h"
#include "resources/lexicon.h"

namespace carkeys::conllu {

// The second words of contractions, from the table LANG/split_words (may be absent).
class SplitWords {
 public:
  // Empty for a language that the lexicon does not know.
  static SplitWords load(const resources::Lexicon& lexicon, Language language);

  struct Analysis {
    std::string word;  // lower case
    std::string lemma;
    Upos upos = Upos::x;
    Deprel relation = Deprel::dep;
    Features features;  // what the word itself says; case, number and gender are its noun's
  };

  // Nullptr for a word not known. Valid until the SplitWords is destroyed.
  [[nodiscard]] const Analysis* find(std::string_view word) const;

 private:
  std::vector<Analysis> words_;
};

class GivenTokens {
 public:
  GivenTokens(std::vector<Sentence> sentences, Language language);

  // To be annotated in place.
  Document& document() { return document_; }

  // The input's lines with columns 3 to 9 filled in and names added to MISC.
  [[nodiscard]] std::string write(const SplitWords& split_words) const;

 private:
  struct Place {
    TokenIndex token = no_token;
    std::size_t part = 0;     // which word of a contraction, from 0
    bool contracted = false;  // the token has further words
  };

  using Places = std::vector<Place>;  // by word of a sentence, from 0

  void add_sentence(const Sentence& sentence);
  void add_token(std::string_view form, bool space_after);
  [[nodiscard]] TokenIndex last_token() const;
  [[nodiscard]] std::string word_line(const Row& row,
                                      const Places& places,
                                      const SplitWords& split_words) const;
  [[nodiscard]] std::string head_of(std::size_t word, const Places& places) const;

  std::vector<Sentence> sentences_;
  std::vector<Places> places_;  // by sentence
  Document document_;
};

}  // namespace carkeys::conllu
