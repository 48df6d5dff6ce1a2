// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "resources/lexicon.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>
#include <xxhash.h>

using carkeys::ErrorCode;
using carkeys::resources::Lexicon;
using carkeys::resources::Table;

namespace {

namespace fs = std::filesystem;

// A folder of its own for each test, removed at the end.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "carkeys_lexicon_XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }

  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(Folder&&) = delete;

  ~Folder() { fs::remove_all(path_); }

  void write(const std::string& name, const std::string& text) const {
    const fs::path path = path_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }

  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  [[nodiscard]] std::string path(const std::string& name = {}) const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }

 private:
  fs::path path_;
};

void write_sample(const Folder& folder) {
  folder.write("lexicon/README.md", "not a table");
  folder.write("lexicon/de/frames.tsv",
               "# what verbs mean\npredicate\twhen\tcategory\n\nv:festnehmen\t\tCOERCE\r\n"
               "v:drohen\n# a comment\tof\tmany\tcells\twith tabs\nn:Gespräch\t \tCONSULT");
  folder.write("lexicon/world/codes.tsv",
               "\xEF\xBB\xBF"
               "code\tname\nDEU\tGermany\n");
}

std::string packed_sample(const Folder& folder) {
  write_sample(folder);
  const auto lexicon = Lexicon::from_folder(folder.path("lexicon"));
  REQUIRE(lexicon.has_value());
  REQUIRE(lexicon->pack(folder.path("packed")).has_value());
  return folder.read("packed");
}

void check_sample(const Lexicon& lexicon) {
  CHECK(lexicon.table_names() == std::vector<std::string>{"de/frames", "world/codes"});
  CHECK(lexicon.table("de/none") == nullptr);
  const Table* frames = lexicon.table("de/frames");
  REQUIRE(frames != nullptr);
  REQUIRE(frames->rows() == 3);
  CHECK(frames->column("category") == 2);
  CHECK_FALSE(frames->column("mode").has_value());
  CHECK(frames->cell(0, 0) == "v:festnehmen");
  CHECK(frames->cell(0, 1).empty());
  CHECK(frames->cell(0, 2) == "COERCE");
  CHECK(frames->cell(1, 0) == "v:drohen");
  CHECK(frames->cell(1, 2).empty());
  CHECK(frames->cell(2, 0) == "n:Gespräch");
  CHECK(frames->cell(2, 1).empty());
  CHECK(frames->place(0) == "de/frames.tsv:4");
  CHECK(frames->place(2) == "de/frames.tsv:7");
  CHECK(lexicon.table("world/codes")->cell(0, 1) == "Germany");
}

// The message of a folder whose only table holds `text`; empty if it loads.
std::string fault_of(const std::string& text) {
  const Folder folder;
  folder.write("en/cues.tsv", text);
  const auto lexicon = Lexicon::from_folder(folder.path());
  if (lexicon) {
    return {};
  }
  CHECK(lexicon.error().code == ErrorCode::bad_resource);
  const std::string message = lexicon.error().text();
  REQUIRE(message.starts_with(folder.path()));
  return message.substr(folder.path().size() + 1);
}

bool loads(const Folder& folder, const std::string& bytes) {
  folder.write("damaged", bytes);
  const auto lexicon = Lexicon::load(folder.path("damaged"));
  if (!lexicon) {
    CHECK(lexicon.error().code == ErrorCode::bad_resource);
    CHECK(lexicon.error().text().starts_with(folder.path("damaged")));
  }
  return lexicon.has_value();
}

// A packed file whose checksum fits its changed payload, as an attacker or a bug would write it.
std::string with_checksum(std::string bytes) {
  const std::uint64_t sum = XXH3_64bits(bytes.data() + 24, bytes.size() - 24);
  for (std::size_t at = 0; at < 8; ++at) {
    bytes[16 + at] = static_cast<char>(sum >> (8 * at) & 0xFFU);
  }
  return bytes;
}

}  // namespace

TEST_CASE("a folder of tables is read with comments, short rows, CRLF and a BOM") {
  const Folder folder;
  write_sample(folder);
  const auto lexicon = Lexicon::from_folder(folder.path("lexicon"));
  REQUIRE(lexicon.has_value());
  check_sample(*lexicon);
}

TEST_CASE("a packed lexicon holds the same tables, byte for byte the same each time") {
  const Folder folder;
  const std::string bytes = packed_sample(folder);
  const auto lexicon = Lexicon::load(folder.path("packed"));
  REQUIRE(lexicon.has_value());
  check_sample(*lexicon);
  REQUIRE(lexicon->pack(folder.path("again")).has_value());
  CHECK(folder.read("again") == bytes);
}

TEST_CASE("faults in a table name file and line") {
  CHECK(fault_of("cue\twhen\nv:say\tobj\textra\n") ==
        "en/cues.tsv:2: 3 cells, but the header names 2 columns");
  CHECK(fault_of("# only a comment\n") == "en/cues.tsv: table without a header line");
  CHECK(fault_of("") == "en/cues.tsv: table without a header line");
  CHECK(fault_of("cue\tcue\n") == "en/cues.tsv:1: the header names column 'cue' twice");
  CHECK(fault_of("cue\t\n") == "en/cues.tsv:1: column 2 of the header has no name");
  CHECK(fault_of("cue\n\nd:bad\xFF\n") == "en/cues.tsv:3: not valid UTF-8");
  CHECK(fault_of("cue\nd:\xED\xA0\x80\n") == "en/cues.tsv:2: not valid UTF-8");
  CHECK(fault_of("cue\nd:\xC3") == "en/cues.tsv:2: not valid UTF-8");
  CHECK(fault_of("cue\nd:é €\xF0\x9F\x97\x9D\n").empty());
}

TEST_CASE("missing or empty places are told apart from tables") {
  const Folder folder;
  CHECK_FALSE(Lexicon::from_folder(folder.path("nowhere")).has_value());
  CHECK_FALSE(Lexicon::from_folder(folder.path()).has_value());
  CHECK_FALSE(Lexicon::load(folder.path("nowhere")).has_value());
  CHECK_FALSE(Lexicon::load(folder.path()).has_value());
  CHECK_FALSE(loads(folder, ""));
}

TEST_CASE("an overlay adds rows after the built-in ones and tables of its own") {
  const Folder folder;
  packed_sample(folder);
  folder.write("mine/de/frames.tsv", "category\tpredicate\nTHREATEN\tv:warnen\n");
  folder.write("mine/en/extra.tsv", "word\nhello\n");
  const auto lexicon = Lexicon::load(folder.path("packed"), folder.path("mine"));
  REQUIRE(lexicon.has_value());
  const Table* frames = lexicon->table("de/frames");
  REQUIRE(frames->rows() == 4);
  CHECK(frames->cell(3, 0) == "v:warnen");
  CHECK(frames->cell(3, 1).empty());
  CHECK(frames->cell(3, 2) == "THREATEN");
  CHECK(frames->place(2) == "de/frames.tsv:7");
  CHECK(frames->place(3) == folder.path("mine") + "/de/frames.tsv:2");
  CHECK(lexicon->table("en/extra")->place(0) == folder.path("mine") + "/en/extra.tsv:2");

  folder.write("mine/de/frames.tsv", "predicate\tcategorie\n");
  const auto misspelt = Lexicon::load(folder.path("packed"), folder.path("mine"));
  REQUIRE_FALSE(misspelt.has_value());
  CHECK(misspelt.error().message == "column 'categorie' is unknown to the built-in table");
  CHECK_FALSE(Lexicon::load(folder.path("packed"), folder.path("nowhere")).has_value());
}

TEST_CASE("no truncated and no changed packed lexicon loads") {
  const Folder folder;
  const std::string bytes = packed_sample(folder);
  REQUIRE(loads(folder, bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_FALSE(loads(folder, bytes.substr(0, size)));
  }
  CHECK_FALSE(loads(folder, bytes + "x"));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    CHECK_FALSE(loads(folder, changed));
  }
}

TEST_CASE("lengths that lie under a fitting checksum are refused and never followed") {
  const Folder folder;
  const std::string bytes = packed_sample(folder);
  REQUIRE(loads(folder, with_checksum(bytes)));
  // Number of tables, then name, columns, rows and string size of the first table.
  for (std::size_t at = 24; at < 24 + 4 + 20; ++at) {
    for (const int change : {1, 0x80, 0xFF}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ change);
      CHECK_FALSE(loads(folder, with_checksum(changed)));
    }
  }
  CHECK_FALSE(loads(folder, with_checksum(bytes.substr(0, 24))));
}

TEST_CASE("a packed lexicon that cannot be written leaves nothing behind") {
  const Folder folder;
  write_sample(folder);
  const auto lexicon = Lexicon::from_folder(folder.path("lexicon"));
  REQUIRE(lexicon.has_value());
  const auto packed = lexicon->pack(folder.path("no/such/folder"));
  REQUIRE_FALSE(packed.has_value());
  CHECK(packed.error().code == ErrorCode::cannot_write);
  folder.write("taken/file", "");
  CHECK_FALSE(lexicon->pack(folder.path("taken")).has_value());
  CHECK_FALSE(fs::exists(folder.path("taken.new")));
}
