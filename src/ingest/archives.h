// SPDX-License-Identifier: Apache-2.0
// Archives of files: tar (ustar, pax, GNU) and zip. Members are read one after another as they
// stand in the archive and opened like files, by content; folders, links and hidden files are
// passed over. Nothing is written anywhere, so that names in an archive can do no harm.
#pragma once

#include <memory>
#include <string_view>

#include "ingest/open.h"
#include "ingest/stream.h"

namespace carkeys::ingest {

bool looks_like_tar(std::string_view beginning);  // needs 262 bytes
bool looks_like_zip(std::string_view beginning);

std::unique_ptr<ItemStream> tar_items(Input input, Source source);
std::unique_ptr<ItemStream> zip_items(Input input, Source source);

}  // namespace carkeys::ingest
