// SPDX-License-Identifier: Apache-2.0
// car-keys relate: which kind of deed one phrase of a sentence does to another.
#include <memory>
#include <utility>

#include "base/files.h"
#include "commands.h"
#include "exit_code.h"
#include "interrupt.h"
#include "output.h"
#include "pipeline/pairs.h"
#include "reporter.h"
#include "run_arguments.h"

namespace carkeys::cli {
namespace {

// Answers the pairs of one source after the other, line by line.
class PairRun {
 public:
  PairRun(pipeline::PairAnswerer answerer, Reporter& reporter)
      : answerer_(std::move(answerer)), reporter_(reporter) {}

  // Reads one source to its end. Errors: cannot_write; what is wrong with the input is reported and
  // counted.
  Result<void> read(const std::string& source, const std::atomic<bool>* stop);

  [[nodiscard]] const Counters& counters() const { return counters_; }

 private:
  Result<void> take_lines(std::string& buffer, const std::string& source, std::int64_t& line);
  Result<void> take(std::string_view bytes, const std::string& source, std::int64_t line);
  void note(const Error& error);

  pipeline::PairAnswerer answerer_;
  Reporter& reporter_;
  Counters counters_;
};

void PairRun::note(const Error& error) {
  ++counters_.failed;
  reporter_.failed(error);
}

Result<void> PairRun::take(std::string_view bytes, const std::string& source, std::int64_t line) {
  if (bytes.find_first_not_of(" \t\r") == std::string_view::npos) {
    return {};
  }
  auto answer = answerer_.answer(bytes, source, line);
  if (!answer) {
    note(answer.error());
    return write_output(pipeline::unanswered(answer.error()));
  }
  counters_.sentences += answer->empty() ? 0 : 1;
  return write_output(*answer);
}

// The whole lines at the beginning of `buffer`, which are taken out of it.
Result<void> PairRun::take_lines(std::string& buffer,
                                 const std::string& source,
                                 std::int64_t& line) {
  std::size_t used = 0;
  for (std::size_t end = 0; (end = buffer.find('\n', used)) != std::string::npos; used = end + 1) {
    const auto bytes = std::string_view(buffer).substr(used, end - used);
    if (Result<void> taken = take(bytes, source, ++line); !taken) {
      return taken;
    }
  }
  buffer.erase(0, used);
  return {};
}

Result<void> PairRun::read(const std::string& source, const std::atomic<bool>* stop) {
  const std::string name = source == "-" ? "stdin" : source;
  Result<FileReader> file = FileReader::open(source, stop);
  if (!file) {
    note(file.error());
    return {};
  }
  std::string buffer;
  std::int64_t line = 0;
  while (!counters_.interrupted) {
    const Result<std::size_t> got = file->read_some(buffer);
    if (!got && got.error().code == ErrorCode::interrupted) {
      counters_.interrupted = true;
    } else if (!got) {
      note(got.error());
    }
    if (got.value_or(0) == 0) {
      break;
    }
    if (Result<void> taken = take_lines(buffer, name, line); !taken) {
      return taken;
    }
    counters_.interrupted = stop->load();
  }
  return counters_.interrupted ? Result<void>() : take(buffer, name, ++line);
}

int exit_code_of_pairs(const Counters& counters) {
  if (counters.interrupted) {
    return exit_interrupted;
  }
  if (counters.failed > 0) {
    return counters.sentences > 0 ? exit_some_failed : exit_nothing_read;
  }
  return exit_done;
}

int relate(const RunArguments& arguments) {
  const auto defaults = arguments.defaults();
  if (!defaults) {
    return fail(defaults.error());
  }
  const auto sources = arguments.sources_or_stdin();
  if (!sources) {
    return fail(sources.error());
  }
  const auto pipeline = Pipeline::load(arguments.resources.options());
  if (!pipeline) {
    return fail(pipeline.error());
  }
  const std::atomic<bool>* stop = watch_interrupts();
  StderrReporter reporter(arguments.quiet, arguments.progress);
  PairRun run(pipeline::PairAnswerer(*pipeline, *defaults), reporter);
  for (const std::string& source : *sources) {
    if (const auto read = run.read(source, stop); !read) {
      return fail(read.error());
    }
  }
  reporter.summary(run.counters());
  return exit_code_of_pairs(run.counters());
}

}  // namespace

void register_relate(CommandLine& line) {
  auto arguments = std::make_shared<RunArguments>();
  Command& command =
      line.command("relate", "Says which kind of deed one phrase of a sentence does to another");
  command
      .positional("FILES",
                  arguments->sources,
                  "tables with the columns sentence, source and target (in this order or under a "
                  "header), or JSON Lines with text, source and target; - or nothing is standard "
                  "input")
      .choice("--lang", arguments->language, {"auto", "de", "en"}, "language of the texts")
      .option("--date", arguments->date, "YYYY-MM-DD", "day (or YYYY-MM) of the texts")
      .flag("--quiet", arguments->quiet, "print errors only");
  arguments->resources.add_to(command);
  command
      .footer(
          "Example: printf 'Peru accused Chile.\\tPeru\\tChile\\n' | car-keys relate --lang en -")
      .action([arguments] { return relate(*arguments); });
}

}  // namespace carkeys::cli
