// SPDX-License-Identifier: Apache-2.0
// A model of a few kilobytes that knows nothing: small enough to be damaged byte by byte.
#pragma once

#include <string>

namespace carkeys::fuzz {

// The bytes of a whole model file that loads.
std::string tiny_model();

}  // namespace carkeys::fuzz
