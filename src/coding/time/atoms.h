// SPDX-License-Identifier: Apache-2.0
// The pieces that time rules are matched against: runs of letters, runs of digits and single
// marks. Tokenizers differ on "24.", "12.03.2023" or "14-tägig"; atoms do not. They cover tokens
// only and know no words.
#pragma once

#include <cstdint>
#include <vector>

#include "base/text_range.h"
#include "records/document.h"

namespace carkeys::coding {

struct Atom {
  enum class Kind : std::uint8_t { word, number, mark };

  TextRange range;
  TokenIndex token = no_token;
  Kind kind = Kind::mark;
  bool glued = false;     // no white space before it
  bool isolated = false;  // a number that is not part of a longer one ("20.000", "A320", "3:1")
};

[[nodiscard]] std::vector<Atom> split_atoms(const Document& document, const Sentence& sentence);

}  // namespace carkeys::coding
