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

bool has_subject(const Document& document, const Sentence& sentence, TokenIndex verb) {
  for (TokenIndex index = sentence.begin; index < sentence.end; ++index) {
    const Token& token = document.tokens[index];
    if (token.head == verb && index != verb &&
        (token.relation == Deprel::nsubj || token.relation == Deprel::nsubj_pass ||
         token.relation == Deprel::csubj || token.relation == Deprel::expl)) {
      return true;
    }
  }
  return false;
}

bool has_finite(const Document& document, const Sentence& sentence, TokenIndex verb) {
  for (TokenIndex index = sentence.begin; index < sentence.end; ++index) {
    const Token& token = document.tokens[index];
    if (token.features.verb_form == VerbForm::finite &&
        (index == verb || (token.head == verb && token.relation == Deprel::aux))) {
      return true;
    }
  }
  return false;
}

void mend_nominative(Document& document, const Sentence& sentence, TokenIndex index) {
  Token& token = document.tokens[index];
  if (token.features.case_ == Case::nominative && document.tokens[token.head].upos == Upos::verb &&
      has_finite(document, sentence, token.head) && !has_subject(document, sentence, token.head)) {
    token.relation = Deprel::nsubj;
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

// The content of a cue of this verb stands in a phrase of this role, with this adposition.
bool holds_content(const Document& document,
                   const Grammar& grammar,
                   const Token& verb,
                   Role role,
                   const std::string& marker) {
  const auto cues = grammar.cues.find("v:" + std::string(document.strings.text(verb.lemma)));
  if (verb.upos != Upos::verb || cues == grammar.cues.end()) {
    return false;
  }
  return std::ranges::any_of(cues->second, [&](const Cue& cue) {
    return std::ranges::any_of(cue.content.alternatives, [&](const auto& slots) {
      return slots.front().role == role && slots.front().marker == marker;
    });
  });
}

// The verb that `phrase` may hang on instead of the name before it; null: none.
const Token* verb_above(const Document& document, TokenIndex phrase) {
  const Token& token = document.tokens[phrase];
  const Token& name = document.tokens[token.head];
  const bool behind_name = token.relation == Deprel::nmod && name.upos == Upos::propn &&
                           token.head < phrase &&
                           (name.relation == Deprel::obj || name.relation == Deprel::nsubj_pass);
  return behind_name ? &document.tokens[name.head] : nullptr;
}

void mend_attachment(Document& document, const Grammar& grammar, TokenIndex adposition) {
  Token& phrase = document.tokens[document.tokens[adposition].head];
  const Token* verb = verb_above(document, document.tokens[adposition].head);
  if (verb != nullptr && phrase.head < adposition &&
      holds_content(document, grammar, *verb, Role::oblique, lower(document.lemma(adposition)))) {
    phrase.head = document.tokens[phrase.head].head;
    phrase.relation = Deprel::obl;
  }
}

bool has_adposition(const Document& document, TokenIndex phrase) {
  for (TokenIndex index = document.sentences[document.sentence_of(phrase)].begin; index < phrase;
       ++index) {
    if (document.tokens[index].head == phrase && document.tokens[index].relation == Deprel::case_) {
      return true;
    }
  }
  return false;
}

// Names have no genitive of their own behind them in German. A feminine
// genitive looks like a dative.
void mend_genitive(Document& document, const Grammar& grammar, TokenIndex index) {
  Token& phrase = document.tokens[index];
  const Token* verb = verb_above(document, index);
  const bool case_fits =
      phrase.features.case_ == Case::genitive || phrase.features.case_ == Case::dative;
  if (verb != nullptr && phrase.upos == Upos::noun && case_fits &&
      !has_adposition(document, index) &&
      holds_content(document, grammar, *verb, Role::genitive, "")) {
    phrase.head = document.tokens[phrase.head].head;
    phrase.relation = Deprel::obl_arg;
  }
}

// English "alleged" is an adjective to the tagger; below an auxiliary it is a form of the verb.
void mend_participle(Document& document, const Grammar& grammar, TokenIndex auxiliary) {
  Token& participle = document.tokens[document.tokens[auxiliary].head];
  const std::string form = lower(document.form(document.tokens[auxiliary].head));
  if (participle.upos != Upos::adj || !form.ends_with("ed")) {
    return;
  }
  for (const std::size_t ending : {std::size_t{1}, std::size_t{2}}) {
    const std::string verb = form.substr(0, form.size() - ending);
    if (grammar.cues.contains("v:" + verb)) {
      participle.upos = Upos::verb;
      participle.features.verb_form = VerbForm::participle;
      participle.lemma = document.strings.intern(verb);
      return;
    }
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
      } else if (relation == Deprel::obl_arg && document.language == Language::german) {
        mend_nominative(document, sentence, index);
      } else if (relation == Deprel::nmod) {
        mend_genitive(document, grammar, index);
      } else if (relation == Deprel::aux_pass) {
        mend_participle(document, grammar, index);
      }
      if ((adposition || relation == Deprel::advmod) &&
          grammar.is("example", lower(document.form(index)))) {
        mend_example(document, grammar, index);
      }
    }
  }
}

}  // namespace carkeys::clauses
