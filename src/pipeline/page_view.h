// SPDX-License-Identifier: Apache-2.0
// What `car-keys extract --format html` prints: for each web page what was kept and what was left
// out, side by side in the order of the page, for people to check.
#pragma once

#include <string>
#include <string_view>

#include "article/html/page.h"

namespace carkeys::pipeline {

// Begin and end of the document that the views of pages stand in.
std::string_view page_views_begin();
std::string_view page_views_end();

// One page. `name` is what it is cited by. All text is escaped, nothing of the page runs.
std::string page_view(std::string_view name, const article::html::Page& page);

}  // namespace carkeys::pipeline
