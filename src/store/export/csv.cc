// SPDX-License-Identifier: Apache-2.0
// One line for each record, with everything a record says, for spreadsheets and statistics.
#include <fmt/format.h>

#include "store/export/formats.h"
#include "store/export/table.h"
#include "store/names.h"

namespace carkeys::store {
namespace {

template <typename Value>
std::string each_of(const std::vector<Entity>& entities, const Value& value) {
  std::string out;
  for (const Entity& entity : entities) {
    out += out.empty() && &entity == entities.data() ? "" : "; ";
    out += value(entity);
  }
  return out;
}

std::string code(const Entity& entity) {
  return entity.code.empty() ? "---" : entity.code;
}

std::string sector(const Entity& entity) {
  return entity.sector.empty() ? "UNK" : entity.sector;
}

std::string words(const Entity& entity) {
  return entity.entity_text;
}

const std::vector<Entity>& actors(const Row& row) {
  return row.record.actor;
}

const std::vector<Entity>& recipients(const Row& row) {
  return row.record.recipient;
}

using Side = const std::vector<Entity>& (*)(const Row&);

template <Side side>
std::string names(const Row& row) {
  return each_of(side(row),
                 [&](const Entity& entity) { return entity_name(entity, row.codes.countries()); });
}

// The state numbers on the day of the event, or of the article where that is unknown.
template <Side side, CodeSystem system>
std::string state_numbers(const Row& row) {
  const auto& day = row.record.date.begin ? row.record.date.begin : row.stored.article.date;
  return each_of(side(row), [&](const Entity& entity) {
    return std::string(row.codes.countries().find(system, entity.code, day));
  });
}

std::string place_cell(const Row& row, double Place::*value) {
  const auto& place = row.record.place;
  return place && place->has_coordinates ? number_text(*place.*value) : "";
}

constexpr Column columns[] = {
    {"id", [](const Row& row) { return row.record.id; }},
    {"kind",
     [](const Row& row) {
       return std::string(row.record.kind == RecordKind::event ? "event" : "relation");
     }},
    {"date",
     [](const Row& row) { return row.record.date.begin ? date_text(*row.record.date.begin) : ""; }},
    {"enddate",
     [](const Row& row) {
       const RecordDate& date = row.record.date;
       return date.begin ? date_text(date.end.value_or(*date.begin)) : "";
     }},
    {"date_precision",
     [](const Row& row) { return std::string(precision_text(row.record.date.precision)); }},
    {"event",
     [](const Row& row) {
       return row.record.kind == RecordKind::event ? std::string(category_name(row.record.category))
                                                   : std::string();
     }},
    {"mode", [](const Row& row) { return joined(row.record.mode, "; "); }},
    {"context", [](const Row& row) { return joined(row.record.context, "; "); }},
    {"cameo", [](const Row& row) { return row.record.cameo; }},
    {"quad_code",
     [](const Row& row) {
       return row.record.quad_code == 0 ? "" : std::to_string(row.record.quad_code);
     },
     CellType::number},
    {"event_scale",
     [](const Row& row) {
       return row.record.kind == RecordKind::event ? number_text(row.record.event_scale) : "";
     },
     CellType::number},
    {"goldstein",
     [](const Row& row) {
       const auto score = row.codes.countries().goldstein(row.record.cameo);
       return score ? number_text(*score) : "";
     },
     CellType::number},
    {"actor_code", [](const Row& row) { return each_of(actors(row), code); }},
    {"actor_sector", [](const Row& row) { return each_of(actors(row), sector); }},
    {"actor_name", names<actors>},
    {"actor_text", [](const Row& row) { return each_of(actors(row), words); }},
    {"actor_cow", state_numbers<actors, CodeSystem::cow>},
    {"actor_gw", state_numbers<actors, CodeSystem::gw>},
    {"recipient_code", [](const Row& row) { return each_of(recipients(row), code); }},
    {"recipient_sector", [](const Row& row) { return each_of(recipients(row), sector); }},
    {"recipient_name", names<recipients>},
    {"recipient_text", [](const Row& row) { return each_of(recipients(row), words); }},
    {"recipient_cow", state_numbers<recipients, CodeSystem::cow>},
    {"recipient_gw", state_numbers<recipients, CodeSystem::gw>},
    {"status", [](const Row& row) { return std::string(status_name(row.record.status)); }},
    {"aux",
     [](const Row& row) { return fmt::format("{}", fmt::join(aux_names(row.record.aux), "; ")); }},
    {"attributions", [](const Row& row) { return claimants_text(row.record); }},
    {"confidence",
     [](const Row& row) {
       return row.record.confidence > 0 ? number_text(row.record.confidence) : "";
     },
     CellType::number},
    {"place",
     [](const Row& row) {
       const auto& place = row.record.place;
       return !place ? std::string() : place->resolved.empty() ? place->extracted : place->resolved;
     }},
    {"place_country",
     [](const Row& row) { return row.record.place ? row.record.place->country_code : ""; }},
    {"lat", [](const Row& row) { return place_cell(row, &Place::latitude); }, CellType::number},
    {"lon", [](const Row& row) { return place_cell(row, &Place::longitude); }, CellType::number},
    {"event_text", [](const Row& row) { return joined(row.record.event_text, "; "); }},
    {"text", [](const Row& row) { return std::string(evidence_text(row.stored, row.record)); }},
    {"sentences",
     [](const Row& row) { return std::to_string(row.record.evidence.size()); },
     CellType::number},
    {"citation", [](const Row& row) { return row.stored.article.citation; }},
    {"title", [](const Row& row) { return row.stored.article.title; }},
    {"url", [](const Row& row) { return row.stored.article.url; }},
    {"publication", [](const Row& row) { return row.stored.article.publication; }},
    {"language",
     [](const Row& row) { return std::string(language_text(row.stored.article.language)); }},
    {"article_date",
     [](const Row& row) {
       return row.stored.article.date ? date_text(*row.stored.article.date) : "";
     }},
    {"coder", [](const Row& row) { return row.stored.coder; }},
    {"codebook", [](const Row& row) { return row.stored.codebook; }},
};

}  // namespace

ExporterPointer make_csv(const ForeignCodes& codes, const ExportOptions& options) {
  TableForm form;
  form.columns = columns;
  form.line_for_each_dyad = false;
  form.quotes = true;
  form.carries_claims = true;
  form.takes_relations = true;
  return make_table(form, codes, options);
}

}  // namespace carkeys::store
