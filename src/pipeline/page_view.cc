// SPDX-License-Identifier: Apache-2.0
#include "pipeline/page_view.h"

#include <fmt/format.h>

namespace carkeys::pipeline {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string date_text(const std::optional<Date>& date) {
  return date ? fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day) : "";
}

void add_fact(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) {
    out += fmt::format("<b>{}</b> {}<br>\n", name, escaped(value));
  }
}

// A row of the table; blocks of one kind in a row share one.
void add_row(std::string& out, const std::string& text, bool kept) {
  const std::string_view empty = "<td></td>";
  out += "<tr>";
  out += kept ? "" : empty;
  out += fmt::format("<td class={}>{}</td>", kept ? "kept" : "out", text);
  out += kept ? empty : "";
  out += "</tr>\n";
}

}  // namespace

std::string_view page_views_begin() {
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>What car-keys "
         "keeps"
         "</title>\n<style>body{font:15px/1.4 sans-serif;margin:1em auto;max-width:80em}"
         "table{width:100%;table-layout:fixed;border-collapse:collapse}"
         "td{vertical-align:top;padding:.2em .6em}.kept{background:#e8f4e8}"
         ".out{color:#666;font-size:85%}p{margin:.4em 0}</style></head><body>\n";
}

std::string_view page_views_end() {
  return "</body></html>\n";
}

std::string page_view(std::string_view name, const article::html::Page& page) {
  std::string out = fmt::format("<h2>{}</h2>\n", escaped(name));
  add_fact(out, "title", page.facts.title);
  add_fact(out, "date", date_text(page.facts.published));
  add_fact(out, "modified", date_text(page.facts.modified));
  for (const std::string& author : page.facts.authors) {
    add_fact(out, "author", author);
  }
  add_fact(out, "publication", page.facts.site);
  add_fact(out, "url", page.facts.url);
  add_fact(out, "licence", page.facts.licence);
  out += "<table><tr><th>kept</th><th>left out</th></tr>\n";
  std::string run;
  for (std::size_t i = 0; i < page.chosen.size(); ++i) {
    const std::string_view text = page.blocks.blocks[i].range.in(page.blocks.text);
    run += "<p>" + escaped(text) + "</p>";
    if (i + 1 == page.chosen.size() || page.chosen[i + 1] != page.chosen[i]) {
      add_row(out, run, page.chosen[i]);
      run.clear();
    }
  }
  return out + "</table>\n";
}

}  // namespace carkeys::pipeline
