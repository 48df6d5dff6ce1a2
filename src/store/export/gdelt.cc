// SPDX-License-Identifier: Apache-2.0
// GDELT 2.0 events (61 columns) and mentions (16), without header, as every client expects them.
// Geography is FIPS 10-4, actors are CAMEO. The tone and the GNS number of places are not known and
// stay empty, as does where an actor is.
#include <cmath>

#include <fmt/format.h>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "store/export/formats.h"
#include "store/export/table.h"
#include "store/names.h"

namespace carkeys::store {
namespace {

std::string none(const Row& /*row*/) {
  return {};
}

std::string zero(const Row& /*row*/) {
  return "0";
}

std::string one(const Row& /*row*/) {
  return "1";
}

std::string global_event_id(const Row& row) {
  return std::to_string(number_of(row.record.id, row.number));
}

Date day(const Row& row) {
  return day_of(row.stored, row.record).value_or(Date{});
}

std::string day_text(const Row& row) {
  return fmt::format("{:04}{:02}{:02}", day(row).year, day(row).month, day(row).day);
}

// YYYYMMDDHHMMSS of the article, or of the event where the article has no date.
std::string added(const Row& row) {
  const auto& published = row.stored.article.date;
  return published && published->day != 0
             ? fmt::format(
                   "{:04}{:02}{:02}000000", published->year, published->month, published->day)
             : day_text(row) + "000000";
}

using Side = const Entity* (*)(const Row&);

const Entity* actor(const Row& row) {
  return row.actor;
}

const Entity* recipient(const Row& row) {
  return row.recipient;
}

std::string cameo_of(const Row& row, const Entity& entity) {
  const CountryCodes& countries = row.codes.countries();
  const std::string code(countries.find(CodeSystem::cameo, entity.code, day(row)));
  return code.empty() ? entity.code : code;
}

bool is_country(const Row& row, const Entity& entity) {
  return !row.codes.countries().name(entity.code).empty();
}

template <Side side>
std::string whole_code(const Row& row) {
  const Entity* const entity = side(row);
  return entity == nullptr ? "" : cameo_of(row, *entity) + row.codes.sector(entity->sector).cameo;
}

template <Side side>
std::string name(const Row& row) {
  const Entity* const entity = side(row);
  std::string out;
  if (entity != nullptr) {
    const std::string known = entity_name(*entity, row.codes.countries());
    for (std::size_t at = 0; at < known.size();) {
      const utf8::Step step = utf8::step(known, at);
      utf8::append(out, utf8::to_upper(step.code_point));
      at += step.size;
    }
  }
  return out;
}

template <Side side>
std::string country(const Row& row) {
  const Entity* const entity = side(row);
  return entity != nullptr && is_country(row, *entity) ? cameo_of(row, *entity) : "";
}

template <Side side>
std::string known_group(const Row& row) {
  const Entity* const entity = side(row);
  return entity != nullptr && !is_country(row, *entity) ? entity->code : "";
}

// The sector, then the other sectors.
template <Side side, std::size_t number>
std::string type(const Row& row) {
  const Entity* const entity = side(row);
  if (entity == nullptr || number > entity->other_sectors.size()) {
    return {};
  }
  return row.codes.sector(number == 0 ? entity->sector : entity->other_sectors[number - 1]).cameo;
}

const Place* place(const Row& row) {
  return row.record.place && !row.record.place->country_code.empty() ? &*row.record.place : nullptr;
}

// 1 country, 2 state of the USA, 3 city of the USA, 4 other city, 5 other state; 0 nowhere.
std::string geo_type(const Row& row) {
  const Place* const where = place(row);
  if (where == nullptr) {
    return "0";
  }
  const bool american = where->country_code == "USA";
  constexpr int country_level = 1;
  constexpr int city_level = 4;
  return where->resolution <= country_level ? "1"
         : where->resolution >= city_level  ? (american ? "3" : "4")
                                            : (american ? "2" : "5");
}

std::string geo_name(const Row& row) {
  const Place* const where = place(row);
  if (where == nullptr) {
    return {};
  }
  const std::string land(row.codes.countries().name(where->country_code));
  const std::string& spot = where->resolved.empty() ? where->extracted : where->resolved;
  return spot == land || spot.empty() ? land : spot + ", " + land;
}

std::string fips(const Row& row) {
  const Place* const where = place(row);
  return where == nullptr ? ""
                          : std::string(row.codes.countries().find(
                                CodeSystem::fips, where->country_code, day(row)));
}

template <double Place::*degrees>
std::string coordinate(const Row& row) {
  const Place* const where = place(row);
  return where != nullptr && where->has_coordinates ? number_text(where->*degrees) : "";
}

std::string event_code(const Row& row) {
  return row.record.cameo;
}

std::string goldstein(const Row& row) {
  const auto score = row.codes.countries().goldstein(row.record.cameo);
  return score ? number_text(*score) : "";
}

std::string source_url(const Row& row) {
  const Article& article = row.stored.article;
  return article.url.empty() ? article.citation : article.url;
}

constexpr Column events[] = {
    {"GLOBALEVENTID", global_event_id},
    {"SQLDATE", day_text},
    {"MonthYear", [](const Row& row) { return day_text(row).substr(0, 6); }},
    {"Year", [](const Row& row) { return day_text(row).substr(0, 4); }},
    {"FractionDate",
     [](const Row& row) {
       constexpr double days_of_year = 365;
       return fmt::format("{:.4f}",
                          day(row).year + (day(row).month * 30 + day(row).day) / days_of_year);
     }},
    {"Actor1Code", whole_code<actor>},
    {"Actor1Name", name<actor>},
    {"Actor1CountryCode", country<actor>},
    {"Actor1KnownGroupCode", known_group<actor>},
    {"Actor1EthnicCode", none},
    {"Actor1Religion1Code", none},
    {"Actor1Religion2Code", none},
    {"Actor1Type1Code", type<actor, 0>},
    {"Actor1Type2Code", type<actor, 1>},
    {"Actor1Type3Code", type<actor, 2>},
    {"Actor2Code", whole_code<recipient>},
    {"Actor2Name", name<recipient>},
    {"Actor2CountryCode", country<recipient>},
    {"Actor2KnownGroupCode", known_group<recipient>},
    {"Actor2EthnicCode", none},
    {"Actor2Religion1Code", none},
    {"Actor2Religion2Code", none},
    {"Actor2Type1Code", type<recipient, 0>},
    {"Actor2Type2Code", type<recipient, 1>},
    {"Actor2Type3Code", type<recipient, 2>},
    {"IsRootEvent",
     [](const Row& row) {
       const auto& evidence = row.record.evidence;
       return std::string(!evidence.empty() && evidence.front().sequence == 0 ? "1" : "0");
     }},
    {"EventCode", event_code},
    {"EventBaseCode", [](const Row& row) { return row.record.cameo.substr(0, 3); }},
    {"EventRootCode", [](const Row& row) { return row.record.cameo.substr(0, 2); }},
    {"QuadClass", [](const Row& row) { return std::to_string(row.record.quad_code); }},
    {"GoldsteinScale", goldstein},
    {"NumMentions", [](const Row& row) { return std::to_string(row.record.evidence.size()); }},
    {"NumSources", one},
    {"NumArticles", one},
    {"AvgTone", none},
    {"Actor1Geo_Type", zero},
    {"Actor1Geo_FullName", none},
    {"Actor1Geo_CountryCode", none},
    {"Actor1Geo_ADM1Code", none},
    {"Actor1Geo_ADM2Code", none},
    {"Actor1Geo_Lat", none},
    {"Actor1Geo_Long", none},
    {"Actor1Geo_FeatureID", none},
    {"Actor2Geo_Type", zero},
    {"Actor2Geo_FullName", none},
    {"Actor2Geo_CountryCode", none},
    {"Actor2Geo_ADM1Code", none},
    {"Actor2Geo_ADM2Code", none},
    {"Actor2Geo_Lat", none},
    {"Actor2Geo_Long", none},
    {"Actor2Geo_FeatureID", none},
    {"ActionGeo_Type", geo_type},
    {"ActionGeo_FullName", geo_name},
    {"ActionGeo_CountryCode", fips},
    {"ActionGeo_ADM1Code", fips},
    {"ActionGeo_ADM2Code", none},
    {"ActionGeo_Lat", coordinate<&Place::latitude>},
    {"ActionGeo_Long", coordinate<&Place::longitude>},
    {"ActionGeo_FeatureID", none},
    {"DATEADDED", added},
    {"SOURCEURL", source_url},
};

// Where an entity stands, in code points of the article; -1: nowhere.
template <Side side>
std::string offset(const Row& row) {
  const Entity* const entity = side(row);
  if (entity == nullptr || entity->range.empty()) {
    return "-1";
  }
  return std::to_string(utf8::count(row.stored.article.text.substr(0, entity->range.begin)));
}

std::string action_offset(const Row& row) {
  const auto& evidence = row.record.evidence;
  if (evidence.empty() || evidence.front().trigger.empty()) {
    return "-1";
  }
  const std::uint32_t begin = evidence.front().trigger.front().begin;
  return std::to_string(utf8::count(row.stored.article.text.substr(0, begin)));
}

// Readers of GDELT leave this column alone, so it may say what no other column can.
std::string extras(const Row& row) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().string_field("assertion", status_name(row.record.status));
  if (row.record.aux != 0) {
    json.string_field("aux", fmt::format("{}", fmt::join(aux_names(row.record.aux), ",")));
  }
  if (!row.record.attributions.empty()) {
    json.string_field("by", claimants_text(row.record));
  }
  json.string_field("id", row.record.id).end_object();
  return out;
}

constexpr Column mentions[] = {
    {"GLOBALEVENTID", global_event_id},
    {"EventTimeDate", [](const Row& row) { return day_text(row) + "000000"; }},
    {"MentionTimeDate", added},
    {"MentionType",
     [](const Row& row) { return std::string(row.stored.article.url.empty() ? "2" : "1"); }},
    {"MentionSourceName", [](const Row& row) { return row.stored.article.publication; }},
    {"MentionIdentifier", source_url},
    {"SentenceID",
     [](const Row& row) {
       const auto& evidence = row.record.evidence;
       return std::to_string(evidence.empty() ? 1 : evidence.front().sequence + 1);
     }},
    {"Actor1CharOffset", offset<actor>},
    {"Actor2CharOffset", offset<recipient>},
    {"ActionCharOffset", action_offset},
    {"InRawText", one},
    {"Confidence",
     [](const Row& row) {
       constexpr int lowest = 10;
       const int percent = static_cast<int>(std::lround(row.record.confidence * 10)) * 10;
       return std::to_string(percent < lowest ? lowest : percent);
     }},
    {"MentionDocLen",
     [](const Row& row) { return std::to_string(utf8::count(row.stored.article.text)); }},
    {"MentionDocTone", none},
    {"MentionDocTranslationInfo",
     [](const Row& row) {
       return row.stored.article.language == Language::german
                  ? "srclc:deu;eng:none " + row.stored.coder
                  : std::string();
     }},
    {"Extras", extras},
};

TableForm form_of(std::span<const Column> columns) {
  TableForm form;
  form.columns = columns;
  form.header = false;
  form.needs_day = true;
  return form;
}

}  // namespace

ExporterPointer make_gdelt(const ForeignCodes& codes, const ExportOptions& options) {
  return make_table(form_of(events), codes, options);
}

ExporterPointer make_gdelt_mentions(const ForeignCodes& codes, const ExportOptions& options) {
  return make_table(form_of(mentions), codes, options);
}

}  // namespace carkeys::store
