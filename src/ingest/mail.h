// SPDX-License-Identifier: Apache-2.0
// A message as mail programs keep it (EML, RFC 5322 and MIME): newsletters and press releases. Its
// page where it has one, else its plain text; attachments are passed over.
#pragma once

#include <string>
#include <string_view>

#include "records/raw_item.h"

namespace carkeys::ingest {

// Three or more of the usual header lines of mail before the first blank line.
bool looks_like_mail(std::string_view beginning);

// `name` is what the item is cited by where the message has no id.
RawItem mail_item(std::string_view bytes, const std::string& name);

}  // namespace carkeys::ingest
