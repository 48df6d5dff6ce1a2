// SPDX-License-Identifier: Apache-2.0
#include "serve/listener.h"

#include <chrono>
#include <deque>
#include <unordered_set>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include "serve/safety.h"

namespace carkeys::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using beast::error_code;

constexpr unsigned http_1_1 = 11;

std::string text_of(beast::string_view view) {
  return {view.data(), view.size()};
}

class Session;

// What sessions have in common; used by the reading and writing thread only.
struct Shared {
  Handler& handler;
  Limits limits;
  std::size_t connections = 0;
  asio::io_context context{1};
  std::unordered_set<std::shared_ptr<Session>> streams = {};
};

template <typename Body>
void set_headers(http::response<Body>& response, const Answer& answer) {
  response.result(static_cast<unsigned>(answer.status));
  response.reason(std::string(status_title(answer.status)));
  for (const auto& [name, value] : safe_headers()) {
    response.set(name, value);
  }
  response.set(http::field::content_type, answer.type);
  response.set(http::field::cache_control, "no-cache");
  for (const auto& [name, value] : answer.headers) {
    response.set(name, value);
  }
}

// One connection: request after request, or one stream of events until it ends.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Shared& shared) : shared_(shared), stream_(std::move(socket)) {
    ++shared_.connections;
  }

  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;

  ~Session() { --shared_.connections; }

  void read() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.limits.header_bytes));
    parser_->body_limit(shared_.limits.body_bytes);
    stream_.expires_after(std::chrono::seconds(shared_.limits.request_seconds));
    http::async_read_header(
        stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
          self->take_header(error);
        });
  }

  // A client that does not take what it is sent is cut off.
  void send_event(std::shared_ptr<const std::string> event) {
    constexpr std::size_t longest_queue = 16;
    if (events_.size() >= longest_queue) {
      close();
      return;
    }
    events_.push_back(std::move(event));
    if (events_.size() == 1) {
      write_event();
    }
  }

 private:
  void take_header(error_code error) {
    if (error) {
      fail(error);
      return;
    }
    const auto& message = parser_->get();
    keep_alive_ = message.keep_alive();
    head_ = message.method() == http::verb::head;
    request_ = Request();
    const auto field = [&](http::field name) { return text_of(message[name]); };
    request_.method = text_of(message.method_string());
    request_.host = field(http::field::host);
    request_.origin = field(http::field::origin);
    request_.fetch_site = text_of(message["Sec-Fetch-Site"]);
    request_.authorization = field(http::field::authorization);
    request_.cookie = field(http::field::cookie);
    request_.content_type = field(http::field::content_type);
    request_.accept = field(http::field::accept);
    request_.accept_encoding = field(http::field::accept_encoding);
    request_.if_none_match = field(http::field::if_none_match);
    request_.last_event_id = text_of(message["Last-Event-ID"]);
    if (message.count(http::field::host) != 1) {
      refuse(problem(400, "one Host header is needed"));
    } else if (auto parsed = parse_target(text_of(message.target()), request_); !parsed) {
      refuse(problem(400, parsed.error().message));
    } else if (auto answer = shared_.handler.refuse(request_)) {
      refuse(std::move(*answer));
    } else {
      read_body();
    }
  }

  void read_body() {
    http::async_read(
        stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
          if (error) {
            self->fail(error);
          } else {
            self->ask();
          }
        });
  }

  void ask() {
    request_.body = std::move(parser_->get().body());
    stream_.expires_never();
    shared_.handler.answer(std::move(request_), [self = shared_from_this()](Answer answer) {
      asio::post(self->stream_.get_executor(), [self, answer = std::move(answer)]() mutable {
        self->respond(std::move(answer));
      });
    });
  }

  // Answers without having read the body; what follows on this connection cannot be understood.
  void refuse(Answer answer) {
    keep_alive_ = keep_alive_ && parser_->is_done();
    respond(std::move(answer));
  }

  void fail(error_code error) {
    constexpr int too_large = 413;
    constexpr int header_too_large = 431;
    if (error == http::error::end_of_stream || error == http::error::partial_message ||
        error.category() != http::make_error_code(http::error::bad_method).category()) {
      close();
      return;
    }
    keep_alive_ = false;
    respond(error == http::error::body_limit     ? problem(too_large, "the body is too large")
            : error == http::error::header_limit ? problem(header_too_large, "")
                                                 : problem(400, "this is not HTTP/1.1"));
  }

  void respond(Answer answer) {
    if (answer.events) {
      open_events(std::move(answer));
    } else if (answer.producer) {
      open_chunks(std::move(answer));
    } else {
      write(std::move(answer));
    }
  }

  void write(Answer answer) {
    response_.emplace();
    response_->version(http_1_1);
    set_headers(*response_, answer);
    response_->keep_alive(keep_alive_);
    response_->content_length(answer.body.size());
    constexpr int not_modified = 304;
    if (!head_ && answer.status != not_modified) {
      response_->body() = std::move(answer.body);
    }
    stream_.expires_after(std::chrono::seconds(shared_.limits.write_seconds));
    http::async_write(
        stream_, *response_, [self = shared_from_this()](error_code error, std::size_t) {
          self->finish(error);
        });
  }

  void finish(error_code error) {
    if (error || !keep_alive_) {
      close();
    } else {
      read();
    }
  }

  // The header of an answer whose length is not known; then `next`.
  template <typename Next>
  void write_head(const Answer& answer, bool chunked, const Next& next) {
    head_response_.emplace();
    head_response_->version(http_1_1);
    set_headers(*head_response_, answer);
    head_response_->keep_alive(chunked && keep_alive_);
    head_response_->chunked(chunked);
    serializer_.emplace(*head_response_);
    stream_.expires_after(std::chrono::seconds(shared_.limits.write_seconds));
    http::async_write_header(
        stream_, *serializer_, [self = shared_from_this(), next](error_code error, std::size_t) {
          if (error) {
            self->close();
          } else {
            next();
          }
        });
  }

  void open_chunks(Answer answer) {
    producer_ = std::move(answer.producer);
    write_head(answer, true, [this] {
      if (head_) {
        finish({});
      } else {
        produce();
      }
    });
  }

  void produce() {
    stream_.expires_never();
    const bool taken =
        shared_.handler.produce([self = shared_from_this()](store::Database& database) {
          std::string block;
          auto more = self->producer_(database, block);
          asio::post(self->stream_.get_executor(),
                     [self, block = std::move(block), more = std::move(more)]() mutable {
                       self->write_chunk(std::move(block), more);
                     });
        });
    if (!taken) {
      close();  // in the middle: the client can tell, for the last chunk is missing
    }
  }

  void write_chunk(std::string block, const Result<bool>& more) {
    if (!more) {
      close();
      return;
    }
    block_ = std::move(block);
    stream_.expires_after(std::chrono::seconds(shared_.limits.write_seconds));
    if (block_.empty() && *more) {
      produce();
    } else if (block_.empty()) {
      write_last_chunk();
    } else {
      asio::async_write(stream_,
                        http::make_chunk(asio::buffer(block_)),
                        [self = shared_from_this(), last = !*more](error_code error, std::size_t) {
                          if (error) {
                            self->close();
                          } else if (last) {
                            self->write_last_chunk();
                          } else {
                            self->produce();
                          }
                        });
    }
  }

  void write_last_chunk() {
    asio::async_write(
        stream_,
        http::make_chunk_last(),
        [self = shared_from_this()](error_code error, std::size_t) { self->finish(error); });
  }

  void open_events(Answer answer) {
    constexpr int unavailable = 503;
    if (shared_.streams.size() >= shared_.limits.event_streams) {
      write(problem(unavailable, "too many streams are open"));
      return;
    }
    auto first = std::make_shared<const std::string>(std::move(answer.body));
    write_head(answer, false, [this, first] {
      stream_.expires_never();
      shared_.streams.insert(shared_from_this());
      watch_for_end();
      send_event(first);
    });
  }

  // A client of a stream has nothing more to say: what it sends, or its going, ends the stream.
  void watch_for_end() {
    stream_.async_read_some(
        asio::buffer(&ignored_, 1),
        [self = shared_from_this()](error_code, std::size_t) { self->close(); });
  }

  void write_event() {
    asio::async_write(stream_,
                      asio::buffer(*events_.front()),
                      [self = shared_from_this()](error_code error, std::size_t) {
                        self->events_.pop_front();
                        if (error) {
                          self->close();
                        } else if (!self->events_.empty()) {
                          self->write_event();
                        }
                      });
  }

  void close() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
    stream_.close();
    shared_.streams.erase(shared_from_this());
  }

  Shared& shared_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::string_body>> response_;
  std::optional<http::response<http::empty_body>> head_response_;
  std::optional<http::response_serializer<http::empty_body>> serializer_;
  Request request_;
  Answer::Producer producer_;
  std::string block_;
  std::deque<std::shared_ptr<const std::string>> events_;
  bool keep_alive_ = false;
  bool head_ = false;
  char ignored_ = 0;
};

}  // namespace

struct Listener::Parts {
  Parts(Handler& handler, const Limits& limits) : shared{handler, limits} {}

  void accept() {
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
      if (error == asio::error::operation_aborted) {
        return;
      }
      if (error) {  // no descriptors left: others will close theirs
        pause.expires_after(std::chrono::milliseconds(100));
        pause.async_wait([this](error_code) { accept(); });
        return;
      }
      if (shared.connections < shared.limits.connections) {
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        std::make_shared<Session>(std::move(socket), shared)->read();
      }
      accept();
    });
  }

  void send(const std::shared_ptr<const std::string>& event) {
    const auto streams = shared.streams;  // sending may end one
    for (const auto& stream : streams) {
      stream->send_event(event);
    }
  }

  void beat() {
    heartbeat.expires_after(std::chrono::seconds(shared.limits.heartbeat_seconds));
    heartbeat.async_wait([this](error_code error) {
      if (!error) {
        send(std::make_shared<const std::string>(":\n\n"));
        beat();
      }
    });
  }

  void watch(const std::atomic<bool>& stop) {
    constexpr std::chrono::milliseconds often(200);
    stopping.expires_after(often);
    stopping.async_wait([this, &stop](error_code error) {
      if (stop.load()) {
        shared.context.stop();
      } else if (!error) {
        watch(stop);
      }
    });
  }

  Shared shared;
  tcp::acceptor acceptor{shared.context};
  asio::steady_timer pause{shared.context};
  asio::steady_timer heartbeat{shared.context};
  asio::steady_timer stopping{shared.context};
};

Listener::Listener(Handler& handler, const Limits& limits)
    : parts_(std::make_unique<Parts>(handler, limits)) {}

Listener::~Listener() = default;

Result<std::uint16_t> Listener::open(const std::string& address, std::uint16_t port) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) {
    return failure(ErrorCode::bad_usage, address + " is no numeric address");
  }
  const tcp::endpoint endpoint(ip, port);
  tcp::acceptor& acceptor = parts_->acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) {
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  }
  if (!error) {
    acceptor.bind(endpoint, error);
  }
  if (!error) {
    acceptor.listen(tcp::acceptor::max_listen_connections, error);
  }
  if (error) {
    return failure(ErrorCode::bad_usage,
                   fmt::format("cannot listen on {} port {}: {}", address, port, error.message()));
  }
  return acceptor.local_endpoint().port();
}

void Listener::run(const std::atomic<bool>& stop) {
  parts_->accept();
  parts_->beat();
  parts_->watch(stop);
  parts_->shared.context.run();
}

void Listener::broadcast(std::string event) {
  asio::post(parts_->shared.context,
             [parts = parts_.get(), event = std::make_shared<const std::string>(std::move(event))] {
               parts->send(event);
             });
}

void Listener::stop() {
  parts_->shared.context.stop();
}

}  // namespace carkeys::serve
