// SPDX-License-Identifier: Apache-2.0
// GEXF 1.3 for Gephi: who deals with whom. Nodes are parties (country and sector), an edge is a
// dyad, its weight the number of records, with counts by quad code and of facts; typed attributes.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "store/export/formats.h"
#include "store/export/sides.h"
#include "store/export/table.h"
#include "store/names.h"

namespace carkeys::store {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += letter;
    }
  }
  return out;
}

class Gexf final : public Exporter {
 public:
  explicit Gexf(const ForeignCodes& codes) : codes_(codes) {}

  [[nodiscard]] Omission omission(const StoredArticle& /*stored*/,
                                  const Record& record) const override {
    if (record.kind == RecordKind::relation) {
      return Omission::relation;
    }
    const Dyad dyad = dyads_of(record).front();
    const bool between = dyad.actor != nullptr && dyad.recipient != nullptr;
    return between ? Omission::none : Omission::no_place_for_it;
  }

  [[nodiscard]] bool carries_claims() const override { return true; }

  std::size_t write(const StoredArticle& stored, std::string& out) override;
  [[nodiscard]] std::string tail() override;

 private:
  struct Edge {
    std::size_t records = 0;
    std::size_t facts = 0;
    std::array<std::size_t, 5> by_quad{};
    std::string first;  // days; empty: unknown
    std::string last;
  };

  void add(const StoredArticle& stored, const Record& record, const Dyad& dyad) {
    const std::string from = party_text({*dyad.actor});
    const std::string to = party_text({*dyad.recipient});
    nodes_.emplace(from, dyad.actor->code);
    nodes_.emplace(to, dyad.recipient->code);
    Edge& edge = edges_[{from, to}];
    ++edge.records;
    edge.facts += is_fact(record) ? 1 : 0;
    ++edge.by_quad[static_cast<std::size_t>(record.quad_code)];
    if (const auto day = day_of(stored, record)) {
      const std::string text = date_text(*day);
      edge.first = edge.first.empty() ? text : std::min(edge.first, text);
      edge.last = std::max(edge.last, text);
    }
  }

  const ForeignCodes& codes_;
  std::map<std::string, std::string> nodes_;  // party → country
  std::map<std::pair<std::string, std::string>, Edge> edges_;
};

std::size_t Gexf::write(const StoredArticle& stored, std::string& /*out*/) {
  std::size_t rows = 0;
  for (const Record& record : stored.coding.records) {
    for (const Dyad& dyad : dyads_of(record)) {
      add(stored, record, dyad);
      ++rows;
    }
  }
  return rows;
}

constexpr std::string_view preamble = R"(<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>{}</creator></meta>
<graph mode="dynamic" defaultedgetype="directed" timeformat="date">
<attributes class="node" mode="static">
<attribute id="country" title="country" type="string"/>
</attributes>
<attributes class="edge" mode="static">
<attribute id="facts" title="facts" type="integer"/>
<attribute id="q1" title="verbal cooperation" type="integer"/>
<attribute id="q2" title="material cooperation" type="integer"/>
<attribute id="q3" title="verbal conflict" type="integer"/>
<attribute id="q4" title="material conflict" type="integer"/>
</attributes>
<nodes>
)";

std::string Gexf::tail() {
  std::string out = fmt::format(fmt::runtime(preamble), "car-keys");
  for (const auto& [party, code] : nodes_) {
    const std::string_view known = codes_.countries().name(code);
    out += fmt::format(
        "<node id=\"{0}\" label=\"{0}\"><attvalues><attvalue for=\"country\" value=\"{1}\"/>"
        "</attvalues></node>\n",
        escaped(party),
        escaped(known.empty() ? std::string_view(code) : known));
  }
  out += "</nodes>\n<edges>\n";
  std::size_t number = 0;
  for (const auto& [between, edge] : edges_) {
    const std::string span =
        edge.first.empty() ? "" : fmt::format(" start=\"{}\" end=\"{}\"", edge.first, edge.last);
    out += fmt::format("<edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\"{}><attvalues>",
                       number++,
                       escaped(between.first),
                       escaped(between.second),
                       edge.records,
                       span);
    out += fmt::format("<attvalue for=\"facts\" value=\"{}\"/>", edge.facts);
    for (std::size_t quad = 1; quad < edge.by_quad.size(); ++quad) {
      out += fmt::format("<attvalue for=\"q{}\" value=\"{}\"/>", quad, edge.by_quad[quad]);
    }
    out += "</attvalues></edge>\n";
  }
  return out + "</edges>\n</graph>\n</gexf>\n";
}

}  // namespace

ExporterPointer make_gexf(const ForeignCodes& codes, const ExportOptions& /*options*/) {
  return std::make_unique<Gexf>(codes);
}

}  // namespace carkeys::store
