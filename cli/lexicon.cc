// SPDX-License-Identifier: Apache-2.0
// car-keys lexicon: dictionaries that users own, as tables to lay on top of the lexicon.
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "commands.h"
#include "exit_code.h"
#include "pipeline/pipeline.h"
#include "reporter.h"
#include "resources/import/dictionary_import.h"
#include "run_arguments.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  std::string action;
  std::vector<std::string> files;
  std::string format;
  std::string out;
  std::string unknown_category;
  bool quiet = false;
  ResourceArguments resources;
};

Result<void> check(const Arguments& arguments) {
  if (arguments.action != "import") {
    return failure(ErrorCode::bad_usage, "the only action is import");
  }
  if (arguments.format.empty() || arguments.out.empty() || arguments.files.empty()) {
    return failure(ErrorCode::bad_usage, "import needs --from, --out and FILES");
  }
  const std::string& category = arguments.unknown_category;
  if (!category.empty() && !category_from(category)) {
    return failure(ErrorCode::bad_usage, fmt::format("'{}' is no PLOVER category", category));
  }
  return {};
}

int import(const Arguments& arguments) {
  if (const auto checked = check(arguments); !checked) {
    return fail(checked.error());
  }
  const auto pipeline = Pipeline::load(arguments.resources.options());
  if (!pipeline) {
    return fail(pipeline.error());
  }
  const bool tabari = arguments.format == "tabari";
  resources::DictionaryImport dictionaries(
      pipeline->lexicon(),
      {tabari ? resources::DictionaryFormat::tabari : resources::DictionaryFormat::petrarch,
       arguments.unknown_category});
  for (const std::string& file : arguments.files) {
    if (const auto read = dictionaries.read(file); !read) {
      return fail(read.error());
    }
  }
  if (const auto written = dictionaries.write(arguments.out); !written) {
    return fail(written.error());
  }
  StderrReporter reporter(arguments.quiet, false);
  for (const std::string& line : dictionaries.left_out()) {
    reporter.warning(line);
  }
  reporter.warning(fmt::format("{} lines written below {}, {} left out",
                               dictionaries.lines_written(),
                               arguments.out,
                               dictionaries.left_out().size()));
  return exit_done;
}

}  // namespace

void register_lexicon(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  Command& command =
      line.command("lexicon", "Makes tables to lay on top of the lexicon out of dictionaries");
  command.required_positional("ACTION", arguments->action, "import")
      .positional("FILES", arguments->files, "dictionaries of actors, agents and verbs, any order")
      .choice("--from", arguments->format, {"petrarch", "tabari"}, "whose dictionaries they are")
      .option("--out", arguments->out, "DIR", "folder for the tables; give it to --lexicon later")
      .option("--unknown",
              arguments->unknown_category,
              "CATEGORY",
              "category of verbs whose code CAMEO does not have (else they are left out)")
      .flag("--quiet", arguments->quiet, "print errors only");
  arguments->resources.add_to(command);
  command
      .footer(
          "Example: car-keys lexicon import --from petrarch --out mine actors.txt verbs.txt\n"
          "         car-keys code --lexicon mine article.txt")
      .action([arguments] { return import(*arguments); });
}

}  // namespace carkeys::cli
