// SPDX-License-Identifier: Apache-2.0
#include "ingest/reader.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "ingest/binary.h"
#include "ingest/json_line.h"

namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "carkeys-ingest-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }

  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;

  ~ScratchFolder() { fs::remove_all(path_); }

  // Writes a file, with the folders above it, and returns its path.
  std::string file(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

  [[nodiscard]] std::string path() const { return path_; }

 private:
  fs::path path_;
};

// Everything that a reader gives: "citation=bytes" or "! error", one a line.
std::string all_of(const std::vector<std::string>& sources, const std::string& folder) {
  carkeys::ingest::Reader reader(sources);
  std::string out;
  while (auto item = reader.next()) {
    std::string line =
        *item ? (*item)->citation + "=" + (*item)->bytes : "! " + item->error().text();
    if (const auto at = line.find(folder + "/"); at != std::string::npos) {
      line.erase(at, folder.size() + 1);
    }
    out += line + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("files come in the order given, folders in name order, hidden entries not at all") {
  const ScratchFolder folder;
  folder.file("news/b.txt", "B");
  folder.file("news/a/z.txt", "Z");
  folder.file("news/.hidden.txt", "H");
  folder.file("news/.git/x.txt", "H");
  folder.file("news/a/k.txt", "");
  const std::string last = folder.file("last.txt", "L");
  fs::create_directory_symlink(folder.path() + "/news", folder.path() + "/news/circle");
  CHECK(all_of({folder.path() + "/news", last, last}, folder.path()) ==
        "news/a/k.txt=\nnews/a/z.txt=Z\nnews/b.txt=B\nlast.txt=L\nlast.txt=L\n");
}

TEST_CASE("what cannot be read is named and reading goes on") {
  const ScratchFolder folder;
  const std::string good = folder.file("good.txt", "text");
  folder.file("bare/.only-hidden", "x");
  fs::create_directories(folder.path() + "/bare/deeper");
  CHECK(all_of({folder.path() + "/none.txt", folder.path() + "/bare", good}, folder.path()) ==
        "! none.txt: No such file or directory\n"
        "! bare: no articles in this folder\n"
        "good.txt=text\n");
}

TEST_CASE("binary files are told from texts with a few NULs") {
  using carkeys::ingest::find_binary;
  CHECK(find_binary("\x89PNG\r\n\x1a\n")->what == "PNG image");
  const auto zeros = find_binary("abcd"s + std::string(40, '\0'));
  REQUIRE(zeros);
  CHECK(zeros->place == 4);
  CHECK_FALSE(find_binary("The arm\0y with\0drew."s));
  CHECK_FALSE(find_binary("\xFF\xFEI\0r\0a\0n\0"s));
  CHECK_FALSE(find_binary("Ger\xE4t \xFF\xFE"));
  CHECK_FALSE(find_binary(""));
  const ScratchFolder folder;
  const std::string image = folder.file("x.txt", "abcd"s + std::string(40, '\0'));
  CHECK(all_of({image}, folder.path()) ==
        "! x.txt:4: binary file (control characters at this byte), not a text\n");
}

TEST_CASE("JSON Lines: fields, citations, and a bad line in the middle") {
  const ScratchFolder folder;
  const std::string path = folder.file("feed.txt",
                                       "\xEF\xBB\xBF{\"id\":\"a1\",\"text\":\"Eins\\u00fc\"}\n"
                                       "\n"
                                       "{\"text\":\"Zwei\"}\r\n"
                                       "{\"text\": 5}\n"
                                       "{\"text\":\"abgeschnitten\n"
                                       "{\"id\":7,\"text\":\"Sechs\"}\n"
                                       "[1]\n"
                                       "{\"title\":\"nur\"}\n"
                                       "{\"id\":\"last\",\"text\":null}");
  CHECK(all_of({path}, folder.path()) ==
        "a1=Eins\xC3\xBC\n"
        "feed.txt:3=Zwei\n"
        "! feed.txt:4: field \"text\" is not a string\n"
        "! feed.txt:5: not valid JSON: " +
            std::string("A string is opened, but never closed.") +
            "\n"
            "7=Sechs\n"
            "! feed.txt:7: not a JSON object\n"
            "! feed.txt:8: no field \"text\"\n"
            "last=\n");
}

TEST_CASE("JSON Lines: what the source says about an article") {
  carkeys::ingest::JsonLineReader json;
  const auto item = json.read(
      R"({"text":"x","title":"T","date":"2023-03-13T08:00:00Z","lang":"de-AT","url":"u","more":1})",
      "f",
      3);
  REQUIRE(item);
  CHECK(item->title == "T");
  CHECK(item->date == carkeys::Date{2023, 3, 13});
  CHECK(item->language == "de-AT");
  CHECK(item->url == "u");
  CHECK(item->warnings.empty());
  const auto odd = json.read(R"({"text":"x","date":"gestern"})", "f", 3);
  REQUIRE(odd);
  CHECK_FALSE(odd->date.has_value());
  REQUIRE(odd->warnings.size() == 1);
  CHECK(odd->warnings[0] == "f:3: date \"gestern\" is not YYYY-MM-DD or YYYY-MM and is left out");
  CHECK(json.read("{\"text\":\"a\xFF\"}", "f", 1)->bytes == "a\xEF\xBF\xBD");
}

TEST_CASE("the form of a file is told by its content") {
  using carkeys::ingest::looks_like_json_lines;
  CHECK(looks_like_json_lines(" \n{ \"text\"") == true);
  CHECK(looks_like_json_lines("{}") == true);
  CHECK(looks_like_json_lines("{\n") == false);
  CHECK(looks_like_json_lines("Kiew {") == false);
  CHECK_FALSE(looks_like_json_lines("  ").has_value());
  CHECK_FALSE(looks_like_json_lines("{ ").has_value());
  const ScratchFolder folder;
  CHECK(all_of({folder.file("a.jsonl", "Kein JSON\n{\"text\":\"b\"}")}, folder.path())
            .starts_with("! a.jsonl:1: not valid JSON"));
  CHECK(all_of({folder.file("a.json", "[{\"text\":\"b\"},\n{\"text\":1}]")}, folder.path()) ==
        "a.json:1=b\n! a.json:2: field \"text\" is not a string\n");
  CHECK(all_of({folder.file("empty.jsonl", "\n \n")}, folder.path()) == "empty.jsonl=\n \n\n");
}

TEST_CASE("lines longer than one read are put together") {
  const ScratchFolder folder;
  const std::string body(300000, 'x');
  const std::string path =
      folder.file("a.jsonl", "{\"text\":\"" + body + "\"}\n{\"text\":\"" + body + "y\"}\n");
  CHECK(all_of({path}, folder.path()) == "a.jsonl:1=" + body + "\na.jsonl:2=" + body + "y\n");
}
