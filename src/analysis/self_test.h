// SPDX-License-Identifier: Apache-2.0
// The sample sentence of a model: analysed and written as text, to be stored by the trainer and
// compared at self-test.
#pragma once

#include <string>
#include <string_view>

#include "analysis/analyser.h"

namespace carkeys::analysis {

// A document of one sentence whose words are parted by single spaces.
Document document_of_words(std::string_view words, Language language);
// One line a token: form, lemma, UPOS, FEATS, head, relation, name.
std::string sample_text(const Analyser& analyser, std::string_view words);

}  // namespace carkeys::analysis
