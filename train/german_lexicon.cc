// SPDX-License-Identifier: Apache-2.0
#include "german_lexicon.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "conllu.h"

namespace carkeys::train {
namespace {

template <typename E>
constexpr std::uint8_t bit(E value) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(value));
}

constexpr std::array<std::pair<std::string_view, WordClass>, 14> class_names = {{
    {"SUB", WordClass::noun},
    {"EIG", WordClass::name},
    {"ADJ", WordClass::adjective},
    {"PA1", WordClass::present_participle},
    {"PA2", WordClass::past_participle},
    {"ART", WordClass::article},
    {"PRO", WordClass::pronoun},
    {"VER", WordClass::verb},
    {"PRP", WordClass::adposition},
    {"ADV", WordClass::adverb},
    {"ZUS", WordClass::particle},
    {"NEG", WordClass::particle},
    {"KON", WordClass::conjunction},
    {"INJ", WordClass::other},
}};

std::uint8_t case_bit(std::string_view name) {
  if (name == "NOM") {
    return bit(Case::nominative);
  }
  if (name == "AKK") {
    return bit(Case::accusative);
  }
  if (name == "DAT") {
    return bit(Case::dative);
  }
  return name == "GEN" ? bit(Case::genitive) : std::uint8_t{0};
}

bool read_nominal(std::string_view field, Reading& reading) {
  if (const auto found = case_bit(field); found != 0) {
    reading.cases |= found;
  } else if (field == "SIN") {
    reading.numbers |= bit(Number::singular);
  } else if (field == "PLU") {
    reading.numbers |= bit(Number::plural);
  } else if (field == "MAS") {
    reading.genders |= bit(Gender::masculine);
  } else if (field == "FEM") {
    reading.genders |= bit(Gender::feminine);
  } else if (field == "NEU") {
    reading.genders |= bit(Gender::neuter);
  } else {
    return false;
  }
  return true;
}

void set_finite(Reading& reading, VerbMood mood, Tense tense) {
  reading.mood = mood;
  reading.tense = tense;
  reading.verb_form = VerbForm::finite;
}

bool read_verbal(std::string_view field, Reading& reading) {
  if (field == "1" || field == "2" || field == "3") {
    reading.person = static_cast<std::uint8_t>(field[0] - '0');
  } else if (field == "PRÄ") {
    set_finite(reading, VerbMood::indicative, Tense::present);
  } else if (field == "PRT") {
    set_finite(reading, VerbMood::indicative, Tense::past);
  } else if (field == "KJ1") {
    set_finite(reading, VerbMood::subjunctive, Tense::present);
  } else if (field == "KJ2") {
    set_finite(reading, VerbMood::subjunctive, Tense::past);
  } else if (field == "IMP") {
    set_finite(reading, VerbMood::imperative, Tense::none);
  } else if (field == "INF") {
    reading.verb_form = VerbForm::infinitive;
  } else if (field == "EIZ") {
    reading.verb_form = VerbForm::infinitive;
    reading.with_zu = true;
  } else if (field == "PA1" || field == "PA2") {
    reading.verb_form = VerbForm::participle;
  } else if (field == "MOD") {
    reading.modal = true;
  } else {
    return false;
  }
  return true;
}

void read_inflection(std::string_view field, Reading& reading) {
  if (field == "DEF") {
    reading.inflection = Reading::Inflection::definite;
  } else if (field == "IND") {
    reading.inflection = Reading::Inflection::indefinite;
  } else if (field == "SOL") {
    reading.inflection = Reading::Inflection::without;
  } else if (field == "PRD") {
    reading.predicative = true;
  } else if (field == "GRU") {
    reading.degree = Degree::positive;
  } else if (field == "KOM") {
    reading.degree = Degree::comparative;
  } else if (field == "SUP") {
    reading.degree = Degree::superlative;
  }
}

Reading::Pronoun pronoun_kind(std::string_view field) {
  if (field == "PER") {
    return Reading::Pronoun::personal;
  }
  if (field == "POS") {
    return Reading::Pronoun::possessive;
  }
  if (field == "REF") {
    return Reading::Pronoun::reflexive;
  }
  if (field == "DEM") {
    return Reading::Pronoun::demonstrative;
  }
  return field == "IND" ? Reading::Pronoun::indefinite : Reading::Pronoun::other;
}

Reading parse(std::string_view tag) {
  const auto fields = split(tag, ':');
  Reading reading;
  for (const auto& [name, word_class] : class_names) {
    if (fields[0] == name) {
      reading.word_class = word_class;
    }
  }
  if (reading.word_class == WordClass::pronoun && fields.size() > 1) {
    reading.pronoun = pronoun_kind(fields[1]);
  }
  for (std::size_t index = 1; index < fields.size(); ++index) {
    const auto field = fields[index];
    if (reading.word_class == WordClass::adposition) {
      for (const auto one : split(field, '+')) {
        reading.cases |= case_bit(one);
      }
    } else if (reading.word_class == WordClass::verb) {
      read_verbal(field, reading) || read_nominal(field, reading);
    } else if (!read_nominal(field, reading) && reading.word_class != WordClass::pronoun) {
      read_inflection(field, reading);
    }
  }
  return reading;
}

}  // namespace

std::uint16_t GermanLexicon::tag_number(std::string_view tag) {
  const auto [at, added] =
      tag_numbers_.try_emplace(std::string(tag), static_cast<std::uint16_t>(tags_.size()));
  if (added) {
    tags_.emplace_back(tag);
    readings_.push_back(parse(tag));
  }
  return at->second;
}

Result<GermanLexicon> GermanLexicon::read(const std::string& path) {
  CARKEYS_TRY(const auto text, read_text(path));
  GermanLexicon lexicon;
  lexicon.entries_.reserve(700000);
  for (const auto line : split(text, '\n')) {
    const auto fields = split(line, '\t');
    if (fields.size() < 3) {
      continue;
    }
    auto [at, added] = lexicon.entries_.try_emplace(std::string(fields[0]));
    LexiconEntry entry{std::string(fields[1]), {}};
    for (const auto tag : split(fields[2], ' ')) {
      entry.tags.push_back(lexicon.tag_number(tag));
    }
    at->second.push_back(std::move(entry));
    if (added) {
      lexicon.forms_.push_back(&at->first);
    }
  }
  return lexicon;
}

const std::vector<LexiconEntry>& GermanLexicon::entries(std::string_view form) const {
  const auto found = entries_.find(std::string(form));
  return found == entries_.end() ? none_ : found->second;
}

const std::vector<LexiconEntry>& GermanLexicon::compound(std::string_view form,
                                                         std::string& matched) const {
  constexpr std::size_t shortest = 4;
  for (std::size_t begin = 1; begin + shortest <= form.size(); ++begin) {
    const auto step = utf8::step(form, begin);
    if (!step.valid || !utf8::is_letter(step.code_point)) {
      continue;
    }
    const auto ending = utf8::capitalised(form.substr(begin));
    const auto& found = entries(ending);
    const bool noun = std::ranges::any_of(found, [&](const LexiconEntry& entry) {
      return reading(entry.tags[0]).word_class == WordClass::noun;
    });
    if (noun) {
      matched = ending;
      return found;
    }
  }
  return none_;
}

const std::vector<LexiconEntry>& GermanLexicon::look_up(std::string_view form,
                                                        std::string& matched) const {
  matched = form;
  const auto& exact = entries(form);
  if (!exact.empty() || !utf8::starts_upper(form)) {
    return exact;
  }
  const auto lower = utf8::to_lower(form);
  const auto& lowered = entries(lower);
  if (!lowered.empty()) {
    matched = lower;
    return lowered;
  }
  return compound(form, matched);
}

}  // namespace carkeys::train
