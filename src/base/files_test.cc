// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <sys/resource.h>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

namespace {

namespace fs = std::filesystem;

// A folder that goes away with the test.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "carkeys-files-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }

  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;

  ~ScratchFolder() { fs::remove_all(path_); }

  [[nodiscard]] std::string file(const std::string& name) const { return path_ / name; }

  [[nodiscard]] auto entries() const {
    return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a written file is read and mapped as it was written") {
  const ScratchFolder folder;
  const std::string path = folder.file("a");
  std::string bytes(200000, 'x');
  bytes[7] = '\0';
  REQUIRE(carkeys::write_file(path, bytes));
  CHECK(carkeys::read_file(path).value() == bytes);
  CHECK(carkeys::MappedFile::open(path)->bytes() == bytes);
  REQUIRE(carkeys::write_file(path, ""));
  CHECK(carkeys::read_file(path).value().empty());
  CHECK(carkeys::MappedFile::open(path)->bytes().empty());
  CHECK(folder.entries() == 1);
}

TEST_CASE("errors name the file and are of the right kind") {
  const ScratchFolder folder;
  const auto missing = carkeys::read_file(folder.file("none"));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == carkeys::ErrorCode::bad_input);
  CHECK(missing.error().origin == folder.file("none"));
  CHECK(carkeys::read_file(folder.file(".")).error().code == carkeys::ErrorCode::bad_input);
  CHECK(carkeys::MappedFile::open(folder.file("none")).error().code ==
        carkeys::ErrorCode::bad_resource);
  CHECK(carkeys::MappedFile::open(folder.file(".")).error().message == "not a regular file");
  CHECK(carkeys::write_file(folder.file("no/where"), "x").error().code ==
        carkeys::ErrorCode::cannot_write);
}

TEST_CASE("a write that fails leaves the old file and no other") {
  const ScratchFolder folder;
  const std::string path = folder.file("a");
  REQUIRE(carkeys::write_file(path, "old"));
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const rlimit small{1000, before.rlim_max};
  auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const auto written = carkeys::write_file(path, std::string(5000, 'n'));
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, handler);
  REQUIRE_FALSE(written);
  CHECK(written.error().code == carkeys::ErrorCode::cannot_write);
  CHECK(carkeys::read_file(path).value() == "old");
  CHECK(folder.entries() == 1);
}
