// SPDX-License-Identifier: Apache-2.0
// car-keys code: articles in, records out.
#include <memory>

#include "commands.h"
#include "database.h"
#include "exit_code.h"
#include "interrupt.h"
#include "output.h"
#include "run_arguments.h"
#include "store/sink.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  RunArguments run;
  std::string format;  // empty: depends on where standard output goes
  std::string database;
};

store::TextFormat format_of(const std::string& name) {
  if (name.empty()) {
    return output_is_terminal() ? store::TextFormat::pretty : store::TextFormat::jsonl;
  }
  return name == "pretty" ? store::TextFormat::pretty : store::TextFormat::jsonl;
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
  std::unique_ptr<store::RecordSink> database;
  if (!arguments.database.empty()) {
    auto opened = open_database(arguments.database, *pipeline_options);
    if (!opened) {
      return fail(opened.error());
    }
    database = std::move(*opened);
  }
  const store::TextFormat format = format_of(arguments.format);
  const store::TextOptions text_options{colours_wanted()};
  RunOptions options;
  options.work = [&](const Article& article, analysis::Workspace& workspace) -> Result<Product> {
    CARKEYS_TRY(CodedArticle coded, pipeline->code(article, workspace));
    std::string text = store::format_text(format, text_options, article, coded.coding);
    return Product{std::move(text), std::move(coded.coding), coded.document.sentences.size()};
  };
  options.deliver = [&](const Article& article, const Product& product) -> Result<void> {
    if (Result<void> written = write_output(product.text); !written) {
      return written;
    }
    return database ? database->write(article, product.coding) : Result<void>();
  };
  return run_articles(arguments.run, *pipeline, options, [&]() -> Result<void> {
    return database ? database->finish() : Result<void>();
  });
}

}  // namespace

void register_code(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  Command& command = line.command("code", "Reads articles and prints their records");
  arguments->run.add_to(command);
  arguments->run.add_confidence_to(command);
  command
      .choice("--format",
              arguments->format,
              {"jsonl", "pretty"},
              "form of the records; jsonl into a pipe or file, pretty on a terminal")
      .option(
          "--db", arguments->database, "FILE", "write the records into this SQLite database too")
      .footer(
          "A text file is one article; a JSON Lines file has one article a line, with the field "
          "text\n"
          "and optionally id, title, date, lang, url. A folder is read recursively in name order.\n"
          "Examples:\n"
          "  car-keys code article.txt --date 2023-03-13\n"
          "  car-keys code --db news.db --jobs 4 articles/ > records.jsonl")
      .action([arguments] { return run(*arguments); });
}

}  // namespace carkeys::cli
