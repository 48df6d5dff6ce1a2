// SPDX-License-Identifier: Apache-2.0
// The classes that the network chooses from for each token, group by group: part of speech, each
// morphological feature for itself, name tags in BIO. Trainer and analyser share this layout; a
// change needs new models. Lemma scripts and relations differ by language and stand in the model.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "records/document.h"

namespace carkeys::analysis {

enum class FeatureGroup : std::uint8_t {
  case_,
  number,
  gender,
  person,
  tense,
  mood,
  verb_form,
  degree,
  pron_type,
  passive,
  possessive,
  reflexive,
  definite
};

inline constexpr std::size_t upos_classes = 17;
inline constexpr std::size_t feature_groups = 13;
// How many values each group has, "none" included, in the order of FeatureGroup.
inline constexpr std::array<std::size_t, feature_groups> feature_classes = {
    5, 3, 4, 4, 3, 4, 5, 4, 10, 2, 2, 2, 2};
inline constexpr std::size_t name_classes = 9;  // outside, then begin and inside of each NameKind

std::uint8_t feature_value(const Features& features, FeatureGroup group);
void set_feature(Features& features, FeatureGroup group, std::uint8_t value);

// 0 outside; 2k-1 begins and 2k continues a name of kind k.
constexpr std::uint8_t name_class(NameKind kind, bool begins) {
  const auto number = static_cast<unsigned>(kind);
  return static_cast<std::uint8_t>(number == 0 ? 0 : 2 * number - (begins ? 1 : 0));
}

constexpr NameKind name_kind(std::uint8_t name_class) {
  return static_cast<NameKind>((name_class + 1U) / 2U);
}

constexpr bool name_begins(std::uint8_t name_class) {
  return name_class % 2U == 1U;
}

}  // namespace carkeys::analysis
