// SPDX-License-Identifier: Apache-2.0
#include "serve/run.h"

#include <algorithm>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "serve/listener.h"
#include "serve/service.h"

namespace carkeys::serve {
namespace {

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1";
}

Result<Safety> safety_of(const ServerOptions& options) {
  Safety safety;
  safety.loopback = is_loopback(options.address);
  safety.token = options.token;
  if (!safety.loopback && safety.token.empty()) {
    CARKEYS_TRY(safety.token, new_token());
  }
  return safety;
}

std::string url_of(const ServerOptions& options, std::uint16_t port, const Safety& safety) {
  const bool any = options.address == "0.0.0.0" || options.address == "::";
  const std::string host = any ? "127.0.0.1" : options.address;
  return fmt::format("http://{}:{}/{}",
                     host.find(':') == std::string::npos ? host : "[" + host + "]",
                     port,
                     safety.token.empty() ? "" : "?token=" + safety.token);
}

}  // namespace

Result<void> run_server(const Pipeline& pipeline,
                        const ServerOptions& options,
                        const std::atomic<bool>& stop,
                        const std::function<Result<void>(const std::string& url)>& ready) {
  CARKEYS_TRY(Safety safety, safety_of(options));
  ServiceOptions service_options;
  service_options.database = options.database;
  service_options.review = options.review;
  service_options.safety = safety;
  service_options.threads = std::clamp(std::thread::hardware_concurrency(), 2U, 8U);
  CARKEYS_TRY(auto service, Service::start(pipeline, std::move(service_options)));
  Listener listener(*service, Limits());
  CARKEYS_TRY(const std::uint16_t port, listener.open(options.address, options.port));
  if (auto told = ready(url_of(options, port, safety)); !told) {
    return told;
  }
  service->watch([&](std::string event) { listener.broadcast(std::move(event)); });
  listener.run(stop);
  service.reset();  // its threads may still answer: before the listener goes
  return {};
}

}  // namespace carkeys::serve
