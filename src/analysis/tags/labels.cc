// SPDX-License-Identifier: Apache-2.0
#include "analysis/tags/labels.h"

namespace carkeys::analysis {

std::uint8_t feature_value(const Features& features, FeatureGroup group) {
  switch (group) {
    case FeatureGroup::case_:
      return static_cast<std::uint8_t>(features.case_);
    case FeatureGroup::number:
      return static_cast<std::uint8_t>(features.number);
    case FeatureGroup::gender:
      return static_cast<std::uint8_t>(features.gender);
    case FeatureGroup::person:
      return static_cast<std::uint8_t>(features.person);
    case FeatureGroup::tense:
      return static_cast<std::uint8_t>(features.tense);
    case FeatureGroup::mood:
      return static_cast<std::uint8_t>(features.mood);
    case FeatureGroup::verb_form:
      return static_cast<std::uint8_t>(features.verb_form);
    case FeatureGroup::degree:
      return static_cast<std::uint8_t>(features.degree);
    case FeatureGroup::pron_type:
      return static_cast<std::uint8_t>(features.pron_type);
    case FeatureGroup::passive:
      return features.passive ? 1 : 0;
    case FeatureGroup::possessive:
      return features.possessive ? 1 : 0;
    case FeatureGroup::reflexive:
      return features.reflexive ? 1 : 0;
    case FeatureGroup::definite:
      return features.definite ? 1 : 0;
  }
  return 0;
}

void set_feature(Features& features, FeatureGroup group, std::uint8_t value) {
  switch (group) {
    case FeatureGroup::case_:
      features.case_ = static_cast<Case>(value);
      break;
    case FeatureGroup::number:
      features.number = static_cast<Number>(value);
      break;
    case FeatureGroup::gender:
      features.gender = static_cast<Gender>(value);
      break;
    case FeatureGroup::person:
      features.person = static_cast<Person>(value);
      break;
    case FeatureGroup::tense:
      features.tense = static_cast<Tense>(value);
      break;
    case FeatureGroup::mood:
      features.mood = static_cast<VerbMood>(value);
      break;
    case FeatureGroup::verb_form:
      features.verb_form = static_cast<VerbForm>(value);
      break;
    case FeatureGroup::degree:
      features.degree = static_cast<Degree>(value);
      break;
    case FeatureGroup::pron_type:
      features.pron_type = static_cast<PronType>(value);
      break;
    case FeatureGroup::passive:
      features.passive = value != 0;
      break;
    case FeatureGroup::possessive:
      features.possessive = value != 0;
      break;
    case FeatureGroup::reflexive:
      features.reflexive = value != 0;
      break;
    case FeatureGroup::definite:
      features.definite = value != 0;
      break;
  }
}

}  // namespace carkeys::analysis
