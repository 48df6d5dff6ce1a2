// SPDX-License-Identifier: Apache-2.0
// Runs short articles that show who says what: status and auxiliary modes across clauses and
// sentences. A line of says.tsv holds a language, the rule, an article (" ¶ " starts a paragraph;
// its day is 2024-05-15) and the records that must come out, "ASSAULT RUS > UKR; claimed", between
// " | ". Of a category that is named there must be no other record. usage: says_examples
// LEXICON_FOLDER MODELS_FOLDER TABLE. Prints one line per failing article and a closing line "N
// passed, N failed"; exit code 1 if any failed.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "examples.h"
#include "expectation.h"
#include "resources/lexicon.h"
#include "resources/pattern.h"

namespace carkeys {
namespace {

std::string with_paragraphs(std::string_view cell) {
  constexpr std::string_view mark = " ¶ ";
  std::string text(cell);
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
    text.replace(at, mark.size(), "\n");
  }
  return text;
}

// The record that "CATEGORY A > B; ..." describes is among them.
bool comes_out(std::string_view wanted, const std::vector<Record>& records) {
  const auto space = wanted.find(' ');
  const auto expected = expectation_from(wanted.substr(space + 1));
  return expected && std::ranges::any_of(records, [&](const Record& record) {
           return category_name(record.category) == wanted.substr(0, space) &&
                  fits(*expected, record);
         });
}

// "" where the article gives just the records that the cell asks for.
std::string verdict(const std::vector<Record>& records, std::string_view expect) {
  std::vector<std::string> wanted;
  for (const auto part : resources::split(expect, '|')) {
    wanted.emplace_back(trimmed(part));
  }
  for (const auto& part : wanted) {
    if (!comes_out(part, records)) {
      return "missing " + part;
    }
  }
  for (const Record& record : records) {
    const std::string category(category_name(record.category));
    const auto asked = std::ranges::count_if(
        wanted, [&](const std::string& part) { return part.starts_with(category + " "); });
    const auto found = std::ranges::count(records, record.category, &Record::category);
    if (asked != 0 && found > asked) {
      return "too many " + category;
    }
  }
  return "";
}

int run(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: says_examples LEXICON_FOLDER MODELS_FOLDER TABLE\n";
    return 2;
  }
  const std::string models = argv[2];
  const auto lexicon = value_or_exit(resources::Lexicon::from_folder(argv[1]));
  const auto builder = value_or_exit(clauses::ClauseBuilder::load(lexicon));
  const auto coder = value_or_exit(coding::RecordCoder::load(lexicon));
  ExamplePath german(models + "/de.model", builder, coder, Language::german);
  ExamplePath english(models + "/en.model", builder, coder, Language::english);
  std::ifstream table(argv[3]);
  Count count;
  for (std::string line; std::getline(table, line);) {
    const auto cells = resources::split(line, '\t');
    if (line.starts_with("#") || cells.size() != 4 || cells.front() == "language") {
      continue;
    }
    coding::Trace trace;
    ExamplePath& path = cells[0] == "de" ? german : english;
    const Coding coding = path.code(with_paragraphs(cells[2]), trace);
    const auto wrong = verdict(coding.records, cells[3]);
    (wrong.empty() ? count.passed : count.failed) += 1;
    if (!wrong.empty()) {
      std::string got;
      for (const Record& record : coding.records) {
        got += " | " + record_text(record);
      }
      std::cout << fmt::format("{}: \"{}\": {}; got{}\n", cells[1], cells[2], wrong, got);
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
