// SPDX-License-Identifier: Apache-2.0
// Which country an article is about, as a whole and in each sentence: what "die Polizei" or "the
// government" belongs to where nothing else says so. Private to coding/actors.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "coding/actors/facts.h"
#include "coding/actors/lexis.h"
#include "records/document.h"

namespace carkeys::coding::actors {

// False for bodies of many states: no police force could belong to them.
bool is_national(std::string_view code);

class Focus {
 public:
  // `title` may be empty, or stand in the document too.
  Focus(const Facts& facts,
        const Document& document,
        const Lexis& lexis,
        std::string_view title,
        Day day);

  // The country most spoken of; empty where none stands out.
  [[nodiscard]] std::string_view country() const { return country_; }

  // The country whose people and bodies are most spoken of; places where something happens do not
  // count. Empty where none stands out.
  [[nodiscard]] std::string_view home() const { return home_; }

  // The country where the sentence's events take place ("in Kairo"); empty where none is named.
  [[nodiscard]] std::string_view place_of(SentenceIndex sentence) const {
    return places_[sentence];
  }

  // The same, or the place that a sentence shortly before named.
  [[nodiscard]] std::string_view scene_of(SentenceIndex sentence) const {
    return scenes_[sentence];
  }

  [[nodiscard]] bool speaks_of(std::string_view code) const { return weights_.contains(code); }

  // The person is named in full somewhere in the document.
  [[nodiscard]] bool names_person(std::uint32_t person) const { return people_.contains(person); }

 private:
  void read_sentence(SentenceIndex sentence, const Lexis& lexis, Day day);
  void read_title(std::string_view title, Day day);
  [[nodiscard]] const Fact* fact_in_title(std::span<const std::string_view> words, Day day) const;
  std::string_view add(const Fact* fact, Day day, double weight);
  [[nodiscard]] std::string_view code_of(const Fact& fact, Day day) const;
  [[nodiscard]] bool is_locative(TokenIndex token, const Lexis& lexis) const;

  const Facts& facts_;
  const Document& document_;
  std::unordered_map<std::string_view, double> weights_;
  std::unordered_set<std::uint32_t> people_;
  std::vector<std::string_view> places_;
  std::vector<std::string_view> scenes_;
  std::string_view country_;
  std::unordered_map<std::string_view, double> actor_weights_;
  std::string_view home_;
};

}  // namespace carkeys::coding::actors
