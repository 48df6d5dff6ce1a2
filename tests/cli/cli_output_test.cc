// SPDX-License-Identifier: Apache-2.0
// Where records go: the same bytes each time, whole or not at all.
#include <filesystem>
#include <sstream>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <simdjson.h>
#include <sqlite3.h>

#include "program.h"

using namespace carkeys::testing;

namespace {

namespace fs = std::filesystem;

// `number` articles, German and English in turn, each with its own id.
std::string feed(std::size_t number) {
  std::string lines;
  for (std::size_t i = 0; i < number; ++i) {
    std::string text = i % 2 == 0 ? german_article() : english_article();
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; ++at) {
      text.replace(at, 1, "\\n");
    }
    lines += "{\"id\":\"a" + std::to_string(i) + "\",\"text\":\"" + text + "\"}\n";
  }
  return lines;
}

// The first column of the first row, as text.
std::string query(const std::string& database, const std::string& statement) {
  sqlite3* handle = nullptr;
  sqlite3_stmt* prepared = nullptr;
  std::string answer = "error";
  if (sqlite3_open_v2(database.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
      sqlite3_prepare_v2(handle, statement.c_str(), -1, &prepared, nullptr) == SQLITE_OK &&
      sqlite3_step(prepared) == SQLITE_ROW) {
    answer = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
  }
  sqlite3_finalize(prepared);
  sqlite3_close(handle);
  return answer;
}

std::vector<std::string> lines_of(const std::string& output) {
  std::vector<std::string> lines;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

bool all_lines_whole(const std::string& output) {
  simdjson::dom::parser parser;
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = output.find('\n', begin);
    if (end == std::string::npos ||
        parser.parse(output.substr(begin, end - begin)).error() != simdjson::SUCCESS) {
      return false;
    }
    begin = end + 1;
  }
  return true;
}

}  // namespace

TEST_CASE("the same bytes with one thread, with several, and again") {
  const std::string articles = feed(60);
  const Outcome serial = code({"--jobs", "1", "-"}, articles);
  CHECK(serial.code == 0);
  CHECK(count_lines(serial.out) >= 120);
  CHECK(code({"--jobs", "2", "-"}, articles).out == serial.out);
  CHECK(code({"--jobs", "5", "-"}, articles).out == serial.out);
  CHECK(code({"--jobs", "1", "-"}, articles).out == serial.out);
  CHECK(code({"-"}, articles).out == serial.out);
}

TEST_CASE("JSON Lines into a file, the readable view on demand") {
  const Outcome lines = code({"-"}, german_article());
  CHECK(all_lines_whole(lines.out));
  const Outcome pretty = code({"--format", "pretty", "-"}, german_article());
  CHECK(pretty.code == 0);
  CHECK_FALSE(contains(pretty.out, "\x1b["));
  CHECK_FALSE(pretty.out.starts_with("{"));
}

TEST_CASE("records less sure than asked for are left out") {
  const ScratchFolder folder;
  const auto article = folder.file("a.txt", german_article());
  const Outcome all = code({article, "--format", "jsonl"});
  simdjson::dom::parser parser;
  std::size_t sure = 0;
  for (const auto& line : lines_of(all.out)) {
    sure += static_cast<double>(parser.parse(line)["confidence"]) >= 0.5 ? 1 : 0;
  }
  const Outcome some = code({article, "--format", "jsonl", "--min-confidence", "0.5"});
  CHECK(some.code == 0);
  CHECK(count_lines(some.out) == sure);
  CHECK(sure < count_lines(all.out));
  const Outcome wrong = code({article, "--min-confidence", "1.5"});
  CHECK(wrong.code == 2);
  CHECK(contains(wrong.err, "--min-confidence"));
}

TEST_CASE("explain shows what the learned parts saw") {
  const Outcome shown =
      run({{"explain",
            "--features",
            "Die Opposition in Malawi protestierte. Sie forderte Neuwahlen von der Regierung."}});
  CHECK(shown.code == 0);
  CHECK(all_lines_whole(shown.out));
  CHECK(contains(shown.out, "\"kind\":\"side\""));
  CHECK(contains(shown.out, "\"kind\":\"record\""));
}

TEST_CASE("quiet says errors only") {
  const ScratchFolder folder;
  const std::string odd = folder.file("odd.txt", "Grüße \xFF\n\n" + german_article());
  CHECK_FALSE(code({odd}).err.empty());
  CHECK(code({"--quiet", odd}).err.empty());
  CHECK_FALSE(code({"--quiet", folder.path("none")}).err.empty());
  CHECK(contains(code({"--progress", odd}).err, "1 articles"));
}

TEST_CASE("a full disk or a closed pipe is exit code 6") {
  const Outcome full =
      run({.arguments = {"code"}, .input = german_article(), .output_path = "/dev/full"});
  CHECK(full.code == 6);
  CHECK(contains(full.err, "standard output: No space left"));
  const Outcome closed =
      run({.arguments = {"code"}, .input = german_article(), .close_output = true});
  CHECK(closed.code == 6);
  CHECK(contains(closed.err, "standard output: Broken pipe"));
}

TEST_CASE("a file that may not grow keeps whole records") {
  const ScratchFolder folder;
  const std::string path = folder.path("out.jsonl");
  const Outcome outcome = run({.arguments = {"code", "--jobs", "2"},
                               .input = feed(40),
                               .output_path = path,
                               .largest_file = 20000});
  CHECK(outcome.code == 6);
  const std::string kept = read_bytes(path);
  CHECK_FALSE(kept.empty());
  CHECK(all_lines_whole(kept));
}

TEST_CASE("a database that cannot be written is exit code 6 and nothing half-written") {
  const ScratchFolder folder;
  const Outcome nowhere = code({"--db", folder.path("none/x.db"), "-"}, german_article());
  CHECK(nowhere.code == 6);
  CHECK(contains(nowhere.err, "none/x.db"));
  const std::string database = folder.path("x.db");
  const Outcome full = run({.arguments = {"code", "--db", database},
                            .input = feed(1000),
                            .output_path = "/dev/null",
                            .largest_file = 200000});
  CHECK(full.code == 6);
  CHECK(contains(full.err, "x.db"));
  if (fs::exists(database)) {
    CHECK(query(database, "PRAGMA integrity_check") == "ok");
  }
  const std::string other =
      folder.file("text.db", "This is no database, and it has to stay as it is.");
  CHECK(code({"--db", other, "-"}, german_article()).code == 6);
  CHECK(read_bytes(other) == "This is no database, and it has to stay as it is.");
}

TEST_CASE("coding into a database again changes nothing") {
  const ScratchFolder folder;
  const std::string database = folder.path("x.db");
  CHECK(code({"--db", database, "-"}, feed(10)).code == 0);
  const std::string records = query(database, "SELECT count(*) FROM records");
  CHECK(std::stoi(records) >= 20);
  CHECK(code({"--db", database, "-"}, feed(10)).code == 0);
  CHECK(query(database, "SELECT count(*) FROM records") == records);
}

TEST_CASE("Ctrl-C leaves whole records, a sound database, and exit code 130") {
  for (const char* jobs : {"1", "2"}) {
    CAPTURE(jobs);
    const ScratchFolder folder;
    const std::string database = folder.path("x.db");
    const std::string articles = feed(40000);
    const Outcome outcome = run({.arguments = {"code", "--jobs", jobs, "--db", database},
                                 .input = articles,
                                 .interrupt_after_ms = 1500});
    CHECK(outcome.code == 130);
    CHECK(contains(outcome.err, "interrupted after"));
    CHECK(all_lines_whole(outcome.out));
    CHECK(query(database, "PRAGMA integrity_check") == "ok");
    CHECK(query(database, "SELECT count(*) FROM records") ==
          std::to_string(count_lines(outcome.out)));
  }
}

TEST_CASE("Ctrl-C does not wait for a very long article") {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += english_article();
  }
  for (int i = 0; i < 8; ++i) {
    text += text;
  }
  for (const char* jobs : {"1", "2"}) {
    CAPTURE(jobs);
    const Outcome outcome =
        run({.arguments = {"code", "--jobs", jobs}, .input = text, .interrupt_after_ms = 1000});
    CHECK(outcome.code == 130);
    CHECK(contains(outcome.err, "interrupted"));
    CHECK(outcome.out.empty());
    CHECK(outcome.wall_seconds < 30);  // unread it takes minutes
  }
}
