// SPDX-License-Identifier: Apache-2.0
// Words are paired first: those with the same characters, and inside tokens of several words, where
// characters say little, a longest common subsequence of forms. Every measure then counts pairs
// that agree in what it looks at.
#include "store/conllu_evaluation.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace carkeys::store {
namespace {

constexpr std::array<std::string_view, conllu_measures> names = {"Tokens",
                                                                 "Sentences",
                                                                 "Words",
                                                                 "UPOS",
                                                                 "XPOS",
                                                                 "UFeats",
                                                                 "AllTags",
                                                                 "Lemmas",
                                                                 "UAS",
                                                                 "LAS",
                                                                 "CLAS",
                                                                 "MLAS",
                                                                 "BLEX"};

using Words = std::vector<ConlluWord>;

// Words of both sides, in order.
struct Stretch {
  std::size_t gold_begin;
  std::size_t gold_end;
  std::size_t system_begin;
  std::size_t system_end;
};

class Alignment {
 public:
  Alignment(const ConlluText& gold, const ConlluText& system)
      : gold_(gold.words),
        system_(system.words),
        of_gold_(gold_.size(), no_word),
        of_system_(system_.size(), no_word) {
    std::size_t g = 0;
    std::size_t s = 0;
    while (g < gold_.size() && s < system_.size()) {
      if (gold_[g].of_several || system_[s].of_several) {
        pair_by_forms(take_several(g, s));
      } else if (gold_[g].span == system_[s].span) {
        pair(g++, s++);
      } else if (gold_[g].span.begin <= system_[s].span.begin) {
        ++g;
      } else {
        ++s;
      }
    }
  }

  // The system's word for a gold word; no_word where there is none.
  [[nodiscard]] std::size_t system_word(std::size_t gold) const { return of_gold_[gold]; }

  // Whether a gold head and a system head are the same; both may be the root.
  [[nodiscard]] bool same_head(std::size_t gold, std::size_t system) const {
    return system == no_word ? gold == no_word : gold != no_word && of_system_[system] == gold;
  }

 private:
  void pair(std::size_t gold, std::size_t system) {
    of_gold_[gold] = system;
    of_system_[system] = gold;
  }

  static bool is_beyond(const Words& words, std::size_t at, std::size_t end) {
    if (at >= words.size()) {
      return true;
    }
    return words[at].of_several ? words[at].span.begin >= end : words[at].span.end > end;
  }

  static std::size_t extended(const ConlluWord& word, std::size_t end) {
    return word.of_several ? std::max(end, word.span.end) : end;
  }

  // The smallest stretch on both sides whose tokens of several words lie in it whole; `g` and `s`
  // move behind it.
  Stretch take_several(std::size_t& g, std::size_t& s) const {
    std::size_t end = 0;
    if (gold_[g].of_several) {
      end = gold_[g].span.end;
      s += !system_[s].of_several && system_[s].span.begin < gold_[g].span.begin ? 1 : 0;
    } else {
      end = system_[s].span.end;
      g += gold_[g].span.begin < system_[s].span.begin ? 1 : 0;
    }
    Stretch stretch{g, g, s, s};
    while (!is_beyond(gold_, g, end) || !is_beyond(system_, s, end)) {
      const bool gold_next =
          g < gold_.size() && (s >= system_.size() || gold_[g].span.begin <= system_[s].span.begin);
      end = gold_next ? extended(gold_[g], end) : extended(system_[s], end);
      (gold_next ? g : s) += 1;
    }
    stretch.gold_end = g;
    stretch.system_end = s;
    return stretch;
  }

  void pair_by_forms(const Stretch& stretch) {
    const std::size_t rows = stretch.gold_end - stretch.gold_begin;
    const std::size_t columns = stretch.system_end - stretch.system_begin;
    const auto same = [&](std::size_t g, std::size_t s) {
      return gold_[stretch.gold_begin + g].form == system_[stretch.system_begin + s].form;
    };
    // Length of the longest common subsequence from here on, with an empty last row and column.
    std::vector<std::size_t> lengths((rows + 1) * (columns + 1), 0);
    const auto length = [&](std::size_t g, std::size_t s) -> std::size_t& {
      return lengths[g * (columns + 1) + s];
    };
    for (std::size_t g = rows; g-- > 0;) {
      for (std::size_t s = columns; s-- > 0;) {
        length(g, s) =
            same(g, s) ? length(g + 1, s + 1) + 1 : std::max(length(g + 1, s), length(g, s + 1));
      }
    }
    for (std::size_t g = 0, s = 0; g < rows && s < columns;) {
      if (same(g, s)) {
        pair(stretch.gold_begin + g++, stretch.system_begin + s++);
      } else if (length(g, s) == length(g + 1, s)) {
        ++g;
      } else {
        ++s;
      }
    }
  }

  const Words& gold_;
  const Words& system_;
  std::vector<std::size_t> of_gold_;
  std::vector<std::size_t> of_system_;
};

bool is_content(const ConlluWord& word) {
  constexpr std::array<std::string_view, 28> relations = {
      "nsubj",    "obj",    "iobj",       "csubj",  "ccomp",    "xcomp",      "obl",
      "vocative", "expl",   "dislocated", "advcl",  "advmod",   "discourse",  "nmod",
      "appos",    "nummod", "acl",        "amod",   "conj",     "fixed",      "flat",
      "compound", "list",   "parataxis",  "orphan", "goeswith", "reparandum", "root"};
  return word.relation == "dep" || std::ranges::find(relations, word.relation) != relations.end();
}

ConlluScore score_spans(const std::vector<ConlluSpan>& gold,
                        const std::vector<ConlluSpan>& system) {
  ConlluScore score{gold.size(), system.size(), 0, 0};
  for (std::size_t g = 0, s = 0; g < gold.size() && s < system.size();) {
    if (system[s].begin < gold[g].begin) {
      ++s;
    } else if (gold[g].begin < system[s].begin) {
      ++g;
    } else {
      score.correct += gold[g].end == system[s].end ? 1 : 0;
      ++g;
      ++s;
    }
  }
  return score;
}

class Scorer {
 public:
  Scorer(const ConlluText& gold, const ConlluText& system)
      : gold_(gold.words), system_(system.words), alignment_(gold, system) {}

  // Counts pairs that agree by `agree(gold word, system word)`, of content words only or of all.
  template <typename Agree>
  [[nodiscard]] ConlluScore count(bool content_only, Agree agree) const {
    const auto counts = [&](const ConlluWord& word) { return !content_only || is_content(word); };
    ConlluScore score;
    score.gold = static_cast<std::size_t>(std::ranges::count_if(gold_, counts));
    score.system = static_cast<std::size_t>(std::ranges::count_if(system_, counts));
    for (std::size_t g = 0; g < gold_.size(); ++g) {
      const std::size_t s = alignment_.system_word(g);
      if (s != no_word && counts(gold_[g])) {
        ++score.aligned;
        score.correct += agree(gold_[g], system_[s]) ? 1 : 0;
      }
    }
    return score;
  }

  [[nodiscard]] bool same_arc(const ConlluWord& gold, const ConlluWord& system) const {
    return alignment_.same_head(gold.head, system.head) && gold.relation == system.relation;
  }

  [[nodiscard]] bool same_head(const ConlluWord& gold, const ConlluWord& system) const {
    return alignment_.same_head(gold.head, system.head);
  }

  // Function words one by one: the same words with the same relation, part of speech and features.
  [[nodiscard]] bool same_function_words(const ConlluWord& gold, const ConlluWord& system) const {
    return std::equal(gold.functional.begin(),
                      gold.functional.end(),
                      system.functional.begin(),
                      system.functional.end(),
                      [&](std::size_t g, std::size_t s) {
                        return alignment_.system_word(g) == s &&
                               gold_[g].relation == system_[s].relation &&
                               same_morphology(gold_[g], system_[s]);
                      });
  }

  static bool same_morphology(const ConlluWord& gold, const ConlluWord& system) {
    return gold.upos == system.upos && gold.features == system.features;
  }

  // Where the gold has no lemma, any is right.
  static bool same_lemma(const ConlluWord& gold, const ConlluWord& system) {
    return gold.lemma == "_" || gold.lemma == system.lemma;
  }

 private:
  const Words& gold_;
  const Words& system_;
  Alignment alignment_;
};

// Some characters around the first difference.
std::string around(const std::string& text, std::size_t at) {
  constexpr std::size_t shown = 20;
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    --at;
  }
  return utf8::decode(std::string_view(text).substr(std::min(at, text.size()), shown));
}

}  // namespace

double ConlluScore::precision() const {
  return system == 0 ? 0 : static_cast<double>(correct) / static_cast<double>(system);
}

double ConlluScore::recall() const {
  return gold == 0 ? 0 : static_cast<double>(correct) / static_cast<double>(gold);
}

double ConlluScore::f1() const {
  const std::size_t all = gold + system;
  return all == 0 ? 0 : 2 * static_cast<double>(correct) / static_cast<double>(all);
}

Result<ConlluScores> evaluate_conllu(const ConlluText& gold, const ConlluText& system) {
  if (gold.characters != system.characters) {
    const auto differ = std::mismatch(gold.characters.begin(),
                                      gold.characters.end(),
                                      system.characters.begin(),
                                      system.characters.end());
    const auto at = static_cast<std::size_t>(differ.first - gold.characters.begin());
    return failure(ErrorCode::bad_input,
                   fmt::format("the texts differ: where the gold goes on with \"{}\", the "
                               "prediction goes on with \"{}\"",
                               around(gold.characters, at),
                               around(system.characters, at)));
  }
  using Word = ConlluWord;
  const Scorer scorer(gold, system);
  const auto xpos = [](const Word& g, const Word& s) { return g.xpos == s.xpos; };
  ConlluScores scores;
  const auto set = [&](ConlluMeasure measure, const ConlluScore& score) {
    scores[static_cast<std::size_t>(measure)] = score;
  };
  set(ConlluMeasure::tokens, score_spans(gold.tokens, system.tokens));
  set(ConlluMeasure::sentences, score_spans(gold.sentences, system.sentences));
  set(ConlluMeasure::words, scorer.count(false, [](const Word&, const Word&) { return true; }));
  set(ConlluMeasure::upos,
      scorer.count(false, [](const Word& g, const Word& s) { return g.upos == s.upos; }));
  set(ConlluMeasure::xpos, scorer.count(false, xpos));
  set(ConlluMeasure::features,
      scorer.count(false, [](const Word& g, const Word& s) { return g.features == s.features; }));
  set(ConlluMeasure::all_tags, scorer.count(false, [&](const Word& g, const Word& s) {
    return Scorer::same_morphology(g, s) && xpos(g, s);
  }));
  set(ConlluMeasure::lemmas, scorer.count(false, Scorer::same_lemma));
  set(ConlluMeasure::uas,
      scorer.count(false, [&](const Word& g, const Word& s) { return scorer.same_head(g, s); }));
  const auto arc = [&](const Word& g, const Word& s) { return scorer.same_arc(g, s); };
  set(ConlluMeasure::las, scorer.count(false, arc));
  set(ConlluMeasure::clas, scorer.count(true, arc));
  set(ConlluMeasure::mlas, scorer.count(true, [&](const Word& g, const Word& s) {
    return arc(g, s) && Scorer::same_morphology(g, s) && scorer.same_function_words(g, s);
  }));
  set(ConlluMeasure::blex, scorer.count(true, [&](const Word& g, const Word& s) {
    return arc(g, s) && Scorer::same_lemma(g, s);
  }));
  return scores;
}

std::string report(const ConlluScores& scores) {
  std::string out = "Measure    | Precision |    Recall |        F1 | of aligned words\n";
  for (std::size_t measure = 0; measure < conllu_measures; ++measure) {
    const ConlluScore& score = scores[measure];
    out += fmt::format("{:10} | {:9.2f} | {:9.2f} | {:9.2f} |",
                       names[measure],
                       100 * score.precision(),
                       100 * score.recall(),
                       100 * score.f1());
    const bool of_words = measure > static_cast<std::size_t>(ConlluMeasure::words);
    out += of_words && score.aligned > 0 ? fmt::format(" {:9.2f}",
                                                       100 * static_cast<double>(score.correct) /
                                                           static_cast<double>(score.aligned))
                                         : std::string();
    out += "\n";
  }
  return out;
}

}  // namespace carkeys::store
