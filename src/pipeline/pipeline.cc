// SPDX-License-Identifier: Apache-2.0
#include "pipeline/pipeline.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "clauses/clauses.h"
#include "coding/coder.h"

namespace carkeys {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view lexicon_name = "car-keys.lexicon";

struct ModelName {
  Language language;
  std::string_view file;
};

constexpr std::array model_names = {ModelName{Language::german, "de.model"},
                                    ModelName{Language::english, "en.model"}};

std::string in_folder(const std::string& folder, std::string_view name) {
  return (fs::path(folder) / name).string();
}

// CARKEYS_KERNELS in the environment names the path through the arithmetic, for measurements.
Result<void> choose_kernels(analysis::Analyser& analyser) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment.
  const char* name = std::getenv("CARKEYS_KERNELS");
  if (name == nullptr || *name == '\0') {
    return {};
  }
  const auto path = analysis::path_from(name);
  if (!path || !analyser.use(*path)) {
    return failure(ErrorCode::bad_usage, "kernels unknown or not for this processor", name);
  }
  return {};
}

Result<analysis::Analyser> load_named_model(const std::string& path) {
  CARKEYS_TRY(analysis::Analyser analyser, analysis::Analyser::load(path));
  if (Result<void> chosen = choose_kernels(analyser); !chosen) {
    return tl::unexpected<Error>(std::move(chosen.error()));
  }
  return analyser;
}

// A model that is not there is nullopt; one that is there but cannot be read is an error.
Result<std::optional<analysis::Analyser>> load_model(const std::string& path) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    return std::optional<analysis::Analyser>();
  }
  CARKEYS_TRY(analysis::Analyser analyser, load_named_model(path));
  return std::optional<analysis::Analyser>(std::move(analyser));
}

}  // namespace

struct Pipeline::Stages {
  std::string folder;
  resources::Lexicon lexicon;
  article::ArticleFinder finder;
  std::array<std::optional<analysis::Analyser>, model_names.size()> analysers;
  std::optional<analysis::Analyser> only;  // where there is one, no other is asked
  clauses::ClauseBuilder clauses;
  coding::RecordCoder coder;
};

std::string data_folder(const PipelineOptions& options) {
  if (!options.data_folder.empty()) {
    return options.data_folder;
  }
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment.
  if (const char* named = std::getenv("CARKEYS_DATA"); named != nullptr && *named != '\0') {
    return named;
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  const fs::path beside = program / "share" / "car-keys";
  const fs::path installed = program.parent_path() / "share" / "car-keys";
  return (!fs::exists(beside, error) && fs::exists(installed, error) ? installed : beside).string();
}

Pipeline::Pipeline(std::unique_ptr<Stages> stages) : stages_(std::move(stages)) {}

Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

Result<Pipeline> Pipeline::load(const PipelineOptions& options) {
  const std::string folder = data_folder(options);
  CARKEYS_TRY(resources::Lexicon lexicon,
              resources::Lexicon::load(in_folder(folder, lexicon_name), options.lexicon_overlay));
  CARKEYS_TRY(article::ArticleFinder finder, article::ArticleFinder::load(lexicon));
  CARKEYS_TRY(clauses::ClauseBuilder clauses, clauses::ClauseBuilder::load(lexicon));
  CARKEYS_TRY(coding::RecordCoder coder,
              coding::RecordCoder::load(lexicon, options.min_confidence));
  std::array<std::optional<analysis::Analyser>, model_names.size()> analysers;
  bool any = false;
  std::optional<analysis::Analyser> only;
  if (!options.model_file.empty()) {
    CARKEYS_TRY(only, load_named_model(options.model_file));
  }
  const bool by_language = options.models && !only;
  for (std::size_t i = 0; i < model_names.size() && by_language; ++i) {
    CARKEYS_TRY(analysers[i], load_model(in_folder(folder, model_names[i].file)));
    any = any || analysers[i].has_value();
  }
  if (!any && by_language) {
    return failure(
        ErrorCode::bad_resource, "no model is there", in_folder(folder, model_names[0].file));
  }
  return Pipeline(std::unique_ptr<Stages>(new Stages{folder,
                                                     std::move(lexicon),
                                                     std::move(finder),
                                                     std::move(analysers),
                                                     std::move(only),
                                                     std::move(clauses),
                                                     std::move(coder)}));
}

article::Finding Pipeline::find(RawItem item, const article::Defaults& defaults) const {
  return stages_->finder.find(std::move(item), defaults);
}

article::html::Page Pipeline::read_page(const RawItem& item) const {
  return stages_->finder.read_page(item);
}

Result<Document> Pipeline::analyse(const Article& article, analysis::Workspace& workspace) const {
  CARKEYS_TRY(const analysis::Analyser* found, analyser(article.language));
  return found->analyse(article, workspace);
}

Result<CodedArticle> Pipeline::code(const Article& article,
                                    analysis::Workspace& workspace,
                                    coding::Trace* trace) const {
  CARKEYS_TRY(Document document, analyse(article, workspace));
  ClauseGraph graph = stages_->clauses.build(document);
  Coding coding = stages_->coder.code(article, document, graph, trace);
  return CodedArticle{std::move(document), std::move(graph), std::move(coding)};
}

Result<std::optional<coding::Relation>> Pipeline::relate(const Article& article,
                                                         const coding::Pair& pair,
                                                         analysis::Workspace& workspace) const {
  CARKEYS_TRY(Document document, analyse(article, workspace));
  const ClauseGraph graph = stages_->clauses.build(document);
  return stages_->coder.relate(article, document, graph, pair);
}

Result<const analysis::Analyser*> Pipeline::analyser(Language language) const {
  if (stages_->only) {
    return &*stages_->only;
  }
  for (std::size_t i = 0; i < model_names.size(); ++i) {
    if (model_names[i].language == language && stages_->analysers[i]) {
      return &*stages_->analysers[i];
    }
    if (model_names[i].language == language) {
      return failure(ErrorCode::bad_resource,
                     "the model of this language is not there",
                     in_folder(stages_->folder, model_names[i].file));
    }
  }
  return failure(ErrorCode::bad_input, "language unknown");
}

const resources::Lexicon& Pipeline::lexicon() const {
  return stages_->lexicon;
}

}  // namespace carkeys
