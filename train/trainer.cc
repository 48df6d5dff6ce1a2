// SPDX-License-Identifier: Apache-2.0
#include "trainer.h"

#include <algorithm>
#include <ctime>
#include <map>

#include <fmt/format.h>

#include "analysis/tags/lemma_script.h"
#include "progress_bar.h"

namespace carkeys::train {
namespace {

namespace functional = torch::nn::functional;
using torch::Tensor;

constexpr analysis::FeatureSpace space = {12288, 16384};
constexpr std::uint32_t reading_rows = 4096;
constexpr std::size_t most_words = 24000;
constexpr std::size_t most_scripts = 800;

// Zero where no target is given: the mean over nothing would be no number.
Tensor cross_entropy(const Tensor& scores, const Tensor& targets) {
  if (!(targets != missing).any().item<bool>()) {
    return torch::zeros({});
  }
  return functional::cross_entropy(
      scores, targets, functional::CrossEntropyFuncOptions().ignore_index(missing));
}

Tensor bag(SparseTable& table, const Bags& bags, bool mean, bool learn) {
  auto rows = bags.rows;
  if (rows.empty()) {
    rows.push_back(0);
  }
  const auto leaf = table.gather(rows, learn);
  auto options =
      functional::EmbeddingBagFuncOptions().offsets(torch::tensor(bags.offsets, torch::kLong));
  if (mean) {
    options = options.mode(torch::kMean);
  } else {
    options = options.mode(torch::kSum);
  }
  return functional::embedding_bag(torch::tensor(bags.members, torch::kLong), leaf, options);
}

struct Score {
  std::int64_t right = 0;
  std::int64_t all = 0;

  void add(const Tensor& scores, const Tensor& targets) {
    const auto known = targets != missing;
    right += ((scores.argmax(-1) == targets) & known).sum().item<std::int64_t>();
    all += known.sum().item<std::int64_t>();
  }

  [[nodiscard]] double percent() const {
    return 100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::int64_t>(all, 1));
  }
};

}  // namespace

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

Trainer::Trainer(Corpus corpus,
                 const GermanLexicon* lexicon,
                 const Readings& word_readings,
                 const RawText& raw,
                 const Settings& settings)
    : words(most_words + 1, Shape{}.embedding, 0.3),
      affixes(space.affix_rows, Shape{}.embedding, 0.15),
      ngrams(space.ngram_rows, Shape{}.embedding, 0.4),
      readings(reading_rows, Shape{}.embedding, 0.1),
      corpus_(std::move(corpus)),
      lexicon_(lexicon),
      settings_(settings),
      random_(static_cast<unsigned>(settings.seed)),
      features_(space, reading_rows, word_readings) {
  features_.count_words(corpus_.train, raw, most_words);
  count_classes();
  find_auxiliaries();
  Shape shape;
  shape.scripts = static_cast<std::int64_t>(classes_.scripts.names().size());
  shape.relations = static_cast<std::int64_t>(classes_.relations.names().size());
  shape.hidden_words = raw.sentences.empty() ? 0 : hidden_word_classes;
  torch::manual_seed(static_cast<std::uint64_t>(settings.seed));
  network_ = Network(shape, settings.dropout);
  optimiser_ = std::make_unique<torch::optim::AdamW>(
      network_->parameters(),
      torch::optim::AdamWOptions(settings.rate).betas({0.9, 0.98}).weight_decay(1e-3));
  average_ = std::make_unique<Average>(weights(), settings.average_decay);
}

void Trainer::count_classes() {
  std::map<std::string, std::size_t> counts;
  for (const auto& example : corpus_.train) {
    for (const auto& target : example.targets) {
      if (!target.lemma_script.empty()) {
        ++counts[target.lemma_script];
      }
      if (!target.relation.empty()) {
        classes_.relations.add(target.relation);
      }
    }
  }
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [script, count] : counts) {
    if (count >= 2) {
      order.emplace_back(count, script);
    }
  }
  std::ranges::sort(order, std::ranges::greater());
  order.resize(std::min(order.size(), most_scripts));
  for (const auto& [count, script] : order) {
    classes_.scripts.add(script);
  }
}

Trainer::Selection Trainer::single_forms() {
  form_examples_.clear();
  Selection selection;
  if (lexicon_ == nullptr) {
    std::uniform_int_distribution<std::size_t> number(0, corpus_.words.size() - 1);
    for (std::size_t i = 0; i < settings_.forms_per_batch; ++i) {
      selection.push_back(&corpus_.words[number(random_)]);
    }
    return selection;
  }
  const auto& forms = lexicon_->forms();
  std::uniform_int_distribution<std::size_t> pick(0, forms.size() - 1);
  for (std::size_t tries = 0;
       tries < 20 * settings_.forms_per_batch && form_examples_.size() < settings_.forms_per_batch;
       ++tries) {
    const auto& form = *forms[pick(random_)];
    const auto& entries = lexicon_->entries(form);
    if (tries % 4 == 0 && add_participle(form, entries)) {
      continue;
    }
    auto target = unlabelled_target();
    const auto upos = type_labels(*lexicon_, entries, target.features);
    // Most forms of the list are those of adjectives and participles; one in eight of them will do.
    if (!upos || (upos == Upos::adj && tries % 8 != 0)) {
      continue;
    }
    target.upos = static_cast<std::int32_t>(*upos);
    const bool one_lemma = std::ranges::all_of(
        entries, [&](const LexiconEntry& entry) { return entry.lemma == entries[0].lemma; });
    if (one_lemma) {
      target.lemma_script = analysis::LemmaScript::derive(form, entries[0].lemma);
    }
    Example example;
    example.forms = {form};
    example.targets = {target};
    form_examples_.push_back(std::move(example));
  }
  for (const auto& example : form_examples_) {
    selection.push_back(&example);
  }
  return selection;
}

// "hat entsandt": a participle by itself could be an adjective, behind an auxiliary it is a verb.
bool Trainer::add_participle(const std::string& form, const std::vector<LexiconEntry>& entries) {
  const std::string* lemma = nullptr;
  for (const auto& entry : entries) {
    for (const auto tag : entry.tags) {
      const auto& reading = lexicon_->reading(tag);
      const bool participle = reading.word_class == WordClass::verb &&
                              reading.verb_form == VerbForm::participle &&
                              lexicon_->tag(tag).find(":PA2") != std::string::npos;
      lemma = participle ? &entry.lemma : lemma;
    }
  }
  if (lemma == nullptr || auxiliaries_.empty()) {
    return false;
  }
  std::uniform_int_distribution<std::size_t> pick(0, auxiliaries_.size() - 1);
  auto target = unlabelled_target();
  target.upos = static_cast<std::int32_t>(Upos::verb);
  target.lemma_script = analysis::LemmaScript::derive(form, *lemma);
  target.features[static_cast<std::size_t>(analysis::FeatureGroup::verb_form)] =
      static_cast<std::int8_t>(VerbForm::participle);
  auto auxiliary = unlabelled_target();
  auxiliary.upos = static_cast<std::int32_t>(Upos::aux);
  Example example;
  example.forms = {auxiliaries_[pick(random_)], form};
  example.targets = {auxiliary, target};
  form_examples_.push_back(std::move(example));
  return true;
}

void Trainer::find_auxiliaries() {
  if (lexicon_ == nullptr) {
    return;
  }
  for (const auto* form : lexicon_->forms()) {
    for (const auto& entry : lexicon_->entries(*form)) {
      const bool third_person = std::ranges::any_of(entry.tags, [&](std::uint16_t tag) {
        return lexicon_->tag(tag).starts_with("VER:AUX:3:");
      });
      if (third_person) {
        auxiliaries_.push_back(*form);
      }
    }
  }
}

Tensor Trainer::type_inputs(const TypeBatch& types, bool learn) {
  return torch::cat({bag(words, types.words, false, learn),
                     bag(affixes, types.affixes, false, learn),
                     bag(ngrams, types.ngrams, true, learn),
                     bag(readings, types.readings, true, learn)},
                    -1);
}

Tensor Trainer::vectors(const std::vector<std::string>& forms, Style style) {
  torch::NoGradGuard guard;
  network_->eval();
  TypeBatch types;
  for (const auto& form : forms) {
    types.add(features_.rows(form), false, false);
  }
  return network_->type_vectors(type_inputs(types, false)) +
         network_->style->weight[static_cast<std::int64_t>(style)];
}

Tensor Trainer::loss(const Batch& batch) {
  constexpr double feature_weight = 0.25;
  constexpr double lemma_weight = 0.5;
  const auto types = network_->type_vectors(type_inputs(batch.types, true));
  const auto cells = batch.sentences * batch.length;
  const auto encoded = network_->encode(
      types.index_select(0, batch.tokens).view({batch.sentences, batch.length, -1}),
      batch.styles,
      batch.mask);
  const auto scores = network_->word_scores(encoded).view({cells, -1});
  std::int64_t column = 0;
  const auto next = [&](std::size_t classes) {
    const auto part = scores.slice(1, column, column + static_cast<std::int64_t>(classes));
    column += static_cast<std::int64_t>(classes);
    return part;
  };
  auto total = cross_entropy(next(analysis::upos_classes), batch.upos);
  for (std::size_t group = 0; group < analysis::feature_groups; ++group) {
    total = total + feature_weight * cross_entropy(next(analysis::feature_classes[group]),
                                                   batch.features[group]);
  }
  total = total + cross_entropy(next(analysis::name_classes), batch.names);
  total =
      total + lemma_weight * cross_entropy(next(static_cast<std::size_t>(network_->shape.scripts)),
                                           batch.scripts);
  if (batch.length > 1) {
    const auto arcs = network_->arcs(encoded, batch.mask);
    total = total + cross_entropy(arcs.scores.view({cells, -1}), batch.heads);
    const auto chosen = batch.heads.clamp_min(0)
                            .view({batch.sentences, batch.length, 1})
                            .expand({batch.sentences, batch.length, network_->shape.label});
    const auto relations =
        network_->relation_scores(arcs.dependents, arcs.heads.gather(1, chosen)).view({cells, -1});
    total = total + cross_entropy(relations, batch.relations);
  }
  return total;
}

void Trainer::set_rate(torch::optim::AdamW& optimiser, double rate) {
  for (auto& group : optimiser.param_groups()) {
    static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
  }
}

void Trainer::learn(torch::optim::AdamW& optimiser, double rate) {
  torch::nn::utils::clip_grad_norm_(network_->parameters(), 2.0);
  optimiser.step();
  for (auto* table : {&words, &affixes, &ngrams, &readings}) {
    table->update(rate);
  }
}

std::vector<Tensor> Trainer::weights() {
  auto all = network_->parameters();
  for (auto* table : {&words, &affixes, &ngrams, &readings}) {
    all.push_back(table->weights());
  }
  return all;
}

void Trainer::step(const Selection& selection, double factor) {
  const auto rate = settings_.rate * factor;
  set_rate(*optimiser_, rate);
  optimiser_->zero_grad();
  const Dropping dropping{settings_.drop_word, settings_.drop_readings};
  const auto batch = make_batch(selection, features_, classes_, dropping, random_);
  loss(batch).backward();
  learn(*optimiser_, rate);
}

std::vector<Trainer::Selection> Trainer::batches(const std::vector<const Example*>& examples,
                                                 bool shuffle) {
  auto order = examples;
  if (shuffle) {
    std::shuffle(order.begin(), order.end(), random_);
  }
  std::ranges::stable_sort(order, {}, [](const Example* one) { return one->forms.size() / 3; });
  std::vector<Selection> out;
  Selection current;
  std::size_t longest = 0;
  for (const auto* example : order) {
    longest = std::max(longest, example->forms.size());
    if (!current.empty() && longest * (current.size() + 1) > settings_.batch_words) {
      out.push_back(std::move(current));
      current.clear();
      longest = example->forms.size();
    }
    current.push_back(example);
  }
  if (!current.empty()) {
    out.push_back(std::move(current));
  }
  if (shuffle) {
    std::shuffle(out.begin(), out.end(), random_);
  }
  return out;
}

void Trainer::seed_pass(int pass) {
  const auto seed =
      static_cast<std::uint64_t>(settings_.seed) * 100003 + static_cast<unsigned>(pass);
  random_.seed(static_cast<unsigned>(seed));
  torch::manual_seed(seed);
  seed_dropout(seed);
}

Trainer::Selection Trainer::examples_of_pass() {
  Selection all;
  for (const auto& example : corpus_.train) {
    all.push_back(&example);
    if (example.style == Style::own && lexicon_ != nullptr) {
      all.push_back(&example);  // the news treebank counts twice beside the older ones
    }
  }
  Selection silver;
  for (const auto& example : corpus_.silver) {
    silver.push_back(&example);
  }
  std::shuffle(silver.begin(), silver.end(), random_);
  silver.resize(std::min(settings_.silver_per_pass, silver.size()));
  all.insert(all.end(), silver.begin(), silver.end());
  return all;
}

double Trainer::share_done(double passes, double seconds) const {
  return std::max(seconds / (60 * settings_.minutes), passes / settings_.passes);
}

Result<void> Trainer::run(std::ostream& log, const std::function<Result<void>()>& after_pass) {
  constexpr double warm_up = 100;
  const auto begin = processor_seconds() - progress_.seconds;
  const bool has_words = lexicon_ != nullptr || !corpus_.words.empty();
  ProgressBar bar;
  while (share_done(progress_.passes, progress_.seconds) < 1) {
    seed_pass(progress_.passes + 1);
    network_->train();
    const auto selections = batches(examples_of_pass(), true);
    for (std::size_t i = 0; i < selections.size(); ++i) {
      const auto done = share_done(
          progress_.passes + static_cast<double>(i) / static_cast<double>(selections.size()),
          processor_seconds() - begin);
      if (done >= 1) {
        break;
      }
      progress_.steps += 1;
      const auto factor = std::min(progress_.steps / warm_up, 1 - done);
      step(selections[i], factor);
      if (has_words && i % 2 == 0) {
        step(single_forms(), 0.5 * factor);
      }
      average_->update();
      bar.show(done, fmt::format("pass {} of {}", progress_.passes + 1, settings_.passes));
    }
    progress_.passes += 1;
    progress_.seconds = processor_seconds() - begin;
    bar.clear();
    log << fmt::format("pass {} after {:.0f} s, {:.0f} steps\n",
                       progress_.passes,
                       progress_.seconds,
                       progress_.steps);
    if (share_done(progress_.passes, progress_.seconds) >= 1) {
      break;
    }
    if (progress_.passes % 4 == 0) {
      average_->swap();
      evaluate(log);
      average_->swap();
    }
    log.flush();
    if (auto kept = after_pass(); !kept) {
      return kept;
    }
  }
  average_->swap();
  evaluate(log);
  return {};
}

void Trainer::evaluate(std::ostream& log) {
  torch::NoGradGuard guard;
  network_->eval();
  Score upos;
  Score heads;
  Score labelled;
  Score names;
  Score scripts;
  std::vector<Score> features(analysis::feature_groups);
  Selection all;
  for (const auto* part : {&corpus_.dev, &corpus_.names_dev}) {
    for (const auto& example : *part) {
      all.push_back(&example);
    }
  }
  for (const auto& selection : batches(all, false)) {
    const auto batch = make_batch(selection, features_, classes_, {}, random_);
    const auto types = network_->type_vectors(type_inputs(batch.types, false));
    const auto cells = batch.sentences * batch.length;
    const auto encoded = network_->encode(
        types.index_select(0, batch.tokens).view({batch.sentences, batch.length, -1}),
        batch.styles,
        batch.mask);
    const auto scores = network_->word_scores(encoded).view({cells, -1});
    std::int64_t column = 0;
    const auto next = [&](std::size_t classes) {
      const auto part = scores.slice(1, column, column + static_cast<std::int64_t>(classes));
      column += static_cast<std::int64_t>(classes);
      return part;
    };
    upos.add(next(analysis::upos_classes), batch.upos);
    for (std::size_t group = 0; group < analysis::feature_groups; ++group) {
      features[group].add(next(analysis::feature_classes[group]), batch.features[group]);
    }
    names.add(next(analysis::name_classes), batch.names);
    scripts.add(next(static_cast<std::size_t>(network_->shape.scripts)), batch.scripts);
    const auto arcs = network_->arcs(encoded, batch.mask);
    heads.add(arcs.scores.view({cells, -1}), batch.heads);
    const auto chosen = arcs.scores.argmax(-1);
    const auto relations = network_->relation_scores(
        arcs.dependents,
        arcs.heads.gather(
            1,
            chosen.unsqueeze(-1).expand({batch.sentences, batch.length, network_->shape.label})));
    // A wrong head makes its relation wrong: no class has this number.
    const auto right_head = chosen.view({cells}) == batch.heads;
    const auto best = torch::where(right_head, relations.view({cells, -1}).argmax(-1), -1);
    const auto known = batch.heads != missing;
    labelled.right += ((best == batch.relations) & known).sum().item<std::int64_t>();
    labelled.all += known.sum().item<std::int64_t>();
  }
  log << fmt::format(
      "dev: upos {:.2f} heads {:.2f} labelled {:.2f} lemma script {:.2f} names {:.2f}",
      upos.percent(),
      heads.percent(),
      labelled.percent(),
      scripts.percent(),
      names.percent());
  for (const auto& feature : features) {
    log << fmt::format(" {:.1f}", feature.percent());
  }
  log << "\n";
  network_->train();
}

}  // namespace carkeys::train
