// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "serve/safety.h"

#include <doctest/doctest.h>

using carkeys::serve::equal_in_constant_time;
using carkeys::serve::percent_decoded;
using carkeys::serve::refusal;
using carkeys::serve::Request;
using carkeys::serve::Safety;

namespace {

int status_of(const Request& request, const Safety& safety) {
  const auto answer = refusal(request, safety);
  return answer ? answer->status : 0;
}

Request request_to(const std::string& host) {
  Request request;
  request.method = "GET";
  request.path = "/api/v1/meta";
  request.host = host;
  return request;
}

}  // namespace

TEST_CASE("only names of this machine are answered on the loopback") {
  const Safety safety;
  for (const char* host : {"127.0.0.1", "127.0.0.1:8700", "localhost:1", "[::1]", "[::1]:8700"}) {
    CHECK_MESSAGE(status_of(request_to(host), safety) == 0, host);
  }
  for (const char* host : {"",
                           ":8700",
                           "evil.example",
                           "127.0.0.1.evil.example",
                           "192.168.0.1",
                           "localhost.",
                           "[::2]",
                           "127.0.0.1@evil.example"}) {
    CHECK_MESSAGE(status_of(request_to(host), safety) == 421, host);
  }
}

TEST_CASE("an address is no name, and a token is needed") {
  const Safety safety{false, "secret"};
  CHECK(status_of(request_to("evil.example"), safety) == 421);
  CHECK(status_of(request_to("10.0.0.7:8700"), safety) == 401);
  Request request = request_to("10.0.0.7:8700");
  request.authorization = "Bearer secret";
  CHECK(status_of(request, safety) == 0);
  request.authorization = "Bearer secreT";
  CHECK(status_of(request, safety) == 401);
  request.authorization.clear();
  request.cookie = "other=1; carkeys=secret";
  CHECK(status_of(request, safety) == 0);
  request.cookie = "xcarkeys=secret";
  CHECK(status_of(request, safety) == 401);
  request.path = "/index.html";
  CHECK(status_of(request, safety) == 0);
}

TEST_CASE("a page of another origin is refused") {
  const Safety safety;
  Request request = request_to("127.0.0.1:8700");
  request.origin = "http://127.0.0.1:8700";
  CHECK(status_of(request, safety) == 0);
  request.origin = "http://127.0.0.1:8701";
  CHECK(status_of(request, safety) == 403);
  request.origin = "null";
  CHECK(status_of(request, safety) == 403);
}

TEST_CASE("comparison") {
  CHECK(equal_in_constant_time("abc", "abc"));
  CHECK(!equal_in_constant_time("abc", "abd"));
  CHECK(!equal_in_constant_time("abc", "ab"));
  CHECK(equal_in_constant_time("", ""));
}

TEST_CASE("targets") {
  CHECK(percent_decoded("a%20b+c", true) == "a b c");
  CHECK(percent_decoded("a+c", false) == "a+c");
  for (const char* text : {"%", "%2", "%zz", "%ff", "%00", "%0d%0a", "%c3"}) {
    CHECK_MESSAGE(!percent_decoded(text, true), text);
  }
  Request request;
  REQUIRE(carkeys::serve::parse_target("/a%2Fb?x=1&y=%C3%A4&&z", request));
  CHECK(request.path == "/a/b");
  CHECK(request.parameter("y") == "ä");
  CHECK(request.query.size() == 3);
  for (const char* target : {"", "*", "http://a/b", "/a?x=1&x=2", "/%", "/a?%=1"}) {
    Request broken;
    CHECK_MESSAGE(!carkeys::serve::parse_target(target, broken), target);
  }
}
