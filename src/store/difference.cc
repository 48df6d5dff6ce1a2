// SPDX-License-Identifier: Apache-2.0
#include "store/difference.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "store/names.h"
#include "store/reader.h"

namespace carkeys::store {
namespace {

constexpr std::array<std::string_view, 9> field_names = {
    "category", "mode", "actor", "recipient", "sectors", "status", "aux", "date", "place"};

// A record as far as it is compared.
struct Unit {
  std::uint32_t sentence = 0;
  TextRange trigger;
  std::array<std::string, field_names.size()> fields;
  bool paired = false;
};

struct CodedText {
  std::string citation;
  std::vector<Unit> units;
};

using Coded = std::map<std::string, CodedText>;  // by article id

std::string codes_of(const std::vector<Entity>& entities, std::string Entity::*field) {
  std::set<std::string> codes;
  for (const Entity& entity : entities) {
    codes.insert((entity.*field).empty() ? "---" : entity.*field);
  }
  return fmt::format("{}", fmt::join(codes, "+"));
}

Unit unit_of(const Record& record) {
  Unit unit;
  if (!record.evidence.empty()) {
    unit.sentence = record.evidence.front().sequence;
    const auto& trigger = record.evidence.front().trigger;
    unit.trigger = trigger.empty() ? TextRange{} : trigger.front();
  }
  unit.fields = {
      std::string(category_name(record.category)),
      fmt::format("{}", fmt::join(record.mode, "+")),
      codes_of(record.actor, &Entity::code),
      codes_of(record.recipient, &Entity::code),
      codes_of(record.actor, &Entity::sector) + ">" + codes_of(record.recipient, &Entity::sector),
      std::string(status_name(record.status)),
      fmt::format("{}", fmt::join(aux_names(record.aux), "+")),
      record.date.begin ? date_text(*record.date.begin) : "",
      record.place ? record.place->resolved : ""};
  return unit;
}

Result<Coded> load(Database& database) {
  Coded coded;
  CARKEYS_TRY(Statement all, database.prepare("SELECT id, citation FROM articles"));
  while (true) {
    CARKEYS_TRY(const bool there, all.next());
    if (!there) {
      break;
    }
    coded[std::string(all.text_at(0))].citation = all.text_at(1);
  }
  CARKEYS_TRY(auto articles, StoredArticles::open(database, {}));
  while (true) {
    CARKEYS_TRY(const auto stored, articles.next());
    if (!stored) {
      return coded;
    }
    for (const Record& record : stored->coding.records) {
      coded[stored->id].units.push_back(unit_of(record));
    }
  }
}

bool overlap(const Unit& a, const Unit& b) {
  return !a.trigger.empty() && a.trigger.begin < b.trigger.end && b.trigger.begin < a.trigger.end;
}

enum class Match : std::uint8_t { words_and_category, words, sentence_and_category };

bool matches(const Unit& a, const Unit& b, Match match) {
  switch (match) {
    case Match::words_and_category:
      return overlap(a, b) && a.fields[0] == b.fields[0];
    case Match::words:
      return overlap(a, b);
    case Match::sentence_and_category:
      return a.sentence == b.sentence && a.fields[0] == b.fields[0];
  }
  return false;
}

std::string describe(const Unit& unit) {
  const auto& fields = unit.fields;
  return fmt::format("{}{}{} {} > {} [{}{}{}]",
                     fields[0],
                     fields[1].empty() ? "" : " ",
                     fields[1],
                     fields[2],
                     fields[3],
                     fields[5],
                     fields[6].empty() ? "" : " ",
                     fields[6]);
}

// Counts pairs as they are found.
class Comparison {
 public:
  void article(CodedText& a, CodedText& b) {
    difference_.records_a += a.units.size();
    difference_.records_b += b.units.size();
    for (const Match match :
         {Match::words_and_category, Match::words, Match::sentence_and_category}) {
      for (Unit& unit : a.units) {
        pair(a.citation, unit, b, match);
      }
    }
    alone("only A", a);
    alone("only B", b);
  }

  Difference done(std::size_t articles_a, std::size_t articles_b, std::size_t both) {
    difference_.articles_in_both = both;
    difference_.articles_only_a = articles_a - both;
    difference_.articles_only_b = articles_b - both;
    for (std::size_t i = 0; i < field_names.size(); ++i) {
      difference_.fields.push_back(agreement(i));
    }
    return std::move(difference_);
  }

 private:
  void pair(const std::string& citation, Unit& unit, CodedText& b, Match match) {
    if (unit.paired) {
      return;
    }
    const auto other = std::ranges::find_if(b.units, [&](const Unit& candidate) {
      return !candidate.paired && matches(unit, candidate, match);
    });
    if (other == b.units.end()) {
      return;
    }
    unit.paired = true;
    other->paired = true;
    ++difference_.pairs;
    for (std::size_t i = 0; i < field_names.size(); ++i) {
      ++tables_[i][{unit.fields[i], other->fields[i]}];
    }
    if (unit.fields != other->fields) {
      difference_.lines.push_back(fmt::format("{} sentence {}: A {} | B {}",
                                              citation,
                                              unit.sentence,
                                              describe(unit),
                                              describe(*other)));
    }
  }

  void alone(std::string_view where, const CodedText& text) {
    for (const Unit& unit : text.units) {
      if (!unit.paired) {
        difference_.lines.push_back(fmt::format(
            "{} sentence {}: {} {}", text.citation, unit.sentence, where, describe(unit)));
      }
    }
  }

  [[nodiscard]] FieldAgreement agreement(std::size_t field) const {
    FieldAgreement result;
    result.name = field_names[field];
    std::map<std::string, std::pair<std::size_t, std::size_t>> totals;
    for (const auto& [values, count] : tables_[field]) {
      result.pairs += count;
      result.same += values.first == values.second ? count : 0;
      totals[values.first].first += count;
      totals[values.second].second += count;
    }
    const auto pairs = static_cast<double>(result.pairs);
    double chance = 0;
    for (const auto& [value, counts] : totals) {
      chance += static_cast<double>(counts.first) * static_cast<double>(counts.second);
    }
    chance = result.pairs == 0 ? 0 : chance / (pairs * pairs);
    const double same = result.pairs == 0 ? 0 : static_cast<double>(result.same) / pairs;
    result.kappa = chance < 1 ? (same - chance) / (1 - chance) : 1;
    return result;
  }

  Difference difference_;
  std::array<std::map<std::pair<std::string, std::string>, std::size_t>, field_names.size()>
      tables_;
};

}  // namespace

Result<Difference> compare(Database& a, Database& b) {
  CARKEYS_TRY(Coded coded_a, load(a));
  CARKEYS_TRY(Coded coded_b, load(b));
  Comparison comparison;
  std::size_t both = 0;
  for (auto& [id, text] : coded_a) {
    const auto other = coded_b.find(id);
    if (other != coded_b.end()) {
      ++both;
      comparison.article(text, other->second);
    }
  }
  return comparison.done(coded_a.size(), coded_b.size(), both);
}

std::string report(const Difference& difference) {
  const std::size_t all = difference.records_a + difference.records_b;
  constexpr double percent = 100;
  std::string out = fmt::format("articles: {} in both, {} only in A, {} only in B\n",
                                difference.articles_in_both,
                                difference.articles_only_a,
                                difference.articles_only_b);
  out += fmt::format(
      "records: A {}, B {}, in both {}; agreement F1 {:.1f}\n",
      difference.records_a,
      difference.records_b,
      difference.pairs,
      all == 0 ? percent
               : percent * 2 * static_cast<double>(difference.pairs) / static_cast<double>(all));
  out += "field       same     of  percent  kappa\n";
  for (const FieldAgreement& field : difference.fields) {
    out += fmt::format("{:<10}{:>6}{:>7}{:>9.1f}{:>7.2f}\n",
                       field.name,
                       field.same,
                       field.pairs,
                       field.pairs == 0 ? 0
                                        : percent * static_cast<double>(field.same) /
                                              static_cast<double>(field.pairs),
                       field.kappa);
  }
  return out;
}

}  // namespace carkeys::store
