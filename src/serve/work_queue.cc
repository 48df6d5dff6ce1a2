// SPDX-License-Identifier: Apache-2.0
#include "serve/work_queue.h"

#include <chrono>
#include <utility>

#include "store/schema.h"

namespace carkeys::serve {
namespace {

constexpr std::chrono::seconds longest_query{10};

}  // namespace

Result<store::Database> open_for_serving(const std::string& database) {
  CARKEYS_TRY(store::Database opened, store::open_for_reading(database));
  if (auto set = opened.execute("PRAGMA query_only=1; PRAGMA busy_timeout=5000;"
                                " PRAGMA mmap_size=1073741824");
      !set) {
    return tl::unexpected<Error>(std::move(set.error()));
  }
  return opened;
}

WorkQueue::~WorkQueue() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    jobs_.clear();
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

Result<void> WorkQueue::start(const std::string& database, std::size_t threads) {
  for (std::size_t i = 0; i < threads; ++i) {
    CARKEYS_TRY(store::Database opened, open_for_serving(database));
    databases_.push_back(std::move(opened));
  }
  for (store::Database& each : databases_) {
    threads_.emplace_back([this, &each] { work(each); });
  }
  return {};
}

bool WorkQueue::add(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (ended_ || jobs_.size() >= bound_) {
      return false;
    }
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void WorkQueue::work(store::Database& database) {
  while (true) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return ended_ || !jobs_.empty(); });
      if (ended_) {
        return;
      }
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    database.set_deadline(std::chrono::steady_clock::now() + longest_query);
    job(database);
  }
}

}  // namespace carkeys::serve
