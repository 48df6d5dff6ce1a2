// SPDX-License-Identifier: Apache-2.0
// Speaks HTTP/1.1 on a socket: connections, limits, time, open event streams. What is answered is
// the handler's. Boost.Beast is included in listener.cc alone. One thread reads and writes; answers
// may come from any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "serve/http.h"
#include "serve/work_queue.h"

namespace carkeys::serve {

// What a connection may cost.
struct Limits {
  std::size_t header_bytes = 16 << 10;
  std::size_t body_bytes = 1 << 20;
  std::size_t connections = 2'000;
  std::size_t event_streams = 1'000;
  unsigned request_seconds = 30;    // from the first wait for a request to its last byte
  unsigned write_seconds = 30;      // for an answer, or a block of a long one
  unsigned heartbeat_seconds = 15;  // between comments in event streams
};

class Handler {
 public:
  Handler() = default;
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;
  Handler(Handler&&) = delete;
  Handler& operator=(Handler&&) = delete;
  virtual ~Handler() = default;

  // Called when the header is there, before the body is read: an answer ends it here.
  virtual std::optional<Answer> refuse(const Request& request) = 0;
  // Calls `done` once, now or later, from any thread.
  virtual void answer(Request request, std::function<void(Answer)> done) = 0;
  // Has a block of a long body made; false: too busy.
  virtual bool produce(WorkQueue::Job job) = 0;
};

class Listener {
 public:
  Listener(Handler& handler, const Limits& limits);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  Listener(Listener&&) = delete;
  Listener& operator=(Listener&&) = delete;
  ~Listener();

  // Listens on a numeric address; port 0: any that is free. Returns the port. Errors: bad_usage for
  // an address that is none or not ours, a port that is taken.
  Result<std::uint16_t> open(const std::string& address, std::uint16_t port);
  // Serves until *stop becomes true.
  void run(const std::atomic<bool>& stop);
  // Sends an event to all open streams. From any thread.
  void broadcast(std::string event);
  // Makes run() return after what is being done. From any thread.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace carkeys::serve
