// SPDX-License-Identifier: Apache-2.0
// What is known about actors, as read from the lexicon: names of countries, places, organisations
// and people, nouns for agents, pronouns and the small words around them, all looked up by words.
// Knows no document; lexis.h finds these facts in one. Private to coding/actors.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "records/article.h"
#include "records/document.h"
#include "resources/lexicon.h"

namespace carkeys::coding::actors {

enum class FactKind : std::uint8_t {
  country,
  seat,         // "Kremlin": acts for the government
  demonym,      // "Iraner"
  adjective,    // "iranisch", also of a region
  place,        // a region
  city,         // a town that is no seat of government
  inhabitants,  // people of a region
  organisation,
  person,
  agent,
};

enum class AgentKind : std::uint8_t {
  none,         // known not to be an agent
  office,       // a person in office
  body,         // an institution
  group,        // people
  member,       // stands for the body that its attribute names: "Sprecher der Polizei"
  collective,   // as member; alone it takes up an organisation: "die Gruppe"
  counterpart,  // "Amtskollege"
  country,      // "das Land"
  unknown,      // "Experten"
  prefix,       // first part of a compound only: "Bundes-"
};

enum class PronounKind : std::uint8_t { personal, possessive, first, demonstrative, relative };

// A day as one number, 20230313; 0 is before and `last_day` after everything.
using Day = std::int32_t;
inline constexpr Day last_day = 99999999;
Day day_of(const Date& date);

struct Fact {
  FactKind kind = FactKind::agent;
  AgentKind agent = AgentKind::none;
  Gender gender = Gender::none;
  bool plural = false;    // a country with a plural name
  bool compound = true;   // may be found as the last part of a compound
  std::uint32_t row = 0;  // person: number in Facts::people
  Day from = 0;
  Day to = last_day;
  std::string code;
  std::string sector;
  std::vector<std::string> countries;  // agent: whose it is by default
};

// One name of one fact; `rest` are the words after the first.
struct Name {
  std::vector<std::string> rest;
  std::uint32_t fact = 0;
};

struct Spell {
  std::string code;
  std::string sector;
  std::string office;  // empty: a role without an office, `from` and `to` may be open
  Day from = 0;
  Day to = last_day;
};

struct PersonFact {
  std::string name;
  std::string wikidata;
  Gender gender = Gender::none;
  std::vector<Spell> spells;
};

struct Pronoun {
  PronounKind kind = PronounKind::personal;
  Gender gender = Gender::none;
  Number number = Number::none;
  bool person = true;  // may stand for a person
  bool thing = true;   // may stand for anything else
};

enum class WordClass : std::uint8_t { both, former, led, of, from, in, title, foreign };

struct Ending {
  std::string ending;
  std::string base;
};

struct Hash {
  using is_transparent = void;

  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

template <typename Value>
using WordMap = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

class Facts {
 public:
  // The facts of one language ("de"), world tables included.
  static Result<Facts> load(const resources::Lexicon& lexicon, const std::string& language);

  // Names that begin with this word, longest first; empty where there is none.
  [[nodiscard]] std::span<const Name> names(std::string_view first_word) const;
  [[nodiscard]] std::span<const std::uint32_t> people_by_short_name(std::string_view word) const;
  [[nodiscard]] std::span<const Pronoun> pronouns(std::string_view word) const;
  [[nodiscard]] bool is(WordClass word_class, std::string_view word) const;

  // A word that makes two of something of the noun beside it ("beide Seiten").
  [[nodiscard]] bool is_side(std::string_view lemma) const { return sides_.contains(lemma); }

  [[nodiscard]] const Fact& fact(std::uint32_t index) const { return facts_[index]; }

  [[nodiscard]] const PersonFact& person(std::uint32_t index) const { return people_[index]; }

  std::vector<Ending> word_endings;
  std::vector<Ending> feminine_endings;
  std::vector<Ending> city_endings;
  std::vector<Ending> link_endings;  // between the parts of a compound; empty: no compounds

 private:
  friend class FactReader;
  void add(std::string_view names, Fact fact);
  void add_name(std::string_view name, std::uint32_t fact);
  void finish();

  std::vector<Fact> facts_;
  std::vector<PersonFact> people_;
  WordMap<std::vector<Name>> names_;
  // One bit by hash: most words of a text begin no name, and this small table says so first.
  std::vector<std::uint64_t> filter_;
  WordMap<std::vector<std::uint32_t>> short_names_;
  WordMap<std::vector<Pronoun>> pronouns_;
  WordMap<std::uint32_t> classes_;  // bit set of WordClass
  std::unordered_set<std::string, Hash, std::equal_to<>> sides_;
};

}  // namespace carkeys::coding::actors
