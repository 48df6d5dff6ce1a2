// SPDX-License-Identifier: Apache-2.0
// car-keys query: records of a database, by what they say or by SQL.
#include <memory>

#include <fmt/format.h>

#include "commands.h"
#include "database.h"
#include "exit_code.h"
#include "filter_arguments.h"
#include "output.h"
#include "run_arguments.h"
#include "store/schema.h"
#include "store/sink.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  std::string database;
  std::string sql;
  std::string format;  // empty: depends on where standard output goes
  unsigned limit = 0;
  bool count = false;
  bool quiet = false;
  FilterArguments filter;
};

// A cell of a line of tabs.
void add_cell(std::string_view text, std::string& out) {
  for (const char letter : text) {
    out += letter == '\t' || letter == '\n' || letter == '\r' ? ' ' : letter;
  }
}

// The cells of the row, or the names of the columns.
void add_line(const store::Statement& rows, bool names, std::string& out) {
  for (int column = 0; column < rows.columns(); ++column) {
    out += column == 0 ? "" : "\t";
    if (names) {
      add_cell(rows.column_name(column), out);
    } else {
      add_cell(rows.text_at(column), out);
    }
  }
  out += '\n';
}

Result<void> run_sql(const Arguments& arguments) {
  CARKEYS_TRY(store::Database database, store::open_for_reading(arguments.database));
  auto rows = database.prepare(arguments.sql);
  if (!rows) {
    return failure(ErrorCode::bad_usage, rows.error().message);
  }
  if (!rows->only_reads() || rows->columns() == 0) {
    return failure(ErrorCode::bad_usage, "--sql takes one statement that reads");
  }
  std::string out;
  add_line(*rows, true, out);
  while (true) {
    CARKEYS_TRY(const bool there, rows->next());
    if (!there) {
      return write_output(out);
    }
    add_line(*rows, false, out);
    constexpr std::size_t enough = 1 << 16;
    if (out.size() > enough) {
      if (auto written = write_output(out); !written) {
        return written;
      }
      out.clear();
    }
  }
}

struct Found {
  std::size_t records = 0;
  std::size_t printed = 0;
};

// Prints an article's records as far as the limit goes.
Result<void> print_article(const Arguments& arguments, store::StoredArticle& stored, Found& found) {
  auto& records = stored.coding.records;
  found.records += records.size();
  if (arguments.limit > 0 && found.printed + records.size() > arguments.limit) {
    records.resize(arguments.limit - found.printed);
  }
  found.printed += records.size();
  if (arguments.count || records.empty()) {
    return {};
  }
  const bool pretty =
      arguments.format.empty() ? output_is_terminal() : arguments.format == "pretty";
  return write_output(
      pretty ? store::pretty(stored.article, stored.coding, {colours_wanted()})
             : store::jsonl(stored.article, stored.coding, {stored.coder, stored.codebook}));
}

Result<void> print_end(const Arguments& arguments, store::Database& database, const Found& found) {
  if (arguments.count) {
    return write_output(fmt::format("{}\n", found.records));
  }
  if (!arguments.quiet) {
    CARKEYS_TRY(const std::int64_t all, store::count_records(database));
    fmt::print(
        stderr,
        "car-keys: {} records found in {}{}\n",
        found.records,
        all,
        found.printed < found.records ? fmt::format(", {} printed (--limit)", found.printed) : "");
  }
  return {};
}

Result<void> print_records(const Arguments& arguments) {
  CARKEYS_TRY(store::Database database, store::open_for_reading(arguments.database));
  CARKEYS_TRY(auto articles, store::StoredArticles::open(database, arguments.filter.filter()));
  Found found;
  while (true) {
    CARKEYS_TRY(auto stored, articles.next());
    if (!stored) {
      return print_end(arguments, database, found);
    }
    if (auto printed = print_article(arguments, *stored, found); !printed) {
      return printed;
    }
  }
}

}  // namespace

void register_query(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  Command& command = line.command("query", "Finds records in a database");
  command.required_positional("DB", arguments->database, "database of car-keys")
      .option("--sql",
              arguments->sql,
              "STATEMENT",
              "a statement that reads; prints tab-separated lines with a header")
      .choice("--format",
              arguments->format,
              {"jsonl", "pretty"},
              "form of the records; jsonl into a pipe or file, pretty on a terminal")
      .option("--limit", arguments->limit, "N", "print at most so many records")
      .flag("--count", arguments->count, "print only how many there are")
      .flag("--quiet", arguments->quiet, "say nothing but errors");
  arguments->filter.add_to(command);
  command
      .footer(
          "Examples:\n"
          "  car-keys query news.db --actor PER --event ACCUSE,THREATEN --since 2024-02\n"
          "  car-keys query news.db --claimant /GOV --status alleged,denied,disputed\n"
          "  car-keys query news.db --sql 'SELECT * FROM v_dyad_month'")
      .action([arguments] {
        const auto done = arguments->sql.empty() ? print_records(*arguments) : run_sql(*arguments);
        return done ? static_cast<int>(exit_done) : fail(done.error());
      });
}

}  // namespace carkeys::cli
