// SPDX-License-Identifier: Apache-2.0
// Who says so. The idea: every reporting cue ("sagte", "laut", "angeblich", "Vorwurf", "soll ...
// haben") opens a speech scope over the words of its content; scopes nest as the tree nests. What
// is added to the plain reading of one sentence: direct quotations take the nearest cue that can
// introduce one, also in the sentence before or after; and a clause in Konjunktiv I that no cue
// governs goes on with the last speaker ("... Er habe die Stadt nie betreten."). Outer cues are
// treated before inner ones, so each inner scope finds its outer scope in place.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "clauses/draft.h"

namespace carkeys::clauses {
namespace {

struct FoundCue {
  const Cue* cue = nullptr;
  TokenIndex token = no_token;              // head of the cue
  PredicateIndex predicate = no_predicate;  // of the cue, if it is one
  TokenIndex claimant = no_token;
  std::vector<TokenIndex> contents;  // heads of what is said
  TokenIndex exclude = no_token;     // phrase that stands inside a content but is the cue
  std::uint32_t rank = 0;            // outer cues first
};

constexpr std::array<std::string_view, 8> quote_marks = {"„", "“", "”", "\"", "«", "»", "``", "''"};

class ScopePass {
 public:
  ScopePass(const Drafts& drafts, ClauseGraph& graph)
      : drafts_(drafts),
        document_(drafts.document),
        grammar_(drafts.grammar),
        graph_(graph),
        scope_of_(document_.tokens.size(), no_scope),
        is_cue_(document_.tokens.size(), false) {}

  void run() {
    find_cues();
    std::ranges::stable_sort(cues_, {}, &FoundCue::rank);
    for (const FoundCue& cue : cues_) {
      if (cue.cue->over_quote) {
        quote_cues_.push_back(&cue);
      }
    }
    std::ranges::stable_sort(quote_cues_, {}, &FoundCue::token);
    for (const FoundCue& cue : cues_) {
      open_scope(cue);
    }
    cover_quotations();
    for (const FoundCue& cue : cues_) {
      cover_sentence_before(cue);
    }
    cover_hearsay();
    carry_over();
    for (Predicate& predicate : graph_.predicates) {
      predicate.scope = scope_of_[predicate.head];
      predicate.shifted = is_shifted(predicate);
    }
    graph_.scope_of = std::move(scope_of_);
  }

 private:
  [[nodiscard]] const Token& token(TokenIndex index) const { return document_.tokens[index]; }

  // ---- cues

  void find_cues() {
    for (PredicateIndex index = 0; index < graph_.predicates.size(); ++index) {
      const Predicate& predicate = graph_.predicates[index];
      match(resources::predicate_key(document_, predicate), index, predicate.head);
    }
    for (TokenIndex index = 0; index < document_.tokens.size(); ++index) {
      const auto relation = token(index).relation;
      const std::string word = lower(document_.lemma(index));
      if (relation == Deprel::case_) {
        match_adposition(index);
      } else if (relation == Deprel::advmod || relation == Deprel::amod ||
                 relation == Deprel::discourse) {
        match_adverb("d:" + word, index);
      }
    }
  }

  void match(const std::string& key, PredicateIndex index, TokenIndex where) {
    const auto* entries =
        resources::find_by_ending(grammar_.cues, key, document_.language == Language::german);
    if (entries == nullptr) {
      return;
    }
    const Predicate& predicate = graph_.predicates[index];
    const resources::PredicateView view{document_, graph_, predicate, grammar_.classes, {}};
    for (const Cue& cue : *entries) {
      if (!resources::all_hold(cue.when, view)) {
        continue;
      }
      if (cue.over_clause && tells_only_where(where)) {
        return;
      }
      graph_.predicates[index].denies = cue.stance == Stance::denies;
      FoundCue found;
      found.cue = &cue;
      found.token = where;
      found.predicate = index;
      found.claimant = first_filler(cue.claimant, predicate);
      found.contents = contents_of(cue, predicate, found.claimant);
      name_doer(cue, predicate, found.contents);
      found.rank = 2 * drafts_.tree.depth(where) + 1;
      const bool report = found.contents.empty() && is_report_clause(where);
      if (cue.over_clause || report) {
        add_clause(found, where);
      }
      if (report) {
        widen_report(found, predicate);
      }
      is_cue_[where] = true;
      cues_.push_back(std::move(found));
      return;  // one reading for one cue
    }
  }

  // "warf Moskau die Entführung von Journalisten vor": whoever is accused did it, if anybody.
  void name_doer(const Cue& cue,
                 const Predicate& predicate,
                 const std::vector<TokenIndex>& contents) {
    const TokenIndex accused =
        cue.content_subject.empty() ? no_token : first_filler(cue.content_subject, predicate);
    if (accused == no_token) {
      return;
    }
    for (const TokenIndex content : contents) {
      for (const TokenIndex noun : drafts_.with_conjuncts(content)) {
        const PredicateIndex deed = graph_.predicate_of[noun];
        if (deed != no_predicate && noun != accused && is_deed_of_nobody(deed)) {
          add_subject(graph_.predicates[deed], accused);
        }
      }
    }
  }

  [[nodiscard]] bool is_deed_of_nobody(PredicateIndex deed) const {
    const Predicate& noun = graph_.predicates[deed];
    return noun.kind == PredicateKind::noun && noun.light_verb == no_token &&
           std::ranges::none_of(graph_.arguments_of(noun), [](const Argument& argument) {
             return argument.role == Role::subject || argument.role == Role::possessor;
           });
  }

  // The arguments of a predicate stand together: they move to the end to grow.
  void add_subject(Predicate& predicate, TokenIndex subject) {
    const auto known = graph_.arguments_of(predicate);
    std::vector<Argument> all(known.begin(), known.end());
    all.push_back({.role = Role::subject, .inferred = true, .token = subject});
    predicate.arguments_begin = static_cast<std::uint32_t>(graph_.arguments.size());
    graph_.arguments.insert(graph_.arguments.end(), all.begin(), all.end());
    predicate.arguments_end = static_cast<std::uint32_t>(graph_.arguments.size());
  }

  // "In einer Stellungnahme teilte die Polizei mit, ...": the verb says who speaks.
  [[nodiscard]] bool tells_only_where(TokenIndex noun) const {
    const auto marker = document_.strings.text(drafts_.case_marker(noun));
    if (document_.is_root(noun) || !grammar_.is("locative", marker)) {
      return false;
    }
    const PredicateIndex verb = graph_.predicate_of[token(noun).head];
    return verb != no_predicate && graph_.predicates[verb].kind == PredicateKind::verb &&
           grammar_.cues.contains(resources::predicate_key(document_, graph_.predicates[verb])) &&
           has_subject(graph_.predicates[verb], [&](TokenIndex subject) {
             return token(subject).upos != Upos::pron ||
                    grammar_.is("goes_on", lower(document_.lemma(subject)));
           });
  }

  // "Wie die Polizei mitteilte, ...", "as saying ..."; before a finite verb models hang the "wie"
  // on anything.
  [[nodiscard]] bool is_report_clause(TokenIndex verb) const {
    if (token(verb).relation != Deprel::advcl) {
      return false;
    }
    const bool finite = drafts_.drafts[graph_.predicate_of[verb]].has_finite;
    return std::ranges::any_of(drafts_.tree.subtree(verb), [&](TokenIndex below) {
      const bool opens =
          token(below).head == verb ? below < verb : finite && token(below).head < verb;
      return opens && below < verb && grammar_.is("report_clause", lower(document_.lemma(below)));
    });
  }

  [[nodiscard]] TokenIndex first_filler(const resources::SlotPath& path,
                                        const Predicate& predicate) const {
    for (const auto& slots : path.alternatives) {
      const auto found = resources::slot_fillers(slots.front(), document_, graph_, predicate);
      if (!found.empty()) {
        return found.front()->token;
      }
    }
    return no_token;
  }

  [[nodiscard]] std::vector<TokenIndex> contents_of(const Cue& cue,
                                                    const Predicate& predicate,
                                                    TokenIndex claimant) const {
    std::vector<TokenIndex> contents;
    for (const auto& slots : cue.content.alternatives) {
      for (const Argument* argument :
           resources::slot_fillers(slots.front(), document_, graph_, predicate)) {
        // A name in the genitive is the speaker ("der Vorwurf Moskaus"), a noun may be the content.
        const bool speaker = argument->role == Role::genitive && argument->token == claimant &&
                             token(claimant).upos == Upos::propn;
        if (!argument->inferred && !speaker) {
          contents.push_back(argument->token);
        }
      }
    }
    if (!contents.empty() && cue.over_quote) {
      add_split_content(predicate, contents);
    }
    // "..., sagte er": a clause beside the verb of saying.
    if (contents.empty() && cue.over_quote && predicate.kind == PredicateKind::verb) {
      for (const TokenIndex child : drafts_.tree.children(predicate.head)) {
        if (token(child).relation == Deprel::parataxis) {
          contents.push_back(child);
        }
      }
      const Token& head = token(predicate.head);
      if (contents.empty() && head.relation == Deprel::parataxis) {
        contents.push_back(head.head);
      }
    }
    return contents;
  }

  // "said the protests will go on": the subject of the content, taken for an object of the cue.
  void add_split_content(const Predicate& predicate, std::vector<TokenIndex>& contents) const {
    const TokenIndex first = *std::ranges::min_element(contents);
    for (const Argument& argument : graph_.arguments_of(predicate)) {
      if (argument.role == Role::object && !argument.inferred && argument.token > predicate.head &&
          argument.token < first) {
        contents.push_back(argument.token);
      }
    }
  }

  // A report clause behind a side clause is about the whole sentence ("..., wenn Moskau angreift,
  // wie einem Entwurf zu entnehmen ist"). Its speaker is written in it.
  void widen_report(FoundCue& found, const Predicate& predicate) const {
    while (!found.contents.empty() && found.contents.front() < found.exclude &&
           token(found.contents.front()).relation == Deprel::advcl) {
      found.contents.front() = token(found.contents.front()).head;
      found.rank = 2 * drafts_.tree.depth(found.contents.front());
    }
    const bool finite = drafts_.drafts[found.predicate].has_finite;
    for (const Argument& argument : graph_.arguments_of(predicate)) {
      if (finite && argument.inferred && argument.token == found.claimant) {
        found.claimant = no_token;
      }
    }
  }

  // The clause that a phrase or adverb stands in; its rank puts it before the cues inside.
  void add_clause(FoundCue& found, TokenIndex below) {
    TokenIndex clause = below;
    while (!document_.is_root(clause)) {
      clause = token(clause).head;
      const auto index = graph_.predicate_of[clause];
      if (index != no_predicate && (graph_.predicates[index].kind == PredicateKind::verb ||
                                    graph_.predicates[index].copular)) {
        break;
      }
    }
    if (clause == below) {
      return;
    }
    found.contents.push_back(clause);
    found.exclude = below;
    found.rank = 2 * drafts_.tree.depth(clause);
  }

  // "laut dem Minister", "according to the ministry"
  void match_adposition(TokenIndex index) {
    std::string word = lower(document_.lemma(index));
    for (const TokenIndex part : drafts_.tree.children(index)) {
      if (token(part).relation == Deprel::fixed) {
        word += " " + lower(document_.form(part));
      }
    }
    const auto entries = grammar_.cues.find("p:" + word);
    if (entries == grammar_.cues.end() || document_.is_root(index)) {
      return;
    }
    if (is_cue_[token(index).head]) {  // "laut Angaben der Polizei": the noun names its claimant
      return;
    }
    FoundCue found;
    found.cue = &entries->second.front();
    found.token = index;
    found.claimant = token(index).head;
    add_clause(found, found.claimant);
    cues_.push_back(std::move(found));
  }

  // "angeblich", "reportedly": over the noun or the clause, said by nobody named.
  void match_adverb(const std::string& key, TokenIndex index) {
    const auto entries = grammar_.cues.find(key);
    if (entries == grammar_.cues.end() || document_.is_root(index)) {
      return;
    }
    FoundCue found;
    found.cue = &entries->second.front();
    found.token = index;
    if (found.cue->claimant_is_head) {  // "..., so der Minister"
      found.claimant = token(index).head;
      const bool example = token(index + 1).upos == Upos::adv;  // "so auch seine Mutter"
      if (example || !can_speak(found.claimant)) {
        return;
      }
      add_clause(found, found.claimant);
      cues_.push_back(std::move(found));
      return;
    }
    const TokenIndex content = found.cue->over_clause ? clause_or_deed(index) : token(index).head;
    found.contents.push_back(content);
    found.rank = 2 * drafts_.tree.depth(content);
    cues_.push_back(std::move(found));
  }

  // "..., so der Minister", not "so auch in Mannheim", "so dass".
  [[nodiscard]] bool can_speak(TokenIndex head) const {
    const auto upos = token(head).upos;
    const bool nominal = upos == Upos::noun || upos == Upos::propn || upos == Upos::pron;
    return nominal && std::ranges::none_of(drafts_.tree.children(head), [&](TokenIndex child) {
             const auto relation = token(child).relation;
             return relation == Deprel::case_ || relation == Deprel::cop ||
                    relation == Deprel::mark;
           });
  }

  // "sind offenbar hunderte Menschen getötet worden": what stands next to the adverb may be any
  // word of the clause.
  [[nodiscard]] TokenIndex clause_or_deed(TokenIndex adverb) const {
    TokenIndex head = token(adverb).head;
    if (token(adverb).relation != Deprel::advmod) {
      return head;
    }
    while (!document_.is_root(head)) {
      const auto upos = token(head).upos;
      const auto index = graph_.predicate_of[head];
      const bool clause = upos == Upos::verb || upos == Upos::adj ||
                          (index != no_predicate && graph_.predicates[index].copular);
      if (clause) {
        break;
      }
      head = token(head).head;
    }
    return head;
  }

  // ---- scopes

  ScopeIndex add_scope(SpeechScope scope) {
    graph_.scopes.push_back(scope);
    carries_.push_back(false);
    return static_cast<ScopeIndex>(graph_.scopes.size() - 1);
  }

  [[nodiscard]] TextRange cue_range(const FoundCue& cue) const {
    TextRange range = token(cue.token).range;
    if (cue.predicate != no_predicate) {
      for (const TokenIndex part : graph_.trigger_of(graph_.predicates[cue.predicate])) {
        range =
            token(part).range.begin - range.begin < 40 ? cover(range, token(part).range) : range;
      }
    }
    return range;
  }

  [[nodiscard]] SpeechScope scope_from(const FoundCue& cue) const {
    SpeechScope scope;
    scope.stance = cue.cue->stance;
    scope.claimant = cue.claimant;
    scope.unnamed = cue.claimant == no_token;
    scope.cue = cue.token;
    scope.cue_predicate = cue.predicate;
    scope.cue_range = cue_range(cue);
    scope.outer = scope_of_[cue.token];
    return scope;
  }

  void open_scope(const FoundCue& cue) {
    if (cue.contents.empty() || cue.cue->factive) {
      return;
    }
    const ScopeIndex index = add_scope(scope_from(cue));
    carries_[static_cast<std::size_t>(index)] = cue.cue->carries;
    for (const TokenIndex content : cue.contents) {
      cover_subtree(content, cue, index);
    }
  }

  void cover_subtree(TokenIndex content, const FoundCue& cue, ScopeIndex index) {
    const ScopeIndex outer = graph_.scopes[static_cast<std::size_t>(index)].outer;
    for (const TokenIndex below : drafts_.tree.subtree(content)) {
      const bool is_cue =
          below == cue.token || below == cue.exclude ||
          (cue.exclude != no_token && drafts_.tree.below(below, cue.exclude)) ||
          (cue.predicate != no_predicate && content != cue.token &&
           drafts_.tree.below(cue.token, content) && drafts_.tree.below(below, cue.token));
      if (!is_cue && scope_of_[below] == outer) {
        scope_of_[below] = index;
      }
    }
  }

  // "Das teilte das Ministerium mit.": the sentence before is its word. A denial of it is
  // weighed where the claims are known.
  void cover_sentence_before(const FoundCue& cue) {
    const SentenceIndex here = document_.sentence_of(cue.token);
    if (here == 0 || document_.sentences[here - 1].part != Article::PartKind::body ||
        cue.cue->factive || cue.predicate == no_predicate || !takes_up(cue)) {
      return;
    }
    graph_.predicates[cue.predicate].takes_up = true;
    const bool says = cue.cue->over_quote || cue.cue->stance == Stance::confirms;
    if (!says || cue.claimant == no_token || cue.cue->stance == Stance::denies) {
      return;
    }
    const Sentence& before = document_.sentences[here - 1];
    ScopeIndex fresh = no_scope;
    for (TokenIndex index = before.begin; index < before.end; ++index) {
      if (scope_of_[index] == no_scope) {
        fresh = fresh == no_scope ? add_scope(scope_from(cue)) : fresh;
        scope_of_[index] = fresh;
      }
    }
  }

  // All that is said is a pronoun at the beginning of the sentence.
  [[nodiscard]] bool takes_up(const FoundCue& cue) const {
    const TokenIndex first = document_.sentences[document_.sentence_of(cue.token)].begin;
    const auto arguments = graph_.arguments_of(graph_.predicates[cue.predicate]);
    return document_.is_root(cue.token) && first != cue.claimant &&
           grammar_.is("takes_up", lower(document_.form(first))) &&
           std::ranges::all_of(cue.contents, [&](TokenIndex said) { return said == first; }) &&
           std::ranges::any_of(arguments, [&](const Argument& argument) {
             return argument.token == first && argument.role == Role::object;
           });
  }

  // ---- quotations

  void cover_quotations() {
    graph_.quotations = find_quotations();
    for (const Quotation& quotation : graph_.quotations) {
      cover_quotation(quotation);
    }
  }

  [[nodiscard]] std::vector<Quotation> find_quotations() const {
    std::vector<Quotation> found;
    for (std::size_t i = 0; i < document_.sentences.size();) {
      std::size_t next = i + 1;
      while (next < document_.sentences.size() && !document_.sentences[next].starts_paragraph) {
        ++next;
      }
      add_quotations(document_.sentences[i].begin, document_.sentences[next - 1].end, found);
      i = next;
    }
    return found;
  }

  [[nodiscard]] bool is_quote_mark(TokenIndex index) const {
    return std::ranges::find(quote_marks, document_.form(index)) != quote_marks.end();
  }

  void add_quotations(TokenIndex begin, TokenIndex end, std::vector<Quotation>& found) const {
    TokenIndex opened = no_token;
    const bool goes_on = !found.empty() && found.back().end >= begin && found.back().end < end;
    for (TokenIndex index = goes_on ? found.back().end + 1 : begin; index < end; ++index) {
      if (!is_quote_mark(index)) {
        continue;
      }
      const auto form = document_.form(index);
      if (opened == no_token || form == "„") {
        opened = index + 1;
      } else {
        found.push_back({opened, index});
        opened = no_token;
      }
    }
    // Never closed: English papers reopen each paragraph, so a paragraph that starts with the mark
    // is quoted to its end; elsewhere a stray mark reaches no further than its sentence.
    if (opened != no_token && opened < end) {
      const auto& sentence = document_.sentences[document_.sentence_of(opened)];
      const TokenIndex closing = closing_mark(end);
      const TokenIndex stray = opened == begin + 1 ? end : sentence.end;
      found.push_back({opened, closing == no_token ? stray : closing});
    }
  }

  // The mark in one of the next paragraphs that closes a quotation left open: the first mark there,
  // not opening the paragraph, and without a partner of its own.
  [[nodiscard]] TokenIndex closing_mark(TokenIndex from) const {
    constexpr int reach = 8;  // sentences
    TokenIndex first = no_token;
    int marks = 0;
    SentenceIndex index = from < document_.tokens.size()
                              ? document_.sentence_of(from)
                              : static_cast<SentenceIndex>(document_.sentences.size());
    for (int step = 0; step < reach && index < document_.sentences.size(); ++step, ++index) {
      const Sentence& sentence = document_.sentences[index];
      if (first != no_token && sentence.starts_paragraph) {
        break;
      }
      for (TokenIndex at = sentence.begin; at < sentence.end; ++at) {
        marks += is_quote_mark(at) ? 1 : 0;
        first = marks == 1 && first == no_token ? at : first;
      }
    }
    const bool closes = first != no_token && marks % 2 == 1 && document_.form(first) != "„" &&
                        first != document_.sentences[document_.sentence_of(first)].begin;
    return closes ? first : no_token;
  }

  // A quotation of a whole clause, not of single words.
  [[nodiscard]] bool is_speech(const Quotation& quotation) const {
    bool verb = false;
    for (TokenIndex index = quotation.begin; index < quotation.end; ++index) {
      const auto features = token(index).features;
      verb = verb || ((token(index).upos == Upos::verb || token(index).upos == Upos::aux) &&
                      features.verb_form != VerbForm::participle);
    }
    return verb && quotation.end - quotation.begin >= 3;
  }

  void cover_quotation(const Quotation& quotation) {
    if (quotation.begin >= quotation.end) {
      return;
    }
    const bool speech = is_speech(quotation);
    const FoundCue* cue = speech ? cue_for(quotation) : nullptr;
    ScopeIndex fresh = no_scope;
    for (TokenIndex index = quotation.begin; index < quotation.end; ++index) {
      if (scope_of_[index] != no_scope) {
        if (speech) {
          mark_quoted(index, quotation);
        }
      } else if (speech) {
        if (fresh == no_scope) {
          fresh = add_scope(quoted_scope(cue));
        }
        scope_of_[index] = fresh;
      }
    }
  }

  // A scope that was opened from outside the quotation is a quoted one.
  void mark_quoted(TokenIndex index, const Quotation& quotation) {
    SpeechScope& scope = graph_.scopes[static_cast<std::size_t>(scope_of_[index])];
    if (scope.cue < quotation.begin || scope.cue >= quotation.end) {
      scope.quoted = true;
    }
  }

  [[nodiscard]] SpeechScope quoted_scope(const FoundCue* cue) const {
    SpeechScope scope;
    if (cue != nullptr) {
      scope = scope_from(*cue);
    } else {
      scope.unnamed = true;
    }
    scope.quoted = true;
    return scope;
  }

  // The cue that introduces or follows the quotation: nearest in its sentences, else at the start
  // of the next one, else at the end of the one before.
  [[nodiscard]] const FoundCue* cue_for(const Quotation& quotation) const {
    const SentenceIndex first = document_.sentence_of(quotation.begin);
    const SentenceIndex last = document_.sentence_of(quotation.end - 1);
    const TokenIndex begin = document_.sentences[first > 0 ? first - 1 : first].begin;
    const SentenceIndex after = std::min<SentenceIndex>(
        last + 1, static_cast<SentenceIndex>(document_.sentences.size() - 1));
    const TokenIndex end = document_.sentences[after].end;
    const FoundCue* best = nullptr;
    std::uint32_t best_distance = 0;
    for (auto it = std::ranges::lower_bound(quote_cues_, begin, {}, &FoundCue::token);
         it != quote_cues_.end() && (*it)->token < end;
         ++it) {
      const FoundCue& cue = **it;
      if (cue.token >= quotation.begin && cue.token < quotation.end) {
        continue;
      }
      const std::uint32_t distance = quote_distance(cue, quotation, first, last);
      if (best == nullptr || distance < best_distance) {
        best = &cue;
        best_distance = distance;
      }
    }
    return best;
  }

  [[nodiscard]] std::uint32_t quote_distance(const FoundCue& cue,
                                             const Quotation& quotation,
                                             SentenceIndex first,
                                             SentenceIndex last) const {
    const SentenceIndex sentence = document_.sentence_of(cue.token);
    const std::uint32_t words =
        cue.token < quotation.begin ? quotation.begin - cue.token : cue.token - quotation.end;
    return sentence >= first && sentence <= last ? words : words + 100;
  }

  // ---- hearsay and Konjunktiv

  void cover_hearsay() {
    for (const Predicate& predicate : graph_.predicates) {
      if ((predicate.mood & mood_hearsay) == 0 || scope_of_[predicate.head] != no_scope) {
        continue;
      }
      SpeechScope scope;
      scope.unnamed = true;
      scope.cue = predicate.head;
      scope.cue_range = token(predicate.head).range;
      cover_free(predicate.head, add_scope(scope));
    }
  }

  // Scopes that were opened inside become part of the new one.
  void cover_free(TokenIndex head, ScopeIndex index) {
    for (const TokenIndex below : drafts_.tree.subtree(head)) {
      if (scope_of_[below] == no_scope) {
        scope_of_[below] = index;
      } else if (SpeechScope& outer = outermost(scope_of_[below]);
                 &outer != &graph_.scopes[static_cast<std::size_t>(index)] &&
                 outer.cue != no_token && drafts_.tree.below(outer.cue, head)) {
        outer.outer = index;
      }
    }
  }

  [[nodiscard]] SpeechScope& outermost(ScopeIndex index) {
    SpeechScope* scope = &graph_.scopes[static_cast<std::size_t>(index)];
    while (scope->outer != no_scope) {
      scope = &graph_.scopes[static_cast<std::size_t>(scope->outer)];
    }
    return *scope;
  }

  // In a language with a sequence of tenses the present becomes past below a past verb of saying.
  [[nodiscard]] bool is_shifted(const Predicate& predicate) const {
    if (predicate.scope == no_scope || predicate.tense != ClauseTense::past ||
        !grammar_.is("sequence_of_tenses", "past")) {
      return false;
    }
    const SpeechScope& scope = graph_.scopes[static_cast<std::size_t>(predicate.scope)];
    if (scope.quoted || scope.cue_predicate == no_predicate) {
      return false;
    }
    const ClauseTense tense = graph_.predicates[scope.cue_predicate].tense;
    return tense == ClauseTense::past || tense == ClauseTense::perfect;
  }

  // The scope whose speaker may go on, and the sentence in which he was heard last.
  struct LastSpeech {
    ScopeIndex scope = no_scope;
    SentenceIndex sentence = 0;
  };

  // A clause outside every scope that reads as somebody's words goes on with the last speaker.
  void carry_over() {
    LastSpeech last;
    const std::vector<ScopeIndex> by_position = scopes_by_position();
    std::size_t next = 0;
    for (const Predicate& predicate : graph_.predicates) {
      for (; next < by_position.size() && cue_of(by_position[next]) < predicate.head; ++next) {
        if (may_carry(by_position[next])) {
          last = {by_position[next], document_.sentence_of(cue_of(by_position[next]))};
        }
      }
      carry_over(predicate, last);
    }
  }

  void carry_over(const Predicate& predicate, LastSpeech& last) {
    constexpr int reach = 3;  // sentences
    const int distance = static_cast<int>(predicate.sentence) - static_cast<int>(last.sentence);
    const bool near = last.scope != no_scope && distance <= reach;
    if (near && distance <= 1) {
      name_hearsay(predicate, last.scope);
    }
    if (!goes_on(predicate, near ? last.scope : no_scope, distance)) {
      return;
    }
    const TokenIndex head = in_first_person(predicate) ? root_of(predicate) : predicate.head;
    cover_free(head, add_scope(carried(near ? last.scope : no_scope, predicate)));
    if (near) {
      last.sentence = predicate.sentence;
    }
  }

  [[nodiscard]] bool goes_on(const Predicate& predicate, ScopeIndex last, int distance) const {
    if (in_free_subjunctive(predicate) || in_first_person(predicate)) {
      return true;
    }
    return last != no_scope && (in_free_past_subjunctive(predicate) ||
                                (distance == 1 && (in_running_report(predicate) ||
                                                   goes_on_reporting(predicate, last))));
  }

  [[nodiscard]] std::vector<ScopeIndex> scopes_by_position() const {
    std::vector<ScopeIndex> scopes(graph_.scopes.size());
    for (std::size_t i = 0; i < scopes.size(); ++i) {
      scopes[i] = static_cast<ScopeIndex>(i);
    }
    std::ranges::stable_sort(scopes, {}, [&](ScopeIndex i) { return cue_of(i); });
    return scopes;
  }

  // "Nach Angaben des Arztes ... Zwei Männer sollen geflohen sein.": whoever was cited before.
  void name_hearsay(const Predicate& predicate, ScopeIndex last) {
    const ScopeIndex own = scope_of_[predicate.head];
    if (own == no_scope || (predicate.mood & mood_hearsay) == 0) {
      return;
    }
    SpeechScope& scope = graph_.scopes[static_cast<std::size_t>(own)];
    const SpeechScope& before = graph_.scopes[static_cast<std::size_t>(last)];
    if (scope.cue == predicate.head && scope.unnamed) {
      scope.claimant = before.claimant;
      scope.claimant_inferred = true;
      scope.unnamed = false;
    }
  }

  [[nodiscard]] TokenIndex cue_of(ScopeIndex index) const {
    return graph_.scopes[static_cast<std::size_t>(index)].cue;
  }

  [[nodiscard]] bool may_carry(ScopeIndex index) const {
    const SpeechScope& scope = graph_.scopes[static_cast<std::size_t>(index)];
    return scope.cue != no_token && scope.outer == no_scope && scope.claimant != no_token;
  }

  [[nodiscard]] bool in_free_subjunctive(const Predicate& predicate) const {
    return is_free_clause(predicate) && (predicate.mood & mood_subjunctive_1) != 0;
  }

  [[nodiscard]] bool is_free_clause(const Predicate& predicate) const {
    const bool clause = predicate.kind == PredicateKind::verb || predicate.copular;
    return clause && scope_of_[predicate.head] == no_scope;
  }

  // "Die Soldaten hätten den Minister empfangen": a plural has no other Konjunktiv I. With a
  // condition it is one of unreal things.
  [[nodiscard]] bool in_free_past_subjunctive(const Predicate& predicate) const {
    constexpr std::uint16_t unreal = mood_condition | mood_conditioned | mood_possible |
                                     mood_necessary | mood_question | mood_future;
    return is_free_clause(predicate) && (predicate.mood & mood_subjunctive_2) != 0 &&
           (predicate.mood & unreal) == 0 && predicate.tense == ClauseTense::perfect;
  }

  [[nodiscard]] TokenIndex root_of(const Predicate& predicate) const {
    TokenIndex token_index = predicate.head;
    while (!document_.is_root(token_index)) {
      token_index = token(token_index).head;
    }
    return token_index;
  }

  // "Er bestritt die Tat. Das wäre nicht der erste Fall." right behind a cited sentence.
  [[nodiscard]] bool in_running_report(const Predicate& predicate) const {
    constexpr std::uint16_t unreal = mood_condition | mood_conditioned | mood_question;
    return is_free_clause(predicate) && document_.is_root(predicate.head) &&
           (predicate.mood & mood_subjunctive_2) != 0 && (predicate.mood & unreal) == 0;
  }

  // "Wir werden nicht nachgeben." without marks: news does not speak of itself.
  [[nodiscard]] bool in_first_person(const Predicate& predicate) const {
    return is_free_clause(predicate) && has_subject(predicate, [&](TokenIndex subject) {
             return grammar_.is("first_person", lower(document_.lemma(subject)));
           });
  }

  // "Nach Angaben des Arztes griffen Soldaten an. Sie brannten auch Häuser nieder."
  [[nodiscard]] bool goes_on_reporting(const Predicate& predicate, ScopeIndex last) const {
    const SpeechScope& scope = graph_.scopes[static_cast<std::size_t>(last)];
    const bool phrase = carries_[static_cast<std::size_t>(last)] &&
                        (scope.cue_predicate == no_predicate ||
                         graph_.predicates[scope.cue_predicate].kind == PredicateKind::noun);
    const bool told =
        predicate.tense == ClauseTense::past || predicate.tense == ClauseTense::pluperfect;
    return phrase && told && is_free_clause(predicate) && document_.is_root(predicate.head) &&
           !document_.sentences[predicate.sentence].starts_paragraph && !is_cue_[predicate.head] &&
           has_subject(predicate, [&](TokenIndex subject) {
             return token(subject).upos == Upos::pron &&
                    grammar_.is("goes_on", lower(document_.lemma(subject)));
           });
  }

  template <typename Holds>
  [[nodiscard]] bool has_subject(const Predicate& predicate, Holds holds) const {
    return std::ranges::any_of(graph_.arguments_of(predicate), [&](const Argument& argument) {
      return argument.role == Role::subject && !argument.inferred && holds(argument.token);
    });
  }

  [[nodiscard]] SpeechScope carried(ScopeIndex from, const Predicate& predicate) const {
    SpeechScope scope;
    if (from == no_scope) {
      scope.unnamed = true;
      scope.cue = predicate.head;
      scope.cue_range = token(predicate.head).range;
      return scope;
    }
    scope = graph_.scopes[static_cast<std::size_t>(from)];
    scope.stance = scope.stance == Stance::alleges ? Stance::alleges : Stance::asserts;
    scope.quoted = false;
    scope.claimant_inferred = true;
    return scope;
  }

  const Drafts& drafts_;
  const Document& document_;
  const Grammar& grammar_;
  ClauseGraph& graph_;
  std::vector<ScopeIndex> scope_of_;  // by token
  std::vector<bool> is_cue_;          // by token
  std::vector<bool> carries_;         // by scope: its cue may go on in the next sentence
  std::vector<FoundCue> cues_;
  std::vector<const FoundCue*> quote_cues_;  // those that can introduce a quotation, by position
};

}  // namespace

void assign_scopes(const Drafts& drafts, ClauseGraph& graph) {
  ScopePass(drafts, graph).run();
}

}  // namespace carkeys::clauses
