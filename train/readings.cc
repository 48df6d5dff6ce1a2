// SPDX-License-Identifier: Apache-2.0
#include "readings.h"

#include <algorithm>
#include <array>

#include "analysis/tags/lemma_script.h"
#include "base/utf8.h"
#include "conllu.h"

namespace carkeys::train {
namespace {

struct Ending {
  char part;
  std::string_view form;
  std::string_view base;
};

// WordNet's rules of detachment.
constexpr std::array<Ending, 20> endings = {{
    {'n', "s", ""},      {'n', "ses", "s"},   {'n', "xes", "x"},   {'n', "zes", "z"},
    {'n', "ches", "ch"}, {'n', "shes", "sh"}, {'n', "men", "man"}, {'n', "ies", "y"},
    {'v', "s", ""},      {'v', "ies", "y"},   {'v', "es", "e"},    {'v', "es", ""},
    {'v', "ed", "e"},    {'v', "ed", ""},     {'v', "ing", "e"},   {'v', "ing", ""},
    {'a', "er", ""},     {'a', "est", ""},    {'a', "er", "e"},    {'a', "est", "e"},
}};

void append_german(const GermanLexicon& lexicon,
                   const std::string& form,
                   std::vector<std::string>& readings) {
  std::string matched;
  for (const auto& entry : lexicon.look_up(form, matched)) {
    for (const auto tag : entry.tags) {
      const auto& name = lexicon.tag(tag);
      readings.push_back((matched == form ? "T" : "t") + name);
      readings.push_back("C" + name.substr(0, name.find(':')));
    }
    readings.push_back("L" + analysis::LemmaScript::derive(matched, entry.lemma));
  }
}

}  // namespace

void NameLists::add_name(std::string_view name, const std::string& kind) {
  const auto words = split(name, ' ');
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!utf8::starts_upper(words[i])) {
      continue;
    }
    const auto* place = words.size() == 1 ? "1" : i == 0 ? "b" : i + 1 == words.size() ? "e" : "i";
    kinds_[std::string(words[i])].insert("G" + kind + place);
  }
}

Result<void> NameLists::add_file(const std::string& path,
                                 const std::string& kind,
                                 const std::vector<std::size_t>& columns) {
  CARKEYS_TRY(const auto table, read_text(path));
  for (const auto line : split(table, '\n')) {
    const auto fields = split(line, '\t');
    for (const auto column : columns) {
      if (!line.starts_with('#') && column < fields.size()) {
        for (const auto name : split(fields[column], '|')) {
          add_name(name, kind);
        }
      }
    }
  }
  return {};
}

Result<NameLists> NameLists::read(const std::string& folder) {
  NameLists lists;

  struct File {
    const char* path;
    const char* kind;
    std::vector<std::size_t> columns;
  };

  const std::vector<File> files = {{"/world/people.tsv", "P", {0, 3, 4}},
                                   {"/world/places.tsv", "L", {0, 1}},
                                   {"/world/regions.tsv", "L", {0, 1}},
                                   {"/world/countries.tsv", "C", {1}},
                                   {"/world/organisations.tsv", "O", {4, 5, 6}}};
  for (const auto& file : files) {
    if (auto added = lists.add_file(folder + file.path, file.kind, file.columns); !added) {
      return tl::unexpected<Error>(added.error());
    }
  }
  return lists;
}

void NameLists::append(const std::string& form, std::vector<std::string>& readings) const {
  if (const auto found = kinds_.find(form); found != kinds_.end()) {
    readings.insert(readings.end(), found->second.begin(), found->second.end());
  }
}

Result<void> EnglishLexicon::read_part(const std::string& folder,
                                       const std::string& name,
                                       Part& part) {
  constexpr std::size_t after_counts = 6;  // fields before the places of the senses, less pointers
  CARKEYS_TRY(const auto index, read_text(folder + "/index." + name));
  for (const auto line : split(index, '\n')) {
    const auto fields = split(line, ' ');
    if (fields.size() <= after_counts || fields[0].empty() ||
        fields[0].find('_') != std::string_view::npos) {
      continue;
    }
    const auto pointers = static_cast<std::size_t>(whole_number(fields[3]));
    const auto first = after_counts + pointers;
    if (first < fields.size()) {
      part.first_senses.emplace(fields[0], static_cast<std::uint32_t>(whole_number(fields[first])));
    }
  }
  CARKEYS_TRY(const auto exceptions, read_text(folder + "/" + name + ".exc"));
  for (const auto line : split(exceptions, '\n')) {
    const auto fields = split(line, ' ');
    for (std::size_t i = 1; i < fields.size(); ++i) {
      part.exceptions[std::string(fields[0])].emplace_back(fields[i]);
    }
  }
  return {};
}

Result<void> EnglishLexicon::read_senses(const std::string& folder) {
  CARKEYS_TRY(const auto nouns, read_text(folder + "/data.noun"));
  for (const auto line : split(nouns, '\n')) {
    const auto fields = split(line.substr(0, 16), ' ');
    if (fields.size() > 2 && !fields[0].empty()) {
      noun_kinds_.emplace(static_cast<std::uint32_t>(whole_number(fields[0])), fields[1]);
    }
  }
  CARKEYS_TRY(const auto counts, read_text(folder + "/cntlist.rev"));
  for (const auto line : split(counts, '\n')) {
    const auto word = line.substr(0, line.find('%'));
    if (!word.empty() && word.find('_') == std::string_view::npos &&
        (frequent_.empty() || frequent_.back() != word)) {
      frequent_.emplace_back(word);
    }
  }
  return {};
}

Result<void> EnglishLexicon::read_frames(const std::string& folder) {
  CARKEYS_TRY(const auto verbs, read_text(folder + "/data.verb"));
  for (const auto line : split(verbs, '\n')) {
    const auto fields = split(line.substr(0, line.find(" |")), ' ');
    if (fields.size() < 6 || fields[0].empty()) {
      continue;
    }
    const auto words = std::stoul(std::string(fields[3]), nullptr, 16);
    std::size_t at = 4 + 2 * words;  // the number of pointers, four fields each
    at += 1 + 4 * static_cast<std::size_t>(whole_number(fields[at]));
    for (++at; at + 2 < fields.size(); at += 3) {
      const auto which = std::stoul(std::string(fields[at + 2]), nullptr, 16);
      for (std::size_t word = 1; word <= words; ++word) {
        if (which == 0 || which == word) {
          frames_[std::string(fields[2 + 2 * word])].insert("F" + std::string(fields[at + 1]));
        }
      }
    }
  }
  return {};
}

Result<EnglishLexicon> EnglishLexicon::read(const std::string& folder) {
  EnglishLexicon lexicon;
  for (const auto& [name, letter] : {std::pair{"noun", 'n'},
                                     std::pair{"verb", 'v'},
                                     std::pair{"adj", 'a'},
                                     std::pair{"adv", 'r'}}) {
    Part part;
    part.letter = letter;
    if (auto done = lexicon.read_part(folder, name, part); !done) {
      return tl::unexpected<Error>(done.error());
    }
    lexicon.parts_.push_back(std::move(part));
  }
  for (const auto step : {&EnglishLexicon::read_senses, &EnglishLexicon::read_frames}) {
    if (auto done = (lexicon.*step)(folder); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  return lexicon;
}

const EnglishLexicon::Part& EnglishLexicon::part(char letter) const {
  return *std::ranges::find(parts_, letter, &Part::letter);
}

void EnglishLexicon::append_base(const Part& part,
                                 const std::string& form,
                                 const std::string& base,
                                 std::string_view ending,
                                 std::vector<std::string>& readings) const {
  const auto sense = part.first_senses.find(base);
  if (sense == part.first_senses.end()) {
    return;
  }
  readings.push_back(std::string("P") + part.letter + std::string(ending));
  readings.push_back("L" + analysis::LemmaScript::derive(form, base));
  if (part.letter == 'n') {
    const auto kind = noun_kinds_.find(sense->second);
    readings.push_back("X" + (kind == noun_kinds_.end() ? std::string() : kind->second));
  }
  const auto frames = frames_.find(base);
  if (part.letter == 'v' && frames != frames_.end()) {
    readings.insert(readings.end(), frames->second.begin(), frames->second.end());
  }
}

void EnglishLexicon::append(const std::string& form, std::vector<std::string>& readings) const {
  const auto lower = utf8::to_lower(form);
  for (const auto& part : parts_) {
    append_base(part, form, lower, "", readings);
    if (const auto found = part.exceptions.find(lower); found != part.exceptions.end()) {
      for (const auto& base : found->second) {
        append_base(part, form, base, "x", readings);
      }
    }
    for (const auto& ending : endings) {
      if (ending.part == part.letter && lower.size() > ending.form.size() + 1 &&
          lower.ends_with(ending.form)) {
        const auto base = lower.substr(0, lower.size() - ending.form.size());
        append_base(part, form, base + std::string(ending.base), ending.form, readings);
      }
    }
  }
}

std::vector<std::string> Readings::of(const std::string& form) const {
  std::vector<std::string> readings;
  if (german_ != nullptr) {
    append_german(*german_, form, readings);
  }
  if (english_ != nullptr) {
    english_->append(form, readings);
  }
  if (names_ != nullptr) {
    names_->append(form, readings);
  }
  return readings;
}

}  // namespace carkeys::train
