// SPDX-License-Identifier: Apache-2.0
// Runs short articles that show when and where a deed happened. A line of circumstances.tsv holds a
// language, the rule, an article (" ¶ " starts a paragraph; its day is Wednesday, 2024-05-15) and
// for each record, between " | ", its category, days and place: "ASSAULT 2024-05-14 Cairo",
// "CONSULT 2024-05-01..2024-05-03 -"; "-" is none, "~" before a place one the gazetteer does not
// know. usage: circumstances_examples LEXICON_FOLDER MODELS_FOLDER TABLE. Prints one line per
// failing article and a closing line "N passed, N failed"; exit code 1 if any failed.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "examples.h"
#include "resources/lexicon.h"
#include "resources/pattern.h"

namespace carkeys {
namespace {

std::string day_text(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string when_text(const RecordDate& date) {
  if (!date.begin) {
    return "-";
  }
  const std::string begin = day_text(*date.begin);
  const std::string end = date.end ? day_text(*date.end) : "";
  return begin == end ? begin : begin + ".." + end;
}

std::string where_text(const std::optional<Place>& place) {
  if (!place) {
    return "-";
  }
  return place->resolved.empty() ? "~" + place->extracted : place->resolved;
}

std::string told(const Record& record) {
  return fmt::format(
      "{} {} {}", category_name(record.category), when_text(record.date), where_text(record.place));
}

std::string article_text(std::string_view cell) {
  constexpr std::string_view mark = " ¶ ";
  std::string text(cell);
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
    text.replace(at, mark.size(), "\n");
  }
  return text;
}

int run(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: circumstances_examples LEXICON_FOLDER MODELS_FOLDER TABLE\n";
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
    std::vector<std::string> found;
    for (const Record& record : path.code(article_text(cells[2]), trace).records) {
      found.push_back(told(record));
    }
    const auto wanted = resources::split(cells[3], '|');
    const bool right = std::ranges::all_of(wanted, [&](std::string_view part) {
      return std::ranges::find(found, trimmed(part)) != found.end();
    });
    (right ? count.passed : count.failed) += 1;
    if (!right) {
      std::cout << fmt::format("{}: \"{}\": wanted {}; got", cells[1], cells[2], cells[3]);
      for (const auto& record : found) {
        std::cout << " | " << record;
      }
      std::cout << '\n';
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
