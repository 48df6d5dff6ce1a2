// SPDX-License-Identifier: Apache-2.0
#include "pipeline/pairs.h"

#include <cmath>
#include <optional>
#include <utility>

#include "base/json_writer.h"
#include "records/record.h"

namespace carkeys::pipeline {
namespace {

std::string to_json(std::string_view id,
                    std::string_view text,
                    const std::optional<coding::Relation>& relation) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().string_field("id", id).key("event").begin_array();
  if (relation) {
    json.string(category_name(relation->category));
  }
  json.end_array().key("mode").begin_array();
  for (const std::string& mode : relation ? relation->mode : std::vector<std::string>{}) {
    json.string(mode);
  }
  json.end_array();
  constexpr double steps = 100;  // two decimals
  json.number_field("confidence",
                    relation ? std::round(relation->confidence * steps) / steps : 0.0);
  if (relation) {
    json.string_field("trigger", relation->trigger.in(text));
    json.string_field("frame", relation->frame);
  }
  json.end_object();
  return out + "\n";
}

}  // namespace

PairAnswerer::PairAnswerer(const Pipeline& pipeline, article::Defaults defaults)
    : pipeline_(pipeline), defaults_(defaults) {}

Result<std::string> PairAnswerer::answer(std::string_view bytes,
                                         const std::string& source,
                                         std::int64_t line) {
  CARKEYS_TRY(auto read, reader_.read(bytes, source, line));
  if (!read) {
    return std::string();
  }
  ingest::PairLine& pair = *read;
  const std::string id = pair.item.citation;
  const auto finding = pipeline_.find(std::move(pair.item), defaults_);
  if (finding.outcome != article::Outcome::found) {
    return failure(ErrorCode::bad_input, "no German or English text", source, line);
  }
  const std::string_view text = finding.article.text;
  const auto from = pair.source.in(text);
  const auto to = pair.target.in(text, from.value_or(TextRange{}));
  if (!from && !to) {
    return failure(ErrorCode::bad_input, "neither source nor target is in the text", source, line);
  }
  const coding::Pair phrases{from.value_or(TextRange{}), to.value_or(TextRange{})};
  CARKEYS_TRY(const auto relation, pipeline_.relate(finding.article, phrases, workspace_));
  return to_json(id, text, relation);
}

std::string unanswered(const Error& error) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().string_field("id", error.origin + ":" + std::to_string(error.place));
  json.key("event").begin_array().end_array().key("mode").begin_array().end_array();
  json.number_field("confidence", 0).string_field("error", error.message).end_object();
  return out + "\n";
}

}  // namespace carkeys::pipeline
