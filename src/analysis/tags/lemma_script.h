// SPDX-License-Identifier: Apache-2.0
// A lemma as an edit of its form, so that few classes cover all words: "cut 0, put ''; cut 2, put
// 'en'; lower case". The trainer derives scripts from pairs, the analyser applies the chosen one.
// Scripts are written as text: CASE;CUT_FRONT;PUT_FRONT;CUT_BACK;PUT_BACK with CASE k (keep), l
// (lower), t (first letter upper, rest lower), or =LEMMA for a lemma that shares nothing. CUT_FRONT
// may be KEEP+CUT: the first letters stay and those after them go ("zugesagt": 2+2 for "ge").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carkeys::analysis {

class LemmaScript {
 public:
  // The script that turns `form` into `lemma`, in text form.
  static std::string derive(std::string_view form, std::string_view lemma);
  // nullopt for text that is no script.
  static std::optional<LemmaScript> parse(std::string_view text);

  // Writes the lemma to `out`. False, and `out` unspecified, where the form is too short.
  bool apply(std::string_view form, std::string& out) const;

 private:
  enum class Casing : std::uint8_t { keep, lower, title, whole };

  Casing casing_ = Casing::keep;
  std::uint32_t keep_front_ = 0;
  std::uint32_t cut_front_ = 0;
  std::uint32_t cut_back_ = 0;
  std::string front_;  // for whole: the lemma
  std::string back_;
};

}  // namespace carkeys::analysis
