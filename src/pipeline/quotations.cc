// SPDX-License-Identifier: Apache-2.0
#include "pipeline/quotations.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "records/record.h"
#include "records/tree.h"

namespace carkeys::pipeline {
namespace {

class Quotations {
 public:
  Quotations(const Article& article, const Document& document, const ClauseGraph& graph)
      : article_(article),
        document_(document),
        graph_(graph),
        tree_(document),
        offsets_(article.text),
        messages_(graph.scopes.size()) {}

  std::string run() {
    for (TokenIndex token = 0; token < document_.tokens.size(); ++token) {
      for (ScopeIndex scope = graph_.scope_of[token]; scope != no_scope;
           scope = graph_.scopes[static_cast<std::size_t>(scope)].outer) {
        messages_[static_cast<std::size_t>(scope)].push_back(token);
      }
    }
    join_carried();
    for (std::size_t scope = 0; scope < messages_.size(); ++scope) {
      take_scope(graph_.scopes[scope], messages_[scope]);
    }
    for (const Quotation& quotation : graph_.quotations) {
      take_quotation(quotation);
    }
    std::ranges::stable_sort(lines_, {}, &Line::begin);
    std::string out;
    for (const Line& line : lines_) {
      out += line.text;
    }
    return out;
  }

 private:
  using Spans = std::vector<TextRange>;

  struct Line {
    std::uint32_t begin = 0;  // byte at which the message begins
    std::string text;
  };

  // Sentences that go on with the same speaker are one message.
  void join_carried() {
    std::size_t before = messages_.size();
    for (std::size_t scope = 0; scope < messages_.size(); ++scope) {
      const SpeechScope& speech = graph_.scopes[scope];
      if (!speech.claimant_inferred || speech.outer != no_scope || messages_[scope].empty()) {
        continue;
      }
      if (before < messages_.size() && goes_on(before, scope)) {
        auto& message = messages_[before];
        message.insert(message.end(), messages_[scope].begin(), messages_[scope].end());
        messages_[scope].clear();
      } else {
        before = scope;
      }
    }
  }

  [[nodiscard]] bool goes_on(std::size_t before, std::size_t next) const {
    constexpr TokenIndex gap = 3;  // tokens: marks and a conjunction
    const TokenIndex last = messages_[before].back();
    const TokenIndex first = messages_[next].front();
    return graph_.scopes[before].claimant == graph_.scopes[next].claimant && first > last &&
           first - last <= gap;
  }

  // Runs of words, without the marks at their ends.
  [[nodiscard]] Spans spans_of(const std::vector<TokenIndex>& tokens) const {
    Spans spans;
    for (std::size_t begin = 0; begin < tokens.size();) {
      std::size_t end = begin + 1;
      while (end < tokens.size() && tokens[end] == tokens[end - 1] + 1) {
        ++end;
      }
      add_span(tokens[begin], tokens[end - 1], spans);
      begin = end;
    }
    return spans;
  }

  void add_span(TokenIndex first, TokenIndex last, Spans& spans) const {
    while (first < last && document_.tokens[first].upos == Upos::punct) {
      ++first;
    }
    while (last > first && document_.tokens[last].upos == Upos::punct) {
      --last;
    }
    if (document_.tokens[first].upos != Upos::punct) {
      spans.push_back(cover(document_.tokens[first].range, document_.tokens[last].range));
    }
  }

  // The phrase that names the speaker, up to its relative clauses.
  [[nodiscard]] TextRange speaker_of(TokenIndex head) const {
    TextRange range = document_.tokens[head].range;
    for (const TokenIndex child : tree_.children(head)) {
      const auto relation = document_.tokens[child].relation;
      const bool part = relation == Deprel::det || relation == Deprel::amod ||
                        relation == Deprel::appos || relation == Deprel::flat ||
                        relation == Deprel::flat_name || relation == Deprel::nmod ||
                        relation == Deprel::nmod_poss || relation == Deprel::compound;
      if (part) {
        range = cover(range, speaker_of(child));
      }
    }
    return range;
  }

  void write_range(JsonWriter& writer, TextRange range) const {
    writer.begin_object();
    writer.integer_field("start", static_cast<std::int64_t>(offsets_.code_point(range.begin)));
    writer.integer_field("end", static_cast<std::int64_t>(offsets_.code_point(range.end)));
    writer.string_field("text", range.in(article_.text));
    writer.end_object();
  }

  [[nodiscard]] bool has_verb(const std::vector<TokenIndex>& tokens) const {
    return std::ranges::any_of(tokens, [&](TokenIndex token) {
      const auto upos = document_.tokens[token].upos;
      return upos == Upos::verb || upos == Upos::aux;
    });
  }

  // The words of a quotation in marks, which is told on its own.
  [[nodiscard]] bool is_within_marks(const std::vector<TokenIndex>& tokens) const {
    const auto is_word = [&](TokenIndex token) {
      return document_.tokens[token].upos != Upos::punct;
    };
    const auto first = std::ranges::find_if(tokens, is_word);
    const auto last = std::find_if(tokens.rbegin(), tokens.rend(), is_word);
    return first != tokens.end() &&
           std::ranges::any_of(graph_.quotations, [&](const Quotation& quotation) {
             return *first >= quotation.begin && *last < quotation.end;
           });
  }

  [[nodiscard]] bool names_paper(const SpeechScope& scope) const {
    return scope.cue_predicate != no_predicate &&
           graph_.predicates[scope.cue_predicate].kind == PredicateKind::noun;
  }

  // What nobody says ("angeblich") is no quotation; neither is a mere noun ("Gerüchte über ...").
  void take_scope(const SpeechScope& scope, const std::vector<TokenIndex>& tokens) {
    const bool verb_cue = scope.cue_predicate != no_predicate && !names_paper(scope);
    const bool said = scope.claimant != no_token || verb_cue || names_paper(scope);
    if (!said || !has_verb(tokens) || is_within_marks(tokens)) {
      return;
    }
    write(scope, spans_of(tokens));
  }

  // A quotation in marks, whole, by whoever its words belong to.
  void take_quotation(const Quotation& quotation) {
    constexpr TokenIndex shortest = 2;  // tokens
    if (quotation.end - quotation.begin < shortest) {
      return;
    }
    for (TokenIndex token = quotation.begin; token < quotation.end; ++token) {
      for (ScopeIndex index = graph_.scope_of[token]; index != no_scope;) {
        const SpeechScope& scope = graph_.scopes[static_cast<std::size_t>(index)];
        const bool outside =
            scope.cue != no_token && (scope.cue < quotation.begin || scope.cue >= quotation.end);
        if (outside) {
          Spans spans;
          add_span(quotation.begin, quotation.end - 1, spans);
          write(scope, spans);
          return;
        }
        index = scope.outer;
      }
    }
  }

  void write(const SpeechScope& scope, const Spans& spans) {
    if (spans.empty()) {
      return;
    }
    Line line;
    line.begin = spans.front().begin;
    JsonWriter writer(line.text);
    writer.begin_object();
    writer.string_field("citation", article_.citation);
    if (names_paper(scope) && !scope.claimant_inferred) {
      writer.key("speaker");
      write_range(writer, speaker_of(scope.cue));
    } else if (scope.claimant != no_token) {
      writer.key("speaker");
      write_range(writer, speaker_of(scope.claimant));
    }
    if (scope.cue != no_token) {
      writer.key("cue");
      write_range(writer, scope.cue_range);
    }
    writer.string_field("stance", stance_name(scope.stance));
    writer.boolean_field("quoted", scope.quoted);
    writer.boolean_field("carried_on", scope.claimant_inferred);
    writer.key("message").begin_array();
    for (const TextRange span : spans) {
      write_range(writer, span);
    }
    writer.end_array();
    writer.end_object();
    line.text += '\n';
    lines_.push_back(std::move(line));
  }

  const Article& article_;
  const Document& document_;
  const ClauseGraph& graph_;
  Tree tree_;
  utf8::CodePointMap offsets_;
  std::vector<std::vector<TokenIndex>> messages_;  // by scope
  std::vector<Line> lines_;
};

}  // namespace

std::string quotation_lines(const Article& article,
                            const Document& document,
                            const ClauseGraph& graph) {
  return Quotations(article, document, graph).run();
}

}  // namespace carkeys::pipeline
