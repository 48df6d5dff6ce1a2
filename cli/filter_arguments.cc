// SPDX-License-Identifier: Apache-2.0
#include "filter_arguments.h"

namespace carkeys::cli {

std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (comma != 0) {
      parts.emplace_back(list.substr(0, comma));
    }
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return parts;
}

void FilterArguments::add_to(Command& command) {
  command
      .option("--actor",
              actor,
              "PARTY,...",
              "who does it: a country (PER), a sector (/MIL), both (PER/MIL)")
      .option("--recipient", recipient, "PARTY,...", "to whom")
      .option("--party", party, "PARTY,...", "on either side")
      .option("--claimant", claimant, "PARTY,...", "who says so")
      .option("--event", event, "NAME,...", "category (ACCUSE), or relation for standing ties")
      .option("--mode", mode, "NAME,...", "mode (visit)")
      .option(
          "--status", status, "NAME,...", "reported, claimed, alleged, denied, disputed, confirmed")
      .flag("--facts", facts, "reported or confirmed, not negated, planned or long past")
      .option("--since", since, "DATE", "not before this day, month or year")
      .option("--until", until, "DATE", "not after this day, month or year")
      .option("--country", country, "CODE", "where it happened (PER)")
      .option("--place", place, "NAME", "where it happened (Lima)")
      .option("--text", text, "WORDS", "articles with these words; wor* and \"two words\" too")
      .option("--citation", citation, "NAME", "this article");
}

store::RecordFilter FilterArguments::filter() const {
  store::RecordFilter filter;
  filter.actor = parts_of(actor);
  filter.recipient = parts_of(recipient);
  filter.party = parts_of(party);
  filter.claimant = parts_of(claimant);
  filter.event = parts_of(event);
  filter.mode = parts_of(mode);
  filter.status = parts_of(status);
  filter.facts = facts;
  filter.since = since;
  filter.until = until;
  filter.country = country;
  filter.place = place;
  filter.text = text;
  filter.citation = citation;
  return filter;
}

}  // namespace carkeys::cli
