// SPDX-License-Identifier: Apache-2.0
#include "program.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace carkeys::testing {
namespace {

namespace fs = std::filesystem;

const char* const program = CARKEYS_BINARY_DIR "/car-keys";

void redirect(const std::string& path, int flags, int descriptor) {
  const int opened = ::open(path.c_str(), flags, 0600);
  if (opened < 0 || ::dup2(opened, descriptor) < 0) {
    ::_exit(126);
  }
}

void close_standard_output() {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0 || ::dup2(ends[1], STDOUT_FILENO) < 0) {
    ::_exit(126);
  }
  ::close(ends[0]);
  ::close(ends[1]);
}

[[noreturn]] void become_program(const Invocation& invocation,
                                 const std::string& in,
                                 const std::string& out,
                                 const std::string& err) {
  redirect(in, O_RDONLY, STDIN_FILENO);
  redirect(err, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  if (invocation.close_output) {
    close_standard_output();
  } else {
    redirect(invocation.output_path.empty() ? out : invocation.output_path,
             O_WRONLY | O_CREAT | O_TRUNC,
             STDOUT_FILENO);
  }
  for (const auto& [name, value] : invocation.environment) {
    ::setenv(name.c_str(), value.c_str(), 1);
  }
  if (invocation.largest_file > 0) {
    const rlimit limit{invocation.largest_file, invocation.largest_file};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  std::vector<char*> arguments{const_cast<char*>(program)};
  for (const std::string& argument : invocation.arguments) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  ::execv(program, arguments.data());
  ::_exit(127);
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

ScratchFolder::ScratchFolder() {
  std::string name = (fs::temp_directory_path() / "carkeys-cli-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}

ScratchFolder::~ScratchFolder() {
  fs::remove_all(path_);
}

std::string ScratchFolder::file(const std::string& name, const std::string& bytes) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << bytes;
  return path_ / name;
}

std::string ScratchFolder::path(const std::string& name) const {
  return path_ / name;
}

Outcome run(const Invocation& invocation) {
  const ScratchFolder folder;
  const std::string in = folder.file("in", invocation.input);
  const std::string out = folder.path("out");
  const std::string err = folder.path("err");
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    become_program(invocation, in, out, err);
  }
  if (invocation.interrupt_after_ms > 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(invocation.interrupt_after_ms));
    ::kill(child, SIGINT);
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  Outcome outcome;
  outcome.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  outcome.out = read_bytes(out);
  outcome.err = read_bytes(err);
  outcome.cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  outcome.peak_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
  return outcome;
}

Outcome code(std::vector<std::string> arguments, std::string input) {
  arguments.insert(arguments.begin(), "code");
  return run({.arguments = std::move(arguments), .input = std::move(input)});
}

std::string data_folder() {
  return CARKEYS_BINARY_DIR "/share/car-keys";
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string german_article() {
  return "Norwegen hat am Montag drei russische Diplomaten ausgewiesen. Das teilte die Regierung "
         "in "
         "Oslo mit.\n\n"
         "Moskau verurteilte die Ausweisung. Die Polizei in Minsk hat am Sonntag 40 Demonstranten "
         "festgenommen. Präsident Alexander Lukaschenko warf Polen vor, die Proteste zu "
         "unterstützen.\n";
}

std::string english_article() {
  return "Norway expelled three Russian diplomats on Monday. The government in Oslo announced the "
         "decision.\n\n"
         "Russia condemned the expulsion. Police in Minsk arrested 40 protesters on Sunday. "
         "President Alexander Lukashenko accused Poland of supporting the protests.\n";
}

}  // namespace carkeys::testing
