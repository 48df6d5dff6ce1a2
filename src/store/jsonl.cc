// SPDX-License-Identifier: Apache-2.0
// The native form: JSON Lines with PLOVER 2.0 field names. What is unknown is left out; lists that
// are known to be empty are written, so that a reader can tell "nobody" from "not said".
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "store/names.h"
#include "store/sink.h"

namespace carkeys::store {
namespace {

class RecordWriter {
 public:
  RecordWriter(const Article& article,
               const utf8::CodePointMap& code_points,
               const CoderNames& names,
               std::string& out)
      : article_(article), code_points_(code_points), names_(names), json_(out) {}

  void write(const Record& record) {
    json_.begin_object();
    text_field("id", record.id);
    text_field("kind", record.kind == RecordKind::event ? "event" : "relation");
    date_fields(record.date);
    event_fields(record);
    list_field("actor", record.actor);
    list_field("recipient", record.recipient);
    list_field("event_text", record.event_text);
    if (record.place) {
      place_field(*record.place);
    }
    claim_fields(record);
    if (record.confidence > 0) {
      json_.number_field("confidence", record.confidence);
    }
    evidence_fields(record);
    cite_field();
    json_.key("links").begin_array();
    for (const Link& link : record.links) {
      json_.begin_object().string_field("rel", link.relation).string_field("id", link.id);
      json_.end_object();
    }
    json_.end_array();
    text_field("coder", names_.coder);
    text_field("codebook", names_.codebook);
    json_.end_object();
  }

 private:
  void text_field(std::string_view name, std::string_view text) {
    if (!text.empty()) {
      json_.string_field(name, text);
    }
  }

  void range_fields(TextRange range) {
    json_.integer_field("start", code_points_.code_point(range.begin));
    json_.integer_field("end", code_points_.code_point(range.end));
  }

  void element(const std::string& text) { json_.string(text); }

  void element(const Entity& entity) {
    json_.begin_object();
    text_field("code", entity.code);
    text_field("sector", entity.sector);
    if (!entity.other_sectors.empty()) {
      list_field("other_sectors", entity.other_sectors);
    }
    text_field("entity_text", entity.entity_text);
    text_field("identifier_text", entity.identifier_text);
    text_field("identifier_id", entity.identifier_id);
    text_field("office", entity.office);
    if (entity.cow != 0) {
      json_.integer_field("cow", entity.cow);
    }
    if (entity.gw != 0) {
      json_.integer_field("gw", entity.gw);
    }
    if (!entity.range.empty()) {
      range_fields(entity.range);
    }
    json_.end_object();
  }

  template <typename T>
  void list_field(std::string_view name, const std::vector<T>& list) {
    json_.key(name).begin_array();
    for (const T& each : list) {
      element(each);
    }
    json_.end_array();
  }

  void date_fields(const RecordDate& date) {
    if (date.begin) {
      text_field("date", date_text(*date.begin));
      text_field("enddate", date_text(date.end.value_or(*date.begin)));
      text_field("date_precision", precision_text(date.precision));
    }
    text_field("date_text", date.text);
  }

  void event_fields(const Record& record) {
    const bool event = record.kind == RecordKind::event;
    if (event) {
      json_.key("event").begin_array().string(category_name(record.category)).end_array();
    }
    list_field("mode", record.mode);
    list_field("context", record.context);
    if (event) {
      text_field("cameo", record.cameo);
      json_.integer_field("quad_code", record.quad_code);
      json_.number_field("event_scale", record.event_scale);
    }
  }

  void place_field(const Place& place) {
    json_.key("event_loc").begin_object();
    text_field("extracted_place", place.extracted);
    text_field("resolved_place", place.resolved);
    text_field("country_code", place.country_code);
    if (place.has_coordinates) {
      json_.number_field("lat", place.latitude);
      json_.number_field("lon", place.longitude);
    }
    if (place.resolution != 0) {
      json_.integer_field("resolution", place.resolution);
    }
    json_.end_object();
  }

  void claim_fields(const Record& record) {
    text_field("status", status_name(record.status));
    json_.key("aux").begin_array();
    for (const std::string_view name : aux_names(record.aux)) {
      json_.string(name);
    }
    json_.end_array();
    json_.key("attributions").begin_array();
    for (const Attribution& attribution : record.attributions) {
      json_.begin_object();
      text_field("stance", stance_name(attribution.stance));
      list_field("claimant", attribution.claimant);
      text_field("cue_text", attribution.cue_text);
      json_.boolean_field("quoted", attribution.quoted);
      if (!attribution.range.empty()) {
        range_fields(attribution.range);
      }
      json_.end_object();
    }
    json_.end_array();
  }

  void evidence_fields(const Record& record) {
    if (!record.evidence.empty()) {
      text_field("text", record.evidence.front().sentence.in(article_.text));
    }
    json_.key("text_info").begin_array();
    for (const Evidence& evidence : record.evidence) {
      json_.begin_object().integer_field("sequence", evidence.sequence);
      range_fields(evidence.sentence);
      json_.key("trigger").begin_array();
      for (const TextRange trigger : evidence.trigger) {
        json_.begin_array().integer(code_points_.code_point(trigger.begin));
        json_.integer(code_points_.code_point(trigger.end)).end_array();
      }
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void cite_field() {
    json_.key("cite_info").begin_object();
    text_field("citation", article_.citation);
    text_field("title", article_.title);
    text_field("url", article_.url);
    text_field("language", language_text(article_.language));
    text_field("publication", article_.publication);
    if (article_.date) {
      text_field("date", date_text(*article_.date));
    }
    json_.end_object();
  }

  const Article& article_;
  const utf8::CodePointMap& code_points_;
  const CoderNames& names_;
  JsonWriter json_;
};

}  // namespace

std::string jsonl(const Article& article, const Coding& coding) {
  return jsonl(article, coding, {coder_name(), codebook_name()});
}

std::string jsonl(const Article& article, const Coding& coding, const CoderNames& names) {
  std::string out;
  if (coding.records.empty()) {
    return out;
  }
  const utf8::CodePointMap code_points(article.text);
  for (const Record& record : coding.records) {
    RecordWriter(article, code_points, names, out).write(record);
    out.push_back('\n');
  }
  return out;
}

}  // namespace carkeys::store
