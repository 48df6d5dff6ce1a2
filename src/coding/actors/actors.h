// SPDX-License-Identifier: Apache-2.0
// Who is meant: turns phrases into political entities (country code, sector, office held on the day
// of the article). Knows names, adjectives, demonyms, capitals and seats of power, offices, agents
// ("Polizei", "rebels"), appositions, compounds, and resolves pronouns and "sein Amtskollege",
// "beide Länder", "das Land". Language comes from the tables LANG/... and world/..., not from code.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "records/article.h"
#include "records/clause_graph.h"
#include "records/document.h"
#include "records/record.h"
#include "resources/lexicon.h"

namespace carkeys::coding {

// What every phrase of one document denotes. Belongs to one document.
class ActorMap {
 public:
  // The entities that the phrase headed by `token` denotes, conjuncts not included (each conjunct
  // is an Argument of its own); several for "beide Länder" or "die Präsidenten des Iran und
  // Belarus". Empty: no political actor. Code "" and sector "UNK" for "Experten", "der Westen":
  // known to be an actor, but no codable one. Valid until the map is destroyed.
  [[nodiscard]] std::span<const Entity> entities(TokenIndex token) const;
  // The entities hidden in the first part of a compound or in an adjective ("US-Angriff",
  // "russische Truppen" asked at "russische"): what a modifier contributes.
  [[nodiscard]] std::span<const Entity> modifier(TokenIndex token) const;

  struct Slot {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  std::vector<Entity> pool;
  std::vector<Slot> entity_slots;    // by token
  std::vector<Slot> modifier_slots;  // by token
};

// A phrase that counts as a political actor, whoever it is.
struct NamedActor {
  TokenIndex head = no_token;
  TextRange words;
};

class ActorResolver {
 public:
  ActorResolver(ActorResolver&&) noexcept;
  ActorResolver& operator=(ActorResolver&&) noexcept;
  ~ActorResolver();

  static Result<ActorResolver> load(const resources::Lexicon& lexicon);

  // `named`: phrases that somebody else knows to be actors; one that the tables do not know becomes
  // a government without a country.
  [[nodiscard]] ActorMap resolve(const Article& article,
                                 const Document& document,
                                 const ClauseGraph& graph,
                                 std::span<const NamedActor> named = {}) const;

  // COW and Gleditsch-Ward numbers of a country code on a day; 0 where there is none.
  struct StateNumbers {
    int cow = 0;
    int gw = 0;
  };

  [[nodiscard]] StateNumbers state_numbers(std::string_view code, std::optional<Date> day) const;

 private:
  struct Tables;
  explicit ActorResolver(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace carkeys::coding
