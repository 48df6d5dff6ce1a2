// SPDX-License-Identifier: Apache-2.0
// Verbs: blocks of "--- RESTORE [064] ---", the verbs that share a code, and patterns of words
// around them ("- * DIPLOMATIC_TIES [064]"); sets of synonyms ("&TIES" with "+RELATIONS" lines). A
// pattern becomes the condition words=; its signs for actors say which side stands where: "$" the
// doer, "+" the other side, "%" several that do it together.
#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "resources/import/dictionary_import.h"
#include "resources/import/dictionary_text.h"

namespace carkeys::resources {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view doer = "subj";
constexpr std::string_view others = "obj|behind";

std::string class_name(std::string_view set) {
  return "set_" + utf8::to_lower(trimmed_text(set.substr(1)));
}

// One word of a pattern for words=; the name of a class must hold no separator.
std::string step_of(std::string_view word) {
  if (!word.starts_with('&')) {
    return utf8::to_lower(word);
  }
  std::string name = class_name(word);
  std::ranges::replace(name, '_', '-');
  return "@" + name;
}

struct Pattern {
  std::string words;      // for words=, with "*"; empty: the verb alone
  bool swapped = false;   // the other side stands before the verb, the doer behind it
  std::string marker;     // the adposition before the sign of the other side; empty: none
  bool together = false;  // several that stand before the verb do it
};

bool is_sign(std::string_view word) {
  return word == "+" || word == "$" || word == "%" || word == "^";
}

// "SAID_+ * DEMAND_&TIES_TALKS": groups of neighbours, each with others between them.
class PatternReader {
 public:
  explicit PatternReader(std::string verb) : verb_(std::move(verb)) {}

  Pattern read(std::string_view text) {
    for (const std::string_view group : split_words(text, " \t")) {
      std::string steps;
      for (const std::string_view word : split_words(group, "_")) {
        ++place_;
        is_sign(word) ? read_sign(word) : read_word(word, steps);
      }
      pattern_.words += steps.empty() || pattern_.words.empty() ? "" : "~";
      pattern_.words += steps;
    }
    const bool other_first = other_at_ > 0 && other_at_ < verb_at_;
    const bool doer_first = doer_at_ > 0 && doer_at_ < verb_at_;
    pattern_.swapped = other_first && !doer_first;
    if (pattern_.words == "*") {
      pattern_.words.clear();
    }
    return std::move(pattern_);
  }

 private:
  void read_sign(std::string_view sign) {
    if (sign == "$") {
      doer_at_ = place_;
    } else if (sign == "+") {
      other_at_ = place_;
      pattern_.marker = verb_at_ > 0 ? last_word_ : "";
    } else if (sign == "%" && verb_at_ == 0) {
      pattern_.together = true;
    }
    last_word_.clear();
  }

  void read_word(std::string_view word, std::string& steps) {
    const bool verb = word == "*";
    verb_at_ = verb ? place_ : verb_at_;
    last_word_ = verb ? std::string() : utf8::to_lower(word);
    steps += steps.empty() ? "" : "_";
    steps += verb ? verb_ : step_of(word);
  }

  Pattern pattern_;
  std::string verb_;       // for "*"
  std::string last_word_;  // right before; empty behind a sign
  std::size_t place_ = 0;  // words and signs so far
  std::size_t verb_at_ = 0;
  std::size_t doer_at_ = 0;
  std::size_t other_at_ = 0;
};

// Longer patterns are asked first.
std::size_t length_of(const std::string& pattern) {
  return split_words(pattern, " \t_").size();
}

// "* down" is the verb "break down"; "*" alone asks for nothing.
void settle_particle(const std::vector<std::string_view>& words,
                     std::string& lemma,
                     std::string& around) {
  if (words.size() == 2 && around == "*_" + utf8::to_lower(words[1])) {
    lemma += " ";
    lemma += utf8::to_lower(words[1]);
    around.clear();
  } else if (around == "*") {
    around.clear();
  }
}

std::string first_bracket(std::string_view text) {
  const auto inside = brackets(text);
  return inside.empty() ? std::string() : std::string(trimmed_text(inside.front()));
}

}  // namespace

std::string DictionaryImport::lemma_of(std::string_view form) const {
  const std::string lower = utf8::to_lower(form);
  const auto found = lemmas_.find(lower);
  return found == lemmas_.end() ? lower : found->second;
}

// By the longest code of the codebook that it begins with.
DictionaryImport::Meaning DictionaryImport::meaning_of(std::string_view code) const {
  constexpr std::size_t root = 2;
  for (std::size_t size = code.size(); size >= root; --size) {
    const std::string key = std::string(code.substr(0, size)) + (size == root ? "0" : "");
    const auto found = meanings_.find(key);
    if (found != meanings_.end()) {
      return found->second;
    }
  }
  return {options_.unknown_category, {}};
}

// The words of a set that has been read.
std::vector<std::string> DictionaryImport::members_of(const std::string& set) {
  std::vector<std::string> members;
  for (const std::string& row : rows_["en/classes"]) {
    const std::size_t tab = row.find('\t');
    if (row.compare(0, tab, set) == 0) {
      members.push_back(row.substr(tab + 1));
    }
  }
  return members;
}

// A set with the lines of its members; returns the line behind it.
std::size_t DictionaryImport::read_set(const std::vector<Line>& lines, std::size_t at) {
  const std::string set = step_of(lines[at].text).substr(1);
  std::size_t next = at + 1;
  for (; next < lines.size() && lines[next].text.starts_with('+'); ++next) {
    const std::string_view member = trimmed_text(std::string_view(lines[next].text).substr(1));
    std::vector<std::string> words{utf8::to_lower(member)};
    std::ranges::replace(words.front(), ' ', '_');
    if (member.starts_with('&')) {  // a set inside a set
      words = members_of(step_of(member).substr(1));
    }
    for (const std::string& word : words) {
      add_row("en/classes", fmt::format("{}\t{}", set, word));
    }
  }
  return next;
}

// "ABANDON", "+BREAK_DOWN {+BROKE_DOWN}", "WIRE_+TAP"; of a phrase the word marked + is the verb.
void DictionaryImport::add_verb(const Line& line, VerbBlock& block) {
  const std::string text(trimmed_text(line.text.substr(0, line.text.find_first_of("[{"))));
  const auto words = split_words(text, "_ ");
  Verb verb;
  for (const std::string_view word : words) {
    const bool marked = word.starts_with('+');
    const bool first = verb.lemma.empty() && text.find('+') == std::string::npos;
    verb.around += verb.around.empty() ? "" : "_";
    if (marked || first) {
      const std::string form = utf8::to_lower(word.substr(marked ? 1 : 0));
      verb.lemma = lemma_of(form);
      verb.around += verb.lemma == form ? "*" : "*" + form;
      if (verb.lemma == form) {
        pin_regular_forms(form);
      }
    } else {
      verb.around += utf8::to_lower(word);
    }
  }
  if (verb.lemma.empty()) {
    leave_out(line, "no verb");
    return;
  }
  settle_particle(words, verb.lemma, verb.around);
  add_forms(line, verb.lemma.substr(0, verb.lemma.find(' ')));
  block.verbs.emplace_back(std::move(verb), first_bracket(line.text));
}

// A lemma that the tables do not have is not left to guesses.
void DictionaryImport::pin_lemma(const std::string& form, const std::string& lemma) {
  if (!lemmas_.contains(form)) {
    add_row("en/lemmas", fmt::format("{}\t{}", form, lemma));
  }
}

// The regular forms of a verb that stands in the dictionary by its base form.
void DictionaryImport::pin_regular_forms(const std::string& lemma) {
  const auto ends_in = [&](std::string_view letters) {
    return letters.find(lemma.back()) != std::string_view::npos;
  };
  const std::string stem = lemma.substr(0, lemma.size() - 1);
  const bool silent = ends_in("e");
  const bool ending_y =
      ends_in("y") && !stem.empty() && std::string_view("aeiou").find(stem.back()) == npos;
  pin_lemma(lemma, lemma);
  pin_lemma(ending_y ? stem + "ies" : lemma + (ends_in("sxzh") ? "es" : "s"), lemma);
  pin_lemma(ending_y ? stem + "ied" : lemma + (silent ? "d" : "ed"), lemma);
  pin_lemma((silent ? stem : lemma) + "ing", lemma);
}

// "{BROKE BROKEN}", "{+BROKE_DOWN}".
void DictionaryImport::add_forms(const Line& line, const std::string& lemma) {
  const std::size_t open = line.text.find('{');
  const std::size_t close = line.text.find('}');
  if (open == std::string::npos || close == std::string::npos || close < open) {
    return;
  }
  const std::string_view forms = std::string_view(line.text).substr(open + 1, close - open - 1);
  for (std::string_view form : split_words(forms, " \t")) {
    const std::size_t mark = form.find('+');
    form.remove_prefix(mark == std::string_view::npos ? 0 : mark + 1);
    pin_lemma(utf8::to_lower(form.substr(0, form.find('_'))), lemma);
  }
}

void DictionaryImport::add_frame(const Verb& verb,
                                 const std::string& when,
                                 const std::string& sides,
                                 std::string_view code,
                                 const Line& line) {
  const bool coded = !code.empty() && std::isdigit(static_cast<unsigned char>(code.front())) != 0;
  if (!coded && code != "---") {
    leave_out(line, fmt::format("'{}' is no code", code));
    return;
  }
  const Meaning meaning = coded ? meaning_of(code.substr(0, code.find(':'))) : Meaning{"NONE", {}};
  if (meaning.category.empty()) {
    leave_out(line, fmt::format("no category for code '{}'", code));
    return;
  }
  add_row("en/frames_imported",
          fmt::format("v:{}\t{}\t{}\t{}\t{}\t{}",
                      verb.lemma,
                      when,
                      meaning.category,
                      meaning.mode,
                      sides,
                      coded ? code : ""));
}

void DictionaryImport::add_pattern(const Verb& verb,
                                   const std::string& pattern,
                                   std::size_t number) {
  const Line line{pattern, number};
  const std::string code = first_bracket(pattern);
  const std::string text = pattern.substr(0, pattern.find('['));
  const Pattern read = PatternReader(verb.around.empty() ? "*" : verb.around).read(text);
  std::string when = read.words.empty() ? "" : "words=" + read.words;
  if (read.together) {
    when += when.empty() ? "subj:several" : " subj:several";
  }
  const std::string_view from = read.swapped ? "behind" : doer;
  const std::string_view to = read.swapped ? "subj|obj" : others;
  const std::string first = read.marker.empty() ? "" : "behind:" + read.marker + "|";
  const std::string sides = fmt::format("{}\t{}{}\tboth\t", from, first, to);
  add_frame(verb, when, read.together ? "subj\t\tactor\tmutual" : sides, code, line);
}

void DictionaryImport::add_block(const VerbBlock& block) {
  auto patterns = block.patterns;
  std::ranges::stable_sort(patterns, [](const auto& one, const auto& two) {
    return length_of(one.first) > length_of(two.first);
  });
  for (const auto& [verb, own_code] : block.verbs) {
    for (const auto& [pattern, number] : patterns) {
      add_pattern(verb, pattern, number);
    }
    const std::string& code = own_code.empty() ? block.code : own_code;
    const std::string when = verb.around.empty() ? "" : "words=" + verb.around;
    add_frame(verb, when, fmt::format("{}\t{}\tboth\t", doer, others), code, {});
  }
}

void DictionaryImport::read_verbs(const std::vector<Line>& lines) {
  VerbBlock block;
  for (std::size_t at = 0; at < lines.size();) {
    const std::string& text = lines[at].text;
    if (text.starts_with('&')) {
      at = read_set(lines, at);
      continue;
    }
    if (text.starts_with("---")) {
      add_block(block);
      block = {};
      block.code = first_bracket(text);
    } else if (text.starts_with('-')) {
      block.patterns.emplace_back(text.substr(1), lines[at].number);
    } else {
      add_verb(lines[at], block);
    }
    ++at;
  }
  add_block(block);
}

}  // namespace carkeys::resources
