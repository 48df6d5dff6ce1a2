// SPDX-License-Identifier: Apache-2.0
#include "coding/actors/actors.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "coding/actors/interpreter.h"
#include "coding/actors/table_rows.h"

namespace carkeys::coding {
namespace {

using actors::Day;
using actors::Facts;
using actors::Referent;
using actors::Referents;

struct StateSpell {
  int number = 0;
  bool is_cow = true;
  Day from = 0;
  Day to = actors::last_day;
};

int to_number(std::string_view text) {
  int value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') {
      return 0;
    }
    value = value * 10 + (digit - '0');
  }
  return value;
}

}  // namespace

struct ActorResolver::Tables {
  Facts german;
  Facts english;
  actors::WordMap<std::vector<StateSpell>> states;

  [[nodiscard]] const Facts& facts(Language language) const {
    return language == Language::german ? german : english;
  }

  Result<void> read_states(const resources::Lexicon& lexicon) {
    CARKEYS_TRY(auto rows,
                actors::TableRows::open(
                    lexicon, "world/state_numbers", {"code", "system", "number", "from", "to"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      StateSpell spell;
      spell.is_cow = rows.cell(row, 1) == "cow";
      spell.number = to_number(rows.cell(row, 2));
      if (spell.number == 0 || (!spell.is_cow && rows.cell(row, 1) != "gw")) {
        return rows.fault(row, "the line names no state number of cow or gw");
      }
      CARKEYS_TRY(spell.from, rows.day(row, 3, false));
      CARKEYS_TRY(spell.to, rows.day(row, 4, true));
      states[std::string(rows.cell(row, 0))].push_back(spell);
    }
    return {};
  }
};

std::span<const Entity> ActorMap::entities(TokenIndex token) const {
  if (token >= entity_slots.size()) {
    return {};
  }
  const Slot slot = entity_slots[token];
  return {pool.data() + slot.begin, slot.end - slot.begin};
}

std::span<const Entity> ActorMap::modifier(TokenIndex token) const {
  if (token >= modifier_slots.size()) {
    return {};
  }
  const Slot slot = modifier_slots[token];
  return {pool.data() + slot.begin, slot.end - slot.begin};
}

ActorResolver::ActorResolver(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}

ActorResolver::ActorResolver(ActorResolver&&) noexcept = default;
ActorResolver& ActorResolver::operator=(ActorResolver&&) noexcept = default;
ActorResolver::~ActorResolver() = default;

Result<ActorResolver> ActorResolver::load(const resources::Lexicon& lexicon) {
  auto tables = std::make_unique<Tables>();
  CARKEYS_TRY(tables->german, Facts::load(lexicon, "de"));
  CARKEYS_TRY(tables->english, Facts::load(lexicon, "en"));
  if (auto states = tables->read_states(lexicon); !states) {
    return tl::unexpected(states.error());
  }
  return ActorResolver(std::move(tables));
}

ActorResolver::StateNumbers ActorResolver::state_numbers(std::string_view code,
                                                         std::optional<Date> day) const {
  StateNumbers numbers;
  const auto found = tables_->states.find(code);
  if (found == tables_->states.end()) {
    return numbers;
  }
  const Day when = day ? actors::day_of(*day) : actors::last_day - 1;
  for (const StateSpell& spell : found->second) {
    if (when >= spell.from && when <= spell.to) {
      (spell.is_cow ? numbers.cow : numbers.gw) = spell.number;
    }
  }
  return numbers;
}

namespace {

// Turns referents into entities of the map's pool.
class MapWriter {
 public:
  MapWriter(const ActorResolver& resolver,
            const Facts& facts,
            const Article& article,
            const Document& document)
      : resolver_(resolver), facts_(facts), article_(article), document_(document) {
    map_.entity_slots.resize(document.tokens.size());
    map_.modifier_slots.resize(document.tokens.size());
  }

  ActorMap::Slot write(const Referents& referents) {
    const auto begin = static_cast<std::uint32_t>(map_.pool.size());
    for (const Referent& referent : referents) {
      map_.pool.push_back(entity(referent));
    }
    return {begin, static_cast<std::uint32_t>(map_.pool.size())};
  }

  ActorMap& map() { return map_; }

 private:
  Entity entity(const Referent& referent) {
    Entity made;
    made.code = referent.code;
    made.sector = referent.sector;
    made.range = referent.range;
    made.foreign = referent.foreign;
    made.entity_text = referent.range.in(document_.text);
    if (referent.person != actors::no_person) {
      const auto& person = facts_.person(referent.person);
      made.identifier_text = person.name;
      made.identifier_id = person.wikidata;
      made.office = office(person);
    } else if (!referent.name.empty()) {
      made.identifier_text = referent.name.in(document_.text);
    }
    if (!made.code.empty()) {
      auto [known, fresh] = numbers_.try_emplace(made.code);
      if (fresh) {
        known->second = resolver_.state_numbers(made.code, article_.date);
      }
      made.cow = known->second.cow;
      made.gw = known->second.gw;
    }
    return made;
  }

  // Empty without a date: nobody knows what was held when.
  [[nodiscard]] std::string office(const actors::PersonFact& person) const {
    if (article_.date) {
      const Day day = actors::day_of(*article_.date);
      for (const auto& spell : person.spells) {
        if (!spell.office.empty() && day >= spell.from && day <= spell.to) {
          return spell.office;
        }
      }
    }
    return {};
  }

  const ActorResolver& resolver_;
  const Facts& facts_;
  const Article& article_;
  const Document& document_;
  ActorMap map_;
  std::unordered_map<std::string, ActorResolver::StateNumbers> numbers_;
};

}  // namespace

ActorMap ActorResolver::resolve(const Article& article,
                                const Document& document,
                                const ClauseGraph& graph,
                                std::span<const NamedActor> named) const {
  const Facts& facts = tables_->facts(document.language);
  const auto day = article.date ? std::optional<Day>(actors::day_of(*article.date)) : std::nullopt;
  actors::Interpreter interpreter(facts, document, graph, article.title, day);
  for (const NamedActor& actor : named) {
    interpreter.name_actor(actor.head, actor.words);
  }
  interpreter.run();
  MapWriter writer(*this, facts, article, document);
  for (TokenIndex token = 0; token < document.tokens.size(); ++token) {
    if (!interpreter.of(token).empty()) {
      writer.map().entity_slots[token] = writer.write(interpreter.of(token));
    }
    const Referents found = interpreter.modifier(token);
    writer.map().modifier_slots[token] =
        found.empty() ? writer.map().entity_slots[token] : writer.write(found);
  }
  return std::move(writer.map());
}

}  // namespace carkeys::coding
