// SPDX-License-Identifier: Apache-2.0
// Morphological labels for German words whose treebank has none or only some: the readings of the
// full-form list, narrowed by part of speech, tree and agreement. Where all that remain agree, that
// is the label; otherwise the word is left unlabelled for that feature.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/tags/labels.h"
#include "conllu.h"
#include "german_lexicon.h"

namespace carkeys::train {

// -1: no label, otherwise a value of analysis::FeatureGroup.
using FeatureLabels = std::array<std::int8_t, analysis::feature_groups>;
inline constexpr std::int8_t unlabelled = -1;

using PersonTable = std::unordered_map<std::string, std::uint8_t>;
Result<PersonTable> read_persons(const std::string& path);

// Which of the tree's own features narrow the readings.
enum class GoldFeatures : std::uint8_t { ignore, narrow };

std::vector<FeatureLabels> silver_features(const GermanLexicon& lexicon,
                                           const PersonTable& persons,
                                           const Tree& tree,
                                           GoldFeatures gold);

// Labels of a form without context: what all its readings agree on. Also its part of speech, or
// nullopt where the readings disagree.
std::optional<Upos> type_labels(const GermanLexicon& lexicon,
                                const std::vector<LexiconEntry>& entries,
                                FeatureLabels& labels);

}  // namespace carkeys::train
