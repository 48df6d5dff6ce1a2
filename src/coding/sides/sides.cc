// SPDX-License-Identifier: Apache-2.0
#include "coding/sides/sides.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "coding/sides/mentions.h"

namespace carkeys::coding {
namespace {

constexpr std::size_t most_candidates = 12;
constexpr SentenceIndex memory = 8;  // sentences back in which earlier deeds are looked at
constexpr double enough = 0.4;       // probability from which a side is filled

std::string_view kind_of(Category category) {
  switch (category) {
    case Category::agree:
    case Category::support:
    case Category::concede:
      return "friendly";
    case Category::request:
      return "ask";
    case Category::accuse:
    case Category::reject:
    case Category::threaten:
      return "hostile";
    case Category::consult:
    case Category::cooperate:
      return "mutual";
    case Category::aid:
    case Category::retreat:
      return "give";
    case Category::protest:
      return "protest";
    case Category::sanction:
    case Category::mobilize:
    case Category::coerce:
      return "press";
    case Category::assault:
      return "force";
    case Category::relation:
      break;
  }
  return "tie";
}

bool is_verbal(Category category) {
  return category == Category::agree || category == Category::consult ||
         category == Category::support || category == Category::concede ||
         category == Category::request || category == Category::accuse ||
         category == Category::reject || category == Category::threaten;
}

// What stands on the other side: nobody, somebody without a country, an alliance, the government,
// its army, its police and courts, people.
std::string_view party_of(const std::vector<Entity>& side) {
  if (side.empty()) {
    return "empty";
  }
  const Entity& first = side.front();
  if (first.code.empty()) {
    return "uncoded";
  }
  if (is_supranational(first.code)) {
    return "alliance";
  }
  if (first.sector == "GOV" || first.sector == "LEG") {
    return "state";
  }
  if (first.sector == "MIL") {
    return "army";
  }
  const bool law = first.sector == "COP" || first.sector == "JUD" || first.sector == "SPY";
  return law ? "law" : "people";
}

bool has_code(const std::vector<Entity>& side, const std::string& code) {
  return std::ranges::any_of(side, [&](const Entity& entity) { return entity.code == code; });
}

bool lacks_code(const std::vector<Entity>& side) {
  return std::ranges::all_of(
      side, [](const Entity& entity) { return entity.code.empty() && !entity.foreign; });
}

bool is_mere_place(const Entity& entity) {
  return (entity.sector.empty() || entity.sector == "UNK") && !is_supranational(entity.code);
}

class Chooser {
 public:
  Chooser(const CodingContext& context,
          const Weights& weights,
          std::vector<Proposition>& propositions,
          std::vector<SideChoice>* choices)
      : context_(context),
        weights_(weights),
        propositions_(propositions),
        choices_(choices),
        index_(context) {}

  void run() {
    index_.find_home();
    for (std::size_t i = 0; i < propositions_.size(); ++i) {
      Proposition& proposition = propositions_[i];
      if (proposition.category == Category::relation) {
        continue;
      }
      const SentenceIndex sentence = at(proposition).sentence;
      index_.advance(context_.document.sentences[sentence].end);
      if (choices_ != nullptr && !lacks_code(proposition.recipient)) {
        rehearse(i, Side::recipient);
      }
      if (choices_ != nullptr && !lacks_code(proposition.actor)) {
        rehearse(i, Side::actor);
      }
      // The recipient first, it tells about the actor; who protests tells against whom.
      const bool protest = proposition.category == Category::protest;
      if (protest && lacks_code(proposition.actor)) {
        choose(i, Side::actor);
      }
      if (lacks_code(proposition.recipient) && may_have_recipient(proposition) &&
          !answer_challenge(i)) {
        choose(i, Side::recipient);
      }
      // "Zwei Bauern wurden getötet", "Die Bombe explodierte": by whom is never guessed.
      const bool agentless =
          (at(proposition).passive && proposition.actor.empty()) || has_no_doer(*proposition.frame);
      if (!protest && lacks_code(proposition.actor) && !agentless) {
        choose(i, Side::actor);
      }
    }
  }

 private:
  [[nodiscard]] const Predicate& at(const Proposition& proposition) const {
    return context_.graph.predicates[proposition.predicate];
  }

  static bool has_no_doer(const Frame& frame) { return frame.actor.empty() && !frame.spoken; }

  static const std::vector<Entity>& of(const Proposition& proposition, Side side) {
    return side == Side::actor ? proposition.actor : proposition.recipient;
  }

  static Side other(Side side) { return side == Side::actor ? Side::recipient : Side::actor; }

  // "Ankara wies das zurück": to whom is known where somebody had accused or asked Ankara shortly
  // before; no weights are needed.
  bool answer_challenge(std::size_t number) {
    Proposition& answer = propositions_[number];
    if (answer.category != Category::reject || lacks_code(answer.actor)) {
      return false;
    }
    for (std::size_t i = number; i-- > 0;) {
      const Proposition& before = propositions_[i];
      if (at(answer).sentence - at(before).sentence > memory) {
        return false;
      }
      const bool speech = before.category == Category::accuse ||
                          before.category == Category::request ||
                          before.category == Category::threaten;
      if (speech && !lacks_code(before.actor) && share_code(before.recipient, answer.actor)) {
        answer.recipient = before.actor;
        answer.inferred = true;
        return true;
      }
    }
    return false;
  }

  // A frame without a place for a recipient names deeds that need none; only protests are against
  // somebody all the same.
  static bool may_have_recipient(const Proposition& proposition) {
    const bool own_affair = proposition.frame->mutual || proposition.category == Category::mobilize;
    return !own_affair &&
           (!proposition.frame->recipient.empty() || proposition.category == Category::protest);
  }

  // All that might fill a side. Mentions within `hidden` are passed over.
  [[nodiscard]] SideChoice weigh(std::size_t number,
                                 Side side,
                                 const std::vector<Entity>& hidden) const {
    SideChoice choice;
    choice.predicate = propositions_[number].predicate;
    choice.category = propositions_[number].category;
    choice.side = side;
    choice.across = of(propositions_[number], other(side));
    choice.candidates.push_back({{}, nobody_features(number, side), 0});
    for (const Named* known : candidates(number)) {
      Named named = *known;
      std::erase_if(named.mentions,
                    [&](const Mention& mention) { return belongs_to(mention.token, hidden); });
      auto found = named.mentions.empty() ? std::vector<Entity>() : entities(number, side, named);
      if (!found.empty()) {
        choice.candidates.push_back({std::move(found), features(number, side, named), 0});
      }
    }
    decide(choice);
    return choice;
  }

  // What would be chosen if a written side were not there: for training.
  void rehearse(std::size_t number, Side side) {
    Proposition& proposition = propositions_[number];
    auto& target = side == Side::actor ? proposition.actor : proposition.recipient;
    const std::vector<Entity> hidden = std::exchange(target, {});
    choices_->push_back(weigh(number, side, hidden));
    choices_->back().rehearsed = true;
    target = hidden;
  }

  void choose(std::size_t number, Side side) {
    SideChoice choice = weigh(number, side, {});
    if (choice.chosen != 0) {
      note_repeated(number, side, choice.candidates[choice.chosen].entities);
      const auto& chosen = choice.candidates[choice.chosen];
      fill(propositions_[number], side, chosen.entities);
      (side == Side::actor ? propositions_[number].actor_chance
                           : propositions_[number].recipient_chance) = chosen.probability;
    }
    if (choices_ != nullptr) {
      choices_->push_back(std::move(choice));
    }
  }

  void decide(SideChoice& choice) const {
    double sum = 0;
    for (auto& candidate : choice.candidates) {
      candidate.probability = std::exp(weights_.score(candidate.features));
      sum += candidate.probability;
    }
    for (auto& candidate : choice.candidates) {
      candidate.probability /= sum;
    }
    // Somebody marches in a protest, always.
    const bool somebody = choice.side == Side::actor && choice.category == Category::protest &&
                          choice.candidates.size() > 1;
    const auto best =
        std::ranges::max_element(choice.candidates.begin() + (somebody ? 1 : 0),
                                 choice.candidates.end(),
                                 {},
                                 [](const auto& candidate) { return candidate.probability; });
    const bool sure = somebody || best->probability >= enough;
    choice.chosen =
        sure && !weights_.empty() ? static_cast<std::size_t>(best - choice.candidates.begin()) : 0;
  }

  // A noun that takes a side of the last deed of its kind speaks of that deed.
  void note_repeated(std::size_t number, Side side, const std::vector<Entity>& found) {
    Proposition& proposition = propositions_[number];
    const Proposition* last = last_like(number);
    const bool noun = at(proposition).kind == PredicateKind::noun;
    if (noun && last != nullptr && share_code(of(*last, side), found)) {
      proposition.repeats = static_cast<std::size_t>(last - propositions_.data());
    }
  }

  static void fill(Proposition& proposition, Side side, const std::vector<Entity>& found) {
    auto& target = side == Side::actor ? proposition.actor : proposition.recipient;
    proposition.inferred = true;
    if (target.empty()) {
      target = found;
      return;
    }
    for (Entity& entity : target) {  // "ihr Fahrzeug": whose it is, is what was found
      entity.code = found.front().code;
      entity.cow = found.front().cow;
      entity.gw = found.front().gw;
    }
  }

  // Those named most recently.
  [[nodiscard]] std::vector<const Named*> candidates(std::size_t number) const {
    std::vector<const Named*> found;
    for (const auto& [code, named] : index_.named()) {
      found.push_back(&named);
    }
    const auto newest = [](const Named* named) { return named->mentions.back().token; };
    std::ranges::sort(found, std::ranges::greater(), newest);
    const auto keep = [&](const Named* named) {
      return named->code == index_.home() || has_code(propositions_[number].actor, named->code) ||
             has_code(propositions_[number].recipient, named->code);
    };
    std::vector<const Named*> kept;
    for (const Named* named : found) {
      if (kept.size() < most_candidates || keep(named)) {
        kept.push_back(named);
      }
    }
    return kept;
  }

  // Each plain feature, and again with side and kind of deed.
  void add(std::vector<std::string>& features,
           std::size_t number,
           Side side,
           std::string name) const {
    const std::string_view which = side == Side::actor ? "a." : "r.";
    features.push_back(std::string(which) + name);
    features.push_back(std::string(which) + std::string(kind_of(propositions_[number].category)) +
                       "." + std::move(name));
  }

  [[nodiscard]] std::vector<std::string> nobody_features(std::size_t number, Side side) const {
    const Proposition& proposition = propositions_[number];
    const Predicate& predicate = at(proposition);
    std::vector<std::string> found;
    const std::string party(party_of(of(proposition, other(side))));
    add(found, number, side, "nobody");
    add(found, number, side, "nobody." + party);
    add(found, number, side, predicate.kind == PredicateKind::noun ? "nobody.noun" : "nobody.verb");
    if (!of(proposition, side).empty()) {
      add(found, number, side, "nobody.uncoded");
    }
    const auto& slots =
        side == Side::actor ? proposition.frame->actor : proposition.frame->recipient;
    if (slots.empty()) {
      add(found, number, side, "nobody.slotless");
    }
    found.push_back((side == Side::actor ? "a.nobody." : "r.nobody.") +
                    std::string(category_name(proposition.category)));
    return found;
  }

  [[nodiscard]] std::vector<std::string> features(std::size_t number,
                                                  Side side,
                                                  const Named& named) const {
    const Proposition& proposition = propositions_[number];
    std::vector<std::string> found;
    const auto& across = of(proposition, other(side));
    const bool same = has_code(across, named.code);
    const std::string how = same ? "same." : "other.";
    const std::string relation = how + std::string(party_of(across));
    add(found, number, side, relation);
    found.push_back((side == Side::actor ? "a." : "r.") +
                    std::string(category_name(proposition.category)) + "." + relation);
    add(found, number, side, how + "distance." + std::string(distance(proposition, named)));
    add(found, number, side, how + (named.code == index_.home() ? "home" : "abroad"));
    if (is_supranational(named.code)) {
      add(found, number, side, "supranational");
    }
    if (named.count >= 3) {
      add(found, number, side, how + "often");
    }
    if (!named.governs) {
      add(found, number, side, how + "stateless");
    }
    add_places(found, number, side, named);
    add_history(found, number, side, named);
    add_speaker(found, number, side, named);
    return found;
  }

  [[nodiscard]] std::string_view distance(const Proposition& proposition,
                                          const Named& named) const {
    const SentenceIndex apart = at(proposition).sentence - named.mentions.back().sentence;
    if (apart == 0) {
      return "here";
    }
    if (apart == 1) {
      return "before";
    }
    return apart <= 3 ? "near" : "far";
  }

  // Where in the deed's own sentence the candidate stands.
  void add_places(std::vector<std::string>& found,
                  std::size_t number,
                  Side side,
                  const Named& named) const {
    const Predicate& predicate = at(propositions_[number]);
    const PredicateIndex clause = context_.clause_of(propositions_[number].predicate);
    for (const Mention& mention : named.mentions) {
      if (mention.sentence != predicate.sentence || is_side(propositions_[number], mention)) {
        continue;
      }
      const Token& token = context_.document.tokens[mention.token];
      const std::string relation(deprel_name(token.relation));
      const bool own = clause != no_predicate && context_.clause_of(host(mention.token)) == clause;
      add(found, number, side, (own ? "clause." : "sentence.") + relation);
      add(found, number, side, mention.token < predicate.head ? "left" : "right");
      if (hangs_below(mention.token, predicate.head)) {
        add(found, number, side, "below");
      }
      if (stands_as_place(mention.token)) {
        add(found, number, side, "place");
      }
    }
  }

  // Part of what the deed's word governs: "drohten, britische Importe zu stören".
  [[nodiscard]] bool hangs_below(TokenIndex token, TokenIndex head) const {
    while (token != head && !context_.document.is_root(token)) {
      token = context_.document.tokens[token].head;
    }
    return token == head;
  }

  // "in Russland", "near Kabul".
  [[nodiscard]] bool stands_as_place(TokenIndex token) const {
    const Document& document = context_.document;
    for (TokenIndex before = token; before-- > 0 && before + 4 > token;) {
      if (document.tokens[before].head == token &&
          document.tokens[before].relation == Deprel::case_) {
        return context_.locatives.contains(std::string(document.lemma(before)));
      }
    }
    return false;
  }

  [[nodiscard]] PredicateIndex host(TokenIndex token) const {
    while (context_.graph.predicate_of[token] == no_predicate &&
           !context_.document.is_root(token)) {
      token = context_.document.tokens[token].head;
    }
    return context_.graph.predicate_of[token];
  }

  // True where the mention already stands on a side of the deed.
  static bool is_side(const Proposition& proposition, const Mention& mention) {
    const auto holds = [&](const Entity& entity) { return entity.range == mention.entity->range; };
    return std::ranges::any_of(proposition.actor, holds) ||
           std::ranges::any_of(proposition.recipient, holds);
  }

  // What one earlier deed says of a candidate.
  static void look_back(const Proposition& proposition,
                        const Proposition& before,
                        Side side,
                        const std::string& code,
                        std::set<std::string>& seen) {
    const auto& across = of(proposition, other(side));
    const auto& same_side = of(before, side);
    const auto& opposite = of(before, other(side));
    const bool same_category = before.category == proposition.category;
    const bool did = has_code(same_side, code);
    if (did && share_code(opposite, across)) {
      seen.insert("pair");
      if (same_category) {
        seen.insert("pair.again");
      }
    }
    if (has_code(opposite, code) && share_code(same_side, across)) {
      seen.insert("answer");
      seen.insert("answer." + std::string(kind_of(before.category)));
    }
    if (did && same_category) {
      seen.insert("again");
    }
  }

  // What the candidate has done or suffered in the sentences before.
  void add_history(std::vector<std::string>& found,
                   std::size_t number,
                   Side side,
                   const Named& named) const {
    const Proposition& proposition = propositions_[number];
    const auto& across = of(proposition, other(side));
    std::set<std::string> seen;
    for (std::size_t i = number; i-- > 0;) {
      if (at(proposition).sentence - at(propositions_[i]).sentence > memory) {
        break;
      }
      look_back(propositions_[number], propositions_[i], side, named.code, seen);
    }
    for (const auto& name : seen) {
      add(found, number, side, name);
    }
    if (const Proposition* last = last_like(number); last != nullptr) {
      const bool fits = of(*last, other(side)).empty() || across.empty() ||
                        share_code(of(*last, other(side)), across);
      const bool noun = at(proposition).kind == PredicateKind::noun;
      if (fits && has_code(of(*last, side), named.code)) {
        add(found, number, side, noun ? "continued.noun" : "continued.verb");
        if (noun && echoes(at(proposition), at(*last))) {
          add(found, number, side, "continued.echo");
        }
      }
    }
  }

  // "beschossen ... der Beschuss", "shelled ... the shelling": the same word again.
  [[nodiscard]] bool echoes(const Predicate& noun, const Predicate& before) const {
    constexpr std::size_t stem = 5;  // bytes
    const auto word = context_.document.form(noun.head).substr(0, stem);
    const auto earlier = context_.document.form(before.head).substr(0, stem);
    return utf8::to_lower(word) == utf8::to_lower(earlier);
  }

  // "Ein Anschlag": told for the first time, so nothing before can be meant.
  [[nodiscard]] bool is_introduced(TokenIndex noun) const {
    const Document& document = context_.document;
    const Sentence& sentence = document.sentences[document.sentence_of(noun)];
    for (TokenIndex token = sentence.begin; token < noun; ++token) {
      const Features& features = document.tokens[token].features;
      if (document.tokens[token].head == noun && document.tokens[token].relation == Deprel::det &&
          features.pron_type == PronType::article && !features.definite) {
        return true;
      }
    }
    return false;
  }

  // The last deed of the same category in an earlier sentence. Null: none, or another is meant.
  [[nodiscard]] const Proposition* last_like(std::size_t number) const {
    if (is_introduced(at(propositions_[number]).head)) {
      return nullptr;
    }
    for (std::size_t i = number; i-- > 0;) {
      const Proposition& before = propositions_[i];
      const SentenceIndex apart = at(propositions_[number]).sentence - at(before).sentence;
      if (apart > memory) {
        return nullptr;
      }
      if (apart > 0 && before.category == propositions_[number].category &&
          (!lacks_code(before.actor) || !lacks_code(before.recipient))) {
        return &before;
      }
    }
    return nullptr;
  }

  // The one in whose words the deed is told.
  void add_speaker(std::vector<std::string>& found,
                   std::size_t number,
                   Side side,
                   const Named& named) const {
    const ScopeIndex scope = at(propositions_[number]).scope;
    if (scope == no_scope) {
      return;
    }
    const TokenIndex claimant = context_.graph.scopes[static_cast<std::size_t>(scope)].claimant;
    if (claimant == no_token) {
      return;
    }
    for (const Entity& entity : context_.entities_at(claimant)) {
      if (entity.code == named.code) {
        add(found, number, side, "speaker");
        return;
      }
    }
  }

  // True where a token is part of the phrases of a side: "Rom" in "die Staatsanwaltschaft in Rom".
  [[nodiscard]] bool belongs_to(TokenIndex token, const std::vector<Entity>& side) const {
    constexpr int depth = 4;
    const Document& document = context_.document;
    for (int step = 0; step < depth; ++step) {
      const TextRange range = document.tokens[token].range;
      for (const Entity& entity : side) {
        if (entity.range.begin <= range.begin && range.end <= entity.range.end) {
          return true;
        }
      }
      token = document.tokens[token].head;
    }
    return false;
  }

  [[nodiscard]] bool is_pronoun(TokenIndex token) const {
    const Upos upos = context_.document.tokens[token].upos;
    return upos == Upos::pron || upos == Upos::det;
  }

  // Marchers and strikers: people of a country, told by the words of the protest itself.
  [[nodiscard]] Entity people(const Proposition& proposition, const Entity& like) const {
    Entity unnamed;
    unnamed.code = like.code;
    unnamed.cow = like.cow;
    unnamed.gw = like.gw;
    unnamed.sector = "CVL";
    unnamed.range = context_.document.tokens[at(proposition).head].range;
    unnamed.entity_text = std::string(unnamed.range.in(context_.document.text));
    return unnamed;
  }

  // Those who march are people of the country, named outside the other side. A riot told by a noun
  // ("es kam zu Unruhen") is nobody's.
  [[nodiscard]] std::vector<Entity> crowd(const Proposition& proposition,
                                          const Named& named) const {
    const bool riot = std::ranges::find(proposition.mode, "riot") != proposition.mode.end();
    const auto& across = proposition.recipient;
    const auto free = std::ranges::find_if(
        named.mentions, [&](const Mention& mention) { return !belongs_to(mention.token, across); });
    if ((riot && at(proposition).kind == PredicateKind::noun) || free == named.mentions.end()) {
      return {};
    }
    return {people(proposition, *free->entity)};
  }

  // The candidate as the article names it: the newest mention that is not the other side itself
  // nor of its kind, nor the means of a state ("seine Truppen"), nor where something was said ("in
  // Genf"). Empty: the article has named nobody else of that country.
  [[nodiscard]] std::vector<Entity> entities(std::size_t number,
                                             Side side,
                                             const Named& named) const {
    const Proposition& proposition = propositions_[number];
    if (const Proposition* last = last_like(number);
        last != nullptr && has_code(of(*last, side), named.code)) {
      return of(*last, side);
    }
    const auto& across = of(proposition, other(side));
    if (side == Side::actor && proposition.category == Category::protest) {
      return crowd(proposition, named);
    }
    const std::string_view party = party_of(across);
    const Entity* pronoun = nullptr;  // taken only where nothing says it in words
    for (std::size_t i = named.mentions.size(); i-- > 0;) {
      const Entity& entity = *named.mentions[i].entity;
      const bool same_words = belongs_to(named.mentions[i].token, across);
      const bool same_kind = std::ranges::any_of(across, [&](const Entity& filled) {
        return filled.code == entity.code && filled.sector == entity.sector;
      });
      const bool here = named.mentions[i].sentence == at(proposition).sentence;
      const bool own_means =
          here && (party == "state" || party == "army") && has_code(across, entity.code);
      const bool venue =
          here && is_verbal(proposition.category) && stands_as_place(named.mentions[i].token);
      // A town acts no part in politics; where force is used it may stand for its people.
      const bool mere_place = proposition.category != Category::assault && is_mere_place(entity);
      if (same_words || same_kind || own_means || venue || mere_place) {
        continue;
      }
      if (!is_pronoun(named.mentions[i].token)) {
        return {entity};
      }
      pronoun = pronoun == nullptr ? &entity : pronoun;
    }
    return pronoun == nullptr ? std::vector<Entity>() : std::vector<Entity>{*pronoun};
  }

  const CodingContext& context_;
  const Weights& weights_;
  std::vector<Proposition>& propositions_;
  std::vector<SideChoice>* choices_;
  MentionIndex index_;
};

}  // namespace

void fill_sides(const CodingContext& context,
                const Weights& weights,
                std::vector<Proposition>& propositions,
                std::vector<SideChoice>* choices) {
  Chooser(context, weights, propositions, choices).run();
}

}  // namespace carkeys::coding
