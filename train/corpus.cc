// SPDX-License-Identifier: Apache-2.0
#include "corpus.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "analysis/tags/labels.h"
#include "analysis/tags/lemma_script.h"
#include "base/utf8.h"
#include "name_files.h"
#include "standoff.h"

namespace carkeys::train {
namespace {

using analysis::FeatureGroup;

constexpr std::size_t folds = 10;
constexpr std::size_t longest_sentence = 120;  // longer ones are left out of training

// The particle that belongs to a verb and stands apart; its lemma may hold it, and the analyser
// joins it back.
std::string_view particle_of(const Tree& tree, std::size_t verb) {
  for (const auto& word : tree.words) {
    if (word.head == static_cast<int>(verb) + 1 && word.relation == "compound:prt") {
      return word.form;
    }
  }
  return {};
}

std::string bare_lemma(const Tree& tree, std::size_t index) {
  const auto& word = tree.words[index];
  const auto particle = utf8::to_lower(particle_of(tree, index));
  const bool joined = !particle.empty() && word.lemma.size() > particle.size() + 1 &&
                      word.lemma.starts_with(particle) &&
                      !utf8::to_lower(word.form).starts_with(particle);
  return joined ? word.lemma.substr(particle.size()) : word.lemma;
}

Example from_tree(const Tree& tree, Style style) {
  Example example;
  example.id = tree.id;
  example.style = style;
  for (std::size_t index = 0; index < tree.words.size(); ++index) {
    const auto& word = tree.words[index];
    auto target = unlabelled_target();
    target.upos = static_cast<std::int32_t>(upos_from(word.upos));
    if (word.lemma != "_" || word.form == "_") {
      target.lemma_script = analysis::LemmaScript::derive(word.form, bare_lemma(tree, index));
    }
    target.head = word.head;
    target.relation = deprel_name(deprel_from(word.relation));
    if (const auto name = misc_value(word.misc, "NER"); !name.empty()) {
      target.name = name_label(name);
    }
    example.forms.push_back(word.form);
    example.lemmas.push_back(word.lemma);
    example.targets.push_back(std::move(target));
  }
  return example;
}

void set_gold_features(const Tree& tree, Example& example) {
  for (std::size_t index = 0; index < tree.words.size(); ++index) {
    const auto features = features_from(tree.words[index].feats);
    for (std::size_t group = 0; group < analysis::feature_groups; ++group) {
      example.targets[index].features[group] = static_cast<std::int8_t>(
          analysis::feature_value(features, static_cast<FeatureGroup>(group)));
    }
  }
}

// Mood and tense of finite verbs: the readings of the form decide over a careless annotation.
void override_mood(const std::vector<FeatureLabels>& silver, Example& example) {
  for (std::size_t index = 0; index < silver.size(); ++index) {
    const auto mood = silver[index][static_cast<std::size_t>(FeatureGroup::mood)];
    auto& features = example.targets[index].features;
    if (mood > 0 && features[static_cast<std::size_t>(FeatureGroup::mood)] > 0) {
      features[static_cast<std::size_t>(FeatureGroup::mood)] = mood;
      features[static_cast<std::size_t>(FeatureGroup::tense)] =
          silver[index][static_cast<std::size_t>(FeatureGroup::tense)];
    }
  }
}

// In this treebank a dative object is often a second "obj": the relation of both is not learnt.
void mask_doubtful_objects(const Tree& tree, Example& example) {
  for (std::size_t index = 0; index < tree.words.size(); ++index) {
    const auto& word = tree.words[index];
    const bool doubtful_head =
        word.head > 0 &&
        misc_value(tree.words[static_cast<std::size_t>(word.head) - 1].misc, "Bug") == "multi-obj";
    if (doubtful_head && word.relation == "obj") {
      example.targets[index].relation.clear();
    }
    // Noun lemmas are the heads of compounds there ("Mitglied" for "Familienmitglied").
    if (word.upos == "NOUN" || word.upos == "PROPN") {
      example.targets[index].lemma_script.clear();
    }
  }
}

Result<std::unordered_set<std::string>> left_out_articles(const std::string& path) {
  std::unordered_set<std::string> ids;
  if (path.empty()) {
    return ids;
  }
  CARKEYS_TRY(const auto text, read_text(path));
  constexpr std::string_view key = "\"wikinews_id\": \"";
  for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
    const auto begin = at + key.size();
    ids.insert(text.substr(begin, text.find('"', begin) - begin));
  }
  return ids;
}

// Sentences as "document\tsentence number" that must not be trained on.
Result<std::unordered_set<std::string>> forbidden_sentences(const std::string& path) {
  CARKEYS_TRY(const auto text, read_text(path));
  std::unordered_set<std::string> ids;
  for (const auto line : split(text, '\n')) {
    const auto fields = split(line, '\t');
    if (fields.size() == 2) {
      ids.insert(std::string(fields[0]) + " #" + std::string(fields[1]));
    }
  }
  return ids;
}

void append(std::vector<Example>& to, std::vector<Example> from) {
  for (auto& example : from) {
    if (example.forms.size() <= longest_sentence) {
      to.push_back(std::move(example));
    }
  }
}

// The last `count` examples go to `dev`.
void hold_out(std::vector<Example>& from, std::size_t count, std::vector<Example>& dev) {
  const auto begin = from.end() - static_cast<std::ptrdiff_t>(std::min(count, from.size()));
  dev.assign(begin, from.end());
  from.erase(begin, from.end());
}

Example german_example(const Tree& tree,
                       Style style,
                       const GermanLexicon& lexicon,
                       const PersonTable& persons) {
  auto example = from_tree(tree, style);
  const auto silver = silver_features(
      lexicon, persons, tree, style == Style::own ? GoldFeatures::ignore : GoldFeatures::narrow);
  if (style == Style::second) {
    set_gold_features(tree, example);
    override_mood(silver, example);
    return example;
  }
  for (std::size_t index = 0; index < silver.size(); ++index) {
    example.targets[index].features = silver[index];
  }
  if (style == Style::third) {
    mask_doubtful_objects(tree, example);
  }
  return example;
}

// The trees of train/treebank, joined with the texts of the data folder.
Result<std::vector<Tree>> read_more_wikinews(const CorpusPaths& paths) {
  const auto path = paths.tables + "/treebank/de_wikinews-more.tsv";
  CARKEYS_TRY(const auto table, read_text(path));
  CARKEYS_TRY(const auto sentences, parse_standoff(table, path));
  CARKEYS_TRY(const auto articles, read_articles(paths.data + "/quotes/wikinews-de-train.jsonl"));
  std::vector<Tree> trees;
  for (const auto& sentence : sentences) {
    const auto article = articles.find(sentence.document);
    if (article == articles.end()) {
      return failure(ErrorCode::bad_resource, "no text for " + sentence.document, path);
    }
    CARKEYS_TRY(auto tree, tree_of(sentence, article->second));
    trees.push_back(std::move(tree));
  }
  return trees;
}

Result<std::vector<Tree>> read_added_trees(const CorpusPaths& paths) {
  if (paths.trees.empty()) {
    return std::vector<Tree>();
  }
  return read_conllu(paths.trees, Contractions::join);
}

Result<void> add_wikinews(const CorpusPaths& paths,
                          const GermanLexicon& lexicon,
                          const PersonTable& persons,
                          Corpus& corpus) {
  const auto folder = paths.data + "/treebanks/";
  CARKEYS_TRY(const auto articles, left_out_articles(paths.leave_out));
  CARKEYS_TRY(const auto forbidden, forbidden_sentences(folder + "do-not-annotate.tsv"));
  const auto allowed = [&](const Tree& tree) {
    const auto article = tree.id.substr(0, tree.id.find(' '));
    return !articles.contains(article) && !forbidden.contains(tree.id);
  };
  for (const std::string name : {"de_wikinews-train-1", "de_wikinews-train-2"}) {
    CARKEYS_TRY(const auto trees, read_conllu(folder + name + ".conllu", Contractions::join));
    for (const auto& tree : trees) {
      if (allowed(tree)) {
        append(corpus.train, {german_example(tree, Style::own, lexicon, persons)});
      }
    }
  }
  CARKEYS_TRY(const auto more, read_more_wikinews(paths));
  for (const auto& tree : more) {
    if (allowed(tree)) {
      append(corpus.train, {german_example(tree, Style::own, lexicon, persons)});
    }
  }
  CARKEYS_TRY(const auto added, read_added_trees(paths));
  for (const auto& tree : added) {
    append(corpus.train, {german_example(tree, Style::own, lexicon, persons)});
  }
  CARKEYS_TRY(const auto dev, read_conllu(folder + "de_wikinews-dev.conllu", Contractions::join));
  for (const auto& tree : dev) {
    corpus.dev.push_back(german_example(tree, Style::own, lexicon, persons));
  }
  return {};
}

void add_sentences(const Corpus& corpus, RawText& raw) {
  for (const auto* part : {&corpus.train, &corpus.silver}) {
    for (const auto& example : *part) {
      raw.add_sentence(example.forms);
    }
  }
}

Result<analysis::Rules> german_rules(const CorpusPaths& paths) {
  CARKEYS_TRY(const auto table, read_text(paths.tables + "/../lexicon/de/abbreviations.tsv"));
  return analysis::make_rules(Language::german, table);
}

// Definitions and example sentences of one of WordNet's files.
Result<void> add_glosses(const std::string& path, const analysis::Rules& rules, RawText& raw) {
  CARKEYS_TRY(const auto text, read_text(path));
  for (const auto line : split(text, '\n')) {
    const auto bar = line.find(" | ");
    if (bar == std::string_view::npos) {
      continue;
    }
    for (auto part : split(line.substr(bar + 3), ';')) {
      std::string gloss;
      std::ranges::copy_if(
          part, std::back_inserter(gloss), [](char letter) { return letter != '"'; });
      raw.add(rules, std::move(gloss));
    }
  }
  return {};
}

// SmartData calls "Gruppe" an organisation: a common noun by itself is not learnt as a name.
void mask_common_nouns(const GermanLexicon& lexicon, std::vector<Example>& examples) {
  const auto is_common = [&](const std::string& form) {
    const auto& entries = lexicon.entries(form);
    return !entries.empty() && std::ranges::all_of(entries, [&](const LexiconEntry& entry) {
      return lexicon.reading(entry.tags[0]).word_class != WordClass::name;
    });
  };
  for (auto& example : examples) {
    for (std::size_t word = 0; word < example.forms.size(); ++word) {
      auto& name = example.targets[word].name;
      const bool goes_on =
          word + 1 < example.forms.size() && example.targets[word + 1].name == name + 1;
      if (name > 0 && name % 2 == 1 && !goes_on && is_common(example.forms[word])) {
        name = missing;
      }
    }
  }
}

Result<void> add_traffic_names(const CorpusPaths& paths,
                               const GermanLexicon& lexicon,
                               Corpus& corpus) {
  const auto folder = paths.data + "/names/";
  CARKEYS_TRY(const auto rules, german_rules(paths));
  CARKEYS_TRY(auto smartdata,
              read_smartdata(folder + "smartdata-v1-train.json.gz", rules, Style::traffic_names));
  CARKEYS_TRY(
      auto mobie,
      read_name_columns(folder + "mobie-train.conll", {0, 3, '\t', {}}, Style::traffic_names));
  for (auto* part : {&smartdata, &mobie}) {
    mask_common_nouns(lexicon, *part);
    append(corpus.silver, std::move(*part));
  }
  return {};
}

}  // namespace

Target unlabelled_target() {
  Target target;
  target.features.fill(unlabelled);
  return target;
}

std::int32_t Vocabulary::add(const std::string& name) {
  const auto [at, added] = numbers_.try_emplace(name, static_cast<std::int32_t>(names_.size()));
  if (added) {
    names_.push_back(name);
  }
  return at->second;
}

std::int32_t Vocabulary::find(const std::string& name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? missing : found->second;
}

Result<Corpus> german_corpus(const CorpusPaths& paths, const GermanLexicon& lexicon) {
  constexpr std::size_t names_held_out = 300;
  Corpus corpus;
  CARKEYS_TRY(const auto persons, read_persons(paths.tables + "/german_persons.tsv"));
  if (auto added = add_wikinews(paths, lexicon, persons, corpus); !added) {
    return tl::unexpected<Error>(added.error());
  }
  const auto folder = paths.data + "/treebanks/";
  CARKEYS_TRY(const auto gsd, read_conllu(folder + "de_gsd-ud-dev.conllu", Contractions::join));
  if (paths.fold >= 0) {
    corpus.dev.clear();
  }
  for (std::size_t index = 0; index < gsd.size(); ++index) {
    const bool held_out = static_cast<int>(index % folds) == paths.fold;
    append(held_out ? corpus.dev : corpus.train,
           {german_example(gsd[index], Style::second, lexicon, persons)});
  }
  CARKEYS_TRY(const auto hdt, read_conllu(folder + "de_hdt-history.conllu", Contractions::join));
  for (const auto& tree : hdt) {
    append(corpus.train, {german_example(tree, Style::third, lexicon, persons)});
  }
  const auto names = paths.data + "/names/";
  CARKEYS_TRY(auto germeval,
              read_name_columns(names + "germeval2014-dev.tsv", {1, 2, '\t', {}}, Style::names));
  hold_out(germeval, names_held_out, corpus.names_dev);
  append(corpus.train, std::move(germeval));
  CARKEYS_TRY(
      corpus.silver,
      read_name_columns(names + "wikiann-de-train.txt", {0, 1, '\t', "de:"}, Style::silver_names));
  if (auto added = add_traffic_names(paths, lexicon, corpus); !added) {
    return tl::unexpected<Error>(added.error());
  }
  return corpus;
}

Result<Corpus> english_corpus(const CorpusPaths& paths) {
  constexpr std::size_t names_held_out = 400;
  Corpus corpus;
  const auto folder = paths.data + "/treebanks/";
  for (const bool dev : {false, true}) {
    CARKEYS_TRY(const auto trees,
                read_conllu(folder + (dev ? "en_ewt-ud-dev.conllu" : "en_ewt-ud-train.conllu"),
                            Contractions::split));
    for (const auto& tree : trees) {
      auto example = from_tree(tree, Style::own);
      set_gold_features(tree, example);
      append(dev ? corpus.dev : corpus.train, {std::move(example)});
    }
  }
  CARKEYS_TRY(const auto added, read_added_trees(paths));
  for (const auto& tree : added) {
    auto example = from_tree(tree, Style::own);
    set_gold_features(tree, example);
    append(corpus.train, {std::move(example)});
  }
  const auto names = paths.data + "/names/";
  // The same texts and tokens as the treebank's development part, so the treebank's style.
  CARKEYS_TRY(auto uner,
              read_name_columns(names + "en_ewt-ud-dev.iob2", {1, 2, '\t', {}}, Style::own));
  hold_out(uner, names_held_out, corpus.names_dev);
  append(corpus.train, std::move(uner));
  CARKEYS_TRY(
      corpus.silver,
      read_name_columns(names + "wikiann-en-train.txt", {0, 1, '\t', "en:"}, Style::silver_names));
  return corpus;
}

Result<Corpus> given_corpus(const GivenFiles& files) {
  constexpr std::size_t one_in = 10;
  // Without examples of names the network would find them anywhere.
  constexpr std::int32_t no_name = 0;
  Corpus corpus;
  const auto read = [&](const std::string& path, std::vector<Example>& to) -> Result<void> {
    CARKEYS_TRY(const auto trees, read_conllu(path, Contractions::split));
    for (const auto& tree : trees) {
      auto example = from_tree(tree, Style::own);
      set_gold_features(tree, example);
      for (auto& target : example.targets) {
        target.name = files.names.empty() ? no_name : target.name;
      }
      to.push_back(std::move(example));
    }
    return {};
  };
  std::vector<Example> all;
  for (const auto& path : files.trees) {
    if (auto done = read(path, all); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool measured = files.dev.empty() && i % one_in == one_in - 1;
    (measured ? corpus.dev : corpus.train).push_back(std::move(all[i]));
  }
  if (!files.dev.empty()) {
    if (auto done = read(files.dev, corpus.dev); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  for (const auto& path : files.names) {
    CARKEYS_TRY(auto names, read_name_columns(path, {1, 2, '\t', {}}, Style::own));
    append(corpus.train, std::move(names));
  }
  return corpus;
}

Result<RawText> german_raw_text(const CorpusPaths& paths, const Corpus& corpus) {
  CARKEYS_TRY(auto left_out, left_out_articles(paths.leave_out));
  CARKEYS_TRY(const auto forbidden,
              forbidden_sentences(paths.data + "/treebanks/do-not-annotate.tsv"));
  for (const auto& id : forbidden) {
    left_out.insert(id.substr(0, id.find(' ')));
  }
  for (const auto& example : corpus.dev) {
    left_out.insert(example.id.substr(0, example.id.find(' ')));
  }
  CARKEYS_TRY(const auto rules, german_rules(paths));
  RawText raw;
  CARKEYS_TRY(const auto articles, read_articles(paths.data + "/quotes/wikinews-de-train.jsonl"));
  for (const auto& [name, text] : articles) {
    if (!left_out.contains(name.substr(0, name.find(' ')))) {
      raw.add(rules, text);
    }
  }
  CARKEYS_TRY(const auto minutes, read_text(paths.data + "/news/bundestag-17-sample.txt.xz"));
  for (const auto paragraph : split(minutes, '\n')) {
    raw.add(rules, std::string(paragraph));
  }
  add_sentences(corpus, raw);
  return raw;
}

Result<RawText> english_raw_text(const CorpusPaths& paths, const Corpus& corpus) {
  RawText raw;
  if (!paths.wordnet.empty()) {
    CARKEYS_TRY(const auto table, read_text(paths.tables + "/../lexicon/en/abbreviations.tsv"));
    const auto rules = analysis::make_rules(Language::english, table);
    for (const auto* part : {"noun", "verb", "adj", "adv"}) {
      if (auto added = add_glosses(paths.wordnet + "/data." + part, rules, raw); !added) {
        return tl::unexpected<Error>(added.error());
      }
    }
  }
  add_sentences(corpus, raw);
  return raw;
}

}  // namespace carkeys::train
