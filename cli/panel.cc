// SPDX-License-Identifier: Apache-2.0
// car-keys panel: counts of a database by time and state or dyad.
#include "store/panel.h"

#include <memory>

#include <fmt/format.h>

#include "commands.h"
#include "database.h"
#include "exit_code.h"
#include "filter_arguments.h"
#include "output_file.h"
#include "run_arguments.h"
#include "store/schema.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  std::string database;
  std::string unit = "dyad-month";
  std::string key = "iso3";
  std::string dedup = "none";
  std::string output;
  bool quiet = false;
  FilterArguments filter;
  ResourceArguments resources;
};

store::PanelOptions options_of(const Arguments& arguments) {
  store::PanelOptions options;
  options.unit = arguments.unit == "dyad-month"  ? store::PanelUnit::dyad_month
                 : arguments.unit == "dyad-year" ? store::PanelUnit::dyad_year
                                                 : store::PanelUnit::state_year;
  options.key = store::code_system_from(arguments.key);  // iso3 is none: our own codes
  options.one_a_day = arguments.dedup == "one-a-day";
  options.filter = arguments.filter.filter();
  return options;
}

Result<void> panel(const Arguments& arguments) {
  CARKEYS_TRY(const resources::Lexicon lexicon, load_lexicon(arguments.resources.options()));
  CARKEYS_TRY(const store::CountryCodes codes, store::CountryCodes::load(lexicon));
  CARKEYS_TRY(store::Database database, store::open_for_reading(arguments.database));
  CARKEYS_TRY(OutputFile output, OutputFile::open(arguments.output));
  CARKEYS_TRY(
      const store::PanelCounts counts,
      store::write_panel(database, codes, options_of(arguments), [&](std::string_view bytes) {
        return output.write(bytes);
      }));
  if (auto kept = output.keep(); !kept) {
    return kept;
  }
  if (!arguments.quiet) {
    fmt::print(
        stderr,
        "car-keys: lines {}; {} of {} counted, {} repeated, {} without a time, {} before the first "
        "article (--since counts them), {} with a side that is no state of {}\n",
        counts.lines,
        counts.counted,
        counts.counted + counts.repeated + counts.undated + counts.before + counts.no_state,
        counts.repeated,
        counts.undated,
        counts.before,
        counts.no_state,
        arguments.key);
  }
  return {};
}

}  // namespace

void register_panel(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  Command& command =
      line.command("panel", "Counts records by time and state or dyad, zeros included");
  command.required_positional("DB", arguments->database, "database of car-keys")
      .choice("--unit",
              arguments->unit,
              {"dyad-month", "dyad-year", "state-year"},
              "what a line of the panel is")
      .choice("--key", arguments->key, {"iso3", "cow", "gw"}, "how states are named, by day")
      .choice("--dedup",
              arguments->dedup,
              {"none", "one-a-day"},
              "one-a-day: the same category between the same two on one day counts once")
      .option("-o,--output", arguments->output, "FILE", "where to; else standard output")
      .flag("--quiet", arguments->quiet, "say nothing but errors");
  arguments->filter.add_to(command);
  arguments->resources.add_to(command);
  command
      .footer(
          "Example:\n"
          "  car-keys panel news.db --unit dyad-month --key cow --since 2020 -o dyads.csv")
      .action([arguments] {
        const auto done = panel(*arguments);
        return done ? static_cast<int>(exit_done) : fail(done.error());
      });
}

}  // namespace carkeys::cli
