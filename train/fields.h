// SPDX-License-Identifier: Apache-2.0
// Lines of tables and CoNLL-U, cut into their fields.
#pragma once

#include <string_view>
#include <vector>

namespace carkeys::train {

// The fields of a line, at least one. Views into `line`.
std::vector<std::string_view> split(std::string_view line, char separator);

// The value of "Name=value" among fields separated by bars; empty where there is none.
std::string_view misc_value(std::string_view misc, std::string_view name);

// The number a field begins with; 0 where there is none.
int whole_number(std::string_view field);

}  // namespace carkeys::train
