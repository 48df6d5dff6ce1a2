// SPDX-License-Identifier: Apache-2.0
// carkeys-evaluate: scores a model as the analyser runs it.
//   carkeys-evaluate MODEL DATA_FOLDER REPOSITORY_FOLDER [FOLD]
// FOLD, for a German model trained with --fold: that tenth of GSD dev is scored instead.
// Given tokens: parts of speech, lemmas, heads, relations, mood, case, subjects and objects, names.
// Raw text: sentence boundaries of the German event articles. Speed on one thread.
#include <algorithm>
#include <ctime>
#include <iostream>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analysis/analyser.h"
#include "analysis/tags/labels.h"
#include "base/utf8.h"
#include "conllu.h"
#include "corpus.h"

namespace carkeys::train {
namespace {

// Of this process: other work on the machine does not count.
double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

struct Ratio {
  double right = 0;
  double all = 0;

  void add(bool is_right) {
    right += is_right ? 1 : 0;
    all += 1;
  }

  [[nodiscard]] double percent() const { return all == 0 ? 0 : 100 * right / all; }
};

struct F1 {
  double right = 0;
  double found = 0;
  double gold = 0;

  [[nodiscard]] double percent() const {
    return found + gold == 0 ? 0 : 200 * right / (found + gold);
  }
};

struct Scores {
  Ratio upos;
  Ratio lemma;
  Ratio unlabelled;
  Ratio labelled;
  Ratio base_labelled;
  std::map<std::string, Ratio> features;
  std::map<std::string, F1> relations;
  F1 names;
};

Document document_of(const Example& example) {
  Document document;
  for (const auto& form : example.forms) {
    Token token;
    token.range.begin = static_cast<std::uint32_t>(document.text.size());
    document.text += form;
    token.range.end = static_cast<std::uint32_t>(document.text.size());
    document.text += ' ';
    document.tokens.push_back(token);
  }
  Sentence sentence;
  sentence.end = static_cast<TokenIndex>(document.tokens.size());
  document.sentences.push_back(sentence);
  return document;
}

std::set<std::array<std::size_t, 3>> spans(const std::vector<int>& classes) {
  std::set<std::array<std::size_t, 3>> found;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i] <= 0 || classes[i] % 2 == 0) {
      continue;
    }
    std::size_t end = i + 1;
    while (end < classes.size() && classes[end] == classes[i] + 1) {
      ++end;
    }
    found.insert({i, end, static_cast<std::size_t>(classes[i])});
  }
  return found;
}

std::string_view base(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}

void score_names(const Example& example, const Document& document, Scores& scores) {
  std::vector<int> gold;
  std::vector<int> found;
  for (std::size_t i = 0; i < example.forms.size(); ++i) {
    const auto& token = document.tokens[i];
    gold.push_back(example.targets[i].name);
    found.push_back(analysis::name_class(token.name, token.name_begins));
  }
  const auto gold_spans = spans(gold);
  const auto found_spans = spans(found);
  scores.names.gold += static_cast<double>(gold_spans.size());
  scores.names.found += static_cast<double>(found_spans.size());
  for (const auto& span : found_spans) {
    scores.names.right += gold_spans.contains(span) ? 1 : 0;
  }
}

void score_features(const Target& target, const Token& token, Scores& scores) {
  constexpr std::array<std::pair<const char*, analysis::FeatureGroup>, 6> groups = {
      {{"Case", analysis::FeatureGroup::case_},
       {"Number", analysis::FeatureGroup::number},
       {"Gender", analysis::FeatureGroup::gender},
       {"Person", analysis::FeatureGroup::person},
       {"Tense", analysis::FeatureGroup::tense},
       {"Mood", analysis::FeatureGroup::mood}}};
  for (const auto& [name, group] : groups) {
    const auto value = target.features[static_cast<std::size_t>(group)];
    // Words that have no such feature say nothing about how well it is found.
    if (value > 0) {
      const auto found = analysis::feature_value(token.features, group);
      scores.features[name].add(value == found);
      if (group == analysis::FeatureGroup::mood) {
        scores.features[value == 2 ? "Mood=Sub" : "Mood=Ind"].add(value == found);
      }
    }
  }
}

void score_tree(const Example& example, const Document& document, Scores& scores) {
  for (std::size_t i = 0; i < example.forms.size(); ++i) {
    const auto& target = example.targets[i];
    const auto& token = document.tokens[i];
    const int head = token.head == i ? 0 : static_cast<int>(token.head) + 1;
    const auto relation = deprel_name(token.relation);
    scores.upos.add(static_cast<int>(token.upos) == target.upos);
    scores.lemma.add(document.lemma(static_cast<TokenIndex>(i)) == example.lemmas[i]);
    scores.unlabelled.add(head == target.head);
    scores.labelled.add(head == target.head && relation == target.relation);
    scores.base_labelled.add(head == target.head && base(relation) == base(target.relation));
    const std::string gold_base(base(target.relation));
    const std::string found_base(base(relation));
    scores.relations[gold_base].gold += 1;
    scores.relations[found_base].found += 1;
    scores.relations[gold_base].right += gold_base == found_base && head == target.head ? 1 : 0;
    score_features(target, token, scores);
  }
}

void print(const Scores& scores) {
  std::cout << fmt::format(
      "UPOS {:.2f} lemma {:.2f} UAS {:.2f} LAS {:.2f} (base labels {:.2f}) names F1 {:.2f}\n",
      scores.upos.percent(),
      scores.lemma.percent(),
      scores.unlabelled.percent(),
      scores.labelled.percent(),
      scores.base_labelled.percent(),
      scores.names.percent());
  for (const auto& [name, ratio] : scores.features) {
    std::cout << fmt::format("  {} {:.2f} ({:.0f})", name, ratio.percent(), ratio.all);
  }
  std::cout << "\n";
  for (const auto* name : {"nsubj", "obj", "obl", "nmod", "ccomp", "xcomp", "conj", "appos"}) {
    const auto found = scores.relations.find(name);
    if (found != scores.relations.end()) {
      std::cout << fmt::format("  {} {:.1f}", name, found->second.percent());
    }
  }
  std::cout << "\n";
}

void score_examples(const analysis::Analyser& analyser,
                    const std::vector<Example>& examples,
                    bool trees) {
  Scores scores;
  analysis::Workspace workspace;
  for (const auto& example : examples) {
    auto document = document_of(example);
    analyser.annotate(document, workspace);
    if (trees) {
      score_tree(example, document, scores);
    }
    score_names(example, document, scores);
  }
  print(scores);
}

// "text" and "sents" of the event articles; enough JSON for these files, which we wrote.
std::string json_text(std::string_view line) {
  constexpr std::string_view key = "\"text\": \"";
  std::string text;
  for (auto at = line.find(key) + key.size(); at < line.size() && line[at] != '"'; ++at) {
    if (line[at] != '\\') {
      text += line[at];
      continue;
    }
    ++at;
    if (line[at] == 'n') {
      text += '\n';
    } else if (line[at] == 'u') {
      utf8::append(
          text,
          static_cast<char32_t>(std::stoul(std::string(line.substr(at + 1, 4)), nullptr, 16)));
      at += 4;
    } else {
      text += line[at];
    }
  }
  return text;
}

std::set<std::pair<std::uint32_t, std::uint32_t>> json_sentences(std::string_view line) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> sentences;
  auto rest = line.substr(line.find("\"sents\": [") + 10);
  rest = rest.substr(0, rest.find("]]") + 1);
  std::vector<std::uint32_t> numbers;
  std::uint32_t number = 0;
  bool inside = false;
  for (const char c : rest) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + static_cast<std::uint32_t>(c - '0');
      inside = true;
    } else if (inside) {
      numbers.push_back(number);
      number = 0;
      inside = false;
    }
  }
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    sentences.emplace(numbers[i], numbers[i + 1]);
  }
  return sentences;
}

Result<void> score_sentences(const analysis::Analyser& analyser, const std::string& path) {
  CARKEYS_TRY(const auto text, read_text(path));
  F1 score;
  double words = 0;
  double seconds = 0;
  analysis::Workspace workspace;
  std::vector<std::string> wrong;
  for (const auto line : split(text, '\n')) {
    if (line.empty()) {
      continue;
    }
    Article article;
    article.text = json_text(line);
    const auto begin = cpu_seconds();
    const auto document = analyser.analyse(article, workspace);
    seconds += cpu_seconds() - begin;
    words += static_cast<double>(document.tokens.size());
    const utf8::CodePointMap map(article.text);
    const auto gold = json_sentences(line);
    score.gold += static_cast<double>(gold.size());
    for (const auto& sentence : document.sentences) {
      const bool right =
          gold.contains({map.code_point(sentence.range.begin), map.code_point(sentence.range.end)});
      score.found += 1;
      score.right += right ? 1 : 0;
      if (!right) {
        wrong.emplace_back(sentence.range.in(article.text));
      }
    }
  }
  std::cout << fmt::format("{}: sentence F1 {:.2f}, {:.0f} words/s end to end\n",
                           path,
                           score.percent(),
                           words / seconds);
  for (std::size_t i = 0; i < std::min<std::size_t>(wrong.size(), 12); ++i) {
    std::cout << "  not a gold sentence: " << wrong[i] << "\n";
  }
  return {};
}

void measure_speed(const analysis::Analyser& analyser, const std::vector<Example>& examples) {
  analysis::Workspace workspace;
  Document document;
  for (const auto& example : examples) {
    auto one = document_of(example);
    const auto shift = static_cast<std::uint32_t>(document.text.size());
    auto sentence = one.sentences[0];
    sentence.begin = static_cast<TokenIndex>(document.tokens.size());
    for (auto& token : one.tokens) {
      token.range.begin += shift;
      token.range.end += shift;
      document.tokens.push_back(token);
    }
    sentence.end = static_cast<TokenIndex>(document.tokens.size());
    document.text += one.text;
    document.sentences.push_back(sentence);
  }
  double best = 0;
  for (int run = 0; run < 5; ++run) {
    const auto begin = cpu_seconds();
    analyser.annotate(document, workspace);
    const auto seconds = cpu_seconds() - begin;
    best = std::max(best, static_cast<double>(document.tokens.size()) / seconds);
  }
  std::cout << fmt::format("{} words, best of 5: {:.0f} words/s\n", document.tokens.size(), best);
}

Result<void> run(const std::string& model,
                 const std::string& data,
                 const std::string& repository,
                 int fold) {
  CARKEYS_TRY(const auto analyser, analysis::Analyser::load(model));
  std::cout << analyser.description() << "\n";
  CorpusPaths paths{data, repository + "/train", {}, {}, {}, fold};
  if (analyser.language() == Language::german) {
    CARKEYS_TRY(const auto lexicon, GermanLexicon::read(data + "/lexica/german-forms.tsv.xz"));
    CARKEYS_TRY(const auto corpus, german_corpus(paths, lexicon));
    score_examples(analyser, corpus.dev, true);
    score_examples(analyser, corpus.names_dev, false);
    measure_speed(analyser, corpus.dev);
    for (const auto* part : {"train-de", "dev-de"}) {
      if (auto done = score_sentences(analyser, data + "/events/" + part + ".docs.jsonl"); !done) {
        return done;
      }
    }
    return {};
  }
  CARKEYS_TRY(const auto corpus, english_corpus(paths));
  score_examples(analyser, corpus.dev, true);
  score_examples(analyser, corpus.names_dev, false);
  measure_speed(analyser, corpus.dev);
  return {};
}

}  // namespace
}  // namespace carkeys::train

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    std::cerr << "usage: carkeys-evaluate MODEL DATA REPOSITORY [FOLD]\n";
    return 2;
  }
  const auto done =
      carkeys::train::run(argv[1], argv[2], argv[3], argc == 5 ? std::stoi(argv[4]) : -1);
  if (!done) {
    std::cerr << done.error().text() << "\n";
    return 5;
  }
  return 0;
}
