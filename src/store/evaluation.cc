// SPDX-License-Identifier: Apache-2.0
// Scoring. The order in which rows are paired is part of the definition: inside one document,
// sentence and category each gold row, core rows first, takes the first free prediction that is
// right. Another order gives other figures.
#include "store/evaluation.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace carkeys::store {
namespace {

using Rows = std::vector<const EvaluationRow*>;
using Names = std::vector<std::string>;

// The countries of a side; unknown ones do not count.
std::set<std::string_view> codes_of(const Names& side) {
  std::set<std::string_view> codes;
  for (const std::string& name : side) {
    const std::string_view code = std::string_view(name).substr(0, name.find('/'));
    if (!code.empty() && code != "---" && code != "UNK") {
      codes.insert(code);
    }
  }
  return codes;
}

bool meet(const std::set<std::string_view>& a, const std::set<std::string_view>& b) {
  return std::ranges::any_of(a, [&](std::string_view code) { return b.contains(code); });
}

// One reading of the two sides. A gold actor list that is empty must stay empty. Where the gold has
// no recipient (mutual or one-sided acts) a prediction that names all gold actors as actors is
// right, and so is one that puts some of them on the other side.
bool sides_fit(const Names& actor, const Names& recipient, const EvaluationRow& prediction) {
  const auto gold_actor = codes_of(actor);
  const auto gold_recipient = codes_of(recipient);
  const auto found_actor = codes_of(prediction.actor);
  const auto found_recipient = codes_of(prediction.recipient);
  const bool actor_fits = gold_actor.empty() ? found_actor.empty() : meet(gold_actor, found_actor);
  if (!gold_recipient.empty()) {
    return actor_fits && meet(gold_recipient, found_recipient);
  }
  if (gold_actor.empty() || actor_fits) {
    return actor_fits;
  }
  return meet(gold_actor, found_recipient);
}

bool who_fits(const EvaluationRow& gold, const EvaluationRow& prediction) {
  for (const Names* actor :
       {&gold.actor, gold.actor_alternative ? &*gold.actor_alternative : nullptr}) {
    for (const Names* recipient :
         {&gold.recipient, gold.recipient_alternative ? &*gold.recipient_alternative : nullptr}) {
      if (actor != nullptr && recipient != nullptr && sides_fit(*actor, *recipient, prediction)) {
        return true;
      }
    }
  }
  return false;
}

bool says_fits(const EvaluationRow& gold, const EvaluationRow& prediction) {
  return prediction.status.size() == 1 && prediction.aux.size() == 1 &&
         std::ranges::find(gold.status, prediction.status[0]) != gold.status.end() &&
         std::ranges::find(gold.aux, prediction.aux[0]) != gold.aux.end();
}

bool fits(Level level, const EvaluationRow& gold, const EvaluationRow& prediction) {
  return level == Level::category ||
         (who_fits(gold, prediction) && (level == Level::who || says_fits(gold, prediction)));
}

// For each gold row the number of its prediction.
std::map<std::size_t, std::size_t> match(const Rows& gold, const Rows& predictions, Level level) {
  using Place = std::tuple<std::string_view, std::int64_t, std::string_view>;
  const auto place = [](const EvaluationRow& row) {
    return Place(row.document, row.sentence, row.event);
  };
  std::map<Place, std::vector<std::size_t>> by_place;
  for (std::size_t at = 0; at < predictions.size(); ++at) {
    by_place[place(*predictions[at])].push_back(at);
  }
  std::map<std::size_t, std::size_t> matched;
  std::vector<bool> taken(predictions.size(), false);
  for (const bool core : {true, false}) {
    for (std::size_t at = 0; at < gold.size(); ++at) {
      if (gold[at]->core != core) {
        continue;
      }
      const auto& candidates = by_place[place(*gold[at])];
      const auto found = std::ranges::find_if(candidates, [&](std::size_t candidate) {
        return !taken[candidate] && fits(level, *gold[at], *predictions[candidate]);
      });
      if (found != candidates.end()) {
        matched[at] = *found;
        taken[*found] = true;
      }
    }
  }
  return matched;
}

Score score(const Rows& gold, const Rows& predictions, Level level) {
  const auto matched = match(gold, predictions, level);
  std::size_t core = 0;
  std::size_t found = 0;
  for (std::size_t at = 0; at < gold.size(); ++at) {
    core += gold[at]->core ? 1 : 0;
    found += gold[at]->core && matched.contains(at) ? 1 : 0;
  }
  const auto share = [](std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(whole, 1));
  };
  Score score;
  score.precision = share(matched.size(), predictions.size());
  score.recall = share(found, core);
  score.f1 = 2 * score.precision * score.recall / std::max(1e-9, score.precision + score.recall);
  return score;
}

// The gold has it, in every reading, as something else than a plain fact.
bool is_soft(const EvaluationRow& gold) {
  const bool said = std::ranges::none_of(gold.status, [](const std::string& status) {
    return status == "reported" || status == "confirmed";
  });
  const auto unreal = [](const std::set<std::string>& aux) {
    return aux.contains("negation") || aux.contains("hypothetical") || aux.contains("future");
  };
  return said || std::ranges::all_of(gold.aux, unreal);
}

bool is_plain_fact(const EvaluationRow& prediction) {
  return prediction.status == Names{"reported"} && prediction.aux.size() == 1 &&
         prediction.aux[0].empty();
}

// Rows and the numbers they have in the whole list.
struct Remaining {
  Rows rows;
  std::vector<std::size_t> numbers;

  explicit Remaining(const std::vector<EvaluationRow>& all) {
    for (std::size_t at = 0; at < all.size(); ++at) {
      rows.push_back(&all[at]);
      numbers.push_back(at);
    }
  }

  void keep_unless(const std::set<std::size_t>& gone) {
    Rows kept;
    std::vector<std::size_t> kept_numbers;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (!gone.contains(at)) {
        kept.push_back(rows[at]);
        kept_numbers.push_back(numbers[at]);
      }
    }
    rows = std::move(kept);
    numbers = std::move(kept_numbers);
  }
};

// Pairs on the strictest level first, so that the order of records in a sentence does not matter.
std::vector<Pair> pair_rows(const std::vector<EvaluationRow>& gold,
                            const std::vector<EvaluationRow>& predictions) {
  std::vector<Pair> pairs;
  Remaining left_gold(gold);
  Remaining left_predictions(predictions);
  for (const Level level : {Level::who_and_says, Level::who, Level::category}) {
    std::set<std::size_t> used_gold;
    std::set<std::size_t> used_predictions;
    for (const auto& [g, p] : match(left_gold.rows, left_predictions.rows, level)) {
      const bool leaked = is_soft(*left_gold.rows[g]) && is_plain_fact(*left_predictions.rows[p]);
      pairs.push_back({left_gold.numbers[g], left_predictions.numbers[p], level, leaked});
      used_gold.insert(g);
      used_predictions.insert(p);
    }
    left_gold.keep_unless(used_gold);
    left_predictions.keep_unless(used_predictions);
  }
  return pairs;
}

std::string aux_text(const EvaluationRow& row) {
  std::string text;
  for (const auto& set : row.aux) {
    text += text.empty() ? "" : " or ";
    text += fmt::format("[{}]", fmt::join(set, ", "));
  }
  return text;
}

std::string row_text(const EvaluationRow& row) {
  return fmt::format("{} {} > {} {} {} \"{}\"",
                     row.event,
                     fmt::join(row.actor, " "),
                     fmt::join(row.recipient, " "),
                     fmt::join(row.status, " or "),
                     aux_text(row),
                     row.trigger);
}

class ErrorLister {
 public:
  explicit ErrorLister(const EvaluationDocuments* documents) : documents_(documents) {}

  void add(std::string_view what, const EvaluationRow* gold, const EvaluationRow* prediction) {
    const EvaluationRow& row = gold != nullptr ? *gold : *prediction;
    std::string text = fmt::format("{}:{} {}\n", row.document, row.sentence, what);
    if (gold != nullptr) {
      text += "  gold " + row_text(*gold) + "\n";
    }
    if (prediction != nullptr) {
      text += "  pred " + row_text(*prediction) + "\n";
    }
    if (documents_ != nullptr) {
      text += "  text " + documents_->sentence_text(row.document, row.sentence) + "\n";
    }
    entries_.emplace_back(std::tuple(row.document, row.sentence), std::move(text));
  }

  // In document order; errors of one sentence in the order in which they were added.
  std::string text() && {
    std::ranges::stable_sort(entries_,
                             [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string text;
    for (const auto& [place, entry] : entries_) {
      text += entry;
    }
    return text;
  }

 private:
  const EvaluationDocuments* documents_;
  std::vector<std::pair<std::tuple<std::string, std::int64_t>, std::string>> entries_;
};

}  // namespace

Evaluation evaluate(const std::vector<EvaluationRow>& gold,
                    const std::vector<EvaluationRow>& predictions) {
  const Remaining all_gold(gold);
  const Remaining all_predictions(predictions);
  Evaluation evaluation;
  for (const Level level : {Level::category, Level::who, Level::who_and_says}) {
    evaluation.scores[static_cast<std::size_t>(level)] =
        score(all_gold.rows, all_predictions.rows, level);
  }
  evaluation.pairs = pair_rows(gold, predictions);
  for (const Pair& pair : evaluation.pairs) {
    evaluation.soft += is_soft(gold[pair.gold]) ? 1 : 0;
    evaluation.leaked += pair.leaked ? 1 : 0;
  }
  return evaluation;
}

std::string report(const Evaluation& evaluation, std::string_view name) {
  constexpr std::array<std::string_view, 3> levels = {"category", "who", "who+says"};
  std::string text;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    const Score& score = evaluation.scores[level];
    text += fmt::format("{} {:9} P {:5.1f}  R {:5.1f}  F1 {:5.1f}\n",
                        name,
                        levels[level],
                        100 * score.precision,
                        100 * score.recall,
                        100 * score.f1);
  }
  return text + fmt::format("{} facts leaked {}/{}\n", name, evaluation.leaked, evaluation.soft);
}

std::string list_errors(const Evaluation& evaluation,
                        const std::vector<EvaluationRow>& gold,
                        const std::vector<EvaluationRow>& predictions,
                        const EvaluationDocuments* documents) {
  ErrorLister lister(documents);
  std::set<std::size_t> paired_gold;
  std::set<std::size_t> paired_predictions;
  for (const Pair& pair : evaluation.pairs) {
    paired_gold.insert(pair.gold);
    paired_predictions.insert(pair.prediction);
    const EvaluationRow* left = &gold[pair.gold];
    const EvaluationRow* right = &predictions[pair.prediction];
    if (pair.leaked) {
      lister.add("fact leaked", left, right);
    } else if (pair.level == Level::category) {
      lister.add("wrong who", left, right);
    } else if (pair.level == Level::who) {
      lister.add("wrong status or aux", left, right);
    }
  }
  for (std::size_t at = 0; at < gold.size(); ++at) {
    if (gold[at].core && !paired_gold.contains(at)) {
      lister.add("missing", &gold[at], nullptr);
    }
  }
  for (std::size_t at = 0; at < predictions.size(); ++at) {
    if (!paired_predictions.contains(at)) {
      lister.add("not in gold", nullptr, &predictions[at]);
    }
  }
  return std::move(lister).text();
}

}  // namespace carkeys::store
