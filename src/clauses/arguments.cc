// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include "clauses/draft.h"

namespace carkeys::clauses {
namespace {

bool is_predicate(const Document& document, const Tree& tree, TokenIndex index) {
  const Token& token = document.tokens[index];
  switch (token.upos) {
    case Upos::verb:
    case Upos::noun:
    case Upos::adj:
      return true;
    case Upos::aux:
      return token.relation != Deprel::aux && token.relation != Deprel::aux_pass &&
             token.relation != Deprel::cop;
    default:
      // "Ali ist Mitglied", "it is theirs": a predicate of another kind has a copula.
      return tree.child(index, Deprel::cop) != no_token;
  }
}

PredicateKind kind_of(Upos upos) {
  switch (upos) {
    case Upos::verb:
    case Upos::aux:
      return PredicateKind::verb;
    case Upos::adj:
    case Upos::adv:
      return PredicateKind::adjective;
    default:
      return PredicateKind::noun;
  }
}

// "Tehran denies": a form that is nothing but a verb, whatever the tagger said.
bool is_verb_form(const Drafts& drafts, TokenIndex word) {
  const std::array<std::string, 1> forms = {"@verb_form"};
  return drafts.token(word).upos == Upos::verb ||
         resources::word_fits(
             lower(drafts.document.form(word)), forms, drafts.grammar.classes, false);
}

std::string plain_lemma(const Drafts& drafts, TokenIndex head) {
  const auto known = drafts.grammar.lemmas.find(lower(drafts.document.form(head)));
  const bool listed = known != drafts.grammar.lemmas.end() && is_verb_form(drafts, head);
  return std::string(listed ? std::string_view(known->second) : drafts.document.lemma(head));
}

// "called off the strike": a particle right behind its verb that the parser took for an adposition
// of the object.
bool is_case_of_object(const Drafts& drafts, TokenIndex head, TokenIndex word) {
  const TokenIndex phrase = drafts.token(word).head;
  const auto relation = drafts.token(phrase).relation;
  return drafts.token(word).relation == Deprel::case_ && word == head + 1 &&
         drafts.token(phrase).head == head && (relation == Deprel::obl || relation == Deprel::obj);
}

// The particle of a verb; where the parser found none, a word that makes a verb of the tables
// with it: "called off the strike", "called the strike off".
TokenIndex particle_of(const Drafts& drafts, TokenIndex head) {
  const TokenIndex marked = drafts.tree.child(head, Deprel::compound_prt);
  if (marked != no_token || drafts.token(head).upos != Upos::verb) {
    return marked;
  }
  const std::string lemma = plain_lemma(drafts, head);
  constexpr TokenIndex reach = 8;  // tokens
  const auto last = static_cast<TokenIndex>(drafts.document.tokens.size());
  for (TokenIndex word = head + 1; word < std::min(last, head + reach); ++word) {
    const bool adverb =
        drafts.token(word).head == head && (drafts.token(word).relation == Deprel::advmod ||
                                            drafts.token(word).relation == Deprel::compound);
    if ((adverb || is_case_of_object(drafts, head, word)) &&
        drafts.grammar.particle_verbs.contains(lemma + " " + lower(drafts.document.form(word)))) {
      return word;
    }
  }
  return no_token;
}

// "nahm ... fest": the particle joins the lemma, in English behind a space ("carry out").
StringId joined_lemma(Drafts& drafts, TokenIndex head, TokenIndex particle) {
  const std::string lemma = plain_lemma(drafts, head);
  if (particle == no_token) {
    return drafts.document.strings.intern(lemma);
  }
  const auto word = lower(drafts.document.lemma(particle));
  if (drafts.document.language == Language::english) {
    return drafts.document.strings.intern(lemma + " " + word);
  }
  return drafts.document.strings.intern(lemma.starts_with(word) ? lemma : word + lemma);
}

// A participle that modifies a noun or a clause without an auxiliary: "troops accused of ...".
bool is_bare_past_participle(const Token& token) {
  const bool participle =
      token.features.verb_form == VerbForm::participle && token.features.tense != Tense::present;
  return token.upos == Upos::verb && participle &&
         (token.relation == Deprel::acl || token.relation == Deprel::advcl);
}

// "ist eine Bombe explodiert": such a verb makes its perfect with "sein" and has no passive.
bool has_no_passive(const Drafts& drafts, TokenIndex head) {
  return drafts.grammar.is("no_passive", plain_lemma(drafts, head));
}

bool is_participle(const Token& token) {
  return token.upos == Upos::verb && token.features.verb_form == VerbForm::participle;
}

// "wurden festgenommen und ein Haus durchsucht": a participle that shares the auxiliary of the verb
// it is conjoined with.
bool shares_auxiliary(const Drafts& drafts, TokenIndex head) {
  const Tree& tree = drafts.tree;
  return drafts.token(head).relation == Deprel::conj && is_participle(drafts.token(head)) &&
         tree.child(head, Deprel::aux) == no_token &&
         tree.child(head, Deprel::aux_pass) == no_token &&
         tree.child(head, Deprel::cop) == no_token;
}

// "sind verhaftet und nach Wien gebracht worden": the last verb brings the participle of the
// passive auxiliary for all.
bool shares_passive_participle(const Drafts& drafts, TokenIndex head) {
  const Tree& tree = drafts.tree;
  const TokenIndex finite = tree.child(head, Deprel::aux);
  if (finite == no_token ||
      !drafts.grammar.is("passive_perfect", lower(drafts.document.lemma(finite)))) {
    return false;
  }
  const auto children = tree.children(head);
  return std::ranges::any_of(children, [&](TokenIndex child) {
    const TokenIndex passive = tree.child(child, Deprel::aux_pass);
    return drafts.token(child).relation == Deprel::conj && passive != no_token &&
           drafts.token(passive).features.verb_form == VerbForm::participle;
  });
}

bool is_passive(const Drafts& drafts, TokenIndex head) {
  const Tree& tree = drafts.tree;
  if (has_no_passive(drafts, head)) {
    return false;
  }
  // A passive subject beside a direct object and without a passive auxiliary is a slip of the
  // parser.
  if (tree.child(head, Deprel::aux_pass) != no_token ||
      (tree.child(head, Deprel::nsubj_pass) != no_token &&
       tree.child(head, Deprel::obj) == no_token)) {
    return true;
  }
  if (shares_passive_participle(drafts, head)) {
    return true;
  }
  const Token& token = drafts.token(head);
  const bool own_clause =
      tree.child(head, Deprel::nsubj) != no_token || tree.child(head, Deprel::aux) != no_token;
  if (own_clause && !shares_auxiliary(drafts, head)) {
    return false;
  }
  if (!own_clause && is_bare_past_participle(token)) {
    return true;
  }
  // "wurde verhaftet und verurteilt"
  if (token.relation == Deprel::conj && token.upos == Upos::verb &&
      token.features.verb_form != VerbForm::finite && tree.child(head, Deprel::obj) == no_token) {
    const auto parent = drafts.predicate_of[token.head];
    return parent != no_predicate && drafts.drafts[parent].predicate.passive;
  }
  return false;
}

// Adds a phrase and what is conjoined with it; a conjunct may bring an adposition of its own.
void add_phrase(Drafts& drafts, Draft& draft, Role role, TokenIndex phrase, StringId marker) {
  for (const TokenIndex head : drafts.with_conjuncts(phrase)) {
    Argument argument;
    argument.role = role;
    argument.token = head;
    argument.marker = marker;
    if (head != phrase && role == Role::oblique) {
      const StringId own = drafts.case_marker(head);
      argument.marker = own == 0 ? marker : own;
    }
    draft.arguments.push_back(argument);
  }
}

// "machten den Geheimdienst für den Anschlag verantwortlich": the verb and its adjective are one.
void add_phrases_below(Drafts& drafts, Draft& draft, TokenIndex adjective) {
  for (const TokenIndex child : drafts.tree.children(adjective)) {
    const auto relation = drafts.token(child).relation;
    const StringId marker = drafts.case_marker(child);
    if (marker != 0 && (relation == Deprel::obl || relation == Deprel::obl_arg)) {
      add_phrase(drafts, draft, Role::oblique, child, marker);
    }
  }
}

void add_clause(Drafts& drafts, Draft& draft, TokenIndex clause) {
  Argument argument;
  argument.token = clause;
  argument.clause = drafts.predicate_of[clause];
  const auto upos = drafts.token(clause).upos;
  const bool verbal = upos == Upos::verb || upos == Upos::aux ||
                      drafts.tree.child(clause, Deprel::cop) != no_token ||
                      drafts.tree.child(clause, Deprel::nsubj) != no_token;
  argument.role = verbal ? Role::complement : Role::predicative;
  argument.marker = verbal ? drafts.clause_marker(clause) : drafts.case_marker(clause);
  draft.arguments.push_back(argument);
  if (!verbal && upos == Upos::adj) {
    add_phrases_below(drafts, draft, clause);
  }
}

// "insisted on Sunday": a day is no object of "insist on".
bool is_calendar_word(const Drafts& drafts, TokenIndex phrase) {
  const std::array<std::string, 1> words = {"@calendar"};
  return resources::word_fits(drafts.document.form(phrase), words, drafts.grammar.classes, false);
}

void add_oblique(Drafts& drafts, Draft& draft, TokenIndex phrase) {
  const StringId marker = is_calendar_word(drafts, phrase) ? 0 : drafts.case_marker(phrase);
  const auto word = drafts.document.strings.text(marker);
  const auto relation = drafts.token(phrase).relation;
  if (draft.particle != no_token && drafts.token(draft.particle).head == phrase) {
    add_phrase(drafts, draft, Role::object, phrase, 0);
    return;
  }
  if (draft.predicate.passive &&
      (relation == Deprel::obl_agent || drafts.grammar.is("agent", word))) {
    add_phrase(drafts, draft, Role::subject, phrase, marker);
    return;
  }
  if (marker == 0 && (relation == Deprel::obl_arg || relation == Deprel::iobj)) {
    // A feminine dative has the form of the genitive.
    const Features& features = drafts.token(phrase).features;
    const bool genitive = features.case_ == Case::genitive && features.gender != Gender::feminine &&
                          features.number == Number::singular;
    add_phrase(drafts, draft, genitive ? Role::genitive : Role::dative, phrase, 0);
    return;
  }
  // "begrüßte drei Jahrzehnte enger Beziehungen": a bare accusative with attributes of its own, in
  // a clause without another object, is the object.
  const bool bare_object = marker == 0 && relation == Deprel::obl && !draft.predicate.passive &&
                           drafts.token(phrase).features.case_ == Case::accusative &&
                           drafts.tree.child(phrase, Deprel::nmod) != no_token &&
                           drafts.tree.child(draft.predicate.head, Deprel::obj) == no_token;
  add_phrase(drafts, draft, bare_object ? Role::object : Role::oblique, phrase, marker);
  if (drafts.grammar.is("predicative", word)) {
    add_phrase(drafts, draft, Role::predicative, phrase, marker);
  }
}

void add_attribute(Drafts& drafts, Draft& draft, TokenIndex phrase) {
  const StringId marker = drafts.case_marker(phrase);
  if (marker == 0) {
    const bool before = phrase < draft.predicate.head;
    add_phrase(drafts, draft, before ? Role::possessor : Role::genitive, phrase, 0);
  } else if (drafts.grammar.is("genitive", drafts.document.strings.text(marker))) {
    add_phrase(drafts, draft, Role::genitive, phrase, marker);
  } else {
    add_phrase(drafts, draft, Role::oblique, phrase, marker);
  }
}

// A clause has one subject; a second one behind it is an object that the parser took for one:
// dative where the clause has a direct object ("stattete China einen Besuch ab").
void add_second_subject(Drafts& drafts, Draft& draft, TokenIndex phrase) {
  const bool has_object = drafts.tree.child(draft.predicate.head, Deprel::obj) != no_token;
  const bool passive_or_copular = draft.predicate.passive || draft.predicate.copular;
  if (!passive_or_copular) {
    add_phrase(drafts, draft, has_object ? Role::dative : Role::object, phrase, 0);
  }
}

// "wurde der Politiker von Polizisten festgenommen": an agent phrase behind the passive auxiliary
// that the parser hung on the subject.
void add_agent_within(Drafts& drafts, Draft& draft, TokenIndex subject) {
  const TokenIndex auxiliary = drafts.tree.child(draft.predicate.head, Deprel::aux_pass);
  if (auxiliary == no_token || subject < auxiliary || subject > draft.predicate.head) {
    return;
  }
  for (const TokenIndex child : drafts.tree.children(subject)) {
    const StringId marker = drafts.case_marker(child);
    if (drafts.token(child).relation == Deprel::nmod && child > subject &&
        drafts.grammar.is("agent", drafts.document.strings.text(marker))) {
      add_phrase(drafts, draft, Role::subject, child, marker);
    }
  }
}

// "haben das Dorf angegriffen und Bewohner getötet": a verb that shares the auxiliary of an active
// one shares its subject too; what the parser took for a subject of its own is the object.
bool is_object_of_shared_clause(const Drafts& drafts, TokenIndex head) {
  const Tree& tree = drafts.tree;
  if (!shares_auxiliary(drafts, head) || tree.child(head, Deprel::obj) != no_token) {
    return false;
  }
  const TokenIndex first = drafts.token(head).head;
  const TokenIndex finite = tree.child(first, Deprel::aux);
  return finite != no_token && tree.child(first, Deprel::nsubj) != no_token &&
         tree.child(first, Deprel::obj) != no_token &&
         !drafts.grammar.is("passive_perfect", lower(drafts.document.lemma(finite))) &&
         drafts.grammar.is("perfect_auxiliary", lower(drafts.document.lemma(finite)));
}

void add_subject(Drafts& drafts, Draft& draft, TokenIndex phrase) {
  if (draft.predicate.passive) {
    add_agent_within(drafts, draft, phrase);
  }
  if (!draft.surface_subjects.empty()) {
    add_second_subject(drafts, draft, phrase);
    return;
  }
  if (!draft.predicate.passive && is_object_of_shared_clause(drafts, draft.predicate.head)) {
    add_phrase(drafts, draft, Role::object, phrase, 0);
    return;
  }
  draft.surface_subjects = drafts.with_conjuncts(phrase);
  add_phrase(drafts, draft, draft.predicate.passive ? Role::object : Role::subject, phrase, 0);
}

// "sprach sich dafür aus, dass ...": the clause hangs on the adverb that announces it.
void add_clause_below_adverb(Drafts& drafts, Draft& draft, TokenIndex adverb) {
  const auto upos = drafts.token(adverb).upos;
  if (upos != Upos::adv && upos != Upos::pron) {
    return;
  }
  for (const TokenIndex child : drafts.tree.children(adverb)) {
    const auto relation = drafts.token(child).relation;
    if (relation == Deprel::ccomp || relation == Deprel::xcomp || relation == Deprel::acl) {
      add_clause(drafts, draft, child);
    }
  }
}

bool is_bare_participle(const Drafts& drafts, TokenIndex clause) {
  const auto form = drafts.token(clause).features.verb_form;
  return (form == VerbForm::participle || form == VerbForm::gerund) &&
         drafts.tree.child(clause, Deprel::mark) == no_token &&
         drafts.tree.child(clause, Deprel::aux) == no_token &&
         drafts.tree.child(clause, Deprel::aux_pass) == no_token;
}

// A verb that the tables know to take a clause.
bool governs_clause(const Drafts& drafts, const Draft& draft) {
  const std::string key = "v:" + std::string(drafts.document.strings.text(draft.predicate.lemma));
  return draft.predicate.kind == PredicateKind::verb &&
         (drafts.grammar.operators.contains(key) || drafts.grammar.cues.contains(key));
}

// An infinitive that completes such a verb, hung elsewhere by the parser: "warf der Polizei vor,
// ... zu haben" as an adverbial, "urged both countries to resume" below the object.
bool is_missed_infinitive(const Drafts& drafts, const Draft& draft, TokenIndex clause) {
  if (!governs_clause(drafts, draft)) {
    return false;
  }
  const auto marker = drafts.document.strings.text(drafts.clause_marker(clause));
  return drafts.grammar.is("infinitive", marker) ||
         (marker.empty() && drafts.token(clause).features.verb_form == VerbForm::infinitive);
}

// The same, or "befürchtet die USA, dass ..." as an adverbial.
bool is_missed_clause(const Drafts& drafts, const Draft& draft, TokenIndex clause) {
  const auto marker = drafts.document.strings.text(drafts.clause_marker(clause));
  return is_missed_infinitive(drafts, draft, clause) ||
         (drafts.grammar.is("complementizer", marker) && governs_clause(drafts, draft));
}

void add_infinitive_below(Drafts& drafts, Draft& draft, TokenIndex object) {
  for (const TokenIndex child : drafts.tree.children(object)) {
    if (drafts.token(child).relation == Deprel::acl && child > draft.predicate.head &&
        is_missed_infinitive(drafts, draft, child)) {
      add_clause(drafts, draft, child);
    }
  }
}

// "told reporters in Liverpool, where ministers are meeting": a place tells more of itself, though
// the parser takes the clause for what is told.
bool describes_a_noun(const Drafts& drafts, TokenIndex clause) {
  for (const TokenIndex child : drafts.tree.children(clause)) {
    const Token& word = drafts.token(child);
    if (child == 0 || word.features.pron_type != PronType::relative || word.upos != Upos::adv) {
      continue;
    }
    const TokenIndex before =
        drafts.token(child - 1).upos == Upos::punct && child > 1 ? child - 2 : child - 1;
    const Upos upos = drafts.token(before).upos;
    return upos == Upos::noun || upos == Upos::propn;
  }
  return false;
}

// Clauses as arguments.
void add_clausal(Drafts& drafts, Draft& draft, TokenIndex child) {
  switch (drafts.token(child).relation) {
    case Deprel::ccomp:
    case Deprel::xcomp:
    case Deprel::csubj:
    case Deprel::csubj_pass:
    case Deprel::csubj_outer:
      if (!describes_a_noun(drafts, child) &&
          !drafts.grammar.is("adverbial_subordinator",
                             drafts.document.strings.text(drafts.clause_marker(child)))) {
        add_clause(drafts, draft, child);
      }
      break;
    case Deprel::acl_relcl:
      // "die Anschuldigung, geliefert zu haben", "criticism that ...": with a mark it is no
      // relative clause.
      if (draft.predicate.kind != PredicateKind::verb && drafts.clause_marker(child) != 0) {
        add_clause(drafts, draft, child);
      }
      break;
    case Deprel::acl:
      // "der Wille, zu verhandeln"; not "troops accused of", which only describes.
      if (draft.predicate.kind != PredicateKind::verb && !is_bare_participle(drafts, child)) {
        add_clause(drafts, draft, child);
      }
      break;
    case Deprel::advcl:
      // "accused of using": an adposition over a clause makes it an argument.
      if (drafts.grammar.is("clause_adposition",
                            drafts.document.strings.text(drafts.clause_marker(child))) ||
          is_missed_clause(drafts, draft, child)) {
        add_clause(drafts, draft, child);
      }
      break;
    case Deprel::advmod:
      add_clause_below_adverb(drafts, draft, child);
      break;
    default:
      break;
  }
}

// The parser made attributes of the subject and the object of a verb that it took for a noun.
void add_attribute_of_verb(Drafts& drafts, Draft& draft, TokenIndex child) {
  const bool bare = drafts.case_marker(child) == 0;
  if (child < draft.predicate.head && bare) {
    add_subject(drafts, draft, child);
  } else if (bare) {
    add_phrase(drafts, draft, Role::object, child, 0);
  } else {
    add_oblique(drafts, draft, child);
  }
}

// What describes a noun.
void add_attributive(Drafts& drafts, Draft& draft, TokenIndex child) {
  const auto relation = drafts.token(child).relation;
  const bool attribute = relation == Deprel::nmod || relation == Deprel::compound;
  if (attribute && draft.predicate.kind == PredicateKind::verb &&
      drafts.token(draft.predicate.head).upos == Upos::noun) {
    add_attribute_of_verb(drafts, draft, child);
    return;
  }
  switch (drafts.token(child).relation) {
    case Deprel::nmod:
    case Deprel::nmod_unmarked:
      add_attribute(drafts, draft, child);
      add_clause_below_adverb(drafts, draft, child);
      break;
    case Deprel::nmod_poss:
    case Deprel::det_poss:
      add_phrase(drafts, draft, Role::possessor, child, 0);
      break;
    case Deprel::amod:
    case Deprel::compound:
    case Deprel::nmod_desc:
      add_phrase(drafts, draft, Role::modifier, child, 0);
      break;
    default:
      break;
  }
}

// "habe die Küstenwache einen Fischer festgenommen": of two objects of a verb without a subject the
// nominative before the accusative is the subject.
bool is_subject_taken_for_object(const Drafts& drafts, const Draft& draft, TokenIndex phrase) {
  const Tree& tree = drafts.tree;
  const TokenIndex head = draft.predicate.head;
  if (drafts.token(phrase).features.case_ != Case::nominative || draft.predicate.passive ||
      tree.child(head, Deprel::nsubj) != no_token) {
    return false;
  }
  const auto children = tree.children(head);
  return std::ranges::any_of(children, [&](TokenIndex other) {
    return other > phrase && drafts.token(other).relation == Deprel::obj &&
           drafts.token(other).features.case_ == Case::accusative;
  });
}

void add_argument(Drafts& drafts, Draft& draft, TokenIndex child) {
  switch (drafts.token(child).relation) {
    case Deprel::nsubj:
    case Deprel::nsubj_outer:
    case Deprel::nsubj_pass:
      add_subject(drafts, draft, child);
      break;
    case Deprel::obj:
      if (is_subject_taken_for_object(drafts, draft, child)) {
        add_subject(drafts, draft, child);
        break;
      }
      add_phrase(drafts, draft, Role::object, child, 0);
      add_infinitive_below(drafts, draft, child);
      break;
    case Deprel::obl:
    case Deprel::obl_agent:
    case Deprel::obl_arg:
    case Deprel::obl_unmarked:
    case Deprel::iobj:
      add_oblique(drafts, draft, child);
      add_clause_below_adverb(drafts, draft, child);
      break;
    case Deprel::expl_pv:
      draft.predicate.reflexive = true;
      break;
    default:
      add_clausal(drafts, draft, child);
      add_attributive(drafts, draft, child);
  }
}

ParentLink link_of(Deprel relation) {
  switch (relation) {
    case Deprel::ccomp:
    case Deprel::xcomp:
    case Deprel::csubj:
    case Deprel::csubj_pass:
    case Deprel::csubj_outer:
      return ParentLink::complement;
    case Deprel::acl:
    case Deprel::acl_relcl:
      return ParentLink::relative;
    case Deprel::advcl:
    case Deprel::advcl_relcl:
      return ParentLink::adverbial;
    case Deprel::conj:
    case Deprel::parataxis:
    case Deprel::list:
      return ParentLink::conjunct;
    default:
      return ParentLink::argument;
  }
}

void fill(Drafts& drafts, PredicateIndex index) {
  Draft& draft = drafts.drafts[index];
  Predicate& predicate = draft.predicate;
  const TokenIndex head = predicate.head;
  const Token& token = drafts.token(head);
  predicate.kind = is_verb_form(drafts, head) ? PredicateKind::verb : kind_of(token.upos);
  draft.particle = particle_of(drafts, head);
  predicate.lemma = joined_lemma(drafts, head, draft.particle);
  predicate.copular = drafts.tree.child(head, Deprel::cop) != no_token;
  predicate.passive = predicate.kind == PredicateKind::verb && is_passive(drafts, head);
  if (!drafts.document.is_root(head)) {
    TokenIndex ancestor = token.head;
    while (drafts.predicate_of[ancestor] == no_predicate && !drafts.document.is_root(ancestor)) {
      ancestor = drafts.token(ancestor).head;
    }
    predicate.parent = drafts.predicate_of[ancestor];
    predicate.link = link_of(token.relation);
  }
  draft.trigger.push_back(head);
  if (draft.particle != no_token) {
    draft.trigger.push_back(draft.particle);
  }
  for (const TokenIndex child : drafts.tree.children(head)) {
    add_argument(drafts, draft, child);
    const Token& word = drafts.token(child);
    if (word.features.reflexive && word.relation == Deprel::obj) {
      predicate.reflexive = true;
    }
    if (word.relation == Deprel::aux || word.relation == Deprel::aux_pass) {
      for (const TokenIndex below :
           drafts.tree.children(child)) {  // hung on the auxiliary by mistake
        add_argument(drafts, draft, below);
      }
    }
  }
  // The first part of "US-Angriff" is a modifier inside the word.
  if (predicate.kind == PredicateKind::noun &&
      drafts.document.form(head).find('-') != std::string_view::npos) {
    draft.arguments.push_back({Role::modifier, false, 0, head, no_predicate});
  }
}

}  // namespace

std::string lower(std::string_view text) {
  std::string result(text);
  for (std::size_t i = 0; i < result.size(); ++i) {
    const auto byte = static_cast<unsigned char>(result[i]);
    const bool latin_capital = byte >= 0x80 && byte <= 0x9E && i > 0 && result[i - 1] == '\xC3';
    if ((byte >= 'A' && byte <= 'Z') || latin_capital) {
      result[i] = static_cast<char>(byte + 32);
    }
  }
  return result;
}

StringId Drafts::case_marker(TokenIndex phrase) const {
  for (const TokenIndex child : tree.children(phrase)) {
    if (token(child).relation != Deprel::case_) {
      continue;
    }
    std::string word = lower(document.lemma(child));
    for (const TokenIndex part : tree.children(child)) {
      if (token(part).relation == Deprel::fixed) {
        word += " " + lower(document.form(part));
      }
    }
    return document.strings.intern(word);
  }
  return 0;
}

StringId Drafts::clause_marker(TokenIndex clause) const {
  const TokenIndex mark = tree.child(clause, Deprel::mark);
  return mark == no_token ? 0 : document.strings.intern(lower(document.lemma(mark)));
}

std::vector<TokenIndex> Drafts::with_conjuncts(TokenIndex head) const {
  std::vector<TokenIndex> heads{head};
  for (std::size_t next = 0; next < heads.size() && heads.size() < 32; ++next) {
    for (const TokenIndex child : tree.children(heads[next])) {
      const auto upos = token(child).upos;
      if (token(child).relation == Deprel::conj && upos != Upos::verb && upos != Upos::aux) {
        heads.push_back(child);
      }
    }
  }
  return heads;
}

void collect_arguments(Drafts& drafts) {
  const Document& document = drafts.document;
  drafts.predicate_of.assign(document.tokens.size(), no_predicate);
  for (SentenceIndex sentence = 0; sentence < document.sentences.size(); ++sentence) {
    for (TokenIndex token = document.sentences[sentence].begin;
         token < document.sentences[sentence].end;
         ++token) {
      if (is_predicate(document, drafts.tree, token)) {
        drafts.predicate_of[token] = static_cast<PredicateIndex>(drafts.drafts.size());
        Draft draft;
        draft.predicate.head = token;
        draft.predicate.sentence = sentence;
        drafts.drafts.push_back(std::move(draft));
      }
    }
  }
  for (const TokenIndex token : drafts.tree.top_down()) {
    const auto index = drafts.predicate_of[token];
    if (index != no_predicate) {
      fill(drafts, index);
      infer_arguments(drafts, index);
    }
  }
}

}  // namespace carkeys::clauses
