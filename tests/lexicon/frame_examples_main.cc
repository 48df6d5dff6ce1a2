// SPDX-License-Identifier: Apache-2.0
// Runs the example sentence of every frame line through the whole path (analysis, clauses, coding)
// and checks that this very line fires with the sides, status and aux that its `expect` cell
// states. usage: frame_examples LEXICON_FOLDER MODELS_FOLDER [TABLE...] Prints one line per failing
// example and a closing line "N passed, N failed"; exit code 1 if any failed.
#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analysis/analyser.h"
#include "clauses/clauses.h"
#include "coding/coder.h"
#include "examples.h"
#include "expectation.h"
#include "resources/lexicon.h"
#include "resources/pattern.h"

namespace carkeys {
namespace {

// The record without sides that nobody expects and that were chosen from the article: an example
// says what its line does, whatever the weights of that choice are.
Record as_written(Record record, const Expectation& expected, const coding::Trace& trace) {
  for (const coding::SideChoice& choice : trace.choices) {
    const bool actor = choice.side == coding::Side::actor;
    const bool empty = actor ? expected.actor.empty() : expected.recipient.empty();
    if (choice.chosen != 0 && !choice.rehearsed && choice.category == record.category && empty) {
      auto& side = actor ? record.actor : record.recipient;
      std::erase_if(side, [&](const Entity& entity) {
        const auto& chosen = choice.candidates[choice.chosen].entities;
        return std::ranges::find(chosen, entity) != chosen.end();
      });
    }
  }
  return record;
}

// Empty: the example passes.
std::string verdict(const Coding& coding,
                    const coding::Trace& trace,
                    std::string_view place,
                    std::string_view expect) {
  if (trimmed(expect) == "NONE") {
    const bool quiet = coding.records.empty();
    return quiet ? "" : "wanted no record, got " + record_text(coding.records.front());
  }
  const auto expected = expectation_from(expect);
  if (!expected) {
    return fmt::format("expect cell '{}' cannot be read", expect);
  }
  std::string got;
  for (const Record& record : coding.records) {
    if (record.frame == place &&
        (fits(*expected, record) || fits(*expected, as_written(record, *expected, trace)))) {
      return "";
    }
    got += " | " + record_text(record);
  }
  for (const auto& step : trace.steps) {
    got += step.dropped.empty() ? "" : fmt::format(" | {} dropped: {}", step.frame, step.dropped);
  }
  return fmt::format("wanted {}, got{}", expect, got.empty() ? " nothing" : got);
}

void run_table(const resources::Table& table, ExamplePath& path, Count& count) {
  const auto predicate = table.column("predicate");
  const auto example = table.column("example");
  const auto expect = table.column("expect");
  if (!predicate || !example || !expect) {
    std::cout << table.name() << ": columns predicate, example and expect are needed\n";
    ++count.failed;
    return;
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    coding::Trace trace;
    const auto sentence = table.cell(row, *example);
    const Coding coding = path.code(sentence, trace);
    const auto place = table.place(row);
    const auto wrong = verdict(coding, trace, place, table.cell(row, *expect));
    (wrong.empty() ? count.passed : count.failed) += 1;
    if (!wrong.empty()) {
      std::cout << fmt::format(
          "{} {} \"{}\": {}\n", place, table.cell(row, *predicate), sentence, wrong);
    }
  }
}

int run(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: frame_examples LEXICON_FOLDER MODELS_FOLDER [TABLE...]\n";
    return 2;
  }
  const std::string models = argv[2];
  const std::vector<std::string> wanted(argv + 3, argv + argc);
  const auto lexicon = value_or_exit(resources::Lexicon::from_folder(argv[1]));
  const auto builder = value_or_exit(clauses::ClauseBuilder::load(lexicon));
  const auto coder = value_or_exit(coding::RecordCoder::load(lexicon));
  ExamplePath german(models + "/de.model", builder, coder, Language::german);
  ExamplePath english(models + "/en.model", builder, coder, Language::english);
  Count count;
  for (const auto& name : lexicon.table_names()) {
    const bool frames = name.find("/frames") != std::string::npos;
    if (frames && (wanted.empty() || std::ranges::find(wanted, name) != wanted.end())) {
      run_table(*lexicon.table(name), name.starts_with("de/") ? german : english, count);
    }
  }
  std::cout << fmt::format("{} passed, {} failed\n", count.passed, count.failed);
  return count.failed == 0 && count.passed > 0 ? 0 : 1;
}

}  // namespace
}  // namespace carkeys

int main(int argc, char** argv) {
  return carkeys::run(argc, argv);
}
