// SPDX-License-Identifier: Apache-2.0
// car-keys serve: a page and an interface for programs on a database.
#include <limits>
#include <memory>

#include <fmt/format.h>

#include "commands.h"
#include "exit_code.h"
#include "interrupt.h"
#include "output.h"
#include "run_arguments.h"
#include "serve/run.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  serve::ServerOptions server;
  unsigned port = 8700;
  bool quiet = false;
  ResourceArguments resources;
};

Result<void> serve_database(Arguments arguments) {
  if (arguments.port > std::numeric_limits<std::uint16_t>::max()) {
    return failure(ErrorCode::bad_usage, "--port takes a number from 0 to 65535");
  }
  arguments.server.port = static_cast<std::uint16_t>(arguments.port);
  CARKEYS_TRY(const Pipeline pipeline, Pipeline::load(arguments.resources.options()));
  const std::atomic<bool>* const stop = watch_interrupts();
  return serve::run_server(pipeline, arguments.server, *stop, [&](const std::string& url) {
    if (!arguments.quiet) {
      fmt::print(stderr, "car-keys: open this address in a browser; Ctrl-C ends\n");
    }
    return write_output(url + "\n");
  });
}

}  // namespace

void register_serve(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  Command& command = line.command("serve", "Opens a database as a page in the browser");
  command.required_positional("DB", arguments->server.database, "database of car-keys")
      .option("--port", arguments->port, "N", "port, 8700 if not given; 0: any that is free")
      .option("--bind",
              arguments->server.address,
              "ADDRESS",
              "numeric address to listen on; others than this machine need a token")
      .option("--token",
              arguments->server.token,
              "TOKEN",
              "what a client has to know; made up where one is needed and none given")
      .option("--review",
              arguments->server.review,
              "FILE",
              "let records be accepted, corrected and rejected; keeps gold rows in FILE")
      .flag("--quiet", arguments->quiet, "say nothing but errors");
  arguments->resources.add_to(command);
  command
      .footer(
          "The database is only read; when it changes, open pages are told.\n"
          "Examples:\n"
          "  car-keys serve news.db\n"
          "  car-keys serve news.db --port 0 --quiet")
      .action([arguments] {
        const auto done = serve_database(*arguments);
        return done ? static_cast<int>(exit_done) : fail(done.error());
      });
}

}  // namespace carkeys::cli
