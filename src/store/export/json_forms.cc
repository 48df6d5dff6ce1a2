// SPDX-License-Identifier: Apache-2.0
// Forms in JSON: our own records, PLOVER, GeoJSON (RFC 7946), FollowTheMoney entities, W3C Web
// Annotations, doccano. All but GeoJSON have one object a line.
#include <fmt/format.h>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "store/export/formats.h"
#include "store/export/table.h"
#include "store/names.h"
#include "store/sink.h"

namespace carkeys::store {
namespace {

void field(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) {
    json.string_field(name, text);
  }
}

template <typename Strings>
void list(JsonWriter& json, std::string_view name, const Strings& strings) {
  json.key(name).begin_array();
  for (const auto& each : strings) {
    json.string(each);
  }
  json.end_array();
}

std::string first_day(const Record& record) {
  return record.date.begin ? date_text(*record.date.begin) : "";
}

// A form that takes every record of some kind and says who claims what.
class ClaimForm : public Exporter {
 public:
  ClaimForm(const ForeignCodes& codes, bool takes_relations)
      : codes_(codes), takes_relations_(takes_relations) {}

  [[nodiscard]] Omission omission(const StoredArticle& /*stored*/,
                                  const Record& record) const override {
    return record.kind == RecordKind::relation && !takes_relations_ ? Omission::relation
                                                                    : Omission::none;
  }

  [[nodiscard]] bool carries_claims() const override { return true; }

 protected:
  [[nodiscard]] const ForeignCodes& codes() const { return codes_; }

  // What keeps a record from being a plain fact, as fields of an object.
  static void claim_fields(JsonWriter& json, const Record& record) {
    json.string_field("status", status_name(record.status));
    list(json, "aux", aux_names(record.aux));
    field(json, "attributions", claimants_text(record));
  }

 private:
  const ForeignCodes& codes_;
  bool takes_relations_;
};

class Native final : public ClaimForm {
 public:
  explicit Native(const ForeignCodes& codes) : ClaimForm(codes, true) {}

  std::size_t write(const StoredArticle& stored, std::string& out) override {
    out += jsonl(stored.article, stored.coding, {stored.coder, stored.codebook});
    return stored.coding.records.size();
  }
};

// The fields of the PLOVER manual and no others, but where the user has asked for claims: then
// `comment` says so.
class Plover final : public Exporter {
 public:
  explicit Plover(const ForeignCodes& codes) : codes_(codes) {}

  [[nodiscard]] Omission omission(const StoredArticle& /*stored*/,
                                  const Record& record) const override {
    return record.kind == RecordKind::relation ? Omission::relation : Omission::none;
  }

  [[nodiscard]] bool carries_claims() const override { return false; }

  std::size_t write(const StoredArticle& stored, std::string& out) override {
    const utf8::CodePointMap code_points(stored.article.text);
    for (const Record& record : stored.coding.records) {
      JsonWriter json(out);
      json.begin_object().string_field("id", record.id).boolean_field("has_event", true);
      date_fields(json, record);
      side(json, "actor", record.actor);
      side(json, "recipient", record.recipient);
      list(json, "event", std::vector<std::string_view>{category_name(record.category)});
      place(json, record);
      list(json, "event_text", record.event_text);
      json.integer_field("quad_code", record.quad_code);
      json.number_field("event_scale", record.event_scale);
      list(json, "mode", record.mode);
      list(json, "context", record.context);
      evidence(json, stored, record, code_points);
      cite_info(json, stored);
      json.string_field("coder", stored.coder);
      comment(json, record);
      json.end_object();
      out += '\n';
    }
    return stored.coding.records.size();
  }

 private:
  static void date_fields(JsonWriter& json, const Record& record) {
    if (record.date.begin) {
      json.string_field("date", date_text(*record.date.begin));
      json.string_field("enddate", date_text(record.date.end.value_or(*record.date.begin)));
    }
  }

  static void side(JsonWriter& json, std::string_view name, const std::vector<Entity>& entities) {
    json.key(name).begin_array();
    for (const Entity& entity : entities) {
      json.begin_object();
      field(json, "code", entity.code);
      field(json, "sector", entity.sector);
      field(json, "entity_text", entity.entity_text);
      field(json, "identifier_id", entity.identifier_id);
      field(json, "identifier_text", entity.identifier_text);
      field(json, "office", entity.office);
      json.end_object();
    }
    json.end_array();
  }

  void place(JsonWriter& json, const Record& record) const {
    if (!record.place) {
      return;
    }
    const Place& place = *record.place;
    json.key("event_loc").begin_object();
    field(json, "extracted_place", place.extracted);
    field(json, "resolved_place", place.resolved);
    if (place.has_coordinates) {
      json.number_field("lat", place.latitude).number_field("lon", place.longitude);
    }
    field(json, "country", codes_.countries().name(place.country_code));
    field(json, "country_code", place.country_code);
    if (place.resolution != 0) {
      json.integer_field("resolution", place.resolution);
    }
    json.end_object();
  }

  static void evidence(JsonWriter& json,
                       const StoredArticle& stored,
                       const Record& record,
                       const utf8::CodePointMap& code_points) {
    if (record.evidence.empty()) {
      return;
    }
    const Evidence& first = record.evidence.front();
    json.string_field("text", first.sentence.in(stored.article.text));
    json.key("text_info").begin_object().integer_field("sequence", first.sequence);
    json.integer_field("start", code_points.code_point(first.sentence.begin));
    json.integer_field("end", code_points.code_point(first.sentence.end)).end_object();
  }

  static void cite_info(JsonWriter& json, const StoredArticle& stored) {
    const Article& article = stored.article;
    json.key("cite_info").begin_object().string_field("citation", article.citation);
    field(json, "url", article.url);
    field(json, "title", article.title);
    field(json, "language", language_text(article.language));
    field(json, "publication", article.publication);
    json.string_field("coder", stored.coder).string_field("codebook", stored.codebook);
    json.end_object();
  }

  static void comment(JsonWriter& json, const Record& record) {
    const bool plain = record.aux == 0 && record.status == Status::reported;
    if (!plain) {
      json.string_field("comment",
                        fmt::format("status={}; aux={}; by={}",
                                    status_name(record.status),
                                    fmt::join(aux_names(record.aux), ","),
                                    claimants_text(record)));
    }
  }

  const ForeignCodes& codes_;
};

// One feature for each record that has coordinates; longitude comes first. `precision` tells maps
// to draw a country as an area.
class GeoJson final : public ClaimForm {
 public:
  explicit GeoJson(const ForeignCodes& codes) : ClaimForm(codes, false) {}

  [[nodiscard]] std::string head() const override {
    return "{\"type\":\"FeatureCollection\",\"features\":[";
  }

  [[nodiscard]] std::string tail() override { return "\n]}\n"; }

  [[nodiscard]] Omission omission(const StoredArticle& stored,
                                  const Record& record) const override {
    const bool placed = record.place && record.place->has_coordinates;
    const Omission omission = ClaimForm::omission(stored, record);
    return omission == Omission::none && !placed ? Omission::no_place_for_it : omission;
  }

  std::size_t write(const StoredArticle& stored, std::string& out) override {
    for (const Record& record : stored.coding.records) {
      out += first_ ? "\n" : ",\n";
      first_ = false;
      feature(stored, record, out);
    }
    return stored.coding.records.size();
  }

 private:
  static void feature(const StoredArticle& stored, const Record& record, std::string& out) {
    constexpr std::array<std::string_view, 6> precisions = {
        "", "country", "province", "district", "city", "place"};
    const Place& place = *record.place;
    JsonWriter json(out);
    json.begin_object().string_field("type", "Feature").string_field("id", record.id);
    json.key("geometry").begin_object().string_field("type", "Point");
    json.key("coordinates").begin_array().number(place.longitude).number(place.latitude);
    json.end_array().end_object();
    json.key("properties").begin_object();
    field(json, "date", first_day(record));
    json.string_field("event", category_name(record.category));
    field(json, "mode", joined(record.mode, ","));
    field(json, "actor", party_text(record.actor));
    field(json, "recipient", party_text(record.recipient));
    json.integer_field("quad_code", record.quad_code);
    json.number_field("event_scale", record.event_scale);
    claim_fields(json, record);
    field(json, "place", place.resolved.empty() ? place.extracted : place.resolved);
    field(json, "country", place.country_code);
    const auto level = static_cast<std::size_t>(place.resolution);
    field(json, "precision", level < precisions.size() ? precisions[level] : std::string_view());
    field(json, "text", evidence_text(stored, record));
    json.string_field("citation", stored.article.citation);
    field(json, "url", stored.article.url);
    json.end_object().end_object();
  }

  bool first_ = true;
};

// FollowTheMoney: an Article for each article, an Event for each record, and the bodies, persons
// and countries that take part. Ids are hashes, so that loading again changes nothing.
class FollowTheMoney final : public ClaimForm {
 public:
  explicit FollowTheMoney(const ForeignCodes& codes) : ClaimForm(codes, false) {}

  std::size_t write(const StoredArticle& stored, std::string& out) override {
    std::size_t lines = 1 + stored.coding.records.size();
    article(stored, out);
    for (const Record& record : stored.coding.records) {
      std::vector<std::string> involved;
      lines += participants(record.actor, involved, out);
      lines += participants(record.recipient, involved, out);
      event(stored, record, involved, out);
    }
    return lines;
  }

 private:
  [[nodiscard]] std::string id_of(const Entity& entity) const {
    FieldHasher hasher;
    hasher.add(entity.code).add(entity.sector);
    return "ck-" + hasher.add(entity_name(entity, codes().countries())).hex();
  }

  static void property(JsonWriter& json, std::string_view name, std::string_view value) {
    if (!value.empty()) {
      json.key(name).begin_array().string(value).end_array();
    }
  }

  // Adds the ids of these to `involved`; returns how many were new and got a line.
  std::size_t participants(const std::vector<Entity>& entities,
                           std::vector<std::string>& involved,
                           std::string& out) {
    std::size_t lines = 0;
    for (const Entity& entity : entities) {
      involved.push_back(id_of(entity));
      if (known_.insert(involved.back()).second) {
        participant(entity, involved.back(), out);
        ++lines;
      }
    }
    return lines;
  }

  void participant(const Entity& entity, const std::string& id, std::string& out) const {
    constexpr std::string_view state_sectors = "GOV MIL COP JUD LEG SPY";
    const bool person = !entity.identifier_id.empty() || !entity.office.empty();
    const bool state =
        !entity.sector.empty() && state_sectors.find(entity.sector) != std::string_view::npos;
    JsonWriter json(out);
    json.begin_object().string_field("id", id);
    json.string_field("schema", person ? "Person" : state ? "PublicBody" : "Organization");
    json.key("properties").begin_object();
    property(json, "name", entity_name(entity, codes().countries()));
    property(json, "country", codes().countries().find(CodeSystem::alpha2, entity.code, {}));
    property(json, "wikidataId", entity.identifier_id);
    property(json, "summary", party_text({entity}));
    json.end_object().end_object();
    out += '\n';
  }

  static void article(const StoredArticle& stored, std::string& out) {
    const Article& article = stored.article;
    JsonWriter json(out);
    json.begin_object().string_field("id", stored.id).string_field("schema", "Article");
    json.key("properties").begin_object();
    property(json, "title", article.title.empty() ? article.citation : article.title);
    property(json, "publishedAt", article.date ? date_text(*article.date) : "");
    property(json, "sourceUrl", article.url);
    property(json, "publisher", article.publication);
    property(json, "language", article.language == Language::german ? "deu" : "eng");
    json.end_object().end_object();
    out += '\n';
  }

  void event(const StoredArticle& stored,
             const Record& record,
             const std::vector<std::string>& involved,
             std::string& out) const {
    JsonWriter json(out);
    json.begin_object().string_field("id", record.id).string_field("schema", "Event");
    json.key("properties").begin_object();
    property(json,
             "name",
             fmt::format("{} {} > {}",
                         category_name(record.category),
                         party_text(record.actor),
                         party_text(record.recipient)));
    property(json, "date", first_day(record));
    if (record.place) {
      const Place& place = *record.place;
      property(json, "location", place.resolved.empty() ? place.extracted : place.resolved);
      property(
          json, "country", codes().countries().find(CodeSystem::alpha2, place.country_code, {}));
    }
    list(json, "involved", involved);
    property(json, "summary", evidence_text(stored, record));
    property(json,
             "notes",
             fmt::format("status={}; aux={}; by={}",
                         status_name(record.status),
                         fmt::join(aux_names(record.aux), ","),
                         claimants_text(record)));
    property(json, "sourceUrl", stored.article.url);
    list(json, "proof", std::vector<std::string>{stored.id});
    json.end_object().end_object();
    out += '\n';
  }

  std::set<std::string> known_;
};

// W3C Web Annotations (JSON-LD), one a line: the record as body, its first sentence as target, by
// quotation and by position in code points.
class WebAnnotation final : public ClaimForm {
 public:
  explicit WebAnnotation(const ForeignCodes& codes) : ClaimForm(codes, true) {}

  std::size_t write(const StoredArticle& stored, std::string& out) override {
    const utf8::CodePointMap code_points(stored.article.text);
    std::size_t lines = 0;
    for (const Record& record : stored.coding.records) {
      if (!record.evidence.empty()) {
        annotation(stored, record, code_points, out);
        ++lines;
      }
    }
    return lines;
  }

 private:
  // Up to 32 code points before or behind a range.
  static std::string_view around(const std::string& text,
                                 const utf8::CodePointMap& code_points,
                                 TextRange range,
                                 bool before) {
    constexpr std::uint32_t context = 32;
    if (before) {
      const std::uint32_t at = code_points.code_point(range.begin);
      const std::uint32_t begin = code_points.byte(at > context ? at - context : 0);
      return std::string_view(text).substr(begin, range.begin - begin);
    }
    const std::uint32_t end = code_points.byte(code_points.code_point(range.end) + context);
    return std::string_view(text).substr(range.end, end - range.end);
  }

  static void annotation(const StoredArticle& stored,
                         const Record& record,
                         const utf8::CodePointMap& code_points,
                         std::string& out) {
    const std::string& text = stored.article.text;
    const TextRange range = record.evidence.front().sentence;
    const bool known = !stored.article.url.empty();
    JsonWriter json(out);
    json.begin_object().string_field("@context", "http://www.w3.org/ns/anno.jsonld");
    json.string_field("id", "urn:car-keys:" + record.id).string_field("type", "Annotation");
    json.string_field("motivation", "classifying").key("body").begin_object();
    json.string_field("type", "TextualBody").string_field("format", "text/plain");
    json.string_field("purpose", "classifying");
    json.string_field("value",
                      fmt::format("{}{}{} {} > {} [{}]",
                                  category_name(record.category),
                                  record.mode.empty() ? "" : " ",
                                  joined(record.mode, ","),
                                  party_text(record.actor),
                                  party_text(record.recipient),
                                  status_name(record.status)));
    claim_fields(json, record);
    json.end_object().key("target").begin_object();
    json.string_field("source", known ? stored.article.url : "urn:car-keys:" + stored.id);
    json.key("selector").begin_array();
    json.begin_object().string_field("type", "TextQuoteSelector");
    json.string_field("exact", range.in(text));
    json.string_field("prefix", around(text, code_points, range, true));
    json.string_field("suffix", around(text, code_points, range, false)).end_object();
    json.begin_object().string_field("type", "TextPositionSelector");
    json.integer_field("start", code_points.code_point(range.begin));
    json.integer_field("end", code_points.code_point(range.end)).end_object();
    json.end_array().end_object();
    json.string_field("creator", stored.coder).end_object();
    out += '\n';
  }
};

// doccano: an article a line, triggers and entities as spans, roles as relations from the trigger.
class Doccano final : public ClaimForm {
 public:
  explicit Doccano(const ForeignCodes& codes) : ClaimForm(codes, true) {}

  std::size_t write(const StoredArticle& stored, std::string& out) override {
    Line line{stored.article.text, utf8::CodePointMap(stored.article.text)};
    for (const Record& record : stored.coding.records) {
      add(line, record);
    }
    JsonWriter json(out);
    json.begin_object().string_field("id", stored.id).string_field("text", stored.article.text);
    json.key("entities").begin_array();
    for (const Span& span : line.spans) {
      json.begin_object().integer_field("id", span.id);
      json.integer_field("start_offset", span.start).integer_field("end_offset", span.end);
      json.string_field("label", span.label).end_object();
    }
    json.end_array().key("relations").begin_array();
    for (const Role& role : line.roles) {
      json.begin_object().integer_field("id", role.id).integer_field("from_id", role.from);
      json.integer_field("to_id", role.to).string_field("type", role.type).end_object();
    }
    json.end_array().end_object();
    out += '\n';
    return 1;
  }

 private:
  struct Span {
    std::int64_t id;
    std::int64_t start;
    std::int64_t end;
    std::string label;
  };

  struct Role {
    std::int64_t id;
    std::int64_t from;
    std::int64_t to;
    std::string_view type;
  };

  struct Line {
    const std::string& text;
    utf8::CodePointMap code_points;
    std::vector<Span> spans = {};
    std::vector<Role> roles = {};
    std::int64_t last_id = 0;
  };

  static std::int64_t span(Line& line, TextRange range, std::string label) {
    line.spans.push_back({++line.last_id,
                          line.code_points.code_point(range.begin),
                          line.code_points.code_point(range.end),
                          std::move(label)});
    return line.last_id;
  }

  static void roles(Line& line,
                    std::int64_t trigger,
                    std::string_view type,
                    const std::vector<Entity>& entities) {
    for (const Entity& entity : entities) {
      if (!entity.range.empty()) {
        const std::int64_t to = span(line, entity.range, party_text({entity}));
        line.roles.push_back({++line.last_id, trigger, to, type});
      }
    }
  }

  static void add(Line& line, const Record& record) {
    if (record.evidence.empty() || record.evidence.front().trigger.empty()) {
      return;
    }
    const std::int64_t trigger =
        span(line,
             record.evidence.front().trigger.front(),
             fmt::format("{}:{}", category_name(record.category), status_name(record.status)));
    roles(line, trigger, "actor", record.actor);
    roles(line, trigger, "recipient", record.recipient);
    for (const Attribution& attribution : record.attributions) {
      roles(line, trigger, stance_name(attribution.stance), attribution.claimant);
    }
  }
};

}  // namespace

ExporterPointer make_jsonl(const ForeignCodes& codes, const ExportOptions& /*options*/) {
  return std::make_unique<Native>(codes);
}

ExporterPointer make_plover(const ForeignCodes& codes, const ExportOptions& /*options*/) {
  return std::make_unique<Plover>(codes);
}

ExporterPointer make_geojson(const ForeignCodes& codes, const ExportOptions& /*options*/) {
  return std::make_unique<GeoJson>(codes);
}

ExporterPointer make_ftm(const ForeignCodes& codes, const ExportOptions& /*options*/) {
  return std::make_unique<FollowTheMoney>(codes);
}

ExporterPointer make_web_annotation(const ForeignCodes& codes, const ExportOptions& /*options*/) {
  return std::make_unique<WebAnnotation>(codes);
}

ExporterPointer make_doccano(const ForeignCodes& codes, const ExportOptions& /*options*/) {
  return std::make_unique<Doccano>(codes);
}

}  // namespace carkeys::store
