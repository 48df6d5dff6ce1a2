// SPDX-License-Identifier: Apache-2.0
#include "pipeline/feature_lines.h"

#include <memory>
#include <utility>

#include "base/json_writer.h"
#include "base/utf8.h"

namespace carkeys::pipeline {
namespace {

class Lines {
 public:
  explicit Lines(const Explanation& explanation)
      : explanation_(explanation), offsets_(explanation.article.text) {}

  std::string run() {
    for (const coding::SideChoice& choice : explanation_.trace.choices) {
      add_choice(choice);
    }
    for (const coding::TraceStep& step : explanation_.trace.steps) {
      if (step.dropped.empty()) {
        add_record(step);
      }
    }
    return std::move(out_);
  }

 private:
  void begin(std::string_view kind, TokenIndex head, Category category) {
    const TextRange range = explanation_.document.tokens[head].range;
    json_ = std::make_unique<JsonWriter>(out_);
    json_->begin_object();
    json_->string_field("kind", kind);
    json_->string_field("citation", explanation_.article.citation);
    json_->integer_field("position", static_cast<std::int64_t>(offsets_.code_point(range.begin)));
    json_->string_field("trigger", explanation_.document.form(head));
    json_->string_field("event", category_name(category));
  }

  void end() {
    json_->end_object();
    out_ += '\n';
  }

  void add_entities(std::string_view name, const std::vector<Entity>& side) {
    json_->key(name).begin_array();
    for (const Entity& entity : side) {
      json_->string((entity.code.empty() ? "---" : entity.code) + "/" +
                    (entity.sector.empty() ? "UNK" : entity.sector));
    }
    json_->end_array();
  }

  void add_features(const std::vector<std::string>& features) {
    json_->key("features").begin_array();
    for (const auto& feature : features) {
      json_->string(feature);
    }
    json_->end_array();
  }

  void add_choice(const coding::SideChoice& choice) {
    begin(choice.rehearsed ? "rehearsal" : "side",
          explanation_.graph.predicates[choice.predicate].head,
          choice.category);
    json_->string_field("side", choice.side == coding::Side::actor ? "actor" : "recipient");
    add_entities("across", choice.across);
    json_->integer_field("chosen", static_cast<std::int64_t>(choice.chosen));
    json_->key("candidates").begin_array();
    for (const auto& candidate : choice.candidates) {
      json_->begin_object();
      add_entities("entities", candidate.entities);
      add_features(candidate.features);
      json_->number_field("probability", candidate.probability);
      json_->end_object();
    }
    json_->end_array();
    end();
  }

  void add_record(const coding::TraceStep& step) {
    begin("record", step.head, step.category);
    add_entities("actor", step.actor);
    add_entities("recipient", step.recipient);
    json_->string_field("status", status_name(step.status));
    json_->key("aux").begin_array();
    for (const auto name : aux_names(step.aux)) {
      json_->string(name);
    }
    json_->end_array();
    add_features(step.features);
    json_->number_field("confidence", step.confidence);
    end();
  }

  const Explanation& explanation_;
  utf8::CodePointMap offsets_;
  std::string out_;
  std::unique_ptr<JsonWriter> json_;
};

}  // namespace

std::string feature_lines(const Explanation& explanation) {
  return Lines(explanation).run();
}

}  // namespace carkeys::pipeline
