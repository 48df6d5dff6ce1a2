// SPDX-License-Identifier: Apache-2.0
#include "raw_text.h"

#include <simdjson.h>

#include "conllu.h"

namespace carkeys::train {

void RawText::add_sentence(const std::vector<std::string>& forms) {
  std::vector<std::uint32_t> sentence;
  for (const auto& form : forms) {
    const auto [at, added] = numbers.try_emplace(form, static_cast<std::uint32_t>(types.size()));
    if (added) {
      types.push_back(form);
      counts.push_back(0);
    }
    ++counts[at->second];
    sentence.push_back(at->second);
  }
  sentences.push_back(std::move(sentence));
}

void RawText::add(const analysis::Rules& rules, std::string text) {
  constexpr std::size_t shortest = 5;
  constexpr std::size_t longest = 80;
  Document document;
  document.text = std::move(text);
  analysis::segment(rules, {}, document);
  std::vector<std::string> forms;
  for (const auto& sentence : document.sentences) {
    const auto length = static_cast<std::size_t>(sentence.end - sentence.begin);
    if (length < shortest || length > longest) {
      continue;
    }
    forms.clear();
    for (auto token = sentence.begin; token < sentence.end; ++token) {
      forms.emplace_back(document.form(token));
    }
    add_sentence(forms);
  }
}

Result<std::map<std::string, std::string>> read_articles(const std::string& path) {
  CARKEYS_TRY(const auto lines, read_text(path));
  simdjson::dom::parser parser;
  std::map<std::string, std::string> articles;
  for (const auto line : split(lines, '\n')) {
    simdjson::dom::element article;
    std::string_view name;
    std::string_view text;
    if (!line.empty() && parser.parse(line.data(), line.size()).get(article) == simdjson::SUCCESS &&
        article["name"].get(name) == simdjson::SUCCESS &&
        article["text"].get(text) == simdjson::SUCCESS) {
      articles.emplace(name, text);
    }
  }
  return articles;
}

}  // namespace carkeys::train
