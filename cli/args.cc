// SPDX-License-Identifier: Apache-2.0
#include "args.h"

#include <deque>
#include <iostream>

#include <CLI/CLI.hpp>

#include "exit_code.h"

namespace carkeys::cli {

struct Command::Parser {
  CLI::App* app = nullptr;
  std::function<int()> run;
};

Command::Command(std::unique_ptr<Parser> parser) : parser_(std::move(parser)) {}

Command::Command(Command&&) noexcept = default;
Command& Command::operator=(Command&&) noexcept = default;
Command::~Command() = default;

Command& Command::positional(const std::string& name,
                             std::string& target,
                             const std::string& help) {
  parser_->app->add_option(name, target, help)->type_name("");
  return *this;
}

Command& Command::positional(const std::string& name,
                             std::vector<std::string>& target,
                             const std::string& help) {
  parser_->app->add_option(name, target, help)->type_name("");
  return *this;
}

Command& Command::everything(std::vector<std::string>& target) {
  parser_->app->prefix_command();
  parser_->app->final_callback([app = parser_->app, &target] { target = app->remaining(); });
  return *this;
}

Command& Command::required_positional(const std::string& name,
                                      std::string& target,
                                      const std::string& help) {
  parser_->app->add_option(name, target, help)->type_name("")->required();
  return *this;
}

Command& Command::option(const std::string& names,
                         std::string& target,
                         const std::string& value,
                         const std::string& help) {
  CLI::Option* option = parser_->app->add_option(names, target, help)->type_name(value);
  if (!target.empty()) {
    option->capture_default_str();
  }
  return *this;
}

Command& Command::option(const std::string& names,
                         unsigned& target,
                         const std::string& value,
                         const std::string& help) {
  parser_->app->add_option(names, target, help)->type_name(value);
  return *this;
}

Command& Command::option(const std::string& names,
                         double& target,
                         const std::string& value,
                         const std::string& help) {
  parser_->app->add_option(names, target, help)->type_name(value)->capture_default_str();
  return *this;
}

Command& Command::choice(const std::string& names,
                         std::string& target,
                         const std::vector<std::string>& values,
                         const std::string& help) {
  std::string listed;
  for (const std::string& value : values) {
    listed += (listed.empty() ? "" : "|") + value;
  }
  CLI::Option* option = parser_->app->add_option(names, target, help)
                            ->check(CLI::IsMember(values).description(""))
                            ->type_name(listed);
  if (!target.empty()) {
    option->capture_default_str();
  }
  return *this;
}

Command& Command::flag(const std::string& names, bool& target, const std::string& help) {
  parser_->app->add_flag(names, target, help);
  return *this;
}

Command& Command::footer(const std::string& text) {
  parser_->app->footer(text);
  return *this;
}

Command& Command::action(std::function<int()> run) {
  parser_->run = std::move(run);
  return *this;
}

struct CommandLine::Parser {
  CLI::App app;

  struct Entry {
    CLI::App* app;
    Command::Parser* parser;
    Command command;
  };

  std::deque<Entry> commands;  // a deque keeps addresses while it grows
};

CommandLine::CommandLine(const std::string& summary, const std::string& version)
    : parser_(std::make_unique<Parser>()) {
  parser_->app.name("car-keys");
  parser_->app.description(summary);
  parser_->app.set_version_flag("--version", version);
  parser_->app.require_subcommand(1);
  parser_->app.footer(
      "car-keys COMMAND --help explains a command.\n"
      "Exit codes: 0 done, 2 usage, 3 some inputs failed, 4 every input failed or nothing to "
      "read,\n"
      "5 model or lexicon missing or damaged, 6 output could not be written, 130 interrupted.");
}

CommandLine::~CommandLine() = default;

Command& CommandLine::command(const std::string& name, const std::string& summary) {
  CLI::App* app = parser_->app.add_subcommand(name, summary);
  auto parser = std::make_unique<Command::Parser>();
  parser->app = app;
  Command::Parser* raw = parser.get();
  parser_->commands.push_back({app, raw, Command(std::move(parser))});
  return parser_->commands.back().command;
}

int CommandLine::run(int argc, char** argv) {
  try {
    parser_->app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = parser_->app.exit(error, std::cout, std::cerr);
    return code == 0 ? exit_done : exit_usage;
  }
  for (Parser::Entry& entry : parser_->commands) {
    if (entry.app->parsed() && entry.parser->run) {
      return entry.parser->run();
    }
  }
  return exit_usage;
}

}  // namespace carkeys::cli
