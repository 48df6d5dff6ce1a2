// SPDX-License-Identifier: Apache-2.0
#include "article/html/linked_data.h"

#include <string>
#include <vector>

#include <simdjson.h>

#include "article/html/entities.h"
#include "base/utf8.h"
#include "records/raw_item.h"

namespace carkeys::article::html {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t largest_script = std::size_t{4} << 20U;
constexpr std::size_t most_objects = 2000;  // looked at in one script

std::string text_of(const dom::object& object, std::string_view name) {
  std::string_view text;
  return object[name].get(text) == simdjson::SUCCESS ? decoded(text) : std::string();
}

// A name as it stands, or the name or address of what is referred to.
std::string name_of(const dom::element& value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    return decoded(text);
  }
  dom::object object;
  if (value.get(object) != simdjson::SUCCESS) {
    return {};
  }
  for (const auto* key : {"name", "url", "@id"}) {
    if (std::string found = text_of(object, key); !found.empty()) {
      return found;
    }
  }
  return {};
}

// One value or a list of values.
std::vector<dom::element> values_of(const dom::object& object, std::string_view name) {
  dom::element value;
  if (object[name].get(value) != simdjson::SUCCESS) {
    return {};
  }
  dom::array array;
  if (value.get(array) != simdjson::SUCCESS) {
    return {value};
  }
  return {array.begin(), array.end()};
}

std::string first_name(const dom::object& object, std::string_view name) {
  const std::vector<dom::element> values = values_of(object, name);
  return values.empty() ? std::string() : name_of(values.front());
}

bool is_article(const dom::object& object) {
  for (const dom::element& type : values_of(object, "@type")) {
    std::string_view name;
    if (type.get(name) == simdjson::SUCCESS &&
        (name.ends_with("Article") || name.ends_with("BlogPosting"))) {
      return true;
    }
  }
  return false;
}

void set(std::string& field, std::string value) {
  if (field.empty()) {
    field = std::move(value);
  }
}

void set(std::optional<Date>& field, const std::string& value) {
  if (!field) {
    field = day_in(value);
  }
}

void take(const dom::object& object, Facts& facts) {
  set(facts.title, text_of(object, "headline"));
  set(facts.title, text_of(object, "name"));
  set(facts.published, text_of(object, "datePublished"));
  set(facts.modified, text_of(object, "dateModified"));
  set(facts.site, first_name(object, "publisher"));
  set(facts.language, first_name(object, "inLanguage"));
  set(facts.licence, first_name(object, "license"));
  set(facts.body, text_of(object, "articleBody"));
  if (!facts.authors.empty()) {
    return;
  }
  for (const dom::element& author : values_of(object, "author")) {
    if (std::string name = name_of(author); !name.empty()) {
      facts.authors.push_back(std::move(name));
    }
  }
}

// What may hold an article inside an object that is none.
void add_inner(const dom::object& object, std::vector<dom::element>& open) {
  for (const auto* key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    dom::element inner;
    if (object[key].get(inner) == simdjson::SUCCESS) {
      open.push_back(inner);
    }
  }
}

}  // namespace

void take_linked_data(std::string_view script, Facts& facts) {
  if (script.size() > largest_script) {
    return;
  }
  dom::parser parser;
  dom::element root;
  if (parser.parse(utf8::decode(script)).get(root) != simdjson::SUCCESS) {
    return;
  }
  std::vector<dom::element> open = {root};
  for (std::size_t i = 0; i < open.size() && i < most_objects; ++i) {
    dom::array array;
    dom::object object;
    if (open[i].get(array) == simdjson::SUCCESS) {
      open.insert(open.end(), array.begin(), array.end());
    } else if (open[i].get(object) == simdjson::SUCCESS) {
      if (is_article(object)) {
        take(object, facts);
        return;
      }
      add_inner(object, open);
    }
  }
}

}  // namespace carkeys::article::html
