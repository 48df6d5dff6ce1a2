// SPDX-License-Identifier: Apache-2.0
// Test aid: documents from trees written by hand, one token a line: form, lemma, part of speech,
// head within the sentence (0: root), relation and, if any, features; an empty line ends a
// sentence.
#pragma once

#include <sstream>
#include <string>

#include "records/article.h"
#include "records/document.h"

namespace carkeys::coding {

inline void add_token(Document& document, const std::string& line, TokenIndex sentence_begin) {
  std::istringstream fields(line);
  std::string form;
  std::string lemma;
  std::string upos;
  std::string relation;
  std::string features;
  TokenIndex head = 0;
  fields >> form >> lemma >> upos >> head >> relation >> features;
  if (!document.text.empty() && document.text.back() != '\n') {
    document.text += ' ';
  }
  Token token;
  token.range.begin = static_cast<std::uint32_t>(document.text.size());
  document.text += form;
  token.range.end = static_cast<std::uint32_t>(document.text.size());
  token.lemma = document.strings.intern(lemma);
  token.upos = upos_from(upos);
  token.relation = deprel_from(relation);
  token.features = features_from(features);
  const auto index = static_cast<TokenIndex>(document.tokens.size());
  token.head = head == 0 ? index : sentence_begin + head - 1;
  document.tokens.push_back(token);
}

inline Document document_of(const std::string& trees, Language language) {
  Document document;
  document.language = language;
  std::istringstream lines(trees + "\n");
  std::string line;
  TokenIndex begin = 0;
  while (std::getline(lines, line)) {
    if (!line.empty()) {
      add_token(document, line, begin);
      continue;
    }
    const auto end = static_cast<TokenIndex>(document.tokens.size());
    if (end > begin) {
      const TextRange range = cover(document.tokens[begin].range, document.tokens[end - 1].range);
      document.sentences.push_back({begin, end, range, Article::PartKind::body, begin == 0});
      begin = end;
    }
  }
  return document;
}

// The first token with this form, counted from `nth` 0.
inline TokenIndex token_of(const Document& document, std::string_view form, int nth = 0) {
  for (TokenIndex token = 0; token < document.tokens.size(); ++token) {
    if (document.form(token) == form && nth-- == 0) {
      return token;
    }
  }
  return no_token;
}

}  // namespace carkeys::coding
