// SPDX-License-Identifier: Apache-2.0
#include "standoff.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/tags/lemma_script.h"
#include "base/utf8.h"
#include "fields.h"
#include "records/document.h"

namespace carkeys::train {
namespace {

constexpr std::size_t columns = 9;

// How many words lie between the word and the root; more than there are in a cycle.
std::size_t depth(const StandoffSentence& sentence, std::size_t word) {
  std::size_t steps = 0;
  for (int head = sentence.rows[word].head; head > 0 && steps <= sentence.rows.size(); ++steps) {
    head = sentence.rows[static_cast<std::size_t>(head) - 1].head;
  }
  return steps;
}

std::string row_fault(const StandoffSentence& sentence, std::size_t word) {
  const auto& row = sentence.rows[word];
  if (row.end <= row.begin || (word > 0 && row.begin < sentence.rows[word - 1].end)) {
    return "place out of order";
  }
  if (upos_name(upos_from(row.upos)) != row.upos) {
    return "unknown part of speech " + row.upos;
  }
  if (deprel_name(deprel_from(row.relation)) != row.relation) {
    return "unknown relation " + row.relation;
  }
  if (row.head < 0 || static_cast<std::size_t>(row.head) > sentence.rows.size()) {
    return "head out of range";
  }
  if ((row.head == 0) != (row.relation == "root")) {
    return "head and relation disagree about the root";
  }
  return analysis::LemmaScript::parse(row.script) ? "" : "no lemma script: " + row.script;
}

// Where the words begin in the text if the first one is at `begin`; empty where they are not there.
std::vector<std::size_t> places(const Tree& tree, std::string_view text, std::size_t begin) {
  std::vector<std::size_t> found;
  for (const auto& word : tree.words) {
    while (begin < text.size() && utf8::is_space(utf8::step(text, begin).code_point)) {
      begin += utf8::step(text, begin).size;
    }
    if (!text.substr(begin).starts_with(word.form)) {
      return {};
    }
    found.push_back(begin);
    begin += word.form.size();
  }
  return found;
}

}  // namespace

Result<std::vector<StandoffSentence>> parse_standoff(std::string_view table,
                                                     const std::string& path) {
  std::vector<StandoffSentence> sentences;
  std::int64_t line_number = 0;
  for (const auto line : split(table, '\n')) {
    ++line_number;
    if (line_number == 1 || line.empty()) {
      continue;
    }
    const auto fields = split(line, '\t');
    if (fields.size() != columns) {
      return failure(ErrorCode::bad_resource, "line has not nine fields", path, line_number);
    }
    const int number = whole_number(fields[1]);
    const int token = whole_number(fields[2]);
    if (token == 1) {
      sentences.push_back({std::string(fields[0]), number, {}});
    }
    if (sentences.empty() || sentences.back().document != fields[0] ||
        sentences.back().number != number ||
        static_cast<int>(sentences.back().rows.size()) + 1 != token) {
      return failure(ErrorCode::bad_resource, "token does not follow", path, line_number);
    }
    sentences.back().rows.push_back({static_cast<std::uint32_t>(whole_number(fields[3])),
                                     static_cast<std::uint32_t>(whole_number(fields[4])),
                                     std::string(fields[5]),
                                     whole_number(fields[6]),
                                     std::string(fields[7]),
                                     std::string(fields[8])});
  }
  return sentences;
}

std::string standoff_fault(const StandoffSentence& sentence) {
  std::size_t roots = 0;
  for (std::size_t word = 0; word < sentence.rows.size(); ++word) {
    if (auto fault = row_fault(sentence, word); !fault.empty()) {
      return fmt::format("token {}: {}", word + 1, fault);
    }
    roots += sentence.rows[word].head == 0 ? 1 : 0;
  }
  if (roots != 1) {
    return fmt::format("{} roots", roots);
  }
  for (std::size_t word = 0; word < sentence.rows.size(); ++word) {
    if (depth(sentence, word) > sentence.rows.size()) {
      return fmt::format("token {}: cycle", word + 1);
    }
  }
  return {};
}

Result<Tree> tree_of(const StandoffSentence& sentence, std::string_view text) {
  const utf8::CodePointMap map(text);
  Tree tree;
  tree.id = fmt::format("{} #{}", sentence.document, sentence.number);
  for (const auto& row : sentence.rows) {
    if (row.end > map.size()) {
      return failure(ErrorCode::bad_resource, "row lies outside its text", tree.id);
    }
    const auto begin = map.byte(row.begin);
    TreeWord word;
    word.form = text.substr(begin, map.byte(row.end) - begin);
    const auto script = analysis::LemmaScript::parse(row.script);
    if (!script || !script->apply(word.form, word.lemma)) {
      return failure(ErrorCode::bad_resource, "lemma script does not fit " + word.form, tree.id);
    }
    word.upos = row.upos;
    word.head = row.head;
    word.relation = row.relation;
    tree.words.push_back(std::move(word));
  }
  return tree;
}

Result<StandoffSentence> standoff_of(const Tree& tree, std::string_view text) {
  std::vector<std::size_t> found;
  for (auto begin = text.find(tree.words.front().form);
       begin != std::string_view::npos && found.empty();
       begin = text.find(tree.words.front().form, begin + 1)) {
    found = places(tree, text, begin);
  }
  const auto mark = tree.id.rfind(" #");
  if (found.empty() || mark == std::string::npos) {
    return failure(ErrorCode::bad_input, "sentence is not in its document", tree.id);
  }
  const utf8::CodePointMap map(text);
  StandoffSentence sentence{tree.id.substr(0, mark), whole_number(tree.id.substr(mark + 2)), {}};
  for (std::size_t index = 0; index < tree.words.size(); ++index) {
    const auto& word = tree.words[index];
    const auto end = found[index] + word.form.size();
    sentence.rows.push_back({map.code_point(static_cast<std::uint32_t>(found[index])),
                             map.code_point(static_cast<std::uint32_t>(end)),
                             word.upos,
                             word.head,
                             word.relation,
                             analysis::LemmaScript::derive(word.form, word.lemma)});
  }
  return sentence;
}

std::string standoff_lines(const StandoffSentence& sentence) {
  std::string out;
  for (std::size_t word = 0; word < sentence.rows.size(); ++word) {
    const auto& row = sentence.rows[word];
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
                       sentence.document,
                       sentence.number,
                       word + 1,
                       row.begin,
                       row.end,
                       row.upos,
                       row.head,
                       row.relation,
                       row.script);
  }
  return out;
}

}  // namespace carkeys::train
