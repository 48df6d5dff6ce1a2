// SPDX-License-Identifier: Apache-2.0
#include "coding/events/propositions.h"

#include <algorithm>
#include <utility>

namespace carkeys::coding {
namespace {

class Finder {
 public:
  explicit Finder(const CodingContext& context) : context_(context) {}

  std::vector<Proposition> run(const Weights& sides, std::vector<SideChoice>* choices) {
    for (PredicateIndex index = 0; index < context_.graph.predicates.size(); ++index) {
      find_at(index);
    }
    std::vector<bool> bare;     // its own phrase names too little
    std::vector<bool> unsided;  // or nobody at all
    for (const Proposition& proposition : found_) {
      bare.push_back(!has_needed(proposition));
      unsided.push_back(proposition.actor.empty() && proposition.recipient.empty());
    }
    coding::fill_sides(context_, sides, found_, choices);
    for (std::size_t i = 0; i < found_.size(); ++i) {
      check_need(found_[i], bare[i]);
      if (unsided[i] && is_topic(found_[i]) && told_before(i)) {
        found_[i].dropped = "a deed told before as the topic of another";
      }
    }
    for (Proposition& proposition : found_) {
      prefer_deed_or_verb(proposition);
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      drop_retold(i);
    }
    for (Proposition& proposition : found_) {
      drop_content(proposition);
      drop_background_tie(proposition);
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] const Predicate& predicate(PredicateIndex index) const {
    return context_.graph.predicates[index];
  }

  // A noun that the model has never seen may have a bad lemma ("Protestnot"); its form ends right.
  [[nodiscard]] const std::vector<Frame>* frames_of_word(const Predicate& at) const {
    const Document& document = context_.document;
    const bool german = document.language == Language::german;
    const auto* frames = context_.frames.find(resources::predicate_key(document, at), german);
    if (frames == nullptr && german && at.kind == PredicateKind::noun) {
      frames = context_.frames.find("n:" + std::string(document.form(at.head)), false);
    }
    return frames;
  }

  // What a predicate may tell, best first: a duty that somebody puts on somebody, the deed that the
  // word names, what its class says of a subject.
  [[nodiscard]] std::vector<const std::vector<Frame>*> readings(const Predicate& at) const {
    std::vector<const std::vector<Frame>*> found;
    const auto add = [&](const std::vector<Frame>* frames) {
      if (frames != nullptr) {
        found.push_back(frames);
      }
    };
    if ((at.mood & mood_necessary) != 0 && at.scope != no_scope) {
      add(context_.frames.find("m:necessary", false));
    }
    add(frames_of_word(at));
    if (at.copular) {
      const bool compounds = context_.document.language == Language::german;
      for (const auto* frames :
           context_.frames.of_classes(context_.document.strings.text(at.lemma), compounds)) {
        add(frames);
      }
    }
    return found;
  }

  [[nodiscard]] const Frame* frame_of(const Predicate& at) {
    const auto actors = [this](const Argument& argument) {
      scratch_ = context_.entities(argument);
      return std::span<const Entity>(scratch_);
    };
    const resources::PredicateView view{
        context_.document, context_.graph, at, context_.frames.classes(), actors};
    const bool heard = is_codable(speaker(at));
    for (const auto* frames : readings(at)) {
      const Frame* frame = FrameTable::choose(*frames, view, heard);
      if (frame != nullptr) {
        return frame;
      }
    }
    return nullptr;
  }

  // English tells in the past what was said of then ("said that it was lying").
  [[nodiscard]] bool is_backshifted(const SpeechScope& scope) const {
    return context_.document.language == Language::english && !scope.quoted &&
           scope.cue_predicate != no_predicate &&
           predicate(scope.cue_predicate).tense == ClauseTense::past;
  }

  // Who says so, in earnest and of now; empty where nobody does.
  [[nodiscard]] std::vector<Entity> speaker(const Predicate& at) const {
    constexpr std::uint16_t unreal =
        mood_possible | mood_condition | mood_conditioned | mood_question;
    if (at.scope == no_scope || (at.mood & unreal) != 0) {
      return {};
    }
    const SpeechScope& scope = context_.graph.scopes[static_cast<std::size_t>(at.scope)];
    const bool past = at.tense == ClauseTense::past && (at.mood & mood_subjunctive_2) == 0;
    if (scope.claimant == no_token || scope.stance != Stance::asserts ||
        (past && !is_backshifted(scope))) {
      return {};
    }
    auto found = context_.entities_at(scope.claimant);
    return found.empty() ? context_.entities_within(scope.claimant) : std::move(found);
  }

  void find_at(PredicateIndex index) {
    const Frame* frame = frame_of(predicate(index));
    if (frame == nullptr || !frame->category) {
      return;
    }
    Proposition proposition;
    proposition.frame = frame;
    proposition.predicate = index;
    proposition.category = *frame->category;
    proposition.mode = frame->mode;
    proposition.context = frame->context;
    proposition.aux = frame->aux;
    fill_sides(proposition);
    if (!frame->spoken || !same_agents(proposition.actor, proposition.recipient)) {
      found_.push_back(std::move(proposition));
    }
  }

  // Who says what it must do itself asks nobody.
  static bool same_agents(std::span<const Entity> a, std::span<const Entity> b) {
    return std::ranges::any_of(a, [&](const Entity& left) {
      return std::ranges::any_of(b, [&](const Entity& right) {
        return left.code == right.code && left.sector == right.sector;
      });
    });
  }

  // The first alternative that holds an actor; its slots are taken together. Where no phrase is an
  // actor itself, the actors within the phrases count.
  [[nodiscard]] std::vector<Entity> side(const resources::SlotPath& path, const Predicate& at) {
    for (const bool within : {false, true}) {
      for (const auto& slots : path.alternatives) {
        auto entities = alternative(slots, at, within);
        if (!entities.empty()) {
          return entities;
        }
      }
    }
    return {};
  }

  [[nodiscard]] std::vector<Entity> alternative(const std::vector<resources::Slot>& slots,
                                                const Predicate& at,
                                                bool within) {
    std::vector<Entity> entities;
    for (const auto& slot : slots) {
      if (slot.behind) {
        add_entities(entities, context_.entities_behind(at, slot.marker));
      }
      for (const Argument* argument :
           resources::slot_fillers(slot, context_.document, context_.graph, at)) {
        const auto found =
            within ? context_.entities_within(argument->token) : context_.entities(*argument);
        inferred_ = inferred_ || (!found.empty() && (within || argument->inferred));
        add_entities(entities, found);
      }
    }
    return entities;
  }

  void fill_sides(Proposition& proposition) {
    const Predicate& at = predicate(proposition.predicate);
    const Frame& frame = *proposition.frame;
    inferred_ = false;
    proposition.actor = frame.spoken ? speaker(at) : side(frame.actor, at);
    proposition.recipient = side(frame.recipient, at);
    if (frame.mutual) {
      if (proposition.actor.empty() || proposition.recipient.empty()) {
        add_entities(proposition.actor, subject_of_clause(proposition.predicate));
      }
      add_entities(proposition.actor, proposition.recipient);
      proposition.recipient.clear();
    } else {
      remove_shared(proposition);
      if (proposition.recipient.empty() && answers_to_object(frame)) {
        proposition.recipient = within_object(at);
        remove_shared(proposition);
      }
    }
    proposition.inferred = inferred_;
  }

  // "verweigerte die Lieferung von Drohnen nach Russland": refused to whom, in the object's own
  // words.
  static bool answers_to_object(const Frame& frame) {
    return !frame.recipient.empty() &&
           (frame.category == Category::reject || frame.category == Category::accuse ||
            frame.category == Category::support);
  }

  [[nodiscard]] std::vector<Entity> within_object(const Predicate& at) const {
    for (const Argument& argument : context_.graph.arguments_of(at)) {
      if (argument.role == Role::object && !argument.inferred) {
        auto found = context_.entities_within(argument.token);
        if (!found.empty()) {
          return found;
        }
      }
    }
    return {};
  }

  // "nach Gesprächen mit X": the other party is the subject of the clause.
  [[nodiscard]] std::vector<Entity> subject_of_clause(PredicateIndex index) const {
    std::vector<Entity> entities;
    if (predicate(index).kind != PredicateKind::noun) {
      return entities;
    }
    const PredicateIndex clause = context_.clause_of(index);
    if (clause == no_predicate) {
      return entities;
    }
    for (const Argument& argument : context_.graph.arguments_of(predicate(clause))) {
      if (argument.role == Role::subject) {
        add_entities(entities, context_.entities(argument));
      }
    }
    return entities;
  }

  // The same phrase on both sides (a genitive that serves as doer and target) stays the actor.
  static void remove_shared(Proposition& proposition) {
    std::erase_if(proposition.recipient, [&](const Entity& entity) {
      return std::ranges::any_of(proposition.actor, [&](const Entity& other) {
        return other.range == entity.range && other.code == entity.code;
      });
    });
  }

  // A verb tells a deed although the article names its sides elsewhere; a noun that is neither
  // carried by a verb nor speaks of a deed told before is a mere topic then.
  void check_need(Proposition& proposition, bool bare) const {
    const Predicate& at = predicate(proposition.predicate);
    const bool topic =
        bare && at.kind == PredicateKind::noun && at.light_verb == no_token && !proposition.repeats;
    if (topic || !has_needed(proposition)) {
      proposition.dropped = "no political actor where the frame needs one";
    }
  }

  // "verurteilte den Anschlag", "nach Ende der Proteste": the deed as something known, in a phrase
  // of another predicate.
  [[nodiscard]] bool is_topic(const Proposition& proposition) const {
    const Predicate& at = predicate(proposition.predicate);
    const auto& tokens = context_.document.tokens;
    const Deprel relation = tokens[at.head].relation;
    const bool inside =
        relation == Deprel::nmod || relation == Deprel::obj || relation == Deprel::nsubj_pass;
    if (!inside || at.kind != PredicateKind::noun || at.light_verb != no_token) {
      return false;
    }
    const auto& sentence = context_.document.sentences[at.sentence];
    for (TokenIndex token = sentence.begin; token < at.head; ++token) {
      if (tokens[token].head == at.head && tokens[token].features.definite) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool told_before(std::size_t number) const {
    const Proposition& proposition = found_[number];
    const auto end = found_.begin() + static_cast<std::ptrdiff_t>(number);
    return std::any_of(found_.begin(), end, [&](const Proposition& before) {
      return before.dropped.empty() && before.category == proposition.category &&
             predicate(before.predicate).sentence < predicate(proposition.predicate).sentence;
    });
  }

  static bool has_needed(const Proposition& proposition) {
    const bool actor = is_codable(proposition.actor);
    const bool recipient = is_codable(proposition.recipient);
    switch (proposition.frame->need) {
      case Need::any:
        return actor || recipient;
      case Need::actor:
        return actor;
      case Need::recipient:
        return recipient;
      case Need::both:
        return actor && recipient;
      case Need::none:
        break;
    }
    return true;
  }

  [[nodiscard]] Proposition* at_token(TokenIndex token) {
    const auto it = std::ranges::lower_bound(found_, token, {}, [&](const Proposition& other) {
      return predicate(other.predicate).head;
    });
    const bool there = it != found_.end() && predicate(it->predicate).head == token;
    return there && it->dropped.empty() ? &*it : nullptr;
  }

  // The propositions of the same sentence; found_ is in text order.
  [[nodiscard]] std::span<const Proposition> beside(const Proposition& proposition) const {
    const SentenceIndex here = predicate(proposition.predicate).sentence;
    const auto begin =
        std::partition_point(found_.begin(), found_.end(), [&](const Proposition& other) {
          return predicate(other.predicate).sentence < here;
        });
    const auto end = std::partition_point(begin, found_.end(), [&](const Proposition& other) {
      return predicate(other.predicate).sentence == here;
    });
    return {begin, end};
  }

  // A light verb with a conditioned frame of its own speaks for the noun, else the noun for it.
  void prefer_deed_or_verb(Proposition& noun) {
    const TokenIndex verb_token = predicate(noun.predicate).light_verb;
    if (verb_token == no_token || !noun.dropped.empty()) {
      return;
    }
    Proposition* verb = at_token(verb_token);
    if (verb == nullptr) {
      return;
    }
    if (verb->frame->when.empty()) {
      verb->dropped = "carried by its noun";
    } else {
      noun.dropped = "told by its verb";
    }
  }

  [[nodiscard]] static bool codes_within(std::span<const Entity> a, std::span<const Entity> b) {
    return std::ranges::all_of(a, [&](const Entity& entity) {
      return std::ranges::any_of(b, [&](const Entity& other) { return other.code == entity.code; });
    });
  }

  // Two predicates of one sentence that tell the same deed: the one with fewer sides goes.
  void drop_retold(std::size_t at) {
    Proposition& one = found_[at];
    for (std::size_t next = at + 1; next < found_.size() && one.dropped.empty(); ++next) {
      Proposition& two = found_[next];
      if (predicate(two.predicate).sentence != predicate(one.predicate).sentence) {
        break;
      }
      if (!two.dropped.empty() || two.category != one.category || !related(one, two)) {
        continue;
      }
      const bool second = written_sides(two) > written_sides(one);
      if (second ? covers(two, one) : covers(one, two)) {
        (second ? one : two).dropped = "same deed as another predicate of the sentence";
      } else if (second ? covers(one, two) : covers(two, one)) {
        (second ? two : one).dropped = "same deed as another predicate of the sentence";
      }
    }
  }

  // Sides that the sentence itself names.
  static int written_sides(const Proposition& proposition) {
    return (is_codable(proposition.actor) && proposition.actor_chance >= 1 ? 1 : 0) +
           (is_codable(proposition.recipient) && proposition.recipient_chance >= 1 ? 1 : 0);
  }

  // A side that was chosen from the article counts for nothing against one that is written.
  static bool side_within(const std::vector<Entity>& poor,
                          double chance,
                          const std::vector<Entity>& rich) {
    return chance < 1 || codes_within(poor, rich);
  }

  // Both stand in the same clause, or one is what the other is about.
  [[nodiscard]] bool related(const Proposition& one, const Proposition& two) const {
    return context_.clause_of(one.predicate) == context_.clause_of(two.predicate) ||
           is_complement(one.predicate, two.predicate) ||
           is_complement(two.predicate, one.predicate);
  }

  [[nodiscard]] bool is_complement(PredicateIndex inner, PredicateIndex outer) const {
    const PredicateIndex clause = context_.clause_of(inner);
    return clause != no_predicate && predicate(clause).link == ParentLink::complement &&
           predicate(clause).parent == outer;
  }

  [[nodiscard]] bool covers(const Proposition& rich, const Proposition& poor) const {
    if (!rich.mode.empty() && !poor.mode.empty() && rich.mode != poor.mode) {
      return false;
    }
    const bool both_verbs = predicate(rich.predicate).kind == PredicateKind::verb &&
                            predicate(poor.predicate).kind == PredicateKind::verb;
    return !both_verbs && side_within(poor.actor, poor.actor_chance, rich.actor) &&
           side_within(poor.recipient, poor.recipient_chance, rich.recipient);
  }

  // What somebody demands, threatens, promises or refuses is told by that speech act alone.
  void drop_content(Proposition& proposition) const {
    if (!proposition.dropped.empty()) {
      return;
    }
    for (const Proposition& other : beside(proposition)) {
      // "bestritt, die Stadt angegriffen zu haben": what is denied is told as denied.
      if (!other.dropped.empty() || &other == &proposition || !absorbs(other.category) ||
          predicate(other.predicate).denies) {
        continue;
      }
      if (is_content(proposition.predicate, other.predicate)) {
        proposition.dropped = "content of " + std::string(category_name(other.category));
        return;
      }
    }
  }

  // "begrüßten ihre engen Beziehungen": the tie is the topic of a deed, not a statement.
  void drop_background_tie(Proposition& proposition) const {
    const Predicate& at = predicate(proposition.predicate);
    if (proposition.category != Category::relation || !proposition.dropped.empty() ||
        at.kind != PredicateKind::noun || at.copular || at.light_verb != no_token) {
      return;
    }
    for (const Proposition& other : beside(proposition)) {
      if (&other != &proposition && other.dropped.empty() &&
          context_.clause_of(other.predicate) == context_.clause_of(proposition.predicate) &&
          context_.governed_by(proposition.predicate, other.predicate)) {
        proposition.dropped = "topic of another deed";
      }
    }
  }

  static bool absorbs(Category category) {
    return category == Category::request || category == Category::threaten ||
           category == Category::agree || category == Category::reject ||
           category == Category::concede;
  }

  // An infinitive or indefinite noun below the speech act.
  [[nodiscard]] bool is_content(PredicateIndex inner, PredicateIndex outer) const {
    const Predicate& at = predicate(inner);
    const TokenIndex carrier = predicate(outer).light_verb;
    const PredicateIndex verb = carrier == no_token ? outer : context_.graph.predicate_of[carrier];
    if (inner == verb || inner == outer ||
        !(context_.governed_by(inner, outer) || context_.governed_by(inner, verb))) {
      return false;
    }
    if (at.kind == PredicateKind::noun && at.light_verb == no_token) {
      return is_own_argument(inner, outer);
    }
    return at.link == ParentLink::complement && at.mood != 0;
  }

  [[nodiscard]] bool is_own_argument(PredicateIndex inner, PredicateIndex outer) const {
    const TokenIndex head = predicate(inner).head;
    for (const Argument& argument : context_.graph.arguments_of(predicate(outer))) {
      if (argument.token == head &&
          (argument.role == Role::object || argument.role == Role::oblique ||
           argument.role == Role::genitive)) {
        return (predicate(inner).mood & (mood_possible | mood_planned | mood_future)) != 0;
      }
    }
    return false;
  }

  const CodingContext& context_;
  std::vector<Proposition> found_;
  std::vector<Entity> scratch_;
  bool inferred_ = false;
};

}  // namespace

std::vector<Proposition> find_propositions(const CodingContext& context,
                                           const Weights& sides,
                                           std::vector<SideChoice>* choices) {
  return Finder(context).run(sides, choices);
}

}  // namespace carkeys::coding
