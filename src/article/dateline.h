// SPDX-License-Identifier: Apache-2.0
// The dateline of an agency report: "Damaskus – ", "ISLAMABAD (AP) - ", "Berlin, 12. März
// (Reuters) – ", "KABUL, Afghanistan: ". Told by form alone: capitalised words, commas, numbers and
// a bracket before a dash.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace carkeys::article {

// How many bytes of the paragraph are dateline, the dash and the spaces around it included; 0 where
// there is none. `is_function_word` knows words in lower case: "Das Problem – Geld" is no dateline.
std::size_t dateline_size(std::string_view paragraph,
                          const std::function<bool(const std::string&)>& is_function_word);

}  // namespace carkeys::article
