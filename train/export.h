// SPDX-License-Identifier: Apache-2.0
// Writes a trained network as a model file for src/analysis (the sections are described in
// src/analysis/network.h): tables as bytes with a scale a row, layers packed for the kernels, ready
// vectors of frequent words, word lists, and a sample sentence.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "trainer.h"

namespace carkeys::train {

struct ExportOptions {
  std::string path;
  std::string language;                  // de, en
  std::string description;               // training data and date, one line
  std::string abbreviations;             // path of the word list
  std::vector<std::string> ready_forms;  // get a vector of their own
  std::string sample;                    // a sentence, words parted by spaces
  Style style = Style::own;              // of annotation; others only to measure
  bool join_particles = false;           // "ging ... aus" has the lemma "ausgehen"
};

Result<void> export_model(Trainer& trainer, const ExportOptions& options);

}  // namespace carkeys::train
