// SPDX-License-Identifier: Apache-2.0
#include "analysis/tree/roles.h"

#include <algorithm>
#include <limits>

namespace carkeys::analysis {
namespace {

constexpr float lowest = -std::numeric_limits<float>::max();

bool is_subject(Deprel relation) {
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass;
}

bool same_role(Deprel one, Deprel other) {
  return is_subject(one) ? is_subject(other) : one == other;
}

// The case that a relation asks for; none where it asks for none.
Case case_of(Deprel relation) {
  if (is_subject(relation)) {
    return Case::nominative;
  }
  if (relation == Deprel::obj) {
    return Case::accusative;
  }
  const bool dative = relation == Deprel::iobj || relation == Deprel::obl_arg;
  return dative ? Case::dative : Case::none;
}

// Lowers the scores of a word's roles as far as their cases lie behind the best one of a witness:
// of the word itself or of its article. A genitive says nothing, as it is the case of no role.
void lower(const RoleScores& scores, std::size_t word, std::size_t witness) {
  constexpr float weight = 0.5F;
  constexpr float most = 6.0F;
  const float* cases = scores.case_rows + witness * scores.case_stride;
  const auto last = static_cast<std::size_t>(Case::genitive);
  const auto best = static_cast<std::size_t>(std::max_element(cases + 1, cases + last + 1) - cases);
  if (best == last) {
    return;
  }
  float* row = scores.relation_rows + word * scores.relation_stride;
  for (std::size_t i = 0; i < scores.relations.size(); ++i) {
    const auto asked = static_cast<std::size_t>(case_of(scores.relations[i]));
    if (asked != 0) {
      row[i] -= weight * std::min(most, cases[best] - cases[asked]);
    }
  }
}

bool is_nominal(Upos upos) {
  return upos == Upos::noun || upos == Upos::propn || upos == Upos::pron;
}

class Settler {
 public:
  Settler(Document& document,
          TokenIndex begin,
          TokenIndex end,
          const RoleScores& scores,
          TreeScratch& scratch)
      : tokens_(document.tokens),
        begin_(begin),
        end_(end),
        scores_(scores),
        holders_(scratch.holders) {}

  // Of two words with one role under one head the one that loses least takes another relation.
  void settle(Deprel role) {
    holders_.assign(end_ - begin_, no_token);
    for (TokenIndex token = begin_; token < end_; ++token) {
      const auto head = tokens_[token].head;
      if (head == token || !same_role(role, tokens_[token].relation)) {
        continue;
      }
      auto& holder = holders_[head - begin_];
      if (holder == no_token) {
        holder = token;
        continue;
      }
      const auto loser = loss(token) < loss(holder) ? token : holder;
      holder = loser == token ? holder : token;
      const auto best = best_free(loser);
      if (best < scores_.relations.size()) {
        tokens_[loser].relation = scores_.relations[best];
      }
    }
  }

  // A finite clause has a subject: where none was found the object that loses least becomes it.
  void find_subject(TokenIndex verb) {
    if (!needs_subject(verb)) {
      return;
    }
    constexpr float most_loss = 2.0F;
    TokenIndex best = no_token;
    float least = most_loss;
    for (TokenIndex token = begin_; token < end_; ++token) {
      if (tokens_[token].head == verb && tokens_[token].relation == Deprel::obj) {
        const float lost = role_score(token, Deprel::obj) - role_score(token, Deprel::nsubj);
        if (lost < least) {
          best = token;
          least = lost;
        }
      }
    }
    if (best != no_token) {
      tokens_[best].relation = Deprel::nsubj;
    }
  }

 private:
  [[nodiscard]] bool is_finite(TokenIndex token) const {
    const auto& features = tokens_[token].features;
    return features.verb_form == VerbForm::finite && features.mood != VerbMood::imperative;
  }

  // Whether a verb or its auxiliary is finite and no word is its subject. What is coordinated
  // shares the subject of what stands first.
  [[nodiscard]] bool needs_subject(TokenIndex verb) const {
    bool finite = tokens_[verb].upos == Upos::verb && is_finite(verb);
    if (tokens_[verb].relation == Deprel::conj || tokens_[verb].upos != Upos::verb) {
      return false;
    }
    for (TokenIndex token = begin_; token < end_; ++token) {
      const auto relation = tokens_[token].relation;
      if (tokens_[token].head != verb || token == verb) {
        continue;
      }
      if (is_subject(relation) || relation == Deprel::csubj || relation == Deprel::csubj_pass ||
          relation == Deprel::expl) {
        return false;
      }
      finite = finite || (tokens_[token].upos == Upos::aux && is_finite(token));
    }
    return finite;
  }

  [[nodiscard]] float role_score(TokenIndex token, Deprel role) const {
    float best = lowest;
    for (std::size_t i = 0; i < scores_.relations.size(); ++i) {
      if (same_role(scores_.relations[i], role)) {
        best = std::max(best, score(token, i));
      }
    }
    return best;
  }

  [[nodiscard]] float score(TokenIndex token, std::size_t relation) const {
    return scores_.relation_rows[(token - begin_) * scores_.relation_stride + relation];
  }

  // Whether another word has this role under the token's head.
  [[nodiscard]] bool taken(TokenIndex token, Deprel relation) const {
    if (!is_subject(relation) && relation != Deprel::obj) {
      return false;
    }
    for (TokenIndex other = begin_; other < end_; ++other) {
      if (other != token && tokens_[other].head == tokens_[token].head &&
          same_role(relation, tokens_[other].relation)) {
        return true;
      }
    }
    return false;
  }

  // Number of the best relation other than the token's role that no other word has; past the last
  // where there is none.
  [[nodiscard]] std::size_t best_free(TokenIndex token) const {
    std::size_t best = scores_.relations.size();
    float best_score = lowest;
    for (std::size_t i = 0; i < scores_.relations.size(); ++i) {
      const auto relation = scores_.relations[i];
      const bool allowed = relation != Deprel::root &&
                           !same_role(tokens_[token].relation, relation) && !taken(token, relation);
      if (allowed && score(token, i) > best_score) {
        best = i;
        best_score = score(token, i);
      }
    }
    return best;
  }

  // What the token's own role is better by than the best that is free.
  [[nodiscard]] float loss(TokenIndex token) const {
    const float own = role_score(token, tokens_[token].relation);
    const auto best = best_free(token);
    return best == scores_.relations.size() ? -lowest : own - score(token, best);
  }

  std::vector<Token>& tokens_;
  TokenIndex begin_;
  TokenIndex end_;
  const RoleScores& scores_;
  std::vector<TokenIndex>& holders_;
};

void settle_passive(Document& document, TokenIndex begin, TokenIndex end, TreeScratch& scratch) {
  auto& tokens = document.tokens;
  auto& passive = scratch.passive;
  passive.assign(end - begin, false);
  for (TokenIndex token = begin; token < end; ++token) {
    if (tokens[token].relation == Deprel::aux_pass) {
      passive[tokens[token].head - begin] = true;
    }
  }
  for (TokenIndex token = begin; token < end; ++token) {
    if (is_subject(tokens[token].relation)) {
      const bool of_passive = passive[tokens[token].head - begin];
      tokens[token].relation = of_passive ? Deprel::nsubj_pass : Deprel::nsubj;
    }
  }
}

}  // namespace

void weigh_cases(const Document& document,
                 TokenIndex begin,
                 TokenIndex end,
                 const RoleScores& scores) {
  const auto& tokens = document.tokens;
  for (TokenIndex token = begin; token < end; ++token) {
    const auto& word = tokens[token];
    if (word.features.case_ == Case::none) {
      continue;
    }
    // The forms of names do not show their case.
    if (word.upos == Upos::noun || word.upos == Upos::pron) {
      lower(scores, token - begin, token - begin);
    } else if (word.upos == Upos::det && is_nominal(tokens[word.head].upos)) {
      lower(scores, word.head - begin, token - begin);
    }
  }
}

void settle_roles(Document& document,
                  TokenIndex begin,
                  TokenIndex end,
                  const RoleScores& scores,
                  TreeScratch& scratch) {
  Settler settler(document, begin, end, scores, scratch);
  settler.settle(Deprel::aux_pass);
  settler.settle(Deprel::nsubj);
  settler.settle(Deprel::obj);
  for (TokenIndex token = begin; token < end; ++token) {
    settler.find_subject(token);
  }
  settle_passive(document, begin, end, scratch);
}

}  // namespace carkeys::analysis
