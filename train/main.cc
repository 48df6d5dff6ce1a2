// SPDX-License-Identifier: Apache-2.0
// carkeys-train: trains the analyser's model of one language from the reference data.
//   carkeys-train de|en DATA_FOLDER REPOSITORY_FOLDER MODEL [options]
// --minutes N, --passes N   stop after so much processor time or so many passes
// --batch N, --seed N, --rate X, --dropout X   words a batch, and so on
// --silver N                sentences a pass from the sources that are only sampled
// --leave-out DOCS.jsonl    articles whose sentences are not trained on
// --trees FILE.conllu       more trees, such as the parsed examples of the lexicon
// --wordnet FOLDER          WordNet 3.0, for English
// --pretrain CHECKPOINT     only guess hidden words of raw text (--raw-passes, --raw-minutes) and
//                           write the weights there; no model
// --from CHECKPOINT         begin with these weights
// --save CHECKPOINT         write the weights there at the end
// --style own|gsd|names     style of annotation of the model
// --fold N                  hold out the Nth tenth of GSD dev instead of the news sentences
// --resume CHECKPOINT       go on with a run that was interrupted, where --save kept it after a
// pass Any other language, from data only:
//   carkeys-train LANGUAGE MODEL --conllu FILE [options]
// --conllu FILE             trees to learn from; may be given several times
// --entities FILE           names: number, form, BIO tag a line; may be given several times
// --dev FILE.conllu         trees for measuring, else every tenth of the others
// --abbreviations FILE      as lexicon/en/abbreviations.tsv
// A card is written beside the model: MODEL.md.
#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <torch/torch.h>

#include "base/utf8.h"
#include "card.h"
#include "checkpoint.h"
#include "english_words.h"
#include "export.h"
#include "readings.h"
#include "refresh.h"
#include "trainer.h"

namespace carkeys::train {
namespace {

struct Arguments {
  std::string language;
  std::string data;
  std::string repository;
  std::string model;
  std::string leave_out;
  std::string trees;
  std::string raw;      // checkpoint to write after pretraining; empty: no pretraining
  std::string from;     // checkpoint to begin with; empty: from nothing
  std::string save;     // checkpoint to write at the end; empty: none
  std::string resume;   // checkpoint of an interrupted run; empty: none
  std::string wordnet;  // folder of WordNet 3.0; empty: do without
  GivenFiles given;     // instead of the reference data
  std::string abbreviations;
  std::string command;  // the whole command line
  Style style = Style::own;
  int fold = -1;
  Settings settings;
};

Style style_from(std::string_view name) {
  if (name == "gsd") {
    return Style::second;
  }
  return name == "names" ? Style::names : Style::own;
}

using Setter = std::function<void(Arguments&, const std::string&)>;

const std::map<std::string, Setter>& setters() {
  static const std::map<std::string, Setter> all = {
      {"--minutes", [](auto& to, const auto& value) { to.settings.minutes = std::stod(value); }},
      {"--passes", [](auto& to, const auto& value) { to.settings.passes = std::stoi(value); }},
      {"--batch", [](auto& to, const auto& value) { to.settings.batch_words = std::stoul(value); }},
      {"--seed", [](auto& to, const auto& value) { to.settings.seed = std::stoi(value); }},
      {"--rate", [](auto& to, const auto& value) { to.settings.rate = std::stod(value); }},
      {"--dropout", [](auto& to, const auto& value) { to.settings.dropout = std::stod(value); }},
      {"--silver",
       [](auto& to, const auto& value) { to.settings.silver_per_pass = std::stoul(value); }},
      {"--raw-passes",
       [](auto& to, const auto& value) { to.settings.raw_passes = std::stoi(value); }},
      {"--raw-minutes",
       [](auto& to, const auto& value) { to.settings.raw_minutes = std::stod(value); }},
      {"--leave-out", [](auto& to, const auto& value) { to.leave_out = value; }},
      {"--trees", [](auto& to, const auto& value) { to.trees = value; }},
      {"--wordnet", [](auto& to, const auto& value) { to.wordnet = value; }},
      {"--pretrain", [](auto& to, const auto& value) { to.raw = value; }},
      {"--from", [](auto& to, const auto& value) { to.from = value; }},
      {"--save", [](auto& to, const auto& value) { to.save = value; }},
      {"--style", [](auto& to, const auto& value) { to.style = style_from(value); }},
      {"--resume", [](auto& to, const auto& value) { to.resume = value; }},
      {"--conllu", [](auto& to, const auto& value) { to.given.trees.push_back(value); }},
      {"--entities", [](auto& to, const auto& value) { to.given.names.push_back(value); }},
      {"--dev", [](auto& to, const auto& value) { to.given.dev = value; }},
      {"--abbreviations", [](auto& to, const auto& value) { to.abbreviations = value; }},
      {"--fold", [](auto& to, const auto& value) { to.fold = std::stoi(value); }},
  };
  return all;
}

// "de DATA REPOSITORY MODEL" or "LANGUAGE MODEL", then options with their values.
std::optional<Arguments> parse(const std::vector<std::string>& words) {
  const auto first_option =
      std::ranges::find_if(words, [](const std::string& word) { return word.starts_with("--"); });
  const auto names = static_cast<std::size_t>(first_option - words.begin());
  if ((names != 2 && names != 4) || (words.size() - names) % 2 != 0) {
    return std::nullopt;
  }
  Arguments arguments;
  arguments.command = fmt::format("carkeys-train {}", fmt::join(words, " "));
  arguments.language = words[0];
  arguments.model = words[names - 1];
  if (names == 4) {
    arguments.data = words[1];
    arguments.repository = words[2];
  }
  for (std::size_t i = names; i < words.size(); i += 2) {
    const auto setter = setters().find(words[i]);
    if (setter == setters().end()) {
      return std::nullopt;
    }
    setter->second(arguments, words[i + 1]);
  }
  const bool known = arguments.language == "de" || arguments.language == "en";
  const bool enough =
      names == 4 ? known && arguments.given.trees.empty() : !arguments.given.trees.empty();
  return enough ? std::optional(arguments) : std::nullopt;
}

using Counts = std::map<std::string, std::size_t>;

void count_corpus(const Corpus& corpus, Counts& counts) {
  for (const auto& example : corpus.train) {
    for (const auto& form : example.forms) {
      counts[form] += 20;
    }
  }
}

Result<void> count_text(const std::string& path, Counts& counts) {
  CARKEYS_TRY(const auto text, read_text(path));
  std::string word;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto step = utf8::step(text, offset);
    if (utf8::is_letter(step.code_point) || (step.code_point == U'-' && !word.empty())) {
      word.append(text, offset, step.size);
    } else if (!word.empty()) {
      ++counts[word];
      word.clear();
    }
    offset += step.size;
  }
  return {};
}

// The most frequent words of which something is known: they get vectors of their own.
std::vector<std::string> frequent_forms(const Counts& counts,
                                        const Readings& readings,
                                        std::size_t most) {
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [form, count] : counts) {
    if (count >= 3 && !readings.of(form).empty()) {
      order.emplace_back(count, form);
    }
  }
  std::ranges::sort(order, std::ranges::greater());
  order.resize(std::min(order.size(), most));
  std::vector<std::string> forms;
  for (const auto& [count, form] : order) {
    forms.push_back(form);
  }
  return forms;
}

// How often words occur, those of the corpus counting more.
Result<Counts> count_words(const std::string& data,
                           const Corpus& corpus,
                           bool german,
                           const EnglishLexicon* wordnet) {
  Counts counts;
  count_corpus(corpus, counts);
  if (german) {
    for (const auto* file :
         {"/news/bundestag-17-sample.txt.xz", "/quotes/wikinews-de-train.jsonl"}) {
      if (auto counted = count_text(data + file, counts); !counted) {
        return tl::unexpected<Error>(counted.error());
      }
    }
  } else if (wordnet != nullptr) {
    for (const auto& form : wordnet->frequent()) {
      counts[form] += 3;
    }
  }
  return counts;
}

ExportOptions export_options(const Arguments& arguments, std::vector<std::string> ready_forms) {
  const bool german = arguments.language == "de";
  ExportOptions options;
  options.path = arguments.model;
  options.language = arguments.language;
  options.description = german ? "German: de_wikinews and more sentences of it, UD German GSD dev, "
                                 "HDT history, GermEval dev, SmartData, MobIE, WikiANN"
                               : "English: UD English EWT, UNER names, WikiANN, WordNet";
  options.abbreviations =
      arguments.repository + "/lexicon/" + arguments.language + "/abbreviations.tsv";
  options.ready_forms = std::move(ready_forms);
  options.sample = german ? "Der Minister sagte , die Regierung habe den Botschafter einbestellt ."
                          : "The minister said that the government had summoned the ambassador .";
  options.style = arguments.style;
  options.join_particles = german;
  return options;
}

// Weights to begin with, and how far an interrupted run had come.
Result<void> take_up(Trainer& trainer, const Arguments& arguments) {
  if (!arguments.from.empty()) {
    if (auto loaded = load_checkpoint(trainer, arguments.from); !loaded) {
      return loaded;
    }
  }
  return arguments.resume.empty() ? Result<void>() : resume_run(trainer, arguments.resume);
}

// Everything after reading: learns, keeps the weights where asked to, writes the model.
Result<void> learn(Trainer& trainer, const Arguments& arguments, const ExportOptions& options) {
  const auto keep = [&] {
    return arguments.save.empty() ? Result<void>() : save_run(trainer, arguments.save);
  };
  if (auto taken = take_up(trainer, arguments); !taken) {
    return taken;
  }
  if (auto learnt = trainer.run(std::cout, keep); !learnt) {
    return learnt;
  }
  if (!arguments.save.empty()) {
    if (auto saved = save_checkpoint(trainer, arguments.save); !saved) {
      return saved;
    }
  }
  if (auto written = export_model(trainer, options); !written) {
    return written;
  }
  return refresh_model(options.path, options.abbreviations);
}

// The first sentence of the data is the model's sample.
std::string sample_of(const Corpus& corpus) {
  return corpus.train.empty() ? std::string()
                              : fmt::format("{}", fmt::join(corpus.train[0].forms, " "));
}

Result<void> run_given(const Arguments& arguments) {
  CARKEYS_TRY(auto corpus, given_corpus(arguments.given));
  std::cout << fmt::format(
      "{} sentences, {} for measuring\n", corpus.train.size(), corpus.dev.size());
  if (corpus.train.empty()) {
    return failure(ErrorCode::bad_usage, "no sentence to learn from", arguments.given.trees[0]);
  }
  ExportOptions options;
  options.path = arguments.model;
  options.language = arguments.language;
  options.description =
      fmt::format("{}: {}", arguments.language, fmt::join(arguments.given.trees, ", "));
  options.abbreviations = arguments.abbreviations;
  options.sample = sample_of(corpus);
  const Readings readings(nullptr, nullptr, nullptr);
  Trainer trainer(std::move(corpus), nullptr, readings, {}, arguments.settings);
  if (auto learnt = learn(trainer, arguments, options); !learnt) {
    return learnt;
  }
  std::ostringstream scores;
  trainer.evaluate(scores);
  auto files = arguments.given.trees;
  files.insert(files.end(), arguments.given.names.begin(), arguments.given.names.end());
  const Card card{arguments.language, arguments.model, arguments.command, files, scores.str()};
  return write_card(card, trainer.corpus(), arguments.model + ".md");
}

Result<void> run(const Arguments& arguments) {
  const bool german = arguments.language == "de";
  const std::size_t ready_forms = german ? 36000 : 30000;
  const auto& data = arguments.data;
  std::optional<GermanLexicon> lexicon;
  std::optional<EnglishLexicon> wordnet;
  if (german) {
    CARKEYS_TRY(auto read, GermanLexicon::read(data + "/lexica/german-forms.tsv.xz"));
    lexicon = std::move(read);
  } else if (!arguments.wordnet.empty()) {
    CARKEYS_TRY(auto read, EnglishLexicon::read(arguments.wordnet));
    wordnet = std::move(read);
  }
  const auto* full_forms = lexicon ? &*lexicon : nullptr;
  const auto* english = wordnet ? &*wordnet : nullptr;
  CARKEYS_TRY(const auto names, NameLists::read(arguments.repository + "/lexicon"));
  const Readings readings(full_forms, english, &names);
  const CorpusPaths paths{data,
                          arguments.repository + "/train",
                          arguments.leave_out,
                          arguments.trees,
                          arguments.wordnet,
                          arguments.fold};
  CARKEYS_TRY(auto corpus, german ? german_corpus(paths, *lexicon) : english_corpus(paths));
  if (english != nullptr) {
    corpus.words = english_words(*english);
  }
  CARKEYS_TRY(const auto counts, count_words(data, corpus, german, english));
  const auto options = export_options(arguments, frequent_forms(counts, readings, ready_forms));
  std::cout << fmt::format("{} sentences, {} to sample, {} for measuring, {} ready words\n",
                           corpus.train.size(),
                           corpus.silver.size(),
                           corpus.dev.size(),
                           options.ready_forms.size())
            << std::flush;
  RawText raw;
  if (!arguments.raw.empty()) {
    CARKEYS_TRY(raw, german ? german_raw_text(paths, corpus) : english_raw_text(paths, corpus));
    std::cout << fmt::format(
        "{} sentences of raw text, {} word forms\n", raw.sentences.size(), raw.types.size());
  }
  Trainer trainer(std::move(corpus), full_forms, readings, raw, arguments.settings);
  if (!arguments.raw.empty()) {
    if (!arguments.from.empty()) {
      if (auto loaded = load_checkpoint(trainer, arguments.from); !loaded) {
        return loaded;
      }
    }
    trainer.pretrain(raw, std::cout);
    return save_checkpoint(trainer, arguments.raw);
  }
  return learn(trainer, arguments, options);
}

}  // namespace
}  // namespace carkeys::train

int main(int argc, char** argv) {
  const auto arguments = carkeys::train::parse(std::vector<std::string>(argv + 1, argv + argc));
  if (!arguments) {
    std::cerr
        << "usage: carkeys-train LANGUAGE MODEL --conllu FILE [--entities FILE] [--dev FILE]\n"
           "         [--abbreviations FILE] [options]\n"
           "       carkeys-train de|en DATA REPOSITORY MODEL [options]\n"
           "options: [--minutes N] [--passes N] [--resume CHECKPOINT]\n"
           "         [--batch N] [--seed N] [--rate X] [--dropout X] [--silver N]\n"
           "         [--leave-out DOCS] [--trees CONLLU]\n"
           "         [--wordnet FOLDER] [--pretrain CHECKPOINT]\n"
           "         [--raw-passes N] [--raw-minutes N] [--from CHECKPOINT]\n"
           "         [--save CHECKPOINT] [--style own|gsd|names] [--fold N]\n";
    return 2;
  }
  torch::set_num_threads(1);
  torch::manual_seed(static_cast<std::uint64_t>(arguments->settings.seed));
  const auto done = arguments->given.trees.empty() ? carkeys::train::run(*arguments)
                                                   : carkeys::train::run_given(*arguments);
  if (!done) {
    std::cerr << done.error().text() << "\n";
    return 5;
  }
  return 0;
}
