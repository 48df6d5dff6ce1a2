// SPDX-License-Identifier: Apache-2.0
// Public interface: from the text of an article to its records.
//
//   auto coder = carkeys::Coder::load();
//   if (!coder) { ... coder.error().text() ... }
//   carkeys::ArticleSource source;
//   source.text = "Washington hat den Iran beschuldigt, Drohnen geliefert zu haben.";
//   const auto article = coder->read(source);
//   const auto coding = coder->code(*article);
//   for (const carkeys::Record& record : coding->records) { ... }
//
// A Coder is immutable and safe from several threads. It must outlive no result: articles and
// codings own what they hold.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "carkeys/article.h"
#include "carkeys/record.h"
#include "carkeys/result.h"

namespace carkeys {

struct CoderOptions {
  // Folder of de.model, en.model and car-keys.lexicon. Empty: the environment's CARKEYS_DATA, else
  // share/car-keys beside the program, else ../share/car-keys.
  std::string data_folder;
  std::string lexicon_overlay;  // folder of TSV tables on top of the lexicon; may be empty
  double min_confidence = 0;    // less sure records are left out
};

// The bytes of one article and what is known about it.
struct ArticleSource {
  std::string text;      // in UTF-8, windows-1252 or UTF-16 with a byte order mark
  std::string citation;  // what records cite; may be empty
  std::string url;
  std::string title;
  std::string publication;
  Language language = Language::unknown;  // unknown: guess
  std::optional<Date> date;               // absent: records get no dates
};

class Coder {
 public:
  // Errors: bad_resource naming the file.
  static Result<Coder> load(const CoderOptions& options = {});

  Coder(Coder&&) noexcept;
  Coder& operator=(Coder&&) noexcept;
  ~Coder();

  // Decodes the text and finds the parts of it that are news. Errors: bad_input for a text that is
  // neither German nor English; a text without a letter is an article without parts.
  [[nodiscard]] Result<Article> read(const ArticleSource& source) const;
  // Errors: bad_resource where the language of the article has no model.
  [[nodiscard]] Result<Coding> code(const Article& article) const;

 private:
  struct Parts;
  explicit Coder(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace carkeys
