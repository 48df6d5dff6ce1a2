// SPDX-License-Identifier: Apache-2.0
// Articles and records back out of a database, as they were when they were coded, with a filter for
// records. The order is that of article date, citation and place in the article, whatever the order
// in which they came in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/article.h"
#include "records/record.h"
#include "store/database.h"

namespace carkeys::store {

// Which records are wanted. Lists are alternatives, fields are conditions that must all hold; an
// empty one holds always. A party is a country code, a sector or both: "PER", "/MIL", "PER/MIL".
struct RecordFilter {
  std::vector<std::string> actor = {};
  std::vector<std::string> recipient = {};
  std::vector<std::string> party = {};  // on either side
  std::vector<std::string> claimant = {};
  std::vector<std::string> event = {};  // "ACCUSE"; "relation" for standing ties
  std::vector<std::string> mode = {};
  std::vector<std::string> status = {};
  bool facts = false;         // reported or confirmed, without auxiliary modes
  std::string since = {};     // day, month or year: the record's date, or that of the article for a
                              // record that names no time, is not before it
  std::string until = {};     // and not after it
  std::string country = {};   // where it happened
  std::string place = {};     // its name, resolved or as written
  std::string text = {};      // words of the article, in any spelling (spellings.h)
  std::string citation = {};  // this article
};

struct Condition;

struct StoredArticle {
  std::int64_t number = 0;
  std::string id;
  Article article;
  Coding coding;  // the records that the filter lets through
  std::string coder;
  std::string codebook;
};

class StoredArticles {
 public:
  // `database` must outlive the reader. Errors: bad_usage for a date or party that is none,
  // bad_input where the database cannot be read.
  static Result<StoredArticles> open(Database& database, const RecordFilter& filter);

  // The records with these numbers, the keys of the table of records.
  static Result<StoredArticles> open_records(Database& database,
                                             const std::vector<std::int64_t>& numbers);
  // One article with all its records, which may be none; nullopt where there is no such id.
  static Result<std::optional<StoredArticle>> article(Database& database, std::string_view id);

  // One record with its article; nullopt where there is no such id.
  static Result<std::optional<StoredArticle>> record(Database& database, std::string_view id);

  StoredArticles(StoredArticles&&) noexcept;
  StoredArticles& operator=(StoredArticles&&) noexcept;
  ~StoredArticles();

  // The next article with records; nullopt at the end. Errors: bad_input.
  Result<std::optional<StoredArticle>> next();

 private:
  struct Parts;
  static Result<StoredArticles> open_where(Database& database, Condition condition);
  explicit StoredArticles(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// How many records the database holds, whatever a filter says.
Result<std::int64_t> count_records(Database& database);

}  // namespace carkeys::store
