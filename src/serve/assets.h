// SPDX-License-Identifier: Apache-2.0
// The files of the page, which are part of the program.
#pragma once

#include <span>
#include <string_view>

#include "serve/http.h"

namespace carkeys::serve {

struct Asset {
  std::string_view path;  // "/index.html"
  std::string_view bytes;
};

// As the build found them; none where the page was not built.
std::span<const Asset> embedded_assets();
std::span<const Asset> embedded_interface();

// docs/openapi.yaml, as it was when the program was built.
std::string_view interface_description();

// The file that a path names, packed where the client can unpack it; the page itself for a path
// that names a view; 404 for a name with a dot that is no file.
Answer asset_answer(const Request& request);

}  // namespace carkeys::serve
