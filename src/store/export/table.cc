// SPDX-License-Identifier: Apache-2.0
#include "store/export/table.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/export/formats.h"
#include "store/export/sides.h"

namespace carkeys::store {
namespace {

class Table final : public Exporter {
 public:
  Table(const TableForm& form, const ForeignCodes& codes, const ExportOptions& options)
      : form_(form), codes_(codes), options_(options) {}

  [[nodiscard]] std::string head() const override {
    std::string out(options_.byte_order_mark && form_.quotes ? utf8::byte_order_mark : "");
    for (std::size_t i = 0; form_.header && i < form_.columns.size(); ++i) {
      add_cell({i, std::string(form_.columns[i].name), CellType::text}, out);
    }
    return out;
  }

  [[nodiscard]] Omission omission(const StoredArticle& stored,
                                  const Record& record) const override {
    if (record.kind == RecordKind::relation && !form_.takes_relations) {
      return Omission::relation;
    }
    return form_.needs_day && !day_of(stored, record) ? Omission::no_day : Omission::none;
  }

  [[nodiscard]] bool carries_claims() const override { return form_.carries_claims; }

  std::size_t write(const StoredArticle& stored, std::string& out) override {
    std::size_t lines = 0;
    for (const Record& record : stored.coding.records) {
      const std::vector<Dyad> dyads =
          form_.line_for_each_dyad ? dyads_of(record) : std::vector<Dyad>(1);
      std::size_t number = 0;
      for (const Dyad& dyad : dyads) {
        add_line({stored, record, dyad.actor, dyad.recipient, number++, codes_}, out);
      }
      lines += dyads.size();
    }
    return lines;
  }

 private:
  struct Cell {
    std::size_t column;
    std::string text;
    CellType type;
  };

  void add_line(const Row& row, std::string& out) const {
    for (std::size_t i = 0; i < form_.columns.size(); ++i) {
      add_cell({i, form_.columns[i].value(row), form_.columns[i].type}, out);
    }
  }

  void add_cell(Cell cell, std::string& out) const {
    std::string& text = cell.text;
    if (cell.type == CellType::number && form_.quotes && options_.decimal != '.') {
      std::ranges::replace(text, '.', options_.decimal);
    }
    if (form_.quotes) {
      add_quoted(text, out);
    } else {
      for (char& letter : text) {
        letter = letter == '\t' || letter == '\n' || letter == '\r' ? ' ' : letter;
      }
      out += text.empty() ? std::string(form_.missing) : text;
    }
    const bool last = cell.column + 1 == form_.columns.size();
    out += last ? '\n' : form_.quotes ? options_.separator : '\t';
  }

  void add_quoted(std::string_view text, std::string& out) const {
    const bool plain = text.find_first_of("\"\r\n") == std::string_view::npos &&
                       text.find(options_.separator) == std::string_view::npos;
    if (plain) {
      out += text;
      return;
    }
    out += '"';
    for (const char letter : text) {
      out += letter;
      if (letter == '"') {
        out += '"';
      }
    }
    out += '"';
  }

  TableForm form_;
  const ForeignCodes& codes_;
  ExportOptions options_;
};

}  // namespace

std::unique_ptr<Exporter> make_table(const TableForm& form,
                                     const ForeignCodes& codes,
                                     const ExportOptions& options) {
  return std::make_unique<Table>(form, codes, options);
}

std::optional<Date> day_of(const StoredArticle& stored, const Record& record) {
  const RecordDate& date = record.date;
  const bool of_article = !date.begin && date.text.empty();
  const bool of_event = date.begin && date.precision == DatePrecision::day;
  const auto day = of_article ? stored.article.date : of_event ? date.begin : std::nullopt;
  return day && day->day != 0 ? day : std::nullopt;
}

std::int64_t number_of(std::string_view id, std::size_t line) {
  constexpr std::uint64_t mask = (std::uint64_t{1} << 52) - 1;
  return static_cast<std::int64_t>(hash64(fmt::format("{}/{}", id, line)) & mask);
}

std::string number_text(double value) {
  return fmt::format("{}", value);
}

std::string joined(const std::vector<std::string>& list, std::string_view between) {
  return fmt::format("{}", fmt::join(list, between));
}

std::string entity_name(const Entity& entity, const CountryCodes& countries) {
  if (!entity.identifier_text.empty()) {
    return entity.identifier_text;
  }
  const std::string_view country = countries.name(entity.code);
  return country.empty() ? entity.entity_text : std::string(country);
}

std::string party_text(const std::vector<Entity>& entities) {
  std::string out;
  for (const Entity& entity : entities) {
    out += fmt::format("{}{}/{}",
                       out.empty() ? "" : ", ",
                       entity.code.empty() ? "---" : entity.code,
                       entity.sector.empty() ? "UNK" : entity.sector);
  }
  return out;
}

std::string claimants_text(const Record& record) {
  std::string out;
  for (const Attribution& attribution : record.attributions) {
    const std::string who = party_text(attribution.claimant);
    out += fmt::format("{}{} {}",
                       out.empty() ? "" : "; ",
                       who.empty() ? "---" : who,
                       stance_name(attribution.stance));
  }
  return out;
}

std::string_view evidence_text(const StoredArticle& stored, const Record& record) {
  return record.evidence.empty() ? std::string_view()
                                 : record.evidence.front().sentence.in(stored.article.text);
}

}  // namespace carkeys::store
