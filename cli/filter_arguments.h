// SPDX-License-Identifier: Apache-2.0
// Arguments that choose records of a database.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "args.h"
#include "store/reader.h"

namespace carkeys::cli {

struct FilterArguments {
  std::string actor;
  std::string recipient;
  std::string party;
  std::string claimant;
  std::string event;
  std::string mode;
  std::string status;
  bool facts = false;
  std::string since;
  std::string until;
  std::string country;
  std::string place;
  std::string text;
  std::string citation;

  void add_to(Command& command);
  [[nodiscard]] store::RecordFilter filter() const;
};

// "a,b" as its parts; empty parts are left out.
std::vector<std::string> parts_of(std::string_view list);

}  // namespace carkeys::cli
