// SPDX-License-Identifier: Apache-2.0
// Actors: a name with a code ("ARNOR_ [ARN]"), further names below it ("+ARNORIAN"), codes with
// their days on lines of their own ("[ARNGOV 20010101-20050101]"). Agents: a noun with the part of
// a code that it adds ("MINISTER {MINISTERS} [~GOV]"), sets of endings ("!PERSON! = MAN, WOMAN").
#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "resources/import/dictionary_import.h"
#include "resources/import/dictionary_text.h"

namespace carkeys::resources {
namespace {

constexpr std::size_t country_size = 3;

// Small words inside names: "Bank of the South".
bool stays_small(std::string_view word) {
  return word == "of" || word == "the" || word == "and" || word == "for" || word == "in";
}

std::string upper(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step step = utf8::step(text, at);
    utf8::append(out, utf8::to_upper(step.code_point));
    at += step.size;
  }
  return out;
}

// "UNITED_STATES" as a text writes it; a short single word also as an abbreviation.
std::string name_cell(std::string_view written) {
  const std::string lower = utf8::to_lower(written);
  std::string name;
  std::size_t words = 0;
  for (const std::string_view word : split_words(lower, "_ ")) {
    name += name.empty() ? "" : " ";
    const bool small = words > 0 && stays_small(word);
    const auto size = utf8::step(word, 0).size;
    name +=
        small ? std::string(word) : upper(word.substr(0, size)) + std::string(word.substr(size));
    ++words;
  }
  constexpr std::size_t longest_abbreviation = 5;
  if (words == 1 && name.size() <= longest_abbreviation) {
    name += "|" + upper(lower);
  }
  return name;
}

// "911226" or "19911226" as a date, empty where it is none; years from 30 on of two digits are of
// the last century.
std::string date_of(std::string_view digits) {
  const bool all_digits =
      std::ranges::all_of(digits, [](char digit) { return digit >= '0' && digit <= '9'; });
  std::string full(digits);
  if (full.size() == 6) {
    full.insert(0, full[0] >= '3' ? "19" : "20");
  }
  if (!all_digits || full.size() != 8) {
    return {};
  }
  return full.substr(0, 4) + "-" + full.substr(4, 2) + "-" + full.substr(6);
}

}  // namespace

// The first PLOVER sector behind the country, else what stands there first.
std::string DictionaryImport::sector_of(std::string_view code) const {
  for (std::size_t at = 0; at + country_size <= code.size(); at += country_size) {
    if (sectors_.contains(code.substr(at, country_size))) {
      return std::string(code.substr(at, country_size));
    }
  }
  return std::string(code.substr(0, country_size));
}

// "ARNGOV <911226", "ARN >2001...", "ARN 2001...-2005..."; without a country the code is empty.
DictionaryImport::ActorCode DictionaryImport::actor_code(std::string_view text) const {
  const auto parts = split_words(text, " \t");
  ActorCode found;
  if (parts.empty()) {
    return found;
  }
  const std::string_view code = parts[0].substr(0, parts[0].find('/'));
  found.code = code.substr(0, std::min(country_size, code.size()));
  if (found.code == "---" || found.code == "###") {
    found.code.clear();
  }
  if (code.size() > country_size) {
    found.sector = sector_of(code.substr(country_size));
  }
  std::string days;  // "< 950601" too
  for (const std::string_view part : parts) {
    days += part == parts[0] ? std::string_view() : part;
  }
  const std::size_t dash = days.find('-');
  if (days.starts_with('<')) {
    found.to = date_of(std::string_view(days).substr(1));
  } else if (days.starts_with('>')) {
    found.from = date_of(std::string_view(days).substr(1));
  } else if (dash != std::string::npos) {
    found.from = date_of(days.substr(0, dash));
    found.to = date_of(days.substr(dash + 1));
  }
  return found;
}

void DictionaryImport::add_actor(const std::vector<std::string>& names,
                                 const std::vector<ActorCode>& codes) {
  std::string cell;
  for (const std::string& name : names) {
    cell += cell.empty() ? "" : "|";
    cell += name_cell(name);
  }
  for (const ActorCode& code : codes) {
    const bool place = code.sector.empty() && code.from.empty() && code.to.empty();
    if (code.code.empty() || cell.empty()) {
      continue;
    }
    if (place) {
      add_row("en/regions", fmt::format("{}\t{}\t\t", code.code, cell));
    } else {
      const std::string_view sector = code.sector.empty() ? "UNK" : std::string_view(code.sector);
      add_row("world/organisations",
              fmt::format("{}\t{}\t{}\t{}\t{}", code.code, sector, code.from, code.to, cell));
    }
  }
}

void DictionaryImport::read_actors(const std::vector<Line>& lines) {
  std::vector<std::string> names;
  std::vector<ActorCode> codes;
  for (const Line& line : lines) {
    const bool continues = line.text[0] == '+' || line.text[0] == ' ' || line.text[0] == '\t';
    if (!continues) {
      add_actor(names, codes);
      names.clear();
      codes.clear();
    }
    const std::string name(trimmed_text(line.text.substr(0, line.text.find('['))));
    if (!name.empty()) {
      names.push_back(name[0] == '+' ? name.substr(1) : name);
    }
    for (const std::string_view inside : brackets(line.text)) {
      codes.push_back(actor_code(inside));
      if (codes.back().code.empty()) {
        leave_out(line, fmt::format("no actor: '{}'", inside));
      } else if (inside.find('/') != std::string_view::npos) {
        leave_out(line, fmt::format("only the first code of '{}'", inside));
      }
    }
  }
  add_actor(names, codes);
}

void DictionaryImport::read_agents(const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    const std::string_view text = line.text;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) {
      add_agent(line);
      continue;
    }
    auto& members = endings_[std::string(trimmed_text(text.substr(0, equals)))];
    for (const std::string_view member : split_words(text.substr(equals + 1), ", \t")) {
      members.emplace_back(member);
    }
  }
}

void DictionaryImport::add_agent(const Line& line) {
  const std::string_view text = line.text;
  const auto inside = brackets(text);
  const std::string word(trimmed_text(text.substr(0, text.find_first_of("{["))));
  if (inside.empty() || word.empty()) {
    leave_out(line, "no noun with a code");
    return;
  }
  std::string code(inside.front());
  std::erase_if(code, [](char letter) { return letter == '~' || letter == ' '; });
  std::vector<std::string> words{word};
  const std::size_t open = word.find('!');
  const std::size_t close = word.find('!', open + 1);
  if (open != std::string::npos && close != std::string::npos) {
    words.clear();
    for (const std::string& member : endings_[word.substr(open, close + 1 - open)]) {
      words.push_back(fmt::format("{}{}{}", word.substr(0, open), member, word.substr(close + 1)));
    }
  }
  const bool no_plural = text.find("{}") != std::string_view::npos;
  if (const std::size_t brace = text.find('{'); brace != std::string_view::npos && !no_plural) {
    words.emplace_back(text.substr(brace + 1, text.find('}', brace) - brace - 1));
  }
  for (const std::string& written : words) {
    std::string noun = utf8::to_lower(trimmed_text(written));
    std::ranges::replace(noun, '_', ' ');
    // "POLICE {}" is a body of people, the others are somebody.
    add_row("en/agents",
            fmt::format("{}\t{}\t{}\t\t", noun, no_plural ? "body" : "office", sector_of(code)));
  }
}

}  // namespace carkeys::resources
