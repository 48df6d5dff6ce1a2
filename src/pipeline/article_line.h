// SPDX-License-Identifier: Apache-2.0
// What `car-keys extract` prints: one article as one line of JSON, in the form that car-keys reads
// (ingest/json_line.h): id, url, title, date, modified, crawled, authors, lang, publication,
// licence, text. What is unknown is left out.
#pragma once

#include <string>

#include "records/article.h"

namespace carkeys::pipeline {

std::string article_line(const Article& article);

}  // namespace carkeys::pipeline
