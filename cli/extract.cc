// SPDX-License-Identifier: Apache-2.0
// car-keys extract: articles out of pages, feeds and archives, as JSON Lines or, for checking, as a
// view of what was kept and what was left out.
#include <memory>

#include "commands.h"
#include "exit_code.h"
#include "interrupt.h"
#include "output.h"
#include "pipeline/article_line.h"
#include "pipeline/page_view.h"
#include "reporter.h"
#include "run_arguments.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  RunArguments run;
  std::string format = "jsonl";
};

int extract_lines(const RunArguments& arguments, const Pipeline& pipeline) {
  RunOptions options;
  options.any_language = true;
  options.work = [](const Article& article, analysis::Workspace& /*workspace*/) -> Result<Product> {
    return Product{pipeline::article_line(article), {}, 0};
  };
  options.deliver = [](const Article& /*article*/, const Product& product) {
    return write_output(product.text);
  };
  return run_articles(arguments, pipeline, options, [] { return Result<void>(); });
}

// The views of all pages among the items; texts have nothing to leave out.
Result<void> print_views(ingest::Reader& reader,
                         const Pipeline& pipeline,
                         Counters& counters,
                         StderrReporter& reporter) {
  if (Result<void> begun = write_output(pipeline::page_views_begin()); !begun) {
    return begun;
  }
  while (auto item = reader.next()) {
    if (!*item) {
      counters.interrupted = item->error().code == ErrorCode::interrupted;
      if (counters.interrupted) {
        break;
      }
      ++counters.failed;
      reporter.failed(item->error());
      continue;
    }
    ++counters.articles;
    if ((*item)->form != RawForm::html) {
      continue;
    }
    const std::string view = pipeline::page_view((*item)->citation, pipeline.read_page(**item));
    if (Result<void> written = write_output(view); !written) {
      return written;
    }
  }
  return write_output(pipeline::page_views_end());
}

int extract_views(const RunArguments& arguments, const Pipeline& pipeline) {
  Result<std::vector<std::string>> sources = arguments.sources_or_stdin();
  if (!sources) {
    return fail(sources.error());
  }
  ingest::Reader reader(std::move(*sources), watch_interrupts());
  StderrReporter reporter(arguments.quiet, false);
  Counters counters;
  const Result<void> printed = print_views(reader, pipeline, counters, reporter);
  return printed ? exit_code_of(counters) : fail(printed.error());
}

int extract(const Arguments& arguments) {
  PipelineOptions pipeline_options = arguments.run.resources.options();
  pipeline_options.models = false;
  const auto pipeline = Pipeline::load(pipeline_options);
  if (!pipeline) {
    return fail(pipeline.error());
  }
  return arguments.format == "html" ? extract_views(arguments.run, *pipeline)
                                    : extract_lines(arguments.run, *pipeline);
}

}  // namespace

void register_extract(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  Command& command = line.command(
      "extract", "Finds the articles in pages, feeds and archives and prints them as JSON Lines");
  arguments->run.add_to(command);
  command
      .choice("--format",
              arguments->format,
              {"jsonl", "html"},
              "jsonl, or a page that shows what was kept and what was left out")
      .footer(
          "What it prints can be read by car-keys code. Articles in other languages than German "
          "and\n"
          "English are printed too.\n"
          "Examples:\n"
          "  car-keys extract page.html | car-keys code -\n"
          "  car-keys extract --format html page.html > check.html")
      .action([arguments] { return extract(*arguments); });
}

}  // namespace carkeys::cli
