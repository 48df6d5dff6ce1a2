// SPDX-License-Identifier: Apache-2.0
#include "pipeline/article_line.h"

#include <fmt/format.h>

#include "base/json_writer.h"

namespace carkeys::pipeline {
namespace {

std::string date_text(const Date& date) {
  return date.day == 0 ? fmt::format("{:04}-{:02}", date.year, date.month)
                       : fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

class LineWriter {
 public:
  explicit LineWriter(std::string& out) : json_(out) { json_.begin_object(); }

  void field(std::string_view name, const std::string& value) {
    if (!value.empty()) {
      json_.string_field(name, value);
    }
  }

  void field(std::string_view name, const std::optional<Date>& date) {
    if (date) {
      json_.string_field(name, date_text(*date));
    }
  }

  void field(std::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) {
      return;
    }
    json_.key(name).begin_array();
    for (const std::string& value : values) {
      json_.string(value);
    }
    json_.end_array();
  }

  void end() { json_.end_object(); }

 private:
  JsonWriter json_;
};

std::string language_of(const Article& article) {
  switch (article.language) {
    case Language::german:
      return "de";
    case Language::english:
      return "en";
    case Language::unknown:
      break;
  }
  return article.language_tag;
}

}  // namespace

std::string article_line(const Article& article) {
  std::string line;
  LineWriter writer(line);
  writer.field("id", article.citation);
  writer.field("url", article.url);
  writer.field("title", article.title);
  writer.field("date", article.date);
  writer.field("modified", article.modified);
  writer.field("crawled", article.crawled);
  writer.field("authors", article.authors);
  writer.field("lang", language_of(article));
  writer.field("publication", article.publication);
  writer.field("licence", article.licence);
  writer.field("text", article.text);
  writer.end();
  line.push_back('\n');
  return line;
}

}  // namespace carkeys::pipeline
