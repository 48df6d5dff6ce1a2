// SPDX-License-Identifier: Apache-2.0
// Items that were all found at once, given one after another.
#pragma once

#include <deque>
#include <utility>

#include "ingest/stream.h"

namespace carkeys::ingest {

class ListItems : public ItemStream {
 public:
  explicit ListItems(std::deque<Result<RawItem>> items) : items_(std::move(items)) {}

  std::optional<Result<RawItem>> next() override {
    if (items_.empty()) {
      return std::nullopt;
    }
    std::optional<Result<RawItem>> item(std::move(items_.front()));
    items_.pop_front();
    return item;
  }

 private:
  std::deque<Result<RawItem>> items_;
};

}  // namespace carkeys::ingest
