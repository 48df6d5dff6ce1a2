// SPDX-License-Identifier: Apache-2.0
// Articles and their records as rows of a database. Transactions are the caller's.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "records/article.h"
#include "records/record.h"
#include "store/database.h"
#include "store/sink.h"

namespace carkeys::store {

// "ca1-" and a hash of URL (or citation where there is none) and text.
std::string article_id(const Article& article);
// Of all that the coding of an article rests on: the article and the run.
std::string source_hash(const Article& article, const std::string& run_id);
// "cr1-" and a hash of everything that makes two runs code alike.
std::string run_id(const RunIdentity& run);

class ArticleWriter {
 public:
  enum class Change : std::uint8_t { none, added, replaced };

  // `database` must outlive the writer and be one of open_for_writing(). Errors: cannot_write.
  static Result<ArticleWriter> prepare(Database& database, const RunIdentity& run);

  ArticleWriter(ArticleWriter&&) noexcept;
  ArticleWriter& operator=(ArticleWriter&&) noexcept;
  ~ArticleWriter();

  // An article that is there with the same records changes nothing; with other records, all its
  // rows are made anew. Records with the same id are one. Errors: cannot_write; then some of the
  // rows may be there, and the transaction has to be rolled back.
  Result<Change> write(const Article& article, const Coding& coding);

 private:
  struct Parts;
  explicit ArticleWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace carkeys::store
