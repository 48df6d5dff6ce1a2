// SPDX-License-Identifier: Apache-2.0
#include "refresh.h"

#include "analysis/analyser.h"
#include "analysis/model_file.h"
#include "analysis/self_test.h"
#include "conllu.h"

namespace carkeys::train {
namespace {

Result<analysis::Sections> read_sections(const std::string& path) {
  CARKEYS_TRY(const auto file, analysis::ModelFile::open(path));
  analysis::Sections sections;
  for (const auto& name : file.section_names()) {
    sections.emplace_back(name, file.text(name));
  }
  return sections;
}

void set(analysis::Sections& sections, const std::string& name, std::string bytes) {
  for (auto& section : sections) {
    if (section.first == name) {
      section.second = std::move(bytes);
      return;
    }
  }
  sections.emplace_back(name, std::move(bytes));
}

}  // namespace

Result<void> refresh_model(const std::string& model, const std::string& abbreviations) {
  CARKEYS_TRY(auto sections, read_sections(model));
  if (!abbreviations.empty()) {
    CARKEYS_TRY(auto table, read_text(abbreviations));
    set(sections, "abbreviations", std::move(table));
  }
  if (auto written = analysis::write_model(model, sections); !written) {
    return written;
  }
  CARKEYS_TRY(const auto analyser, analysis::Analyser::load(model));
  std::string sample;
  for (const auto& [name, bytes] : sections) {
    sample = name == "sample" ? bytes : sample;
  }
  set(sections, "expected", analysis::sample_text(analyser, sample));
  return analysis::write_model(model, sections);
}

}  // namespace carkeys::train
