// SPDX-License-Identifier: Apache-2.0
// What is told as background: deeds well before the reported days. A time expression of its own
// says so ("1995 eroberten Truppen die Stadt"), and until the paragraph ends, a new time or another
// tense comes, the sentences after it stay there ("Tausende wurden verschleppt.").
#pragma once

#include <functional>
#include <vector>

#include "coding/context.h"
#include "coding/time/time.h"

namespace carkeys::coding {

class Background {
 public:
  // The time expression that dates a predicate; null: none.
  using TimeOf = std::function<const TimeExpression*(PredicateIndex)>;

  Background(const CodingContext& context, TimeOf time_of);

  [[nodiscard]] bool holds(PredicateIndex index) const;

 private:
  [[nodiscard]] const TimeExpression* dating(PredicateIndex index) const;
  [[nodiscard]] bool beside_far(PredicateIndex index) const;
  [[nodiscard]] bool is_far(const TimeExpression& time, PredicateIndex index) const;
  [[nodiscard]] bool began_years_ago(const TimeExpression& time) const;
  [[nodiscard]] bool stands_below(TokenIndex token, TokenIndex head) const;
  [[nodiscard]] ClauseTense tense_of(PredicateIndex index) const;
  [[nodiscard]] PredicateIndex main_clause(SentenceIndex sentence) const;
  void follow();

  const CodingContext& context_;
  TimeOf time_of_;
  std::vector<bool> goes_on_;  // by sentence: told of the time of the sentence before
};

}  // namespace carkeys::coding
