// SPDX-License-Identifier: Apache-2.0
// Words that take up somebody named before: pronouns, "beide Länder", the speaker's "wir".
#include <algorithm>

#include "coding/actors/attributes.h"

namespace carkeys::coding::actors {
namespace {

constexpr SentenceIndex reach = 3;         // sentences that a pronoun looks back over
constexpr std::size_t most_mentions = 40;  // and phrases
constexpr int highest_tree = 60;
// Salience: what a sentence of distance costs, and what a subject gains.
constexpr int nearest = 100;
constexpr int sentence_cost = 25;
constexpr int subject_gain = 18;

bool is_possessive(Deprel relation) {
  return relation == Deprel::det_poss || relation == Deprel::nmod_poss;
}

bool people_speak(const Mention& mention) {
  return std::ranges::any_of(mention.referents,
                             [](const Referent& referent) { return referent.person_like; });
}

}  // namespace

Number Interpreter::verb_number(TokenIndex token) const {
  const TokenIndex head = document_.tokens[token].head;
  if (document_.tokens[head].upos == Upos::verb || document_.tokens[head].upos == Upos::aux) {
    const Features& features = document_.tokens[head].features;
    if (features.verb_form == VerbForm::finite && features.number != Number::none) {
      return features.number;
    }
  }
  for (const TokenIndex child : tree_.children(head)) {
    if (document_.tokens[child].upos == Upos::aux &&
        document_.tokens[child].features.number != Number::none) {
      return document_.tokens[child].features.number;
    }
  }
  return Number::none;
}

Gender Interpreter::grammatical_gender(TokenIndex token) const {
  if (document_.tokens[token].features.gender != Gender::none) {
    return document_.tokens[token].features.gender;
  }
  for (const TokenIndex child : tree_.children(token)) {
    if (document_.tokens[child].relation == Deprel::det) {
      return document_.tokens[child].features.gender;
    }
  }
  return Gender::none;
}

// The tokens of "A, B und C" that the mention begins or goes on, as far as they stand before
// `token`.
std::vector<TokenIndex> Interpreter::coordinated(const Mention& mention, TokenIndex token) const {
  const Token& here = document_.tokens[mention.token];
  const TokenIndex first = here.relation == Deprel::conj ? here.head : mention.token;
  std::vector<TokenIndex> group;
  if (!referents_[first].empty()) {
    group.push_back(first);
  }
  for (const TokenIndex child : tree_.children(first)) {
    if (child < token && document_.tokens[child].relation == Deprel::conj &&
        !referents_[child].empty()) {
      group.push_back(child);
    }
  }
  return group;
}

// One of the readings of a pronoun may stand for the mention.
bool Interpreter::agrees_with_any(const Mention& mention, std::span<const Pronoun> wanted) const {
  return std::ranges::any_of(wanted,
                             [&](const Pronoun& reading) { return agrees(mention, reading); });
}

// "A" of "A und B" may be taken up alone or with the others.
Number Interpreter::number_of(const Mention& mention, const Pronoun& wanted) const {
  return mention.referents.size() > 1 || (mention.coordinated && wanted.number != Number::singular)
             ? Number::plural
             : document_.tokens[mention.token].features.number;
}

bool Interpreter::agrees(const Mention& mention, const Pronoun& wanted) const {
  const bool people = people_speak(mention);
  if ((people && !wanted.person) || (!people && !wanted.thing)) {
    return false;
  }
  const Number number = number_of(mention, wanted);
  // English "they" takes up bodies too: a plural pronoun refuses single people only.
  if (wanted.number == Number::singular && number == Number::plural) {
    return false;
  }
  const Referent& first = mention.referents.front();
  if (wanted.number == Number::plural && number == Number::singular &&
      (first.kind == ReferentKind::person || first.person_like)) {
    return false;
  }
  if (wanted.number == Number::plural) {
    return true;
  }
  const Gender gender = mention.referents.front().gender;
  return wanted.gender == Gender::none || gender == Gender::none || gender == wanted.gender ||
         number == Number::plural;
}

int Interpreter::salience(const Mention& mention, TokenIndex token, const Pronoun& wanted) const {
  const SentenceIndex here = document_.sentence_of(token);
  int score = nearest - sentence_cost * static_cast<int>(here - mention.sentence);
  score += mention.subject ? subject_gain : 0;
  const bool personal = wanted.gender == Gender::masculine || wanted.gender == Gender::feminine;
  score += personal && people_speak(mention) ? 6 : 0;
  const Number number = number_of(mention, wanted);
  return score + (wanted.number != Number::none && number == wanted.number ? 10 : 0);
}

Referents Interpreter::anaphor(TokenIndex token, std::vector<Pronoun> readings) {
  const bool possessive = is_possessive(document_.tokens[token].relation);
  for (Pronoun& reading : readings) {
    if (reading.number == Number::none && !possessive) {
      const Number own = document_.tokens[token].features.number;
      reading.number = own != Number::none ? own : verb_number(token);
    }
  }
  if (Referents speaking = indirect_speaker(token, readings); !speaking.empty()) {
    return speaking;
  }
  const Mention* found = best_antecedent(token, readings);
  if (found == nullptr) {
    return {};
  }
  Referents same = found->referents;
  if (found->coordinated && readings.front().number != Number::singular) {
    same.clear();
    for (const TokenIndex member : coordinated(*found, token)) {
      same.insert(same.end(), referents_[member].begin(), referents_[member].end());
    }
  }
  for (Referent& referent : same) {
    referent.range = document_.tokens[token].range;
  }
  return same;
}

// Who else takes part in what the token's verb tells: "He met the minister and thanked him" thanks
// somebody else.
std::vector<const Referents*> Interpreter::beside(TokenIndex token) const {
  std::vector<const Referents*> others;
  const PredicateIndex predicate = graph_.predicate_of[document_.tokens[token].head];
  if (predicate == no_predicate || is_possessive(document_.tokens[token].relation)) {
    return others;
  }
  for (const Argument& argument : graph_.arguments_of(graph_.predicates[predicate])) {
    const bool other = argument.token < token && argument.role == Role::subject;
    if (other && !referents_[argument.token].empty()) {
      others.push_back(&referents_[argument.token]);
    }
  }
  return others;
}

namespace {

bool same_person(const Referent& one, const Referent& other) {
  return one.person_like && other.person_like && one.code == other.code &&
         one.sector == other.sector && one.person == other.person && one.gender == other.gender;
}

// One of the groups is the mention and nobody else.
bool means_one_of(const Mention& mention, std::span<const Referents* const> groups) {
  return std::ranges::any_of(groups, [&](const Referents* group) {
    return group->size() == 1 && mention.referents.size() == 1 &&
           same_person(group->front(), mention.referents.front());
  });
}

}  // namespace

const Mention* Interpreter::best_antecedent(TokenIndex token,
                                            const std::vector<Pronoun>& readings) const {
  const bool possessive = is_possessive(document_.tokens[token].relation);
  const std::vector<const Referents*> others = beside(token);
  const SentenceIndex here = document_.sentence_of(token);
  const Mention* found = nullptr;
  int best = 0;
  std::size_t seen = 0;
  for (std::size_t at = mentions_.size(); at > 0 && seen < most_mentions; --at, ++seen) {
    const Mention& mention = mentions_[at - 1];
    if (mention.sentence + reach < here) {
      break;
    }
    const bool co_argument =
        !possessive && document_.tokens[mention.token].head == document_.tokens[token].head;
    if (mention.token >= token || co_argument || !agrees_with_any(mention, readings) ||
        means_one_of(mention, others)) {
      continue;
    }
    const int score = salience(mention, token, readings.front()) - static_cast<int>(seen);
    if (found == nullptr || score > best) {
      found = &mention;
      best = score;
    }
  }
  return found;
}

Referents Interpreter::antecedent(TokenIndex token) {
  TokenIndex at = token;
  for (int step = 0; step < highest_tree; ++step) {
    if (document_.tokens[at].relation == Deprel::acl_relcl) {
      Referents same = denote(document_.tokens[at].head);
      for (Referent& referent : same) {
        referent.range = document_.tokens[token].range;
      }
      return same;
    }
    if (document_.is_root(at)) {
      break;
    }
    at = document_.tokens[at].head;
  }
  return {};
}

// The innermost scope of speech that a token stands in.
ScopeIndex Interpreter::scope_of(TokenIndex token) const {
  TokenIndex at = token;
  for (int step = 0; step < highest_tree; ++step) {
    const PredicateIndex predicate =
        at < graph_.predicate_of.size() ? graph_.predicate_of[at] : no_predicate;
    if (predicate != no_predicate && graph_.predicates[predicate].scope != no_scope) {
      return graph_.predicates[predicate].scope;
    }
    if (document_.is_root(at)) {
      break;
    }
    at = document_.tokens[at].head;
  }
  return no_scope;
}

// Whose words a token stands in: the scope of its predicate, else a speaker named in its sentence,
// else the last one shortly before.
TokenIndex Interpreter::claimant_of(TokenIndex token) const {
  if (const ScopeIndex scope = scope_of(token); scope != no_scope) {
    return graph_.scopes[static_cast<std::size_t>(scope)].claimant;
  }
  const Sentence& here = document_.sentences[document_.sentence_of(token)];
  const auto after = std::ranges::lower_bound(speakers_, here.end);
  if (after == speakers_.begin()) {
    return no_token;
  }
  const TokenIndex latest = *std::prev(after);
  return document_.sentence_of(latest) + 2 >= document_.sentence_of(token) ? latest : no_token;
}

// "Meier sagte, er habe ...": the subject of indirect speech is most often who speaks.
Referents Interpreter::indirect_speaker(TokenIndex token, std::span<const Pronoun> readings) {
  const ScopeIndex index = scope_of(token);
  if (index == no_scope || !is_subject(document_.tokens[token].relation)) {
    return {};
  }
  const SpeechScope& scope = graph_.scopes[static_cast<std::size_t>(index)];
  const bool before = scope.claimant != no_token && scope.claimant < token &&
                      !scope.claimant_inferred && scope.stance != Stance::alleges &&
                      document_.tokens[scope.claimant].head != document_.tokens[token].head;
  if (!before || scope.quoted) {
    return {};
  }
  Mention mention;
  mention.token = scope.claimant;
  mention.sentence = document_.sentence_of(scope.claimant);
  mention.referents = denote(scope.claimant);
  if (mention.referents.empty() || !agrees_with_any(mention, readings)) {
    return {};
  }
  for (Referent& referent : mention.referents) {
    referent.range = document_.tokens[token].range;
  }
  return mention.referents;
}

Referents Interpreter::speaker(TokenIndex token) {
  const TokenIndex claimant = claimant_of(token);
  if (claimant == no_token) {
    return {};
  }
  Referents same = denote(claimant);
  for (Referent& referent : same) {
    referent.range = document_.tokens[token].range;
  }
  return same;
}

// "Es ist der erste Besuch", "It is time": the subject of a noun or adjective means nobody.
bool Interpreter::is_empty_subject(TokenIndex token, const Pronoun& reading) const {
  const Token& here = document_.tokens[token];
  return reading.kind == PronounKind::personal && reading.gender == Gender::neuter &&
         here.relation == Deprel::nsubj &&
         std::ranges::any_of(tree_.children(here.head), [&](TokenIndex child) {
           return document_.tokens[child].relation == Deprel::cop;
         });
}

Referents Interpreter::pronoun(TokenIndex token) {
  const auto readings = lexis_.pronouns(token);
  if (readings.empty()) {
    return {};
  }
  const Token& here = document_.tokens[token];
  const bool possessive = is_possessive(here.relation);
  const bool relative = here.features.pron_type == PronType::relative;
  std::vector<Pronoun> fitting;
  for (const Pronoun& reading : readings) {
    const bool fits = (reading.kind == PronounKind::possessive) == possessive ||
                      reading.kind == PronounKind::first || reading.kind == PronounKind::relative;
    if (fits && relative && reading.kind == PronounKind::relative) {
      return antecedent(token);
    }
    if (fits && (fitting.empty() || fitting.front().kind == reading.kind)) {
      fitting.push_back(reading);
    }
  }
  if (fitting.empty() || is_empty_subject(token, fitting.front())) {
    return {};
  }
  switch (fitting.front().kind) {
    case PronounKind::first:
      return speaker(token);
    case PronounKind::relative:
      return antecedent(token);
    default:
      return anaphor(token, std::move(fitting));
  }
}

const Mention* Interpreter::latest(ReferentKind kind, TokenIndex before) const {
  const std::size_t number = latest_[static_cast<std::size_t>(kind)];
  return number != 0 && mentions_[number - 1].token < before ? &mentions_[number - 1] : nullptr;
}

// The country that "das Land" takes up: subjects take up subjects, and none is what it stands
// beside
// ("Die USA helfen dem Land").
const Mention* Interpreter::country_before(TokenIndex token) const {
  const SentenceIndex here = document_.sentence_of(token);
  const bool subject = is_subject(document_.tokens[token].relation);
  std::vector<std::string_view> beside;
  const Mention* found = nullptr;
  int best = 0;
  for (std::size_t at = mentions_.size(), seen = 0; at > 0 && seen < most_mentions; --at, ++seen) {
    const Mention& mention = mentions_[at - 1];
    const Referent& first = mention.referents.front();
    if (document_.tokens[mention.token].head == document_.tokens[token].head) {
      for (const Referent& referent : mention.referents) {
        beside.push_back(referent.code);
      }
    }
    const bool country = mention.token < token && mention.referents.size() == 1 &&
                         first.kind == ReferentKind::country && is_national(first.code);
    if (!country || std::ranges::find(beside, first.code) != beside.end()) {
      continue;
    }
    const int score = nearest - sentence_cost * static_cast<int>(here - mention.sentence) -
                      static_cast<int>(seen) + (mention.subject == subject ? subject_gain : 0);
    if (found == nullptr || score > best) {
      found = &mention;
      best = score;
    }
  }
  return found;
}

// Puts those of a mention that are not known yet before the others.
void Interpreter::add_earlier(const Mention& mention, const Fact* people, Referents& found) const {
  Referents fresh;
  for (const Referent& referent : mention.referents) {
    const bool known = std::ranges::any_of(
        found, [&](const Referent& other) { return other.code == referent.code; });
    const bool fits =
        people == nullptr || (referent.person_like && referent.sector == people->sector);
    if (!known && fits && !referent.code.empty() && referent.kind != ReferentKind::place) {
      fresh.push_back(referent);
      fresh.back().range = {};
    }
  }
  found.insert(found.begin(), fresh.begin(), fresh.end());
}

namespace {

// The same countries as what the noun says they are.
void speak_of(const Fact& fact, bool people, Referents& referents) {
  for (Referent& referent : referents) {
    referent.sector = fact.sector.empty() ? referent.sector : std::string_view(fact.sector);
    referent.person_like = people;
    referent.name = {};
    referent.person = no_person;
  }
}

}  // namespace

// The last ones spoken of, two where there are, in text order.
Referents Interpreter::last_two(TokenIndex token, const Fact* people, bool nations) const {
  Referents found;
  TokenIndex above = no_token;  // what the first one is an attribute of
  for (std::size_t at = mentions_.size(), seen = 0; at > 0 && seen < most_mentions; --at, ++seen) {
    const Mention& mention = mentions_[at - 1];
    if (mention.token >= token) {
      continue;
    }
    const std::size_t before = found.size();
    if (above == mention.token && mention.referents.front().code == found.front().code) {
      // "the police of Iraq" is the police, not Iraq.
      found.front() = mention.referents.front();
      found.front().range = {};
      above = document_.tokens[mention.token].head;
      continue;
    }
    if (before >= 2) {
      break;
    }
    if (!nations || is_national(mention.referents.front().code)) {
      add_earlier(mention, people, found);
    }
    above = found.size() > before ? document_.tokens[mention.token].head : above;
  }
  return found;
}

// "Both": the two that were spoken of last, of different countries. A body of many states is one
// of them only where nobody else is.
Referents Interpreter::both(TokenIndex token, const Fact* fact) {
  const bool people =
      fact != nullptr && fact->agent != AgentKind::body && fact->agent != AgentKind::country;
  Referents found = people ? last_two(token, fact, false) : Referents{};
  if (found.size() < 2) {
    found = last_two(token, nullptr, true);
  }
  if (found.size() < 2) {
    found = last_two(token, nullptr, false);
  }
  if (fact != nullptr) {
    speak_of(*fact, people, found);
  }
  return found;
}

}  // namespace carkeys::coding::actors
