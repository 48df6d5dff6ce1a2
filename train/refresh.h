// SPDX-License-Identifier: Apache-2.0
// The parts of a model file that need no learning: the word list of the segmenter and what the
// analyser makes of the sample sentence. Rewritten in place, after training or when the list has
// changed.
#pragma once

#include <string>

#include "base/result.h"

namespace carkeys::train {

Result<void> refresh_model(const std::string& model, const std::string& abbreviations);

}  // namespace carkeys::train
