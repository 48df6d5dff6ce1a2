// SPDX-License-Identifier: Apache-2.0
#include "store/export/export.h"

#include <fmt/format.h>

#include "store/export/formats.h"
#include "store/export/sides.h"
#include "store/sink.h"

namespace carkeys::store {
namespace {

using Maker = std::unique_ptr<Exporter> (*)(const ForeignCodes& codes,
                                            const ExportOptions& options);

struct Format {
  std::string_view name;
  Maker make;
};

constexpr std::array formats = {
    Format{"csv", make_csv},
    Format{"jsonl", make_jsonl},
    Format{"plover", make_plover},
    Format{"gdelt", make_gdelt},
    Format{"gdelt-mentions", make_gdelt_mentions},
    Format{"icews", make_icews},
    Format{"phoenix", make_phoenix},
    Format{"polecat", make_polecat},
    Format{"acled", make_acled},
    Format{"geojson", make_geojson},
    Format{"gexf", make_gexf},
    Format{"ftm", make_ftm},
    Format{"webanno", make_web_annotation},
    Format{"doccano", make_doccano},
    Format{"brat", make_brat},
    Format{"timeml", make_timeml},
};

// Facts, and what the user asked for besides.
bool is_wanted(const Record& record, const ExportOptions& options) {
  const bool told = record.status == Status::reported || record.status == Status::confirmed ||
                    options.include.contains(status_name(record.status));
  for (const std::string_view aux : aux_names(record.aux)) {
    if (!options.include.contains(aux)) {
      return false;
    }
  }
  return told;
}

Omission omission_of(const StoredArticle& stored,
                     const Record& record,
                     const Exporter& exporter,
                     const ExportOptions& options) {
  const Omission omission = exporter.omission(stored, record);
  if (omission == Omission::none && !exporter.carries_claims() && !is_wanted(record, options)) {
    return Omission::no_fact;
  }
  return omission;
}

std::string_view cell(const resources::Table& table, std::size_t row, std::string_view column) {
  const auto number = table.column(column);
  return number ? table.cell(row, *number) : std::string_view();
}

}  // namespace

Result<ForeignCodes> ForeignCodes::load(const resources::Lexicon& lexicon) {
  CARKEYS_TRY(CountryCodes countries, CountryCodes::load(lexicon));
  ForeignCodes codes(std::move(countries));
  const resources::Table* const sectors = lexicon.table("world/sector_codes");
  const resources::Table* const events = lexicon.table("world/acled_events");
  const resources::Table* const cameo = lexicon.table("world/goldstein");
  if (sectors == nullptr || events == nullptr || cameo == nullptr) {
    return failure(ErrorCode::bad_resource, "the lexicon lacks tables about other data sets");
  }
  for (std::size_t row = 0; row < sectors->rows(); ++row) {
    codes.sectors_[std::string(cell(*sectors, row, "sector"))] = {
        std::string(cell(*sectors, row, "cameo")),
        std::string(cell(*sectors, row, "icews")),
        std::string(cell(*sectors, row, "acled"))};
  }
  for (std::size_t row = 0; row < events->rows(); ++row) {
    codes.acled_[{std::string(cell(*events, row, "category")),
                  std::string(cell(*events, row, "mode"))}] = {
        std::string(cell(*events, row, "disorder_type")),
        std::string(cell(*events, row, "event_type")),
        std::string(cell(*events, row, "sub_event_type")),
        std::string(cell(*events, row, "actor"))};
  }
  for (std::size_t row = 0; row < cameo->rows(); ++row) {
    codes.cameo_names_.emplace(cell(*cameo, row, "cameo"), cell(*cameo, row, "name"));
  }
  return codes;
}

const ForeignCodes::Sector& ForeignCodes::sector(std::string_view sector) const {
  static const Sector unknown;
  const auto found = sectors_.find(sector);
  return found == sectors_.end() ? unknown : found->second;
}

const ForeignCodes::AcledEvent* ForeignCodes::acled(const Record& record) const {
  const auto found = acled_.find({std::string(category_name(record.category)),
                                  record.mode.empty() ? std::string() : record.mode.front()});
  return found == acled_.end() ? nullptr : &found->second;
}

std::string_view ForeignCodes::cameo_name(std::string_view cameo) const {
  const auto found = cameo_names_.find(cameo);
  return found == cameo_names_.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string> export_formats() {
  std::vector<std::string> names;
  names.reserve(formats.size());
  for (const Format& format : formats) {
    names.emplace_back(format.name);
  }
  return names;
}

std::unique_ptr<Exporter> make_exporter(std::string_view format,
                                        const ForeignCodes& codes,
                                        const ExportOptions& options) {
  for (const Format& each : formats) {
    if (each.name == format) {
      return each.make(codes, options);
    }
  }
  return nullptr;
}

void export_article(Exporter& exporter,
                    const ExportOptions& options,
                    const StoredArticle& stored,
                    ExportCounts& counts,
                    std::pair<std::string*, std::string*> out_and_claims) {
  StoredArticle chosen = stored;
  Coding claims;
  chosen.coding.records.clear();
  for (const Record& record : stored.coding.records) {
    const Omission omission = omission_of(stored, record, exporter, options);
    ++counts.records;
    ++counts.omitted[static_cast<std::size_t>(omission)];
    if (omission == Omission::none) {
      chosen.coding.records.push_back(record);
    } else if (omission == Omission::no_fact) {
      claims.records.push_back(record);
    }
  }
  counts.written += chosen.coding.records.size();
  if (!chosen.coding.records.empty()) {
    counts.rows += exporter.write(chosen, *out_and_claims.first);
  }
  *out_and_claims.second += jsonl(stored.article, claims, {stored.coder, stored.codebook});
}

std::string describe(const ExportCounts& counts) {
  constexpr std::array<std::string_view, 5> reasons = {"",
                                                       "no facts (claimed, denied, planned ...)",
                                                       "standing ties",
                                                       "without a day",
                                                       "without a place in this form"};
  std::string text = fmt::format("records {} of {}", counts.written, counts.records);
  std::string_view between = "; left out: ";
  for (std::size_t i = 1; i < reasons.size(); ++i) {
    if (counts.omitted[i] > 0) {
      text += fmt::format("{}{} {}", between, counts.omitted[i], reasons[i]);
      between = ", ";
    }
  }
  return text + fmt::format("; rows {}", counts.rows);
}

}  // namespace carkeys::store
