// SPDX-License-Identifier: Apache-2.0
// Subjects that are not written where they belong. The idea: a clause without a subject of its own
// takes it from where grammar says: a relative clause from its antecedent, a conjunct from the
// first verb, an infinitive from the object of the verb that governs it, or from its subject where
// the language tables list the verb as one of subject control. Parents are complete when their
// dependents are looked at, so chains ("forderte ihn auf, zu versuchen, ...") resolve in one pass.
#include <algorithm>
#include <array>
#include <string>

#include "clauses/draft.h"

namespace carkeys::clauses {
namespace {

bool has_role(const Draft& draft, Role role) {
  return std::ranges::any_of(draft.arguments,
                             [&](const Argument& argument) { return argument.role == role; });
}

std::vector<TokenIndex> fillers(const Draft& draft, Role role) {
  std::vector<TokenIndex> found;
  for (const Argument& argument : draft.arguments) {
    if (argument.role == role) {
      found.push_back(argument.token);
    }
  }
  return found;
}

void give_subject(Draft& draft, const std::vector<TokenIndex>& subjects) {
  if (subjects.empty() || !draft.surface_subjects.empty()) {
    return;
  }
  draft.surface_subjects = subjects;
  const Role role = draft.predicate.passive ? Role::object : Role::subject;
  if (has_role(draft, role)) {
    return;
  }
  for (const TokenIndex subject : subjects) {
    draft.arguments.push_back({role, true, 0, subject, no_predicate});
  }
}

// Replaces the relative pronoun by what it stands for; false where the clause has none.
bool resolve_relative(Drafts& drafts, Draft& draft, const std::vector<TokenIndex>& antecedents) {
  const auto is_relative = [&](TokenIndex token) {
    const Token& word = drafts.token(token);
    return (word.upos == Upos::pron || word.upos == Upos::det || word.upos == Upos::sconj) &&
           token < draft.predicate.head && token > antecedents.front() &&
           drafts.grammar.is("relative", lower(drafts.document.lemma(token)));
  };
  bool found = false;
  std::vector<Argument> resolved;
  for (const Argument& argument : draft.arguments) {
    if (!is_relative(argument.token)) {
      resolved.push_back(argument);
      continue;
    }
    found = true;
    for (const TokenIndex antecedent : antecedents) {
      Argument filled = argument;
      filled.token = antecedent;
      filled.inferred = true;
      resolved.push_back(filled);
    }
  }
  draft.arguments = std::move(resolved);
  if (!draft.surface_subjects.empty() && is_relative(draft.surface_subjects.front())) {
    draft.surface_subjects = antecedents;
  }
  return found;
}

void infer_relative(Drafts& drafts, Draft& draft) {
  const TokenIndex antecedent = drafts.token(draft.predicate.head).head;
  const std::vector<TokenIndex> antecedents{antecedent};
  if (resolve_relative(drafts, draft, antecedents)) {
    return;
  }
  if (draft.surface_subjects.empty()) {
    give_subject(draft, antecedents);
  } else if (!has_role(draft, Role::object) && draft.predicate.kind == PredicateKind::verb) {
    draft.arguments.push_back({Role::object, true, 0, antecedent, no_predicate});
  }
}

// Who does what an infinitive says, seen from the verb that governs it.
std::vector<TokenIndex> controller(const Drafts& drafts, const Draft& governor) {
  const auto lemma = drafts.document.strings.text(governor.predicate.lemma);
  if (!drafts.grammar.is("subject_control", lemma) && !governor.predicate.reflexive) {
    for (const Role role : {Role::object, Role::dative}) {
      auto found = fillers(governor, role);
      if (!found.empty()) {
        return found;
      }
    }
  }
  return fillers(governor, Role::subject);
}

// The doer of "der Wille, zu verhandeln": a possessor of the noun, else of the clause around it.
std::vector<TokenIndex> noun_controller(Drafts& drafts, const Draft& noun) {
  for (const Role role : {Role::possessor, Role::genitive, Role::modifier}) {
    auto found = fillers(noun, role);
    if (!found.empty()) {
      return found;
    }
  }
  PredicateIndex parent = noun.predicate.parent;
  while (parent != no_predicate && drafts.drafts[parent].predicate.kind != PredicateKind::verb) {
    parent = drafts.drafts[parent].predicate.parent;
  }
  return parent == no_predicate ? std::vector<TokenIndex>{}
                                : fillers(drafts.drafts[parent], Role::subject);
}

bool is_argument(const Draft& governor, const Draft& clause) {
  return std::ranges::any_of(governor.arguments, [&](const Argument& argument) {
    return argument.role == Role::complement && argument.token == clause.predicate.head;
  });
}

// "urged both countries to resume": the infinitive below the object is the verb's.
bool take_over_by_verb(Drafts& drafts, Draft& draft, TokenIndex noun) {
  if (drafts.document.is_root(noun)) {
    return false;
  }
  const Draft* verb = drafts.draft_of(drafts.token(noun).head);
  if (verb == nullptr || !is_argument(*verb, draft)) {
    return false;
  }
  give_subject(draft, controller(drafts, *verb));
  draft.predicate.parent = drafts.predicate_of[verb->predicate.head];
  draft.predicate.link = ParentLink::complement;
  return true;
}

// "issued a statement urging all sides to talk": who issued it urges.
std::vector<TokenIndex> author(Drafts& drafts, TokenIndex noun) {
  const std::array<std::string, 1> texts = {"@text"};
  const bool text =
      resources::word_fits(drafts.document.lemma(noun), texts, drafts.grammar.classes, false);
  if (!text || drafts.document.is_root(noun)) {
    return {};
  }
  const Draft* verb = drafts.draft_of(drafts.token(noun).head);
  return verb == nullptr ? std::vector<TokenIndex>{} : fillers(*verb, Role::subject);
}

void infer_adnominal(Drafts& drafts, Draft& draft) {
  const TokenIndex noun = drafts.token(draft.predicate.head).head;
  if (take_over_by_verb(drafts, draft, noun)) {
    return;
  }
  if (draft.infinitive_marked ||
      drafts.token(draft.predicate.head).features.verb_form == VerbForm::infinitive) {
    if (const Draft* governor = drafts.draft_of(noun); governor != nullptr) {
      give_subject(draft, noun_controller(drafts, *governor));
    }
    return;
  }
  if (draft.predicate.kind == PredicateKind::verb &&
      drafts.clause_marker(draft.predicate.head) == 0) {
    const auto authors = draft.predicate.passive ? std::vector<TokenIndex>{} : author(drafts, noun);
    // else "troops accused of", "the army fighting"
    give_subject(draft, authors.empty() ? std::vector<TokenIndex>{noun} : authors);
  }
}

// Whether the clause has a finite verb of its own and whether its infinitive is marked.
void read_verb_form(const Drafts& drafts, Draft& draft) {
  draft.has_finite = drafts.token(draft.predicate.head).features.verb_form == VerbForm::finite;
  for (const TokenIndex child : drafts.tree.children(draft.predicate.head)) {
    const Token& word = drafts.token(child);
    const bool particle = word.relation == Deprel::mark &&
                          drafts.grammar.is("infinitive", lower(drafts.document.lemma(child)));
    draft.infinitive_marked = draft.infinitive_marked || particle;
    const bool finite = word.features.verb_form == VerbForm::finite &&
                        (word.relation == Deprel::aux || word.relation == Deprel::aux_pass ||
                         word.relation == Deprel::cop);
    draft.has_finite = draft.has_finite || finite;
  }
}

}  // namespace

void infer_arguments(Drafts& drafts, PredicateIndex index) {
  Draft& draft = drafts.drafts[index];
  const Token& token = drafts.token(draft.predicate.head);
  const bool verbal = draft.predicate.kind == PredicateKind::verb || draft.predicate.copular;
  read_verb_form(drafts, draft);
  if (!verbal || draft.predicate.parent == no_predicate) {
    return;
  }
  if (token.relation == Deprel::acl_relcl && draft.infinitive_marked) {
    infer_adnominal(drafts, draft);
    return;
  }
  if (token.relation == Deprel::acl_relcl) {
    infer_relative(drafts, draft);
    return;
  }
  if (!draft.surface_subjects.empty()) {
    if (token.relation == Deprel::acl) {
      resolve_relative(drafts, draft, {token.head});
    }
    return;
  }
  const Draft& parent = drafts.drafts[draft.predicate.parent];
  switch (token.relation) {
    case Deprel::conj:
      give_subject(draft, parent.surface_subjects);
      break;
    case Deprel::xcomp:
    case Deprel::ccomp:
      give_subject(draft,
                   parent.predicate.kind == PredicateKind::verb ? controller(drafts, parent)
                                                                : parent.surface_subjects);
      break;
    case Deprel::advcl:
      give_subject(
          draft, is_argument(parent, draft) ? controller(drafts, parent) : parent.surface_subjects);
      break;
    case Deprel::acl:
      infer_adnominal(drafts, draft);
      break;
    default:
      break;
  }
}

}  // namespace carkeys::clauses
