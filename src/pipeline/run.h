// SPDX-License-Identifier: Apache-2.0
// Many items: read, worked on by one or several threads, delivered in the order of the input. The
// serial and the parallel run are two plain functions that deliver the same bytes. What is done
// with an article (coding, parsing) and where it goes is the caller's.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "analysis/analyser.h"
#include "article/finder.h"
#include "base/result.h"
#include "ingest/reader.h"
#include "pipeline/pipeline.h"
#include "records/article.h"
#include "records/record.h"

namespace carkeys {

// What work on one article yields.
struct Product {
  std::string text;  // for standard output
  Coding coding;     // for a database; may be empty
  std::size_t sentences = 0;
};

struct Counters {
  std::size_t articles = 0;          // worked on
  std::size_t empty = 0;             // items without a letter
  std::size_t withdrawn = 0;         // taken back by their source
  std::size_t unknown_language = 0;  // left out
  std::size_t failed = 0;            // items that could not be read or worked on
  std::size_t sentences = 0;
  std::size_t records = 0;
  bool model_missing = false;  // some failed because their language has no model
  bool interrupted = false;
};

// Told what happens, always from the thread that called the run.
class Reporter {
 public:
  Reporter() = default;
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;
  Reporter(Reporter&&) = delete;
  Reporter& operator=(Reporter&&) = delete;
  virtual ~Reporter() = default;

  virtual void warning(std::string_view text) = 0;
  virtual void failed(const Error& error) = 0;
  virtual void progress(const Counters& counters) = 0;
};

struct RunOptions {
  article::Defaults defaults;
  const std::atomic<bool>* stop = nullptr;  // true: finish what is begun and end
  bool any_language = false;  // work on articles in languages that cannot be analysed too
  // Called from several threads at once, each with its own Workspace.
  std::function<Result<Product>(const Article&, analysis::Workspace&)> work;
  // Called in the order of the input, from the thread that called the run. An error ends the run.
  std::function<Result<void>(const Article&, const Product&)> deliver;
  // Called likewise with the citation of a story that its source takes back. May be empty.
  std::function<Result<void>(const std::string&)> retract;
};

// Errors: what `deliver` returned.
Result<Counters> run_serial(const Pipeline& pipeline,
                            ingest::Reader& reader,
                            const RunOptions& options,
                            Reporter& reporter);
// With `jobs` threads besides the caller's; holds a bounded number of items at a time.
Result<Counters> run_parallel(const Pipeline& pipeline,
                              ingest::Reader& reader,
                              const RunOptions& options,
                              Reporter& reporter,
                              unsigned jobs);

}  // namespace carkeys
