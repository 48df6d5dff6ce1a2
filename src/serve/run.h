// SPDX-License-Identifier: Apache-2.0
// A server from its beginning to its end.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "pipeline/pipeline.h"

namespace carkeys::serve {

struct ServerOptions {
  std::string database;
  std::string address = "127.0.0.1";  // numeric
  std::uint16_t port = 0;             // 0: any that is free
  std::string token;                  // empty: none on the loopback, else one is made
  std::string review;                 // file for reviewed records; empty: none
};

// Serves until *stop becomes true. `ready` is given the address to open, token and all. Errors:
// bad_input for the database, bad_usage for the address, bad_resource.
Result<void> run_server(const Pipeline& pipeline,
                        const ServerOptions& options,
                        const std::atomic<bool>& stop,
                        const std::function<Result<void>(const std::string& url)>& ready);

}  // namespace carkeys::serve
