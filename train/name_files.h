// SPDX-License-Identifier: Apache-2.0
// Sentences with names from the formats that names come in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/tokens/segmenter.h"
#include "base/result.h"
#include "corpus.h"

namespace carkeys::train {

// The class of a tag like "B-PER", "I-organization-company"; 0 for kinds of things that are no
// names to us, `missing` for kinds that cannot be told.
std::int32_t name_label(std::string_view tag);

// Columns of a file of one token a line, sentences parted by empty lines.
struct NameColumns {
  std::size_t form = 0;
  std::size_t tag = 0;
  char separator = '\t';
  std::string_view form_prefix = {};  // "de:" before each form
};

Result<std::vector<Example>> read_name_columns(const std::string& path,
                                               const NameColumns& columns,
                                               Style style);

// SmartData: JSON objects one after the other, gzipped, with `text` and `conceptMentions`, whose
// spans count characters. The text is cut into sentences and tokens by the rules.
Result<std::vector<Example>> read_smartdata(const std::string& path,
                                            const analysis::Rules& rules,
                                            Style style);

}  // namespace carkeys::train
