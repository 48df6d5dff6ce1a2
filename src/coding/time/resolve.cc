// SPDX-License-Identifier: Apache-2.0
#include "coding/time/resolve.h"

#include <array>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "coding/time/calendar.h"
#include "coding/time/length.h"

namespace carkeys::coding {
namespace {

using Kind = TimeExpression::Kind;

constexpr int days_of_week = 7;
constexpr int months_of_year = 12;
constexpr int quarters_of_year = 4;

class Resolver {
 public:
  Resolver(const TimeMatch& match, const TimeContext& context)
      : fields_(match.fields), meaning_(match.rule->meaning), context_(context) {}

  TimeResolution run() {
    // In the order of TimeOperation.
    static constexpr std::array<void (Resolver::*)(), 14> operations = {&Resolver::date,
                                                                        &Resolver::weekday,
                                                                        &Resolver::day,
                                                                        &Resolver::period,
                                                                        &Resolver::offset,
                                                                        &Resolver::duration,
                                                                        &Resolver::set,
                                                                        &Resolver::reference,
                                                                        &Resolver::season,
                                                                        &Resolver::decade,
                                                                        &Resolver::century,
                                                                        &Resolver::time,
                                                                        &Resolver::feast,
                                                                        &Resolver::part_of_year};
    static_assert(static_cast<std::size_t>(TimeOperation::part_of_year) + 1 == operations.size());
    (this->*operations[static_cast<std::size_t>(meaning_.operation)])();
    if (!meaning_.value.empty()) {
      result_.value = meaning_.value;
    }
    result_.long_ago = result_.long_ago || meaning_.far_past;
    return result_;
  }

 private:
  [[nodiscard]] std::string_view field(TimeField name) const {
    return fields_[static_cast<std::size_t>(name)];
  }

  [[nodiscard]] bool has(TimeField name) const { return !field(name).empty(); }

  [[nodiscard]] int number(TimeField name) const {
    std::string_view digits = field(name);
    if (digits.starts_with('+')) {
      digits.remove_prefix(1);
    }
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }

  [[nodiscard]] bool knows_day() const { return context_.article && context_.article->day != 0; }

  [[nodiscard]] bool knows_month() const {
    return context_.article && context_.article->month != 0;
  }

  void set_days(const Date& begin, const Date& end, DatePrecision precision) {
    if (!calendar::is_valid(begin) || !calendar::is_valid(end)) {
      return;
    }
    result_.begin = calendar::first_day(begin);
    result_.end = calendar::last_day(end);
    result_.precision = precision;
  }

  // A year, month or day by its own precision.
  void set_date(const Date& when) {
    if (!calendar::is_valid(when)) {
      return;
    }
    result_.value = calendar::text(when);
    set_days(when,
             when,
             when.day != 0     ? DatePrecision::day
             : when.month != 0 ? DatePrecision::month
                               : DatePrecision::year);
    if (when.day != 0) {
      add_daypart(result_.value);
    }
  }

  void add_daypart(const std::string& day_value) {
    if (has(TimeField::daypart)) {
      result_.value = fmt::format("{}{}", day_value, field(TimeField::daypart));
      result_.kind = Kind::time;
    }
  }

  // The year as written or shifted ("dieses Jahres"); 0 where nothing is said.
  [[nodiscard]] int told_year() const {
    if (has(TimeField::year)) {
      const int year = number(TimeField::year);
      if (field(TimeField::year).size() > 2) {
        return year;
      }
      if (!context_.article) {
        return 0;
      }
      // "89" said in 2010 is past, "12" is near; a few years ahead may be meant.
      constexpr int ahead = 5;
      const int century = context_.article->year / 100 * 100;
      return year <= context_.article->year % 100 + ahead ? century + year : century - 100 + year;
    }
    if (has(TimeField::year_shift) && counted_from()) {
      return counted_from()->year + number(TimeField::year_shift);
    }
    return 0;
  }

  // Months (or days, where both are known) from the article to a date.
  [[nodiscard]] int distance(const Date& when) const {
    const Date& article = *context_.article;
    if (when.day != 0 && article.day != 0) {
      return calendar::day_number(when) - calendar::day_number(article);
    }
    return (when.year - article.year) * months_of_year + when.month - article.month;
  }

  // The one of this, last and next year that lies nearest and on the side that is asked for.
  [[nodiscard]] Date in_best_year(const Date& pattern) const {
    Date best{};
    for (int step = -1; step <= 1; ++step) {
      Date when = pattern;
      when.year = static_cast<std::int16_t>(context_.article->year + step);
      if (!calendar::is_valid(when) || !is_on_side(distance(when))) {
        continue;
      }
      if (best.year == 0 || std::abs(distance(when)) < std::abs(distance(best))) {
        best = when;
      }
    }
    return best;
  }

  [[nodiscard]] bool is_on_side(int away) const {
    if (context_.since) {
      return away <= 0;
    }
    const int shift = has(TimeField::shift) ? number(TimeField::shift) : 0;
    return shift == 0 || (shift < 0 ? away < 0 : away > 0);
  }

  void date() {
    const auto month = static_cast<std::uint8_t>(number(TimeField::month));
    const auto day_of_month = static_cast<std::uint8_t>(number(TimeField::day));
    Date when{static_cast<std::int16_t>(told_year()), month, day_of_month};
    if (when.year == 0 && month != 0 && knows_month()) {
      when = in_best_year(when);
    }
    if (when.year != 0) {
      set_date(when);
      extend_date();
      return;
    }
    result_.value = day_of_month != 0 ? fmt::format("XXXX-{:02}-{:02}", month, day_of_month)
                    : month != 0      ? fmt::format("XXXX-{:02}", month)
                                      : "XXXX";
  }

  // "2006/07" into the second year, "March 9 to 11" to the second day.
  void extend_date() {
    if (!has(TimeField::number2) || !result_.end) {
      return;
    }
    constexpr int century = 100;
    const int last = number(TimeField::number2);
    Date end = *result_.end;
    if (result_.precision == DatePrecision::day) {
      end.day = static_cast<std::uint8_t>(last);
    } else if (result_.precision == DatePrecision::year) {
      const int second = last < century ? (end.year + 1) / century * century + last : last;
      end.year = static_cast<std::int16_t>(second == end.year + 1 ? second : end.year);
    }
    if (calendar::is_valid(end) && *result_.end < end) {
      result_.end = end;
    }
  }

  void weekday() {
    const int wanted = number(TimeField::weekday);
    if (!knows_day()) {
      result_.value = fmt::format("XXXX-WXX-{}", wanted);
      add_daypart(result_.value);
      return;
    }
    const Date& article = *context_.article;
    const Date in_week = calendar::add_days(calendar::monday_of(article), wanted - 1);
    const int shift = has(TimeField::shift) ? number(TimeField::shift) : 0;
    if (field(TimeField::unit) == "W" || (shift == 0 && has(TimeField::shift))) {
      // "hat diesen Samstag angekündigt", said on a Wednesday, was last week.
      const bool told_as_past = shift == 0 && article < in_week && field(TimeField::unit) != "W" &&
                                context_.tense == TimeContext::Tense::past;
      set_date(calendar::add_days(in_week, (told_as_past ? -1 : shift) * days_of_week));
      return;
    }
    set_date(calendar::add_days(article, days_away(wanted - calendar::weekday(article), shift)));
  }

  // Without a modifier the latest such weekday on or before the article's day; the next one where
  // the clause tells what will be. `away`: from the article's day within its week.
  [[nodiscard]] int days_away(int away, int shift) const {
    if (shift == 0 && context_.tense == TimeContext::Tense::future) {
      return away < 0 ? away + days_of_week : away;
    }
    if (shift > 0) {
      return (away <= 0 ? away + days_of_week : away) + (shift - 1) * days_of_week;
    }
    const bool strictly = shift < 0;
    const int back = away > 0 || (strictly && away == 0) ? away - days_of_week : away;
    return strictly ? back + (shift + 1) * days_of_week : back;
  }

  void day() {
    const int shift = number(TimeField::shift);
    const std::optional<Date>& base = counted_from();
    if (base && base->day != 0) {
      set_date(calendar::add_days(*base, shift));
      return;
    }
    result_.value = direction(shift);
  }

  [[nodiscard]] const std::optional<Date>& counted_from() const {
    return meaning_.previous && context_.previous ? context_.previous : context_.article;
  }

  // The unit that holds the article or the day told last, or one some units away.
  void period() {
    const int shift = number(TimeField::shift);
    if (const std::optional<Date>& base = counted_from()) {
      set_period(*base, field(TimeField::unit), shift);
    }
    if (result_.value.empty()) {
      result_.value = direction(shift);
    }
  }

  static std::string_view direction(int shift) {
    return shift < 0 ? "PAST_REF" : shift > 0 ? "FUTURE_REF" : "PRESENT_REF";
  }

  void set_period(const Date& base, std::string_view unit, int shift) {
    if (unit == "Y") {
      set_date(calendar::add_years({base.year, 0, 0}, shift));
    } else if (unit == "DE") {
      set_decade((base.year / 10 + shift) * 10);
    } else if (unit == "CE") {
      set_century((base.year - 1) / 100 + 1 + shift);
    } else if (unit == "M" && base.month != 0) {
      set_date(calendar::add_months({base.year, base.month, 0}, shift));
    } else if (unit == "Q" && base.month != 0) {
      const int quarters = base.year * quarters_of_year + (base.month - 1) / 3 + shift;
      set_part_of_year(quarters / quarters_of_year, quarters % quarters_of_year, quarters_of_year);
    } else if ((unit == "W" || unit == "WE") && base.day != 0) {
      set_week(base, shift, unit == "WE");
    }
  }

  void set_week(const Date& base, int shift, bool weekend) {
    // A weekend without a modifier is the last one begun; the next one may be this week's.
    const bool begun = calendar::weekday(base) >= 6;
    const int open = weekend && !begun ? (has(TimeField::shift) ? -(shift > 0) : -1) : 0;
    const int steps = shift + open;
    const Date monday = calendar::add_days(calendar::monday_of(base), steps * days_of_week);
    const Date sunday = calendar::add_days(monday, days_of_week - 1);
    result_.value = calendar::week_text(monday) + (weekend ? "-WE" : "");
    set_days(weekend ? calendar::add_days(monday, days_of_week - 2) : monday,
             sunday,
             DatePrecision::week);
  }

  void set() {
    result_.kind = Kind::set;
    result_.value = length_text();
  }

  void reference() {}  // its value stands in the rule

  // "the third quarter", "the first half of 2005".
  void part_of_year() {
    const int parts = field(TimeField::unit) == "H" ? 2 : quarters_of_year;
    const int part = number(TimeField::ordinal);
    const int told = told_year();
    const int year = told == 0 && context_.article ? context_.article->year : told;
    if (part < 1 || part > parts) {
      return;
    }
    if (year == 0) {
      result_.value = fmt::format("XXXX-{}{}", field(TimeField::unit), part);
      return;
    }
    set_part_of_year(year, part - 1, parts);
  }

  // A half or a quarter, counted from 0.
  void set_part_of_year(int year, int part, int parts) {
    const int months = months_of_year / parts;
    const auto first = static_cast<std::uint8_t>(part * months + 1);
    const auto last = static_cast<std::uint8_t>(part * months + months);
    const auto which = static_cast<std::int16_t>(year);
    result_.value = fmt::format("{:04}-{}{}", year, parts == 2 ? "H" : "Q", part + 1);
    set_days({which, first, 0}, {which, last, 0}, DatePrecision::month);
  }

  [[nodiscard]] TimeLength length(TimeField number_field, TimeField unit_field) const {
    TimeLength length;
    const std::string_view digits = field(number_field);
    length.vague = digits.empty() || digits == "X";
    if (!length.vague) {
      // from_chars for double is missing in older standard libraries; the words are "1.5" at most.
      length.number = std::strtod(std::string(digits).c_str(), nullptr);
    }
    length.unit = field(unit_field);
    return length;
  }

  [[nodiscard]] std::string length_text() const {
    std::string text = "P";
    append_length(text, TimeField::number, TimeField::unit);
    if (has(TimeField::number2)) {
      append_length(text, TimeField::number2, TimeField::unit2);
    }
    return text;
  }

  void append_length(std::string& text, TimeField number_field, TimeField unit_field) const {
    std::string_view unit = field(unit_field);
    if (unit.starts_with('T')) {
      unit.remove_prefix(1);
      text += text == "P" ? "T" : "";
    }
    const TimeLength written = length(number_field, unit_field);
    text += written.vague ? "X" : fmt::format("{:g}", written.number);
    text += unit;
  }

  void offset() {
    const TimeLength first = length(TimeField::number, TimeField::unit);
    if (meaning_.as_duration) {
      result_.kind = Kind::duration;
    }
    const std::optional<Date>& base = counted_from();
    if (!first.vague && base) {
      TimeLength second = length(TimeField::number2, TimeField::unit2);
      second.number = second.vague ? 0 : second.number;
      step_from(*base, first, second);
    }
    result_.long_ago = first.vague && meaning_.sign < 0 && first.is_long();
    if (meaning_.as_duration) {
      result_.value = length_text();
    } else if (result_.value.empty()) {
      result_.value = meaning_.sign < 0 ? "PAST_REF" : "FUTURE_REF";
    }
  }

  // The step is only as sharp as its unit: "three years ago" is a year, not a day.
  void step_from(const Date& base, const TimeLength& first, const TimeLength& second) {
    const int months = meaning_.sign * (first.months() + second.months());
    const int days = meaning_.sign * (first.days() + second.days());
    const std::string_view unit = second.number > 0 ? second.unit : first.unit;
    const bool whole_years = (first.unit == "Y" && months % months_of_year == 0) ||
                             first.unit == "DE" || first.unit == "CE";
    if (whole_years && second.number == 0) {
      set_date(calendar::add_years({base.year, 0, 0}, months / months_of_year));
    } else if (first.is_long() && base.month != 0) {
      set_date(calendar::add_months({base.year, base.month, 0}, months));
    } else if (base.day == 0 || first.is_long()) {
      return;
    } else if (unit == "W") {
      const Date monday = calendar::monday_of(calendar::add_days(base, days));
      result_.value = calendar::week_text(monday);
      set_days(monday, calendar::add_days(monday, days_of_week - 1), DatePrecision::week);
    } else if (unit == "D") {
      set_date(calendar::add_days(base, days));
    } else if (first.is_clock() && first.number <= 1) {
      set_date(base);
    }
  }

  void duration() {
    result_.kind = Kind::duration;
    result_.value = length_text();
    const TimeLength span = length(TimeField::number, TimeField::unit);
    if (context_.since) {
      since_length(span);
    } else if (meaning_.sign != 0 && !span.vague && knows_day() && !span.is_clock()) {
      span_around_article(span);
    }
  }

  // "seit drei Jahren": begins three years ago.
  void since_length(const TimeLength& span) {
    result_.long_ago = span.vague && span.is_long();
    if (span.vague || !context_.article) {
      return;
    }
    meaning_.sign = -1;
    step_from(*context_.article, span, {});
    result_.value = length_text();
    result_.kind = Kind::duration;
  }

  // "in den letzten drei Tagen": the days up to the article's.
  void span_around_article(const TimeLength& span) {
    const Date& article = *context_.article;
    const Date moved = span.is_long() ? calendar::add_months(article, meaning_.sign * span.months())
                                      : calendar::add_days(article, meaning_.sign * span.days());
    const DatePrecision precision = span.unit == "D"   ? DatePrecision::day
                                    : span.unit == "W" ? DatePrecision::week
                                    : span.unit == "M" ? DatePrecision::month
                                                       : DatePrecision::year;
    set_days(meaning_.sign < 0 ? moved : article, meaning_.sign < 0 ? article : moved, precision);
  }

  void season() {
    const std::string_view name = field(TimeField::season);
    const int first_month = name == "SP" ? 3 : name == "SU" ? 6 : name == "FA" ? 9 : 12;
    int year = told_year();
    if (year == 0 && field(TimeField::shift) == "0" && context_.article) {
      year = context_.article->year;
    }
    if (year == 0 && knows_month()) {
      year = in_best_year({0, static_cast<std::uint8_t>(first_month + 1 - (first_month == 12)), 0})
                 .year;
    }
    if (year == 0) {
      result_.value = fmt::format("XXXX-{}", name);
      return;
    }
    const Date begin{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(first_month), 0};
    result_.value = fmt::format("{:04}-{}", year, name);
    set_days(begin, calendar::add_months(begin, 2), DatePrecision::month);
  }

  void set_decade(int first_year) {
    result_.value = fmt::format("{:03}", first_year / 10);
    set_days({static_cast<std::int16_t>(first_year), 0, 0},
             {static_cast<std::int16_t>(first_year + 9), 0, 0},
             DatePrecision::year);
  }

  void decade() {
    // "die achtziger Jahre" means the twentieth century's.
    constexpr int century = 1900;
    const int written =
        has(TimeField::decade) ? number(TimeField::decade) * 10 : number(TimeField::year) / 10 * 10;
    set_decade(written < 100 ? century + written : written);
  }

  void set_century(int ordinal) {
    if (ordinal < 1 || ordinal > 30) {
      return;
    }
    result_.value = fmt::format("{:02}", ordinal - 1);
    set_days({static_cast<std::int16_t>(ordinal * 100 - 99), 0, 0},
             {static_cast<std::int16_t>(ordinal * 100), 0, 0},
             DatePrecision::year);
  }

  void century() { set_century(number(TimeField::ordinal)); }

  // "am Abend" goes on with the day just told; an hour alone is the article's.
  [[nodiscard]] std::optional<Date> day_of_time() const {
    if (context_.sentence_day) {
      return context_.sentence_day;
    }
    if (context_.day_before && !has(TimeField::hour)) {
      return context_.day_before;
    }
    return knows_day() ? context_.article : std::nullopt;
  }

  void time() {
    result_.kind = Kind::time;
    const std::optional<Date> day = day_of_time();
    std::string clock(field(TimeField::daypart));
    if (has(TimeField::hour)) {
      int hour = number(TimeField::hour);
      hour += has(TimeField::shift) && hour < months_of_year ? number(TimeField::shift) : 0;
      clock = fmt::format("T{:02}:{:02}", hour, number(TimeField::minute));
    }
    if (day) {
      const Date moved = has(TimeField::hour) || !has(TimeField::shift)
                             ? *day
                             : calendar::add_days(*day, number(TimeField::shift));
      result_.value = calendar::text(moved) + clock;
      set_days(moved, moved, DatePrecision::day);
    } else {
      result_.value = "XXXX-XX-XX" + clock;
    }
  }

  // "12-24", or days from Easter Sunday: "E-2".
  void feast() {
    const std::string_view code = field(TimeField::feast);
    int year = told_year();
    if (code.starts_with('E')) {
      year = year == 0 && context_.article ? context_.article->year : year;
      if (year != 0) {
        int days = 0;
        const std::string_view digits = code.substr(code.starts_with("E+") ? 2 : 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), days);
        set_date(calendar::add_days(calendar::easter(year), days));
      }
      return;
    }
    if (code.size() != 5) {
      return;
    }
    unsigned month = 0;
    unsigned day_of_month = 0;
    std::from_chars(code.data(), code.data() + 2, month);
    std::from_chars(code.data() + code.size() - 2, code.data() + code.size(), day_of_month);
    Date when{static_cast<std::int16_t>(year),
              static_cast<std::uint8_t>(month),
              static_cast<std::uint8_t>(day_of_month)};
    if (year == 0 && knows_month()) {
      when = in_best_year(when);
    }
    when.year == 0 ? static_cast<void>(result_.value = fmt::format("XXXX-{}", code))
                   : set_date(when);
  }

  TimeFields fields_;
  TimeMeaning meaning_;
  const TimeContext& context_;
  TimeResolution result_;
};

}  // namespace

TimeResolution resolve_time(const TimeMatch& match, const TimeContext& context) {
  return Resolver(match, context).run();
}

}  // namespace carkeys::coding
