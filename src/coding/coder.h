// SPDX-License-Identifier: Apache-2.0
// Stage "coding": clause graph and lexicon to records. Brings together actors, events, claims, time
// and place; knows politics and no language.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "coding/actors/actors.h"
#include "coding/relate/relate.h"
#include "coding/sides/sides.h"
#include "records/article.h"
#include "records/clause_graph.h"
#include "records/document.h"
#include "records/record.h"
#include "resources/lexicon.h"

namespace carkeys::coding {

// What happened at one predicate that has a frame, for `car-keys explain`.
struct TraceStep {
  std::uint32_t sequence = 0;  // sentence
  TokenIndex head = no_token;
  std::string frame;  // place of the lexicon line
  Category category = Category::consult;
  std::string dropped;  // why no record came of it; empty: one did
  std::vector<Entity> actor;
  std::vector<Entity> recipient;
  Status status = Status::reported;
  std::uint8_t aux = 0;
  std::vector<std::string> features;  // what the confidence rests on
  double confidence = 0;
};

// How the records of one article came about.
struct Trace {
  std::vector<TraceStep> steps;
  std::vector<SideChoice> choices;
  ActorMap actors;
};

class RecordCoder {
 public:
  RecordCoder(RecordCoder&&) noexcept;
  RecordCoder& operator=(RecordCoder&&) noexcept;
  ~RecordCoder();

  // Errors: bad_resource naming table and line of a frame that cannot be read.
  // Records less sure than `min_confidence` are left out.
  static Result<RecordCoder> load(const resources::Lexicon& lexicon, double min_confidence = 0);

  // The records of one article. Deterministic; safe from several threads. `trace` may be null.
  [[nodiscard]] Coding code(const Article& article,
                            const Document& document,
                            const ClauseGraph& graph,
                            Trace* trace = nullptr) const;
  // What one phrase does to the other. Nullopt: nothing that the lexicon knows. Safe from several
  // threads.
  [[nodiscard]] std::optional<Relation> relate(const Article& article,
                                               const Document& document,
                                               const ClauseGraph& graph,
                                               const Pair& pair) const;

 private:
  struct Parts;
  explicit RecordCoder(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace carkeys::coding
