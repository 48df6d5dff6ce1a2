// SPDX-License-Identifier: Apache-2.0
// car-keys export: records of a database in the forms of other data sets and tools.
#include "store/export/export.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "base/files.h"
#include "commands.h"
#include "database.h"
#include "exit_code.h"
#include "filter_arguments.h"
#include "interrupt.h"
#include "output_file.h"
#include "run_arguments.h"
#include "store/schema.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  std::string database;
  std::string format = "csv";
  std::string output;
  std::string claims;
  std::string include;
  bool german_excel = false;
  bool quiet = false;
  FilterArguments filter;
  ResourceArguments resources;
};

Result<store::ExportOptions> options_of(const Arguments& arguments) {
  const std::set<std::string, std::less<>> known = {"claimed",
                                                    "alleged",
                                                    "denied",
                                                    "disputed",
                                                    "negation",
                                                    "future",
                                                    "hypothetical",
                                                    "historical"};
  store::ExportOptions options;
  for (const std::string& name : parts_of(arguments.include)) {
    if (!known.contains(name)) {
      return failure(ErrorCode::bad_usage,
                     fmt::format("--include knows {}, not {}", fmt::join(known, ", "), name));
    }
    options.include.insert(name);
  }
  if (arguments.german_excel) {
    options.separator = ';';
    options.decimal = ',';
    options.byte_order_mark = true;
  }
  return options;
}

// Standard output, a file, or a folder for forms that need one.
class Destination {
 public:
  // Errors: bad_usage for a folder without a name, cannot_write.
  static Result<Destination> open(const std::string& path, bool folder) {
    if (folder && path.empty()) {
      return failure(ErrorCode::bad_usage, "this form makes a folder of files: name it with -o");
    }
    std::error_code error;
    if (folder && !std::filesystem::create_directories(path, error) && error) {
      return failure(ErrorCode::cannot_write, error.message(), path);
    }
    CARKEYS_TRY(OutputFile file, OutputFile::open(folder ? "" : path));
    return Destination(folder ? path : "", std::move(file));
  }

  Result<void> write(std::string_view bytes) { return file_.write(bytes); }

  Result<void> write_files(const std::vector<store::ExportedFile>& files) const {
    for (const store::ExportedFile& file : files) {
      const std::filesystem::path path = std::filesystem::path(folder_) / file.name;
      if (auto written = write_file(path.string(), file.bytes); !written) {
        return written;
      }
    }
    return {};
  }

  Result<void> keep() { return folder_.empty() ? file_.keep() : Result<void>(); }

 private:
  Destination(std::string folder, OutputFile file)
      : folder_(std::move(folder)), file_(std::move(file)) {}

  std::string folder_;  // empty: a file or standard output
  OutputFile file_;
};

// Writes everything; what it could not give to the form as facts goes to `claims`, if there is one.
Result<store::ExportCounts> write_records(store::StoredArticles& articles,
                                          store::Exporter& exporter,
                                          const store::ExportOptions& options,
                                          Destination& output,
                                          OutputFile* claims) {
  store::ExportCounts counts;
  const std::atomic<bool>& stop = *watch_interrupts();
  auto written = output.write(exporter.head());
  while (written) {
    CARKEYS_TRY(const auto stored, articles.next());
    if (!stored) {
      break;
    }
    if (stop.load()) {
      return failure(ErrorCode::interrupted, "interrupted; no file was written");
    }
    std::string out;
    std::string left;
    store::export_article(exporter, options, *stored, counts, {&out, &left});
    written = output.write(out);
    written = written ? output.write_files(exporter.take_files()) : std::move(written);
    written = written && claims != nullptr ? claims->write(left) : std::move(written);
  }
  written = written ? output.write(exporter.tail()) : std::move(written);
  if (!written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  return counts;
}

// Where claims go: as the user says, else beside a file; empty: nowhere.
std::string claims_path(const Arguments& arguments, const store::Exporter& exporter) {
  if (!arguments.claims.empty()) {
    return arguments.claims;
  }
  const bool beside = !arguments.output.empty() && !exporter.carries_claims();
  return beside ? arguments.output + ".claims.jsonl" : "";
}

void print_counts(const store::ExportCounts& counts, const std::string& claims) {
  const auto left = counts.omitted[static_cast<std::size_t>(store::Omission::no_fact)];
  fmt::print(stderr,
             "car-keys: {}{}\n",
             store::describe(counts),
             left > 0 && !claims.empty() ? "; what are no facts: " + claims : "");
}

Result<void> export_records(const Arguments& arguments) {
  CARKEYS_TRY(const store::ExportOptions options, options_of(arguments));
  CARKEYS_TRY(const resources::Lexicon lexicon, load_lexicon(arguments.resources.options()));
  CARKEYS_TRY(const store::ForeignCodes codes, store::ForeignCodes::load(lexicon));
  const auto exporter = store::make_exporter(arguments.format, codes, options);
  CARKEYS_TRY(store::Database database, store::open_for_reading(arguments.database));
  CARKEYS_TRY(auto articles, store::StoredArticles::open(database, arguments.filter.filter()));
  CARKEYS_TRY(Destination output, Destination::open(arguments.output, exporter->makes_folder()));
  const std::string beside = claims_path(arguments, *exporter);
  std::optional<OutputFile> claims;
  if (!beside.empty()) {
    CARKEYS_TRY(claims, OutputFile::open(beside));
  }
  CARKEYS_TRY(const store::ExportCounts counts,
              write_records(articles, *exporter, options, output, claims ? &*claims : nullptr));
  // The claims first: a file of facts never stands alone.
  auto kept = claims ? claims->keep() : Result<void>();
  kept = kept ? output.keep() : std::move(kept);
  if (kept && !arguments.quiet) {
    print_counts(counts, beside);
  }
  return kept;
}

}  // namespace

void register_export(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  Command& command =
      line.command("export", "Writes records of a database in the form of other data");
  command.required_positional("DB", arguments->database, "database of car-keys")
      .choice("-f,--format", arguments->format, store::export_formats(), "form of the file")
      .option("-o,--output", arguments->output, "FILE", "where to; else standard output")
      .option("--claims",
              arguments->claims,
              "FILE",
              "where claims, denials and plans go that the form has no place for, as JSON Lines; "
              "beside -o FILE this is FILE.claims.jsonl")
      .option("--include",
              arguments->include,
              "NAME,...",
              "take these for facts in a form that cannot tell them apart: claimed, alleged, "
              "denied, disputed, negation, future, hypothetical, historical")
      .flag("--german-excel",
            arguments->german_excel,
            "csv with semicolons, decimal commas and a byte order mark")
      .flag("--quiet", arguments->quiet, "say nothing but errors");
  arguments->filter.add_to(command);
  arguments->resources.add_to(command);
  command
      .footer(
          "Forms that cannot say who claims what (plover, gdelt, icews, phoenix, polecat, acled)\n"
          "get facts only: reported or confirmed, and not negated, planned or long past.\n"
          "Examples:\n"
          "  car-keys export news.db -f csv -o news.csv --german-excel\n"
          "  car-keys export news.db -f icews --since 2024 > events.tab")
      .action([arguments] {
        const auto done = export_records(*arguments);
        return done ? static_cast<int>(exit_done) : fail(done.error());
      });
}

}  // namespace carkeys::cli
