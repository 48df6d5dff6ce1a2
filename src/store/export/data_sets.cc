// SPDX-License-Identifier: Apache-2.0
// ICEWS (20 columns), Phoenix (26, without header), POLECAT (40) and files shaped like those of
// ACLED (31). A line is one actor and one recipient; in POLECAT and for ACLED it is a record.
#include <chrono>

#include <fmt/format.h>

#include "store/export/formats.h"
#include "store/export/sides.h"
#include "store/export/table.h"
#include "store/names.h"

namespace carkeys::store {
namespace {

std::string none(const Row& /*row*/) {
  return {};
}

// Literally, as the readers of ICEWS know missing values.
std::string not_available(const Row& /*row*/) {
  return "NA";
}

std::string day_text(const Row& row) {
  const auto day = day_of(row.stored, row.record);
  return day ? date_text(*day) : "";
}

std::string compact_day(const Row& row) {
  const Date day = day_of(row.stored, row.record).value_or(Date{});
  return fmt::format("{:04}{:02}{:02}", day.year, day.month, day.day);
}

std::string event_id(const Row& row) {
  return std::to_string(number_of(row.record.id, row.number));
}

std::string story_id(const Row& row) {
  return std::to_string(number_of(row.stored.id, 0));
}

std::string goldstein(const Row& row) {
  const auto score = row.codes.countries().goldstein(row.record.cameo);
  return score ? number_text(*score) : "";
}

std::string sentence_number(const Row& row, std::uint32_t first) {
  const auto& evidence = row.record.evidence;
  return std::to_string((evidence.empty() ? 0 : evidence.front().sequence) + first);
}

std::string country_name(const Row& row) {
  return row.record.place ? std::string(row.codes.countries().name(row.record.place->country_code))
                          : std::string();
}

std::string city(const Row& row) {
  constexpr int city_level = 4;
  const auto& place = row.record.place;
  return place && place->resolution >= city_level ? place->resolved : "";
}

std::string province(const Row& row) {
  constexpr int country_level = 1;
  constexpr int city_level = 4;
  const auto& place = row.record.place;
  const bool between = place && place->resolution > country_level && place->resolution < city_level;
  return between ? place->resolved : "";
}

template <double Place::*degrees>
std::string coordinate(const Row& row) {
  const auto& place = row.record.place;
  return place && place->has_coordinates ? number_text((*place).*degrees) : "";
}

std::string or_not_available(const std::string& text) {
  return text.empty() ? "NA" : text;
}

using Side = const Entity* (*)(const Row&);

const Entity* actor(const Row& row) {
  return row.actor;
}

const Entity* recipient(const Row& row) {
  return row.recipient;
}

// ICEWS names an office by its country: "Foreign Affairs (Bangladesh)".
template <Side side>
std::string icews_name(const Row& row) {
  const Entity* const entity = side(row);
  if (entity == nullptr) {
    return "Unspecified Actor";
  }
  if (!entity->identifier_text.empty()) {
    return entity->identifier_text;
  }
  const std::string_view country = row.codes.countries().name(entity->code);
  const std::string& sectors = row.codes.sector(entity->sector).icews;
  const std::string first = sectors.substr(0, sectors.find(','));
  if (country.empty()) {
    return or_not_available(entity->entity_text);
  }
  return first.empty() ? std::string(country) : fmt::format("{} ({})", first, country);
}

template <Side side>
std::string icews_sectors(const Row& row) {
  const Entity* const entity = side(row);
  const std::string sectors = entity == nullptr ? "" : row.codes.sector(entity->sector).icews;
  return sectors.empty() ? "NULL" : sectors;
}

template <Side side>
std::string icews_country(const Row& row) {
  const Entity* const entity = side(row);
  return entity == nullptr
             ? "NA"
             : or_not_available(std::string(row.codes.countries().name(entity->code)));
}

constexpr Column icews[] = {
    {"Event ID", event_id},
    {"Event Date", day_text},
    {"Source Name", icews_name<actor>},
    {"Source Sectors", icews_sectors<actor>},
    {"Source Country", icews_country<actor>},
    {"Event Text",
     [](const Row& row) { return std::string(row.codes.cameo_name(row.record.cameo)); }},
    {"CAMEO Code", [](const Row& row) { return row.record.cameo; }},
    {"Intensity", goldstein},
    {"Target Name", icews_name<recipient>},
    {"Target Sectors", icews_sectors<recipient>},
    {"Target Country", icews_country<recipient>},
    {"Story ID", story_id},
    {"Sentence Number", [](const Row& row) { return sentence_number(row, 1); }},
    {"Publisher", [](const Row& row) { return or_not_available(row.stored.article.publication); }},
    {"City", [](const Row& row) { return or_not_available(city(row)); }},
    {"District", not_available},
    {"Province", [](const Row& row) { return or_not_available(province(row)); }},
    {"Country", [](const Row& row) { return or_not_available(country_name(row)); }},
    {"Latitude",
     [](const Row& row) { return or_not_available(coordinate<&Place::latitude>(row)); }},
    {"Longitude",
     [](const Row& row) { return or_not_available(coordinate<&Place::longitude>(row)); }},
};

template <Side side>
std::string phoenix_code(const Row& row) {
  const Entity* const entity = side(row);
  if (entity == nullptr) {
    return {};
  }
  const auto day = day_of(row.stored, row.record);
  const std::string code(row.codes.countries().find(CodeSystem::cameo, entity->code, day));
  return code.empty() ? entity->code : code;
}

template <Side side>
std::string phoenix_role(const Row& row) {
  const Entity* const entity = side(row);
  return entity == nullptr ? "" : row.codes.sector(entity->sector).cameo;
}

template <Side side>
std::string phoenix_whole(const Row& row) {
  return phoenix_code<side>(row) + phoenix_role<side>(row);
}

template <Side side>
std::string phoenix_attributes(const Row& row) {
  const Entity* const entity = side(row);
  return entity == nullptr ? "" : joined(entity->other_sectors, ";");
}

std::string source_url(const Row& row) {
  const Article& article = row.stored.article;
  return article.url.empty() ? article.citation : article.url;
}

constexpr Column phoenix[] = {
    {"EventID", event_id},
    {"Date", compact_day},
    {"Year", [](const Row& row) { return compact_day(row).substr(0, 4); }},
    {"Month", [](const Row& row) { return compact_day(row).substr(4, 2); }},
    {"Day", [](const Row& row) { return compact_day(row).substr(6, 2); }},
    {"SourceActorFull", phoenix_whole<actor>},
    {"SourceActorEntity", phoenix_code<actor>},
    {"SourceActorRole", phoenix_role<actor>},
    {"SourceActorAttribute", phoenix_attributes<actor>},
    {"TargetActorFull", phoenix_whole<recipient>},
    {"TargetActorEntity", phoenix_code<recipient>},
    {"TargetActorRole", phoenix_role<recipient>},
    {"TargetActorAttribute", phoenix_attributes<recipient>},
    {"EventCode", [](const Row& row) { return row.record.cameo; }},
    {"EventRootCode", [](const Row& row) { return row.record.cameo.substr(0, 2); }},
    {"QuadClass", [](const Row& row) { return std::to_string(row.record.quad_code); }},
    {"GoldsteinScore", goldstein},
    {"Issues", [](const Row& row) { return joined(row.record.context, ";"); }},
    {"Lat", coordinate<&Place::latitude>},
    {"Lon", coordinate<&Place::longitude>},
    {"LocationName", city},
    {"StateName", province},
    {"CountryCode",
     [](const Row& row) { return row.record.place ? row.record.place->country_code : ""; }},
    {"SentenceID",
     [](const Row& row) { return fmt::format("{}_{}", story_id(row), sentence_number(row, 1)); }},
    {"URLs", source_url},
    {"NewsSources", [](const Row& row) { return row.stored.article.publication; }},
};

using Entities = const std::vector<Entity>& (*)(const Row&);

const std::vector<Entity>& actors(const Row& row) {
  return row.record.actor;
}

const std::vector<Entity>& recipients(const Row& row) {
  return row.record.recipient;
}

// One value for each entity of a side, "None" where it has none; empty where nobody is named.
template <typename Value>
std::string each_of(const std::vector<Entity>& entities, const Value& value) {
  std::vector<std::string> values;
  for (const Entity& entity : entities) {
    std::string text(value(entity));
    values.push_back(text.empty() ? "None" : std::move(text));
  }
  return joined(values, "; ");
}

template <Entities side, std::string Entity::*field>
std::string polecat_field(const Row& row) {
  return each_of(side(row), [](const Entity& entity) { return entity.*field; });
}

template <Entities side>
std::string polecat_name(const Row& row) {
  return each_of(side(row),
                 [&](const Entity& entity) { return entity_name(entity, row.codes.countries()); });
}

template <Entities side>
std::string polecat_cow(const Row& row) {
  const auto& day = row.record.date.begin ? row.record.date.begin : row.stored.article.date;
  return each_of(side(row), [&](const Entity& entity) {
    return row.codes.countries().find(CodeSystem::cow, entity.code, day);
  });
}

template <Entities side>
std::string polecat_sectors(const Row& row) {
  return each_of(side(row), [](const Entity& entity) {
    return entity.other_sectors.empty() ? entity.sector
                                        : entity.sector + "|" + joined(entity.other_sectors, "|");
  });
}

std::string quad_name(const Row& row) {
  constexpr std::array<std::string_view, 5> names = {
      "", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
  const auto quad = static_cast<std::size_t>(row.record.quad_code);
  return quad < names.size() ? std::string(names[quad]) : std::string();
}

constexpr Column polecat[] = {
    {"Event ID", [](const Row& row) { return fmt::format("{}_{}", row.stored.id, row.record.id); }},
    {"Event Date", day_text},
    {"Event Type", [](const Row& row) { return std::string(category_name(row.record.category)); }},
    {"Event Mode", [](const Row& row) { return joined(row.record.mode, "; "); }},
    {"Intensity", [](const Row& row) { return number_text(row.record.event_scale); }},
    {"Quad Code", quad_name},
    {"Contexts", [](const Row& row) { return joined(row.record.context, "; "); }},
    {"Actor Name", polecat_name<actors>},
    {"Actor Country", polecat_field<actors, &Entity::code>},
    {"Actor COW", polecat_cow<actors>},
    {"Primary Actor Sector", polecat_field<actors, &Entity::sector>},
    {"Actor Sectors", polecat_sectors<actors>},
    {"Actor Title", polecat_field<actors, &Entity::office>},
    {"Actor Name Raw", polecat_field<actors, &Entity::entity_text>},
    {"Wikipedia Actor ID", polecat_field<actors, &Entity::identifier_id>},
    {"Recipient Name", polecat_name<recipients>},
    {"Recipient Country", polecat_field<recipients, &Entity::code>},
    {"Recipient COW", polecat_cow<recipients>},
    {"Primary Recipient Sector", polecat_field<recipients, &Entity::sector>},
    {"Recipient Sectors", polecat_sectors<recipients>},
    {"Recipient Title", polecat_field<recipients, &Entity::office>},
    {"Recipient Name Raw", polecat_field<recipients, &Entity::entity_text>},
    {"Wikipedia Recipient ID", polecat_field<recipients, &Entity::identifier_id>},
    {"Placename",
     [](const Row& row) { return row.record.place ? row.record.place->resolved : ""; }},
    {"City", city},
    {"District", none},
    {"Province", province},
    {"Country",
     [](const Row& row) { return row.record.place ? row.record.place->country_code : ""; }},
    {"Latitude", coordinate<&Place::latitude>},
    {"Longitude", coordinate<&Place::longitude>},
    {"GeoNames ID", none},
    {"Raw Placename",
     [](const Row& row) { return row.record.place ? row.record.place->extracted : ""; }},
    {"Feature Type", none},
    {"Source", [](const Row& row) { return row.stored.article.publication; }},
    {"Publication Date",
     [](const Row& row) {
       return row.stored.article.date ? date_text(*row.stored.article.date) : "";
     }},
    {"Story People", none},
    {"Story Organizations", none},
    {"Story Locations", none},
    {"Language",
     [](const Row& row) { return std::string(language_text(row.stored.article.language)); }},
    {"Version", [](const Row& row) { return row.stored.coder; }},
};

const ForeignCodes::AcledEvent& acled_event(const Row& row) {
  return *row.codes.acled(row.record);
}

template <Entities side>
std::string acled_name(const Row& row, std::size_t from, std::size_t to) {
  std::vector<std::string> names;
  const auto& entities = side(row);
  for (std::size_t i = from; i < entities.size() && i < to; ++i) {
    names.push_back(entity_name(entities[i], row.codes.countries()));
  }
  return joined(names, "; ");
}

constexpr std::size_t all = static_cast<std::size_t>(-1);

std::string acled_kind(const Row& row, const std::vector<Entity>& entities) {
  return entities.empty() ? "" : row.codes.sector(entities.front().sector).acled;
}

std::string acled_actor_kind(const Row& row) {
  const std::string& own = acled_event(row).actor;
  return own.empty() ? acled_kind(row, row.record.actor) : own;
}

std::string acled_recipient_kind(const Row& row) {
  return acled_kind(row, row.record.recipient);
}

std::string seconds_of_article(const Row& row) {
  const auto& date = row.stored.article.date;
  if (!date || date->day == 0) {
    return {};
  }
  const std::chrono::year_month_day day{
      std::chrono::year(date->year), std::chrono::month(date->month), std::chrono::day(date->day)};
  constexpr std::int64_t seconds_of_day = 86'400;
  return std::to_string(std::chrono::sys_days(day).time_since_epoch().count() * seconds_of_day);
}

std::string place_country(const Row& row) {
  return row.record.place ? row.record.place->country_code : "";
}

std::string geo_precision(const Row& row) {
  const int resolution = row.record.place ? row.record.place->resolution : 0;
  return resolution >= 4 ? "1" : resolution >= 2 ? "2" : resolution == 1 ? "3" : "";
}

constexpr Column acled[] = {
    {"event_id_cnty",
     [](const Row& row) {
       const std::string country = place_country(row);
       return (country.empty() ? "---" : country) + event_id(row);
     }},
    {"event_date", day_text},
    {"year", [](const Row& row) { return day_text(row).substr(0, 4); }},
    {"time_precision",
     [](const Row& row) { return std::string(row.record.date.begin ? "1" : "2"); }},
    {"disorder_type", [](const Row& row) { return acled_event(row).disorder_type; }},
    {"event_type", [](const Row& row) { return acled_event(row).event_type; }},
    {"sub_event_type", [](const Row& row) { return acled_event(row).sub_event_type; }},
    {"actor1", [](const Row& row) { return acled_name<actors>(row, 0, 1); }},
    {"assoc_actor_1", [](const Row& row) { return acled_name<actors>(row, 1, all); }},
    {"inter1", acled_actor_kind},
    {"actor2", [](const Row& row) { return acled_name<recipients>(row, 0, 1); }},
    {"assoc_actor_2", [](const Row& row) { return acled_name<recipients>(row, 1, all); }},
    {"inter2", acled_recipient_kind},
    {"interaction",
     [](const Row& row) {
       const std::string one = acled_actor_kind(row);
       const std::string two = acled_recipient_kind(row);
       return two.empty() ? one : one + "-" + two;
     }},
    {"civilian_targeting",
     [](const Row& row) {
       const bool targeted = acled_recipient_kind(row) == "Civilians" &&
                             acled_event(row).disorder_type == "Political violence";
       return std::string(targeted ? "Civilian targeting" : "");
     }},
    {"iso",
     [](const Row& row) {
       const std::string country = place_country(row);
       return std::string(row.codes.countries().find(
           CodeSystem::numeric, country, day_of(row.stored, row.record)));
     }},
    {"region", none},
    {"country", country_name},
    {"admin1", province},
    {"admin2", none},
    {"admin3", none},
    {"location", [](const Row& row) { return row.record.place ? row.record.place->resolved : ""; }},
    {"latitude", coordinate<&Place::latitude>},
    {"longitude", coordinate<&Place::longitude>},
    {"geo_precision", geo_precision},
    {"source", [](const Row& row) { return row.stored.article.publication; }},
    {"source_scale", none},
    {"notes", [](const Row& row) { return std::string(evidence_text(row.stored, row.record)); }},
    {"fatalities", none},
    {"tags",
     [](const Row& row) {
       return fmt::format("assertion={}; directed=actor1 to actor2; id={}",
                          status_name(row.record.status),
                          row.record.id);
     }},
    {"timestamp", seconds_of_article},
};

// ACLED has no place for most events: those are counted and left out.
class Acled final : public Exporter {
 public:
  Acled(const ForeignCodes& codes, std::unique_ptr<Exporter> table)
      : codes_(codes), table_(std::move(table)) {}

  [[nodiscard]] std::string head() const override { return table_->head(); }

  std::size_t write(const StoredArticle& stored, std::string& out) override {
    return table_->write(stored, out);
  }

  [[nodiscard]] Omission omission(const StoredArticle& stored,
                                  const Record& record) const override {
    const Omission omission = table_->omission(stored, record);
    return omission == Omission::none && codes_.acled(record) == nullptr ? Omission::no_place_for_it
                                                                         : omission;
  }

  [[nodiscard]] bool carries_claims() const override { return false; }

 private:
  const ForeignCodes& codes_;
  std::unique_ptr<Exporter> table_;
};

}  // namespace

ExporterPointer make_icews(const ForeignCodes& codes, const ExportOptions& options) {
  TableForm form;
  form.columns = icews;
  form.needs_day = true;
  return make_table(form, codes, options);
}

ExporterPointer make_phoenix(const ForeignCodes& codes, const ExportOptions& options) {
  TableForm form;
  form.columns = phoenix;
  form.header = false;
  form.needs_day = true;
  return make_table(form, codes, options);
}

ExporterPointer make_polecat(const ForeignCodes& codes, const ExportOptions& options) {
  TableForm form;
  form.columns = polecat;
  form.line_for_each_dyad = false;
  form.missing = "None";
  return make_table(form, codes, options);
}

ExporterPointer make_acled(const ForeignCodes& codes, const ExportOptions& options) {
  TableForm form;
  form.columns = acled;
  form.line_for_each_dyad = false;
  form.quotes = true;
  form.needs_day = true;
  ExportOptions plain;
  plain.include = options.include;
  return std::make_unique<Acled>(codes, make_table(form, codes, plain));
}

}  // namespace carkeys::store
