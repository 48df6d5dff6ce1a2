// SPDX-License-Identifier: Apache-2.0
// What a file is, told by how it begins, never by its name.
#pragma once

#include <cstdint>
#include <string_view>

namespace carkeys::ingest {

// Whether bytes that begin like this are a web page: a document type, or an element that pages are
// made of, after white space, comments and an XML declaration. A text about "<html>" is none.
bool looks_like_html(std::string_view beginning);

// Whether they are an XML document: a declaration, or a root element that feeds and wires have.
bool looks_like_xml(std::string_view beginning);

}  // namespace carkeys::ingest
