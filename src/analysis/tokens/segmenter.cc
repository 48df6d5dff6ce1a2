// SPDX-License-Identifier: Apache-2.0
#include "analysis/tokens/segmenter.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "analysis/tokens/scanner.h"
#include "base/utf8.h"

namespace carkeys::analysis {
namespace {

// How well a token serves as the end of a piece of a sentence that is too long.
int cut_value(std::string_view form) {
  if (form == "." || form == "!" || form == "?") {
    return 4;
  }
  if (form == ";" || form == ":") {
    return 3;
  }
  return form == "," || form == "–" || form == "-" ? 2 : 1;
}

// The last of the best places in the second half of the longest allowed sentence.
TokenIndex cut_after(const Document& document, TokenIndex begin) {
  constexpr TokenIndex half = longest_sentence / 2;
  TokenIndex best = begin + longest_sentence - 1;
  int best_value = 1;
  for (TokenIndex token = begin + half; token < begin + longest_sentence; ++token) {
    const int value = cut_value(document.form(token));
    if (value > 1 && value >= best_value) {
      best = token;
      best_value = value;
    }
  }
  return best;
}

class Segmenter {
 public:
  Segmenter(const Rules& rules, Document& document) : rules_(rules), document_(document) {}

  void run(const Article::Part& part) {
    part_ = part;
    Scanner scanner(rules_, document_.text, part.range);
    starts_paragraph_ = true;
    begin_ = static_cast<TokenIndex>(document_.tokens.size());
    for (Scanned token; scanner.next(token);) {
      if (token.after_empty_line) {
        close();
        starts_paragraph_ = true;
      }
      Token word;
      word.range = token.range;
      word.space_after = token.space_after;
      document_.tokens.push_back(word);
      if (token.ends_sentence) {
        close();
      }
    }
    close();
  }

 private:
  // Ends the current sentence, in pieces where it is too long.
  void close() {
    const auto end = static_cast<TokenIndex>(document_.tokens.size());
    while (end - begin_ > longest_sentence) {
      add(begin_, cut_after(document_, begin_) + 1);
    }
    if (end > begin_) {
      add(begin_, end);
    }
  }

  void add(TokenIndex begin, TokenIndex end) {
    Sentence sentence;
    sentence.begin = begin;
    sentence.end = end;
    sentence.range = {document_.tokens[begin].range.begin, document_.tokens[end - 1].range.end};
    sentence.part = part_.kind;
    sentence.starts_paragraph = starts_paragraph_;
    document_.sentences.push_back(sentence);
    starts_paragraph_ = false;
    begin_ = end;
  }

  const Rules& rules_;
  Document& document_;
  Article::Part part_;
  TokenIndex begin_ = 0;
  bool starts_paragraph_ = true;
};

}  // namespace

Rules make_rules(Language language, std::string_view table) {
  Rules rules;
  rules.split_hyphens = language == Language::english;
  rules.split_clitics = language == Language::english;
  rules.ordinals = language == Language::german;
  while (!table.empty()) {
    const auto end = std::min(table.find('\n'), table.size());
    const auto line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    const auto tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) {
      continue;
    }
    const std::string word(line.substr(0, tab));
    const auto kind = line.substr(tab + 1);
    if (kind == "inner") {
      rules.abbreviations[word] = Abbreviation::inner;
    } else if (kind == "any") {
      rules.abbreviations[word] = Abbreviation::any;
    } else if (kind == "opener") {
      rules.openers.insert(word);
    } else if (kind == "prefix") {
      rules.prefixes.insert(word);
    } else if (kind.starts_with("split ")) {
      std::size_t size = 0;
      std::from_chars(kind.data() + 6, kind.data() + kind.size(), size);
      rules.splits[word] = std::min(size, word.size());
    }
  }
  return rules;
}

void segment(const Rules& rules, const std::vector<Article::Part>& parts, Document& document) {
  Segmenter segmenter(rules, document);
  const auto size = static_cast<std::uint32_t>(document.text.size());
  if (parts.empty()) {
    segmenter.run({{0, size}, Article::PartKind::body});
  }
  for (const auto& part : parts) {
    auto clipped = part;
    clipped.range.end = std::min(clipped.range.end, size);
    clipped.range.begin = std::min(clipped.range.begin, clipped.range.end);
    segmenter.run(clipped);
  }
}

}  // namespace carkeys::analysis
