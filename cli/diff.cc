// SPDX-License-Identifier: Apache-2.0
// car-keys diff: how two databases with codings of the same articles agree.
#include <memory>

#include "commands.h"
#include "exit_code.h"
#include "output.h"
#include "store/difference.h"
#include "store/schema.h"

namespace carkeys::cli {
namespace {

struct Arguments {
  std::string a;
  std::string b;
  bool list = false;
};

Result<void> diff(const Arguments& arguments) {
  CARKEYS_TRY(store::Database a, store::open_for_reading(arguments.a));
  CARKEYS_TRY(store::Database b, store::open_for_reading(arguments.b));
  CARKEYS_TRY(const store::Difference difference, store::compare(a, b));
  std::string out = store::report(difference);
  for (const std::string& line : arguments.list ? difference.lines : std::vector<std::string>()) {
    out += line;
    out += '\n';
  }
  return write_output(out);
}

}  // namespace

void register_diff(CommandLine& line) {
  auto arguments = std::make_shared<Arguments>();
  line.command("diff", "Compares two codings of the same articles")
      .required_positional("A", arguments->a, "database of car-keys")
      .required_positional("B", arguments->b, "another, with the same articles")
      .flag("--list", arguments->list, "list the records that only one has or that differ")
      .footer("Example: car-keys diff before.db after.db --list")
      .action([arguments] {
        const auto done = diff(*arguments);
        return done ? static_cast<int>(exit_done) : fail(done.error());
      });
}

}  // namespace carkeys::cli
