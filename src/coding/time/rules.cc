// SPDX-License-Identifier: Apache-2.0
#include "coding/time/rules.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>
#include <utility>

#include "base/utf8.h"

namespace carkeys::coding {
namespace {

std::optional<int> number_of(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size();
  return whole ? std::optional(value) : std::nullopt;
}

bool is_within(int value, int low, int high) {
  return low <= value && value <= high;
}

bool fits_builtin(TimeItem::Builtin builtin, const Atom& atom, std::string_view form) {
  using Builtin = TimeItem::Builtin;
  constexpr std::size_t longest = 4;
  if (atom.kind != Atom::Kind::number || form.size() > longest) {
    return false;
  }
  const int value = number_of(form).value_or(-1);
  switch (builtin) {
    case Builtin::year:
      return form.size() == 4 && is_within(value, 1000, 2199);
    case Builtin::plain_year:
      // Round numbers count things more often than they name years.
      return form.size() == 4 && is_within(value, 1700, 2099) && atom.isolated && value % 100 != 0;
    case Builtin::short_year:
      return form.size() == 2;
    case Builtin::month_number:
      return form.size() <= 2 && is_within(value, 1, 12);
    case Builtin::day:
      return form.size() <= 2 && is_within(value, 1, 31);
    case Builtin::hour:
      return form.size() <= 2 && is_within(value, 0, 24);
    case Builtin::minute:
      return form.size() == 2 && is_within(value, 0, 59);
    case Builtin::number:
      return atom.isolated;
    case Builtin::none:
      break;
  }
  return false;
}

void set_field(TimeFields& fields, TimeField field, std::string_view value) {
  if (field != TimeField::none) {
    fields[static_cast<std::size_t>(field)] = value;
  }
}

}  // namespace

// One try of one rule at one place: depth first over optional items, the longer way first.
class TimeMatcher {
 public:
  TimeMatcher(std::string_view text,
              std::span<const Atom> atoms,
              std::span<const std::span<const TimeRules::Reading>> readings)
      : text_(text), atoms_(atoms), readings_(readings) {}

  std::optional<TimeMatch> match(const TimeRule& rule, std::size_t at) {
    rule_ = &rule;
    start_ = at;
    result_ = TimeMatch{&rule, none, at, 0, rule.preset};
    if (!step(0, at)) {
      return std::nullopt;
    }
    // A mark that only joins what may stand before ("Dienstag, 5. Mai") is not part of the rest.
    while (result_.begin + 1 < result_.end && atoms_[result_.begin].kind == Atom::Kind::mark) {
      ++result_.begin;
    }
    return result_;
  }

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  bool step(std::size_t item_number, std::size_t at) {
    if (item_number == rule_->items.size()) {
      result_.taken = at - start_;
      return result_.begin != none;
    }
    const TimeItem& item = rule_->items[item_number];
    if (item.negated) {
      return !stands(item, item.behind ? at - 1 : at, nullptr) && step(item_number + 1, at);
    }
    const TimeMatch saved = result_;
    if (stands(item, at, &result_.fields)) {
      if (!item.context) {
        result_.begin = std::min(result_.begin, at);
        result_.end = at + 1;
      }
      if (step(item_number + 1, at + 1)) {
        return true;
      }
      result_ = saved;
    }
    return item.optional && step(item_number + 1, at);
  }

  // An index past either end stands for nothing.
  bool stands(const TimeItem& item, std::size_t at, TimeFields* fields) const {
    if (at >= atoms_.size() || (item.glued && !atoms_[at].glued)) {
      return false;
    }
    const std::string_view form = atoms_[at].range.in(text_);
    if (item.builtin != TimeItem::Builtin::none && fits_builtin(item.builtin, atoms_[at], form)) {
      if (fields != nullptr) {
        set_field(*fields, item.field, form);
      }
      return true;
    }
    for (const TimeRules::Reading& reading : readings_[at]) {
      if (std::ranges::find(item.classes, reading.word_class) == item.classes.end() ||
          (reading.capital && !utf8::starts_upper(form))) {
        continue;
      }
      if (fields != nullptr) {
        set_field(*fields, item.field, reading.value);
        set_field(*fields, item.second_field, reading.second_value);
      }
      return true;
    }
    return false;
  }

  std::string_view text_;
  std::span<const Atom> atoms_;
  std::span<const std::span<const TimeRules::Reading>> readings_;
  const TimeRule* rule_ = nullptr;
  std::size_t start_ = 0;
  TimeMatch result_;
};

std::span<const TimeRules::Reading> TimeRules::readings(std::string_view text,
                                                        const Atom& atom) const {
  if (atom.kind == Atom::Kind::number) {
    return {};
  }
  return readings(atom.range.in(text));
}

std::span<const TimeRules::Reading> TimeRules::readings(std::string_view word) const {
  const auto found = words_.find(utf8::to_lower(word));
  if (found == words_.end()) {
    return {};
  }
  return found->second;
}

bool TimeRules::is_a(std::string_view word, std::string_view word_class) const {
  const auto found = classes_.find(std::string(word_class));
  return found != classes_.end() &&
         std::ranges::any_of(readings(word), [&](const Reading& reading) {
           return reading.word_class == found->second;
         });
}

bool TimeRules::is_a(std::string_view text, const Atom& atom, std::string_view word_class) const {
  return atom.kind != Atom::Kind::number && is_a(atom.range.in(text), word_class);
}

std::vector<TimeMatch> TimeRules::find(std::string_view text, std::span<const Atom> atoms) const {
  std::vector<std::span<const Reading>> read(atoms.size());
  for (std::size_t at = 0; at < atoms.size(); ++at) {
    read[at] = readings(text, atoms[at]);
  }
  TimeMatcher matcher(text, atoms, read);
  std::vector<TimeMatch> all;
  const auto try_rules = [&](const std::vector<std::uint32_t>& numbers, std::size_t at) {
    for (const std::uint32_t number : numbers) {
      if (auto match = matcher.match(rules_[number], at)) {
        all.push_back(*match);
      }
    }
  };
  for (std::size_t at = 0; at < atoms.size(); ++at) {
    if (atoms[at].kind == Atom::Kind::number) {
      try_rules(starts_at_number_, at);
    }
    for (const Reading& reading : read[at]) {
      try_rules(starts_by_class_[reading.word_class], at);
    }
  }
  // Leftmost, then longest, then the one that looked at more words, then the earlier rule
  // (rules lie in one array, so the address tells).
  std::ranges::stable_sort(all, [](const TimeMatch& a, const TimeMatch& b) {
    return std::tuple(a.begin, b.end, b.taken, a.rule) <
           std::tuple(b.begin, a.end, a.taken, b.rule);
  });
  std::vector<TimeMatch> chosen;
  for (const TimeMatch& match : all) {
    if (chosen.empty() || match.begin >= chosen.back().end) {
      chosen.push_back(match);
    }
  }
  return chosen;
}

void TimeRules::index_starts() {
  starts_by_class_.resize(classes_.size());
  for (std::uint32_t number = 0; number < rules_.size(); ++number) {
    bool at_number = false;
    std::vector<std::uint32_t> classes;
    for (const TimeItem& item : rules_[number].items) {
      if (item.negated) {
        continue;
      }
      at_number = at_number || item.builtin != TimeItem::Builtin::none;
      classes.insert(classes.end(), item.classes.begin(), item.classes.end());
      if (!item.optional) {
        break;
      }
    }
    std::ranges::sort(classes);
    classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
    for (const std::uint32_t word_class : classes) {
      starts_by_class_[word_class].push_back(number);
    }
    if (at_number) {
      starts_at_number_.push_back(number);
    }
  }
}

std::uint32_t TimeRules::class_id(std::string_view name) {
  const auto next = static_cast<std::uint32_t>(classes_.size());
  return classes_.emplace(std::string(name), next).first->second;
}

void TimeRules::add_word(std::string_view word, Reading reading) {
  reading.capital = utf8::starts_upper(word);
  words_[utf8::to_lower(word)].push_back(std::move(reading));
}

}  // namespace carkeys::coding
