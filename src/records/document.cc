// SPDX-License-Identifier: Apache-2.0
#include "records/document.h"

#include <algorithm>
#include <array>

namespace carkeys {
namespace {

constexpr std::array<std::string_view, 17> upos_names = {"ADJ",
                                                         "ADP",
                                                         "ADV",
                                                         "AUX",
                                                         "CCONJ",
                                                         "DET",
                                                         "INTJ",
                                                         "NOUN",
                                                         "NUM",
                                                         "PART",
                                                         "PRON",
                                                         "PROPN",
                                                         "PUNCT",
                                                         "SCONJ",
                                                         "SYM",
                                                         "VERB",
                                                         "X"};

constexpr std::array<std::string_view, 60> deprel_names = {
    "acl",          "acl:relcl",    "advcl",         "advcl:relcl",
    "advmod",       "advmod:emph",  "advmod:lmod",   "amod",
    "appos",        "aux",          "aux:pass",      "case",
    "cc",           "cc:preconj",   "ccomp",         "clf",
    "compound",     "compound:prt", "conj",          "cop",
    "csubj",        "csubj:outer",  "csubj:pass",    "dep",
    "det",          "det:poss",     "det:predet",    "discourse",
    "dislocated",   "expl",         "expl:pv",       "fixed",
    "flat",         "flat:foreign", "flat:name",     "goeswith",
    "iobj",         "list",         "mark",          "nmod",
    "nmod:desc",    "nmod:poss",    "nmod:unmarked", "nsubj",
    "nsubj:outer",  "nsubj:pass",   "nummod",        "obj",
    "obl",          "obl:agent",    "obl:arg",       "obl:tmod",
    "obl:unmarked", "orphan",       "parataxis",     "punct",
    "reparandum",   "root",         "vocative",      "xcomp"};
}  // namespace

SentenceIndex Document::sentence_of(TokenIndex token) const {
  const auto found = std::ranges::upper_bound(
      sentences, token, {}, [](const Sentence& sentence) { return sentence.end; });
  return static_cast<SentenceIndex>(found - sentences.begin());
}

std::string_view upos_name(Upos upos) {
  return upos_names[static_cast<std::size_t>(upos)];
}

std::string_view deprel_name(Deprel relation) {
  return deprel_names[static_cast<std::size_t>(relation)];
}

Upos upos_from(std::string_view name) {
  const auto found = std::ranges::find(upos_names, name);
  return found == upos_names.end() ? Upos::x : static_cast<Upos>(found - upos_names.begin());
}

Deprel deprel_from(std::string_view name) {
  const auto found = std::ranges::find(deprel_names, name);
  if (found != deprel_names.end()) {
    return static_cast<Deprel>(found - deprel_names.begin());
  }
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? Deprel::dep : deprel_from(name.substr(0, colon));
}

}  // namespace carkeys
