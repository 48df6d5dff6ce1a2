// SPDX-License-Identifier: Apache-2.0
#include "coding/actors/interpreter.h"

#include <algorithm>

#include "base/utf8.h"
#include "coding/actors/attributes.h"

namespace carkeys::coding::actors {
namespace {

constexpr SentenceIndex recent_reach = 3;  // sentences that "the police" look back over
constexpr int deepest = 24;                // phrases inside phrases; more is a broken tree

// Inside a phrase whose head tells more.
bool is_attribute(Deprel relation) {
  return relation == Deprel::amod || relation == Deprel::compound || relation == Deprel::det ||
         relation == Deprel::flat || relation == Deprel::flat_name ||
         relation == Deprel::nmod_desc || relation == Deprel::fixed;
}

}  // namespace

bool is_subject(Deprel relation) {
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass ||
         relation == Deprel::nsubj_outer || relation == Deprel::obl_agent;
}

Interpreter::Interpreter(const Facts& facts,
                         const Document& document,
                         const ClauseGraph& graph,
                         std::string_view title,
                         std::optional<Day> day)
    : facts_(facts),
      document_(document),
      graph_(graph),
      day_(day),
      lexis_(facts, document, day.value_or(last_day - 1)),
      tree_(document),
      focus_(facts, document, lexis_, title, day.value_or(last_day - 1)),
      states_(document.tokens.size(), State::unread),
      referents_(document.tokens.size()) {
  for (const SpeechScope& scope : graph.scopes) {
    if (scope.quoted && scope.claimant != no_token) {
      speakers_.push_back(scope.claimant);
    }
  }
  std::ranges::sort(speakers_);
}

void Interpreter::run() {
  for (TokenIndex token = 0; token < document_.tokens.size(); ++token) {
    denote(token);
    remember(token);
  }
  mend_names();
}

void Interpreter::name_actor(TokenIndex head, TextRange words) {
  named_[head] = words;
}

void Interpreter::add_named(TokenIndex token, Referents& found) const {
  const auto named = named_.find(token);
  const bool known = std::ranges::any_of(found, [](const Referent& referent) {
    return !referent.code.empty() || (!referent.sector.empty() && referent.sector != "UNK");
  });
  if (named == named_.end() || known) {
    return;
  }
  Referent referent;
  referent.sector = "GOV";
  referent.range = named->second;
  found = {referent};
}

const Referents& Interpreter::denote(TokenIndex token) {
  static const Referents nothing;
  State& state = states_[token];
  if (state == State::open || depth_ >= deepest) {
    return nothing;
  }
  if (state == State::unread) {
    state = State::open;
    ++depth_;
    Referents found = interpret(token);
    --depth_;
    add_named(token, found);
    for (Referent& referent : found) {
      if (referent.range.empty()) {
        referent.range = phrase_range(token);
      }
    }
    referents_[token] = std::move(found);
    states_[token] = State::done;
  }
  return referents_[token];
}

Referents Interpreter::interpret(TokenIndex token) {
  const Word& word = lexis_.word(token);
  if (word.inside) {
    return {};
  }
  if (const Fact* fact = lexis_.fact(word.fact); fact != nullptr) {
    return fact->kind == FactKind::agent ? interpret_agent(token, word, *fact)
                                         : interpret_name(token, word, *fact);
  }
  return interpret_nameless(token);
}

Referent Interpreter::national(std::string_view code,
                               std::string_view sector,
                               TokenIndex token) const {
  Referent referent;
  referent.kind = ReferentKind::country;
  referent.code = code;
  referent.sector = sector;
  referent.explicit_code = true;
  referent.gender = grammatical_gender(token);
  return referent;
}

// A word inside a longer name that nobody knows: "Mouvement de Libération".
bool Interpreter::is_part_of_name(TokenIndex token) const {
  const Token& here = document_.tokens[token];
  return (here.relation == Deprel::flat || here.relation == Deprel::flat_name) &&
         lexis_.word(here.head).fact == no_fact;
}

Referents Interpreter::interpret_name(TokenIndex token, const Word& word, const Fact& fact) {
  if (fact.kind == FactKind::person) {
    const TextRange name =
        cover(document_.tokens[word.begin].range, document_.tokens[word.end - 1].range);
    return known_person(token, fact.row, name);
  }
  Referent referent = national(fact.code, fact.sector, token);
  switch (fact.kind) {
    case FactKind::organisation:
      if (is_part_of_name(token)) {
        return {};
      }
      referent.kind = ReferentKind::organisation;
      break;
    case FactKind::demonym:
    case FactKind::inhabitants:
      referent.kind = ReferentKind::agent;
      referent.person_like = true;
      break;
    case FactKind::place:
      // Somebody whom a user's table names as it names places: "Prime Minister Romendacil".
      if (const Referents title = titled(token); !title.empty() && !title.front().sector.empty()) {
        referent.kind = ReferentKind::person;
        referent.person_like = true;
        referent.sector = title.front().sector;
        break;
      }
      referent.kind = ReferentKind::place;
      break;
    case FactKind::city:
      referent.kind = ReferentKind::place;
      break;
    default:
      break;
  }
  if (referent.gender == Gender::none && fact.kind == FactKind::country) {
    referent.gender = fact.gender;
  }
  Referents found{referent};
  if (word.adjective) {
    // An adjective alone names nobody, unless it stands as a noun ("the British").
    if (is_attribute(document_.tokens[token].relation) ||
        document_.tokens[token].upos == Upos::adj) {
      return document_.tokens[token].relation == Deprel::nsubj ? found : Referents{};
    }
  }
  if (fact.kind == FactKind::demonym) {
    Attributes around = attributes_of(token, word);
    name_person(found, around);
  }
  return found;
}

Referents Interpreter::interpret_agent(TokenIndex token, const Word& word, const Fact& fact) {
  if (fact.agent == AgentKind::none || fact.agent == AgentKind::prefix) {
    return {};
  }
  Attributes around = attributes_of(token, word);
  if (around.both && (facts_.is_side(document_.lemma(token)) || fact.sector != "CVL") &&
      around.adjectives.empty() && around.owners.empty() && around.bodies.empty()) {
    if (Referents two = both(token, &fact); !two.empty()) {
      return two;
    }
  }
  Referents found = combine(fact, token, around);
  const bool former = around.former || word.former;
  for (Referent& referent : found) {
    if (word.feminine) {
      referent.gender = Gender::feminine;
    } else if (referent.gender == Gender::none) {
      referent.gender = grammatical_gender(token);
    }
    if (former && (fact.agent == AgentKind::office || fact.agent == AgentKind::member ||
                   fact.sector == "LEG")) {
      referent.former = true;
      referent.sector = "ELI";
    }
  }
  if (fact.agent == AgentKind::body || fact.agent == AgentKind::collective) {
    return found;
  }
  name_person(found, around);
  if (!found.empty() && !around.name.empty()) {
    found.front().range = cover(phrase_range(token), around.name);
  }
  return found;
}

// "Herr Müller" is Müller.
Referents Interpreter::addressed(TokenIndex token) {
  for (const TokenIndex child : tree_.children(token)) {
    const Deprel relation = document_.tokens[child].relation;
    if (child == token + 1 &&
        (relation == Deprel::appos || relation == Deprel::flat || relation == Deprel::flat_name)) {
      Referents found = denote(child);
      for (Referent& referent : found) {
        referent.range = cover(document_.tokens[token].range, name_range(child));
      }
      return found;
    }
  }
  return {};
}

Referents Interpreter::interpret_nameless(TokenIndex token) {
  const Token& here = document_.tokens[token];
  if (here.upos == Upos::pron || here.upos == Upos::det) {
    if (here.relation == Deprel::det || here.relation == Deprel::expl ||
        here.relation == Deprel::expl_pv) {
      return {};
    }
    if (lexis_.is(WordClass::both, token)) {
      return both(token, nullptr);
    }
    return pronoun(token);
  }
  if (lexis_.is(WordClass::title, token)) {
    return addressed(token);
  }
  if (facts_.is_side(document_.lemma(token))) {
    const Attributes around = attributes_of(token, lexis_.word(token));
    return around.both ? both(token, nullptr) : around.adjectives;
  }
  if (here.upos == Upos::propn || here.name == NameKind::person) {
    return unknown_name(token);
  }
  // A family name taken for a common noun.
  return here.upos == Upos::noun && utf8::starts_upper(document_.form(token))
             ? named_before(token, here.range)
             : Referents{};
}

// "in Wien" tells where, and no pronoun means it.
bool Interpreter::is_scenery(TokenIndex token) const {
  const Fact* fact = lexis_.fact(lexis_.word(token).fact);
  if (fact == nullptr || (fact->kind != FactKind::seat && fact->kind != FactKind::city)) {
    return false;
  }
  return std::ranges::any_of(tree_.children(token), [&](TokenIndex child) {
    return document_.tokens[child].relation == Deprel::case_ && lexis_.is(WordClass::in, child);
  });
}

void Interpreter::remember(TokenIndex token) {
  const Referents& found = referents_[token];
  const Token& here = document_.tokens[token];
  if (found.empty() || is_attribute(here.relation)) {
    return;
  }
  if (is_scenery(token)) {
    return;
  }
  Mention mention;
  mention.token = token;
  mention.sentence = document_.sentence_of(token);
  mention.subject = is_subject(here.relation);
  mention.referents = found;
  mention.coordinated = std::ranges::any_of(tree_.children(token), [&](TokenIndex child) {
    return document_.tokens[child].relation == Deprel::conj && lexis_.word(child).fact != no_fact;
  });
  for (const Referent& referent : found) {
    const bool acts = referent.kind == ReferentKind::agent ||
                      referent.kind == ReferentKind::organisation ||
                      referent.kind == ReferentKind::person;
    if (acts && referent.explicit_code && !referent.code.empty()) {
      by_sector_[referent.sector] = {referent.code, mention.sentence};
    }
    if (!referent.name.empty()) {
      register_name(referent.name, referent);
    }
  }
  mentions_.push_back(std::move(mention));
  if (found.front().sector != "JRN") {
    latest_[static_cast<std::size_t>(found.front().kind)] = mentions_.size();
  }
}

Referents Interpreter::modifier(TokenIndex token) {
  const Word& word = lexis_.word(token);
  const SentenceIndex sentence = document_.sentence_of(token);
  Referents found = first_part(word, sentence);
  const Fact* fact = lexis_.fact(word.fact);
  if (fact != nullptr && word.adjective) {
    Referent whose = national(fact->code, fact->sector, token);
    whose.range = cover(document_.tokens[word.begin].range, document_.tokens[word.end - 1].range);
    found.push_back(whose);
  }
  for (Referent& referent : found) {
    if (referent.range.empty()) {
      referent.range = document_.tokens[token].range;
    }
  }
  return found;
}

// Of the countries that a word allows the one that the article is about.
std::string_view Interpreter::allowed_code(const std::vector<std::string>& countries) const {
  for (const std::string& code : countries) {
    if (code == (focus_.home().empty() ? focus_.country() : focus_.home())) {
      return code;
    }
  }
  for (const std::string& code : countries) {
    if (focus_.speaks_of(code)) {
      return code;
    }
  }
  return countries.front();
}

std::string_view Interpreter::context_code(const std::vector<std::string>& countries,
                                           std::string_view sector,
                                           TokenIndex token,
                                           bool named) const {
  if (!countries.empty()) {
    return allowed_code(countries);
  }
  const Token& here = document_.tokens[token];
  if (here.relation == Deprel::conj && !referents_[here.head].empty()) {
    const Referent& first = referents_[here.head].front();
    if (first.explicit_code && !first.code.empty()) {
      return first.code;
    }
  }
  const SentenceIndex sentence = document_.sentence_of(token);
  const auto known = by_sector_.find(sector);
  const std::string_view same =
      known != by_sector_.end() && is_national(known->second.code) ? known->second.code : "";
  const std::string_view recent =
      !same.empty() && known->second.sentence + recent_reach >= sentence ? same : "";
  const std::string_view place = focus_.place_of(sentence);
  const std::string_view scene = focus_.scene_of(sentence);
  const bool political = sector == "GOV" || sector == "OPP" || sector == "PTY" || sector == "LEG";
  const std::string_view home =
      political && !focus_.home().empty() ? focus_.home() : focus_.country();
  // People and police are those of the scene, parties and officials those of the article.
  const bool unnamed = !named && lexis_.word(token).fact != no_fact;
  const bool local = unnamed && (sector == "CVL" || sector == "COP");
  const auto order = local ? std::array{recent, place, scene, home}
                           : std::array{same, place, home, unnamed ? scene : std::string_view{}};
  const auto* const found =
      std::ranges::find_if(order, [](std::string_view code) { return !code.empty(); });
  return found == order.end() ? std::string_view{} : *found;
}

TextRange Interpreter::name_of(TokenIndex token) const {
  const Word& word = lexis_.word(token);
  return word.begin == no_token
             ? document_.tokens[token].range
             : cover(document_.tokens[word.begin].range, document_.tokens[word.end - 1].range);
}

TextRange Interpreter::phrase_range(TokenIndex token) const {
  TextRange range = name_of(token);
  for (const TokenIndex child : tree_.children(token)) {
    const Deprel relation = document_.tokens[child].relation;
    const bool before = child < token && (is_attribute(relation) || relation == Deprel::det_poss ||
                                          relation == Deprel::nummod);
    const bool flat = relation == Deprel::flat || relation == Deprel::flat_name ||
                      relation == Deprel::flat_foreign;
    if (!before && !flat) {
      continue;
    }
    range = cover(range, name_of(child));
    for (const TokenIndex inner : tree_.children(child)) {
      if (inner < child && is_attribute(document_.tokens[inner].relation)) {
        range = cover(range, name_of(inner));
      }
    }
  }
  return range;
}

}  // namespace carkeys::coding::actors
