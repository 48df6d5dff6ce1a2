// SPDX-License-Identifier: Apache-2.0
// Test aid: a document with tokens cut at white space and marks, and sentences cut at line ends and
// at full stops before a capital, without any analysis. Shows that time and place need tokens only.
#pragma once

#include <cctype>
#include <cstdint>
#include <string>
#include <utility>

#include "records/document.h"

namespace carkeys::coding {

inline void cut_line(Document& document, std::uint32_t begin, std::uint32_t end) {
  const auto first = static_cast<TokenIndex>(document.tokens.size());
  const auto is_word = [&](std::uint32_t at) {
    const auto byte = static_cast<unsigned char>(document.text[at]);
    return byte >= 0x80 || std::isalnum(byte) != 0;
  };
  std::uint32_t at = begin;
  while (at < end) {
    std::uint32_t stop = at + 1;
    while (is_word(at) && stop < end && is_word(stop)) {
      ++stop;
    }
    if (document.text[at] != ' ') {
      Token token;
      token.range = {at, stop};
      token.head = first;
      token.lemma = document.strings.intern(token.range.in(document.text));
      token.space_after = stop < end && document.text[stop] == ' ';
      document.tokens.push_back(token);
    }
    at = stop;
  }
  const auto last = static_cast<TokenIndex>(document.tokens.size());
  if (last > first) {
    document.sentences.push_back({first, last, {begin, end}, Article::PartKind::body, true});
  }
}

inline Document plain_document(std::string text, Language language) {
  Document document;
  document.text = std::move(text);
  document.language = language;
  const auto size = static_cast<std::uint32_t>(document.text.size());
  std::uint32_t begin = 0;
  const auto ends_sentence = [&](std::uint32_t at) {
    const auto byte = [&](std::uint32_t where) {
      return static_cast<unsigned char>(document.text[where]);
    };
    return at > 0 && at + 2 < size && byte(at) == '.' && std::isdigit(byte(at - 1)) == 0 &&
           byte(at + 1) == ' ' && std::isupper(byte(at + 2)) != 0;
  };
  for (std::uint32_t at = 0; at <= size; ++at) {
    if (at == size || document.text[at] == '\n') {
      cut_line(document, begin, at);
      begin = at + 1;
    } else if (ends_sentence(at)) {
      cut_line(document, begin, at + 1);
      begin = at + 1;
    }
  }
  return document;
}

}  // namespace carkeys::coding
