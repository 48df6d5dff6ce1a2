// SPDX-License-Identifier: Apache-2.0
#include "serve/routes.h"

#include <algorithm>

namespace carkeys::serve {
namespace {

using Names = std::vector<std::string_view>;

const Names& filter_names() {
  static const Names names = {"actor",
                              "recipient",
                              "party",
                              "claimant",
                              "event",
                              "mode",
                              "status",
                              "quad",
                              "facts",
                              "country",
                              "place",
                              "source",
                              "language",
                              "text",
                              "since",
                              "until"};
  return names;
}

Names with(Names names, const Names& more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

const std::vector<Route>& routes() {
  static const std::vector<Route> all = {
      {"GET", "/api/v1/meta", {}, get_meta},
      {"GET", "/api/v1/overview", {"unit"}, get_overview},
      {"GET",
       "/api/v1/articles",
       {"q", "source", "language", "since", "until", "facets", "limit", "cursor"},
       get_articles},
      {"GET", "/api/v1/articles/{}", {}, get_article},
      {"GET", "/api/v1/articles/{}/explain", {}, get_explanation, Pace::slow},
      {"GET",
       "/api/v1/records",
       with(filter_names(), {"facets", "format", "limit", "cursor"}),
       get_records},
      {"GET", "/api/v1/records/{}", {}, get_record},
      {"GET", "/api/v1/dyad", {"a", "b", "unit", "since", "until"}, get_dyad},
      {"GET", "/api/v1/actors", {"q", "limit"}, get_actors},
      {"GET", "/api/v1/actors/{}", {"unit", "since", "until"}, get_actor},
      {"GET",
       "/api/v1/network",
       {"claims", "sectors", "event", "since", "until", "limit"},
       get_network},
      {"GET", "/api/v1/map", filter_names(), get_map},
      {"GET", "/api/v1/sources", {"limit"}, get_sources},
      {"GET", "/api/v1/sources/{}", {"unit"}, get_source},
      {"GET", "/api/v1/review", {"limit"}, get_review, Pace::slow},
      {"POST", "/api/v1/review", {}, post_review, Pace::slow},
      {"GET", "/api/v1/events", {}, get_events},
      {"GET", "/api/v1/openapi.yaml", {}, get_interface},
      {"POST", "/api/v1/code", {}, post_code, Pace::slow}};
  return all;
}

// What stands in the place of {}; nullopt: the path is another.
std::optional<std::string_view> match(std::string_view pattern, std::string_view path) {
  const std::size_t gap = pattern.find("{}");
  if (gap == std::string_view::npos) {
    return pattern == path ? std::optional(std::string_view()) : std::nullopt;
  }
  const std::string_view before = pattern.substr(0, gap);
  const std::string_view after = pattern.substr(gap + 2);
  if (path.size() <= before.size() + after.size() || !path.starts_with(before) ||
      !path.ends_with(after)) {
    return std::nullopt;
  }
  const auto middle = path.substr(before.size(), path.size() - before.size() - after.size());
  // A name of a source may have slashes; an id has none.
  return after.empty() || middle.find('/') == std::string_view::npos ? std::optional(middle)
                                                                     : std::nullopt;
}

}  // namespace

FoundRoute find_route(std::string_view method, std::string_view path) {
  FoundRoute found;
  // The longest pattern wins: /articles/{}/explain before /articles/{}.
  for (const Route& route : routes()) {
    const auto argument = match(route.pattern, path);
    if (!argument) {
      continue;
    }
    if (route.method != method) {
      found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(route.method);
    } else if (found.route == nullptr || route.pattern.size() > found.route->pattern.size()) {
      found.route = &route;
      found.argument = *argument;
    }
  }
  return found;
}

Answer answer_of(const Error& error) {
  constexpr int bad_request = 400;
  constexpr int unavailable = 503;
  constexpr int internal = 500;
  switch (error.code) {
    case ErrorCode::bad_usage:
      return problem(bad_request, error.message);
    case ErrorCode::interrupted:
      return problem(unavailable, "the answer took too long");
    case ErrorCode::bad_resource:
      return problem(unavailable, "a model for this language is missing");
    case ErrorCode::cannot_write:
      return problem(internal, "the review file cannot be written");
    default:
      return problem(internal, "the database cannot be read");
  }
}

}  // namespace carkeys::serve
