// SPDX-License-Identifier: Apache-2.0
#include "ingest/fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace carkeys::ingest {
namespace {

struct Name {
  std::string_view name;
  KnownField known;
};

constexpr auto names = std::to_array<Name>({
    {"text", {Field::text, 0}},
    {"maintext", {Field::text, 1}},
    {"plaintext", {Field::text, 1}},
    {"body_text", {Field::text, 1}},
    {"articlebody", {Field::text, 2}},
    {"body", {Field::text, 3}},
    {"content", {Field::text, 4}},
    {"body_xhtml", {Field::markup, 0}},
    {"body_html", {Field::markup, 0}},
    {"id", {Field::id, 0}},
    {"uri", {Field::id, 1}},
    {"guid", {Field::id, 1}},
    {"doc_id", {Field::id, 1}},
    {"title", {Field::title, 0}},
    {"headline", {Field::title, 1}},
    {"date", {Field::date, 0}},
    {"date_publish", {Field::date, 1}},
    {"publish_date", {Field::date, 1}},
    {"publishing_date", {Field::date, 1}},
    {"datepublished", {Field::date, 1}},
    {"published", {Field::date, 1}},
    {"published_at", {Field::date, 1}},
    {"firstcreated", {Field::date, 1}},
    {"contentcreated", {Field::date, 2}},
    {"modified", {Field::modified, 0}},
    {"date_modify", {Field::modified, 1}},
    {"datemodified", {Field::modified, 1}},
    {"updated", {Field::modified, 1}},
    {"versioncreated", {Field::modified, 1}},
    {"crawled", {Field::crawled, 0}},
    {"date_download", {Field::crawled, 1}},
    {"crawl_date", {Field::crawled, 1}},
    {"filedate", {Field::crawled, 2}},
    {"lang", {Field::language, 0}},
    {"language", {Field::language, 1}},
    {"meta_lang", {Field::language, 2}},
    {"url", {Field::url, 0}},
    {"canonical_link", {Field::url, 1}},
    {"link", {Field::url, 1}},
    {"source", {Field::url, 3}},
    {"publication", {Field::publication, 0}},
    {"publisher", {Field::publication, 1}},
    {"sitename", {Field::publication, 1}},
    {"source-hostname", {Field::publication, 1}},
    {"provider", {Field::publication, 2}},
    {"source_domain", {Field::publication, 2}},
    {"hostname", {Field::publication, 3}},
    {"authors", {Field::author, 0}},
    {"author", {Field::author, 1}},
    {"byline", {Field::author, 2}},
    {"licence", {Field::licence, 0}},
    {"license", {Field::licence, 1}},
    {"usageterms", {Field::licence, 2}},
    {"pubstatus", {Field::status, 0}},
    {"version", {Field::version, 0}},
});

bool is_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

void set_date(std::optional<Date>& field, const std::string& text, RawItem& item) {
  if (text.empty()) {
    return;
  }
  field = date_from(text);
  field = field ? field : day_in(text);
  if (!field) {
    item.warnings.push_back("date \"" + text + "\" is not YYYY-MM-DD or YYYY-MM and is left out");
  }
}

// Names with semicolons between them, as trafilatura writes them.
void add_authors(RawItem& item, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    std::string_view name = text.substr(0, end);
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    name = name.substr(0, name.find_last_not_of(' ') + 1);
    if (!name.empty()) {
      item.authors.emplace_back(name);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::optional<KnownField> field_from(std::string_view name) {
  const std::string lower = utf8::to_lower(name);
  const auto* const found = std::ranges::find(names, lower, &Name::name);
  return found == names.end() ? std::nullopt : std::optional(found->known);
}

void set_field(RawItem& item, Field field, std::string value) {
  switch (field) {
    case Field::text:
      item.bytes = std::move(value);
      break;
    case Field::markup:
      item.bytes = std::move(value);
      item.form = RawForm::html;
      break;
    case Field::id:
      item.citation = std::move(value);
      break;
    case Field::title:
      item.title = std::move(value);
      break;
    case Field::date:
      set_date(item.date, value, item);
      break;
    case Field::modified:
      set_date(item.modified, value, item);
      break;
    case Field::crawled:
      set_date(item.crawled, value, item);
      break;
    case Field::language:
      item.language = std::move(value);
      break;
    case Field::url:
      if (is_address(value) || item.url.empty()) {
        item.url = std::move(value);
      }
      break;
    case Field::publication:
      item.publication = std::move(value);
      break;
    case Field::author:
      add_authors(item, value);
      break;
    case Field::licence:
      item.licence = std::move(value);
      break;
    case Field::status:
      item.withdrawn = value == "canceled" || value == "cancelled" || value == "withheld";
      break;
    case Field::version:
      item.version = std::move(value);
      break;
  }
}

}  // namespace carkeys::ingest
