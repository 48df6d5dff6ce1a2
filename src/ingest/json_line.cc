// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_line.h"

#include <array>
#include <utility>

#include <simdjson.h>

#include "base/utf8.h"
#include "ingest/fields.h"

namespace carkeys::ingest {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t field_count = static_cast<std::size_t>(Field::version) + 1;

// The best value of each field of an object, and what the field is called there.
struct Values {
  struct Value {
    std::string_view name;
    dom::element element;
    int rank = 1000;
  };

  std::array<Value, field_count> values;

  [[nodiscard]] bool has(Field field) const {
    return values[static_cast<std::size_t>(field)].rank < 1000;
  }
};

// "source" is an address as trafilatura writes it; elsewhere it is anything.
bool is_meant(std::string_view name, const dom::element& element) {
  std::string_view text;
  return name != "source" || (element.get(text) == simdjson::SUCCESS && text.starts_with("http"));
}

Values values_of(const dom::object& object) {
  Values found;
  for (const auto& [name, element] : object) {
    const auto known = field_from(name);
    if (!known || element.is_null() || !is_meant(name, element)) {
      continue;
    }
    auto& value = found.values[static_cast<std::size_t>(known->field)];
    if (known->rank < value.rank) {
      value = {name, element, known->rank};
    }
  }
  return found;
}

// The strings of a list with `between` them; what is no string is passed over.
std::string joined(const dom::array& array, std::string_view between) {
  std::string out;
  for (const dom::element each : array) {
    std::string_view text;
    dom::object object;
    if (each.get(object) == simdjson::SUCCESS) {
      std::ignore = object["name"].get(text);
    } else {
      std::ignore = each.get(text);
    }
    if (!text.empty()) {
      out.append(out.empty() ? "" : between).append(text);
    }
  }
  return out;
}

// fundus keeps the body as {"summary": [], "sections": [{"headline": [], "paragraphs": []}]}.
std::string body_text(const dom::object& body) {
  std::string out;
  const auto add = [&out](const dom::object& from, const char* name) {
    dom::array lines;
    if (from[name].get(lines) == simdjson::SUCCESS) {
      const std::string text = joined(lines, "\n\n");
      out.append(out.empty() || text.empty() ? "" : "\n\n").append(text);
    }
  };
  add(body, "summary");
  dom::array sections;
  if (body["sections"].get(sections) == simdjson::SUCCESS) {
    for (const dom::element section : sections) {
      dom::object object;
      if (section.get(object) == simdjson::SUCCESS) {
        add(object, "headline");
        add(object, "paragraphs");
      }
    }
  }
  return out;
}

// A value as one string: text as it is, numbers as written, lists with semicolons, an object by its
// name or as a body.
Result<std::string> text_of(const Values::Value& value, Field field) {
  std::string_view text;
  if (value.element.get(text) == simdjson::SUCCESS) {
    return std::string(text);
  }
  dom::array array;
  dom::object object;
  const bool is_list = value.element.get(array) == simdjson::SUCCESS;
  if (is_list && field == Field::author) {
    return joined(array, ";");
  }
  if (value.element.get(object) == simdjson::SUCCESS) {
    if (field == Field::text) {
      return body_text(object);
    }
    std::ignore = object["name"].get(text);
    return std::string(text);
  }
  const bool is_number = value.element.is_int64() || value.element.is_uint64();
  if (is_number && (field == Field::id || field == Field::version)) {
    return simdjson::to_string(value.element);
  }
  return failure(ErrorCode::bad_input, "field \"" + std::string(value.name) + "\" is not a string");
}

Result<RawItem> item_from(const dom::object& object) {
  const Values found = values_of(object);
  RawItem item;
  item.decoded = true;
  dom::element null_text;
  const bool empty_text = object["text"].get(null_text) == simdjson::SUCCESS && null_text.is_null();
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto field = static_cast<Field>(i);
    // Markup holds the paragraphs that a text without markup may have lost.
    const bool skipped = field == Field::text && found.has(Field::markup);
    if (found.has(field) && !skipped) {
      CARKEYS_TRY(std::string text, text_of(found.values[i], field));
      set_field(item, field, std::move(text));
    }
  }
  const bool any = found.has(Field::text) || found.has(Field::markup) || empty_text;
  if (!any && !item.withdrawn) {
    return failure(ErrorCode::bad_input, "no field \"text\"");
  }
  return item;
}

Result<RawItem> item_from(const dom::element& element) {
  dom::object object;
  if (element.get(object) != simdjson::SUCCESS) {
    return failure(ErrorCode::bad_input, "not a JSON object");
  }
  return item_from(object);
}

// The item with its place: cited by it where it has no id, named by it in messages.
Result<RawItem> placed(Result<RawItem> item, const std::string& source, std::int64_t place) {
  if (!item) {
    item.error().origin = source;
    item.error().place = place;
    return item;
  }
  const std::string where = source + ":" + std::to_string(place);
  if (item->citation.empty()) {
    item->citation = where;
  }
  for (std::string& warning : item->warnings) {
    warning.insert(0, where + ": ");
  }
  return item;
}

tl::unexpected<Error> not_json(simdjson::error_code error) {
  return failure(ErrorCode::bad_input,
                 std::string("not valid JSON: ") + simdjson::error_message(error));
}

}  // namespace

struct JsonLineReader::Parser {
  dom::parser parser;
};

JsonLineReader::JsonLineReader() : parser_(std::make_unique<Parser>()) {}

JsonLineReader::JsonLineReader(JsonLineReader&&) noexcept = default;
JsonLineReader& JsonLineReader::operator=(JsonLineReader&&) noexcept = default;
JsonLineReader::~JsonLineReader() = default;

Result<RawItem> JsonLineReader::read(std::string_view bytes,
                                     const std::string& source,
                                     std::int64_t line) {
  const std::string text = utf8::decode(bytes);
  dom::element root;
  const auto error = parser_->parser.parse(text).get(root);
  return placed(error == simdjson::SUCCESS ? item_from(root) : Result<RawItem>(not_json(error)),
                source,
                line);
}

std::deque<Result<RawItem>> JsonLineReader::read_document(std::string_view bytes,
                                                          const std::string& source) {
  const std::string text = utf8::decode(bytes);
  std::deque<Result<RawItem>> items;
  dom::element root;
  const auto error = parser_->parser.parse(text).get(root);
  if (error != simdjson::SUCCESS) {
    items.emplace_back(not_json(error));
    items.back().error().origin = source;
    return items;
  }
  dom::array array;
  if (root.get(array) != simdjson::SUCCESS) {
    Result<RawItem> item = item_from(root);
    if (item && item->citation.empty()) {
      item->citation = source;
    }
    items.push_back(placed(std::move(item), source, 1));
    return items;
  }
  for (const dom::element each : array) {
    items.push_back(placed(item_from(each), source, static_cast<std::int64_t>(items.size() + 1)));
  }
  return items;
}

bool looks_like_json_document(std::string_view beginning) {
  if (beginning.starts_with(utf8::byte_order_mark)) {
    beginning.remove_prefix(utf8::byte_order_mark.size());
  }
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = beginning.find_first_not_of(blanks);
  if (first == std::string_view::npos || (beginning[first] != '{' && beginning[first] != '[')) {
    return false;
  }
  const std::size_t second = beginning.find_first_not_of(blanks, first + 1);
  const std::string_view wanted = beginning[first] == '{' ? "\"}" : "{]";
  return second != std::string_view::npos &&
         wanted.find(beginning[second]) != std::string_view::npos;
}

std::optional<bool> looks_like_json_lines(std::string_view beginning) {
  if (beginning.starts_with(utf8::byte_order_mark)) {
    beginning.remove_prefix(utf8::byte_order_mark.size());
  }
  const std::size_t brace = beginning.find_first_not_of(" \t\r\n");
  if (brace == std::string_view::npos) {
    return std::nullopt;
  }
  if (beginning[brace] != '{') {
    return false;
  }
  const std::size_t next = beginning.find_first_not_of(" \t", brace + 1);
  if (next == std::string_view::npos) {
    return std::nullopt;
  }
  return beginning[next] == '"' || beginning[next] == '}';
}

}  // namespace carkeys::ingest
