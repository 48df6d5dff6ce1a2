// SPDX-License-Identifier: Apache-2.0
#include "coding/claims/claims.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

namespace carkeys::coding {
namespace {

constexpr std::uint16_t hypothetical_moods = mood_possible | mood_condition | mood_question;

bool is_conflict(Category category) {
  return category >= Category::request && category <= Category::assault;
}

bool is_force_or_penalty(Category category) {
  return category == Category::assault || category == Category::coerce ||
         category == Category::sanction;
}

bool is_cooperative_deed(Category category) {
  return category == Category::consult || category == Category::support ||
         category == Category::cooperate || category == Category::aid;
}

// The same speaker as far as country and sector tell.
bool share_agent(std::span<const Entity> a, std::span<const Entity> b) {
  return std::ranges::any_of(a, [&](const Entity& left) {
    return !left.code.empty() && std::ranges::any_of(b, [&](const Entity& right) {
      const bool sectors = left.sector == right.sector || left.sector == "UNK" ||
                           right.sector == "UNK" || left.sector.empty() || right.sector.empty();
      return left.code == right.code && sectors;
    });
  });
}

// A government speaks for its army and police.
bool speaks_for(std::span<const Entity> speaker, std::span<const Entity> doer) {
  constexpr std::array<std::string_view, 7> state = {"GOV", "MIL", "COP", "SPY", "JUD", "UNK", ""};
  const auto is_state = [&](const Entity& entity) {
    return std::ranges::find(state, std::string_view(entity.sector)) != state.end();
  };
  return share_agent(speaker, doer) ||
         (share_code(speaker, doer) && std::ranges::all_of(speaker, is_state) &&
          std::ranges::any_of(doer, is_state));
}

// Done by speaking.
bool is_word(Category category) {
  return category == Category::request || category == Category::accuse ||
         category == Category::reject || category == Category::threaten ||
         category == Category::support || category == Category::agree;
}

class Judge {
 public:
  Judge(const CodingContext& context, Proposition& proposition)
      : context_(context),
        proposition_(proposition),
        at_(context.graph.predicates[proposition.predicate]) {}

  void run(bool historical) {
    collect_attributions();
    if (announces_itself() || speaks_itself() || is_said_there()) {
      proposition_.attributions.clear();
    }
    if (is_no_deed() || is_rejected_word()) {
      return;
    }
    read_moods(historical);
    if (is_known_background()) {
      proposition_.attributions.clear();
    }
    sum_up();
    absorb_plans();
  }

 private:
  [[nodiscard]] bool has(std::uint16_t moods) const { return (at_.mood & moods) != 0; }

  void collect_attributions() {
    for (ScopeIndex index = at_.scope; index != no_scope;) {
      const SpeechScope& scope = context_.graph.scopes[static_cast<std::size_t>(index)];
      Attribution attribution;
      attribution.stance = scope.stance;
      attribution.quoted = scope.quoted;
      attribution.range = scope.cue_range;
      attribution.cue_text = std::string(scope.cue_range.in(context_.document.text));
      if (scope.claimant != no_token) {
        attribution.claimant = context_.entities_at(scope.claimant);
        if (attribution.claimant.empty()) {
          attribution.claimant = context_.entities_within(scope.claimant);
        }
      }
      proposition_.attributions.insert(proposition_.attributions.begin(), std::move(attribution));
      index = scope.outer;
    }
  }

  // "hat seinen Rücktritt verkündet": the announcement carries the deed out.
  [[nodiscard]] bool announces_itself() const {
    const bool yields =
        proposition_.category == Category::retreat || proposition_.category == Category::concede;
    return yields && at_.kind == PredicateKind::noun && proposition_.attributions.size() == 1 &&
           proposition_.attributions.front().stance == Stance::asserts &&
           said_by_actor(proposition_.attributions.front());
  }

  // "„Wir fordern Moskau auf, ...“, sagte die EU": the words said are the deed, now. What the
  // speaker tells of an earlier day stays a claim.
  [[nodiscard]] bool speaks_itself() const {
    const bool now = proposition_.frame->spoken || at_.tense == ClauseTense::none ||
                     at_.tense == ClauseTense::present || at_.tense == ClauseTense::future ||
                     at_.shifted || has(mood_future);
    const bool positive = !at_.negated || frame_is_negated();
    return now && is_word(proposition_.category) && !has(hypothetical_moods) && positive &&
           !proposition_.attributions.empty() &&
           std::ranges::all_of(proposition_.attributions, [&](const Attribution& attribution) {
             return attribution.stance == Stance::asserts &&
                    share_agent(attribution.claimant, proposition_.actor);
           });
  }

  // "In einer Erklärung verurteilte die EU ...": the statement is how it was said.
  [[nodiscard]] bool is_said_there() const {
    if (at_.scope == no_scope || !is_word(proposition_.category) ||
        proposition_.attributions.size() != 1) {
      return false;
    }
    const auto& scope = context_.graph.scopes[static_cast<std::size_t>(at_.scope)];
    const auto arguments = context_.graph.arguments_of(at_);
    return proposition_.attributions[0].claimant.empty() &&
           std::ranges::any_of(arguments, [&](const Argument& argument) {
             const auto marker = context_.document.strings.text(argument.marker);
             return argument.token == scope.cue && context_.locatives.contains(std::string(marker));
           });
  }

  // "Nach Angaben der Polizei wurde der Anführer der Unruhen von 2009 gefasst": what the claim
  // mentions as known history is not what is claimed.
  [[nodiscard]] bool is_known_background() const {
    const bool mention = at_.kind == PredicateKind::noun && at_.light_verb == no_token &&
                         at_.link == ParentLink::argument && !at_.copular;
    if (!mention || (proposition_.aux & aux_historical) == 0 || at_.scope == no_scope) {
      return false;
    }
    const auto& scope = context_.graph.scopes[static_cast<std::size_t>(at_.scope)];
    return at_.parent != scope.cue_predicate && scope.stance == Stance::asserts &&
           proposition_.attributions.size() == 1 && is_definite();
  }

  [[nodiscard]] bool is_definite() const {
    const Document& document = context_.document;
    const Sentence& sentence = document.sentences[at_.sentence];
    for (TokenIndex token = sentence.begin; token < at_.head; ++token) {
      if (document.tokens[token].head == at_.head && document.tokens[token].features.definite) {
        return true;
      }
    }
    return false;
  }

  // Duties, purposes and commands are nobody's deeds. "musste zurücktreten" is one.
  [[nodiscard]] bool is_no_deed() {
    const bool was_made_to = at_.tense == ClauseTense::past || at_.tense == ClauseTense::pluperfect;
    const bool duty = has(mood_necessary) && !(was_made_to && !has(mood_subjunctive_2)) &&
                      !proposition_.frame->spoken;
    // An infinitive that hangs on no verb or noun that governs one is asserted by nobody.
    if (has(mood_infinitive) && at_.link == ParentLink::adverbial &&
        proposition_.attributions.empty()) {
      proposition_.dropped = "an infinitive that nobody asserts";
      return true;
    }
    if (duty || has(mood_purpose | mood_imperative)) {
      proposition_.dropped = duty ? "a duty, not a deed" : "a purpose or command, not a deed";
      return true;
    }
    return false;
  }

  // "wies die Vorwürfe zurück": the accusation stands, its content is denied.
  [[nodiscard]] bool is_rejected_word() {
    const bool word =
        at_.kind == PredicateKind::noun &&
        (proposition_.category == Category::accuse || proposition_.category == Category::request);
    if (!word || proposition_.attributions.empty() ||
        proposition_.attributions.back().stance != Stance::denies) {
      return false;
    }
    proposition_.dropped = "the word that is rejected";
    return true;
  }

  void read_moods(bool historical) {
    if (proposition_.frame->spoken) {
      return;  // the moods are those of what is asked or judged
    }
    std::uint8_t& aux = proposition_.aux;
    const bool own_relation = proposition_.category == Category::relation;
    if (at_.negated && !frame_is_negated()) {
      aux |= aux_negation;
    }
    if (has(mood_future | mood_planned)) {
      aux |= aux_future;
    }
    const bool unreal = has(mood_subjunctive_2) && at_.scope == no_scope;
    const bool conditioned = has(mood_conditioned) && !is_speech_act();
    if (has(hypothetical_moods) || conditioned || unreal) {
      aux |= aux_hypothetical;
    }
    if (has(mood_attempt) && proposition_.category != Category::assault) {
      aux |= aux_hypothetical;
    }
    if ((historical || has(mood_historical)) && !own_relation) {
      aux |= aux_historical;
    }
    if ((aux & aux_negation) != 0) {
      aux = static_cast<std::uint8_t>(aux & ~aux_future);  // "will not" is negation alone
    }
    if ((aux & aux_future) != 0) {
      aux = static_cast<std::uint8_t>(aux & ~aux_historical);
    }
  }

  // "auf keinen Kompromiss einlassen" is REJECT because it is negated.
  [[nodiscard]] bool frame_is_negated() const {
    return std::ranges::any_of(proposition_.frame->when, [](const resources::Condition& condition) {
      return condition.kind == resources::ConditionKind::negated && condition.wanted;
    });
  }

  // An offer or threat under a condition is made all the same.
  [[nodiscard]] bool is_speech_act() const {
    return proposition_.category == Category::agree ||
           proposition_.category == Category::threaten ||
           proposition_.category == Category::request || proposition_.category == Category::reject;
  }

  [[nodiscard]] bool said_by_actor(const Attribution& attribution) const {
    return share_code(attribution.claimant, proposition_.actor);
  }

  // Violence is owned up to by its own side; a government does not confirm a protest against it.
  [[nodiscard]] bool owns_up(const Attribution& attribution) const {
    return proposition_.category == Category::assault
               ? said_by_actor(attribution)
               : speaks_for(attribution.claimant, proposition_.actor);
  }

  // From the outside in; a denial anywhere in the chain denies ("wies den Vorwurf zurück, ...").
  void sum_up() {
    Status status = Status::reported;
    for (const Attribution& attribution : proposition_.attributions) {
      switch (attribution.stance) {
        case Stance::asserts:
        case Stance::doubts:
          status = status == Status::reported ? Status::claimed : status;
          break;
        case Stance::alleges:
          status = status == Status::denied ? status : Status::alleged;
          break;
        case Stance::denies:
          status = Status::denied;
          break;
        case Stance::confirms:
          status = status == Status::denied ? status : confirmed_by(attribution);
          break;
      }
    }
    proposition_.status = status == Status::claimed ? own_account() : status;
    if (proposition_.status == Status::denied) {
      proposition_.aux = static_cast<std::uint8_t>(proposition_.aux & ~aux_negation);
    }
  }

  [[nodiscard]] Status confirmed_by(const Attribution& attribution) const {
    return owns_up(attribution) ? Status::confirmed : Status::claimed;
  }

  // What the actor's word for its own deed amounts to.
  [[nodiscard]] Status own_account() const {
    if (denies_own_deed()) {
      return Status::denied;
    }
    return takes_responsibility() ? Status::confirmed : Status::claimed;
  }

  // "Der Angriff sei eine Strafe, so der Sprecher der Rebellen"
  [[nodiscard]] bool takes_responsibility() const {
    const bool violent =
        proposition_.category == Category::assault || proposition_.category == Category::coerce;
    return violent && proposition_.aux == 0 &&
           std::ranges::any_of(
               proposition_.attributions.back().claimant, [&](const Entity& claimant) {
                 return claimant.sector == "REB" &&
                        std::ranges::any_of(proposition_.actor, [&](const Entity& actor) {
                          return actor.sector == "REB" && actor.code == claimant.code;
                        });
               });
  }

  // "Moskau erklärte, es habe keine Drohnen geliefert": the actor says that it did not.
  [[nodiscard]] bool denies_own_deed() const {
    return (proposition_.aux & aux_negation) != 0 && is_conflict(proposition_.category) &&
           said_by_actor(proposition_.attributions.back());
  }

  // A plan to meet, help or praise is AGREE, a release announced is CONCEDE, if the actor itself or
  // the article says so; another's forecast keeps the deed and its future.
  void absorb_plans() {
    const bool own_word =
        proposition_.attributions.empty() ||
        (proposition_.attributions.size() == 1 && said_by_actor(proposition_.attributions.front()));
    if (is_threat()) {
      const bool violent = proposition_.category == Category::assault;
      become(Category::threaten);
      proposition_.mode = {violent ? "violence" : "restrict"};
      proposition_.aux = static_cast<std::uint8_t>(proposition_.aux & ~aux_hypothetical);
      return;
    }
    if ((proposition_.aux & aux_future) == 0 || !own_word ||
        (proposition_.aux & aux_hypothetical) != 0) {
      drop_absorbed_future();
      return;
    }
    if (is_cooperative_deed(proposition_.category)) {
      become(Category::agree);
    } else if (proposition_.category == Category::retreat) {
      become(Category::concede);
    }
    drop_absorbed_future();
  }

  // "kündigte an, die Stadt zu stürmen": who announces force or penalty of its own, under a
  // condition or not, threatens. What it merely could do stays hypothetical.
  [[nodiscard]] bool is_threat() const {
    return is_force_or_penalty(proposition_.category) && (proposition_.aux & aux_future) != 0 &&
           (proposition_.aux & aux_negation) == 0 && !has(hypothetical_moods) &&
           proposition_.attributions.size() == 1 && proposition_.status == Status::claimed &&
           said_by_actor(proposition_.attributions.front());
  }

  void become(Category category) {
    proposition_.category = category;
    proposition_.mode.clear();
    proposition_.aux = static_cast<std::uint8_t>(proposition_.aux & ~aux_future);
    if (!proposition_.attributions.empty()) {
      proposition_.attributions.clear();  // the announcement itself is the deed
      proposition_.status = Status::reported;
    }
  }

  void drop_absorbed_future() {
    if (proposition_.category == Category::agree || proposition_.category == Category::concede ||
        proposition_.category == Category::threaten || frame_is_negated()) {
      proposition_.aux = static_cast<std::uint8_t>(proposition_.aux & ~aux_future);
    }
  }

  const CodingContext& context_;
  Proposition& proposition_;
  const Predicate& at_;
};

// ---- disputes

constexpr std::uint32_t dispute_reach = 4;  // sentences between a claim and a bare denial

// "falls Moskau angreift" claims nothing that could be denied.
bool is_open_claim(const CodingContext& context, const Proposition& proposition) {
  const Predicate& at = context.graph.predicates[proposition.predicate];
  return proposition.dropped.empty() && (proposition.aux & aux_negation) == 0 &&
         (at.mood & mood_condition) == 0 &&
         (proposition.status == Status::alleged || proposition.status == Status::claimed);
}

// "er sei nicht festgenommen worden": denied by somebody who is not the doer.
bool is_contradiction(const Proposition& proposition) {
  return proposition.dropped.empty() &&
         (proposition.status == Status::denied ||
          (proposition.status == Status::claimed && (proposition.aux & aux_negation) != 0 &&
           is_conflict(proposition.category)));
}

void dispute(Proposition& claim, const Attribution& denial) {
  claim.status = Status::disputed;
  const auto same = std::ranges::find_if(claim.attributions, [&](const Attribution& known) {
    return known.stance == denial.stance && known.range == denial.range;
  });
  if (same == claim.attributions.end()) {
    claim.attributions.push_back(denial);
  }
}

bool share_person(std::span<const Entity> a, std::span<const Entity> b) {
  return std::ranges::any_of(a, [&](const Entity& left) {
    return !left.identifier_text.empty() && std::ranges::any_of(b, [&](const Entity& right) {
      return left.identifier_text == right.identifier_text;
    });
  });
}

// The same kind of deed; where nobody names the doer, done to the same person.
bool same_deed(const Proposition& a, const Proposition& b) {
  if (a.actor.empty() && b.actor.empty()) {
    return a.category == b.category && share_person(a.recipient, b.recipient);
  }
  const bool recipients =
      a.recipient.empty() || b.recipient.empty() || share_code(a.recipient, b.recipient);
  return a.category == b.category && share_code(a.actor, b.actor) && recipients;
}

// Those by whom the claims about a deed are looked up.
const std::vector<Entity>& named_side(const Proposition& proposition) {
  return proposition.actor.empty() ? proposition.recipient : proposition.actor;
}

std::string deed_key(Category category, const Entity& actor) {
  return std::string(category_name(category)) + "/" + actor.code;
}

Attribution denial_of(const CodingContext& context, const Proposition& reject) {
  const Predicate& at = context.graph.predicates[reject.predicate];
  Attribution denial;
  denial.stance = Stance::denies;
  denial.claimant = reject.actor;
  denial.range = context.document.tokens[at.head].range;
  for (const TokenIndex token : context.graph.trigger_of(at)) {
    denial.range = cover(denial.range, context.document.tokens[token].range);
  }
  denial.cue_text = std::string(denial.range.in(context.document.text));
  return denial;
}

// "Israel griff das Dorf an. Das bestritt die Armee.": told by the article, denied in the next
// breath.
bool is_taken_up(const CodingContext& context,
                 const Proposition& claim,
                 const Proposition& reject) {
  return context.graph.predicates[reject.predicate].takes_up && claim.dropped.empty() &&
         claim.status == Status::reported && claim.aux == 0 && is_conflict(claim.category);
}

// Predicates of denying, by the scope or cue that they open.
bool is_denial(const CodingContext& context, const Proposition& proposition) {
  return proposition.category == Category::reject && proposition.dropped.empty() &&
         proposition.status == Status::reported && (proposition.aux & aux_negation) == 0 &&
         context.graph.predicates[proposition.predicate].denies;
}

// "Teheran bestreitet das": the claims against Tehran told shortly before.
void meet_bare_denial(const CodingContext& context,
                      std::vector<Proposition>& propositions,
                      std::size_t reject) {
  const Attribution denial = denial_of(context, propositions[reject]);
  const SentenceIndex here = context.graph.predicates[propositions[reject].predicate].sentence;
  for (std::size_t i = reject; i-- > 0;) {
    Proposition& claim = propositions[i];
    const Predicate& at = context.graph.predicates[claim.predicate];
    if (here - at.sentence > dispute_reach) {
      break;
    }
    const bool content = context.governed_by(claim.predicate, propositions[reject].predicate);
    const bool taken_up =
        here - at.sentence == 1 && is_taken_up(context, claim, propositions[reject]);
    const bool own = !claim.attributions.empty() &&
                     share_code(claim.attributions.back().claimant, denial.claimant);
    if (content || !(taken_up || is_open_claim(context, claim)) || own ||
        claim.category == Category::relation || !speaks_for(denial.claimant, claim.actor)) {
      continue;
    }
    if (propositions[reject].recipient.empty() && !claim.attributions.empty()) {
      add_entities(propositions[reject].recipient, claim.attributions.front().claimant);
    }
    dispute(claim, denial);
    claim.denied_by.push_back(propositions[reject].predicate);
  }
}

using ClaimsByDeed = std::unordered_map<std::string, std::vector<std::size_t>>;

ClaimsByDeed open_claims(const CodingContext& context,
                         const std::vector<Proposition>& propositions) {
  ClaimsByDeed claims;
  for (std::size_t i = 0; i < propositions.size(); ++i) {
    if (is_open_claim(context, propositions[i])) {
      for (const Entity& actor : named_side(propositions[i])) {
        claims[deed_key(propositions[i].category, actor)].push_back(i);
      }
    }
  }
  return claims;
}

// Disputes the claims that `denied` contradicts; whether there were any.
bool contradict(std::vector<Proposition>& propositions,
                const Proposition& denied,
                ClaimsByDeed& claims) {
  bool met = false;
  for (const Entity& actor : named_side(denied)) {
    for (const std::size_t i : claims[deed_key(denied.category, actor)]) {
      if (same_deed(propositions[i], denied)) {
        Attribution denial = denied.attributions.back();
        denial.stance = Stance::denies;
        dispute(propositions[i], denial);
        met = true;
      }
    }
  }
  return met;
}

// The same deed claimed by one and denied by another, anywhere in the article. Claims are looked up
// by category and actor, so a long text costs no more than its propositions.
void meet_told_denials(const CodingContext& context, std::vector<Proposition>& propositions) {
  ClaimsByDeed claims = open_claims(context, propositions);
  for (Proposition& denied : propositions) {
    if (is_contradiction(denied) && contradict(propositions, denied, claims)) {
      denied.status = Status::disputed;
      denied.aux = static_cast<std::uint8_t>(denied.aux & ~aux_negation);
      denied.attributions.back().stance = Stance::denies;
    }
  }
}

}  // namespace

void judge(const CodingContext& context, Proposition& proposition, bool historical) {
  Judge(context, proposition).run(historical);
}

void find_disputes(const CodingContext& context, std::vector<Proposition>& propositions) {
  for (std::size_t i = 0; i < propositions.size(); ++i) {
    if (is_denial(context, propositions[i])) {
      meet_bare_denial(context, propositions, i);
    }
  }
  meet_told_denials(context, propositions);
}

namespace {

// A telling of its own that is plain fact.
bool is_told_as_fact(const Proposition& proposition) {
  return proposition.dropped.empty() && !proposition.repeats && proposition.aux == 0 &&
         proposition.status == Status::reported;
}

bool told_as_fact_elsewhere(std::span<const Proposition> propositions, const Proposition& mention) {
  return std::ranges::any_of(propositions, [&](const Proposition& other) {
    return is_told_as_fact(other) && same_deed(other, mention);
  });
}

}  // namespace

void inherit_status(std::vector<Proposition>& propositions) {
  constexpr std::uint8_t unreal = aux_hypothetical | aux_future;
  for (Proposition& proposition : propositions) {
    if (!proposition.repeats || proposition.status != Status::reported) {
      continue;
    }
    const Proposition& first = propositions[*proposition.repeats];
    const bool claim = first.dropped.empty() && first.status != Status::reported &&
                       (first.aux & unreal) == (proposition.aux & unreal);
    if (claim && !told_as_fact_elsewhere(propositions, proposition)) {
      proposition.status = first.status;
      proposition.attributions = first.attributions;
    }
  }
}

}  // namespace carkeys::coding
