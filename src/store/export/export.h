// SPDX-License-Identifier: Apache-2.0
// Records in the forms that users of other data sets know. An Exporter turns articles with their
// records into bytes; which records it gets is decided here, and nothing is left out uncounted. A
// form that cannot say who claims what gets facts only (reported or confirmed, without negation,
// future, hypothetical or historical), unless the user asks for more.
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "resources/lexicon.h"
#include "store/country_codes.h"
#include "store/reader.h"

namespace carkeys::store {

// What the tables in lexicon/world say about other data sets.
class ForeignCodes {
 public:
  struct AcledEvent {
    std::string disorder_type;
    std::string event_type;
    std::string sub_event_type;
    std::string actor;  // empty: what its sector is
  };

  struct Sector {
    std::string cameo;
    std::string icews;
    std::string acled;
  };

  // Errors: bad_resource.
  static Result<ForeignCodes> load(const resources::Lexicon& lexicon);

  [[nodiscard]] const CountryCodes& countries() const { return countries_; }

  // Empty cells for a sector that others have no name for.
  [[nodiscard]] const Sector& sector(std::string_view sector) const;
  // nullptr where ACLED's layout has no such event.
  [[nodiscard]] const AcledEvent* acled(const Record& record) const;
  [[nodiscard]] std::string_view cameo_name(std::string_view cameo) const;

 private:
  explicit ForeignCodes(CountryCodes countries) : countries_(std::move(countries)) {}

  CountryCodes countries_;
  std::map<std::string, Sector, std::less<>> sectors_;
  std::map<std::string, std::string, std::less<>> cameo_names_;
  std::map<std::pair<std::string, std::string>, AcledEvent> acled_;
};

struct ExportOptions {
  // Statuses and auxiliary modes that a form without them takes besides facts: "claimed", "future".
  std::set<std::string, std::less<>> include = {};
  char separator = ',';          // csv
  char decimal = '.';            // csv
  bool byte_order_mark = false;  // csv
};

// Why a record is not in a file.
enum class Omission : std::uint8_t { none, no_fact, relation, no_day, no_place_for_it };

struct ExportCounts {
  std::size_t records = 0;  // that came
  std::size_t written = 0;
  std::size_t rows = 0;                  // lines, features, edges; a record may make several
  std::array<std::size_t, 5> omitted{};  // by Omission
};

struct ExportedFile {
  std::string name;
  std::string bytes;
};

class Exporter {
 public:
  Exporter() = default;
  Exporter(const Exporter&) = delete;
  Exporter& operator=(const Exporter&) = delete;
  Exporter(Exporter&&) = delete;
  Exporter& operator=(Exporter&&) = delete;
  virtual ~Exporter() = default;

  // Bytes before the first article and after the last.
  [[nodiscard]] virtual std::string head() const { return {}; }

  [[nodiscard]] virtual std::string tail() { return {}; }

  // Appends one article with those records that are to be written; returns the number of rows.
  virtual std::size_t write(const StoredArticle& stored, std::string& out) = 0;

  // Of a form that has files of its own for each article: those written since the last call.
  [[nodiscard]] virtual bool makes_folder() const { return false; }

  virtual std::vector<ExportedFile> take_files() { return {}; }

  // Whether the form has a place for this record, claims aside.
  [[nodiscard]] virtual Omission omission(const StoredArticle& stored,
                                          const Record& record) const = 0;
  // Whether the form says who claims what, and so takes every record.
  [[nodiscard]] virtual bool carries_claims() const = 0;
};

// The names that make_exporter knows.
std::vector<std::string> export_formats();

// `codes` must outlive the exporter. nullptr for a name that is none of export_formats().
std::unique_ptr<Exporter> make_exporter(std::string_view format,
                                        const ForeignCodes& codes,
                                        const ExportOptions& options);

// Picks the records of one article that the form takes, writes them to `out`, and those that it
// leaves out because they are no facts to `claims`, in the native form.
void export_article(Exporter& exporter,
                    const ExportOptions& options,
                    const StoredArticle& stored,
                    ExportCounts& counts,
                    std::pair<std::string*, std::string*> out_and_claims);

// "records 10 of 25: 12 are no facts, 3 standing ties ...".
std::string describe(const ExportCounts& counts);

}  // namespace carkeys::store
