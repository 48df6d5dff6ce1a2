// SPDX-License-Identifier: Apache-2.0
#include "coding/time/time.h"

#include <span>
#include <string_view>
#include <utility>

#include "coding/time/atoms.h"
#include "coding/time/calendar.h"
#include "coding/time/resolve.h"
#include "coding/time/rules.h"

namespace carkeys::coding {
namespace {

// A report tells of the last days; what lies further back is background.
constexpr int reported_days = 21;

// Is the day well before the article?
bool is_long_before(const Date& last_day, DatePrecision precision, const Date& article) {
  if (precision == DatePrecision::year && last_day.year < article.year) {
    return true;
  }
  if (article.day != 0) {
    return calendar::day_number(last_day) < calendar::day_number(article) - reported_days;
  }
  const int months = (article.year - last_day.year) * 12 + (article.month - last_day.month);
  return article.month != 0 ? months > 1 : last_day.year < article.year;
}

bool is_after(const Date& first_day, const Date& article) {
  const Date told{first_day.year,
                  static_cast<std::uint8_t>(article.month == 0 ? 0 : first_day.month),
                  static_cast<std::uint8_t>(article.day == 0 ? 0 : first_day.day)};
  return told > article;
}

// The date by its own precision, as something to count from.
Date anchor_of(const TimeResolution& resolution) {
  Date anchor = *resolution.begin;
  if (resolution.precision == DatePrecision::year) {
    anchor.month = 0;
  }
  if (resolution.precision != DatePrecision::day) {
    anchor.day = 0;
  }
  return anchor;
}

class Finder {
 public:
  Finder(const TimeRules& rules, const Document& document, std::optional<Date> article)
      : rules_(rules), document_(document) {
    if (article && calendar::is_valid(*article)) {
      context_.article = article;
    }
  }

  std::vector<TimeExpression> run() {
    for (const Sentence& sentence : document_.sentences) {
      atoms_ = split_atoms(document_, sentence);
      matches_ = rules_.find(document_.text, atoms_);
      context_.day_before = std::exchange(context_.sentence_day, std::nullopt);
      for (std::size_t at = 0; at < matches_.size(); ++at) {
        if (opens_range(at)) {
          share_fields(matches_[at], matches_[at + 1]);
        }
      }
      const std::size_t first = found_.size();
      for (const TimeMatch& match : matches_) {
        add(match);
      }
      close_ranges(first);
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool stands_before(const TimeMatch& match, std::string_view word_class) const {
    return match.begin > 0 && rules_.is_a(document_.text, atoms_[match.begin - 1], word_class);
  }

  // The tense of the clause that a word stands in; unknown without an analysis.
  [[nodiscard]] TimeContext::Tense tense_of(TokenIndex token) const {
    constexpr int reach = 8;
    for (int step = 0; step < reach && !is_verb(token); ++step) {
      token = document_.tokens[token].head;
    }
    const Sentence& sentence = document_.sentences[document_.sentence_of(token)];
    for (TokenIndex at = sentence.begin; at < sentence.end && is_verb(token); ++at) {
      const Token& word = document_.tokens[at];
      const bool of_clause = at == token || (word.head == token && word.upos == Upos::aux);
      if (of_clause && word.features.verb_form == VerbForm::finite) {
        return tense_of(word, document_.tokens[token], document_.lemma(at));
      }
    }
    return TimeContext::Tense::unknown;
  }

  [[nodiscard]] bool is_verb(TokenIndex token) const {
    return document_.tokens[token].upos == Upos::verb;
  }

  [[nodiscard]] TimeContext::Tense tense_of(const Token& finite,
                                            const Token& verb,
                                            std::string_view lemma) const {
    const bool participle = verb.features.verb_form == VerbForm::participle;
    const bool perfect = participle && rules_.is_a(lemma, "perfect_verb");
    if (finite.features.tense == Tense::past || perfect) {
      return TimeContext::Tense::past;
    }
    const bool plan = !participle && rules_.is_a(lemma, "plan_verb");
    return plan || rules_.is_a(lemma, "future_verb") ? TimeContext::Tense::future
                                                     : TimeContext::Tense::unknown;
  }

  // "von 1998 bis 2005": this match and the next are the ends of one span.
  [[nodiscard]] bool opens_range(std::size_t at) const {
    if (at + 1 >= matches_.size() || matches_[at + 1].begin != matches_[at].end + 1) {
      return false;
    }
    const Atom& joint = atoms_[matches_[at].end];
    return rules_.is_a(document_.text, joint, "range_joint") ||
           (rules_.is_a(document_.text, joint, "range_to") &&
            stands_before(matches_[at], "range_from"));
  }

  // "vom 3. Mai bis zum 5. Juni 2014": the year holds for both.
  static void share_fields(TimeMatch& first, const TimeMatch& second) {
    constexpr auto year = static_cast<std::size_t>(TimeField::year);
    constexpr auto month = static_cast<std::size_t>(TimeField::month);
    if (first.fields[year].empty() && !first.fields[month].empty()) {
      first.fields[year] = second.fields[year];
    }
  }

  void add(const TimeMatch& match) {
    context_.since = match.rule->meaning.since || stands_before(match, "since");
    context_.tense = match.rule->meaning.operation == TimeOperation::weekday
                         ? tense_of(atoms_[match.begin].token)
                         : TimeContext::Tense::unknown;
    const TimeResolution resolution = resolve_time(match, context_);
    if (resolution.value.empty()) {
      return;
    }
    TimeExpression expression;
    expression.range = cover(atoms_[match.begin].range, atoms_[match.end - 1].range);
    expression.begin = atoms_[match.begin].token;
    expression.end = atoms_[match.end - 1].token + 1;
    expression.value = resolution.value;
    expression.kind = resolution.kind;
    expression.since = context_.since;
    expression.date.text = std::string(expression.range.in(document_.text));
    expression.far_past = resolution.long_ago;
    if (resolution.begin) {
      set_days(resolution, expression);
    }
    expression.date.historical = expression.far_past;
    found_.push_back(std::move(expression));
  }

  void set_days(const TimeResolution& resolution, TimeExpression& expression) {
    expression.date.begin = resolution.begin;
    expression.date.end = resolution.end;
    expression.date.precision = resolution.precision;
    context_.previous = anchor_of(resolution);
    if (resolution.precision == DatePrecision::day) {
      context_.sentence_day = resolution.begin;
    }
    if (!context_.article) {
      return;
    }
    const Date& article = *context_.article;
    expression.future = is_after(*resolution.begin, article);
    const Date& decisive = expression.since ? *resolution.begin : *resolution.end;
    expression.far_past =
        expression.far_past || is_long_before(decisive, resolution.precision, article);
    if (expression.since) {
      // What began then lasts until the article, as far as its day is known.
      expression.date.end =
          article.day != 0 && !expression.future ? std::optional(article) : std::nullopt;
    }
  }

  void close_ranges(std::size_t first) {
    if (found_.size() - first != matches_.size()) {
      return;
    }
    for (std::size_t at = 0; at < matches_.size(); ++at) {
      TimeExpression& to = found_[first + at];
      if (at == 0 || !opens_range(at - 1)) {
        open_begin(matches_[at], to);
        continue;
      }
      RecordDate& from = found_[first + at - 1].date;
      if (from.begin && to.date.end && *from.begin <= *to.date.end) {
        from.end = to.date.end;
        from.text = std::string(cover(found_[first + at - 1].range, to.range).in(document_.text));
        to.date = from;
      }
    }
  }

  // "regierte bis 2005": when that began is not told, and its end is no day of the deed.
  void open_begin(const TimeMatch& match, TimeExpression& expression) const {
    if (!expression.future && stands_before(match, "until")) {
      expression.date.begin.reset();
      expression.date.end.reset();
      expression.date.precision = DatePrecision::none;
    }
  }

  const TimeRules& rules_;
  const Document& document_;
  TimeContext context_;
  std::vector<Atom> atoms_;
  std::vector<TimeMatch> matches_;
  std::vector<TimeExpression> found_;
};

}  // namespace

struct TimeResolver::Tables {
  TimeRules german;
  TimeRules english;
};

TimeResolver::TimeResolver(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}

TimeResolver::TimeResolver(TimeResolver&&) noexcept = default;
TimeResolver& TimeResolver::operator=(TimeResolver&&) noexcept = default;
TimeResolver::~TimeResolver() = default;

Result<TimeResolver> TimeResolver::load(const resources::Lexicon& lexicon) {
  auto tables = std::make_unique<Tables>();
  CARKEYS_TRY(tables->german, TimeRules::load(lexicon, "de"));
  CARKEYS_TRY(tables->english, TimeRules::load(lexicon, "en"));
  return TimeResolver(std::move(tables));
}

std::vector<TimeExpression> TimeResolver::find(const Document& document,
                                               std::optional<Date> article_date) const {
  switch (document.language) {
    case Language::german:
      return Finder(tables_->german, document, article_date).run();
    case Language::english:
      return Finder(tables_->english, document, article_date).run();
    case Language::unknown:
      break;
  }
  return {};
}

}  // namespace carkeys::coding
