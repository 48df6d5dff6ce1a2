// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include "store/sample_coding.h"
#include "store/schema.h"
#include "store/sink.h"
#include "store/spellings.h"

using namespace carkeys;  // NOLINT(google-build-using-namespace)

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "carkeys_store_XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }

  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(Folder&&) = delete;

  ~Folder() { fs::remove_all(path_); }

  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), {}));
  }

 private:
  fs::path path_;
};

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

int add_row(void* out, int columns, char** values, char** /*names*/) {
  auto& text = *static_cast<std::string*>(out);
  for (int at = 0; at < columns; ++at) {
    text += at == 0 ? "" : "|";
    text += values[at] == nullptr ? "NULL" : values[at];
  }
  text += "\n";
  return 0;
}

// All rows of a query, cells separated by '|', rows by line ends.
std::string query(const std::string& path, const std::string& sql) {
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
  std::string out;
  const int code = sqlite3_exec(connection, sql.c_str(), add_row, &out, nullptr);
  CHECK_MESSAGE(code == SQLITE_OK, sqlite3_errmsg(connection));
  sqlite3_close(connection);
  return out;
}

void store_once(const std::string& path, const Article& article, const Coding& coding) {
  auto sink = store::sqlite_sink(path);
  REQUIRE_MESSAGE(sink.has_value(), (sink ? std::string() : sink.error().text()));
  REQUIRE((*sink)->write(article, coding).has_value());
  REQUIRE((*sink)->finish().has_value());
}

std::string error_of(const std::string& path) {
  const auto sink = store::sqlite_sink(path);
  REQUIRE_FALSE(sink.has_value());
  CHECK(sink.error().code == ErrorCode::cannot_write);
  CHECK(sink.error().origin == path);
  return sink.error().message;
}

}  // namespace

TEST_CASE("an article's records stand in the tables and the views") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  const Article article = store::sample::article();
  const Coding coding = store::sample::coding(article);
  store_once(path, article, coding);
  CHECK(folder.count() == 1);
  CHECK(query(path, "PRAGMA user_version; PRAGMA integrity_check; PRAGMA foreign_key_check") ==
        fmt::format("{}\nok\n", store::schema_version));
  CHECK(query(path, "SELECT citation, title, date, language, url FROM articles") ==
        "news/peru.txt|Streit \"ohne\" Ende|2023-03-13|de|NULL\n");
  CHECK(query(path,
              "SELECT kind, event, mode, actor, recipient, status, aux, date, country_code, text"
              " FROM v_events_flat ORDER BY kind, event") ==
        "event|COERCE|restrict|ECU/GOV|NULL|alleged|future|NULL|NULL|"
        "Peru wirft Ecuador vor,\nGrenzposten geschlossen zu haben.\n"
        "event|CONSULT|visit|PER/GOV|ECU/GOV|reported||2023-03-12|ECU|"
        "Señor Gómez reiste nach Quito.\n"
        "relation|NULL|member|---/UNK|UNO/UNK|reported||NULL|NULL|Beide sind Mitglied der UNO.\n");
  CHECK(query(path, "SELECT stance, claimant, cue_text, content, status FROM v_claims") ==
        "alleges|PER/GOV|wirft vor|COERCE ECU/GOV >|alleged\n");
  CHECK(query(path,
              "SELECT side, attribution, e.code, start, end FROM entities e JOIN records r ON"
              " r.number = e.record WHERE r.id = '" +
                  coding.records[1].id + "' ORDER BY side") ==
        "actor|0|ECU|42|49\nclaimant|1|PER|31|35\n");
  CHECK(query(path,
              "SELECT sequence, start, end, trigger_spans FROM evidence e JOIN records r ON"
              " r.number = e.record WHERE r.id = '" +
                  coding.records[1].id + "'") == "1|31|88|55-66,67-78\n2|89|117|89-94\n");
  CHECK(query(path, "SELECT rel, target_id FROM links") ==
        "same_event|" + coding.records[2].id + "\n");
}

TEST_CASE("every span in the database is its words in the article") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  const Article article = store::sample::article();
  store_once(path, article, store::sample::coding(article));
  CHECK(query(path,
              "SELECT count(*) FROM entities e JOIN records r ON r.number = e.record"
              " JOIN articles a ON a.number = r.article"
              " WHERE substr(a.text, e.start + 1, e.end - e.start) = e.entity_text") ==
        query(path, "SELECT count(*) FROM entities WHERE start IS NOT NULL"));
}

TEST_CASE("coding the same article again does not touch the file") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  const Article article = store::sample::article();
  const Coding coding = store::sample::coding(article);
  store_once(path, article, coding);
  const std::string before = bytes_of(path);
  store_once(path, article, coding);
  CHECK(bytes_of(path) == before);
}

TEST_CASE("an article coded otherwise is replaced, its neighbours stay") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  const Article article = store::sample::article();
  Article other = article;
  other.citation = "other.txt";
  Coding other_coding;
  other_coding.records = {store::sample::visit(other)};
  store_once(path, other, other_coding);
  Coding coding = store::sample::coding(article);
  store_once(path, article, coding);
  coding.records.erase(coding.records.begin());
  coding.records[0].status = Status::disputed;
  store_once(path, article, coding);
  CHECK(query(path, "SELECT citation, event, status FROM v_events_flat ORDER BY citation, kind") ==
        "news/peru.txt|COERCE|disputed\nnews/peru.txt|NULL|reported\nother.txt|CONSULT|reported\n");
  CHECK(query(path, "PRAGMA foreign_key_check").empty());
  CHECK(query(path, "SELECT count(*) FROM evidence") == "4\n");
}

TEST_CASE("more articles than one group holds, and an article without records") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  auto sink = store::sqlite_sink(path);
  REQUIRE(sink.has_value());
  Article article = store::sample::article();
  for (int number = 0; number < 600; ++number) {
    article.citation = fmt::format("{}.txt", number);
    const Coding coding = number % 3 == 0 ? Coding{} : store::sample::coding(article);
    REQUIRE((*sink)->write(article, coding).has_value());
  }
  CHECK(query(path, "SELECT count(*) >= 512 FROM articles") == "1\n");
  REQUIRE((*sink)->finish().has_value());
  CHECK(query(path, "SELECT count(*) FROM articles") == "600\n");
  CHECK(query(path, "SELECT count(*) FROM records") == "1200\n");
  CHECK((*sink)->changes().added == 600);
}

TEST_CASE("what is not committed is not there") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  const Article article = store::sample::article();
  {
    auto sink = store::sqlite_sink(path);
    REQUIRE(sink.has_value());
    REQUIRE((*sink)->write(article, store::sample::coding(article)).has_value());
  }
  CHECK(query(path, "SELECT count(*) FROM articles") == "0\n");
  CHECK(folder.count() == 1);
}

TEST_CASE("an article is known to the run that coded it, and to no other") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  const store::RunIdentity run{"de:1", "2", "min-confidence=0.5"};
  Article article = store::sample::article();
  {
    auto sink = store::sqlite_sink(path, run);
    REQUIRE(sink.has_value());
    CHECK_FALSE((*sink)->holds(article));
    REQUIRE((*sink)->write(article, store::sample::coding(article)).has_value());
    REQUIRE((*sink)->finish().has_value());
  }
  CHECK(query(path, "SELECT models, lexicon, options FROM runs") == "de:1|2|min-confidence=0.5\n");
  {
    auto sink = store::sqlite_sink(path, run);
    REQUIRE(sink.has_value());
    CHECK((*sink)->holds(article));
    article.date = Date{2020, 1, 1};
    CHECK_FALSE((*sink)->holds(article));
    article = store::sample::article();
  }
  auto sink = store::sqlite_sink(path, {"de:2", "2", ""});
  REQUIRE(sink.has_value());
  CHECK_FALSE((*sink)->holds(article));
  REQUIRE((*sink)->write(article, store::sample::coding(article)).has_value());
  REQUIRE((*sink)->finish().has_value());
  CHECK((*sink)->changes().unchanged == 1);
  CHECK(query(path, "SELECT r.models FROM articles a JOIN runs r ON r.number = a.run") == "de:2\n");
}

TEST_CASE("a search finds every spelling of German letters") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  Article article = store::sample::article();
  article.title = "Präsident und Großmächte";
  article.text = "Der PRÄSIDENT sprach. Die Maßnahmen. Señor Gómez.";
  store_once(path, article, {});
  for (const char* word : {"praesident",
                           "Präsident",
                           "prasident",
                           "grossmaechte",
                           "Großmächte",
                           "gomez",
                           "massnahmen",
                           "Maßn*"}) {
    const std::string found = query(
        path, fmt::format("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH '{}'", word));
    CHECK_MESSAGE(found == "1\n", word);
  }
  article.title = "Anderes";
  store_once(path, article, {});
  CHECK(query(path, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'grossmaechte'") ==
        "0\n");
  CHECK(query(path, "INSERT INTO articles_fts(articles_fts) VALUES ('integrity-check')").empty());
}

TEST_CASE("a search expression holds every spelling") {
  CHECK(store::search_expression("Präsident") == "(\"präsident\" OR \"praesident\")");
  CHECK(store::search_expression("Praesident* Straße") ==
        "(\"praesident\"* OR \"präsident\"*) AND (\"straße\" OR \"strasse\")");
  CHECK(store::search_expression("\"Nord Stream\" 2") == "\"nord stream\" AND (\"2\")");
  CHECK(store::search_expression(" \" ) OR NEAR(") == "\"or near\"");
  CHECK(store::search_expression("--").empty());
}

TEST_CASE("the dyads of a month count facts apart from claims") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  Article article = store::sample::article();
  Coding coding;
  Record meeting = store::sample::visit(article);
  meeting.id = "ck1-m";
  meeting.actor.push_back(store::sample::entity(article, "BOL", "GOV", "Peru"));
  meeting.recipient.clear();
  Record denied = store::sample::visit(article);
  denied.status = Status::denied;
  coding.records = {meeting, denied};
  store_once(path, article, coding);
  CHECK(query(path, "SELECT * FROM v_dyad_month") ==
        "2023-03|BOL|PER|1|1|1|0|0|0|4.0\n2023-03|PER|BOL|1|1|1|0|0|0|4.0\n"
        "2023-03|PER|ECU|1|0|0|0|0|0|0.0\n");
}

TEST_CASE("a database of version 1 comes to have the present tables, with all that it held") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  std::ofstream(path).close();
  query(path, bytes_of(CARKEYS_SOURCE_DIR "/src/store/migrations/example_1.sql"));
  const std::string views = "SELECT * FROM v_events_flat ORDER BY id; SELECT * FROM v_claims";
  const std::string sums =
      "SELECT count(*) FROM articles; SELECT count(*) FROM records; SELECT count(*) FROM entities;"
      "SELECT count(*) FROM attributions; SELECT count(*) FROM evidence; SELECT count(*) FROM "
      "links";
  const std::string before = query(path, views) + query(path, sums);
  store_once(path, store::sample::article(), {});
  query(path,
        "DELETE FROM articles WHERE citation = 'news/peru.txt'; DELETE FROM runs WHERE number >"
        " 1");
  CHECK(query(path, views) + query(path, sums) == before);
  CHECK(query(path, "PRAGMA user_version; PRAGMA integrity_check; PRAGMA foreign_key_check") ==
        fmt::format("{}\nok\n", store::schema_version));
  CHECK(query(path,
              "SELECT a.citation FROM articles_fts f JOIN articles a ON a.number = f.rowid"
              " WHERE articles_fts MATCH 'praesident'") == "a1\n");
  const std::string fresh = folder.file("fresh.db");
  store_once(fresh, store::sample::article(), {});
  const std::string tables = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name";
  CHECK(query(path, tables) == query(fresh, tables));
}

TEST_CASE("reading asks for a database of this version") {
  const Folder folder;
  const auto message = [&](const std::string& path) {
    const auto opened = store::open_for_reading(path);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == ErrorCode::bad_input);
    return opened.error().message;
  };
  CHECK(message(folder.file("none.db")).find("unable to open") != std::string::npos);
  CHECK_FALSE(fs::exists(folder.file("none.db")));
  const std::string old = folder.file("old.db");
  std::ofstream(old).close();
  CHECK(message(old).find("not a database of car-keys") != std::string::npos);
  query(old, bytes_of(CARKEYS_SOURCE_DIR "/src/store/migrations/example_1.sql"));
  CHECK(message(old).find("brings it up to date") != std::string::npos);
}

TEST_CASE("files that are not ours are refused and left as they are") {
  const Folder folder;
  const std::string text = folder.file("notes.txt");
  std::ofstream(text) << std::string(5000, 'x');
  CHECK(error_of(text).find("not a database") != std::string::npos);
  CHECK(bytes_of(text) == std::string(5000, 'x'));

  const std::string foreign = folder.file("foreign.db");
  std::ofstream(foreign).close();
  query(foreign, "CREATE TABLE songs(title)");
  const std::string before = bytes_of(foreign);
  CHECK(error_of(foreign).find("not one of car-keys") != std::string::npos);
  CHECK(bytes_of(foreign) == before);

  const std::string newer = folder.file("newer.db");
  store_once(newer, store::sample::article(), {});
  query(newer, "PRAGMA user_version = 99");
  CHECK(error_of(newer).find("schema version 99") != std::string::npos);
}

TEST_CASE("places that cannot be written are errors and leave nothing") {
  const Folder folder;
  CHECK_FALSE(error_of(folder.file("no/such/folder.db")).empty());
  fs::create_directory(folder.file("folder"));
  CHECK_FALSE(error_of(folder.file("folder")).empty());
  CHECK(folder.count() == 1);
}

TEST_CASE("a disk that fills up leaves whole articles only") {
  // A limit on file size fails a write just as a full disk does.
  const Folder folder;
  const std::string path = folder.file("a.db");
  const Article small = store::sample::article();
  store_once(path, small, store::sample::coding(small));
  const auto size = fs::file_size(path);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit old_limit = {};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &old_limit) == 0);
  rlimit limit = old_limit;
  limit.rlim_cur = size + 20'000;
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);

  Article large = small;
  large.citation = "large.txt";
  large.text += std::string(100'000, '.');
  bool failed = false;
  {
    auto sink = store::sqlite_sink(path);
    REQUIRE(sink.has_value());
    auto result = (*sink)->write(large, store::sample::coding(large));
    result = result ? (*sink)->finish() : std::move(result);
    failed = !result.has_value();
    if (failed) {
      CHECK(result.error().code == ErrorCode::cannot_write);
    }
  }
  const std::string fresh = folder.file("fresh.db");
  limit.rlim_cur = 2000;
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  const bool fresh_opened = store::sqlite_sink(fresh).has_value();
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &old_limit) == 0);

  CHECK(failed);
  CHECK_FALSE(fresh_opened);
  CHECK_FALSE(fs::exists(fresh));
  CHECK(query(path, "SELECT citation FROM articles; PRAGMA integrity_check") ==
        "news/peru.txt\nok\n");
}
