// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <span>

#include "records/document.h"

namespace carkeys {
namespace {

template <std::size_t N>
using Names = std::array<std::string_view, N>;

constexpr Names<5> case_names = {"", "Nom", "Acc", "Dat", "Gen"};
constexpr Names<3> number_names = {"", "Sing", "Plur"};
constexpr Names<4> gender_names = {"", "Masc", "Fem", "Neut"};
constexpr Names<4> person_names = {"", "1", "2", "3"};
constexpr Names<3> tense_names = {"", "Pres", "Past"};
constexpr Names<4> mood_names = {"", "Ind", "Sub", "Imp"};
constexpr Names<5> verb_form_names = {"", "Fin", "Inf", "Part", "Ger"};
constexpr Names<4> degree_names = {"", "Pos", "Cmp", "Sup"};
constexpr Names<10> pron_type_names = {
    "", "Prs", "Art", "Dem", "Rel", "Int", "Ind", "Neg", "Tot", "Rcp"};

// Appends "Name=Value", with a bar before it where something is there already.
void add(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) {
    return;
  }
  if (!out.empty()) {
    out += '|';
  }
  out += name;
  out += '=';
  out += value;
}

template <std::size_t N, typename E>
void add(std::string& out, std::string_view name, const Names<N>& names, E value) {
  add(out, name, names[static_cast<std::size_t>(value)]);
}

// The value with this name, or none.
template <typename E, std::size_t N>
E value_of(const Names<N>& names, std::string_view text) {
  const auto found = std::ranges::find(names, text);
  return found == names.end() ? E::none : static_cast<E>(found - names.begin());
}

void set(Features& features, std::string_view name, std::string_view value) {
  if (name == "Case") {
    features.case_ = value_of<Case>(case_names, value);
  } else if (name == "Number") {
    features.number = value_of<Number>(number_names, value);
  } else if (name == "Gender") {
    features.gender = value_of<Gender>(gender_names, value);
  } else if (name == "Person") {
    features.person = value_of<Person>(person_names, value);
  } else if (name == "Tense") {
    features.tense = value_of<Tense>(tense_names, value);
  } else if (name == "Mood") {
    features.mood = value_of<VerbMood>(mood_names, value);
  } else if (name == "VerbForm") {
    features.verb_form = value_of<VerbForm>(verb_form_names, value);
  } else if (name == "Degree") {
    features.degree = value_of<Degree>(degree_names, value);
  } else if (name == "PronType") {
    features.pron_type = value_of<PronType>(pron_type_names, value);
  } else if (name == "Definite") {
    features.definite = value == "Def";
  } else if (name == "Poss") {
    features.possessive = value == "Yes";
  } else if (name == "Reflex") {
    features.reflexive = value == "Yes";
  } else if (name == "Voice") {
    features.passive = value == "Pass";
  }
}

std::string_view definite_value(const Features& features, Upos upos) {
  if (features.definite) {
    return "Def";
  }
  return upos == Upos::det && features.pron_type == PronType::article ? "Ind" : "";
}

}  // namespace

std::string features_text(const Features& features, Upos upos) {
  std::string out;
  add(out, "Case", case_names, features.case_);
  add(out, "Definite", definite_value(features, upos));
  add(out, "Degree", degree_names, features.degree);
  add(out, "Gender", gender_names, features.gender);
  add(out, "Mood", mood_names, features.mood);
  add(out, "Number", number_names, features.number);
  add(out, "Person", person_names, features.person);
  add(out, "Poss", features.possessive ? "Yes" : "");
  add(out, "PronType", pron_type_names, features.pron_type);
  add(out, "Reflex", features.reflexive ? "Yes" : "");
  add(out, "Tense", tense_names, features.tense);
  add(out, "VerbForm", verb_form_names, features.verb_form);
  add(out, "Voice", features.passive ? "Pass" : "");
  return out.empty() ? "_" : out;
}

Features features_from(std::string_view text) {
  Features features;
  while (!text.empty()) {
    const auto bar = std::min(text.find('|'), text.size());
    const auto pair = text.substr(0, bar);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos) {
      const auto values = pair.substr(equals + 1);
      // Of several values ("Masc,Neut") the first one counts.
      set(features, pair.substr(0, equals), values.substr(0, values.find(',')));
    }
    text.remove_prefix(std::min(bar + 1, text.size()));
  }
  return features;
}

}  // namespace carkeys
