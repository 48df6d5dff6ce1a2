// SPDX-License-Identifier: Apache-2.0
// Weights on disk, to go on from: after pretraining, after an interrupted run, or when data grows.
#pragma once

#include <string>

#include "base/result.h"
#include "trainer.h"

namespace carkeys::train {

// Errors: cannot_write.
Result<void> save_checkpoint(Trainer& trainer, const std::string& path);
// Takes over the word rows and all weights of the same size; classes (lemma scripts, relations) are
// matched by name, and those that the checkpoint lacks stay as they are. Errors: bad_resource.
Result<void> load_checkpoint(Trainer& trainer, const std::string& path);

}  // namespace carkeys::train
