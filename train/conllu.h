// SPDX-License-Identifier: Apache-2.0
// Reading CoNLL-U treebanks for training. Only what the trainer needs: words with their layers,
// contractions joined back on request, sentence ids. It judges nothing.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "fields.h"
#include "tree.h"

namespace carkeys::train {

enum class Contractions { split, join };

// With `join`, the words of a range line ("im" = "in" + "dem") become one word that keeps the
// annotation of the first; what hung on the others hangs on it.
Result<std::vector<Tree>> read_conllu(const std::string& path, Contractions contractions);

// The whole file; .xz is unpacked.
Result<std::string> read_text(const std::string& path);

}  // namespace carkeys::train
