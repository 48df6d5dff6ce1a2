// SPDX-License-Identifier: Apache-2.0
// When: time expressions of a document resolved against the article's date ("am Montag", "last
// week", "am 3. Oktober", "2014", "seit Monaten"), in TimeML terms. A document without a date gets
// text but no dates, and never today's.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "records/article.h"
#include "records/document.h"
#include "records/record.h"
#include "resources/lexicon.h"

namespace carkeys::coding {

struct TimeExpression {
  TextRange range;              // words, without the preposition
  TokenIndex begin = no_token;  // half-open range of tokens
  TokenIndex end = no_token;
  RecordDate date;    // resolved day(s); begin empty where it cannot be resolved
  std::string value;  // TIMEX3 value: 2023-03-13, 2023-W11, 2023-03, 2023, P3D, PAST_REF
  enum class Kind : std::uint8_t { date, time, duration, set } kind = Kind::date;
  bool since = false;     // "seit 1970", "since May": begin is where it starts
  bool future = false;    // lies after the article's date
  bool far_past = false;  // well before the reported days: more than about 3 weeks before the
                          // article, an earlier year, or "seit ..." such a time, "damals"
};

class TimeResolver {
 public:
  TimeResolver(TimeResolver&&) noexcept;
  TimeResolver& operator=(TimeResolver&&) noexcept;
  ~TimeResolver();

  static Result<TimeResolver> load(const resources::Lexicon& lexicon);

  // All time expressions, in text order, none overlapping.
  [[nodiscard]] std::vector<TimeExpression> find(const Document& document,
                                                 std::optional<Date> article_date) const;

 private:
  struct Tables;
  explicit TimeResolver(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace carkeys::coding
