// SPDX-License-Identifier: Apache-2.0
// What the server answers: docs/openapi.yaml, from a database, a pipeline and the files of the
// page. No logic of its own: it reads parameters, chooses the view and passes its words on.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "pipeline/pipeline.h"
#include "serve/listener.h"
#include "serve/review.h"
#include "serve/safety.h"
#include "serve/work_queue.h"
#include "store/columns/columns.h"
#include "store/country_codes.h"
#include "store/export/export.h"

namespace carkeys::serve {

struct ServiceOptions {
  std::string database;
  std::string review;  // file for reviewed records; empty: none
  Safety safety;
  std::size_t threads = 2;
};

// The database as it was at one moment.
struct Snapshot {
  store::Columns columns;
  std::string revision;
};

class Service : public Handler {
 public:
  // `pipeline` must outlive the service. Errors: bad_input for the database, bad_resource.
  static Result<std::unique_ptr<Service>> start(const Pipeline& pipeline, ServiceOptions options);
  ~Service() override;

  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;
  Service(Service&&) = delete;
  Service& operator=(Service&&) = delete;

  std::optional<Answer> refuse(const Request& request) override;
  void answer(Request request, std::function<void(Answer)> done) override;
  bool produce(WorkQueue::Job job) override;

  // Looks for changes of the database until the service ends, and tells them. To be called once.
  void watch(std::function<void(std::string event)> tell);

  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;

  [[nodiscard]] const Pipeline& pipeline() const { return pipeline_; }

  [[nodiscard]] const ServiceOptions& options() const { return options_; }

  [[nodiscard]] const store::ForeignCodes& codes() const { return codes_; }

  // Empty where the server was started without.
  [[nodiscard]] ReviewFile& reviews() const { return reviews_; }

 private:
  Service(const Pipeline& pipeline, ServiceOptions options, store::ForeignCodes codes);

  Result<void> load(store::Database& database);
  void look_for_changes(store::Database& database, const std::function<void(std::string)>& tell);
  // An answer that was given before and still holds; nullptr: none.
  std::shared_ptr<const Answer> remembered(const std::string& target);
  void remember(const std::string& target, const std::string& revision, const Answer& answer);

  const Pipeline& pipeline_;
  ServiceOptions options_;
  store::ForeignCodes codes_;
  mutable ReviewFile reviews_;  // has its own lock
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::map<std::string, std::shared_ptr<const Answer>> answers_;  // of this snapshot, by target
  std::size_t answer_bytes_ = 0;
  bool ended_ = false;
  std::condition_variable ending_;
  std::thread watcher_;
  WorkQueue quick_{256};
  WorkQueue slow_{16};  // coding, long bodies
};

// An event for streams: "changed" with the numbers of this state of the database.
std::string change_event(const Snapshot& snapshot);

}  // namespace carkeys::serve
