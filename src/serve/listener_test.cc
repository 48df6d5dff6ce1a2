// SPDX-License-Identifier: Apache-2.0
// Time and room on the wire, with limits that are short enough to wait for.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "serve/listener.h"

#include <array>
#include <chrono>
#include <thread>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace carkeys::serve;  // NOLINT(google-build-using-namespace)

namespace {

// Answers with the body; "/events" opens a stream, "/blocks" a body of many blocks.
class Echo : public Handler {
 public:
  std::optional<Answer> refuse(const Request& /*request*/) override { return std::nullopt; }

  void answer(Request request, std::function<void(Answer)> done) override {
    Answer answer;
    answer.body = request.body;
    answer.events = request.path == "/events";
    if (request.path == "/blocks") {
      answer.producer = [left = 100](carkeys::store::Database& /*database*/,
                                     std::string& out) mutable -> carkeys::Result<bool> {
        out += std::string(1 << 20, 'x');
        return --left > 0;
      };
    }
    done(std::move(answer));
  }

  bool produce(WorkQueue::Job /*job*/) override { return false; }
};

class Running {
 public:
  explicit Running(const Limits& limits) : listener(echo, limits) {
    port = listener.open("127.0.0.1", 0).value();
    thread = std::thread([this] { listener.run(stop); });
  }

  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  Running(Running&&) = delete;
  Running& operator=(Running&&) = delete;

  ~Running() {
    listener.stop();
    thread.join();
  }

  [[nodiscard]] int connect() const {
    const int link = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(link, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0);
    return link;
  }

  Echo echo;
  Listener listener;
  std::atomic<bool> stop = false;
  std::uint16_t port = 0;
  std::thread thread;
};

void send_text(int link, const std::string& text) {
  REQUIRE(::send(link, text.data(), text.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(text.size()));
}

// What comes until the server ends the connection.
std::string read_all(int link) {
  std::string out;
  std::array<char, 4096> block{};
  while (true) {
    const ssize_t size = ::recv(link, block.data(), block.size(), 0);
    if (size <= 0) {
      ::close(link);
      return out;
    }
    out.append(block.data(), static_cast<std::size_t>(size));
  }
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST_CASE("a client that takes its time with a request is cut off") {
  Limits limits;
  limits.request_seconds = 1;
  const Running running(limits);
  for (const char* begin_of_request :
       {"",
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: a\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"}) {
    const auto begin = std::chrono::steady_clock::now();
    const int link = running.connect();
    send_text(link, begin_of_request);
    CHECK(read_all(link).empty());
    CHECK(seconds_since(begin) < 5);
  }
}

TEST_CASE("requests one after another on one connection") {
  const Running running(Limits{});
  const int link = running.connect();
  send_text(link,
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\ntwo");
  const std::string all = read_all(link);
  CHECK(all.find("one") < all.find("two"));
  CHECK(all.ends_with("two"));
}

TEST_CASE("limits of header, body and connections") {
  Limits limits;
  limits.header_bytes = 200;
  limits.body_bytes = 10;
  limits.connections = 3;
  const Running running(limits);
  const auto answer = [&](const std::string& request) {
    const int link = running.connect();
    send_text(link, request);
    ::shutdown(link, SHUT_WR);
    return read_all(link);
  };
  CHECK(answer("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(300, 'x') + "\r\n\r\n")
            .starts_with("HTTP/1.1 431"));
  CHECK(answer("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n01234567890")
            .starts_with("HTTP/1.1 413"));
  CHECK(
      answer("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n"
             "0\r\n\r\n")
          .starts_with("HTTP/1.1 413"));
  const std::array<int, 3> idle = {running.connect(), running.connect(), running.connect()};
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  CHECK(read_all(running.connect()).empty());
  for (const int link : idle) {
    ::close(link);
  }
}

TEST_CASE("streams get events and heartbeats, and there are so many of them") {
  Limits limits;
  limits.event_streams = 1;
  limits.heartbeat_seconds = 1;
  Running running(limits);
  const std::string request = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n";
  const int link = running.connect();
  send_text(link, request);
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  const int second = running.connect();
  send_text(second, request);
  ::shutdown(second, SHUT_WR);
  CHECK(read_all(second).starts_with("HTTP/1.1 503"));
  running.listener.broadcast("data: 1\n\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  ::shutdown(link, SHUT_WR);  // the stream ends when its client has had enough
  const std::string all = read_all(link);
  CHECK(all.find("data: 1\n\n") != std::string::npos);
  CHECK(all.find("\n:\n\n") != std::string::npos);
}

TEST_CASE("a body that cannot be made to its end is seen to be cut") {
  const Running running(Limits{});
  const int link = running.connect();
  send_text(link, "GET /blocks HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string all = read_all(link);
  CHECK(all.find("chunked") != std::string::npos);
  CHECK(!all.ends_with("0\r\n\r\n"));
}

TEST_CASE("what cannot be listened on") {
  Echo echo;
  Listener listener(echo, Limits());
  CHECK(listener.open("example.org", 0).error().code == carkeys::ErrorCode::bad_usage);
  CHECK(listener.open("192.0.2.1", 0).error().code == carkeys::ErrorCode::bad_usage);
}
