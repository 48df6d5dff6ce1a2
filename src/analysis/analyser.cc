// SPDX-License-Identifier: Apache-2.0
#include "analysis/analyser.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "analysis/model_file.h"
#include "analysis/names/decode.h"
#include "analysis/network.h"
#include "analysis/self_test.h"
#include "analysis/tags/labels.h"
#include "analysis/tags/lemma_script.h"
#include "analysis/tokens/segmenter.h"
#include "analysis/tree/decode.h"
#include "analysis/tree/enclosures.h"
#include "analysis/tree/projective.h"
#include "analysis/tree/roles.h"
#include "base/utf8.h"

namespace carkeys::analysis {
namespace {

// Words computed together: enough to fill the kernels, few enough to stay in cache.
constexpr std::size_t batch_words = 384;

Language language_from(std::string_view name) {
  if (name == "de") {
    return Language::german;
  }
  return name == "en" ? Language::english : Language::unknown;
}

// Two or three lower-case letters: a model of another language analyses tokens as any does.
bool is_language_code(std::string_view name) {
  return (name.size() == 2 || name.size() == 3) &&
         std::ranges::all_of(name, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

}  // namespace

struct Workspace::Buffers {
  NetworkScratch network;
  std::vector<std::string_view> forms;
  std::vector<TokenIndex> tokens;  // of each word of the batch
  std::vector<Extent> extents;     // sentences, or pieces of very long ones, in the batch
  std::vector<float> arcs;
  std::vector<std::uint32_t> heads;
  std::vector<std::uint8_t> names;
  NamePaths name_paths;
  TreeScratch tree;
  std::string lemma;
};

Workspace::Workspace() : buffers_(std::make_unique<Buffers>()) {}

Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

struct Analyser::Model {
  ModelFile file;
  Network network;
  std::vector<LemmaScript> scripts;
  std::vector<Deprel> relations;
  Rules rules;
  Language language = Language::unknown;
  bool join_particles = false;

  void run_batch(Document& document, Workspace::Buffers& buffers) const;
  void label_word(Document& document, TokenIndex token, float* scores, std::string& lemma) const;
  void find_heads(Document& document, const Extent& extent, Workspace::Buffers& buffers) const;
  void set_heads(Document& document, const Extent& extent, Workspace::Buffers& buffers) const;
  [[nodiscard]] Deprel best_relation(const float* scores) const;
  void find_names(Document& document, const Extent& extent, Workspace::Buffers& buffers) const;
  void join_particles_of(Document& document, const Sentence& sentence, std::string& lemma) const;
};

namespace {

// Where the scores of each group begin in a word's row.
struct ScoreLayout {
  std::array<std::size_t, feature_groups> features{};
  std::size_t names = 0;
  std::size_t scripts = 0;
};

constexpr ScoreLayout score_layout() {
  ScoreLayout layout;
  std::size_t at = upos_classes;
  for (std::size_t group = 0; group < feature_groups; ++group) {
    layout.features[group] = at;
    at += feature_classes[group];
  }
  layout.names = at;
  layout.scripts = at + name_classes;
  return layout;
}

constexpr ScoreLayout layout = score_layout();

// Longer sentences keep what the greedy decoder finds: the cubic one would take too long.
constexpr std::size_t longest_projective = 128;

// Several pieces of one sentence become one tree: their roots hang on the first.
void join_pieces(Document& document, const Sentence& sentence) {
  TokenIndex root = no_token;
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    if (!document.is_root(token)) {
      continue;
    }
    if (root == no_token) {
      root = token;
    } else {
      document.tokens[token].head = root;
      document.tokens[token].relation = Deprel::parataxis;
    }
  }
}

}  // namespace

void Analyser::Model::label_word(Document& document,
                                 TokenIndex token,
                                 float* scores,
                                 std::string& lemma) const {
  constexpr int tries = 12;
  auto& word = document.tokens[token];
  word.upos = static_cast<Upos>(best_of(network.path(), scores, upos_classes));
  word.features = Features{};
  for (std::size_t group = 0; group < feature_groups; ++group) {
    const auto value =
        best_of(network.path(), scores + layout.features[group], feature_classes[group]);
    set_feature(word.features, static_cast<FeatureGroup>(group), static_cast<std::uint8_t>(value));
  }
  const auto form = document.form(token);
  float* candidates = scores + layout.scripts;
  lemma = form;
  for (int attempt = 0; attempt < tries; ++attempt) {
    const auto best = best_of(network.path(), candidates, scripts.size());
    if (scripts[best].apply(form, lemma)) {
      break;
    }
    candidates[best] = -1e30F;
    lemma = form;
  }
  word.lemma = document.strings.intern(lemma);
}

void Analyser::Model::find_heads(Document& document,
                                 const Extent& extent,
                                 Workspace::Buffers& buffers) const {
  const std::size_t length = extent.end - extent.begin;
  const auto heads = std::span(buffers.heads).subspan(extent.begin, length);
  network.arc_scores(buffers.network, extent, buffers.arcs);
  hold_enclosures_together(
      document, buffers.tokens[extent.begin], length, buffers.arcs, buffers.tree);
  decode_tree(buffers.arcs, heads, buffers.tree);
  if (length <= longest_projective && !is_projective(heads)) {
    decode_projective(buffers.arcs, heads, buffers.tree);
  }
}

// The best one other than root.
Deprel Analyser::Model::best_relation(const float* scores) const {
  std::size_t best = relations.size();
  for (std::size_t relation = 0; relation < relations.size(); ++relation) {
    if (relations[relation] != Deprel::root &&
        (best == relations.size() || scores[relation] > scores[best])) {
      best = relation;
    }
  }
  return best == relations.size() ? Deprel::dep : relations[best];
}

void Analyser::Model::set_heads(Document& document,
                                const Extent& extent,
                                Workspace::Buffers& buffers) const {
  const TokenIndex first = buffers.tokens[extent.begin];
  const auto end = first + static_cast<TokenIndex>(extent.end - extent.begin);
  const std::size_t stride = network.relation_stride();
  float* rows = buffers.network.relations.data() + extent.begin * stride;
  const float* cases = network.word_scores(buffers.network, extent.begin) +
                       layout.features[static_cast<std::size_t>(FeatureGroup::case_)];
  const RoleScores scores{rows, stride, relations, cases, network.word_stride()};
  for (TokenIndex token = first; token < end; ++token) {
    const auto head = buffers.heads[extent.begin + (token - first)];
    document.tokens[token].head = head == 0 ? token : first + head - 1;
  }
  weigh_cases(document, first, end, scores);
  for (TokenIndex token = first; token < end; ++token) {
    document.tokens[token].relation =
        document.is_root(token) ? Deprel::root : best_relation(rows + (token - first) * stride);
  }
  settle_roles(document, first, end, scores, buffers.tree);
}

void Analyser::Model::find_names(Document& document,
                                 const Extent& extent,
                                 Workspace::Buffers& buffers) const {
  const float* scores = network.word_scores(buffers.network, extent.begin) + layout.names;
  decode_names(extent.end - extent.begin,
               {scores, network.word_stride()},
               buffers.name_paths,
               buffers.names);
  for (std::size_t word = 0; word < buffers.names.size(); ++word) {
    auto& token = document.tokens[buffers.tokens[extent.begin + word]];
    token.name = name_kind(buffers.names[word]);
    token.name_begins = name_begins(buffers.names[word]);
  }
}

void Analyser::Model::run_batch(Document& document, Workspace::Buffers& buffers) const {
  network.run(buffers.forms, buffers.extents, buffers.network);
  for (std::size_t word = 0; word < buffers.forms.size(); ++word) {
    label_word(
        document, buffers.tokens[word], network.word_scores(buffers.network, word), buffers.lemma);
  }
  buffers.heads.resize(buffers.forms.size());
  for (const auto& extent : buffers.extents) {
    find_heads(document, extent, buffers);
    find_names(document, extent, buffers);
  }
  network.relation_scores(buffers.network, buffers.extents, buffers.heads);
  for (const auto& extent : buffers.extents) {
    set_heads(document, extent, buffers);
  }
  buffers.forms.clear();
  buffers.tokens.clear();
  buffers.extents.clear();
}

// "ging ... aus": the lemma is "ausgehen".
void Analyser::Model::join_particles_of(Document& document,
                                        const Sentence& sentence,
                                        std::string& lemma) const {
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    const auto& particle = document.tokens[token];
    if (particle.relation != Deprel::compound_prt || particle.head == token) {
      continue;
    }
    auto& verb = document.tokens[particle.head];
    utf8::to_lower(document.form(token), lemma);
    const auto without = document.lemma(particle.head);
    if (verb.upos == Upos::verb && !without.starts_with(lemma)) {
      lemma += without;
      verb.lemma = document.strings.intern(lemma);
    }
  }
}

Analyser::Analyser(std::unique_ptr<Model> model) : model_(std::move(model)) {}

Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;
Analyser::~Analyser() = default;

Result<Analyser> Analyser::load(const std::string& path) {
  auto model = std::make_unique<Model>();
  CARKEYS_TRY(model->file, ModelFile::open(path));
  CARKEYS_TRY(model->network, Network::load(model->file));
  for (const auto line : section_lines(model->file, "scripts")) {
    auto script = LemmaScript::parse(line);
    if (!script) {
      return failure(ErrorCode::bad_resource, "model is damaged: a lemma script is none", path);
    }
    model->scripts.push_back(std::move(*script));
  }
  for (const auto line : section_lines(model->file, "relations")) {
    model->relations.push_back(deprel_from(line));
  }
  model->language = language_from(config_value(model->file, "language"));
  if (!is_language_code(config_value(model->file, "language")) || model->scripts.empty()) {
    return failure(ErrorCode::bad_resource, "model is damaged: language or lemmas missing", path);
  }
  model->join_particles = config_value(model->file, "join_particles") == "1";
  model->rules = make_rules(model->language, model->file.text("abbreviations"));
  return Analyser(std::move(model));
}

Document Analyser::analyse(const Article& article, Workspace& workspace) const {
  Document document;
  document.text = article.text;
  segment(model_->rules, article.parts, document);
  annotate(document, workspace);
  return document;
}

void Analyser::annotate(Document& document, Workspace& workspace) const {
  auto& buffers = workspace.buffers();
  document.language = model_->language;
  for (const auto& sentence : document.sentences) {
    for (TokenIndex begin = sentence.begin; begin < sentence.end;) {
      const auto end = std::min<TokenIndex>(sentence.end, begin + longest_sentence);
      if (!buffers.forms.empty() && buffers.forms.size() + (end - begin) > batch_words) {
        model_->run_batch(document, buffers);
      }
      buffers.extents.push_back({buffers.forms.size(), buffers.forms.size() + (end - begin)});
      for (TokenIndex token = begin; token < end; ++token) {
        buffers.forms.push_back(document.form(token));
        buffers.tokens.push_back(token);
      }
      begin = end;
    }
  }
  if (!buffers.forms.empty()) {
    model_->run_batch(document, buffers);
  }
  for (const auto& sentence : document.sentences) {
    join_pieces(document, sentence);
    if (model_->join_particles) {
      model_->join_particles_of(document, sentence, buffers.lemma);
    }
  }
}

bool Analyser::use(Path path) {
  if (!is_available(path)) {
    return false;
  }
  model_->network.use(path);
  return true;
}

Language Analyser::language() const {
  return model_->language;
}

std::string Analyser::description() const {
  return fmt::format("{} (format {}, checksum {}, {})",
                     config_value(model_->file, "description"),
                     model_version,
                     model_->file.checksum(),
                     path_name(model_->network.path()));
}

Document document_of_words(std::string_view words, Language language) {
  Document document;
  document.text = words;
  document.language = language;
  for (std::size_t begin = 0; begin < words.size();) {
    const auto end = std::min(words.find(' ', begin), words.size());
    Token token;
    token.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    document.tokens.push_back(token);
    begin = end + 1;
  }
  Sentence sentence;
  sentence.end = static_cast<TokenIndex>(document.tokens.size());
  sentence.range = {0, static_cast<std::uint32_t>(words.size())};
  document.sentences.push_back(sentence);
  return document;
}

std::string sample_text(const Analyser& analyser, std::string_view words) {
  auto document = document_of_words(words, analyser.language());
  Workspace workspace;
  analyser.annotate(document, workspace);
  std::string out;
  for (TokenIndex token = 0; token < document.tokens.size(); ++token) {
    const auto& word = document.tokens[token];
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
                       document.form(token),
                       document.lemma(token),
                       upos_name(word.upos),
                       features_text(word.features, word.upos),
                       word.head,
                       deprel_name(word.relation),
                       name_class(word.name, word.name_begins));
  }
  return out;
}

Result<void> Analyser::self_test() const {
  const auto sample = model_->file.text("sample");
  const auto expected = model_->file.text("expected");
  if (sample.empty() || expected.empty()) {
    return failure(ErrorCode::bad_resource, "model has no sample sentence", model_->file.path());
  }
  const auto found = sample_text(*this, sample);
  if (found != expected) {
    return failure(ErrorCode::bad_resource,
                   fmt::format("self-test failed: expected\n{}but found\n{}", expected, found),
                   model_->file.path());
  }
  return {};
}

}  // namespace carkeys::analysis
