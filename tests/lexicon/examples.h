// SPDX-License-Identifier: Apache-2.0
// What the programs share that run the example sentences of the lexicon.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/analyser.h"
#include "base/result.h"
#include "clauses/clauses.h"
#include "coding/coder.h"

namespace carkeys {

struct Count {
  int passed = 0;
  int failed = 0;
};

inline std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
}

template <typename T>
T value_or_exit(Result<T> result) {
  if (!result) {
    std::cerr << result.error().text() << '\n';
    std::exit(2);
  }
  return std::move(*result);
}

// The whole path for one language.
class ExamplePath {
 public:
  ExamplePath(const std::string& model,
              const clauses::ClauseBuilder& builder,
              const coding::RecordCoder& coder,
              Language language)
      : analyser_(value_or_exit(analysis::Analyser::load(model))),
        builder_(builder),
        coder_(coder),
        language_(language) {}

  // An article of one paragraph; a line feed starts another.
  [[nodiscard]] Article article(std::string_view text) const {
    Article article;
    article.citation = "example";
    article.language = language_;
    article.date = Date{2024, 5, 15};
    article.text = std::string(text);
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = std::min(text.find('\n', begin), text.size());
      article.parts.push_back(
          {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, {}});
      begin = end + 1;
    }
    return article;
  }

  Coding code(std::string_view sentence, coding::Trace& trace) {
    const Article example = article(sentence);
    Document document = analyser_.analyse(example, workspace_);
    const ClauseGraph graph = builder_.build(document);
    return coder_.code(example, document, graph, &trace);
  }

  Document analyse(std::string_view sentence) {
    return analyser_.analyse(article(sentence), workspace_);
  }

  [[nodiscard]] ClauseGraph build(Document& document) const { return builder_.build(document); }

 private:
  analysis::Analyser analyser_;
  const clauses::ClauseBuilder& builder_;
  const coding::RecordCoder& coder_;
  Language language_;
  analysis::Workspace workspace_;
};

}  // namespace carkeys
