// SPDX-License-Identifier: Apache-2.0
// Threads that work off a bounded queue, each with a database connection of its own. A full queue
// takes nothing more: whoever comes then is told so at once instead of waiting without end.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace carkeys::serve {

class WorkQueue {
 public:
  using Job = std::function<void(store::Database&)>;

  explicit WorkQueue(std::size_t bound) : bound_(bound) {}

  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;
  WorkQueue(WorkQueue&&) = delete;
  WorkQueue& operator=(WorkQueue&&) = delete;
  // Ends the jobs that have begun and drops the others.
  ~WorkQueue();

  // Opens as many connections and starts as many threads. Errors: bad_input.
  Result<void> start(const std::string& database, std::size_t threads);

  // False: the queue is full, and the job will not be done.
  bool add(Job job);

 private:
  void work(store::Database& database);

  std::size_t bound_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  bool ended_ = false;
  std::deque<store::Database> databases_;
  std::vector<std::thread> threads_;
};

// A connection for a server: reads only, and does not wait long for programs that write.
Result<store::Database> open_for_serving(const std::string& database);

}  // namespace carkeys::serve
