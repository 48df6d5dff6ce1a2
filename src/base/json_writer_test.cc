// SPDX-License-Identifier: Apache-2.0
#include "base/json_writer.h"

#include <limits>
#include <string>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

using carkeys::JsonWriter;

TEST_CASE("objects and arrays nest with commas in the right places") {
  std::string out;
  JsonWriter json(out);
  json.begin_object().string_field("a", "x").key("b").begin_array().integer(1).integer(-2);
  json.begin_object().end_object().begin_array().end_array().end_array();
  json.boolean_field("c", true).key("d").null().end_object();
  CHECK(out == R"({"a":"x","b":[1,-2,{},[]],"c":true,"d":null})");
}

TEST_CASE("doubles are written in their shortest form") {
  std::string out;
  JsonWriter json(out);
  json.begin_array().number(35.69).number(4).number(-9.5).number(0.1 + 0.2);
  json.number(std::numeric_limits<double>::quiet_NaN()).end_array();
  CHECK(out == "[35.69,4.0,-9.5,0.30000000000000004,null]");
}

TEST_CASE("strings come out escaped and valid") {
  std::string out;
  const std::string raw("q\" b\\ n\n r\r t\t \x01 \x1f \0 ü 😀 \xff e", 32);
  carkeys::append_json_string(out, raw);
  CHECK(out == "\"q\\\" b\\\\ n\\n r\\r t\\t \\u0001 \\u001f \\u0000 ü 😀 \xEF\xBF\xBD e\"");
}
