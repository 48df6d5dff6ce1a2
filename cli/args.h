// SPDX-License-Identifier: Apache-2.0
// The command line's grammar: subcommands, their options and their help. The library that parses it
// (CLI11) stays behind this header, in args.cc. One subcommand is one file cli/NAME.cc with a
// function register_NAME(CommandLine&), declared in commands.h and called in main.cc:
//
//   struct Arguments { std::vector<std::string> files; bool quiet = false; };
//   void register_count(CommandLine& line) {
//     auto arguments = std::make_shared<Arguments>();
//     line.command("count", "Counts the articles of FILES")
//         .positional("FILES", arguments->files, "files; - is standard input")
//         .flag("--quiet", arguments->quiet, "say nothing but errors")
//         .action([arguments] { return count(*arguments); });
//   }
//
// A wrong command line is answered here, on standard error, with exit code 2.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carkeys::cli {

// One subcommand. The targets must live as long as the command line; a shared_ptr that the action
// holds is the usual way. What a target holds at registration is its default.
class Command {
 public:
  struct Parser;
  explicit Command(std::unique_ptr<Parser> parser);
  Command(Command&&) noexcept;
  Command& operator=(Command&&) noexcept;
  ~Command();

  // Arguments without a name: one (required or not), or all that follow.
  Command& positional(const std::string& name, std::string& target, const std::string& help);
  Command& positional(const std::string& name,
                      std::vector<std::string>& target,
                      const std::string& help);
  Command& required_positional(const std::string& name,
                               std::string& target,
                               const std::string& help);
  // All that follows, options too, as it stands.
  Command& everything(std::vector<std::string>& target);
  // "--name" or "-n,--name" with a value; `value` is what help calls it, for example FILE.
  Command& option(const std::string& names,
                  std::string& target,
                  const std::string& value,
                  const std::string& help);
  Command& option(const std::string& names,
                  unsigned& target,
                  const std::string& value,
                  const std::string& help);
  Command& option(const std::string& names,
                  double& target,
                  const std::string& value,
                  const std::string& help);
  // A value out of a list.
  Command& choice(const std::string& names,
                  std::string& target,
                  const std::vector<std::string>& values,
                  const std::string& help);
  Command& flag(const std::string& names, bool& target, const std::string& help);
  // Text that help prints at its end: examples.
  Command& footer(const std::string& text);
  // What runs when the subcommand is chosen; it returns the exit code.
  Command& action(std::function<int()> run);

 private:
  std::unique_ptr<Parser> parser_;
};

class CommandLine {
 public:
  CommandLine(const std::string& summary, const std::string& version);
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;
  CommandLine(CommandLine&&) = delete;
  CommandLine& operator=(CommandLine&&) = delete;
  ~CommandLine();

  // A new subcommand. Valid until the command line is destroyed.
  Command& command(const std::string& name, const std::string& summary);
  // Parses and runs the chosen action; returns the exit code.
  int run(int argc, char** argv);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace carkeys::cli
