// SPDX-License-Identifier: Apache-2.0
// Reads LANG/time_words and LANG/time into TimeRules.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "coding/time/rules.h"

namespace carkeys::coding {
namespace {

using Builtin = TimeItem::Builtin;

template <typename Value>
using Name = std::pair<std::string_view, Value>;

template <typename Value, std::size_t size>
std::optional<Value> named(const std::array<Name<Value>, size>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name, &Name<Value>::first);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

constexpr std::array<Name<TimeField>, 17> field_names = {{
    {"year", TimeField::year},
    {"month", TimeField::month},
    {"day", TimeField::day},
    {"weekday", TimeField::weekday},
    {"number", TimeField::number},
    {"unit", TimeField::unit},
    {"number2", TimeField::number2},
    {"unit2", TimeField::unit2},
    {"shift", TimeField::shift},
    {"year_shift", TimeField::year_shift},
    {"ordinal", TimeField::ordinal},
    {"decade", TimeField::decade},
    {"season", TimeField::season},
    {"daypart", TimeField::daypart},
    {"feast", TimeField::feast},
    {"hour", TimeField::hour},
    {"minute", TimeField::minute},
}};

struct BuiltinClass {
  Builtin builtin;
  TimeField field;
};

constexpr std::array<Name<BuiltinClass>, 8> builtin_names = {{
    {"#year", {Builtin::year, TimeField::year}},
    {"#plain_year", {Builtin::plain_year, TimeField::year}},
    {"#short_year", {Builtin::short_year, TimeField::year}},
    {"#month", {Builtin::month_number, TimeField::month}},
    {"#day", {Builtin::day, TimeField::day}},
    {"#hour", {Builtin::hour, TimeField::hour}},
    {"#minute", {Builtin::minute, TimeField::minute}},
    {"#number", {Builtin::number, TimeField::number}},
}};

constexpr std::array<Name<TimeOperation>, 14> operation_names = {{
    {"date", TimeOperation::date},
    {"weekday", TimeOperation::weekday},
    {"day", TimeOperation::day},
    {"period", TimeOperation::period},
    {"offset", TimeOperation::offset},
    {"duration", TimeOperation::duration},
    {"set", TimeOperation::set},
    {"reference", TimeOperation::reference},
    {"season", TimeOperation::season},
    {"decade", TimeOperation::decade},
    {"century", TimeOperation::century},
    {"time", TimeOperation::time},
    {"feast", TimeOperation::feast},
    {"part_of_year", TimeOperation::part_of_year},
}};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) {
      parts.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (text.size() <= prefix.size() || !text.starts_with(prefix)) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

bool take_suffix(std::string_view& text, char suffix) {
  if (text.size() < 2 || text.back() != suffix) {
    return false;
  }
  text.remove_suffix(1);
  return true;
}

}  // namespace

class TimeRuleReader {
 public:
  TimeRuleReader(const resources::Table& words, const resources::Table& rules)
      : words_(words), table_(rules) {}

  Result<TimeRules> read() && {
    const auto word_class = words_.column("class");
    const auto word = words_.column("word");
    const auto value = words_.column("value");
    if (!word_class || !word || !value) {
      return failure(
          ErrorCode::bad_resource, "needs the columns class, word, value", words_.name());
    }
    for (std::size_t row = 0; row < words_.rows(); ++row) {
      for (const std::string_view form : split(words_.cell(row, *word), '|')) {
        add({std::string(words_.cell(row, *word_class)),
             std::string(form),
             std::string(words_.cell(row, *value))});
      }
    }
    CARKEYS_TRY(const bool done, read_rules());
    static_cast<void>(done);
    rules_.index_starts();
    return std::move(rules_);
  }

 private:
  struct Word {
    std::string word_class;
    std::string form;
    std::string value;
  };

  tl::unexpected<Error> fault(std::size_t row, std::string message) const {
    return failure(ErrorCode::bad_resource, std::move(message), table_.place(row));
  }

  void add(Word word) {
    rules_.add_word(word.form, {rules_.class_id(word.word_class), false, word.value, {}});
    words_by_class_[word.word_class].push_back(std::move(word));
  }

  Result<bool> read_rules() {
    const auto pattern = table_.column("pattern");
    const auto meaning = table_.column("meaning");
    if (!pattern || !meaning) {
      return failure(ErrorCode::bad_resource, "needs the columns pattern, meaning", table_.name());
    }
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      TimeRule rule;
      rule.place = table_.place(row);
      for (const std::string_view cell : split(table_.cell(row, *pattern), ' ')) {
        TimeItem item;
        if (!read_item(cell, item)) {
          return fault(row, fmt::format("pattern item '{}' cannot be read", cell));
        }
        rule.items.push_back(std::move(item));
      }
      for (const std::string_view part : split(table_.cell(row, *meaning), ' ')) {
        if (!read_meaning(part, rule)) {
          return fault(row, fmt::format("meaning '{}' is unknown", part));
        }
      }
      if (rule.items.empty() || table_.cell(row, *meaning).empty()) {
        return fault(row, "a rule needs a pattern and a meaning");
      }
      fix_presets(rule);
      rules_.rules_.push_back(std::move(rule));
    }
    return true;
  }

  bool read_item(std::string_view cell, TimeItem& item) {
    item.behind = take_prefix(cell, "!<");
    item.negated = item.behind || take_prefix(cell, "!");
    item.optional = take_suffix(cell, '?');
    if (cell.size() > 2 && cell.front() == '(' && cell.back() == ')') {
      item.context = true;
      cell = cell.substr(1, cell.size() - 2);
    }
    item.glued = take_prefix(cell, "~");
    if (cell.size() > 2 && cell.front() == '{' && cell.back() == '}') {
      return read_class(cell.substr(1, cell.size() - 2), item);
    }
    for (const std::string_view literal : split(cell, '|')) {
      const std::string name = fmt::format("={}", literal);
      const bool seen = words_by_class_.contains(name);
      if (!seen) {
        add({name, std::string(literal), {}});
      }
      item.classes.push_back(rules_.class_id(name));
    }
    return !item.classes.empty();
  }

  bool read_class(std::string_view name, TimeItem& item) {
    std::string_view field_name = name;
    if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
      field_name = name.substr(colon + 1);
      name = name.substr(0, colon);
      if (!named(field_names, field_name)) {
        return false;
      }
    }
    if (const auto builtin = named(builtin_names, name)) {
      item.builtin = builtin->builtin;
      item.field = named(field_names, field_name).value_or(builtin->field);
      // "{#number}" and the number words are one class to whoever writes a rule.
      name.remove_prefix(1);
    } else {
      item.field = named(field_names, field_name).value_or(TimeField::none);
    }
    if (const std::size_t plus = name.find('+'); plus != std::string_view::npos) {
      return read_compound(name.substr(0, plus), name.substr(plus + 1), item);
    }
    const bool known = words_by_class_.contains(std::string(name));
    if (known && item.builtin != Builtin::plain_year) {
      item.classes.push_back(rules_.class_id(name));
    }
    return known || item.builtin != Builtin::none;
  }

  bool read_compound(std::string_view first, std::string_view second, TimeItem& item) {
    const auto heads = words_by_class_.find(std::string(first));
    const auto tails = words_by_class_.find(std::string(second));
    if (heads == words_by_class_.end() || tails == words_by_class_.end()) {
      return false;
    }
    const TimeField told_field = item.field;
    item.field = named(field_names, first).value_or(TimeField::none);
    // A field named behind the colon is the second word's: "{number+lasting:unit}".
    item.second_field = named(field_names, second).value_or(told_field);
    const std::string name = fmt::format("{}+{}", first, second);
    const bool seen = std::ranges::find(compounds_, name) != compounds_.end();
    const std::uint32_t id = rules_.class_id(name);
    item.classes.push_back(id);
    if (seen) {
      return true;
    }
    compounds_.push_back(name);
    for (const Word& head : heads->second) {
      for (const Word& tail : tails->second) {
        for (const std::string_view link : {"", "s"}) {
          const std::string form =
              fmt::format("{}{}{}", head.form, link, utf8::to_lower(tail.form));
          rules_.add_word(form, {id, false, head.value, tail.value});
        }
      }
    }
    return true;
  }

  static bool read_meaning(std::string_view part, TimeRule& rule) {
    TimeMeaning& meaning = rule.meaning;
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      return read_flag(part, meaning);
    }
    const std::string_view key = part.substr(0, equals);
    const std::string_view value = part.substr(equals + 1);
    if (key == "value") {
      meaning.value = value;
      return true;
    }
    if (key == "sign") {
      meaning.sign = value == "-1" ? -1 : 1;
      return value == "-1" || value == "+1";
    }
    const auto field = named(field_names, key);
    if (field) {
      rule.preset_values.resize(field_names.size());
      rule.preset_values[static_cast<std::size_t>(*field)] = value;
    }
    return field.has_value();
  }

  static bool read_flag(std::string_view flag, TimeMeaning& meaning) {
    if (const auto operation = named(operation_names, flag)) {
      meaning.operation = *operation;
      return true;
    }
    const std::array<Name<bool*>, 4> flags = {{{"previous", &meaning.previous},
                                               {"as_duration", &meaning.as_duration},
                                               {"far_past", &meaning.far_past},
                                               {"since", &meaning.since}}};
    const auto target = named(flags, flag);
    if (target) {
      **target = true;
    }
    return target.has_value();
  }

  // The views stay good while the rule is moved: the strings lie in the vector's own memory.
  static void fix_presets(TimeRule& rule) {
    for (std::size_t at = 0; at < rule.preset_values.size(); ++at) {
      rule.preset[at] = rule.preset_values[at];
    }
  }

  const resources::Table& words_;
  const resources::Table& table_;
  TimeRules rules_;
  std::unordered_map<std::string, std::vector<Word>> words_by_class_;
  std::vector<std::string> compounds_;
};

Result<TimeRules> TimeRules::load(const resources::Lexicon& lexicon, const std::string& language) {
  const resources::Table* words = lexicon.table(language + "/time_words");
  const resources::Table* rules = lexicon.table(language + "/time");
  if (words == nullptr || rules == nullptr) {
    return failure(ErrorCode::bad_resource,
                   fmt::format("the tables {0}/time_words and {0}/time are needed", language));
  }
  return TimeRuleReader(*words, *rules).read();
}

}  // namespace carkeys::coding
