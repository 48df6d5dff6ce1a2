// SPDX-License-Identifier: Apache-2.0
#include "resources/word_sequence.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace carkeys::resources {
namespace {

using Classes = std::unordered_map<std::string, std::unordered_set<std::string>>;

// Tries the steps one after the other from a token on, and other places where a later step fails.
class Matcher {
 public:
  Matcher(const WordSequence& steps, const Document& document, TokenIndex head)
      : steps_(steps), document_(document), head_(head) {}

  [[nodiscard]] bool run(const Classes& classes) const {
    const Sentence& sentence = document_.sentences[document_.sentence_of(head_)];
    return follows(0, sentence.begin, sentence.end, classes);
  }

 private:
  // Whether the steps from `step` on stand at or behind `from`.
  [[nodiscard]] bool follows(std::size_t step,
                             TokenIndex from,
                             TokenIndex end,
                             const Classes& classes) const {
    if (step == steps_.size()) {
      return true;
    }
    const TokenIndex last = steps_[step].adjacent ? std::min(from + 1, end) : end;
    for (TokenIndex token = from; token < last; ++token) {
      for (const TokenIndex behind : ends(steps_[step].word, token, end, classes)) {
        if (follows(step + 1, behind, end, classes)) {
          return true;
        }
      }
    }
    return false;
  }

  // Where `word`, read from `token` on, ends; a class may end in several places.
  [[nodiscard]] std::vector<TokenIndex> ends(const std::string& word,
                                             TokenIndex token,
                                             TokenIndex end,
                                             const Classes& classes) const {
    std::vector<TokenIndex> found;
    if (word.starts_with('*')) {
      const bool any_form = word.size() == 1;
      if (token == head_ && (any_form || is_word(token, std::string_view(word).substr(1)))) {
        found.push_back(token + 1);
      }
      return found;
    }
    if (!word.starts_with('@')) {
      add_end(word, token, end, found);
      return found;
    }
    const auto members = classes.find(word.substr(1));
    if (members != classes.end()) {
      for (const std::string& member : members->second) {
        add_end(member, token, end, found);
      }
    }
    return found;
  }

  void add_end(std::string_view words,
               TokenIndex token,
               TokenIndex end,
               std::vector<TokenIndex>& found) const {
    while (!words.empty()) {
      const std::size_t next = std::min(words.find('_'), words.size());
      if (token >= end || !is_word(token, words.substr(0, next))) {
        return;
      }
      ++token;
      words.remove_prefix(std::min(next + 1, words.size()));
    }
    found.push_back(token);
  }

  [[nodiscard]] bool is_word(TokenIndex token, std::string_view word) const {
    return utf8::to_lower(document_.form(token)) == word ||
           utf8::to_lower(document_.lemma(token)) == word;
  }

  const WordSequence& steps_;
  const Document& document_;
  TokenIndex head_;
};

}  // namespace

Result<WordSequence> parse_word_sequence(std::string_view text) {
  WordSequence steps;
  bool adjacent = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("_~"), text.size());
    if (end > 0) {
      steps.push_back({std::string(text.substr(0, end)), adjacent});
    }
    adjacent = end < text.size() && text[end] == '_';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const auto of_predicate = [](const WordStep& step) { return step.word.starts_with('*'); };
  if (std::ranges::count_if(steps, of_predicate) != 1) {
    return failure(ErrorCode::bad_resource, "words= needs one * for the predicate");
  }
  return steps;
}

bool holds_sequence(const WordSequence& sequence,
                    const Document& document,
                    TokenIndex head,
                    const Classes& classes) {
  return Matcher(sequence, document, head).run(classes);
}

}  // namespace carkeys::resources
