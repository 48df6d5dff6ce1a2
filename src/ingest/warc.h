// SPDX-License-Identifier: Apache-2.0
// Web archives, WARC 1.0 and 1.1: pages as they were fetched, one record after another, each with
// its address and the day on which it was fetched. Responses with status 200 that are pages or
// plain text become items; everything else is passed over. A broken record is an error with its
// offset (in the uncompressed bytes), and reading goes on with the next one.
#pragma once

#include <memory>
#include <string_view>

#include "ingest/open.h"
#include "ingest/stream.h"

namespace carkeys::ingest {

bool looks_like_warc(std::string_view beginning);

std::unique_ptr<ItemStream> warc_items(Input input, Source source);

}  // namespace carkeys::ingest
