// SPDX-License-Identifier: Apache-2.0
// What lists say about a form, as strings that are hashed into rows of the readings table: input
// features of training that reach the analyser through the ready vectors of frequent words.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "german_lexicon.h"

namespace carkeys::train {

// Words of known names: people, places, organisations, countries of lexicon/world.
class NameLists {
 public:
  // `folder` is the repository's lexicon folder.
  static Result<NameLists> read(const std::string& folder);

  void append(const std::string& form, std::vector<std::string>& readings) const;

 private:
  Result<void> add_file(const std::string& path,
                        const std::string& kind,
                        const std::vector<std::size_t>& columns);
  void add_name(std::string_view name, const std::string& kind);

  std::unordered_map<std::string, std::unordered_set<std::string>> kinds_;
};

// WordNet: parts of speech with base forms, kinds of nouns, frames of verbs.
class EnglishLexicon {
 public:
  // `folder` holds index.noun, data.verb and the other files of WordNet 3.0.
  static Result<EnglishLexicon> read(const std::string& folder);

  void append(const std::string& form, std::vector<std::string>& readings) const;

  // Base forms that occur in WordNet's tagged texts.
  [[nodiscard]] const std::vector<std::string>& frequent() const { return frequent_; }

  struct Part {
    char letter = 'n';                                                     // n, v, a, r
    std::unordered_map<std::string, std::uint32_t> first_senses;           // by base form
    std::unordered_map<std::string, std::vector<std::string>> exceptions;  // base forms by form
  };

  [[nodiscard]] const Part& part(char letter) const;

 private:
  Result<void> read_part(const std::string& folder, const std::string& name, Part& part);
  Result<void> read_senses(const std::string& folder);
  Result<void> read_frames(const std::string& folder);
  void append_base(const Part& part,
                   const std::string& form,
                   const std::string& base,
                   std::string_view ending,
                   std::vector<std::string>& readings) const;

  std::vector<Part> parts_;
  std::unordered_map<std::uint32_t, std::string> noun_kinds_;  // by place of the sense
  std::unordered_map<std::string, std::unordered_set<std::string>> frames_;
  std::vector<std::string> frequent_;
};

// All that is known about a form.
class Readings {
 public:
  Readings(const GermanLexicon* german, const EnglishLexicon* english, const NameLists* names)
      : german_(german), english_(english), names_(names) {}

  [[nodiscard]] std::vector<std::string> of(const std::string& form) const;

 private:
  const GermanLexicon* german_;
  const EnglishLexicon* english_;
  const NameLists* names_;
};

}  // namespace carkeys::train
