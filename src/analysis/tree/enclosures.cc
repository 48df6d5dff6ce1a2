// SPDX-License-Identifier: Apache-2.0
#include "analysis/tree/enclosures.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace carkeys::analysis {
namespace {

// Makes no difference on trees of single sentences (de_wikinews dev LAS 86.6 without, 86.5 with),
// but quotations keep their subjects: who+says on the coding data rises by 0.6.
constexpr float crossing_cost = 12.0F;
constexpr std::size_t least_words = 4;  // shorter ones are words in quotation marks, not clauses

enum class Mark : std::uint8_t { none, quote, opening_quote, bracket, closing_bracket, dash };

Mark mark_of(std::string_view form) {
  constexpr std::array<std::string_view, 5> quotes = {"“", "”", "\"", "«", "»"};
  if (form == "„") {
    return Mark::opening_quote;
  }
  if (std::ranges::find(quotes, form) != quotes.end()) {
    return Mark::quote;
  }
  if (form == "(" || form == "[") {
    return Mark::bracket;
  }
  if (form == ")" || form == "]") {
    return Mark::closing_bracket;
  }
  return form == "–" || form == "—" ? Mark::dash : Mark::none;
}

// Pairs marks of one kind in order; an opening mark that meets another opening mark starts anew.
class Pairing {
 public:
  void open(std::size_t word) { opened_ = word + 1; }

  void close(std::size_t word, std::vector<Enclosure>& found) {
    if (opened_ != 0 && word >= opened_ + least_words) {
      found.push_back({opened_, word});
    }
    opened_ = 0;
  }

  void toggle(std::size_t word, std::vector<Enclosure>& found) {
    if (opened_ == 0) {
      open(word);
    } else {
      close(word, found);
    }
  }

 private:
  std::size_t opened_ = 0;  // first word inside, 0: closed
};

void find_enclosures(const Document& document,
                     TokenIndex first,
                     std::size_t length,
                     std::vector<Enclosure>& found) {
  found.clear();
  Pairing quotes;
  Pairing brackets;
  Pairing dashes;
  for (std::size_t word = 0; word < length; ++word) {
    switch (mark_of(document.form(first + static_cast<TokenIndex>(word)))) {
      case Mark::opening_quote:
        quotes.open(word);
        break;
      case Mark::quote:
        quotes.toggle(word, found);
        break;
      case Mark::bracket:
        brackets.open(word);
        break;
      case Mark::closing_bracket:
        brackets.close(word, found);
        break;
      case Mark::dash:
        dashes.toggle(word, found);
        break;
      case Mark::none:
        break;
    }
  }
}

}  // namespace

void hold_enclosures_together(const Document& document,
                              TokenIndex first,
                              std::size_t length,
                              std::span<float> scores,
                              TreeScratch& scratch) {
  find_enclosures(document, first, length, scratch.enclosures);
  for (const Enclosure& enclosure : scratch.enclosures) {
    const auto inside = [&](std::size_t word) {
      return enclosure.begin <= word && word < enclosure.end;
    };
    for (std::size_t word = 0; word < length; ++word) {
      float* row = scores.data() + word * (length + 1);
      row[0] -= inside(word) ? crossing_cost : 0;
      for (std::size_t head = 0; head < length; ++head) {
        row[head + 1] -= inside(word) != inside(head) ? crossing_cost : 0;
      }
    }
  }
}

}  // namespace carkeys::analysis
