// SPDX-License-Identifier: Apache-2.0
// libFuzzer program. Bytes are tried as they are and with a header that fits them, since a wrong
// checksum would hide everything behind it.
#include <cstddef>
#include <cstdint>
#include <string>

#include "analysis/model_file.h"
#include "fuzz/model_file.h"
#include "fuzz/tiny_model.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  carkeys::fuzz::try_model(bytes);
  carkeys::analysis::seal_model(bytes);
  carkeys::fuzz::try_model(bytes);
  // The bytes laid over a model that works, at a place that they choose.
  if (size > 4) {
    std::string model = carkeys::fuzz::tiny_model();
    const std::size_t place = (data[0] | data[1] << 8U) % model.size();
    model.replace(place, size - 2, bytes, 2, size - 2);
    carkeys::analysis::seal_model(model);
    carkeys::fuzz::try_model(model);
  }
  return 0;
}
