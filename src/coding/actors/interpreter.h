// SPDX-License-Identifier: Apache-2.0
// Phrases to referents: what the phrase below each token of a document denotes, from the words that
// lexis.h found, the tree around them and what was said before. Works through the document once, in
// text order. Knows no language. Private to coding/actors.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_range.h"
#include "coding/actors/facts.h"
#include "coding/actors/focus.h"
#include "coding/actors/lexis.h"
#include "records/clause_graph.h"
#include "records/document.h"
#include "records/tree.h"

namespace carkeys::coding::actors {

inline constexpr std::uint32_t no_person = 0xFFFFFFFF;

enum class ReferentKind : std::uint8_t { country, organisation, agent, person, place };

// Somebody or something that acts. Views point into the facts or the document.
struct Referent {
  ReferentKind kind = ReferentKind::agent;
  std::string_view code;  // empty: unknown
  std::string_view sector;
  bool explicit_code = false;  // the phrase itself says whose; otherwise from the context
  bool former = false;         // an office no longer held
  bool foreign = false;        // of some other country, as told
  bool person_like = false;    // people, not a country, body or thing
  Gender gender = Gender::none;
  std::uint32_t person = no_person;  // number in Facts
  TextRange name;                    // proper name of a person in the text; empty: none
  TextRange range;                   // the words
};

using Referents = std::vector<Referent>;

// A phrase that later words may take up again.
struct Mention {
  TokenIndex token = no_token;
  SentenceIndex sentence = 0;
  bool subject = false;
  bool coordinated = false;  // "A" of "A und B"
  Referents referents;
};

// Whoever acts, also in the passive voice.
bool is_subject(Deprel relation);

class Interpreter {
 public:
  Interpreter(const Facts& facts,
              const Document& document,
              const ClauseGraph& graph,
              std::string_view title,
              std::optional<Day> day);

  // Works through the document; afterwards of() and modifier() may be asked.
  void run();

  // Before run(): the phrase `words` with this head is an actor, also where no table knows it.
  void name_actor(TokenIndex head, TextRange words);

  [[nodiscard]] const Referents& of(TokenIndex token) const { return referents_[token]; }

  // What the token tells as a modifier: its own adjective or the first part of the compound.
  // Empty: nothing else than of().
  [[nodiscard]] Referents modifier(TokenIndex token);

  [[nodiscard]] std::optional<Day> day() const { return day_; }

 private:
  struct Whose {
    std::string_view code;
    SentenceIndex sentence = 0;
  };

  struct Attributes;  // what stands around an agent noun

  const Referents& denote(TokenIndex token);
  void add_named(TokenIndex token, Referents& found) const;
  Referents interpret(TokenIndex token);
  Referents interpret_name(TokenIndex token, const Word& word, const Fact& fact);
  Referents interpret_agent(TokenIndex token, const Word& word, const Fact& fact);
  [[nodiscard]] bool is_part_of_name(TokenIndex token) const;
  Referents addressed(TokenIndex token);
  Referents interpret_nameless(TokenIndex token);
  void remember(TokenIndex token);
  [[nodiscard]] bool is_scenery(TokenIndex token) const;

  // attributes.cc
  Attributes attributes_of(TokenIndex token, const Word& word);
  void add_first_part(TokenIndex token, const Word& word, Attributes& found);
  void add_child(TokenIndex head, TokenIndex child, Attributes& found);
  [[nodiscard]] bool is_country_name(TokenIndex token) const;
  void add_premodifier(TokenIndex child, Attributes& found);
  void add_whose(TokenIndex child, Attributes& found);
  void add_phrase(TokenIndex child, Attributes& found);
  void add_apposition(TokenIndex child, Attributes& found);
  void add_referents(TokenIndex child, bool also_conjuncts, Referents& found);
  [[nodiscard]] Referents first_part(const Word& word, SentenceIndex sentence);

  // agents.cc
  Referents combine(const Fact& fact, TokenIndex token, Attributes& found);
  Referents of_members(const Fact& fact, TokenIndex token, Attributes& found);
  Referents of_collective(const Fact& fact, TokenIndex token, const Attributes& found);
  [[nodiscard]] Referents same_again(const Mention& mention) const;
  Referents members_of(const Fact& fact, const Referents& sources, const Attributes& found);
  Referents of_spokesmen(const Fact& fact, TokenIndex token, const Attributes& found);
  Referents of_country_noun(TokenIndex token, const Attributes& found);
  Referents same_person(const Fact& fact, TokenIndex token, const Attributes& found);
  [[nodiscard]] const Referent* told_elsewhere(const Attributes& found) const;
  Referents defaults(const Fact& fact, TokenIndex token, const Attributes& found);
  void name_person(Referents& referents, const Attributes& found);

  // names.cc
  Referents known_person(TokenIndex token, std::uint32_t person, TextRange name);
  Referents unknown_name(TokenIndex token);
  [[nodiscard]] bool contradicts(TokenIndex token, const Referent& title) const;
  Referents named_before(TokenIndex token, TextRange name);
  [[nodiscard]] Referent held_office(std::uint32_t person) const;
  [[nodiscard]] std::uint32_t person_by_short_name(TokenIndex token) const;
  Referents titled(TokenIndex token);
  Referents titled_before(TokenIndex token);
  Referents title_of(TokenIndex name, TokenIndex title);
  Referents described(TokenIndex token);
  [[nodiscard]] TextRange name_range(TokenIndex token) const;
  void mend_names();
  void register_name(TextRange name, const Referent& referent);
  [[nodiscard]] bool is_personal_name(TokenIndex token) const;

  // reference.cc
  Referents pronoun(TokenIndex token);
  Referents anaphor(TokenIndex token, std::vector<Pronoun> readings);
  [[nodiscard]] const Mention* best_antecedent(TokenIndex token,
                                               const std::vector<Pronoun>& readings) const;
  [[nodiscard]] std::vector<const Referents*> beside(TokenIndex token) const;
  [[nodiscard]] int salience(const Mention& mention, TokenIndex token, const Pronoun& wanted) const;
  [[nodiscard]] bool is_empty_subject(TokenIndex token, const Pronoun& reading) const;
  Referents antecedent(TokenIndex token);
  Referents speaker(TokenIndex token);
  Referents indirect_speaker(TokenIndex token, std::span<const Pronoun> readings);
  [[nodiscard]] ScopeIndex scope_of(TokenIndex token) const;
  [[nodiscard]] TokenIndex claimant_of(TokenIndex token) const;
  [[nodiscard]] Referents last_two(TokenIndex token, const Fact* people, bool nations) const;
  Referents both(TokenIndex token, const Fact* fact);
  [[nodiscard]] Number verb_number(TokenIndex token) const;
  [[nodiscard]] Gender grammatical_gender(TokenIndex token) const;
  [[nodiscard]] std::vector<TokenIndex> coordinated(const Mention& mention, TokenIndex token) const;
  [[nodiscard]] Number number_of(const Mention& mention, const Pronoun& wanted) const;
  [[nodiscard]] bool agrees_with_any(const Mention& mention, std::span<const Pronoun> wanted) const;
  [[nodiscard]] bool agrees(const Mention& mention, const Pronoun& wanted) const;
  [[nodiscard]] std::string_view allowed_code(const std::vector<std::string>& countries) const;
  void add_earlier(const Mention& mention, const Fact* people, Referents& found) const;
  [[nodiscard]] const Mention* country_before(TokenIndex token) const;
  [[nodiscard]] const Mention* latest(ReferentKind kind, TokenIndex before) const;

  [[nodiscard]] TextRange name_of(TokenIndex token) const;
  [[nodiscard]] TextRange phrase_range(TokenIndex token) const;
  // The country of an agent that does not say it; `countries` are those that the word allows;
  // `named`: with a name beside it.
  [[nodiscard]] std::string_view context_code(const std::vector<std::string>& countries,
                                              std::string_view sector,
                                              TokenIndex token,
                                              bool named) const;
  Referent national(std::string_view code, std::string_view sector, TokenIndex token) const;

  const Facts& facts_;
  const Document& document_;
  const ClauseGraph& graph_;
  std::optional<Day> day_;
  Lexis lexis_;
  Tree tree_;
  Focus focus_;
  enum class State : std::uint8_t { unread, open, done };
  std::vector<State> states_;
  std::vector<Referents> referents_;
  std::vector<Mention> mentions_;
  std::array<std::size_t, 5> latest_{};  // by ReferentKind: number of the latest mention, from 1
  std::vector<TokenIndex> speakers_;     // claimants of quotations, in text order
  std::unordered_map<std::string_view, Referent> by_name_;  // last parts of names
  std::unordered_map<std::string_view, Whose> by_sector_;   // latest with a code of its own
  std::unordered_map<TokenIndex, TextRange> named_;         // by head
  int depth_ = 0;
};

}  // namespace carkeys::coding::actors
