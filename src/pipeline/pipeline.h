// SPDX-License-Identifier: Apache-2.0
// All stages wired together for one article at a time: where models and lexicon are found, and the
// path raw item → article → document → clause graph → coding. Running over many items is run.h's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/analyser.h"
#include "article/finder.h"
#include "base/result.h"
#include "coding/coder.h"
#include "records/article.h"
#include "records/clause_graph.h"
#include "records/document.h"
#include "records/raw_item.h"
#include "records/record.h"
#include "resources/lexicon.h"

namespace carkeys {

struct PipelineOptions {
  // Folder of de.model, en.model and car-keys.lexicon. Empty: the environment's CARKEYS_DATA, else
  // share/car-keys beside the program, else ../share/car-keys.
  std::string data_folder;
  std::string lexicon_overlay;  // folder of TSV tables laid on top of the lexicon; may be empty
  double min_confidence = 0;    // less sure records are left out
  bool models = true;           // false: for reading articles only; analysis then fails
  // A model that reads every article, whatever its language, instead of the folder's. May be empty.
  std::string model_file = {};
};

// What the stages made of one article.
struct CodedArticle {
  Document document;
  ClauseGraph graph;
  Coding coding;
};

// Immutable after load; safe from several threads, each with its own Workspace.
class Pipeline {
 public:
  // Errors: bad_resource naming the file. The model of one language may be absent (not damaged);
  // articles of that language then fail.
  static Result<Pipeline> load(const PipelineOptions& options);

  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;
  ~Pipeline();

  [[nodiscard]] article::Finding find(RawItem item, const article::Defaults& defaults) const;
  // How a web page is read into its article and what is left out. `item` is HTML.
  [[nodiscard]] article::html::Page read_page(const RawItem& item) const;
  // Errors: bad_resource where the language has no model.
  [[nodiscard]] Result<Document> analyse(const Article& article,
                                         analysis::Workspace& workspace) const;
  // `trace` may be null; it takes what happened at each predicate with a frame, for explain.
  [[nodiscard]] Result<CodedArticle> code(const Article& article,
                                          analysis::Workspace& workspace,
                                          coding::Trace* trace = nullptr) const;

  // What one phrase of the article does to another; nullopt: nothing that the lexicon knows.
  [[nodiscard]] Result<std::optional<coding::Relation>> relate(
      const Article& article, const coding::Pair& pair, analysis::Workspace& workspace) const;

  // The analyser of a language. Errors: bad_resource. Valid until the Pipeline is destroyed.
  [[nodiscard]] Result<const analysis::Analyser*> analyser(Language language) const;
  [[nodiscard]] const resources::Lexicon& lexicon() const;

 private:
  struct Stages;
  explicit Pipeline(std::unique_ptr<Stages> stages);
  std::unique_ptr<Stages> stages_;
};

// The folder that `load` takes models and lexicon from.
std::string data_folder(const PipelineOptions& options);

}  // namespace carkeys
