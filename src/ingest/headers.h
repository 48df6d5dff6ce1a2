// SPDX-License-Identifier: Apache-2.0
// Header lines as in HTTP, WARC and mail: "Name: value", names in any letter case, a value may go
// on in lines that begin with white space.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carkeys::ingest {

class Headers {
 public:
  // `text`: the lines up to the blank one. Lines that are no header are passed over.
  explicit Headers(std::string_view text);

  // The first value, without white space around it; empty where there is none.
  [[nodiscard]] std::string_view value(std::string_view lower_name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;  // names in lower case
};

// Where the blank line ends that ends the headers at the beginning of `text`; npos: it has none.
std::size_t headers_end(std::string_view text);

// "text/html" of "Text/HTML; charset=utf-8", in lower case.
std::string media_type(std::string_view content_type);
// "utf-8" of the same; empty where it is not named.
std::string parameter(std::string_view content_type, std::string_view lower_name);

}  // namespace carkeys::ingest
