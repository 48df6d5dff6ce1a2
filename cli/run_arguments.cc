// SPDX-License-Identifier: Apache-2.0
#include "run_arguments.h"

#include <algorithm>
#include <thread>
#include <utility>

#include <unistd.h>

#include "base/files.h"
#include "exit_code.h"
#include "interrupt.h"
#include "records/raw_item.h"
#include "reporter.h"

namespace carkeys::cli {

void ResourceArguments::add_to(Command& command) {
  command
      .option("--lexicon",
              lexicon_folder,
              "DIR",
              "folder of tables laid on top of the built-in lexicon")
      .option("--data",
              data_folder,
              "DIR",
              "folder of models and lexicon (else $CARKEYS_DATA, else share/car-keys)");
}

void RunArguments::add_to(Command& command) {
  command
      .positional(
          "FILES", sources, "texts, JSON Lines files and folders; - or nothing is standard input")
      .choice(
          "--lang", language, {"auto", "de", "en"}, "language of articles that do not name theirs")
      .option("--date", date, "YYYY-MM-DD", "day (or YYYY-MM) of articles that do not name theirs")
      .option("--jobs", jobs, "N", "threads; 0 is one for each core")
      .flag("--quiet", quiet, "print errors only")
      .flag("--progress", progress, "print on standard error how far it is")
      .option(
          "--report", report, "FILE", "write what failed or was left out, and why, as JSON Lines");
  resources.add_to(command);
}

void RunArguments::add_confidence_to(Command& command) {
  command.option("--min-confidence",
                 min_confidence,
                 "P",
                 "leave out records that are less sure, between 0 (none) and 1");
}

Result<PipelineOptions> RunArguments::pipeline_options() const {
  if (!(min_confidence >= 0 && min_confidence <= 1)) {
    return failure(ErrorCode::bad_usage, "--min-confidence is not between 0 and 1");
  }
  PipelineOptions options = resources.options();
  options.min_confidence = min_confidence;
  return options;
}

Result<article::Defaults> RunArguments::defaults() const {
  article::Defaults defaults;
  defaults.language = language_of(language);
  if (!date.empty()) {
    defaults.date = date_from(date);
    if (!defaults.date) {
      return failure(ErrorCode::bad_usage, "--date " + date + " is not YYYY-MM-DD or YYYY-MM");
    }
  }
  return defaults;
}

Result<std::vector<std::string>> RunArguments::sources_or_stdin() const {
  if (!sources.empty()) {
    return sources;
  }
  if (::isatty(STDIN_FILENO) == 1) {
    return failure(ErrorCode::bad_usage, "nothing to read: name FILES, or - for standard input");
  }
  return std::vector<std::string>{"-"};
}

Language language_of(const std::string& name) {
  return article::language_from(name);
}

int run_articles(const RunArguments& arguments,
                 const Pipeline& pipeline,
                 RunOptions options,
                 const std::function<Result<void>()>& finish) {
  Result<article::Defaults> defaults = arguments.defaults();
  if (!defaults) {
    return fail(defaults.error());
  }
  Result<std::vector<std::string>> sources = arguments.sources_or_stdin();
  if (!sources) {
    return fail(sources.error());
  }
  options.defaults = *defaults;
  options.stop = watch_interrupts();
  options.deliver = [deliver = std::move(options.deliver)](const Article& article,
                                                           const Product& product) {
    const WholeWrite whole;
    return deliver(article, product);
  };
  ingest::Reader reader(std::move(*sources), options.stop);
  StderrReporter reporter(arguments.quiet, arguments.progress, !arguments.report.empty());
  const unsigned jobs =
      arguments.jobs > 0 ? arguments.jobs : std::max(1U, std::thread::hardware_concurrency());
  const Result<Counters> counters = jobs == 1
                                        ? run_serial(pipeline, reader, options, reporter)
                                        : run_parallel(pipeline, reader, options, reporter, jobs);
  const WholeWrite whole;
  const Result<void> finished = finish();
  const Result<void> reported =
      arguments.report.empty() ? Result<void>() : write_file(arguments.report, reporter.report());
  if (!counters) {
    return fail(counters.error());
  }
  reporter.summary(*counters);
  if (!reported) {
    return fail(reported.error());
  }
  return finished ? exit_code_of(*counters) : fail(finished.error());
}

}  // namespace carkeys::cli
