// SPDX-License-Identifier: Apache-2.0
// An article described in JSON-LD, the data that pages carry for search engines (schema.org).
#pragma once

#include <string_view>

#include "article/html/facts.h"

namespace carkeys::article::html {

// Takes what the first article in `script` says into fields of `facts` that are still empty. A
// script that is no JSON, larger than 4 MiB or without an article changes nothing.
void take_linked_data(std::string_view script, Facts& facts);

}  // namespace carkeys::article::html
