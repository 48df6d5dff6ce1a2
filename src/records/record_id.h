// SPDX-License-Identifier: Apache-2.0
// The id of a record: a hash of what it says and where, so that coding the same article again gives
// the same ids and a repeat is harmless. It depends neither on the order of records nor on spans
// other than the first trigger, confidence, dates or status.
#pragma once

#include <string>

#include "records/article.h"
#include "records/record.h"

namespace carkeys {

// "ck1-" and 32 hex digits of: URL (or citation where there is none), article text, kind, category,
// mode, code and sector of both sides, first trigger.
// The part of every id that names the article; hash it once, a text may be long.
std::string article_key(const Article& article);

std::string record_id(const std::string& article_key, const Record& record);

}  // namespace carkeys
