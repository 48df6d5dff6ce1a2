// SPDX-License-Identifier: Apache-2.0
#include "article/finder.h"

#include <utility>

#include <fmt/format.h>

#include "article/encoding.h"

namespace carkeys::article {
namespace {

std::string decoded(RawItem& item, std::vector<std::string>& warnings) {
  if (item.decoded) {
    return std::move(item.bytes);
  }
  DecodedText text = decode(item.bytes);
  if (text.replaced > 0) {
    warnings.push_back(
        fmt::format("{}:{}: {} invalid UTF-8 sequence{}, the first at this byte, read as U+FFFD",
                    item.citation,
                    text.first_replaced,
                    text.replaced,
                    text.replaced == 1 ? "" : "s"));
  }
  return std::move(text.text);
}

void take_title(Article& article) {
  if (!article.title.empty()) {
    return;
  }
  for (const Article::Part& part : article.parts) {
    if (part.kind == Article::PartKind::headline) {
      article.title = part.range.in(article.text);
      return;
    }
  }
}

}  // namespace

Result<ArticleFinder> ArticleFinder::load(const resources::Lexicon& lexicon) {
  CARKEYS_TRY(LanguageGuesser guesser, LanguageGuesser::load(lexicon));
  CARKEYS_TRY(Layout layout, Layout::load(lexicon));
  return ArticleFinder(std::move(guesser), std::move(layout));
}

Finding ArticleFinder::find(RawItem item, const Defaults& defaults) const {
  Finding finding;
  finding.warnings = std::move(item.warnings);
  Article& article = finding.article;
  article.text = decoded(item, finding.warnings);
  article.citation = std::move(item.citation);
  article.url = std::move(item.url);
  article.title = std::move(item.title);
  article.publication = std::move(item.publication);
  article.date = item.date ? item.date : defaults.date;
  if (!has_letters(article.text)) {
    finding.outcome = Outcome::empty;
    return finding;
  }
  if (!item.language.empty()) {
    article.language = language_from(item.language);
  } else {
    article.language =
        defaults.language != Language::unknown ? defaults.language : guesser_.guess(article.text);
  }
  if (article.language == Language::unknown) {
    finding.outcome = Outcome::unknown_language;
    return finding;
  }
  article.parts = layout_.parts(article.text, article.language, article.title);
  take_title(article);
  return finding;
}

}  // namespace carkeys::article
