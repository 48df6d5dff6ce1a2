// SPDX-License-Identifier: Apache-2.0
// carkeys-refresh MODEL ABBREVIATIONS.tsv: puts the current word list into a trained model.
#include <iostream>

#include "refresh.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: carkeys-refresh MODEL ABBREVIATIONS.tsv\n";
    return 2;
  }
  const auto done = carkeys::train::refresh_model(argv[1], argv[2]);
  if (!done) {
    std::cerr << done.error().text() << "\n";
    return 5;
  }
  return 0;
}
