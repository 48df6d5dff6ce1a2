// SPDX-License-Identifier: Apache-2.0
#include "resources/pattern.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carkeys::resources {
namespace {

struct SlotName {
  std::string_view name;
  Role role;
};

constexpr std::array<SlotName, 9> slot_names = {{{"subj", Role::subject},
                                                 {"obj", Role::object},
                                                 {"dat", Role::dative},
                                                 {"gen", Role::genitive},
                                                 {"poss", Role::possessor},
                                                 {"mod", Role::modifier},
                                                 {"prep", Role::oblique},
                                                 {"comp", Role::complement},
                                                 {"pred", Role::predicative}}};

struct Flag {
  std::string_view name;
  ConditionKind kind;
};

constexpr std::array<Flag, 6> flags = {{{"passive", ConditionKind::passive},
                                        {"reflexive", ConditionKind::reflexive},
                                        {"negated", ConditionKind::negated},
                                        {"copular", ConditionKind::copular},
                                        {"perfect", ConditionKind::perfect},
                                        {"reported", ConditionKind::reported}}};

// A compound's last part starts in lower case: "Luftangriff" ends as "Angriff" does. Lemmas of rare
// compounds may still carry a plural ending ("Kampfdrohnen").
bool ends_as_compound(std::string_view lemma, std::string_view word) {
  if (word.size() < 4) {
    return false;
  }
  for (const std::string_view plural : {"", "n", "en", "e", "s"}) {
    if (!lemma.ends_with(plural) || lemma.size() < word.size() + plural.size() + 2) {
      continue;
    }
    const auto stem = lemma.substr(0, lemma.size() - plural.size());
    const auto tail = stem.substr(stem.size() - word.size());
    const bool same_first = tail[0] == word[0] || (tail[0] ^ 0x20) == word[0];
    if (same_first && tail.substr(1) == word.substr(1)) {
      return true;
    }
  }
  return false;
}

bool is_sector(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::vector<std::string> owned(const std::vector<std::string_view>& parts) {
  return {parts.begin(), parts.end()};
}

// The kind of "subj:actor", "subj:several", "subj:COP"; nullopt: `last` is part of the slot's name.
std::optional<ConditionKind> kind_of_entities(std::string_view last) {
  if (last == "actor") {
    return ConditionKind::actor;
  }
  if (last == "several") {
    return ConditionKind::several;
  }
  return is_sector(last) ? std::optional(ConditionKind::sector) : std::nullopt;
}

// "obj=a|b", "obj", "adv=x", "under:nach", "subj:actor", "subj:COP".
Result<Condition> parse_condition(std::string_view text) {
  Condition condition;
  if (text.starts_with('!')) {
    condition.wanted = false;
    text.remove_prefix(1);
  }
  const auto* flag = std::ranges::find(flags, text, &Flag::name);
  if (flag != flags.end()) {
    condition.kind = flag->kind;
    return condition;
  }
  if (text.starts_with("words=")) {
    condition.kind = ConditionKind::sequence;
    CARKEYS_TRY(condition.sequence, parse_word_sequence(text.substr(6)));
    return condition;
  }
  const auto equals = text.find('=');
  if (equals != std::string_view::npos) {
    condition.words = owned(split(text.substr(equals + 1), '|'));
    text = text.substr(0, equals);
    condition.kind = text == "adv" ? ConditionKind::adverb : ConditionKind::word;
    if (condition.kind == ConditionKind::adverb) {
      return condition;
    }
  } else if (text.starts_with("under:")) {
    condition.kind = ConditionKind::under;
    condition.words = owned(split(text.substr(6), '|'));
    return condition;
  }
  const auto colon = text.rfind(':');
  if (colon != std::string_view::npos) {
    const auto last = text.substr(colon + 1);
    if (const auto kind = kind_of_entities(last); kind) {
      condition.kind = *kind;
      condition.words = {std::string(last)};
      text = text.substr(0, colon);
    }
  }
  CARKEYS_TRY(condition.slot, parse_slot(text));
  return condition;
}

bool has_adverb(const Condition& condition, const PredicateView& view) {
  const auto& tokens = view.document.tokens;
  const TokenIndex head = view.predicate.head;
  const auto& sentence = view.document.sentences[view.predicate.sentence];
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    const auto relation = tokens[token].relation;
    const bool adverbial = relation == Deprel::advmod || relation == Deprel::compound_prt ||
                           relation == Deprel::mark || relation == Deprel::advmod_emph;
    if (adverbial && tokens[token].head == head &&
        word_fits(view.document.lemma(token), condition.words, view.classes, false)) {
      return true;
    }
  }
  return false;
}

// In quotation marks or a mood of reported speech: somebody's own words.
bool is_reported(const PredicateView& view) {
  const Predicate& at = view.predicate;
  const bool quoted =
      at.scope != no_scope && view.graph.scopes[static_cast<std::size_t>(at.scope)].quoted;
  return quoted || (at.mood & (mood_subjunctive_1 | mood_subjunctive_2)) != 0;
}

// The noun itself stands under this adposition.
bool stands_under(const Condition& condition, const PredicateView& view) {
  const auto& tokens = view.document.tokens;
  const auto& sentence = view.document.sentences[view.predicate.sentence];
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    if (tokens[token].head == view.predicate.head && tokens[token].relation == Deprel::case_ &&
        word_fits(view.document.lemma(token), condition.words, view.classes, false)) {
      return true;
    }
  }
  return false;
}

bool token_fits(const Condition& condition, const PredicateView& view, TokenIndex token) {
  // A compound that the model has never seen may have a bad lemma; its form ends right.
  const bool noun = view.document.tokens[token].upos == Upos::noun;
  return word_fits(view.document.lemma(token), condition.words, view.classes, noun) ||
         (noun && word_fits(view.document.form(token), condition.words, view.classes, noun));
}

// "some of its troops", "tons of medicine": the word that counts hangs on the amount.
bool counted_fits(const Condition& condition, const PredicateView& view, TokenIndex amount) {
  const std::array<std::string, 1> amounts = {"@amount"};
  const auto& tokens = view.document.tokens;
  if (!word_fits(view.document.lemma(amount), amounts, view.classes, false)) {
    return false;
  }
  const auto& sentence = view.document.sentences[view.predicate.sentence];
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    if (tokens[token].head == amount && token > amount && tokens[token].relation == Deprel::nmod &&
        token_fits(condition, view, token)) {
      return true;
    }
  }
  return false;
}

bool filler_fits(const Condition& condition, const PredicateView& view, const Argument& argument) {
  if (condition.kind == ConditionKind::filled) {
    return true;
  }
  if (condition.kind == ConditionKind::word) {
    return token_fits(condition, view, argument.token) ||
           counted_fits(condition, view, argument.token);
  }
  if (!view.actors) {
    return false;
  }
  const auto entities = view.actors(argument);
  return condition.kind == ConditionKind::actor
             ? !entities.empty()
             : std::ranges::any_of(entities, [&](const Entity& entity) {
                 return entity.sector == condition.words.front();
               });
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (end > 0) {
      parts.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool Slot::fits(const Argument& argument, const Document& document) const {
  return !behind && argument.role == role &&
         (any_marker || document.strings.text(argument.marker) == marker);
}

namespace {

// "nach Gesprächen mit X": a phrase of the noun that the parser hung on the verb stands close
// behind the noun.
void add_neighbour(const Slot& slot,
                   const Document& document,
                   const ClauseGraph& graph,
                   const Predicate& predicate,
                   std::vector<const Argument*>& found) {
  constexpr TokenIndex reach = 6;  // tokens
  const bool noun = predicate.kind == PredicateKind::noun && predicate.light_verb == no_token;
  if (!noun || predicate.parent == no_predicate) {
    return;
  }
  for (const Argument& argument : graph.arguments_of(graph.predicates[predicate.parent])) {
    if (slot.fits(argument, document) && argument.token > predicate.head &&
        argument.token - predicate.head <= reach) {
      found.push_back(&argument);
    }
  }
}

struct Search {
  std::vector<const Argument*> found;
  std::vector<const Predicate*> below;  // nouns to look through next
};

// Collects what fits among the arguments of one predicate.
void look_through(const Slot& slot,
                  const Document& document,
                  const ClauseGraph& graph,
                  const Predicate& at,
                  Search& search) {
  for (const Argument& argument : graph.arguments_of(at)) {
    if (slot.fits(argument, document)) {
      search.found.push_back(&argument);
    }
    // "relations between A and B are tense": what a predicative word says, it says of its subject.
    const bool of_subject = at.copular && argument.role == Role::subject;
    const bool carries = of_subject || argument.role == Role::object ||
                         argument.role == Role::oblique || argument.role == Role::predicative ||
                         argument.role == Role::genitive;
    const auto next = graph.predicate_of[argument.token];
    if (carries && (of_subject || !argument.inferred) && next != no_predicate &&
        graph.predicates[next].kind == PredicateKind::noun) {
      search.below.push_back(&graph.predicates[next]);
    }
  }
}

}  // namespace

std::vector<const Argument*> slot_fillers(const Slot& slot,
                                          const Document& document,
                                          const ClauseGraph& graph,
                                          const Predicate& predicate,
                                          const std::function<bool(const Argument&)>& wanted) {
  constexpr int levels = 3;
  const bool with_marker = slot.role == Role::oblique && !slot.any_marker;
  const auto unwanted = [&](const Argument* argument) { return wanted && !wanted(*argument); };
  Search search;
  std::vector<const Predicate*> level{&predicate};
  for (int depth = 0; depth < (with_marker ? levels : 1) && search.found.empty(); ++depth) {
    search.below.clear();
    for (const Predicate* at : level) {
      look_through(slot, document, graph, *at, search);
    }
    std::erase_if(search.found, unwanted);
    level = search.below;
  }
  if (search.found.empty() && with_marker) {
    add_neighbour(slot, document, graph, predicate, search.found);
    std::erase_if(search.found, unwanted);
  }
  return std::move(search.found);
}

Result<Slot> parse_slot(std::string_view text) {
  const auto colon = text.find(':');
  const auto name = text.substr(0, colon);
  const auto* found = std::ranges::find(slot_names, name, &SlotName::name);
  Slot slot;
  slot.behind = name == "behind";
  if (found == slot_names.end() && !slot.behind) {
    return failure(ErrorCode::bad_resource, "unknown slot '" + std::string(text) + "'");
  }
  slot.role = slot.behind ? Role::oblique : found->role;
  if (colon != std::string_view::npos && text.substr(colon + 1) != "*") {
    slot.any_marker = false;
    slot.marker = std::string(text.substr(colon + 1));
  }
  return slot;
}

Result<SlotPath> parse_slots(std::string_view text) {
  SlotPath path;
  if (text == "-") {
    return path;
  }
  for (const auto alternative : split(text, '|')) {
    std::vector<Slot> together;
    for (const auto part : split(alternative, '+')) {
      CARKEYS_TRY(auto slot, parse_slot(part));
      together.push_back(std::move(slot));
    }
    path.alternatives.push_back(std::move(together));
  }
  return path;
}

Result<std::vector<Condition>> parse_conditions(std::string_view text) {
  std::vector<Condition> conditions;
  for (const auto part : split(text, ' ')) {
    CARKEYS_TRY(auto condition, parse_condition(part));
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

Result<WordClasses> load_classes(const Lexicon& lexicon, std::string_view language) {
  WordClasses classes;
  const Table* table = lexicon.table(std::string(language) + "/classes");
  if (table == nullptr) {
    return classes;
  }
  const auto name = table->column("class");
  const auto lemma = table->column("lemma");
  if (!name || !lemma) {
    return failure(
        ErrorCode::bad_resource, "columns 'class' and 'lemma' are needed", table->name());
  }
  for (std::size_t row = 0; row < table->rows(); ++row) {
    classes[std::string(table->cell(row, *name))].emplace(table->cell(row, *lemma));
  }
  return classes;
}

bool word_fits(std::string_view lemma,
               std::span<const std::string> words,
               const WordClasses& classes,
               bool compounds) {
  return std::ranges::any_of(words, [&](const std::string& word) {
    if (!word.starts_with('@')) {
      return lemma == word || (compounds && ends_as_compound(lemma, word));
    }
    const auto found = classes.find(word.substr(1));
    if (found == classes.end()) {
      return false;
    }
    const auto is_last_part = [&](const std::string& last) {
      return compounds && ends_as_compound(lemma, last);
    };
    return found->second.contains(std::string(lemma)) ||
           std::ranges::any_of(found->second, is_last_part);
  });
}

namespace {

// "Poland and Latvia held an exercise", "the armies of Poland and Latvia".
bool holds_several(std::span<const Argument* const> fillers, const PredicateView& view) {
  std::size_t actors = 0;
  for (const Argument* filler : fillers) {
    actors += view.actors ? view.actors(*filler).size() : 0;
  }
  return actors > 1;
}

bool slot_holds(const Condition& condition, const PredicateView& view) {
  if (condition.kind == ConditionKind::several) {
    return holds_several(slot_fillers(condition.slot, view.document, view.graph, view.predicate),
                         view);
  }
  const auto fits = [&](const Argument& filler) { return filler_fits(condition, view, filler); };
  return !slot_fillers(condition.slot, view.document, view.graph, view.predicate, fits).empty();
}

}  // namespace

bool holds(const Condition& condition, const PredicateView& view) {
  bool value = false;
  switch (condition.kind) {
    case ConditionKind::passive:
      value = view.predicate.passive;
      break;
    case ConditionKind::reflexive:
      value = view.predicate.reflexive;
      break;
    case ConditionKind::negated:
      value = view.predicate.negated;
      break;
    case ConditionKind::copular:
      value = view.predicate.copular;
      break;
    case ConditionKind::perfect:
      value = view.predicate.tense == ClauseTense::perfect ||
              view.predicate.tense == ClauseTense::pluperfect;
      break;
    case ConditionKind::reported:
      value = is_reported(view);
      break;
    case ConditionKind::adverb:
      value = has_adverb(condition, view);
      break;
    case ConditionKind::sequence:
      value = holds_sequence(condition.sequence, view.document, view.predicate.head, view.classes);
      break;
    case ConditionKind::under:
      value = stands_under(condition, view);
      break;
    default:
      value = slot_holds(condition, view);
  }
  return value == condition.wanted;
}

bool all_hold(std::span<const Condition> conditions, const PredicateView& view) {
  return std::ranges::all_of(conditions, [&](const Condition& c) { return holds(c, view); });
}

std::optional<std::string> noun_ending(std::string_view noun, std::size_t from) {
  const bool inside =
      from >= noun.size() || (static_cast<unsigned char>(noun[from]) & 0xC0) == 0x80;
  if (inside || noun[from] == '-' || from + 4 > noun.size()) {
    return std::nullopt;
  }
  std::string tail(noun.substr(from));
  const auto first = static_cast<unsigned char>(tail[0]);
  if (first >= 'a' && first <= 'z') {
    tail[0] = static_cast<char>(first - 32);
  } else if (first == 0xC3 && static_cast<unsigned char>(tail[1]) >= 0xA0) {
    tail[1] = static_cast<char>(static_cast<unsigned char>(tail[1]) - 32);
  }
  return tail;
}

std::string predicate_key(const Document& document, const Predicate& predicate) {
  constexpr std::array<std::string_view, 3> prefix = {"v:", "n:", "a:"};
  std::string key(prefix[static_cast<std::size_t>(predicate.kind)]);
  key += document.strings.text(predicate.lemma);
  return key;
}

}  // namespace carkeys::resources
