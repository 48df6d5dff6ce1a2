// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "analysis/tree/roles.h"

#include <array>
#include <vector>

#include <doctest/doctest.h>

namespace carkeys::analysis {
namespace {

constexpr std::size_t cases = 5;
constexpr std::array<Deprel, 5> relations = {
    Deprel::nsubj, Deprel::obj, Deprel::obl, Deprel::nsubj_pass, Deprel::root};

// A sentence whose second word is the verb and head of all others.
struct Clause {
  Document document;
  std::vector<float> relation_rows;
  std::vector<float> case_rows;
  TreeScratch scratch;

  explicit Clause(std::size_t words)
      : relation_rows(words * relations.size(), 0.0F), case_rows(words * cases, 0.0F) {
    document.tokens.resize(words);
    for (auto& token : document.tokens) {
      token.head = 1;
      token.upos = Upos::noun;
      token.features.case_ = Case::nominative;
    }
    document.tokens[1].upos = Upos::verb;
    document.tokens[1].features.case_ = Case::none;
    document.tokens[1].relation = Deprel::root;
  }

  void scores_of(std::size_t word, std::array<float, 5> scores) {
    std::copy(scores.begin(), scores.end(), relation_rows.begin() + word * relations.size());
  }

  RoleScores scores() {
    return {relation_rows.data(), relations.size(), relations, case_rows.data(), cases};
  }

  void settle() {
    settle_roles(document, 0, static_cast<TokenIndex>(document.tokens.size()), scores(), scratch);
  }

  Deprel relation(std::size_t word) { return document.tokens[word].relation; }
};

TEST_CASE("of two subjects the one that loses least becomes the object") {
  Clause clause(3);
  clause.document.tokens[0].relation = Deprel::nsubj;
  clause.document.tokens[2].relation = Deprel::nsubj;
  clause.scores_of(0, {9, 1, 0, 0, 0});
  clause.scores_of(2, {5, 4, 0, 0, 20});
  clause.settle();
  CHECK(clause.relation(0) == Deprel::nsubj);
  CHECK(clause.relation(2) == Deprel::obj);
}

TEST_CASE("the loser does not take a role that another word has") {
  Clause clause(4);
  clause.document.tokens[0].relation = Deprel::nsubj;
  clause.document.tokens[2].relation = Deprel::obj;
  clause.document.tokens[3].relation = Deprel::nsubj;
  clause.scores_of(0, {9, 1, 0, 0, 0});
  clause.scores_of(2, {0, 8, 0, 0, 0});
  clause.scores_of(3, {5, 4, 3, 0, 0});
  clause.settle();
  CHECK(clause.relation(2) == Deprel::obj);
  CHECK(clause.relation(3) == Deprel::obl);
}

TEST_CASE("of two objects one becomes the subject where there is none") {
  Clause clause(3);
  clause.document.tokens[0].relation = Deprel::obj;
  clause.document.tokens[2].relation = Deprel::obj;
  clause.scores_of(0, {4, 5, 0, 0, 0});
  clause.scores_of(2, {1, 9, 0, 0, 0});
  clause.settle();
  CHECK(clause.relation(0) == Deprel::nsubj);
  CHECK(clause.relation(2) == Deprel::obj);
}

TEST_CASE("a finite verb without a subject takes an object that could as well be one") {
  Clause clause(3);
  clause.document.tokens[1].features.verb_form = VerbForm::finite;
  clause.document.tokens[0].relation = Deprel::obl;
  clause.document.tokens[2].relation = Deprel::obj;
  clause.scores_of(2, {4, 5, 0, 0, 0});
  clause.settle();
  CHECK(clause.relation(2) == Deprel::nsubj);
  clause.document.tokens[2].relation = Deprel::obj;
  clause.scores_of(2, {1, 5, 0, 0, 0});
  clause.settle();
  CHECK(clause.relation(2) == Deprel::obj);
}

TEST_CASE("subjects of a verb with a passive auxiliary are passive, others are not") {
  Clause clause(3);
  clause.document.tokens[0].relation = Deprel::nsubj;
  clause.document.tokens[2].relation = Deprel::aux_pass;
  clause.settle();
  CHECK(clause.relation(0) == Deprel::nsubj_pass);
  clause.document.tokens[2].relation = Deprel::aux;
  clause.settle();
  CHECK(clause.relation(0) == Deprel::nsubj);
}

TEST_CASE("a word in the accusative loses as subject, also by its article; names do not") {
  Clause clause(4);
  const std::array<float, cases> accusative = {0, 0, 4, 2, 0};
  clause.document.tokens[2].upos = Upos::det;
  clause.document.tokens[2].head = 3;
  clause.document.tokens[3].upos = Upos::propn;
  for (const std::size_t word : {0, 2, 3}) {
    std::copy(accusative.begin(), accusative.end(), clause.case_rows.begin() + word * cases);
  }
  weigh_cases(clause.document, 0, 4, clause.scores());
  CHECK(clause.relation_rows[0] == doctest::Approx(-2));
  CHECK(clause.relation_rows[1] == doctest::Approx(0));
  CHECK(clause.relation_rows[2] == doctest::Approx(0));
  const float* name = clause.relation_rows.data() + 3 * relations.size();
  CHECK(name[0] == doctest::Approx(-2));
  CHECK(name[1] == doctest::Approx(0));
}

}  // namespace
}  // namespace carkeys::analysis
