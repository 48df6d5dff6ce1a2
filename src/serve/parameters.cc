// SPDX-License-Identifier: Apache-2.0
#include "serve/parameters.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace carkeys::serve {
namespace {

constexpr std::size_t longest_words = 400;

tl::unexpected<Error> wrong(std::string_view name, std::string_view what) {
  return failure(ErrorCode::bad_usage, std::string(name) + " " + std::string(what));
}

}  // namespace

std::vector<std::string> list_of(const Request& request, std::string_view name) {
  std::vector<std::string> parts;
  std::string_view list = request.parameter(name);
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (comma != 0) {
      parts.emplace_back(list.substr(0, comma));
    }
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

Result<std::size_t> limit_of(const Request& request, std::size_t otherwise, std::size_t most) {
  const std::string_view text = request.parameter("limit");
  if (text.empty()) {
    return otherwise;
  }
  std::size_t limit = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || limit == 0) {
    return wrong("limit", "has to be a number from 1");
  }
  return std::min(limit, most);
}

Result<store::PeriodUnit> unit_of(const Request& request) {
  const std::string_view unit = request.parameter("unit");
  if (unit.empty() || unit == "month") {
    return store::PeriodUnit::month;
  }
  if (unit == "day") {
    return store::PeriodUnit::day;
  }
  if (unit == "year") {
    return store::PeriodUnit::year;
  }
  return wrong("unit", "has to be day, month or year");
}

Result<std::optional<store::PageStart>> start_of(const Request& request) {
  const std::string_view cursor = request.parameter("cursor");
  if (cursor.empty()) {
    return std::optional<store::PageStart>();
  }
  const auto start = store::page_start(cursor);
  if (!start) {
    return wrong("cursor", "has to be the `next` of another page");
  }
  return start;
}

Result<std::vector<store::Facet>> facets_of(const Request& request,
                                            const std::vector<store::Facet>& allowed) {
  std::vector<store::Facet> facets;
  for (const std::string& name : list_of(request, "facets")) {
    const auto facet = store::facet_from(name);
    if (!facet || std::ranges::find(allowed, *facet) == allowed.end()) {
      return wrong("facets", "does not have " + name);
    }
    if (std::ranges::find(facets, *facet) == facets.end()) {
      facets.push_back(*facet);
    }
  }
  return facets;
}

Result<bool> flag_of(const Request& request, std::string_view name) {
  const std::string_view value = request.parameter(name);
  if (!value.empty() && value != "0" && value != "1") {
    return wrong(name, "has to be 0 or 1");
  }
  return value == "1";
}

Result<store::ColumnFilter> filter_of(const Request& request) {
  store::ColumnFilter filter;
  store::RecordFilter& wanted = filter.filter;
  wanted.actor = list_of(request, "actor");
  wanted.recipient = list_of(request, "recipient");
  wanted.party = list_of(request, "party");
  wanted.claimant = list_of(request, "claimant");
  wanted.event = list_of(request, "event");
  wanted.mode = list_of(request, "mode");
  wanted.status = list_of(request, "status");
  CARKEYS_TRY(wanted.facts, flag_of(request, "facts"));
  wanted.since = request.parameter("since");
  wanted.until = request.parameter("until");
  wanted.country = request.parameter("country");
  wanted.place = request.parameter("place");
  wanted.text = request.parameter("text");
  if (wanted.text.size() > longest_words) {
    return wrong("text", "is too long");
  }
  filter.quad = list_of(request, "quad");
  filter.source = list_of(request, "source");
  filter.language = list_of(request, "language");
  return filter;
}

}  // namespace carkeys::serve
