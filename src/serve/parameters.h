// SPDX-License-Identifier: Apache-2.0
// Parameters of a request as what views take. Errors: bad_usage naming the parameter.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "serve/http.h"
#include "store/views/views.h"

namespace carkeys::serve {

// "a,b" as its parts; empty parts are left out.
std::vector<std::string> list_of(const Request& request, std::string_view name);
// A number from 1; larger ones than `most` are `most`.
Result<std::size_t> limit_of(const Request& request, std::size_t otherwise, std::size_t most);
Result<store::PeriodUnit> unit_of(const Request& request);
Result<std::optional<store::PageStart>> start_of(const Request& request);
// `allowed`: those that make sense here.
Result<std::vector<store::Facet>> facets_of(const Request& request,
                                            const std::vector<store::Facet>& allowed);
Result<bool> flag_of(const Request& request, std::string_view name);
Result<store::ColumnFilter> filter_of(const Request& request);

}  // namespace carkeys::serve
