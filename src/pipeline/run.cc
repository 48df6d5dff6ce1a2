// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace carkeys {
namespace {

// One item after work, as it waits for its turn to be delivered.
struct Outcome {
  article::Finding finding;
  std::optional<Error> error;
  Product product;
};

bool is_stopped(const RunOptions& options) {
  return options.stop != nullptr && options.stop->load();
}

Outcome work_on(Result<RawItem> item,
                const Pipeline& pipeline,
                const RunOptions& options,
                analysis::Workspace& workspace) {
  Outcome outcome;
  if (!item) {
    outcome.error = std::move(item.error());
    return outcome;
  }
  outcome.finding = pipeline.find(std::move(*item), options.defaults);
  if (outcome.finding.outcome == article::Outcome::unknown_language && options.any_language) {
    outcome.finding.outcome = article::Outcome::found;
  }
  if (outcome.finding.outcome != article::Outcome::found) {
    return outcome;
  }
  Result<Product> product = options.work(outcome.finding.article, workspace);
  if (product) {
    outcome.product = std::move(*product);
  } else {
    outcome.error = std::move(product.error());
    outcome.error->message = outcome.finding.article.citation + ": " + outcome.error->message;
  }
  return outcome;
}

void report_failure(const Error& error, Counters& counters, Reporter& reporter) {
  if (error.code == ErrorCode::interrupted) {
    counters.interrupted = true;
    return;
  }
  ++counters.failed;
  counters.model_missing = counters.model_missing || error.code == ErrorCode::bad_resource;
  reporter.failed(error);
}

Result<void> deliver(const Outcome& outcome,
                     const RunOptions& options,
                     Counters& counters,
                     Reporter& reporter) {
  for (const std::string& warning : outcome.finding.warnings) {
    reporter.warning(warning);
  }
  const Article& article = outcome.finding.article;
  if (outcome.error) {
    report_failure(*outcome.error, counters, reporter);
    return {};
  }
  if (outcome.finding.outcome == article::Outcome::empty) {
    ++counters.empty;
    return {};
  }
  if (outcome.finding.outcome == article::Outcome::withdrawn) {
    ++counters.withdrawn;
    reporter.warning(article.citation + ": withdrawn by its source");
    return options.retract ? options.retract(article.citation) : Result<void>();
  }
  if (outcome.finding.outcome == article::Outcome::unknown_language) {
    ++counters.unknown_language;
    reporter.warning(
        article.citation +
        ": neither German nor English as far as one can tell, left out (--lang decides)");
    return {};
  }
  if (Result<void> delivered = options.deliver(article, outcome.product); !delivered) {
    return delivered;
  }
  ++counters.articles;
  counters.sentences += outcome.product.sentences;
  counters.records += outcome.product.coding.records.size();
  reporter.progress(counters);
  return {};
}

// What the threads of a parallel run share. Items are numbered as they are read; outcome number n
// waits in slot n modulo the number of slots, so there are never more outcomes than slots.
class Crew {
 public:
  Crew(const Pipeline& pipeline, ingest::Reader& reader, const RunOptions& options, unsigned jobs)
      : pipeline_(pipeline), reader_(reader), options_(options), slots_(std::size_t{jobs} * 4) {}

  // The loop of one thread.
  void work() {
    analysis::Workspace workspace;
    std::uint64_t number = 0;
    while (auto item = take(number)) {
      put(number, work_on(std::move(*item), pipeline_, options_, workspace));
    }
  }

  // The next outcome in order; nullopt at the end.
  std::optional<Outcome> next() {
    std::unique_lock lock(mutex_);
    auto& slot = slots_[delivered_ % slots_.size()];
    filled_.wait(lock, [&] { return slot.has_value() || total_ == delivered_; });
    if (!slot) {
      return std::nullopt;
    }
    std::optional<Outcome> outcome = std::exchange(slot, std::nullopt);
    ++delivered_;
    lock.unlock();
    freed_.notify_all();
    return outcome;
  }

  // Makes the threads end soon, whatever they have.
  void abandon() {
    {
      const std::scoped_lock lock(mutex_);
      abandoned_ = true;
    }
    freed_.notify_all();
  }

  [[nodiscard]] bool interrupted() const { return interrupted_; }

 private:
  std::optional<Result<RawItem>> read_unless_stopped() {
    interrupted_ = is_stopped(options_);
    if (interrupted_ || is_abandoned()) {
      return std::nullopt;
    }
    return reader_.next();
  }

  std::optional<Result<RawItem>> take(std::uint64_t& number) {
    const std::scoped_lock reading(reader_mutex_);
    if (ended_) {
      return std::nullopt;
    }
    number = next_number_;
    auto item = read_unless_stopped();
    if (item && !*item && item->error().code == ErrorCode::interrupted) {
      interrupted_ = true;
    } else if (item) {
      ++next_number_;
      return item;
    }
    ended_ = true;
    {
      const std::scoped_lock lock(mutex_);
      total_ = number;
    }
    filled_.notify_all();
    return std::nullopt;
  }

  void put(std::uint64_t number, Outcome outcome) {
    {
      std::unique_lock lock(mutex_);
      freed_.wait(lock, [&] { return abandoned_ || number < delivered_ + slots_.size(); });
      if (abandoned_) {
        return;
      }
      slots_[number % slots_.size()] = std::move(outcome);
    }
    filled_.notify_all();
  }

  bool is_abandoned() {
    const std::scoped_lock lock(mutex_);
    return abandoned_;
  }

  const Pipeline& pipeline_;
  ingest::Reader& reader_;
  const RunOptions& options_;

  std::mutex reader_mutex_;  // guards reader_ and the three below
  std::uint64_t next_number_ = 0;
  bool ended_ = false;
  std::atomic<bool> interrupted_ = false;

  std::mutex mutex_;  // guards what follows
  std::condition_variable filled_;
  std::condition_variable freed_;
  std::vector<std::optional<Outcome>> slots_;
  std::uint64_t delivered_ = 0;
  std::optional<std::uint64_t> total_;
  bool abandoned_ = false;
};

}  // namespace

Result<Counters> run_serial(const Pipeline& pipeline,
                            ingest::Reader& reader,
                            const RunOptions& options,
                            Reporter& reporter) {
  Counters counters;
  analysis::Workspace workspace;
  while (!counters.interrupted) {
    if (is_stopped(options)) {
      counters.interrupted = true;
      break;
    }
    auto item = reader.next();
    if (!item) {
      break;
    }
    const Outcome outcome = work_on(std::move(*item), pipeline, options, workspace);
    if (Result<void> delivered = deliver(outcome, options, counters, reporter); !delivered) {
      return tl::unexpected<Error>(delivered.error());
    }
  }
  return counters;
}

Result<Counters> run_parallel(const Pipeline& pipeline,
                              ingest::Reader& reader,
                              const RunOptions& options,
                              Reporter& reporter,
                              unsigned jobs) {
  Counters counters;
  Crew crew(pipeline, reader, options, jobs);
  std::vector<std::jthread> threads;
  threads.reserve(jobs);
  for (unsigned i = 0; i < jobs; ++i) {
    threads.emplace_back([&crew] { crew.work(); });
  }
  while (const auto outcome = crew.next()) {
    if (Result<void> delivered = deliver(*outcome, options, counters, reporter); !delivered) {
      crew.abandon();
      return tl::unexpected<Error>(delivered.error());
    }
  }
  counters.interrupted = counters.interrupted || crew.interrupted();
  return counters;
}

}  // namespace carkeys
