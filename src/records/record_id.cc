// SPDX-License-Identifier: Apache-2.0
#include "records/record_id.h"

#include <cstdint>

#include "base/hash.h"

namespace carkeys {
namespace {

void add_side(FieldHasher& hasher, const std::vector<Entity>& side) {
  hasher.add_number(static_cast<std::int64_t>(side.size()));
  for (const Entity& entity : side) {
    hasher.add(entity.code).add(entity.sector);
  }
}

}  // namespace

std::string article_key(const Article& article) {
  FieldHasher hasher;
  hasher.add(article.url.empty() ? article.citation : article.url).add(article.text);
  return hasher.hex();
}

std::string record_id(const std::string& article_key, const Record& record) {
  FieldHasher hasher;
  hasher.add(article_key);
  hasher.add(record.kind == RecordKind::event ? "event" : "relation");
  hasher.add(category_name(record.category));
  hasher.add_number(static_cast<std::int64_t>(record.mode.size()));
  for (const std::string& mode : record.mode) {
    hasher.add(mode);
  }
  add_side(hasher, record.actor);
  add_side(hasher, record.recipient);
  if (!record.evidence.empty() && !record.evidence.front().trigger.empty()) {
    const TextRange trigger = record.evidence.front().trigger.front();
    hasher.add_number(trigger.begin).add_number(trigger.end);
  }
  return "ck1-" + hasher.hex();
}

}  // namespace carkeys
