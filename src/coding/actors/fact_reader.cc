// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "coding/actors/facts.h"
#include "coding/actors/table_rows.h"

namespace carkeys::coding::actors {
namespace {

template <typename Value, std::size_t size>
const Value* value_named(const std::array<std::pair<std::string_view, Value>, size>& values,
                         std::string_view name) {
  for (const auto& [known, value] : values) {
    if (known == name) {
      return &value;
    }
  }
  return nullptr;
}

constexpr std::array<std::pair<std::string_view, AgentKind>, 10> agent_kinds{
    {{"none", AgentKind::none},
     {"office", AgentKind::office},
     {"body", AgentKind::body},
     {"group", AgentKind::group},
     {"person", AgentKind::group},
     {"member", AgentKind::member},
     {"collective", AgentKind::collective},
     {"counterpart", AgentKind::counterpart},
     {"country", AgentKind::country},
     {"prefix", AgentKind::prefix}}};

constexpr std::array<std::pair<std::string_view, PronounKind>, 5> pronoun_kinds{
    {{"personal", PronounKind::personal},
     {"possessive", PronounKind::possessive},
     {"first", PronounKind::first},
     {"demonstrative", PronounKind::demonstrative},
     {"relative", PronounKind::relative}}};

constexpr std::array<std::pair<std::string_view, WordClass>, 8> word_classes{
    {{"both", WordClass::both},
     {"former", WordClass::former},
     {"led", WordClass::led},
     {"of", WordClass::of},
     {"from", WordClass::from},
     {"in", WordClass::in},
     {"title", WordClass::title},
     {"foreign", WordClass::foreign}}};

Gender gender_named(std::string_view text) {
  return text == "m"   ? Gender::masculine
         : text == "f" ? Gender::feminine
         : text == "n" ? Gender::neuter
                       : Gender::none;
}

// Towns below this many people are named in the news for other things too often.
constexpr int smallest_town = 40000;

}  // namespace

class FactReader {
 public:
  FactReader(const resources::Lexicon& lexicon, std::string language)
      : lexicon_(lexicon), language_(std::move(language)) {}

  Result<Facts> read() {
    using Step = Result<void> (FactReader::*)();
    for (const Step step : {&FactReader::read_endings,
                            &FactReader::read_countries,
                            &FactReader::read_regions,
                            &FactReader::read_world_regions,
                            &FactReader::read_places,
                            &FactReader::read_organisations,
                            &FactReader::read_people,
                            &FactReader::read_offices,
                            &FactReader::read_agents,
                            &FactReader::read_pronouns,
                            &FactReader::read_words}) {
      if (auto done = (this->*step)(); !done) {
        return tl::unexpected(done.error());
      }
    }
    facts_.finish();
    return std::move(facts_);
  }

 private:
  Result<TableRows> open(std::string_view name, std::initializer_list<std::string_view> columns) {
    return TableRows::open(lexicon_, fmt::format("{}/{}", language_, name), columns);
  }

  Result<TableRows> open_world(std::string_view name,
                               std::initializer_list<std::string_view> columns) {
    return TableRows::open(lexicon_, fmt::format("world/{}", name), columns);
  }

  static Fact national(FactKind kind, std::string_view code, std::string_view sector) {
    Fact fact;
    fact.kind = kind;
    fact.code = code;
    fact.sector = sector;
    return fact;
  }

  Result<void> read_countries() {
    CARKEYS_TRY(
        auto rows,
        open("country_names", {"code", "gender", "names", "adjectives", "demonyms", "seats"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto code = rows.cell(row, 0);
      Fact country = national(FactKind::country, code, "GOV");
      const auto gender = rows.cell(row, 1);
      country.plural = gender == "p";
      country.gender = gender.empty() ? Gender::neuter : gender_named(gender);
      facts_.add(rows.cell(row, 2), std::move(country));
      facts_.add(rows.cell(row, 3), national(FactKind::adjective, code, "GOV"));
      facts_.add(rows.cell(row, 4), national(FactKind::demonym, code, "CVL"));
      facts_.add(rows.cell(row, 5), national(FactKind::seat, code, "GOV"));
    }
    return {};
  }

  Result<void> read_regions() {
    CARKEYS_TRY(auto rows, open("regions", {"code", "names", "adjectives", "demonyms"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto code = rows.cell(row, 0);
      facts_.add(rows.cell(row, 1), national(FactKind::place, code, "UNK"));
      facts_.add(rows.cell(row, 2), national(FactKind::adjective, code, "UNK"));
      facts_.add(rows.cell(row, 3), national(FactKind::inhabitants, code, "CVL"));
    }
    return {};
  }

  // Names that a table of the language gives a meaning keep it.
  void add_place(FactKind kind, std::string_view name, std::string_view code) {
    if (!is_taken(name)) {
      facts_.add(name, national(kind, code, "UNK"));
    }
  }

  // The words name something else already.
  [[nodiscard]] bool is_taken(std::string_view name) const {
    const auto words = split(name, ' ');
    const auto known = facts_.names(words.front());
    return std::ranges::any_of(known, [&](const Name& other) {
      return std::ranges::equal(other.rest, std::span(words).subspan(1));
    });
  }

  Result<void> read_world_regions() {
    CARKEYS_TRY(auto rows, open_world("regions", {"name", "names", "country"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      add_place(FactKind::place, rows.cell(row, 0), rows.cell(row, 2));
      for (const auto name : split(rows.cell(row, 1), '|')) {
        add_place(FactKind::place, name, rows.cell(row, 2));
      }
    }
    return {};
  }

  using Towns = std::map<std::string_view, std::vector<std::pair<int, std::string_view>>>;

  // The larger towns of a table by name: people (negative) and country.
  Result<void> collect_towns(std::string_view table, Towns& towns) {
    CARKEYS_TRY(auto rows, open_world(table, {"name", "names", "country", "population"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const int people = std::atoi(std::string(rows.cell(row, 3)).c_str());
      if (people < smallest_town) {
        continue;
      }
      auto names = split(rows.cell(row, 1), '|');
      names.push_back(rows.cell(row, 0));
      for (const auto name : names) {
        towns[name].emplace_back(-people, rows.cell(row, 2));
      }
    }
    return {};
  }

  // Of towns with one name the largest comes first; each country counts once.
  Result<void> read_places() {
    Towns towns;
    for (const std::string_view table : {"places", "towns"}) {
      if (lexicon_.table(fmt::format("world/{}", table)) == nullptr && table == "towns") {
        continue;
      }
      if (auto done = collect_towns(table, towns); !done) {
        return done;
      }
    }
    for (auto& [name, places] : towns) {
      if (is_taken(name)) {
        continue;
      }
      std::ranges::sort(places);
      std::set<std::string_view> countries;
      for (const auto& [people, country] : places) {
        if (countries.insert(country).second) {
          facts_.add(name, national(FactKind::city, country, "UNK"));
        }
      }
    }
    return {};
  }

  Result<void> read_organisations() {
    const std::string own_names = "names_" + language_;
    CARKEYS_TRY(auto rows,
                open_world("organisations", {"code", "sector", "from", "to", "names", own_names}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      Fact fact = national(FactKind::organisation, rows.cell(row, 0), rows.cell(row, 1));
      CARKEYS_TRY(fact.from, rows.day(row, 2, false));
      CARKEYS_TRY(fact.to, rows.day(row, 3, true));
      facts_.add(rows.cell(row, 4), fact);
      facts_.add(rows.cell(row, 5), std::move(fact));
    }
    return {};
  }

  Result<void> read_people() {
    CARKEYS_TRY(auto rows,
                open_world("people", {"name", "gender", "wikidata", "spellings", "short"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto index = static_cast<std::uint32_t>(facts_.people_.size());
      PersonFact person;
      person.name = rows.cell(row, 0);
      person.gender = gender_named(rows.cell(row, 1));
      person.wikidata = rows.cell(row, 2);
      person_rows_.emplace(person.name, index);
      Fact fact;
      fact.kind = FactKind::person;
      fact.row = index;
      fact.gender = person.gender;
      facts_.add(rows.cell(row, 0), fact);
      facts_.add(rows.cell(row, 3), std::move(fact));
      for (const auto name : split(rows.cell(row, 4), '|')) {
        facts_.short_names_[std::string(name)].push_back(index);
      }
      facts_.people_.push_back(std::move(person));
    }
    return {};
  }

  Result<void> read_offices() {
    CARKEYS_TRY(auto rows,
                open_world("offices_held", {"name", "code", "sector", "office", "from", "to"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto found = person_rows_.find(rows.cell(row, 0));
      if (found == person_rows_.end()) {
        return rows.fault(row, fmt::format("'{}' is not in people.tsv", rows.cell(row, 0)));
      }
      Spell spell;
      spell.code = rows.cell(row, 1);
      spell.sector = rows.cell(row, 2);
      spell.office = rows.cell(row, 3);
      CARKEYS_TRY(spell.from, rows.day(row, 4, false));
      CARKEYS_TRY(spell.to, rows.day(row, 5, true));
      facts_.people_[found->second].spells.push_back(std::move(spell));
    }
    return {};
  }

  Result<void> read_agents() {
    CARKEYS_TRY(auto rows, open("agents", {"word", "kind", "sector", "countries", "compound"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto kind = rows.cell(row, 1);
      if (kind == "side") {
        facts_.sides_.emplace(rows.cell(row, 0));
        continue;
      }
      Fact fact = national(FactKind::agent, {}, rows.cell(row, 2));
      const auto* known = value_named(agent_kinds, kind);
      if (known == nullptr && kind != "unknown") {
        return rows.fault(row, fmt::format("'{}' is no kind of agent", kind));
      }
      fact.agent = known == nullptr ? AgentKind::unknown : *known;
      for (const auto code : split(rows.cell(row, 3), '|')) {
        fact.countries.emplace_back(code);
      }
      fact.compound = rows.cell(row, 4) != "no";
      facts_.add(rows.cell(row, 0), std::move(fact));
    }
    return {};
  }

  Result<void> read_pronouns() {
    CARKEYS_TRY(auto rows, open("pronouns", {"form", "kind", "gender", "number", "of"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto* kind = value_named(pronoun_kinds, rows.cell(row, 1));
      if (kind == nullptr) {
        return rows.fault(row, fmt::format("'{}' is no kind of pronoun", rows.cell(row, 1)));
      }
      const auto number = rows.cell(row, 3);
      const Pronoun pronoun{*kind,
                            gender_named(rows.cell(row, 2)),
                            number == "s"   ? Number::singular
                            : number == "p" ? Number::plural
                                            : Number::none,
                            rows.cell(row, 4) != "thing",
                            rows.cell(row, 4) != "person"};
      facts_.pronouns_[std::string(rows.cell(row, 0))].push_back(pronoun);
    }
    return {};
  }

  Result<void> read_words() {
    CARKEYS_TRY(auto rows, open("actor_words", {"class", "word"}));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto* word_class = value_named(word_classes, rows.cell(row, 0));
      if (word_class == nullptr) {
        return rows.fault(row, fmt::format("'{}' is no class of words", rows.cell(row, 0)));
      }
      facts_.classes_[std::string(rows.cell(row, 1))] |= 1U << static_cast<unsigned>(*word_class);
    }
    return {};
  }

  Result<void> read_endings() {
    CARKEYS_TRY(auto rows, open("actor_endings", {"kind", "ending", "base"}));
    const std::map<std::string_view, std::vector<Ending>*> kinds{
        {"word", &facts_.word_endings},
        {"feminine", &facts_.feminine_endings},
        {"city", &facts_.city_endings},
        {"link", &facts_.link_endings}};
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto found = kinds.find(rows.cell(row, 0));
      if (found == kinds.end()) {
        return rows.fault(row, fmt::format("'{}' is no kind of ending", rows.cell(row, 0)));
      }
      found->second->push_back({std::string(rows.cell(row, 1)), std::string(rows.cell(row, 2))});
    }
    return {};
  }

  const resources::Lexicon& lexicon_;
  std::string language_;
  Facts facts_;
  std::map<std::string, std::uint32_t, std::less<>> person_rows_;
};

Result<Facts> Facts::load(const resources::Lexicon& lexicon, const std::string& language) {
  return FactReader(lexicon, language).read();
}

}  // namespace carkeys::coding::actors
