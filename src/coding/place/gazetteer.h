// SPDX-License-Identifier: Apache-2.0
// Names of places and what they may stand for: countries (names in one language), regions and
// cities (names in any). Answers for a name as written; which of several places is meant, and
// whether a word is a place here at all, is decided by place.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.h"
#include "resources/lexicon.h"

namespace carkeys::coding {

struct GazetteerEntry {
  std::string name;     // as resolved
  std::string country;  // ISO 3166 alpha-3
  double latitude = 0;
  double longitude = 0;
  bool has_coordinates = false;
  int resolution = 0;  // PLOVER: 4 city, 2 province, 1 country
  double weight = 0;   // how likely the name means this place when nothing else is known
  bool known = false;  // large enough to be named without the analysis calling it a place
};

class Gazetteer {
 public:
  // Needs world/places; takes world/{towns,regions,countries} and LANG/{country_names,place_words}
  // where they are there. Errors: bad_resource naming the line.
  static Result<Gazetteer> load(const resources::Lexicon& lexicon, const std::string& language);

  // What `name` may stand for, as numbers of entries; an ending of the language is undone where the
  // name itself is unknown. Names match as written or in capitals throughout. Valid as long as the
  // gazetteer.
  [[nodiscard]] std::span<const std::uint32_t> find(std::string_view name) const;

  // Does a name of more than one token begin with the word? "al" and "saint" do.
  [[nodiscard]] bool begins_long_name(std::string_view word) const;

  [[nodiscard]] const GazetteerEntry& entry(std::uint32_t number) const { return entries_[number]; }

  // The country that a name, adjective, demonym or seat of government speaks of; empty: none.
  [[nodiscard]] std::string_view country_of_word(std::string_view word) const;

  // What the adjective of a town may stand for: "Kiewer", "Berliner".
  [[nodiscard]] std::span<const std::uint32_t> find_adjective(std::string_view adjective) const;

  // "Essen", "Nice": more often something else.
  [[nodiscard]] bool is_doubtful(std::string_view name) const;

  // Is the lemma one of the table's words of this class ("at", "beside", "of")?
  [[nodiscard]] bool is_a(std::string_view lemma, std::string_view word_class) const;
  // "Provinz", "Hafenstadt", "outskirts": what has a place for a name, or is a part of one.
  [[nodiscard]] bool is_locality(std::string_view lemma) const;

 private:
  struct Name {
    std::string written;
    std::vector<std::uint32_t> entries;
  };

  Result<void> add_places(const resources::Table& table);
  Result<void> add_regions(const resources::Table& table);
  Result<void> add_countries(const resources::Lexicon& lexicon, const resources::Table& names);
  void add_words(const resources::Table& table);
  void add_town_endings(const resources::Table& table);
  void add_name(std::string_view written, std::uint32_t entry);
  void add_country_words(std::string_view words, const std::string& code);
  [[nodiscard]] std::span<const std::uint32_t> find_inflected(std::string_view name) const;
  [[nodiscard]] const Name* exact(std::string_view name) const;

  std::vector<GazetteerEntry> entries_;
  std::unordered_map<std::string, Name> names_;  // by lower-case form
  std::unordered_set<std::string> first_words_;  // of names that are not one run of letters
  std::unordered_map<std::string, std::string> country_words_;
  std::unordered_set<std::string> doubtful_;
  std::unordered_map<std::string, std::unordered_set<std::string>> words_;  // by class
  std::vector<std::pair<std::string, std::string>> town_endings_;           // ending, base
  std::vector<std::string> first_word_endings_;
  std::vector<std::string> genitive_endings_;
  std::vector<std::string> adjective_endings_;
};

}  // namespace carkeys::coding
