// SPDX-License-Identifier: Apache-2.0
#include "ingest/form.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace carkeys::ingest {
namespace {

constexpr std::string_view white_space = " \t\r\n\f";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool starts_with_letters(std::string_view text, std::string_view letters) {
  return text.size() >= letters.size() &&
         std::equal(letters.begin(), letters.end(), text.begin(), [](char a, char b) {
           return a == lower(b);
         });
}

// Off `text`: a byte order mark, white space, comments, an XML declaration.
void skip_prologue(std::string_view& text) {
  if (text.starts_with(utf8::byte_order_mark)) {
    text.remove_prefix(utf8::byte_order_mark.size());
  }
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
    std::string_view end;
    if (text.starts_with("<!--")) {
      end = "-->";
    } else if (text.starts_with("<?")) {
      end = "?>";
    } else {
      return;
    }
    const std::size_t found = text.find(end, 2);
    text.remove_prefix(found == std::string_view::npos ? text.size() : found + end.size());
  }
}

}  // namespace

bool looks_like_html(std::string_view beginning) {
  skip_prologue(beginning);
  if (starts_with_letters(beginning, "<!doctype html")) {
    return true;
  }
  constexpr auto names = std::to_array<std::string_view>(
      {"html",  "head",  "body", "title",   "meta",    "link", "script",
       "style", "base",  "div",  "article", "section", "main", "header",
       "nav",   "table", "h1",   "h2",      "p",       "span", "center"});
  constexpr std::string_view after_name = " \t\r\n\f>/";
  return beginning.starts_with('<') && std::ranges::any_of(names, [&](std::string_view name) {
           return starts_with_letters(beginning.substr(1), name) &&
                  beginning.size() > name.size() + 1 &&
                  after_name.find(beginning[name.size() + 1]) != std::string_view::npos;
         });
}

bool looks_like_xml(std::string_view beginning) {
  if (beginning.starts_with(utf8::byte_order_mark)) {
    beginning.remove_prefix(utf8::byte_order_mark.size());
  }
  beginning.remove_prefix(std::min(beginning.find_first_not_of(white_space), beginning.size()));
  if (beginning.starts_with("<?xml")) {
    return true;
  }
  skip_prologue(beginning);
  constexpr auto roots = std::to_array<std::string_view>(
      {"<rss", "<feed", "<rdf:RDF", "<opml", "<newsItem", "<newsMessage"});
  return std::ranges::any_of(roots,
                             [&](std::string_view root) { return beginning.starts_with(root); });
}

}  // namespace carkeys::ingest
