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

// A checkpoint from which resume_run() goes on exactly where the run stands. Errors: cannot_write.
Result<void> save_run(Trainer& trainer, const std::string& path);
// Takes up a run kept by save_run(), made with the same data and settings: what it learns then is
// what it would have learnt without the interruption. Errors: bad_resource, also where the
// checkpoint is of a finished run or of other classes.
Result<void> resume_run(Trainer& trainer, const std::string& path);

}  // namespace carkeys::train
