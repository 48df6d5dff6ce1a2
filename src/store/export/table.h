// SPDX-License-Identifier: Apache-2.0
// Forms that are tables: columns with a name and what stands in them, and how cells are written.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/export/export.h"

namespace carkeys::store {

// What a line is made from.
struct Row {
  const StoredArticle& stored;
  const Record& record;
  const Entity* actor;  // of a table with a line for each dyad; nullptr: nobody
  const Entity* recipient;
  std::size_t number;  // of the line among those of its record, from 0
  const ForeignCodes& codes;
};

enum class CellType : std::uint8_t { text, number };

struct Column {
  std::string_view name;
  std::string (*value)(const Row& row);
  CellType type = CellType::text;
};

struct TableForm {
  std::span<const Column> columns;
  bool header = true;
  bool line_for_each_dyad = true;
  bool quotes = false;  // cells that need it stand in quotation marks; else tabs and line
                        // ends in cells become spaces
  bool carries_claims = false;
  bool needs_day = false;
  bool takes_relations = false;
  std::string_view missing = {};  // what stands for an empty cell
};

// A table whose lines are as the form says. `columns` must outlive it.
std::unique_ptr<Exporter> make_table(const TableForm& form,
                                     const ForeignCodes& codes,
                                     const ExportOptions& options);

// Pieces of cells that several tables share.

// The record's first day where it is known to the day; of a record that names no time, the day of
// its article, as the data sets do that have a day for every event.
std::optional<Date> day_of(const StoredArticle& stored, const Record& record);
// A number that stays the same for the same record and line, and that every program reads exactly:
// below 2^52.
std::int64_t number_of(std::string_view id, std::size_t line);
// Shortest form that reads back the same.
std::string number_text(double value);
std::string joined(const std::vector<std::string>& list, std::string_view between);
// The name of an entity as far as it is known: resolved, of its country or organisation, as
// written.
std::string entity_name(const Entity& entity, const CountryCodes& countries);
// "USA/GOV"; several with ", " between them.
std::string party_text(const std::vector<Entity>& entities);
std::string claimants_text(const Record& record);
std::string_view evidence_text(const StoredArticle& stored, const Record& record);

}  // namespace carkeys::store
