// SPDX-License-Identifier: Apache-2.0
#include "clauses/subjects.h"

#include <algorithm>
#include <string>

#include "clauses/draft.h"

namespace carkeys::clauses {
namespace {

bool is_finite_present(const Token& verb) {
  return verb.features.verb_form == VerbForm::finite && verb.features.tense == Tense::present;
}

// "Das bestätigt den Verdacht", "Das erklärt die Verluste": of some verbs things are subjects, most
// often in the present.
bool says(const Document& document, const Grammar& grammar, const Token& verb) {
  const std::string lemma(document.strings.text(verb.lemma));
  const auto cues = grammar.cues.find("v:" + lemma);
  if (cues == grammar.cues.end() || (grammar.is("thing_shows", lemma) && is_finite_present(verb))) {
    return false;
  }
  return std::ranges::any_of(
      cues->second, [](const Cue& cue) { return cue.over_quote || cue.stance == Stance::denies; });
}

// A noun behind the verb that is taken for its object and could be its subject.
Token* object_behind(Document& document, const Sentence& sentence, TokenIndex verb) {
  for (TokenIndex index = verb + 1; index < sentence.end; ++index) {
    Token& token = document.tokens[index];
    const bool noun = token.upos == Upos::noun || token.upos == Upos::propn;
    const bool accusative = token.features.case_ == Case::accusative &&
                            token.features.gender == Gender::masculine &&
                            token.features.number == Number::singular;
    if (token.head == verb && token.relation == Deprel::obj && noun && !accusative) {
      return &token;
    }
  }
  return nullptr;
}

}  // namespace

void mend_subjects(Document& document, const Grammar& grammar) {
  if (document.language != Language::german) {
    return;
  }
  for (const Sentence& sentence : document.sentences) {
    if (sentence.begin == sentence.end) {
      continue;
    }
    Token& first = document.tokens[sentence.begin];
    const bool pronoun = first.upos == Upos::pron && first.relation == Deprel::nsubj &&
                         grammar.is("takes_up", lower(document.form(sentence.begin)));
    if (!pronoun || !says(document, grammar, document.tokens[first.head])) {
      continue;
    }
    if (Token* speaker = object_behind(document, sentence, first.head); speaker != nullptr) {
      first.relation = Deprel::obj;
      speaker->relation = Deprel::nsubj;
    }
  }
}

}  // namespace carkeys::clauses
