// SPDX-License-Identifier: Apache-2.0
// Models and lexicon that are missing or damaged.
#include <filesystem>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "program.h"

using namespace carkeys::testing;

namespace {

namespace fs = std::filesystem;

// A copy of models and lexicon that may be damaged.
std::string copied_data(const ScratchFolder& folder) {
  fs::copy(data_folder(), folder.path("data"), fs::copy_options::recursive);
  return folder.path("data");
}

Outcome code_with(const std::string& data, const std::string& text) {
  return code({"--data", data, "-"}, text);
}

void check_named(const Outcome& outcome, const std::string& file) {
  CHECK(outcome.code == 5);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, file));
}

}  // namespace

TEST_CASE("a copy elsewhere works, by option and by environment") {
  const ScratchFolder folder;
  const std::string data = copied_data(folder);
  CHECK(code_with(data, german_article()).code == 0);
  CHECK(run({.arguments = {"code"},
             .input = german_article(),
             .environment = {{"CARKEYS_DATA", data}}})
            .code == 0);
}

TEST_CASE("what is missing is named") {
  const ScratchFolder folder;
  const std::string data = copied_data(folder);
  check_named(code_with(folder.path("nowhere"), german_article()), "car-keys.lexicon");
  fs::remove(data + "/car-keys.lexicon");
  check_named(code_with(data, german_article()), data + "/car-keys.lexicon");
}

TEST_CASE("without one model the other language still works") {
  const ScratchFolder folder;
  const std::string data = copied_data(folder);
  fs::remove(data + "/de.model");
  check_named(code_with(data, german_article()), data + "/de.model");
  CHECK(code_with(data, english_article()).code == 0);
  fs::remove(data + "/en.model");
  check_named(code_with(data, english_article()), data + "/de.model");
}

TEST_CASE("damage is found wherever it is") {
  for (const char* name : {"car-keys.lexicon", "de.model", "en.model"}) {
    CAPTURE(name);
    const ScratchFolder folder;
    const std::string data = copied_data(folder);
    const std::string whole = read_bytes(data + "/" + name);
    folder.file("data/" + std::string(name), whole.substr(0, whole.size() / 2));
    check_named(code_with(data, german_article()), name);
    folder.file("data/" + std::string(name), "");
    check_named(code_with(data, german_article()), name);
    folder.file("data/" + std::string(name), "no such thing");
    check_named(code_with(data, german_article()), name);
    for (const std::size_t place : {std::size_t{0}, whole.size() / 3, whole.size() - 1}) {
      std::string flipped = whole;
      flipped[place] = static_cast<char>(flipped[place] ^ 0x10);
      folder.file("data/" + std::string(name), flipped);
      check_named(code_with(data, german_article()), name);
    }
  }
}

TEST_CASE("a lexicon folder that is not there, or cannot be read, is named") {
  const ScratchFolder folder;
  check_named(code({"--lexicon", folder.path("none"), "-"}, german_article()), "none");
  folder.file("mine/de/frames.tsv", "no\tsuch\tcolumns\nat\tall\n");
  check_named(code({"--lexicon", folder.path("mine"), "-"}, german_article()), "frames.tsv");
}
