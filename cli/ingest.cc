// SPDX-License-Identifier: Apache-2.0
// car-keys ingest: articles into a database, those that are new.
#include <memory>

#include <fmt/format.h>

#include "commands.h"
#include "database.h"
#include "exit_code.h"
#include "interrupt.h"
#include "run_arguments.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  RunArguments run;
  std::string database;
  bool again = false;
};

void print_summary(const store::Changes& changes, std::size_t skipped) {
  fmt::print(stderr,
             "car-keys: {} articles added, {} coded anew, {} were there\n",
             changes.added,
             changes.replaced,
             changes.unchanged + skipped);
}

int run(const Arguments& arguments) {
  if (const auto defaults = arguments.run.defaults(); !defaults) {
    return fail(defaults.error());
  }
  watch_interrupts();  // loading takes a while on a busy machine
  const auto pipeline_options = arguments.run.pipeline_options();
  if (!pipeline_options) {
    return fail(pipeline_options.error());
  }
  Result<Pipeline> pipeline = Pipeline::load(*pipeline_options);
  if (!pipeline) {
    return fail(pipeline.error());
  }
  auto opened = open_database(arguments.database, *pipeline_options);
  if (!opened) {
    return fail(opened.error());
  }
  store::DatabaseSink& database = **opened;
  const auto skip = [&](const Article& article) {
    return !arguments.again && database.holds(article);
  };
  std::size_t skipped = 0;
  RunOptions options;
  options.work = [&](const Article& article, analysis::Workspace& workspace) -> Result<Product> {
    if (skip(article)) {
      return Product{};
    }
    CARKEYS_TRY(CodedArticle coded, pipeline->code(article, workspace));
    return Product{{}, std::move(coded.coding), coded.document.sentences.size()};
  };
  options.deliver = [&](const Article& article, const Product& product) -> Result<void> {
    if (skip(article)) {
      ++skipped;
      return {};
    }
    return database.write(article, product.coding);
  };
  return run_articles(arguments.run, *pipeline, options, [&] {
    Result<void> finished = database.finish();
    if (finished && !arguments.run.quiet) {
      print_summary(database.changes(), skipped);
    }
    return finished;
  });
}

}  // namespace

void register_ingest(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  Command& command = line.command("ingest", "Codes articles into a database");
  command.required_positional(
      "DB", arguments->database, "SQLite database; made where there is none");
  arguments->run.add_to(command);
  arguments->run.add_confidence_to(command);
  command
      .flag("--again",
            arguments->again,
            "code articles again that are there, coded with the same models and lexicon")
      .footer(
          "Articles that the database holds, coded by this version with the same models, lexicon\n"
          "and options, are passed over; so an interrupted run goes on where it stopped.\n"
          "Examples:\n"
          "  car-keys ingest news.db articles/\n"
          "  car-keys ingest news.db --jobs 4 feed.jsonl")
      .action([arguments] { return run(*arguments); });
}

}  // namespace carkeys::cli
