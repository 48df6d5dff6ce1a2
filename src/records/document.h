// SPDX-License-Identifier: Apache-2.0
// The language analysis of one article: sentences, tokens, lemmas, parts of speech, features,
// dependency tree (Universal Dependencies 2) and names. The Document owns the text and the strings;
// everything else points into them by range or number. Filled stage by stage by analysis/, then
// only read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/interner.h"
#include "base/text_range.h"
#include "records/article.h"

namespace carkeys {

using TokenIndex = std::uint32_t;     // counts tokens of the document from 0
using SentenceIndex = std::uint32_t;  // counts sentences of the document from 0
inline constexpr TokenIndex no_token = 0xFFFFFFFF;

// Universal parts of speech, in alphabetical order.
enum class Upos : std::uint8_t {
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
  x
};

// Universal dependency relations with the subtypes that our treebanks use. A subtype that is not
// listed is stored as its base relation.
enum class Deprel : std::uint8_t {
  acl,
  acl_relcl,
  advcl,
  advcl_relcl,
  advmod,
  advmod_emph,
  advmod_lmod,
  amod,
  appos,
  aux,
  aux_pass,
  case_,
  cc,
  cc_preconj,
  ccomp,
  clf,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_outer,
  csubj_pass,
  dep,
  det,
  det_poss,
  det_predet,
  discourse,
  dislocated,
  expl,
  expl_pv,
  fixed,
  flat,
  flat_foreign,
  flat_name,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_outer,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_arg,
  obl_tmod,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  root,
  vocative,
  xcomp
};

enum class Case : std::uint8_t { none, nominative, accusative, dative, genitive };
enum class Number : std::uint8_t { none, singular, plural };
enum class Gender : std::uint8_t { none, masculine, feminine, neuter };
enum class Person : std::uint8_t { none, first, second, third };
enum class Tense : std::uint8_t { none, present, past };
// German: subjunctive + present is Konjunktiv I, subjunctive + past is Konjunktiv II.
enum class VerbMood : std::uint8_t { none, indicative, subjunctive, imperative };
enum class VerbForm : std::uint8_t { none, finite, infinitive, participle, gerund };
enum class Degree : std::uint8_t { none, positive, comparative, superlative };
enum class PronType : std::uint8_t {
  none,
  personal,
  article,
  demonstrative,
  relative,
  interrogative,
  indefinite,
  negative,
  total,
  reciprocal
};

struct Features {
  Case case_ : 3 = Case::none;
  Number number : 2 = Number::none;
  Gender gender : 2 = Gender::none;
  Person person : 2 = Person::none;
  Tense tense : 2 = Tense::none;
  VerbMood mood : 2 = VerbMood::none;
  VerbForm verb_form : 3 = VerbForm::none;
  Degree degree : 2 = Degree::none;
  PronType pron_type : 4 = PronType::none;
  bool passive : 1 = false;     // Voice=Pass
  bool possessive : 1 = false;  // Poss=Yes
  bool reflexive : 1 = false;   // Reflex=Yes
  bool definite : 1 = false;    // Definite=Def

  friend bool operator==(const Features&, const Features&) = default;
};

enum class NameKind : std::uint8_t { none, person, location, organisation, miscellaneous };

struct Token {
  TextRange range;      // bytes of Document::text
  StringId lemma = 0;   // of Document::strings; a separable verb's lemma has no particle yet
                        // where the treebank keeps it apart (clauses/ joins them)
  TokenIndex head = 0;  // document-wide; a root is its own head
  Features features;
  Upos upos = Upos::x;
  Deprel relation = Deprel::root;
  NameKind name = NameKind::none;
  bool name_begins : 1 = false;  // first token of a name
  bool space_after : 1 = true;
};

struct Sentence {
  TokenIndex begin = 0;  // half-open range of tokens
  TokenIndex end = 0;
  TextRange range;  // from the first token's first byte to the last token's last
  Article::PartKind part = Article::PartKind::body;
  bool starts_paragraph = false;
};

struct Document {
  std::string text;  // the article's text, owned once
  Language language = Language::unknown;
  Interner strings;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  // Both valid until the Document is changed or destroyed.
  [[nodiscard]] std::string_view form(TokenIndex token) const {
    return tokens[token].range.in(text);
  }

  [[nodiscard]] std::string_view lemma(TokenIndex token) const {
    return strings.text(tokens[token].lemma);
  }

  [[nodiscard]] bool is_root(TokenIndex token) const { return tokens[token].head == token; }

  // The sentence that holds `token`.
  [[nodiscard]] SentenceIndex sentence_of(TokenIndex token) const;
};

// CoNLL-U spellings: "NOUN", "nsubj:pass", "Case=Nom|Number=Sing".
std::string_view upos_name(Upos upos);
std::string_view deprel_name(Deprel relation);
std::string features_text(const Features& features, Upos upos);
// The inverse; an unknown subtype falls back on its base, an unknown name on x or dep.
Upos upos_from(std::string_view name);
Deprel deprel_from(std::string_view name);
Features features_from(std::string_view text);

}  // namespace carkeys
