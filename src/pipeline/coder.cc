// SPDX-License-Identifier: Apache-2.0
#include "carkeys/coder.h"

#include <utility>

#include "pipeline/pipeline.h"

namespace carkeys {

struct Coder::Parts {
  Pipeline pipeline;
};

Coder::Coder(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;
Coder::~Coder() = default;

Result<Coder> Coder::load(const CoderOptions& options) {
  CARKEYS_TRY(
      Pipeline pipeline,
      Pipeline::load({options.data_folder, options.lexicon_overlay, options.min_confidence}));
  return Coder(std::unique_ptr<Parts>(new Parts{std::move(pipeline)}));
}

Result<Article> Coder::read(const ArticleSource& source) const {
  RawItem item;
  item.citation = source.citation;
  item.bytes = source.text;
  item.url = source.url;
  item.title = source.title;
  item.publication = source.publication;
  item.date = source.date;
  article::Finding finding = parts_->pipeline.find(std::move(item), {source.language, {}});
  if (finding.outcome == article::Outcome::unknown_language) {
    return failure(
        ErrorCode::bad_input, "neither German nor English as far as one can tell", source.citation);
  }
  return std::move(finding.article);
}

Result<Coding> Coder::code(const Article& article) const {
  if (article.parts.empty()) {
    return Coding();
  }
  analysis::Workspace workspace;
  CARKEYS_TRY(CodedArticle coded, parts_->pipeline.code(article, workspace));
  return std::move(coded.coding);
}

}  // namespace carkeys
