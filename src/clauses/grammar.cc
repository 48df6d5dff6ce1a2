// SPDX-License-Identifier: Apache-2.0
#include "clauses/grammar.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace carkeys::clauses {
namespace {

using resources::Table;

constexpr std::array<std::string_view, 12> effect_names = {"negation",
                                                           "future",
                                                           "hypothetical",
                                                           "historical",
                                                           "hearsay",
                                                           "planned",
                                                           "possible",
                                                           "necessary",
                                                           "condition",
                                                           "question",
                                                           "purpose",
                                                           "attempt"};

// A table with columns by name; rows are read through it.
class Rows {
 public:
  explicit Rows(const Table* table) : table_(table) {}

  [[nodiscard]] std::size_t size() const { return table_ == nullptr ? 0 : table_->rows(); }

  [[nodiscard]] std::string_view cell(std::size_t row, std::string_view column) const {
    const auto number = table_->column(column);
    return number ? table_->cell(row, *number) : std::string_view{};
  }

  [[nodiscard]] tl::unexpected<Error> wrong(std::size_t row, const std::string& message) const {
    return failure(ErrorCode::bad_resource, message, table_->place(row));
  }

 private:
  const Table* table_;
};

// Takes the words that are no slots ("clause", "noun", "quote") out of a slot cell.
struct Reach {
  resources::SlotPath slots;
  bool clause = false;
  bool noun = false;
  bool quote = false;
  bool adposition = false;
};

Result<Reach> parse_reach(std::string_view cell) {
  Reach reach;
  for (const auto alternative : resources::split(cell, '|')) {
    if (alternative == "clause") {
      reach.clause = true;
    } else if (alternative == "noun") {
      reach.noun = true;
    } else if (alternative == "quote") {
      reach.quote = true;
    } else if (alternative == "object-of-preposition" || alternative == "head") {
      reach.adposition = true;
    } else if (alternative != "previous") {  // whoever was cited before: not named here
      CARKEYS_TRY(auto path, resources::parse_slots(alternative));
      for (auto& slots : path.alternatives) {
        reach.slots.alternatives.push_back(std::move(slots));
      }
    }
  }
  return reach;
}

bool has_word(std::string_view cell, std::string_view word) {
  const auto parts = resources::split(cell, ' ');
  return std::ranges::find(parts, word) != parts.end();
}

Result<Operator> parse_operator(const Rows& rows, std::size_t row) {
  Operator result;
  CARKEYS_TRY(result.when, resources::parse_conditions(rows.cell(row, "when")));
  const auto* effect = std::ranges::find(effect_names, rows.cell(row, "effect"));
  if (effect == effect_names.end()) {
    return failure(ErrorCode::bad_resource, "unknown effect");
  }
  result.effect = static_cast<Effect>(effect - effect_names.begin());
  CARKEYS_TRY(auto reach, parse_reach(rows.cell(row, "over")));
  result.over = std::move(reach.slots);
  result.over_clause = reach.clause;
  result.over_noun = reach.noun;
  return result;
}

std::optional<Stance> stance_from(std::string_view name) {
  for (const auto stance :
       {Stance::asserts, Stance::alleges, Stance::denies, Stance::confirms, Stance::doubts}) {
    if (stance_name(stance) == name) {
      return stance;
    }
  }
  return std::nullopt;
}

Result<Cue> parse_cue(const Rows& rows, std::size_t row) {
  Cue cue;
  CARKEYS_TRY(cue.when, resources::parse_conditions(rows.cell(row, "when")));
  const auto stance = stance_from(rows.cell(row, "stance"));
  if (!stance) {
    return failure(ErrorCode::bad_resource, "unknown stance");
  }
  cue.stance = *stance;
  CARKEYS_TRY(auto claimant, parse_reach(rows.cell(row, "claimant")));
  cue.claimant = std::move(claimant.slots);
  cue.claimant_is_head = claimant.adposition;
  CARKEYS_TRY(auto content, parse_reach(rows.cell(row, "content")));
  cue.content = std::move(content.slots);
  cue.over_clause = content.clause;
  const auto flags = rows.cell(row, "flags");
  cue.over_quote = content.quote || has_word(flags, "quote");
  cue.carries = has_word(flags, "carries");
  cue.factive = has_word(flags, "factive");
  CARKEYS_TRY(cue.content_subject, resources::parse_slots(rows.cell(row, "content_subject")));
  return cue;
}

Result<LightVerb> parse_light_verb(const Rows& rows, std::size_t row) {
  LightVerb verb;
  CARKEYS_TRY(verb.slot, resources::parse_slot(rows.cell(row, "slot")));
  verb.noun = std::string(rows.cell(row, "noun"));
  CARKEYS_TRY(verb.deed, resources::parse_slots(rows.cell(row, "deed")));
  return verb;
}

template <typename Entry, typename Parse>
Result<std::unordered_map<std::string, std::vector<Entry>>> load_entries(const Rows& rows,
                                                                         std::string_view key,
                                                                         Parse parse) {
  std::unordered_map<std::string, std::vector<Entry>> entries;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto entry = parse(rows, row);
    if (!entry) {
      return rows.wrong(row, entry.error().message);
    }
    entries[std::string(rows.cell(row, key))].push_back(std::move(*entry));
  }
  return entries;
}

Grammar::Words load_particle_verbs(const resources::Lexicon& lexicon, const std::string& folder) {
  Grammar::Words verbs;
  for (const auto& name : lexicon.table_names()) {
    if (!name.starts_with(folder + "frames")) {
      continue;
    }
    const Rows rows(lexicon.table(name));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto key = rows.cell(row, "predicate");
      if (key.starts_with("v:") && key.find(' ') != std::string_view::npos) {
        verbs.emplace(key.substr(2));
      }
    }
  }
  return verbs;
}

// "v:planen" is the verb "planen"; a noun starts with "n:".
void add_key(std::string_view key, Grammar& grammar) {
  if (key.starts_with("v:")) {
    grammar.verbs.emplace(key.substr(2));
  } else if (key.starts_with("n:")) {
    grammar.nouns.emplace(key.substr(2));
  }
}

void load_known_words(const resources::Lexicon& lexicon,
                      const std::string& folder,
                      Grammar& grammar) {
  for (const auto& name : lexicon.table_names()) {
    const Rows rows(name.starts_with(folder) ? lexicon.table(name) : nullptr);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (const std::string_view column : {"predicate", "cue", "operator"}) {
        add_key(rows.cell(row, column), grammar);
      }
    }
  }
  const Rows light(lexicon.table(folder + "light_verbs"));
  for (std::size_t row = 0; row < light.size(); ++row) {
    grammar.verbs.emplace(light.cell(row, "verb"));
    grammar.nouns.emplace(light.cell(row, "noun"));
  }
  const Rows agents(lexicon.table(folder + "agents"));
  for (std::size_t row = 0; row < agents.size(); ++row) {
    grammar.nouns.emplace(agents.cell(row, "word"));
  }
  for (const auto& [name, lemmas] : grammar.classes) {
    for (const std::string& lemma : lemmas) {
      grammar.nouns.insert(lemma);
    }
  }
  for (const auto& [form, lemma] : grammar.lemmas) {
    grammar.verbs.insert(lemma);
  }
}

}  // namespace

bool Grammar::is(std::string_view kind, std::string_view word) const {
  const auto found = words.find(std::string(kind));
  return found != words.end() && found->second.contains(std::string(word));
}

Result<Grammar> Grammar::load(const resources::Lexicon& lexicon, std::string_view language) {
  const std::string folder = std::string(language) + "/";
  Grammar grammar;
  const Rows words(lexicon.table(folder + "grammar"));
  for (std::size_t row = 0; row < words.size(); ++row) {
    grammar.words[std::string(words.cell(row, "kind"))].emplace(words.cell(row, "word"));
  }
  const Rows lemmas(lexicon.table(folder + "lemmas"));
  for (std::size_t row = 0; row < lemmas.size(); ++row) {
    grammar.lemmas.emplace(lemmas.cell(row, "form"), lemmas.cell(row, "lemma"));
  }
  grammar.particle_verbs = load_particle_verbs(lexicon, folder);
  CARKEYS_TRY(grammar.light_verbs,
              load_entries<LightVerb>(
                  Rows(lexicon.table(folder + "light_verbs")), "verb", parse_light_verb));
  CARKEYS_TRY(grammar.operators,
              load_entries<Operator>(
                  Rows(lexicon.table(folder + "operators")), "operator", parse_operator));
  CARKEYS_TRY(grammar.cues,
              load_entries<Cue>(Rows(lexicon.table(folder + "cues")), "cue", parse_cue));
  CARKEYS_TRY(grammar.classes, resources::load_classes(lexicon, language));
  load_known_words(lexicon, folder, grammar);
  return grammar;
}

}  // namespace carkeys::clauses
