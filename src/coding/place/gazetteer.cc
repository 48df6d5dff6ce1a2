// SPDX-License-Identifier: Apache-2.0
#include "coding/place/gazetteer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "base/utf8.h"

namespace carkeys::coding {
namespace {

constexpr int city = 4;
constexpr int province = 2;
constexpr int country = 1;
// A weight is the logarithm of a population: a country beats all but the largest cities of its
// name, a region those below some 300,000.
constexpr double country_weight = 7.8;
constexpr double region_weight = 5.5;
constexpr double capital_bonus = 1;
constexpr double known_population = 300000;
constexpr std::size_t shortest_capitals = 4;

std::vector<std::string_view> alternatives(std::string_view cell) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find('|'), cell.size());
    if (end > 0) {
      parts.push_back(cell.substr(0, end));
    }
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return parts;
}

// Lower case, straight apostrophes.
std::string key_of(std::string_view name) {
  constexpr std::string_view curly = "’";
  std::string key = utf8::to_lower(name);
  for (std::size_t at = key.find(curly); at != std::string::npos; at = key.find(curly, at)) {
    key.replace(at, curly.size(), "'");
  }
  return key;
}

bool is_capitals(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step step = utf8::step(text, at);
    if (utf8::is_lower(step.code_point)) {
      return false;
    }
    letters += utf8::is_letter(step.code_point) ? 1 : 0;
    at += step.size;
  }
  return letters >= shortest_capitals;
}

// The letters before the first space, hyphen or other ASCII mark.
std::string_view first_run(std::string_view name) {
  const auto is_mark = [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool alphanumeric =
        (byte >= '0' && byte <= '9') || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
    return byte < 0x80 && !alphanumeric;
  };
  const auto* const end = std::ranges::find_if(name, is_mark);
  return name.substr(0, static_cast<std::size_t>(end - name.begin()));
}

std::optional<double> number_of(std::string_view cell) {
  const std::string text(cell);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return !text.empty() && end == text.c_str() + text.size() ? std::optional(value) : std::nullopt;
}

// Column numbers by name; empty where one is missing.
std::vector<std::size_t> columns(const resources::Table& table,
                                 std::initializer_list<std::string_view> names) {
  std::vector<std::size_t> found;
  for (const std::string_view name : names) {
    const auto column = table.column(name);
    if (!column) {
      return {};
    }
    found.push_back(*column);
  }
  return found;
}

tl::unexpected<Error> missing_columns(const resources::Table& table) {
  return failure(ErrorCode::bad_resource, "a column is missing in the header", table.name());
}

}  // namespace

Result<Gazetteer> Gazetteer::load(const resources::Lexicon& lexicon, const std::string& language) {
  Gazetteer gazetteer;
  const resources::Table* places = lexicon.table("world/places");
  if (places == nullptr) {
    return failure(ErrorCode::bad_resource, "the table world/places is needed");
  }
  for (const resources::Table* towns : {places, lexicon.table("world/towns")}) {
    if (towns == nullptr) {
      continue;
    }
    if (auto done = gazetteer.add_places(*towns); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  if (const resources::Table* regions = lexicon.table("world/regions")) {
    if (auto done = gazetteer.add_regions(*regions); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  if (const resources::Table* names = lexicon.table(language + "/country_names")) {
    if (auto done = gazetteer.add_countries(lexicon, *names); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  if (const resources::Table* words = lexicon.table(language + "/place_words")) {
    gazetteer.add_words(*words);
  }
  if (const resources::Table* endings = lexicon.table(language + "/actor_endings")) {
    gazetteer.add_town_endings(*endings);
  }
  return gazetteer;
}

Result<void> Gazetteer::add_places(const resources::Table& table) {
  const auto at =
      columns(table, {"name", "names", "lat", "lon", "country", "population", "capital"});
  if (at.empty()) {
    return missing_columns(table);
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto latitude = number_of(table.cell(row, at[2]));
    const auto longitude = number_of(table.cell(row, at[3]));
    const auto population = number_of(table.cell(row, at[5]));
    if (!latitude || !longitude || !population || std::abs(*latitude) > 90 ||
        std::abs(*longitude) > 180) {
      return failure(ErrorCode::bad_resource,
                     "latitude, longitude or population is no number",
                     table.place(row));
    }
    const bool capital = table.cell(row, at[6]) == "1";
    GazetteerEntry entry;
    entry.name = table.cell(row, at[0]);
    entry.country = table.cell(row, at[4]);
    entry.latitude = *latitude;
    entry.longitude = *longitude;
    entry.has_coordinates = true;
    entry.resolution = city;
    entry.weight = std::log10(std::max(*population, 10.0)) + (capital ? capital_bonus : 0);
    entry.known = capital || *population >= known_population;
    const auto number = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(std::move(entry));
    add_name(table.cell(row, at[0]), number);
    for (const std::string_view name : alternatives(table.cell(row, at[1]))) {
      add_name(name, number);
    }
  }
  return {};
}

Result<void> Gazetteer::add_regions(const resources::Table& table) {
  const auto at = columns(table, {"name", "names", "country"});
  if (at.empty()) {
    return missing_columns(table);
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto number = static_cast<std::uint32_t>(entries_.size());
    GazetteerEntry entry;
    entry.name = table.cell(row, at[0]);
    entry.country = table.cell(row, at[2]);
    entry.resolution = province;
    entry.weight = region_weight;
    entry.known = true;
    entries_.push_back(std::move(entry));
    add_name(table.cell(row, at[0]), number);
    for (const std::string_view name : alternatives(table.cell(row, at[1]))) {
      add_name(name, number);
    }
  }
  return {};
}

Result<void> Gazetteer::add_countries(const resources::Lexicon& lexicon,
                                      const resources::Table& names) {
  const auto at = columns(names, {"code", "names", "adjectives", "demonyms", "seats"});
  const resources::Table* world = lexicon.table("world/countries");
  const auto of_world =
      world == nullptr ? std::vector<std::size_t>{} : columns(*world, {"code", "name"});
  if (at.empty() || of_world.empty()) {
    return missing_columns(names);
  }
  std::unordered_map<std::string, std::string> english;
  for (std::size_t row = 0; row < world->rows(); ++row) {
    english.emplace(world->cell(row, of_world[0]), world->cell(row, of_world[1]));
  }
  for (std::size_t row = 0; row < names.rows(); ++row) {
    const std::string code(names.cell(row, at[0]));
    const auto found = english.find(code);
    if (found == english.end()) {
      continue;  // organisations may have names too
    }
    const auto number = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({found->second, code, 0, 0, false, country, country_weight, true});
    for (const std::string_view name : alternatives(names.cell(row, at[1]))) {
      add_name(name, number);
    }
    for (std::size_t column = 1; column < at.size(); ++column) {
      add_country_words(names.cell(row, at[column]), code);
    }
  }
  return {};
}

void Gazetteer::add_words(const resources::Table& table) {
  const auto at = columns(table, {"class", "word"});
  for (std::size_t row = 0; row < table.rows() && !at.empty(); ++row) {
    const std::string_view word_class = table.cell(row, at[0]);
    for (const std::string_view word : alternatives(table.cell(row, at[1]))) {
      if (word_class == "genitive_ending") {
        genitive_endings_.emplace_back(word);
      } else if (word_class == "adjective_ending") {
        adjective_endings_.emplace_back(word);
      } else if (word_class == "first_word_ending") {
        first_word_endings_.emplace_back(word);
      } else if (word_class == "not_alone") {
        doubtful_.insert(key_of(word));
      } else {
        words_[std::string(word_class)].insert(utf8::to_lower(word));
      }
    }
  }
}

void Gazetteer::add_town_endings(const resources::Table& table) {
  const auto at = columns(table, {"kind", "ending", "base"});
  for (std::size_t row = 0; row < table.rows() && !at.empty(); ++row) {
    if (table.cell(row, at[0]) == "city") {
      town_endings_.emplace_back(table.cell(row, at[1]), table.cell(row, at[2]));
    }
  }
}

void Gazetteer::add_name(std::string_view written, std::uint32_t entry) {
  const std::string key = key_of(written);
  if (const std::string_view first = first_run(key); first.size() != key.size()) {
    first_words_.emplace(first);
  }
  Name& name = names_[key];
  if (name.written.empty()) {
    name.written = written;
  }
  if (std::ranges::find(name.entries, entry) == name.entries.end()) {
    name.entries.push_back(entry);
  }
}

// A word that also names a place elsewhere ("Georgia") does not tell which country is spoken of.
void Gazetteer::add_country_words(std::string_view words, const std::string& code) {
  for (const std::string_view word : alternatives(words)) {
    const Name* name = exact(word);
    const bool elsewhere =
        name != nullptr && std::ranges::any_of(name->entries, [&](std::uint32_t number) {
          return entries_[number].known && entries_[number].country != code;
        });
    if (!elsewhere) {
      country_words_.emplace(key_of(word), code);
    }
  }
}

const Gazetteer::Name* Gazetteer::exact(std::string_view name) const {
  const auto found = names_.find(key_of(name));
  if (found == names_.end()) {
    return nullptr;
  }
  // "man" is not Man; "ANKARA" is Ankara; spellings that differ in case only are one name.
  const bool fits =
      utf8::starts_upper(name) &&
      (!is_capitals(name) || name.size() > shortest_capitals || name == found->second.written);
  const bool short_capitals = name.size() < shortest_capitals && name != found->second.written;
  return fits && !short_capitals ? &found->second : nullptr;
}

std::span<const std::uint32_t> Gazetteer::find(std::string_view name) const {
  if (const Name* found = exact(name)) {
    return found->entries;
  }
  for (const std::string& ending : genitive_endings_) {
    if (name.size() > ending.size() + 2 && name.ends_with(ending)) {
      if (const Name* found = exact(name.substr(0, name.size() - ending.size()))) {
        return found->entries;
      }
    }
  }
  return find_inflected(name);
}

// "Vereinigten Staaten": the first word of a longer name may carry an ending.
std::span<const std::uint32_t> Gazetteer::find_inflected(std::string_view name) const {
  const std::size_t space = name.find(' ');
  if (space == std::string_view::npos) {
    return {};
  }
  const std::string_view first = name.substr(0, space);
  for (const std::string& ending : first_word_endings_) {
    if (first.ends_with(ending)) {
      const std::string base = std::string(first.substr(0, first.size() - ending.size())) +
                               std::string(name.substr(space));
      if (const Name* found = exact(base)) {
        return found->entries;
      }
    }
  }
  return {};
}

std::span<const std::uint32_t> Gazetteer::find_adjective(std::string_view adjective) const {
  for (const auto& [ending, base] : town_endings_) {
    if (!adjective.ends_with(ending)) {
      continue;
    }
    const std::string name =
        std::string(adjective.substr(0, adjective.size() - ending.size())) + base;
    if (const Name* found = exact(name)) {
      return found->entries;
    }
  }
  return {};
}

bool Gazetteer::is_a(std::string_view lemma, std::string_view word_class) const {
  const auto found = words_.find(std::string(word_class));
  return found != words_.end() && found->second.contains(utf8::to_lower(lemma));
}

// German compounds count by their last part.
bool Gazetteer::is_locality(std::string_view lemma) const {
  const auto found = words_.find("locality");
  if (found == words_.end()) {
    return false;
  }
  const std::string key = utf8::to_lower(lemma);
  constexpr std::size_t shortest_part = 4;
  return found->second.contains(key) ||
         (!town_endings_.empty() &&
          std::ranges::any_of(found->second, [&](const std::string& word) {
            return word.size() >= shortest_part && key.ends_with(word);
          }));
}

bool Gazetteer::begins_long_name(std::string_view word) const {
  const std::string key = key_of(first_run(word));
  return first_words_.contains(key) ||
         std::ranges::any_of(first_word_endings_, [&](const std::string& ending) {
           return key.ends_with(ending) &&
                  first_words_.contains(key.substr(0, key.size() - ending.size()));
         });
}

std::string_view Gazetteer::country_of_word(std::string_view word) const {
  const std::string key = key_of(word);
  if (const auto found = country_words_.find(key); found != country_words_.end()) {
    return found->second;
  }
  for (const auto* endings : {&genitive_endings_, &adjective_endings_}) {
    for (const std::string& ending : *endings) {
      if (!key.ends_with(ending)) {
        continue;
      }
      const auto found = country_words_.find(key.substr(0, key.size() - ending.size()));
      if (found != country_words_.end()) {
        return found->second;
      }
    }
  }
  return {};
}

bool Gazetteer::is_doubtful(std::string_view name) const {
  return doubtful_.contains(key_of(name));
}

}  // namespace carkeys::coding
