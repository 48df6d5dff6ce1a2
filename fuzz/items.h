// SPDX-License-Identifier: Apache-2.0
// Every reader of foreign bytes between a file and an article: archives, compressions, web
// archives, feeds, wires, tables, JSON, mail, pages. For tests and fuzzing only.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace carkeys::fuzz {

struct Harvest {
  std::size_t items = 0;
  std::size_t errors = 0;
};

// Reads `bytes` as a file and finds the article in each of the first items. Throws where an article
// is not what every article must be.
Harvest try_items(const std::string& bytes);

// A small valid file of each form, by name.
std::vector<std::pair<std::string, std::string>> item_seeds();

}  // namespace carkeys::fuzz
