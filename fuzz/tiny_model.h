// SPDX-License-Identifier: Apache-2.0
// A model of a few kilobytes that knows nothing: small enough to be damaged byte by byte.
#pragma once

#include <string>
#include <string_view>

namespace carkeys::fuzz {

// The bytes of a whole model file that loads, of a language by its code.
std::string tiny_model(std::string_view language = "de");

}  // namespace carkeys::fuzz
