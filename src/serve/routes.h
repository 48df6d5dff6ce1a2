// SPDX-License-Identifier: Apache-2.0
// Paths and their handlers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http.h"
#include "serve/service.h"
#include "store/views/views.h"

namespace carkeys::serve {

// What a handler has to answer from. Valid while it runs.
struct Call {
  const Request& request;
  const Service& service;
  std::shared_ptr<const Snapshot> snapshot;
  store::Database& database;
  std::string_view argument;  // what stands in the place of {…} in the path

  [[nodiscard]] store::ViewSource source() const {
    return {snapshot->columns, database, service.codes().countries()};
  }
};

enum class Pace : std::uint8_t { quick, slow };

struct Route {
  std::string_view method;
  std::string_view pattern;                  // "/api/v1/articles/{}"
  std::vector<std::string_view> parameters;  // that the query may have
  Result<Answer> (*handle)(const Call& call);
  Pace pace = Pace::quick;
};

struct FoundRoute {
  const Route* route = nullptr;  // nullptr: there is no such path
  std::string argument;
  std::string allowed;  // methods of the path, where none is the request's
};

FoundRoute find_route(std::string_view method, std::string_view path);

// 400, 503 or 500 with words that tell a stranger no more than is good.
Answer answer_of(const Error& error);

// Handlers, in handlers.cc and code_handlers.cc.
Result<Answer> get_meta(const Call& call);
Result<Answer> get_overview(const Call& call);
Result<Answer> get_articles(const Call& call);
Result<Answer> get_article(const Call& call);
Result<Answer> get_records(const Call& call);
Result<Answer> get_record(const Call& call);
Result<Answer> get_dyad(const Call& call);
Result<Answer> get_actors(const Call& call);
Result<Answer> get_actor(const Call& call);
Result<Answer> get_network(const Call& call);
Result<Answer> get_map(const Call& call);
Result<Answer> get_sources(const Call& call);
Result<Answer> get_source(const Call& call);
Result<Answer> get_review(const Call& call);
Result<Answer> post_review(const Call& call);
Result<Answer> get_interface(const Call& call);
Result<Answer> get_events(const Call& call);
Result<Answer> get_explanation(const Call& call);
Result<Answer> post_code(const Call& call);

}  // namespace carkeys::serve
