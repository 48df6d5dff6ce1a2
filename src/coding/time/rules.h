// SPDX-License-Identifier: Apache-2.0
// The time rules of one language as compiled from its tables LANG/time_words and LANG/time, and the
// matcher that finds them in a row of atoms. It says which words filled which field; what that
// means in the calendar is resolve.h's business. The form of patterns is told in lexicon/README.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "coding/time/atoms.h"
#include "resources/lexicon.h"

namespace carkeys::coding {

// What a word of a time expression can say. Field names are the names of word classes too.
enum class TimeField : std::uint8_t {
  year,
  month,
  day,
  weekday,
  number,
  unit,
  number2,
  unit2,
  shift,
  year_shift,
  ordinal,
  decade,
  season,
  daypart,
  feast,
  hour,
  minute,
  none  // last: how many there are
};

using TimeFields = std::array<std::string_view, static_cast<std::size_t>(TimeField::none)>;

enum class TimeOperation : std::uint8_t {
  date,
  weekday,
  day,
  period,
  offset,
  duration,
  set,
  reference,
  season,
  decade,
  century,
  time,
  feast,
  part_of_year
};

// The cell `meaning` of a rule.
struct TimeMeaning {
  TimeOperation operation = TimeOperation::date;
  int sign = 0;           // of an offset or a duration: -1 back, +1 ahead
  bool previous = false;  // counts from the day told last, not from the article's
  bool as_duration = false;
  bool far_past = false;
  bool since = false;
  std::string value;  // fixed TIMEX3 value
};

struct TimeItem {
  enum class Builtin : std::uint8_t {
    none,
    year,
    plain_year,
    short_year,
    month_number,
    day,
    hour,
    minute,
    number
  };

  Builtin builtin = Builtin::none;
  std::vector<std::uint32_t> classes;  // any of these
  TimeField field = TimeField::none;
  TimeField second_field = TimeField::none;  // of a compound
  bool optional = false;
  bool negated = false;  // must not stand here; takes no atom
  bool behind = false;   // with negated: must not stand before
  bool glued = false;
  bool context = false;  // must stand here but is not part of the expression
};

struct TimeRule {
  std::vector<TimeItem> items;
  TimeFields preset = {};
  std::vector<std::string> preset_values;  // owned, views in `preset`
  TimeMeaning meaning;
  std::string place;  // "de/time.tsv:17"
};

struct TimeMatch {
  const TimeRule* rule = nullptr;
  std::size_t begin = 0;  // half-open range of atoms, context left out
  std::size_t end = 0;
  std::size_t taken = 0;  // atoms, context included
  TimeFields fields = {};
};

class TimeRules {
 public:
  // Errors: bad_resource naming the line. Both tables must be there.
  static Result<TimeRules> load(const resources::Lexicon& lexicon, const std::string& language);

  // The longest expressions from the left, none overlapping. Fields point into `text` and into the
  // rules.
  [[nodiscard]] std::vector<TimeMatch> find(std::string_view text,
                                            std::span<const Atom> atoms) const;
  // Does the word belong to the word class?
  [[nodiscard]] bool is_a(std::string_view word, std::string_view word_class) const;
  // Does the atom belong to the word class? For words around an expression ("since", "from").
  [[nodiscard]] bool is_a(std::string_view text,
                          const Atom& atom,
                          std::string_view word_class) const;

 private:
  struct Reading {
    std::uint32_t word_class = 0;
    bool capital = false;  // only where written with a capital
    std::string value;
    std::string second_value;
  };

  friend class TimeRuleReader;
  friend class TimeMatcher;
  [[nodiscard]] std::span<const Reading> readings(std::string_view word) const;
  [[nodiscard]] std::span<const Reading> readings(std::string_view text, const Atom& atom) const;
  std::uint32_t class_id(std::string_view name);
  void add_word(std::string_view word, Reading reading);

  std::unordered_map<std::string, std::vector<Reading>> words_;  // by lower-case form
  std::unordered_map<std::string, std::uint32_t> classes_;
  void index_starts();

  std::vector<TimeRule> rules_;
  // Which rules may begin at an atom: by word class, and at any number. In the order of the rules.
  std::vector<std::vector<std::uint32_t>> starts_by_class_;
  std::vector<std::uint32_t> starts_at_number_;
};

}  // namespace carkeys::coding
