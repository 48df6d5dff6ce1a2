// SPDX-License-Identifier: Apache-2.0
// Articles in XML: feeds (RSS 0.9 to 2.0, Atom), WordPress exports (WXR: published posts only) and
// wires (NewsML-G2, with version and status). Entities are those of XML itself; a document type,
// and what it declares or refers to, is never read.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "ingest/open.h"
#include "ingest/stream.h"

namespace carkeys::ingest {

// `bytes` is the whole document. Errors: bad_input where it is no XML (with the byte), or none of
// these forms (with the name of its root element). A list of feeds (OPML) is an error that says how
// many it names: reading a file fetches nothing.
Result<std::unique_ptr<ItemStream>> xml_items(const std::string& bytes, const Source& source);

}  // namespace carkeys::ingest
