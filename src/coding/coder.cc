// SPDX-License-Identifier: Apache-2.0
#include "coding/coder.h"

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "coding/circumstances.h"
#include "coding/claims/background.h"
#include "coding/claims/claims.h"
#include "coding/confidence/confidence.h"
#include "coding/context.h"
#include "coding/events/frames.h"
#include "coding/events/propositions.h"
#include "coding/place/place.h"
#include "coding/time/time.h"
#include "records/record_id.h"

namespace carkeys::coding {
namespace {

using Locatives = std::unordered_set<std::string>;

Locatives load_locatives(const resources::Lexicon& lexicon, std::string_view language) {
  Locatives found;
  const auto* table = lexicon.table(std::string(language) + "/grammar");
  const auto kind = table == nullptr ? std::nullopt : table->column("kind");
  const auto word = table == nullptr ? std::nullopt : table->column("word");
  if (!kind || !word) {
    return found;
  }
  for (std::size_t row = 0; row < table->rows(); ++row) {
    if (table->cell(row, *kind) == "locative") {
      found.emplace(table->cell(row, *word));
    }
  }
  return found;
}

Evidence evidence_of(const CodingContext& context, const Predicate& at) {
  Evidence evidence;
  evidence.sequence = at.sentence;
  evidence.sentence = context.document.sentences[at.sentence].range;
  for (const TokenIndex token : context.graph.trigger_of(at)) {
    const TextRange range = context.document.tokens[token].range;
    const bool adjacent =
        !evidence.trigger.empty() && range.begin <= evidence.trigger.back().end + 1;
    if (adjacent) {
      evidence.trigger.back() = cover(evidence.trigger.back(), range);
    } else {
      evidence.trigger.push_back(range);
    }
  }
  return evidence;
}

Record make_record(const CodingContext& context,
                   const Circumstances& circumstances,
                   const Proposition& proposition) {
  const Predicate& at = context.graph.predicates[proposition.predicate];
  Record record;
  record.kind =
      proposition.category == Category::relation ? RecordKind::relation : RecordKind::event;
  record.category = proposition.category;
  record.mode = proposition.mode;
  record.context = proposition.context;
  if (record.kind == RecordKind::event) {
    const CodebookEntry& entry = context.codebook.entry(record.category, record.mode);
    const std::string& cameo = proposition.frame->cameo;
    record.cameo = cameo.empty() ? entry.cameo : cameo;
    record.quad_code = entry.quad_code;
    record.event_scale = entry.event_scale;
  }
  record.actor = proposition.actor;
  record.recipient = proposition.recipient;
  record.status = proposition.status;
  record.aux = proposition.aux;
  record.attributions = proposition.attributions;
  record.frame = proposition.frame->place;
  record.evidence.push_back(evidence_of(context, at));
  std::string words;
  for (const TextRange range : record.evidence.front().trigger) {
    words += words.empty() ? "" : " ";
    words += range.in(context.document.text);
  }
  record.event_text.push_back(std::move(words));
  record.date = circumstances.date_of(proposition);
  record.place = circumstances.place_of(proposition);
  return record;
}

// The key under which two tellings are the same proposition: deed, sides and who says so.
std::string telling_key(const Record& record) {
  std::string key(category_name(record.category));
  for (const auto* side : {&record.actor, &record.recipient}) {
    std::vector<std::string> codes;
    for (const Entity& entity : *side) {
      codes.push_back(entity.code + "/" + entity.sector);
    }
    std::ranges::sort(codes);
    key += '|';
    for (const auto& code : codes) {
      key += code + ",";
    }
  }
  key += '|';
  key += status_name(record.status);
  key += std::to_string(record.aux);
  return key;
}

bool may_merge(const Record& first, const Record& again) {
  const bool modes =
      first.frame == again.frame || (first.mode == again.mode && !first.mode.empty());
  const bool dates = !first.date.begin || !again.date.begin || first.date.begin == again.date.begin;
  return modes && dates;
}

void merge_into(Record& first, Record&& again) {
  const bool same_sentence = first.evidence.back().sequence == again.evidence.front().sequence;
  first.confidence = std::max(first.confidence, again.confidence);
  if (first.mode.empty()) {
    first.mode = std::move(again.mode);
  }
  if (!first.date.begin && again.date.begin) {
    first.date = again.date;
  }
  if (!first.place && again.place) {
    first.place = again.place;
  }
  for (auto& attribution : again.attributions) {
    if (std::ranges::find(first.attributions, attribution) == first.attributions.end()) {
      first.attributions.push_back(std::move(attribution));
    }
  }
  if (!same_sentence) {
    first.evidence.push_back(std::move(again.evidence.front()));
  }
}

// The records of an article with what is needed to link them.
class Ledger {
 public:
  // Adds a telling; the same proposition told again joins the first record.
  void add(Record record, const Proposition& proposition, const ClauseGraph& graph) {
    auto& same = by_key_[telling_key(record)];
    const auto first = std::ranges::find_if(
        same, [&](std::size_t index) { return may_merge(records_[index], record); });
    std::size_t index = records_.size();
    if (first != same.end()) {
      index = *first;
      merge_into(records_[index], std::move(record));
    } else {
      same.push_back(index);
      records_.push_back(std::move(record));
    }
    record_of_[proposition.predicate] = index;
    const ScopeIndex scope = graph.predicates[proposition.predicate].scope;
    if (scope != no_scope) {
      links_.push_back(
          {index, graph.scopes[static_cast<std::size_t>(scope)].cue_predicate, "content_of"});
    }
    for (const PredicateIndex denial : proposition.denied_by) {
      links_.push_back({index, denial, "denied_by"});
    }
  }

  // Names and links the records.
  std::vector<Record> finish(const Article& article) {
    const std::string key = article_key(article);
    for (Record& record : records_) {
      record.id = record_id(key, record);
    }
    for (const auto& [from, to, relation] : links_) {
      const auto target = record_of_.find(to);
      if (target == record_of_.end() || target->second == from) {
        continue;
      }
      Link link{relation, records_[target->second].id};
      auto& links = records_[from].links;
      const bool known = std::ranges::any_of(links, [&](const Link& other) {
        return other.relation == link.relation && other.id == link.id;
      });
      if (!known) {
        links.push_back(std::move(link));
      }
    }
    return std::move(records_);
  }

 private:
  struct PendingLink {
    std::size_t from = 0;
    PredicateIndex to = no_predicate;
    std::string relation;
  };

  std::vector<Record> records_;
  std::map<std::string, std::vector<std::size_t>> by_key_;
  std::map<PredicateIndex, std::size_t> record_of_;
  std::vector<PendingLink> links_;
};

}  // namespace

struct RecordCoder::Parts {
  ActorResolver actors;
  TimeResolver times;
  PlaceResolver places;
  Codebook codebook;
  Weights sides;
  Weights confidence;
  double min_confidence = 0;
  FrameTable german;
  FrameTable english;
  Locatives german_locatives;
  Locatives english_locatives;

  // All deeds of one document, judged, with when and where they happened.
  struct Deeds {
    std::vector<Proposition> propositions;
    Circumstances circumstances;
  };

  [[nodiscard]] CodingContext context(const Article& article,
                                      const Document& document,
                                      const ClauseGraph& graph,
                                      const ActorMap& resolved) const;
  // `trace` may be null.
  [[nodiscard]] Deeds find_deeds(const CodingContext& context, Trace* trace) const;
};

RecordCoder::RecordCoder(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

RecordCoder::RecordCoder(RecordCoder&&) noexcept = default;
RecordCoder& RecordCoder::operator=(RecordCoder&&) noexcept = default;
RecordCoder::~RecordCoder() = default;

Result<RecordCoder> RecordCoder::load(const resources::Lexicon& lexicon, double min_confidence) {
  CARKEYS_TRY(auto actors, ActorResolver::load(lexicon));
  CARKEYS_TRY(auto times, TimeResolver::load(lexicon));
  CARKEYS_TRY(auto places, PlaceResolver::load(lexicon));
  CARKEYS_TRY(auto codebook, Codebook::load(lexicon));
  CARKEYS_TRY(auto sides, Weights::load(lexicon, "learned/sides"));
  CARKEYS_TRY(auto confidence, Weights::load(lexicon, "learned/confidence"));
  CARKEYS_TRY(auto german, FrameTable::load(lexicon, "de"));
  CARKEYS_TRY(auto english, FrameTable::load(lexicon, "en"));
  return RecordCoder(std::make_unique<Parts>(Parts{std::move(actors),
                                                   std::move(times),
                                                   std::move(places),
                                                   std::move(codebook),
                                                   std::move(sides),
                                                   std::move(confidence),
                                                   min_confidence,
                                                   std::move(german),
                                                   std::move(english),
                                                   load_locatives(lexicon, "de"),
                                                   load_locatives(lexicon, "en")}));
}

CodingContext RecordCoder::Parts::context(const Article& article,
                                          const Document& document,
                                          const ClauseGraph& graph,
                                          const ActorMap& resolved) const {
  const bool in_english = document.language == Language::english;
  return {article,
          document,
          graph,
          resolved,
          in_english ? english : german,
          codebook,
          in_english ? english_locatives : german_locatives};
}

RecordCoder::Parts::Deeds RecordCoder::Parts::find_deeds(const CodingContext& context,
                                                         Trace* trace) const {
  auto propositions =
      find_propositions(context, sides, trace == nullptr ? nullptr : &trace->choices);
  const Circumstances circumstances(context,
                                    propositions,
                                    times.find(context.document, context.article.date),
                                    places.find(context.document));
  const Background background(context,
                              [&](PredicateIndex index) { return circumstances.time_of(index); });
  for (Proposition& proposition : propositions) {
    if (proposition.dropped.empty()) {
      judge(context, proposition, background.holds(proposition.predicate));
    }
  }
  find_disputes(context, propositions);
  inherit_status(propositions);
  return {std::move(propositions), circumstances};
}

Coding RecordCoder::code(const Article& article,
                         const Document& document,
                         const ClauseGraph& graph,
                         Trace* trace) const {
  ActorMap actors = parts_->actors.resolve(article, document, graph);
  const CodingContext context = parts_->context(article, document, graph, actors);
  Parts::Deeds deeds = parts_->find_deeds(context, trace);
  Coding coding;
  Ledger ledger;
  for (Proposition& proposition : deeds.propositions) {
    const Predicate& at = graph.predicates[proposition.predicate];
    auto features = confidence_features(context, proposition);
    const double sure = confidence(parts_->confidence, features);
    if (proposition.dropped.empty() && sure < parts_->min_confidence) {
      proposition.dropped =
          fmt::format("confidence {:.2f} is below {:.2f}", sure, parts_->min_confidence);
    }
    if (trace != nullptr) {
      trace->steps.push_back({at.sentence,
                              at.head,
                              proposition.frame->place,
                              proposition.category,
                              proposition.dropped,
                              proposition.actor,
                              proposition.recipient,
                              proposition.status,
                              proposition.aux,
                              std::move(features),
                              sure});
    }
    if (proposition.dropped.empty()) {
      Record record = make_record(context, deeds.circumstances, proposition);
      record.confidence = sure;
      ledger.add(std::move(record), proposition, graph);
    }
  }
  coding.records = ledger.finish(article);
  if (trace != nullptr) {
    trace->actors = std::move(actors);
  }
  return coding;
}

std::optional<Relation> RecordCoder::relate(const Article& article,
                                            const Document& document,
                                            const ClauseGraph& graph,
                                            const Pair& pair) const {
  const ActorMap actors =
      parts_->actors.resolve(article, document, graph, actors_of(document, pair));
  const CodingContext context = parts_->context(article, document, graph, actors);
  return choose_relation(context, parts_->find_deeds(context, nullptr).propositions, pair);
}

}  // namespace carkeys::coding
