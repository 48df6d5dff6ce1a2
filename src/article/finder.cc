// SPDX-License-Identifier: Apache-2.0
#include "article/finder.h"

#include <utility>

#include <fmt/format.h>

#include "base/encoding.h"

namespace carkeys::article {
namespace {

DecodedText decoded(RawItem& item) {
  if (item.decoded) {
    return {std::move(item.bytes), Encoding::utf8, 0, 0};
  }
  const bool names_none = item.charset.empty() && item.form == RawForm::html;
  return decode(item.bytes,
                names_none ? stated_charset(item.bytes) : std::string_view(item.charset));
}

void warn_of_replaced(const DecodedText& text,
                      const std::string& citation,
                      std::vector<std::string>& warnings) {
  if (text.replaced > 0) {
    warnings.push_back(
        fmt::format("{}:{}: {} invalid {} sequence{}, the first at this byte, read as U+FFFD",
                    citation,
                    text.first_replaced,
                    text.replaced,
                    text.encoding == Encoding::utf8 ? "UTF-8" : "byte",
                    text.replaced == 1 ? "" : "s"));
  }
}

// Takes what a page says where its source did not.
void fill(std::string& field, std::string& stated) {
  if (field.empty()) {
    field = std::move(stated);
  }
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
  CARKEYS_TRY(html::PartNames names, html::PartNames::load(lexicon));
  return ArticleFinder(std::move(guesser), std::move(layout), std::move(names));
}

html::Page ArticleFinder::read_page(const RawItem& item) const {
  RawItem copy = item;
  const DecodedText text = decoded(copy);
  return html::read_page(
      text.text, names_, [this](std::string_view line) { return layout_.is_furniture(line); });
}

// The text of a page and what it says about itself; what the source of the item says wins.
void ArticleFinder::take_page(RawItem& item, Finding& finding) const {
  const DecodedText source = decoded(item);
  warn_of_replaced(source, item.citation, finding.warnings);
  html::Page page = html::read_page(
      source.text, names_, [this](std::string_view line) { return layout_.is_furniture(line); });
  if (page.cut) {
    finding.warnings.push_back(item.citation + ": cut or nested too deeply, read in part");
  }
  Article& article = finding.article;
  article.text = page.text();
  if (article.text.empty()) {
    finding.warnings.push_back(item.citation + ": no running text in this page");
  }
  fill(item.title, page.facts.title);
  fill(item.publication, page.facts.site);
  fill(item.language, page.facts.language);
  fill(item.licence, page.facts.licence);
  if (!page.facts.url.empty()) {
    item.url = std::move(page.facts.url);
  }
  if (item.authors.empty()) {
    item.authors = std::move(page.facts.authors);
  }
  item.date = item.date ? item.date : page.facts.published;
  item.modified = item.modified ? item.modified : page.facts.modified;
}

Language ArticleFinder::language_of(const RawItem& item,
                                    const Article& article,
                                    const Defaults& defaults) const {
  const bool stated = !item.language.empty();
  // What a page names is often what its software was made in; only a person or a feed that names
  // the language of an article knows.
  if (stated && item.form == RawForm::text) {
    return language_from(item.language);
  }
  if (defaults.language != Language::unknown) {
    return defaults.language;
  }
  const Language guessed = guesser_.guess(article.text);
  constexpr std::size_t little = 80;  // bytes
  const bool too_little = guessed == Language::unknown && article.text.size() < little;
  return stated && too_little ? language_from(item.language) : guessed;
}

Finding ArticleFinder::find(RawItem item, const Defaults& defaults) const {
  Finding finding;
  finding.warnings = std::move(item.warnings);
  Article& article = finding.article;
  if (item.withdrawn) {
    finding.outcome = Outcome::withdrawn;
    article.citation = std::move(item.citation);
    return finding;
  }
  if (item.form == RawForm::html) {
    take_page(item, finding);
  } else {
    DecodedText text = decoded(item);
    warn_of_replaced(text, item.citation, finding.warnings);
    article.text = std::move(text.text);
  }
  if (!has_letters(article.text)) {
    finding.outcome = Outcome::empty;
  } else {
    article.language = language_of(item, article, defaults);
    finding.outcome =
        article.language == Language::unknown ? Outcome::unknown_language : Outcome::found;
  }
  article.citation = std::move(item.citation);
  article.url = std::move(item.url);
  article.title = std::move(item.title);
  article.publication = std::move(item.publication);
  article.licence = std::move(item.licence);
  article.authors = std::move(item.authors);
  article.language_tag = std::move(item.language);
  article.date = item.date ? item.date : defaults.date;
  article.modified = item.modified;
  article.crawled = item.crawled;
  if (finding.outcome == Outcome::found) {
    article.parts = layout_.parts(article.text, article.language, article.title);
    take_title(article);
  }
  return finding;
}

}  // namespace carkeys::article
