// SPDX-License-Identifier: Apache-2.0
// When and where: which time expression and which place belong to which deed. A time or place
// belongs to the deed whose phrase it stands in ("die Unruhen im Juli" date the riots, not the
// verdict), otherwise to its clause. A noun that speaks of a deed again ("bei dem Angriff") has the
// day and place of its first telling. Private to coding/.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

#include "coding/context.h"
#include "coding/place/place.h"
#include "coding/time/time.h"

namespace carkeys::coding {

class Circumstances {
 public:
  // The propositions must outlive it.
  Circumstances(const CodingContext& context,
                std::span<const Proposition> propositions,
                std::vector<TimeExpression> times,
                std::vector<PlaceMention> places);

  // The nearest time expression of the predicate, else of its clause, else of the clause above that
  // it hangs on; a date before "since", both before a mere length of time ("wochenlang"). Null:
  // none.
  [[nodiscard]] const TimeExpression* time_of(PredicateIndex index) const;

  // The day of a deed, as far as its sentence or its first telling says.
  [[nodiscard]] RecordDate date_of(const Proposition& proposition) const;
  // The place of a deed; empty where the text names none.
  [[nodiscard]] std::optional<Place> place_of(const Proposition& proposition) const;

 private:
  [[nodiscard]] PredicateIndex owner(TokenIndex start) const;
  [[nodiscard]] TokenIndex head_of(const TimeExpression& time) const;
  [[nodiscard]] bool is_seat(const PlaceMention& place) const;
  [[nodiscard]] bool is_visit(PredicateIndex deed) const;
  [[nodiscard]] bool may_date(const TimeExpression& time, const Proposition& proposition) const;
  [[nodiscard]] bool is_part_of(const Proposition& part, const Proposition& whole) const;
  [[nodiscard]] const Proposition* first_telling(const Proposition& proposition) const;
  [[nodiscard]] bool shares_subject(PredicateIndex index) const;
  [[nodiscard]] bool is_definite(TokenIndex noun) const;
  [[nodiscard]] const PlaceMention* place_at(PredicateIndex index) const;
  [[nodiscard]] const PlaceMention* best_place(PredicateIndex owner_index, TokenIndex deed) const;
  [[nodiscard]] const TimeExpression* nearest_time(PredicateIndex owner_index,
                                                   TokenIndex deed) const;
  [[nodiscard]] PredicateIndex above(PredicateIndex index) const;

  const CodingContext& context_;
  std::span<const Proposition> propositions_;
  std::unordered_set<PredicateIndex> deeds_;
  std::map<PredicateIndex, std::vector<TimeExpression>> times_;
  std::map<PredicateIndex, std::vector<PlaceMention>> places_;
};

}  // namespace carkeys::coding
