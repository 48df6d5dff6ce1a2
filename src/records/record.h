// SPDX-License-Identifier: Apache-2.0
// What car-keys is for: a Record is one proposition (an actor list did one kind of thing to a
// recipient list) together with who says so. Field names are PLOVER 2.0's; status, aux and
// attributions keep claims apart from facts. Ranges are bytes here and become Unicode code points
// when written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_range.h"
#include "records/article.h"
#include "records/clause_graph.h"

namespace carkeys {

// PLOVER categories in the order of the codebook; `relation` is the kind of standing ties.
enum class Category : std::uint8_t {
  agree,
  consult,
  support,
  concede,
  cooperate,
  aid,
  retreat,
  request,
  accuse,
  reject,
  threaten,
  protest,
  sanction,
  mobilize,
  coerce,
  assault,
  relation
};

enum class Status : std::uint8_t { reported, claimed, alleged, denied, disputed, confirmed };

enum AuxBit : std::uint8_t {
  aux_negation = 1 << 0,
  aux_future = 1 << 1,
  aux_hypothetical = 1 << 2,
  aux_historical = 1 << 3,
};

struct Entity {
  std::string code;    // ISO 3166 alpha-3, KOS, UNO, EUR, IGO, NGO, MNC, ISM, IMG; empty: unknown
  std::string sector;  // PLOVER sector; empty: unknown
  std::vector<std::string> other_sectors;
  std::string entity_text;      // words of the article
  std::string identifier_text;  // resolved name, empty: unresolved
  std::string identifier_id;    // Wikidata id, empty: unknown
  std::string office;           // office held on the day of the article, empty: unknown
  int cow = 0;                  // Correlates of War state number, 0: none
  int gw = 0;                   // Gleditsch-Ward state number, 0: none
  TextRange range;              // the words the entity rests on
  bool foreign = false;         // of no one country, as told ("Western officials"); not written

  friend bool operator==(const Entity&, const Entity&) = default;
};

struct Attribution {
  Stance stance = Stance::asserts;
  std::vector<Entity> claimant;  // empty: unnamed
  std::string cue_text;
  bool quoted = false;
  TextRange range;  // of the cue

  friend bool operator==(const Attribution&, const Attribution&) = default;
};

enum class DatePrecision : std::uint8_t { none, day, week, month, year };

struct RecordDate {
  std::optional<Date> begin;
  std::optional<Date> end;
  DatePrecision precision = DatePrecision::none;
  std::string text;         // the time expression as written, empty: none (then the article's date)
  bool historical = false;  // lies well before the article
};

struct Place {
  std::string extracted;     // as written
  std::string resolved;      // name in the gazetteer, empty: unresolved
  std::string country_code;  // ISO 3166 alpha-3, empty: unknown
  double latitude = 0;
  double longitude = 0;
  int resolution = 0;  // PLOVER: 5 sub-city, 4 city, 3 district, 2 province, 1 country, 0 none
  bool has_coordinates = false;
  TextRange range;
};

// One sentence that tells the proposition.
struct Evidence {
  std::uint32_t sequence = 0;  // sentence number, from 0
  TextRange sentence;
  std::vector<TextRange> trigger;  // several ranges are one discontinuous trigger
};

struct Link {
  std::string relation;  // content_of, same_event, denied_by, corrects
  std::string id;
};

enum class RecordKind : std::uint8_t { event, relation };

struct Record {
  std::string id;  // "ck1-" and a content hash
  RecordKind kind = RecordKind::event;
  Category category = Category::consult;
  std::vector<std::string> mode;
  std::vector<std::string> context;
  std::string cameo;
  int quad_code = 0;
  double event_scale = 0;
  std::vector<Entity> actor;
  std::vector<Entity> recipient;
  std::vector<std::string> event_text;
  std::optional<Place> place;
  RecordDate date;
  Status status = Status::reported;
  std::uint8_t aux = 0;                   // AuxBit
  std::vector<Attribution> attributions;  // outermost first
  double confidence = 0;                  // that category, sides, status and aux are all right
  std::vector<Evidence> evidence;         // first telling first, never empty
  std::vector<Link> links;
  std::string frame;  // the lexicon line that fired, for explain; not written
};

struct Coding {
  std::vector<Record> records;  // by first evidence, then by trigger
};

std::string_view category_name(Category category);  // "ACCUSE"; relation is "RELATION"
std::optional<Category> category_from(std::string_view name);
std::string_view status_name(Status status);
std::string_view stance_name(Stance stance);
std::vector<std::string_view> aux_names(
    std::uint8_t aux);  // negation future hypothetical historical

}  // namespace carkeys
