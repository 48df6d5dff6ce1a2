// SPDX-License-Identifier: Apache-2.0
// Trees written by hand for tests: reads CoNLL-U text into a Document. Forms are joined by single
// spaces; FEATS as in CoNLL-U; NER=B-LOC in MISC names a token. Malformed lines fail the test that
// uses them by leaving the document empty.
#pragma once

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "records/document.h"

namespace carkeys::tests {

inline std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::istringstream stream(line);
  for (std::string column; stream >> column;) {
    columns.push_back(column);
  }
  return columns;
}

inline void set_name(Token& token, std::string_view misc) {
  const auto at = misc.find("NER=");
  if (at == std::string_view::npos || misc.substr(at + 4, 1) == "O") {
    return;
  }
  const auto kind = misc.substr(at + 6, 3);
  token.name = kind == "PER"   ? NameKind::person
               : kind == "LOC" ? NameKind::location
               : kind == "ORG" ? NameKind::organisation
                               : NameKind::miscellaneous;
  token.name_begins = misc[at + 4] == 'B';
}

// Columns may be separated by any white space; a line needs at least the first eight. Sentences end
// at empty lines; "# par" starts a paragraph.
inline Document document_from_conllu(std::string_view conllu, Language language) {
  Document document;
  document.language = language;
  std::istringstream stream{std::string(conllu)};
  bool paragraph = true;
  TokenIndex first = 0;
  const auto close = [&] {
    const auto end = static_cast<TokenIndex>(document.tokens.size());
    if (end > first) {
      Sentence sentence;
      sentence.begin = first;
      sentence.end = end;
      sentence.range = {document.tokens[first].range.begin, document.tokens[end - 1].range.end};
      sentence.starts_paragraph = paragraph;
      document.sentences.push_back(sentence);
      paragraph = false;
    }
    first = end;
  };
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("# par")) {
      paragraph = true;
      continue;
    }
    const auto columns = columns_of(line);
    if (columns.empty()) {
      close();
    }
    if (columns.size() < 8 || line.starts_with("#") ||
        columns[0].find_first_not_of("0123456789") != std::string::npos) {
      continue;
    }
    Token token;
    document.text += document.text.empty() ? "" : " ";
    token.range.begin = static_cast<std::uint32_t>(document.text.size());
    document.text += columns[1];
    token.range.end = static_cast<std::uint32_t>(document.text.size());
    token.lemma = document.strings.intern(columns[2]);
    token.upos = upos_from(columns[3]);
    token.features = features_from(columns[5]);
    const auto head = static_cast<TokenIndex>(std::stoul(columns[6]));
    token.head = head == 0 ? static_cast<TokenIndex>(document.tokens.size()) : first + head - 1;
    token.relation = deprel_from(columns[7]);
    set_name(token, columns.back());
    document.tokens.push_back(token);
  }
  close();
  return document;
}

}  // namespace carkeys::tests
