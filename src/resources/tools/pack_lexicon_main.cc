// SPDX-License-Identifier: Apache-2.0
// carkeys_pack_lexicon FOLDER OUT: packs the tables of a lexicon folder into one file. Runs in the
// build; a fault in a table stops the build with file and line.
#include <cstdio>

#include <fmt/format.h>

#include "resources/lexicon.h"

int main(int count, char** arguments) {
  if (count != 3) {
    fmt::print(stderr, "usage: carkeys_pack_lexicon FOLDER OUT\n");
    return 2;
  }
  const auto lexicon = carkeys::resources::Lexicon::from_folder(arguments[1]);
  if (!lexicon) {
    fmt::print(stderr, "{}\n", lexicon.error().text());
    return 5;
  }
  const auto packed = lexicon->pack(arguments[2]);
  if (!packed) {
    fmt::print(stderr, "{}\n", packed.error().text());
    return 6;
  }
  return 0;
}
