// SPDX-License-Identifier: Apache-2.0
// Inflected English words as training examples: the regular forms of WordNet's verbs and nouns and
// its lists of irregular ones, each behind a word that tells what it is ("had prophesied").
#pragma once

#include <vector>

#include "corpus.h"
#include "readings.h"

namespace carkeys::train {

std::vector<Example> english_words(const EnglishLexicon& lexicon);

}  // namespace carkeys::train
