// SPDX-License-Identifier: Apache-2.0
#include "serve/service.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/json_writer.h"
#include "serve/assets.h"
#include "serve/routes.h"

namespace carkeys::serve {
namespace {

constexpr int bad_request = 400;
constexpr int not_found = 404;
constexpr int not_allowed = 405;
constexpr int wrong_media = 415;
constexpr int unavailable = 503;
constexpr std::size_t largest_remembered = 256 << 10;
constexpr std::size_t all_remembered = 64 << 20;

bool is_interface(const Request& request) {
  return request.path == "/api" || request.path.starts_with("/api/");
}

std::string_view method_of(const Request& request) {
  return request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
}

Answer not_allowed_here(std::string_view allowed) {
  Answer answer = problem(not_allowed, "");
  answer.headers.emplace_back("Allow", allowed);
  return answer;
}

Answer too_busy() {
  Answer answer = problem(unavailable, "too much is asked at once");
  answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

// When the file was last written; what clients know the state of the database by.
std::string written_at(const std::string& path) {
  struct stat status {};

  if (stat(path.c_str(), &status) != 0) {
    return "0";
  }
  return fmt::format("{}{:09}", status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

Result<std::string> data_version(store::Database& database) {
  CARKEYS_TRY(store::Statement version, database.prepare("PRAGMA data_version"));
  CARKEYS_TRY(const auto value, version.first());
  return value.value_or("");
}

}  // namespace

std::string change_event(const Snapshot& snapshot) {
  std::string data;
  JsonWriter(data)
      .begin_object()
      .string_field("revision", snapshot.revision)
      .integer_field("articles", static_cast<std::int64_t>(snapshot.columns.articles().size()))
      .integer_field("records", static_cast<std::int64_t>(snapshot.columns.records().size()))
      .end_object();
  return fmt::format("id: {}\nevent: changed\ndata: {}\n\n", snapshot.revision, data);
}

Service::Service(const Pipeline& pipeline, ServiceOptions options, store::ForeignCodes codes)
    : pipeline_(pipeline), options_(std::move(options)), codes_(std::move(codes)) {}

Service::~Service() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  ending_.notify_all();
  if (watcher_.joinable()) {
    watcher_.join();
  }
}

Result<std::unique_ptr<Service>> Service::start(const Pipeline& pipeline, ServiceOptions options) {
  CARKEYS_TRY(store::ForeignCodes codes, store::ForeignCodes::load(pipeline.lexicon()));
  auto service =
      std::unique_ptr<Service>(new Service(pipeline, std::move(options), std::move(codes)));
  CARKEYS_TRY(store::Database database, open_for_serving(service->options_.database));
  auto started = service->options_.review.empty()
                     ? Result<void>()
                     : service->reviews_.open(service->options_.review);
  started = started ? service->load(database) : std::move(started);
  started = started ? service->quick_.start(service->options_.database, service->options_.threads)
                    : std::move(started);
  started = started ? service->slow_.start(service->options_.database, service->options_.threads)
                    : std::move(started);
  if (!started) {
    return tl::unexpected<Error>(std::move(started.error()));
  }
  return service;
}

std::shared_ptr<const Snapshot> Service::snapshot() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

Result<void> Service::load(store::Database& database) {
  std::string revision = written_at(options_.database);
  CARKEYS_TRY(store::Columns columns, store::Columns::load(database));
  auto loaded = std::make_shared<const Snapshot>(Snapshot{std::move(columns), std::move(revision)});
  const std::lock_guard lock(mutex_);
  snapshot_ = std::move(loaded);
  answers_.clear();
  answer_bytes_ = 0;
  return {};
}

std::optional<Answer> Service::refuse(const Request& request) {
  if (auto answer = refusal(request, options_.safety)) {
    return answer;
  }
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!is_interface(request)) {
    return reads ? std::nullopt : std::optional(not_allowed_here("GET, HEAD"));
  }
  const FoundRoute found = find_route(method_of(request), request.path);
  if (found.route == nullptr) {
    return found.allowed.empty() ? problem(not_found, "there is no such path")
                                 : not_allowed_here(found.allowed);
  }
  if (!reads && !request.content_type.starts_with("application/json")) {
    return problem(wrong_media, "the body has to be application/json");
  }
  for (const auto& [name, value] : request.query) {
    if (std::ranges::find(found.route->parameters, name) == found.route->parameters.end()) {
      return problem(bad_request, "there is no parameter " + name + " here");
    }
  }
  return std::nullopt;
}

void Service::answer(Request request, std::function<void(Answer)> done) {
  if (!is_interface(request)) {
    done(asset_answer(request));
    return;
  }
  const bool reads = method_of(request) == "GET";
  if (const auto before = reads ? remembered(request.target) : nullptr) {
    done(*before);
    return;
  }
  const FoundRoute found = find_route(method_of(request), request.path);
  if (found.route == nullptr) {  // refuse() has let it through: it cannot be
    done(problem(not_found, ""));
    return;
  }
  WorkQueue& queue = found.route->pace == Pace::quick ? quick_ : slow_;
  const bool taken = queue.add([this, found, done, request](store::Database& database) {
    const auto now = snapshot();
    auto answer = found.route->handle({request, *this, now, database, found.argument});
    if (!answer) {
      done(answer_of(answer.error()));
      return;
    }
    if (request.method == "GET" && found.route->pace == Pace::quick) {
      remember(request.target, now->revision, *answer);
    }
    done(std::move(*answer));
  });
  if (!taken) {
    done(too_busy());
  }
}

bool Service::produce(WorkQueue::Job job) {
  return slow_.add(std::move(job));
}

std::shared_ptr<const Answer> Service::remembered(const std::string& target) {
  const std::lock_guard lock(mutex_);
  const auto found = answers_.find(target);
  return found == answers_.end() ? nullptr : found->second;
}

void Service::remember(const std::string& target,
                       const std::string& revision,
                       const Answer& answer) {
  constexpr int ok = 200;
  if (answer.status != ok || answer.events || answer.producer ||
      answer.body.size() > largest_remembered) {
    return;
  }
  const std::lock_guard lock(mutex_);
  if (snapshot_->revision != revision) {
    return;
  }
  if (answer_bytes_ > all_remembered) {
    answers_.clear();
    answer_bytes_ = 0;
  }
  if (answers_.emplace(target, std::make_shared<const Answer>(answer)).second) {
    answer_bytes_ += answer.body.size() + target.size();
  }
}

void Service::watch(std::function<void(std::string event)> tell) {
  watcher_ = std::thread([this, tell = std::move(tell)] {
    auto database = open_for_serving(options_.database);
    if (database) {
      look_for_changes(*database, tell);
    }
  });
}

// A reload takes a while with a large database: after it, five times as long passes until the next.
void Service::look_for_changes(store::Database& database,
                               const std::function<void(std::string)>& tell) {
  using Clock = std::chrono::steady_clock;
  constexpr Clock::duration least = std::chrono::seconds(1);
  constexpr int pause_factor = 5;
  auto version = data_version(database);
  std::string revision = snapshot()->revision;
  Clock::duration pause = least;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      if (ending_.wait_for(lock, pause, [this] { return ended_; })) {
        return;
      }
    }
    pause = least;
    auto now = data_version(database);
    const bool changed =
        now && (!version || *now != *version || written_at(options_.database) != revision);
    if (!changed) {
      continue;
    }
    const auto begin = Clock::now();
    if (load(database)) {  // else it is busy: next time
      version = std::move(now);
      const auto loaded = snapshot();
      revision = loaded->revision;
      tell(change_event(*loaded));
    }
    pause = std::max(least, (Clock::now() - begin) * pause_factor);
  }
}

}  // namespace carkeys::serve
