// SPDX-License-Identifier: Apache-2.0
// The forms, one function each. Columns and fields are those of the data sets that they are named
// after, as their users' readers expect them.
#pragma once

#include <memory>

#include "store/export/export.h"

namespace carkeys::store {

using ExporterPointer = std::unique_ptr<Exporter>;

// Tables, one line for each record (csv) or dyad.
ExporterPointer make_csv(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_gdelt(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_gdelt_mentions(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_icews(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_phoenix(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_polecat(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_acled(const ForeignCodes& codes, const ExportOptions& options);
// JSON Lines of records: our own, and what the PLOVER manual asks for.
ExporterPointer make_jsonl(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_plover(const ForeignCodes& codes, const ExportOptions& options);
// Maps, graphs, investigations.
ExporterPointer make_geojson(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_gexf(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_ftm(const ForeignCodes& codes, const ExportOptions& options);
// Annotations on texts.
ExporterPointer make_web_annotation(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_doccano(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_brat(const ForeignCodes& codes, const ExportOptions& options);
ExporterPointer make_timeml(const ForeignCodes& codes, const ExportOptions& options);

}  // namespace carkeys::store
