// SPDX-License-Identifier: Apache-2.0
// Arguments that commands which read articles have in common, and the run that they ask for.
#pragma once

#include <string>
#include <vector>

#include "args.h"
#include "base/result.h"
#include "pipeline/run.h"

namespace carkeys::cli {

// Where models and lexicon come from.
struct ResourceArguments {
  std::string data_folder;
  std::string lexicon_folder;

  void add_to(Command& command);

  [[nodiscard]] PipelineOptions options() const { return {data_folder, lexicon_folder, 0}; }
};

struct RunArguments {
  std::vector<std::string> sources;
  std::string language = "auto";
  std::string date;
  unsigned jobs = 0;  // 0: one for each core
  bool quiet = false;
  bool progress = false;
  std::string report;  // file that takes what failed and why; empty: none
  double min_confidence = 0;
  ResourceArguments resources;

  void add_to(Command& command);
  // --min-confidence, for commands that make records.
  void add_confidence_to(Command& command);
  // Errors: bad_usage.
  [[nodiscard]] Result<PipelineOptions> pipeline_options() const;
  // Errors: bad_usage.
  [[nodiscard]] Result<article::Defaults> defaults() const;
  // The sources, or standard input where there are none. Errors: bad_usage where that would wait
  // for a terminal.
  [[nodiscard]] Result<std::vector<std::string>> sources_or_stdin() const;
};

// The language that "auto", "de" or "en" names.
Language language_of(const std::string& name);

// Reads all sources, works on them in as many threads as wanted and prints what went wrong.
// `finish` runs at the end, also of an interrupted or failed run, and makes sure that all is kept.
// Returns the exit code.
int run_articles(const RunArguments& arguments,
                 const Pipeline& pipeline,
                 RunOptions options,
                 const std::function<Result<void>()>& finish);

}  // namespace carkeys::cli
