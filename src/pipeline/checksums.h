// SPDX-License-Identifier: Apache-2.0
// Which models and which lexicon a run coded with, in a form that can be written down and compared.
#pragma once

#include <string>

#include "base/result.h"
#include "pipeline/pipeline.h"

namespace carkeys {

struct ResourceChecksums {
  std::string models;   // "de:HEX en:HEX", what is there
  std::string lexicon;  // HEX; with tables laid on top "HEX+HEX"
};

// Of the files that Pipeline::load would take with these options. Errors: bad_resource, bad_input.
Result<ResourceChecksums> resource_checksums(const PipelineOptions& options);

}  // namespace carkeys
