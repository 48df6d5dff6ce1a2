// SPDX-License-Identifier: Apache-2.0
#include "clauses/trees.h"

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

void mend_subject(Document& document, const Grammar& grammar, const Sentence& sentence) {
  Token& first = document.tokens[sentence.begin];
  const bool pronoun = first.upos == Upos::pron && first.relation == Deprel::nsubj &&
                       grammar.is("takes_up", lower(document.form(sentence.begin)));
  if (!pronoun || !says(document, grammar, document.tokens[first.head])) {
    return;
  }
  if (Token* speaker = object_behind(document, sentence, first.head); speaker != nullptr) {
    first.relation = Deprel::obj;
    speaker->relation = Deprel::nsubj;
  }
}

bool is_subject(Deprel relation) {
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass;
}

bool is_argument(Deprel relation) {
  return is_subject(relation) || relation == Deprel::obj || relation == Deprel::obl;
}

// The head of what is listed behind `opener`; models take any of its nouns for it.
TokenIndex head_of_list(const Document& document, TokenIndex opener) {
  TokenIndex listed = document.tokens[opener].head;
  while (document.tokens[listed].head > opener && document.tokens[listed].head != listed) {
    listed = document.tokens[listed].head;
  }
  return listed;
}

bool is_plural_noun(const Token& token) {
  return token.upos == Upos::noun && token.features.number == Number::plural;
}

bool is_denied(const Document& document, const Grammar& grammar, TokenIndex opener) {
  return grammar.is("none", lower(document.lemma(opener + 1)));
}

// "darunter die Entführung": one more of what a plural before it names, be it the noun that the
// list hangs on or the nearest argument of its verb.
void mend_example(Document& document, const Grammar& grammar, TokenIndex opener) {
  const TokenIndex listed = head_of_list(document, opener);
  Token& example = document.tokens[listed];
  const bool noun = example.upos == Upos::noun || example.upos == Upos::propn;
  if (listed <= opener || !noun || document.is_root(listed) || is_subject(example.relation) ||
      is_denied(document, grammar, opener)) {
    return;
  }
  TokenIndex above = example.head;
  if (is_plural_noun(document.tokens[above])) {
    example.relation = Deprel::conj;
    return;
  }
  while (document.tokens[above].upos != Upos::verb && !document.is_root(above)) {
    above = document.tokens[above].head;
  }
  const TokenIndex begin = document.sentences[document.sentence_of(opener)].begin;
  for (TokenIndex index = opener; index-- > begin;) {
    const Token& token = document.tokens[index];
    if (token.head == above && is_argument(token.relation) && is_plural_noun(token)) {
      example.head = index;
      example.relation = Deprel::conj;
      return;
    }
  }
}

// The content of a cue of this verb stands in a phrase with the adposition.
bool holds_content(const Document& document,
                   const Grammar& grammar,
                   const Token& verb,
                   TokenIndex adposition) {
  const auto cues = grammar.cues.find("v:" + std::string(document.strings.text(verb.lemma)));
  if (verb.upos != Upos::verb || cues == grammar.cues.end()) {
    return false;
  }
  const std::string marker = lower(document.lemma(adposition));
  return std::ranges::any_of(cues->second, [&](const Cue& cue) {
    return std::ranges::any_of(cue.content.alternatives, [&](const auto& slots) {
      return slots.front().role == Role::oblique && slots.front().marker == marker;
    });
  });
}

void mend_attachment(Document& document, const Grammar& grammar, TokenIndex adposition) {
  Token& phrase = document.tokens[document.tokens[adposition].head];
  const Token& name = document.tokens[phrase.head];
  const bool behind_name = phrase.relation == Deprel::nmod && name.upos == Upos::propn &&
                           phrase.head < adposition &&
                           (name.relation == Deprel::obj || name.relation == Deprel::nsubj_pass);
  if (behind_name && holds_content(document, grammar, document.tokens[name.head], adposition)) {
    phrase.head = name.head;
    phrase.relation = Deprel::obl;
  }
}

}  // namespace

void mend_trees(Document& document, const Grammar& grammar) {
  for (const Sentence& sentence : document.sentences) {
    if (document.language == Language::german && sentence.begin < sentence.end) {
      mend_subject(document, grammar, sentence);
    }
    for (TokenIndex index = sentence.begin; index < sentence.end; ++index) {
      const Deprel relation = document.tokens[index].relation;
      const bool adposition = relation == Deprel::case_;
      if (adposition) {
        mend_attachment(document, grammar, index);
      }
      if ((adposition || relation == Deprel::advmod) &&
          grammar.is("example", lower(document.form(index)))) {
        mend_example(document, grammar, index);
      }
    }
  }
}

}  // namespace carkeys::clauses
