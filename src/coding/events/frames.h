// SPDX-License-Identifier: Apache-2.0
// The predicate frames of one language (tables LANG/frames*): which verb, noun or adjective names
// which PLOVER deed, and where its two sides stand. Read once, immutable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "records/record.h"
#include "resources/lexicon.h"
#include "resources/pattern.h"

namespace carkeys::coding {

// Which sides must hold a political actor before a record is made.
enum class Need : std::uint8_t { any, actor, recipient, both, none };

struct Frame {
  std::string place;  // "de/frames_material.tsv:17"
  std::vector<resources::Condition> when;
  std::optional<Category> category;  // nullopt: known to be no event, blocks other readings
  std::vector<std::string> mode;
  std::vector<std::string> context;
  std::string cameo;  // empty: that of the category and mode
  bool own = false;   // a line that the user has laid on top
  resources::SlotPath actor;
  resources::SlotPath recipient;
  Need need = Need::any;
  bool mutual = false;   // all parties are actors
  bool spoken = false;   // the actor is who says it ("das sei ein Skandal, sagte Oslo")
  std::uint8_t aux = 0;  // AuxBit that the frame itself adds
};

class FrameTable {
 public:
  static Result<FrameTable> load(const resources::Lexicon& lexicon, std::string_view language);

  // The frames of "v:festnehmen" in lexicon order; for a noun without frames of its own those of
  // its longest known ending. Null: none.
  [[nodiscard]] const std::vector<Frame>* find(const std::string& key, bool compounds) const;
  // The frames of the classes ("c:bad") that hold this word, in lexicon order.
  [[nodiscard]] std::vector<const std::vector<Frame>*> of_classes(std::string_view word,
                                                                  bool compounds) const;
  // Best reading that holds: the user's own, most conditions, then earliest. `heard`: somebody says
  // it, spoken frames may hold. Null: none holds.
  [[nodiscard]] static const Frame* choose(const std::vector<Frame>& frames,
                                           const resources::PredicateView& view,
                                           bool heard);

  [[nodiscard]] const resources::WordClasses& classes() const { return classes_; }

 private:
  std::unordered_map<std::string, std::vector<Frame>> frames_;
  std::vector<std::string> class_names_;  // of the "c:" frames
  resources::WordClasses classes_;
};

// Codebook rows (world/codebook): quad code, PLOVER scale and default CAMEO code by category and
// mode.
struct CodebookEntry {
  int quad_code = 0;
  double event_scale = 0;
  std::string cameo;
};

class Codebook {
 public:
  static Result<Codebook> load(const resources::Lexicon& lexicon);
  // The entry of category and mode; an unknown mode falls back on the category.
  [[nodiscard]] const CodebookEntry& entry(Category category,
                                           const std::vector<std::string>& mode) const;

 private:
  std::unordered_map<std::string, CodebookEntry> entries_;
};

}  // namespace carkeys::coding
