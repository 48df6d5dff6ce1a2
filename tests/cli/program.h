// SPDX-License-Identifier: Apache-2.0
// Runs the program as a user would and keeps what it said. For tests only.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace carkeys::testing {

// A folder that goes away with the test.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

  // Writes a file, with the folders above it, and returns its path.
  std::string file(const std::string& name, const std::string& bytes) const;  // NOLINT
  [[nodiscard]] std::string path(const std::string& name = {}) const;

 private:
  std::filesystem::path path_;
};

struct Invocation {
  std::vector<std::string> arguments;
  std::string input = {};                                             // standard input
  std::vector<std::pair<std::string, std::string>> environment = {};  // added to ours
  std::string output_path = {};  // where standard output goes; empty: kept
  std::size_t largest_file = 0;  // bytes that a file may have; 0: any
  int interrupt_after_ms = 0;    // SIGINT after so long; 0: none
  bool close_output = false;     // standard output is a pipe that nobody reads
};

struct Outcome {
  int code = -1;  // exit code; 1000 + signal where a signal ended it
  std::string out;
  std::string err;
  double cpu_seconds = 0;
  double wall_seconds = 0;
  std::size_t peak_bytes = 0;
};

Outcome run(const Invocation& invocation);
// `car-keys code ...` with nothing special about it.
Outcome code(std::vector<std::string> arguments, std::string input = {});

// The built-in models and lexicon.
std::string data_folder();

std::string read_bytes(const std::string& path);
std::size_t count_lines(const std::string& text);
bool contains(const std::string& text, const std::string& part);

// A German article of several sentences that holds records, about invented events.
std::string german_article();
std::string english_article();

}  // namespace carkeys::testing
