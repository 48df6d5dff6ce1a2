// SPDX-License-Identifier: Apache-2.0
// carkeys-train: trains the analyser's model of one language from the reference data.
//   carkeys-train de|en DATA_FOLDER REPOSITORY_FOLDER MODEL [--minutes N] [--passes N] [--batch N]
//                 [--seed N] [--rate X] [--dropout X] [--leave-out DOCS.jsonl]
#include <algorithm>
#include <iostream>
#include <map>
#include <optional>

#include <fmt/format.h>
#include <torch/torch.h>

#include "base/utf8.h"
#include "export.h"
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
  Settings settings;
};

std::optional<Arguments> parse(const std::vector<std::string>& words) {
  if (words.size() < 4 || words.size() % 2 != 0 || (words[0] != "de" && words[0] != "en")) {
    return std::nullopt;
  }
  Arguments arguments{words[0], words[1], words[2], words[3], {}, {}};
  auto& settings = arguments.settings;
  for (std::size_t i = 4; i < words.size(); i += 2) {
    const auto& value = words[i + 1];
    if (words[i] == "--minutes") {
      settings.minutes = std::stod(value);
    } else if (words[i] == "--passes") {
      settings.passes = std::stoi(value);
    } else if (words[i] == "--batch") {
      settings.batch_words = std::stoul(value);
    } else if (words[i] == "--seed") {
      settings.seed = std::stoi(value);
    } else if (words[i] == "--rate") {
      settings.rate = std::stod(value);
    } else if (words[i] == "--dropout") {
      settings.dropout = std::stod(value);
    } else if (words[i] == "--leave-out") {
      arguments.leave_out = value;
    } else {
      return std::nullopt;
    }
  }
  return arguments;
}

// The most frequent words of raw text that the full-form list knows: they get vectors of their own.
Result<std::vector<std::string>> frequent_forms(const std::vector<std::string>& files,
                                                const GermanLexicon& lexicon,
                                                const Corpus& corpus,
                                                std::size_t most) {
  std::map<std::string, std::size_t> counts;
  for (const auto& example : corpus.train) {
    for (const auto& form : example.forms) {
      counts[form] += 20;
    }
  }
  for (const auto& file : files) {
    CARKEYS_TRY(const auto text, read_text(file));
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
  }
  std::vector<std::pair<std::size_t, std::string>> order;
  std::string matched;
  for (const auto& [form, count] : counts) {
    if (count >= 3 && !lexicon.look_up(form, matched).empty()) {
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

Result<void> run(const Arguments& arguments) {
  constexpr std::size_t ready_forms = 24000;
  const bool german = arguments.language == "de";
  const auto& data = arguments.data;
  std::optional<GermanLexicon> lexicon;
  if (german) {
    CARKEYS_TRY(auto read, GermanLexicon::read(data + "/lexica/german-forms.tsv.xz"));
    lexicon = std::move(read);
  }
  const CorpusPaths paths{data, arguments.repository + "/train", arguments.leave_out};
  CARKEYS_TRY(auto corpus, german ? german_corpus(paths, *lexicon) : english_corpus(paths));
  ExportOptions options;
  if (german) {
    CARKEYS_TRY(options.ready_forms,
                frequent_forms({data + "/news/bundestag-17-sample.txt.xz",
                                data + "/quotes/wikinews-de-train.jsonl"},
                               *lexicon,
                               corpus,
                               ready_forms));
  }
  std::cout << fmt::format("{} sentences, {} with silver names, {} for measuring, {} ready words\n",
                           corpus.train.size(),
                           corpus.silver.size(),
                           corpus.dev.size(),
                           options.ready_forms.size())
            << std::flush;
  Trainer trainer(std::move(corpus), german ? &*lexicon : nullptr, arguments.settings);
  trainer.run(std::cout);
  options.path = arguments.model;
  options.language = arguments.language;
  options.description =
      german ? "German: de_wikinews, UD German GSD dev, HDT history, GermEval dev, WikiANN"
             : "English: UD English EWT, UNER names, WikiANN";
  options.abbreviations =
      arguments.repository + "/lexicon/" + arguments.language + "/abbreviations.tsv";
  options.sample = german ? "Der Minister sagte , die Regierung habe den Botschafter einbestellt ."
                          : "The minister said that the government had summoned the ambassador .";
  options.join_particles = german;
  if (auto written = export_model(trainer, options); !written) {
    return written;
  }
  return refresh_model(options.path, options.abbreviations);
}

}  // namespace
}  // namespace carkeys::train

int main(int argc, char** argv) {
  const auto arguments = carkeys::train::parse(std::vector<std::string>(argv + 1, argv + argc));
  if (!arguments) {
    std::cerr << "usage: carkeys-train de|en DATA REPOSITORY MODEL [--minutes N] [--passes N]\n"
                 "         [--batch N] [--seed N] [--rate X] [--dropout X] [--leave-out DOCS]\n";
    return 2;
  }
  torch::set_num_threads(1);
  torch::manual_seed(static_cast<std::uint64_t>(arguments->settings.seed));
  const auto done = carkeys::train::run(*arguments);
  if (!done) {
    std::cerr << done.error().text() << "\n";
    return 5;
  }
  return 0;
}
