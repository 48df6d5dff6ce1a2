// SPDX-License-Identifier: Apache-2.0
// Stage "analysis": sentences, tokens, lemmas, parts of speech, features, dependency trees and
// names for one language, by a trained model (models/LANG.model). Inference needs no library;
// kernels are chosen at run time. A model is immutable after load and shared by all threads; each
// thread brings its own Workspace.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "analysis/kernels.h"
#include "base/result.h"
#include "records/article.h"
#include "records/document.h"

namespace carkeys::analysis {

// Scratch memory of one thread; grows to the largest batch seen and is then reused.
class Workspace {
 public:
  Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;
  ~Workspace();
  struct Buffers;

  Buffers& buffers() { return *buffers_; }

 private:
  std::unique_ptr<Buffers> buffers_;
};

class Analyser {
 public:
  Analyser(Analyser&&) noexcept;
  Analyser& operator=(Analyser&&) noexcept;
  ~Analyser();

  // Memory-maps a model and checks magic, version, size and checksum. Errors: bad_resource.
  static Result<Analyser> load(const std::string& path);
  // Takes another way through the arithmetic than the best one that this processor has (tests,
  // measurements). False, and nothing changed, where the processor cannot take it.
  bool use(Path path);
  // Runs the sample sentence stored in the model and compares; for doctor and tests.
  [[nodiscard]] Result<void> self_test() const;

  // Splits the article's parts into sentences and tokens and analyses them. A sentence longer than
  // 256 tokens is cut at the best punctuation mark. Text outside the parts is not touched.
  [[nodiscard]] Document analyse(const Article& article, Workspace& workspace) const;
  // Keeps the tokens and sentences that the document already has (forms by range) and fills in the
  // rest: for given tokens (CoNLL-U input).
  void annotate(Document& document, Workspace& workspace) const;

  [[nodiscard]] Language language() const;
  // One line for people: name, version, training data, checksum.
  [[nodiscard]] std::string description() const;

 private:
  struct Model;
  explicit Analyser(std::unique_ptr<Model> model);
  std::unique_ptr<Model> model_;
};

}  // namespace carkeys::analysis
