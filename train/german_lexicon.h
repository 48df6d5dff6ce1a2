// SPDX-License-Identifier: Apache-2.0
// The German full-form list (form, lemma, readings) as training material: what a form can be. It
// never ships; models learn from it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "records/document.h"

namespace carkeys::train {

enum class WordClass : std::uint8_t {
  noun,
  name,
  adjective,
  present_participle,
  past_participle,
  article,
  pronoun,
  verb,
  adposition,
  adverb,
  particle,
  conjunction,
  other
};

// One reading of a form. Where `cases`, `numbers`, `genders` are bit sets, bit i stands for value i
// of the enum; 0 in `genders` means that the reading does not say.
struct Reading {
  WordClass word_class = WordClass::other;
  std::uint8_t cases = 0;
  std::uint8_t numbers = 0;
  std::uint8_t genders = 0;
  std::uint8_t person = 0;
  Tense tense = Tense::none;
  VerbMood mood = VerbMood::none;
  VerbForm verb_form = VerbForm::none;
  Degree degree = Degree::none;
  bool predicative = false;
  bool with_zu = false;
  bool modal = false;
  // Articles: definite or indefinite; adjectives: after which kind of determiner.
  enum class Inflection : std::uint8_t {
    any,
    definite,
    indefinite,
    without
  } inflection = Inflection::any;
  enum class Pronoun : std::uint8_t {
    none,
    personal,
    possessive,
    reflexive,
    demonstrative,
    indefinite,
    other
  } pronoun = Pronoun::none;
};

struct LexiconEntry {
  std::string lemma;
  std::vector<std::uint16_t> tags;  // into GermanLexicon::tag and reading
};

class GermanLexicon {
 public:
  static Result<GermanLexicon> read(const std::string& path);

  // The entries of exactly this form; empty where it is unknown.
  [[nodiscard]] const std::vector<LexiconEntry>& entries(std::string_view form) const;
  // As entries(); for an unknown form that begins upper case those of its lower-case form, and else
  // the noun entries of the longest known ending ("Drohnenangriff": "Angriff"). `matched` receives
  // the form that was found.
  [[nodiscard]] const std::vector<LexiconEntry>& look_up(std::string_view form,
                                                         std::string& matched) const;
  // The noun entries of the longest known ending of at least four letters.
  [[nodiscard]] const std::vector<LexiconEntry>& compound(std::string_view form,
                                                          std::string& matched) const;

  [[nodiscard]] const Reading& reading(std::uint16_t tag) const { return readings_[tag]; }

  [[nodiscard]] const std::string& tag(std::uint16_t tag) const { return tags_[tag]; }

  [[nodiscard]] const std::vector<const std::string*>& forms() const { return forms_; }

 private:
  std::uint16_t tag_number(std::string_view tag);

  std::unordered_map<std::string, std::vector<LexiconEntry>> entries_;
  std::vector<const std::string*> forms_;  // in file order
  std::vector<std::string> tags_;
  std::vector<Reading> readings_;
  std::unordered_map<std::string, std::uint16_t> tag_numbers_;
  std::vector<LexiconEntry> none_;
};

}  // namespace carkeys::train
