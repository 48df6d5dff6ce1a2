// SPDX-License-Identifier: Apache-2.0
// How a function of car-keys says that it could not do its work: a Result<T> holds the value or an
// Error that names what went wrong and where. The library throws nothing across its interface,
// prints nothing and never exits; only cli/ turns errors into messages and exit codes.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace carkeys {

enum class ErrorCode : std::uint8_t {
  bad_input,     // an article that cannot be read or decoded; the run goes on
  bad_resource,  // model or lexicon missing, damaged or of another version
  bad_usage,     // options that contradict each other
  cannot_write,  // output file, database or pipe
  interrupted,   // stopped by the user
};

struct Error {
  ErrorCode code = ErrorCode::bad_input;
  std::string message;      // for people: what is wrong
  std::string origin = {};  // file, URL or "stdin"; empty where there is none
  std::int64_t place = -1;  // byte offset or line number inside the origin (message says which)

  // "origin: message" or "origin:place: message".
  [[nodiscard]] std::string text() const {
    if (origin.empty()) {
      return message;
    }
    return place < 0 ? origin + ": " + message
                     : origin + ":" + std::to_string(place) + ": " + message;
  }
};

template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using Base = tl::expected<T, Error>;
  using Base::Base;

  Result(Base&& other) : Base(std::move(other)) {}  // NOLINT(google-explicit-constructor)
};

inline tl::unexpected<Error> failure(ErrorCode code,
                                     std::string message,
                                     std::string origin = {},
                                     std::int64_t place = -1) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(origin), place});
}

}  // namespace carkeys

#define CARKEYS_JOIN_INNER(a, b) a##b
#define CARKEYS_JOIN(a, b) CARKEYS_JOIN_INNER(a, b)
#define CARKEYS_TRY_INNER(variable, expression, temporary)               \
  auto temporary = (expression);                                         \
  if (!temporary) {                                                      \
    return tl::unexpected<carkeys::Error>(std::move(temporary.error())); \
  }                                                                      \
  variable = std::move(*temporary)

// Declares or assigns `variable` from a Result, or returns its error: CARKEYS_TRY(auto x, f());
#define CARKEYS_TRY(variable, expression) \
  CARKEYS_TRY_INNER(variable, expression, CARKEYS_JOIN(carkeys_try_, __LINE__))
