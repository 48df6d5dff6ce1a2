// SPDX-License-Identifier: Apache-2.0
// Writes JSON into a string, in the order of the calls and with no white space, so that the same
// calls give the same bytes everywhere. Strings come out as valid UTF-8 (invalid bytes as U+FFFD),
// control characters escaped; doubles in their shortest form that reads back the same (35.69, 4.0).
// It does not check that calls nest properly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace carkeys {

class JsonWriter {
 public:
  // Appends to `out`, which must outlive the writer.
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& string(std::string_view value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& number(double value);  // null where it is not finite
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  // A value that is JSON already.
  JsonWriter& raw(std::string_view json);

  // key and value in one call.
  JsonWriter& string_field(std::string_view name, std::string_view value);
  JsonWriter& integer_field(std::string_view name, std::int64_t value);
  JsonWriter& number_field(std::string_view name, double value);
  JsonWriter& boolean_field(std::string_view name, bool value);

 private:
  void separate();

  std::string& out_;
  bool needs_comma_ = false;  // before the next key or element
};

// `value` in quotation marks, escaped.
void append_json_string(std::string& out, std::string_view value);

}  // namespace carkeys
