// SPDX-License-Identifier: Apache-2.0
#include "pipeline/explain.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "resources/pattern.h"

namespace carkeys::pipeline {
namespace {

constexpr std::array<std::string_view, 9> role_names = {
    "subj", "obj", "dat", "gen", "poss", "mod", "prep", "comp", "pred"};

constexpr std::array<std::pair<std::uint16_t, std::string_view>, 15> mood_names = {
    {{mood_subjunctive_1, "subjunctive-1"},
     {mood_subjunctive_2, "subjunctive-2"},
     {mood_possible, "possible"},
     {mood_necessary, "necessary"},
     {mood_hearsay, "hearsay"},
     {mood_planned, "planned"},
     {mood_future, "future"},
     {mood_condition, "condition"},
     {mood_conditioned, "conditioned"},
     {mood_question, "question"},
     {mood_imperative, "imperative"},
     {mood_purpose, "purpose"},
     {mood_infinitive, "infinitive"},
     {mood_attempt, "attempt"},
     {mood_historical, "historical"}}};

constexpr std::array<std::string_view, 6> tense_names = {
    "", "present", "past", "perfect", "pluperfect", "future"};

constexpr std::array<std::string_view, 5> name_kinds = {"", "PER", "LOC", "ORG", "MISC"};

class Explainer {
 public:
  explicit Explainer(const Explanation& explanation)
      : document_(explanation.document),
        graph_(explanation.graph),
        coding_(explanation.coding),
        trace_(explanation.trace),
        offsets_(explanation.article.text) {}

  std::string run() {
    for (SentenceIndex index = 0; index < document_.sentences.size(); ++index) {
      const auto text = document_.sentences[index].range.in(document_.text);
      line("sentence {}: {}", index, text);
      show_tokens(index);
      show_clauses(index);
      show_frames(index);
      show_records(index);
      line("");
    }
    return std::move(out_);
  }

  std::string json() {
    JsonWriter writer(out_);
    writer.begin_object().key("sentences").begin_array();
    for (SentenceIndex index = 0; index < document_.sentences.size(); ++index) {
      const TextRange range = document_.sentences[index].range;
      writer.begin_object().integer_field("sequence", index);
      write_range(writer, range);
      writer.string_field("text", range.in(document_.text));
      write_tokens(writer, document_.sentences[index]);
      write_clauses(writer, index);
      write_frames(writer, index);
      write_records(writer, index);
      writer.end_object();
    }
    writer.end_array().end_object();
    return std::move(out_);
  }

 private:
  void write_range(JsonWriter& writer, TextRange range) const {
    writer.integer_field("start", offsets_.code_point(range.begin));
    writer.integer_field("end", offsets_.code_point(range.end));
  }

  void write_tokens(JsonWriter& writer, const Sentence& sentence) const {
    writer.key("tokens").begin_array();
    for (TokenIndex t = sentence.begin; t < sentence.end; ++t) {
      const Token& token = document_.tokens[t];
      writer.begin_object().string_field("form", document_.form(t));
      writer.string_field("lemma", document_.lemma(t));
      writer.string_field("upos", upos_name(token.upos));
      const std::string features = features_text(token.features, token.upos);
      if (!features.empty() && features != "_") {
        writer.string_field("features", features);
      }
      writer.integer_field("head", document_.is_root(t) ? 0 : token.head - sentence.begin + 1);
      writer.string_field("deprel", deprel_name(token.relation));
      if (const auto kind = name_kinds[static_cast<std::size_t>(token.name)]; !kind.empty()) {
        writer.string_field("name", kind);
      }
      write_range(writer, token.range);
      writer.end_object();
    }
    writer.end_array();
  }

  void write_clauses(JsonWriter& writer, SentenceIndex index) const {
    writer.key("clauses").begin_array();
    for (const Predicate& predicate : graph_.predicates) {
      const bool attribute = predicate.kind == PredicateKind::adjective && !predicate.copular;
      if (predicate.sentence == index && !attribute) {
        writer.begin_object().integer_field("head", number_of(predicate));
        writer.string_field("text", predicate_text(predicate)).end_object();
      }
    }
    writer.end_array();
  }

  void write_frames(JsonWriter& writer, SentenceIndex index) const {
    writer.key("frames").begin_array();
    for (const auto& step : trace_.steps) {
      if (step.sequence != index) {
        continue;
      }
      writer.begin_object().integer_field("head", step.head - document_.sentences[index].begin + 1);
      writer.string_field("frame", step.frame);
      writer.string_field("event", category_name(step.category));
      if (!step.dropped.empty()) {
        writer.string_field("dropped", step.dropped);
      }
      writer.end_object();
    }
    writer.end_array();
  }

  void write_records(JsonWriter& writer, SentenceIndex index) const {
    writer.key("records").begin_array();
    for (const Record& record : coding_.records) {
      if (std::ranges::find(record.evidence, index, &Evidence::sequence) != record.evidence.end()) {
        writer.string(record.id);
      }
    }
    writer.end_array();
  }

  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }

  void show_tokens(SentenceIndex index) {
    const Sentence& sentence = document_.sentences[index];
    for (TokenIndex t = sentence.begin; t < sentence.end; ++t) {
      const Token& token = document_.tokens[t];
      const auto head = document_.is_root(t) ? 0 : token.head - sentence.begin + 1;
      line("  {:>3} {:<22} {:<20} {:<6} {:>3} {:<13} {} {}",
           t - sentence.begin + 1,
           document_.form(t),
           document_.lemma(t),
           upos_name(token.upos),
           head,
           deprel_name(token.relation),
           features_text(token.features, token.upos),
           name_kinds[static_cast<std::size_t>(token.name)]);
    }
  }

  void show_clauses(SentenceIndex index) {
    line("  clauses:");
    for (const Predicate& predicate : graph_.predicates) {
      const bool attribute = predicate.kind == PredicateKind::adjective && !predicate.copular;
      if (predicate.sentence == index && !attribute) {
        show_predicate(predicate);
      }
    }
  }

  void show_predicate(const Predicate& predicate) {
    line("  {:>3} {}", number_of(predicate), predicate_text(predicate));
  }

  [[nodiscard]] TokenIndex number_of(const Predicate& predicate) const {
    return predicate.head - document_.sentences[predicate.sentence].begin + 1;
  }

  [[nodiscard]] std::string predicate_text(const Predicate& predicate) const {
    std::string text = resources::predicate_key(document_, predicate);
    const auto add = [&](bool holds, std::string_view word) {
      text += holds ? fmt::format(" {}", word) : "";
    };
    add(predicate.passive, "(was passive)");
    add(predicate.negated, "(negated)");
    add(predicate.light_verb != no_token, "(carried by a light verb)");
    add(predicate.tense != ClauseTense::none,
        tense_names[static_cast<std::size_t>(predicate.tense)]);
    for (const auto& [bit, name] : mood_names) {
      add((predicate.mood & bit) != 0, name);
    }
    for (const Argument& argument : graph_.arguments_of(predicate)) {
      const auto marker = document_.strings.text(argument.marker);
      text += fmt::format(" | {}{}{} {}{}",
                          role_names[static_cast<std::size_t>(argument.role)],
                          marker.empty() ? "" : ":",
                          marker,
                          document_.form(argument.token),
                          argument.inferred ? "*" : "");
    }
    for (ScopeIndex scope = predicate.scope; scope != no_scope;) {
      const SpeechScope& speech = graph_.scopes[static_cast<std::size_t>(scope)];
      const auto speaker =
          speech.claimant == no_token ? "somebody" : document_.form(speech.claimant);
      text += fmt::format(" <- {} {}{}{}",
                          speaker,
                          stance_name(speech.stance),
                          speech.quoted ? ", quoted" : "",
                          speech.claimant_inferred ? ", carried on" : "");
      scope = speech.outer;
    }
    return text;
  }

  void show_frames(SentenceIndex index) {
    bool any = false;
    for (const auto& step : trace_.steps) {
      if (step.sequence != index) {
        continue;
      }
      any = true;
      line("  frame {} at '{}': {}{}{}",
           step.frame,
           document_.form(step.head),
           category_name(step.category),
           step.dropped.empty() ? "" : ", no record: ",
           step.dropped);
    }
    if (!any) {
      line("  no record: none of its predicates has a frame that holds");
    }
  }

  [[nodiscard]] std::string words(TextRange range) const {
    return fmt::format("'{}' [{}..{})",
                       range.in(document_.text),
                       offsets_.code_point(range.begin),
                       offsets_.code_point(range.end));
  }

  [[nodiscard]] std::string side(const std::vector<Entity>& entities) const {
    std::string text;
    for (const Entity& entity : entities) {
      text += fmt::format("{}{}/{} {}",
                          text.empty() ? "" : ", ",
                          entity.code.empty() ? "---" : entity.code,
                          entity.sector.empty() ? "UNK" : entity.sector,
                          words(entity.range));
    }
    return text.empty() ? "none" : text;
  }

  void show_records(SentenceIndex index) {
    for (const Record& record : coding_.records) {
      const auto told = std::ranges::find(record.evidence, index, &Evidence::sequence);
      if (told != record.evidence.end()) {
        show_record(record, *told);
      }
    }
  }

  void show_record(const Record& record, const Evidence& told) {
    std::string trigger;
    for (const TextRange range : told.trigger) {
      trigger += trigger.empty() ? words(range) : " + " + words(range);
    }
    std::string aux;
    for (const auto name : aux_names(record.aux)) {
      aux += fmt::format(" {}", name);
    }
    line("  record {}: {} {} by {}",
         record.id,
         category_name(record.category),
         trigger,
         record.frame);
    line("    actor: {}", side(record.actor));
    line("    recipient: {}", side(record.recipient));
    line("    status: {}{}", status_name(record.status), aux);
    for (const Attribution& attribution : record.attributions) {
      line("    {} by {}, cue {}",
           stance_name(attribution.stance),
           side(attribution.claimant),
           words(attribution.range));
    }
    if (!record.date.text.empty()) {
      line("    when: '{}'", record.date.text);
    }
    if (record.place) {
      line("    where: {}", words(record.place->range));
    }
  }

  const Document& document_;
  const ClauseGraph& graph_;
  const Coding& coding_;
  const coding::Trace& trace_;
  utf8::CodePointMap offsets_;
  std::string out_;
};

}  // namespace

std::string phrases_lines(const Explanation& explanation) {
  const Document& document = explanation.document;
  const utf8::CodePointMap offsets(explanation.article.text);
  std::string out;
  for (TokenIndex token = 0; token < document.tokens.size(); ++token) {
    const auto entities = explanation.trace.actors.entities(token);
    if (entities.empty()) {
      continue;
    }
    const TextRange range = document.tokens[token].range;
    JsonWriter writer(out);
    writer.begin_object();
    writer.string_field("citation", explanation.article.citation);
    writer.integer_field("begin", static_cast<std::int64_t>(offsets.code_point(range.begin)));
    writer.integer_field("end", static_cast<std::int64_t>(offsets.code_point(range.end)));
    const TextRange above = document.tokens[document.tokens[token].head].range;
    writer.integer_field("head", static_cast<std::int64_t>(offsets.code_point(above.begin)));
    writer.string_field("phrase", entities.front().range.in(document.text));
    writer.key("entities").begin_array();
    for (const Entity& entity : entities) {
      writer.string(fmt::format("{}/{}", entity.code.empty() ? "---" : entity.code, entity.sector));
    }
    writer.end_array();
    writer.end_object();
    out += '\n';
  }
  return out;
}

std::string explain_json(const Explanation& explanation) {
  return Explainer(explanation).json();
}

std::string explain_text(const Explanation& explanation) {
  return Explainer(explanation).run();
}

}  // namespace carkeys::pipeline
