// SPDX-License-Identifier: Apache-2.0
#include "english_words.h"

#include <algorithm>
#include <string_view>

#include "analysis/tags/lemma_script.h"

namespace carkeys::train {
namespace {

bool is_vowel(char letter) {
  return std::string_view("aeiou").find(letter) != std::string_view::npos;
}

// Lower-case letters only: no hyphens, digits or names.
bool is_plain(const std::string& word) {
  return word.size() > 2 &&
         std::ranges::all_of(word, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

bool ends_in_consonant_y(const std::string& base) {
  return base.ends_with('y') && !is_vowel(base[base.size() - 2]);
}

// "stop", "refer": whether such a word doubles its last letter depends on its stress.
bool may_double(const std::string& base) {
  const auto size = base.size();
  const char last = base[size - 1];
  return !is_vowel(last) && std::string_view("wxy").find(last) == std::string_view::npos &&
         is_vowel(base[size - 2]) && !is_vowel(base[size - 3]);
}

bool hisses(const std::string& base) {
  return base.ends_with('s') || base.ends_with('x') || base.ends_with('z') ||
         base.ends_with("ch") || base.ends_with("sh");
}

// One group of vowels: "ban", "sweep". Such verbs double, if their letters allow it.
bool one_syllable(const std::string& base) {
  int groups = 0;
  for (std::size_t i = 0; i < base.size(); ++i) {
    groups += is_vowel(base[i]) && (i == 0 || !is_vowel(base[i - 1])) ? 1 : 0;
  }
  return groups == 1;
}

std::string with_s(const std::string& base) {
  if (ends_in_consonant_y(base)) {
    return base.substr(0, base.size() - 1) + "ies";
  }
  return base + (hisses(base) ? "es" : "s");
}

std::string with_ed(const std::string& base) {
  if (ends_in_consonant_y(base)) {
    return base.substr(0, base.size() - 1) + "ied";
  }
  return base + (base.ends_with('e') ? "d" : "ed");
}

std::string with_ing(const std::string& base) {
  const bool silent = base.ends_with('e') && !base.ends_with("ee") && !base.ends_with("ye") &&
                      !base.ends_with("oe") && !base.ends_with("ie");
  return (silent ? base.substr(0, base.size() - 1) : base) + "ing";
}

class Words {
 public:
  void add(const char* before, const std::string& form, const std::string& base, Upos upos) {
    auto target = unlabelled_target();
    target.upos = static_cast<std::int32_t>(upos);
    target.lemma_script = analysis::LemmaScript::derive(form, base);
    Example example;
    if (before != nullptr) {
      example.forms.emplace_back(before);
      example.targets.push_back(unlabelled_target());
    }
    example.forms.push_back(form);
    example.targets.push_back(std::move(target));
    examples_.push_back(std::move(example));
  }

  std::vector<Example> take() { return std::move(examples_); }

 private:
  std::vector<Example> examples_;
};

// Sorted, so that the same seed draws the same words.
std::vector<std::string> bases_of(const EnglishLexicon::Part& part) {
  std::vector<std::string> bases;
  for (const auto& [base, sense] : part.first_senses) {
    if (is_plain(base)) {
      bases.push_back(base);
    }
  }
  std::ranges::sort(bases);
  return bases;
}

void add_irregular(const EnglishLexicon::Part& part, Upos upos, Words& words) {
  std::vector<std::string> forms;
  for (const auto& [form, bases] : part.exceptions) {
    if (is_plain(form) && bases.size() == 1 && part.first_senses.contains(bases[0])) {
      forms.push_back(form);
    }
  }
  std::ranges::sort(forms);
  // Few, but frequent in texts.
  constexpr int times = 6;
  for (const auto& form : forms) {
    const auto* before = upos == Upos::noun ? "the" : form.ends_with("ing") ? "is" : "they";
    for (int i = 0; i < times; ++i) {
      words.add(before, form, part.exceptions.at(form)[0], upos);
    }
  }
}

void add_verbs(const EnglishLexicon::Part& verbs, Words& words) {
  std::unordered_set<std::string> irregular;
  for (const auto& [form, bases] : verbs.exceptions) {
    irregular.insert(bases.begin(), bases.end());
  }
  for (const auto& base : bases_of(verbs)) {
    words.add("he", with_s(base), base, Upos::verb);
    const bool doubles = may_double(base);
    if (irregular.contains(base) || (doubles && !one_syllable(base))) {
      continue;
    }
    const auto stem = doubles ? base + base.back() : base;
    words.add("have", with_ed(stem), base, Upos::verb);
    words.add("they", with_ed(stem), base, Upos::verb);
    words.add("is", with_ing(stem), base, Upos::verb);
  }
}

// "an alarmed general", "the ruling": forms of verbs that are words of their own.
void add_from_verbs(const EnglishLexicon::Part& part, Upos upos, const char* before, Words& words) {
  for (const auto& base : bases_of(part)) {
    if (base.ends_with("ing") || (upos == Upos::adj && base.ends_with("ed"))) {
      words.add(before, base, base, upos);
    }
  }
}

void add_plurals(const EnglishLexicon::Part& nouns, Words& words) {
  for (const auto& base : bases_of(nouns)) {
    // Half of WordNet's nouns are plants and animals; every third noun will do.
    if (base.size() % 3 == 0 && !base.ends_with("man")) {
      words.add("these", with_s(base), base, Upos::noun);
    }
  }
}

}  // namespace

std::vector<Example> english_words(const EnglishLexicon& lexicon) {
  Words words;
  add_verbs(lexicon.part('v'), words);
  add_irregular(lexicon.part('v'), Upos::verb, words);
  add_irregular(lexicon.part('n'), Upos::noun, words);
  add_plurals(lexicon.part('n'), words);
  add_from_verbs(lexicon.part('n'), Upos::noun, "the", words);
  add_from_verbs(lexicon.part('a'), Upos::adj, "very", words);
  return words.take();
}

}  // namespace carkeys::train
