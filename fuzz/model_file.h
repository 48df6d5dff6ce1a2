// SPDX-License-Identifier: Apache-2.0
// What is tried with bytes that claim to be a model.
#pragma once

#include <string_view>

namespace carkeys::fuzz {

enum class Trial { refused, loaded };

// Loads the bytes as a model and, where that works, analyses a few words and some rubbish with it.
// Ends the program where a refusal gives no reason.
Trial try_model(std::string_view bytes);

}  // namespace carkeys::fuzz
