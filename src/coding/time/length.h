// SPDX-License-Identifier: Apache-2.0
// A length of time in the units of news, and what it comes to in months or days. Spelling it in
// TIMEX3 is resolve.cc's business.
#pragma once

#include <cmath>
#include <string_view>

namespace carkeys::coding {

// As written: "P3D", "P0.5Y", "PXM", "PT2H".
struct TimeLength {
  double number = 0;
  bool vague = false;     // "einige", "several"
  std::string_view unit;  // D W M Y DE CE, TH TM TS

  [[nodiscard]] bool is_clock() const { return unit.starts_with('T'); }

  [[nodiscard]] bool is_long() const {
    return unit == "M" || unit == "Y" || unit == "DE" || unit == "CE";
  }

  [[nodiscard]] int months() const {
    const double factor = unit == "M"    ? 1
                          : unit == "Y"  ? 12
                          : unit == "DE" ? 120
                          : unit == "CE" ? 1200
                                         : 0;
    return static_cast<int>(std::lround(number * factor));
  }

  [[nodiscard]] int days() const {
    return static_cast<int>(std::lround(unit == "D" ? number : unit == "W" ? number * 7 : 0));
  }
};

}  // namespace carkeys::coding
