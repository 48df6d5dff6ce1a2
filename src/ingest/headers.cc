// SPDX-License-Identifier: Apache-2.0
#include "ingest/headers.h"

#include <algorithm>

namespace carkeys::ingest {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

Headers::Headers(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with(' ') || line.starts_with('\t')) {
      if (!fields_.empty()) {
        fields_.back().second.append(" ").append(trimmed(line));
      }
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && colon > 0) {
      fields_.emplace_back(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    }
  }
}

std::string_view Headers::value(std::string_view lower_name) const {
  for (const auto& [name, value] : fields_) {
    if (name == lower_name) {
      return value;
    }
  }
  return {};
}

std::size_t headers_end(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    if (rest.starts_with('\n')) {
      return at + 2;
    }
    if (rest.starts_with("\r\n")) {
      return at + 3;
    }
  }
  return std::string_view::npos;
}

std::string media_type(std::string_view content_type) {
  return lower(trimmed(content_type.substr(0, content_type.find(';'))));
}

std::string parameter(std::string_view content_type, std::string_view lower_name) {
  for (std::size_t at = content_type.find(';'); at != std::string_view::npos;
       at = content_type.find(';', at + 1)) {
    const std::string_view rest = content_type.substr(at + 1);
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos || lower(trimmed(rest.substr(0, equals))) != lower_name) {
      continue;
    }
    std::string_view value = trimmed(rest.substr(equals + 1));
    if (value.starts_with('"')) {
      value.remove_prefix(1);
      return std::string(value.substr(0, value.find('"')));
    }
    return std::string(trimmed(value.substr(0, value.find(';'))));
  }
  return {};
}

}  // namespace carkeys::ingest
