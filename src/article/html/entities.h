// SPDX-License-Identifier: Apache-2.0
// Character references of HTML: "&amp;", "&#8211;", "&#x2013;" to the characters that they name.
// What is no reference, or an unknown one, stays as it is. Linear in the size of the text.
#pragma once

#include <string>
#include <string_view>

namespace carkeys::article::html {

void append_decoded(std::string& out, std::string_view text);
std::string decoded(std::string_view text);

}  // namespace carkeys::article::html
