// SPDX-License-Identifier: Apache-2.0
// car-keys on the command line.
#include <csignal>
#include <string>

#include "commands.h"
#include "store/sink.h"

int main(int argc, char** argv) {
  // A reader that goes away, or a limit on file sizes, is an error of the write that meets it, with
  // a message and exit code 6.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  carkeys::cli::CommandLine line(
      "Reads German and English news and keys it into PLOVER 2.0 records, keeping claims apart "
      "from facts.",
      std::string(carkeys::store::coder_name()));
  carkeys::cli::register_code(line);
  carkeys::cli::register_extract(line);
  carkeys::cli::register_ingest(line);
  carkeys::cli::register_query(line);
  carkeys::cli::register_export(line);
  carkeys::cli::register_panel(line);
  carkeys::cli::register_parse(line);
  carkeys::cli::register_relate(line);
  carkeys::cli::register_explain(line);
  carkeys::cli::register_quotes(line);
  carkeys::cli::register_lexicon(line);
  carkeys::cli::register_eval(line);
  carkeys::cli::register_diff(line);
  carkeys::cli::register_train(line);
  carkeys::cli::register_serve(line);
  return line.run(argc, argv);
}
