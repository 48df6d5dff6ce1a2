// SPDX-License-Identifier: Apache-2.0
// How good are predicted records against gold ones: precision, recall and F1 on three levels
// (category; who: countries of both sides; who+says: status and auxiliary modes too) and the number
// of facts leaked (what the gold has as claim, denial, negation, plan or hypothesis, stated as
// plain fact). It compares rows and knows nothing of how they were made.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace carkeys::store {

// One proposition in one sentence. A gold row may allow several readings.
struct EvaluationRow {
  std::string document;
  std::int64_t sentence = -1;  // -1: in no sentence of the document
  std::string event;
  std::vector<std::string> actor;  // "USA/GOV", "---/UNK"
  std::vector<std::string> recipient;
  std::optional<std::vector<std::string>> actor_alternative;
  std::optional<std::vector<std::string>> recipient_alternative;
  std::vector<std::string> status;         // any of them is right; a prediction has one
  std::vector<std::set<std::string>> aux;  // any of these sets is right; a prediction has one
  bool core = true;                        // recall counts core rows only
  std::string trigger;                     // for people; may be empty
};

// The sentences of the documents, in code points, for placing native records and showing errors.
class EvaluationDocuments {
 public:
  // JSON Lines with doc, text and sents [[begin, end], ...]. Errors: bad_input with file and line.
  static Result<EvaluationDocuments> load(const std::string& path);

  // The sentence that holds this code point; -1: none, or no such document.
  [[nodiscard]] std::int64_t sentence_at(std::string_view document, std::int64_t code_point) const;
  // The words of a sentence; empty where there is none.
  [[nodiscard]] std::string sentence_text(const std::string& document, std::int64_t sentence) const;

 private:
  struct Entry {
    std::string text;
    std::vector<std::pair<std::int64_t, std::int64_t>> sentences;
  };

  std::map<std::string, Entry, std::less<>> documents_;
};

// The document that a citation names: "news/a.b.txt" is "a.b".
std::string document_name(std::string_view citation);

// Rows in JSON Lines (those that a reviewer rejects are left out), or native records, which need
// `documents` (may be null): one row for each sentence that tells the record. Errors: bad_input
// with file and line.
Result<std::vector<EvaluationRow>> load_rows(const std::string& path,
                                             const EvaluationDocuments* documents);

enum class Level : std::uint8_t { category, who, who_and_says };

struct Score {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

// A gold row and the prediction that is meant by it, on the strictest level that pairs them.
struct Pair {
  std::size_t gold = 0;
  std::size_t prediction = 0;
  Level level = Level::category;
  bool leaked = false;  // plain fact out of something that is none
};

struct Evaluation {
  std::array<Score, 3> scores;  // by Level
  std::size_t leaked = 0;
  std::size_t soft = 0;     // pairs whose gold is no plain fact
  std::vector<Pair> pairs;  // strictest level first, then gold order
};

Evaluation evaluate(const std::vector<EvaluationRow>& gold,
                    const std::vector<EvaluationRow>& predictions);

// Four lines, each beginning with `name` and a space.
std::string report(const Evaluation& evaluation, std::string_view name);
// Every core gold row without a prediction, every prediction without gold and every pair that is
// not right on all levels, with the sentence where `documents` (may be null) has it.
std::string list_errors(const Evaluation& evaluation,
                        const std::vector<EvaluationRow>& gold,
                        const std::vector<EvaluationRow>& predictions,
                        const EvaluationDocuments* documents);

}  // namespace carkeys::store
