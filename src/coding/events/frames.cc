// SPDX-License-Identifier: Apache-2.0
#include "coding/events/frames.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace carkeys::coding {
namespace {

using resources::Table;

constexpr std::array<std::string_view, 5> need_names = {
    "any", "actor", "recipient", "both", "none"};

std::string_view cell(const Table& table, std::size_t row, std::string_view column) {
  const auto number = table.column(column);
  return number ? table.cell(row, *number) : std::string_view{};
}

std::vector<std::string> words(std::string_view text, char separator) {
  const auto parts = resources::split(text, separator);
  return {parts.begin(), parts.end()};
}

Result<bool> read_flags(std::string_view text, Frame& frame) {
  for (const auto flag : resources::split(text, ' ')) {
    if (flag == "mutual") {
      frame.mutual = true;
    } else if (flag == "spoken") {
      frame.spoken = true;
    } else if (flag == "future") {
      frame.aux |= aux_future;
    } else if (flag == "hypothetical") {
      frame.aux |= aux_hypothetical;
    } else if (flag == "negation") {
      frame.aux |= aux_negation;
    } else if (flag == "historical") {
      frame.aux |= aux_historical;
    } else if (flag != "violent") {
      return failure(ErrorCode::bad_resource, "unknown flag '" + std::string(flag) + "'");
    }
  }
  return true;
}

Result<Frame> read_frame(const Table& table, std::size_t row) {
  Frame frame;
  frame.place = table.place(row);
  CARKEYS_TRY(frame.when, resources::parse_conditions(cell(table, row, "when")));
  const auto category = cell(table, row, "category");
  if (category != "NONE") {
    frame.category = category_from(category);
    if (!frame.category) {
      return failure(ErrorCode::bad_resource, "unknown category '" + std::string(category) + "'");
    }
  }
  frame.mode = words(cell(table, row, "mode"), ',');
  frame.context = words(cell(table, row, "context"), ',');
  frame.cameo = std::string(cell(table, row, "cameo"));
  frame.own = table.is_overlay(row);
  CARKEYS_TRY(frame.actor, resources::parse_slots(cell(table, row, "actor")));
  CARKEYS_TRY(frame.recipient, resources::parse_slots(cell(table, row, "recipient")));
  const auto need = cell(table, row, "need");
  if (!need.empty()) {
    const auto* found = std::ranges::find(need_names, need);
    if (found == need_names.end()) {
      return failure(ErrorCode::bad_resource, "unknown need '" + std::string(need) + "'");
    }
    frame.need = static_cast<Need>(found - need_names.begin());
  }
  CARKEYS_TRY([[maybe_unused]] const bool read, read_flags(cell(table, row, "flags"), frame));
  return frame;
}

}  // namespace

Result<FrameTable> FrameTable::load(const resources::Lexicon& lexicon, std::string_view language) {
  FrameTable result;
  const std::string prefix = std::string(language) + "/frames";
  for (const auto& name : lexicon.table_names()) {
    if (!name.starts_with(prefix)) {
      continue;
    }
    const Table& table = *lexicon.table(name);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      auto frame = read_frame(table, row);
      if (!frame) {
        return failure(ErrorCode::bad_resource, frame.error().message, table.place(row));
      }
      const std::string key(cell(table, row, "predicate"));
      auto& frames = result.frames_[key];
      if (frames.empty() && key.starts_with("c:")) {
        result.class_names_.push_back(key.substr(2));
      }
      frames.push_back(std::move(*frame));
    }
  }
  CARKEYS_TRY(result.classes_, resources::load_classes(lexicon, language));
  return result;
}

const std::vector<Frame>* FrameTable::find(const std::string& key, bool compounds) const {
  return resources::find_by_ending(frames_, key, compounds);
}

std::vector<const std::vector<Frame>*> FrameTable::of_classes(std::string_view word,
                                                              bool compounds) const {
  std::vector<const std::vector<Frame>*> found;
  for (const std::string& name : class_names_) {
    const std::vector<std::string> words = {"@" + name};
    if (resources::word_fits(word, words, classes_, compounds)) {
      found.push_back(&frames_.at("c:" + name));
    }
  }
  return found;
}

const Frame* FrameTable::choose(const std::vector<Frame>& frames,
                                const resources::PredicateView& view,
                                bool heard) {
  const Frame* best = nullptr;
  for (const Frame& frame : frames) {
    const bool better = best == nullptr || std::pair(frame.own, frame.when.size()) >
                                               std::pair(best->own, best->when.size());
    if (better && (heard || !frame.spoken) && resources::all_hold(frame.when, view)) {
      best = &frame;
    }
  }
  return best;
}

Result<Codebook> Codebook::load(const resources::Lexicon& lexicon) {
  const Table* table = lexicon.table("world/codebook");
  if (table == nullptr) {
    return failure(ErrorCode::bad_resource, "table is missing", "world/codebook");
  }
  Codebook book;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    if (cell(*table, row, "kind") != "category") {
      continue;
    }
    CodebookEntry entry;
    entry.quad_code = std::atoi(std::string(cell(*table, row, "quad_code")).c_str());
    entry.event_scale = std::strtod(std::string(cell(*table, row, "event_scale")).c_str(), nullptr);
    entry.cameo = std::string(cell(*table, row, "cameo"));
    std::string key(cell(*table, row, "name"));
    key += "/";
    key += cell(*table, row, "mode");
    book.entries_.emplace(std::move(key), std::move(entry));
  }
  book.entries_.emplace("/", CodebookEntry{});
  return book;
}

const CodebookEntry& Codebook::entry(Category category,
                                     const std::vector<std::string>& mode) const {
  const std::string name = std::string(category_name(category)) + "/";
  if (!mode.empty()) {
    const auto exact = entries_.find(name + mode.front());
    if (exact != entries_.end()) {
      return exact->second;
    }
  }
  const auto found = entries_.find(name);
  return found == entries_.end() ? entries_.at("/") : found->second;
}

}  // namespace carkeys::coding
