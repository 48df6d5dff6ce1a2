// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_line.h"

#include <simdjson.h>

#include "base/utf8.h"

namespace carkeys::ingest {
namespace {

namespace dom = simdjson::dom;

// The value of a field that is a string; empty where it is absent or null.
Result<std::string> optional_string(const dom::object& object, std::string_view name) {
  dom::element value;
  if (object[name].get(value) != simdjson::SUCCESS || value.is_null()) {
    return std::string();
  }
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    return failure(ErrorCode::bad_input, "field \"" + std::string(name) + "\" is not a string");
  }
  return std::string(text);
}

// Ids may be numbers too.
Result<std::string> identifier(const dom::object& object) {
  dom::element value;
  if (object["id"].get(value) == simdjson::SUCCESS && (value.is_int64() || value.is_uint64())) {
    return simdjson::to_string(value);
  }
  return optional_string(object, "id");
}

void read_date(std::string_view text, RawItem& item) {
  if (text.empty()) {
    return;
  }
  constexpr std::size_t day_size = 10;  // a time of day may follow
  const bool has_time = text.size() > day_size && (text[day_size] == 'T' || text[day_size] == ' ');
  item.date = date_from(has_time ? text.substr(0, day_size) : text);
  if (!item.date) {
    item.warnings.push_back("date \"" + std::string(text) +
                            "\" is not YYYY-MM-DD or YYYY-MM and is left out");
  }
}

Result<RawItem> item_from(const dom::object& object) {
  dom::element text_field;
  if (object["text"].get(text_field) != simdjson::SUCCESS) {
    return failure(ErrorCode::bad_input, "no field \"text\"");
  }
  RawItem item;
  item.decoded = true;
  CARKEYS_TRY(item.bytes, optional_string(object, "text"));
  CARKEYS_TRY(item.citation, identifier(object));
  CARKEYS_TRY(item.title, optional_string(object, "title"));
  CARKEYS_TRY(item.language, optional_string(object, "lang"));
  CARKEYS_TRY(item.url, optional_string(object, "url"));
  CARKEYS_TRY(item.publication, optional_string(object, "publication"));
  CARKEYS_TRY(const std::string date, optional_string(object, "date"));
  read_date(date, item);
  return item;
}

Result<dom::object> object_from(dom::parser& parser, const std::string& line) {
  dom::element root;
  if (const auto error = parser.parse(line).get(root); error != simdjson::SUCCESS) {
    return failure(ErrorCode::bad_input,
                   std::string("not valid JSON: ") + simdjson::error_message(error));
  }
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) {
    return failure(ErrorCode::bad_input, "not a JSON object");
  }
  return object;
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
  Result<dom::object> object = object_from(parser_->parser, text);
  Result<RawItem> item =
      object ? item_from(*object) : Result<RawItem>(tl::unexpected<Error>(object.error()));
  if (!item) {
    item.error().origin = source;
    item.error().place = line;
    return item;
  }
  const std::string place = source + ":" + std::to_string(line);
  if (item->citation.empty()) {
    item->citation = place;
  }
  for (std::string& warning : item->warnings) {
    warning.insert(0, place + ": ");
  }
  return item;
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
