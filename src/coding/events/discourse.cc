// SPDX-License-Identifier: Apache-2.0
#include "coding/events/discourse.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

namespace carkeys::coding {
namespace {

constexpr SentenceIndex answer_reach = 2;  // sentences between a deed and the answer to it

class DiscourseFiller {
 public:
  DiscourseFiller(const CodingContext& context, std::vector<Proposition>& propositions)
      : context_(context), propositions_(propositions) {}

  void run() {
    for (std::size_t i = 0; i < propositions_.size(); ++i) {
      Proposition& proposition = propositions_[i];
      if (is_mention(proposition)) {
        repeat_sides(proposition);
      } else if (!proposition.actor.empty() && proposition.recipient.empty()) {
        repeat_recipient(proposition);
      }
      if (answers(proposition)) {
        find_addressee(i);
      }
      if (!proposition.actor.empty() || !proposition.recipient.empty()) {
        last_of_[static_cast<std::size_t>(proposition.category)] = i + 1;
      }
    }
    name_protesters();
  }

 private:
  [[nodiscard]] const Predicate& predicate(const Proposition& proposition) const {
    return context_.graph.predicates[proposition.predicate];
  }

  // A noun that may refer back to a deed told before.
  [[nodiscard]] bool is_mention(const Proposition& proposition) const {
    const Predicate& at = predicate(proposition);
    return at.kind == PredicateKind::noun && at.light_verb == no_token &&
           proposition.category != Category::relation;
  }

  static bool compatible(const std::vector<Entity>& a, const std::vector<Entity>& b) {
    return a.empty() || b.empty() || share_code(a, b);
  }

  void repeat_sides(Proposition& proposition) {
    const std::size_t last = last_of_[static_cast<std::size_t>(proposition.category)];
    if (last == 0) {
      return;
    }
    const Proposition& before = propositions_[last - 1];
    const bool modes =
        before.mode == proposition.mode || before.mode.empty() || proposition.mode.empty();
    if (!modes || !compatible(before.actor, proposition.actor) ||
        !compatible(before.recipient, proposition.recipient)) {
      return;
    }
    if (proposition.actor.empty() && !before.actor.empty()) {
      proposition.actor = before.actor;
      proposition.inferred = true;
    }
    if (proposition.recipient.empty() && !before.recipient.empty()) {
      proposition.recipient = before.recipient;
      proposition.inferred = true;
    }
  }

  // "Zuerst habe er Handgranaten geworfen": the attack of the sentence before goes on.
  void repeat_recipient(Proposition& proposition) const {
    const std::size_t last = last_of_[static_cast<std::size_t>(proposition.category)];
    const bool force = proposition.category == Category::assault ||
                       proposition.category == Category::coerce ||
                       proposition.category == Category::protest;
    if (!force || last == 0) {
      return;
    }
    const Proposition& before = propositions_[last - 1];
    const SentenceIndex apart = predicate(proposition).sentence - predicate(before).sentence;
    if (apart <= answer_reach && share_code(before.actor, proposition.actor)) {
      proposition.recipient = before.recipient;
      proposition.inferred = proposition.inferred || !before.recipient.empty();
    }
  }

  // Refusals, reproaches and praise answer to somebody; a visit has a host.
  [[nodiscard]] bool answers(const Proposition& proposition) const {
    const bool kind =
        proposition.category == Category::reject || proposition.category == Category::accuse ||
        proposition.category == Category::support || proposition.category == Category::consult;
    return kind && is_codable(proposition.actor) && proposition.recipient.empty() &&
           !proposition.frame->mutual && !proposition.frame->recipient.empty();
  }

  // "Ankara wies das zurück": the one who had accused or asked Ankara shortly before.
  [[nodiscard]] const Proposition* challenge(std::size_t index) const {
    constexpr SentenceIndex challenge_reach = 6;
    const Proposition& answer = propositions_[index];
    for (std::size_t i = index; i-- > 0;) {
      const Proposition& before = propositions_[i];
      if (predicate(answer).sentence - predicate(before).sentence > challenge_reach) {
        return nullptr;
      }
      const bool speech = before.category == Category::accuse ||
                          before.category == Category::request ||
                          before.category == Category::threaten;
      if (speech && is_codable(before.actor) && share_code(before.recipient, answer.actor)) {
        return &before;
      }
    }
    return nullptr;
  }

  void find_addressee(std::size_t index) {
    Proposition& answer = propositions_[index];
    const Proposition* challenger =
        answer.category == Category::reject ? challenge(index) : nullptr;
    if (challenger != nullptr) {
      answer.recipient = challenger->actor;
      answer.inferred = true;
      return;
    }
    const SentenceIndex here = predicate(answer).sentence;
    for (std::size_t i = index; i-- > 0;) {
      const Proposition& before = propositions_[i];
      if (here - predicate(before).sentence > answer_reach) {
        return;
      }
      for (const auto* side : {&before.actor, &before.recipient}) {
        auto others = without(*side, answer.actor);
        if (is_codable(others)) {
          answer.recipient = std::move(others);
          answer.inferred = true;
          return;
        }
      }
    }
  }

  // Those of a side that are not the speaker.
  static std::vector<Entity> without(std::vector<Entity> side, const std::vector<Entity>& speaker) {
    std::erase_if(side, [&](const Entity& entity) {
      return std::ranges::any_of(speaker, [&](const Entity& own) {
        return own.code == entity.code && own.sector == entity.sector;
      });
    });
    return side;
  }

  // Marchers and strikers are people of the country that the article speaks of most.
  void name_protesters() {
    const std::string country = commonest_country();
    if (country.empty()) {
      return;
    }
    for (Proposition& proposition : propositions_) {
      if (proposition.category != Category::protest || !proposition.actor.empty()) {
        continue;
      }
      Entity people;
      people.code = country;
      people.sector = "CVL";
      people.range = context_.document.tokens[predicate(proposition).head].range;
      people.entity_text = std::string(people.range.in(context_.document.text));
      proposition.actor.push_back(std::move(people));
      proposition.inferred = true;
    }
  }

  [[nodiscard]] std::string commonest_country() const {
    std::map<std::string, std::size_t> counts;
    for (const auto& slot : context_.actors.entity_slots) {
      for (std::uint32_t i = slot.begin; i < slot.end; ++i) {
        const auto& code = context_.actors.pool[i].code;
        if (!code.empty() && !supranational(code)) {
          ++counts[code];
        }
      }
    }
    const auto most =
        std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
    return most == counts.end() ? std::string() : most->first;
  }

  static bool supranational(const std::string& code) {
    constexpr std::array<std::string_view, 7> codes = {
        "UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"};
    return std::ranges::find(codes, code) != codes.end();
  }

  const CodingContext& context_;
  std::vector<Proposition>& propositions_;
  std::array<std::size_t, 17> last_of_ = {};  // by category: number of the last proposition, from 1
};

}  // namespace

void fill_from_discourse(const CodingContext& context, std::vector<Proposition>& propositions) {
  DiscourseFiller(context, propositions).run();
}

}  // namespace carkeys::coding
