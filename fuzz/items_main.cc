// SPDX-License-Identifier: Apache-2.0
// libFuzzer program: files of every form. `fuzz_items --seeds FOLDER` writes the seeds to start
// from.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

#include "fuzz/items.h"

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  if (*count == 3 && std::string((*arguments)[1]) == "--seeds") {
    for (const auto& [name, bytes] : carkeys::fuzz::item_seeds()) {
      std::ofstream(std::string((*arguments)[2]) + "/" + name, std::ios::binary) << bytes;
    }
    std::exit(0);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  carkeys::fuzz::try_items(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
