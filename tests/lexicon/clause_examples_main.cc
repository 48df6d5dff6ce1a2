// SPDX-License-Identifier: Apache-2.0
// Runs the example sentence of every cue and operator line through analysis and clauses. A cue's
// `expect` ("alleges USA liefern") names stance, country of the speaker ("-": unnamed) and a
// predicate that must stand in such a speech scope; an operator's names the predicate that must
// carry its effect. usage: clause_examples LEXICON_FOLDER MODELS_FOLDER [TABLE...] Prints one line
// per failing example and a closing line "N passed, N failed"; exit code 1 if any failed.
#include <algorithm>
#include <array>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "coding/actors/actors.h"
#include "examples.h"
#include "records/record.h"
#include "resources/lexicon.h"
#include "resources/pattern.h"

namespace carkeys {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint16_t>, 11> effects = {
    {{"future", mood_future},
     {"hypothetical", mood_possible},
     {"historical", mood_historical},
     {"hearsay", mood_hearsay},
     {"planned", mood_planned},
     {"possible", mood_possible},
     {"necessary", mood_necessary},
     {"condition", mood_condition},
     {"question", mood_question},
     {"purpose", mood_purpose},
     {"attempt", mood_attempt}}};

bool carries(const Predicate& predicate, std::string_view effect) {
  if (effect == "negation") {
    return predicate.negated;
  }
  const auto* found =
      std::ranges::find(effects, effect, &std::pair<std::string_view, std::uint16_t>::first);
  return found != effects.end() && (predicate.mood & found->second) != 0;
}

// One analysed example.
struct Example {
  Document document;
  ClauseGraph graph;
  coding::ActorMap actors;

  [[nodiscard]] std::string lemma(const Predicate& predicate) const {
    return std::string(document.strings.text(predicate.lemma));
  }

  [[nodiscard]] std::string speaker(const SpeechScope& scope) const {
    if (scope.claimant == no_token) {
      return "-";
    }
    const auto entities = actors.entities(scope.claimant);
    return entities.empty() || entities.front().code.empty() ? "-" : entities.front().code;
  }

  [[nodiscard]] bool said(const Predicate& predicate,
                          std::string_view stance,
                          std::string_view country) const {
    for (ScopeIndex index = predicate.scope; index != no_scope;) {
      const SpeechScope& scope = graph.scopes[static_cast<std::size_t>(index)];
      if (stance_name(scope.stance) == stance && speaker(scope) == country) {
        return true;
      }
      index = scope.outer;
    }
    return false;
  }
};

// "" where the example passes.
std::string verdict_on_cue(const Example& example, std::string_view expect, bool factive) {
  const auto parts = resources::split(expect, ' ');
  if (parts.size() < 3) {
    return "expect cell cannot be read";
  }
  const auto stance = parts[0];
  const auto country = parts[1];
  const std::string wanted(
      expect.substr(static_cast<std::size_t>(parts[2].data() - expect.data())));
  std::string got;
  for (const Predicate& predicate : example.graph.predicates) {
    if (example.lemma(predicate) != wanted) {
      continue;
    }
    const bool in_scope = example.said(predicate, stance, country);
    if (in_scope != factive) {
      return "";
    }
    got = " has another scope";
  }
  return wanted + (got.empty() ? " is no predicate" : got);
}

std::string verdict_on_operator(const Example& example,
                                std::string_view expect,
                                std::string_view effect) {
  std::string got = " is no predicate";
  for (const Predicate& predicate : example.graph.predicates) {
    if (example.lemma(predicate) == expect) {
      if (carries(predicate, effect)) {
        return "";
      }
      got = " does not carry it";
    }
  }
  return std::string(expect) + got;
}

struct Runner {
  const coding::ActorResolver& resolver;
  Count count = {};

  void run_table(const resources::Table& table, ExamplePath& path) {
    const bool cues = table.name().find("/cues") != std::string::npos;
    const auto key = table.column(cues ? "cue" : "operator");
    const auto sentence = table.column("example");
    const auto expect = table.column("expect");
    const auto detail = table.column(cues ? "flags" : "effect");
    if (!key || !sentence || !expect || !detail) {
      std::cout << table.name() << ": a column is missing\n";
      ++count.failed;
      return;
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const Example example = read(path, table.cell(row, *sentence));
      const auto wanted = trimmed(table.cell(row, *expect));
      const auto more = table.cell(row, *detail);
      const bool factive = more.find("factive") != std::string_view::npos;
      const auto wrong = cues ? verdict_on_cue(example, wanted, factive)
                              : verdict_on_operator(example, wanted, more);
      (wrong.empty() ? count.passed : count.failed) += 1;
      if (!wrong.empty()) {
        std::cout << fmt::format("{} {} \"{}\": wanted {} {}: {}\n",
                                 table.place(row),
                                 table.cell(row, *key),
                                 table.cell(row, *sentence),
                                 wanted,
                                 more,
                                 wrong);
      }
    }
  }

  Example read(ExamplePath& path, std::string_view sentence) const {
    Example example;
    example.document = path.analyse(sentence);
    example.graph = path.build(example.document);
    example.actors = resolver.resolve(path.article(sentence), example.document, example.graph);
    return example;
  }
};

int run(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: clause_examples LEXICON_FOLDER MODELS_FOLDER [TABLE...]\n";
    return 2;
  }
  const std::string models = argv[2];
  const std::vector<std::string> wanted(argv + 3, argv + argc);
  const auto lexicon = value_or_exit(resources::Lexicon::from_folder(argv[1]));
  const auto builder = value_or_exit(clauses::ClauseBuilder::load(lexicon));
  const auto coder = value_or_exit(coding::RecordCoder::load(lexicon));
  const auto resolver = value_or_exit(coding::ActorResolver::load(lexicon));
  ExamplePath german(models + "/de.model", builder, coder, Language::german);
  ExamplePath english(models + "/en.model", builder, coder, Language::english);
  Runner runner{resolver};
  for (const auto& name : lexicon.table_names()) {
    const bool clause_table = name.ends_with("/cues") || name.ends_with("/operators");
    if (clause_table && (wanted.empty() || std::ranges::find(wanted, name) != wanted.end())) {
      runner.run_table(*lexicon.table(name), name.starts_with("de/") ? german : english);
    }
  }
  std::cout << fmt::format("{} passed, {} failed\n", runner.count.passed, runner.count.failed);
  return runner.count.failed == 0 && runner.count.passed > 0 ? 0 : 1;
}

}  // namespace
}  // namespace carkeys

int main(int argc, char** argv) {
  return carkeys::run(argc, argv);
}
