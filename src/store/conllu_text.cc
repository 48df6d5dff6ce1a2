// SPDX-License-Identifier: Apache-2.0
// Reading CoNLL-U for scoring.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/utf8.h"
#include "store/conllu_evaluation.h"

namespace carkeys::store {
namespace {

constexpr std::size_t column_count = 10;
using Columns = std::array<std::string_view, column_count>;

enum Column : std::uint8_t { id, form, lemma, upos, xpos, features, head, relation };

constexpr std::array<std::string_view, 21> universal_features = {
    "Abbr",    "Animacy", "Aspect",   "Case",    "Definite", "Degree",   "Evident",
    "Foreign", "Gender",  "Mood",     "NumType", "Number",   "Person",   "Polarity",
    "Polite",  "Poss",    "PronType", "Reflex",  "Tense",    "VerbForm", "Voice"};

constexpr std::array<std::string_view, 7> functional_relations = {
    "aux", "cop", "mark", "det", "clf", "case", "cc"};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string without_space(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step here = utf8::step(text, at);
    if (!utf8::is_space(here.code_point)) {
      out += text.substr(at, here.size);
    }
    at += here.size;
  }
  return out;
}

std::string universal_part(std::string_view text) {
  std::vector<std::string_view> kept;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('|', begin), text.size());
    const auto feature = text.substr(begin, end - begin);
    if (is_one_of(universal_features, feature.substr(0, feature.find('=')))) {
      kept.push_back(feature);
    }
    begin = end + 1;
  }
  std::ranges::sort(kept);
  return fmt::format("{}", fmt::join(kept, "|"));
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

class Reader {
 public:
  explicit Reader(const std::string& origin) : origin_(origin) {}

  Result<ConlluText> read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      ++line_;
      line = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
      if (auto taken = take(line); !taken) {
        return tl::unexpected<Error>(std::move(taken.error()));
      }
    }
    if (auto ended = end_sentence(); !ended) {
      return tl::unexpected<Error>(std::move(ended.error()));
    }
    return std::move(text_);
  }

 private:
  [[nodiscard]] tl::unexpected<Error> bad(std::string message) const {
    return failure(ErrorCode::bad_input, std::move(message), origin_, line_);
  }

  Result<void> take(std::string_view line) {
    if (line.empty()) {
      return end_sentence();
    }
    if (line.starts_with('#')) {
      return {};
    }
    Columns columns;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin <= line.size(); ++count) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      columns[std::min(count, column_count - 1)] = line.substr(begin, end - begin);
      begin = end + 1;
    }
    if (count != column_count) {
      return bad(fmt::format("{} columns instead of 10", count));
    }
    if (columns[id].find('.') != std::string_view::npos) {
      return {};  // an empty node
    }
    return columns[id].find('-') == std::string_view::npos ? take_word(columns)
                                                           : take_range(columns);
  }

  // Adds the characters of a token.
  Result<void> take_token(std::string_view written) {
    const std::string characters = without_space(written);
    if (characters.empty()) {
      return bad("a token without characters");
    }
    const std::size_t begin = text_.characters.size();
    text_.characters += characters;
    text_.tokens.push_back({begin, text_.characters.size()});
    return {};
  }

  [[nodiscard]] std::size_t words_so_far() const { return text_.words.size() - first_word_; }

  Result<void> take_range(const Columns& columns) {
    const std::size_t mark = columns[id].find('-');
    const auto first = number(columns[id].substr(0, mark));
    const auto last = number(columns[id].substr(mark + 1));
    if (!first || !last || *first != words_so_far() + 1 || *last < *first ||
        words_so_far() < range_end_) {
      return bad(fmt::format("the range {} is out of order", columns[id]));
    }
    range_end_ = *last;
    return take_token(columns[form]);
  }

  Result<void> take_word(const Columns& columns) {
    const auto own = number(columns[id]);
    if (!own || *own != words_so_far() + 1) {
      return bad(fmt::format("word {} is out of order", columns[id]));
    }
    const auto governor = number(columns[head]);
    if (!governor) {
      return bad(fmt::format("\"{}\" is no head", columns[head]));
    }
    const bool inside = *own <= range_end_;
    if (!inside) {
      if (auto taken = take_token(columns[form]); !taken) {
        return taken;
      }
    }
    ConlluWord word;
    word.span = text_.tokens.back();
    word.of_several = inside;
    word.form = utf8::to_lower(without_space(columns[form]));
    word.lemma = columns[lemma];
    word.upos = columns[upos];
    word.xpos = columns[xpos];
    word.features = universal_part(columns[features]);
    word.relation = columns[relation].substr(0, columns[relation].find(':'));
    word.head = *governor;
    text_.words.push_back(std::move(word));
    return {};
  }

  // Heads from numbers in the sentence to numbers in the file.
  Result<void> settle_heads() {
    const std::size_t count = words_so_far();
    std::size_t roots = 0;
    for (std::size_t at = first_word_; at < text_.words.size(); ++at) {
      ConlluWord& word = text_.words[at];
      if (word.head > count) {
        return bad(fmt::format("head {} is outside the sentence that ends here", word.head));
      }
      roots += word.head == 0 ? 1 : 0;
      word.head = word.head == 0 ? no_word : first_word_ + word.head - 1;
      if (word.head != no_word && is_one_of(functional_relations, word.relation)) {
        text_.words[word.head].functional.push_back(at);
      }
    }
    if (roots != 1) {
      return bad(fmt::format("the sentence that ends here has {} roots", roots));
    }
    return {};
  }

  // Whether every word leads to the root.
  [[nodiscard]] bool is_tree() const {
    std::vector<std::size_t> walk(words_so_far(), 0);  // that came by first, counted from 1
    for (std::size_t start = first_word_; start < text_.words.size(); ++start) {
      const std::size_t own = start - first_word_ + 1;
      std::size_t at = start;
      while (at != no_word && walk[at - first_word_] == 0) {
        walk[at - first_word_] = own;
        at = text_.words[at].head;
      }
      if (at != no_word && walk[at - first_word_] == own) {
        return false;
      }
    }
    return true;
  }

  Result<void> end_sentence() {
    if (words_so_far() == 0) {
      return {};
    }
    if (words_so_far() < range_end_) {
      return bad("a range goes beyond the sentence that ends here");
    }
    if (auto settled = settle_heads(); !settled) {
      return settled;
    }
    if (!is_tree()) {
      return bad("the sentence that ends here has a cycle");
    }
    text_.sentences.push_back({text_.words[first_word_].span.begin, text_.words.back().span.end});
    first_word_ = text_.words.size();
    range_end_ = 0;
    return {};
  }

  const std::string& origin_;
  ConlluText text_;
  std::int64_t line_ = 0;
  std::size_t first_word_ = 0;  // of the sentence
  std::size_t range_end_ = 0;   // the last word of the token that is being read, by number
};

}  // namespace

Result<ConlluText> ConlluText::parse(std::string_view text, const std::string& origin) {
  return Reader(origin).read(text);
}

}  // namespace carkeys::store
