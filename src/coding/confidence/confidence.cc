// SPDX-License-Identifier: Apache-2.0
#include "coding/confidence/confidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace carkeys::coding {
namespace {

// "0", "1", "2-3", "4-7", ...
std::string band(std::size_t number) {
  std::size_t low = 1;
  while (low * 2 <= number) {
    low *= 2;
  }
  return number == 0 ? "0" : std::to_string(low);
}

std::string describe_side(const std::vector<Entity>& side) {
  if (side.empty()) {
    return "empty";
  }
  const bool coded =
      std::ranges::any_of(side, [](const Entity& entity) { return !entity.code.empty(); });
  return std::string(coded ? "coded" : "uncoded") + (side.size() > 1 ? ".several" : "");
}

std::string_view kind_name(const Predicate& predicate) {
  if (predicate.light_verb != no_token) {
    return "light";
  }
  if (predicate.copular) {
    return "copular";
  }
  constexpr std::array<std::string_view, 3> names = {"verb", "noun", "adjective"};
  return names[static_cast<std::size_t>(predicate.kind)];
}

bool names_country_twice(const Proposition& proposition) {
  return share_code(proposition.actor, proposition.recipient);
}

// How the side came to be filled: "written", or with how much certainty it was chosen.
std::string origin(double chance) {
  if (chance >= 1) {
    return "written";
  }
  return chance >= 0.8 ? "sure" : chance >= 0.6 ? "likely" : "weak";
}

}  // namespace

std::vector<std::string> confidence_features(const CodingContext& context,
                                             const Proposition& proposition) {
  const Predicate& predicate = context.graph.predicates[proposition.predicate];
  const Sentence& sentence = context.document.sentences[predicate.sentence];
  const std::string category(category_name(proposition.category));
  const std::string kind(kind_name(predicate));
  const std::string sides =
      describe_side(proposition.actor) + ">" + describe_side(proposition.recipient);
  std::vector<std::string> found = {"bias",
                                    category,
                                    kind,
                                    category + "." + kind,
                                    sides,
                                    category + "." + sides,
                                    "actor." + origin(proposition.actor_chance),
                                    "recipient." + origin(proposition.recipient_chance),
                                    "status." + std::string(status_name(proposition.status)),
                                    "words." + band(sentence.end - sentence.begin),
                                    "sentence." + band(predicate.sentence),
                                    "conditions." + band(proposition.frame->when.size())};
  const auto add = [&](bool holds, std::string_view name) {
    if (holds) {
      found.emplace_back(name);
      found.push_back(kind + "." + std::string(name));
    }
  };
  add(proposition.inferred, "inferred");
  add(proposition.repeats.has_value(), "repeats");
  add(predicate.passive, "passive");
  add(predicate.negated, "negated");
  add((predicate.mood & mood_infinitive) != 0, "infinitive");
  add((predicate.mood & mood_necessary) != 0, "necessary");
  add(predicate.link == ParentLink::relative, "relative");
  add(predicate.link == ParentLink::complement, "complement");
  add(predicate.link == ParentLink::argument, "argument");
  add(predicate.tense == ClauseTense::pluperfect, "pluperfect");
  add(predicate.tense == ClauseTense::present, "present");
  add(sentence.part != Article::PartKind::body, "headline");
  add(names_country_twice(proposition), "domestic");
  add(proposition.frame->mutual, "mutual");
  for (const auto name : aux_names(proposition.aux)) {
    add(true, name);
  }
  return found;
}

double confidence(const Weights& weights, const std::vector<std::string>& features) {
  constexpr double steps = 100;
  const double chance = 1 / (1 + std::exp(-weights.score(features)));
  return std::round(chance * steps) / steps;
}

}  // namespace carkeys::coding
