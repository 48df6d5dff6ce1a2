// SPDX-License-Identifier: Apache-2.0
// Dictionaries of the PETRARCH and TABARI coders as tables of ours, to be laid on top of the
// lexicon: actors with dated codes, agents, verbs with their patterns and sets of synonyms. What a
// line means is kept as far as our tables can say it; what they cannot is counted and named.
// English only, as those dictionaries are. Not for several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "resources/lexicon.h"

namespace carkeys::resources {

enum class DictionaryFormat : std::uint8_t { petrarch, tabari };

struct ImportOptions {
  DictionaryFormat format = DictionaryFormat::petrarch;
  // The category of verbs whose code CAMEO does not have; empty: they are left out.
  std::string unknown_category = {};
};

class DictionaryImport {
 public:
  // `lexicon` gives the codebook and the lemmas; it is not kept.
  DictionaryImport(const Lexicon& lexicon, ImportOptions options);

  // Reads one file; whether it holds actors, agents or verbs is told by its lines. Errors:
  // bad_input with the path; a file that holds none of these too.
  Result<void> read(const std::string& path);

  // Tables below `folder`, which is made where it is missing: world/organisations, en/regions,
  // en/agents, en/classes, en/lemmas, en/frames_imported; only those with lines. Errors:
  // cannot_write.
  [[nodiscard]] Result<void> write(const std::string& folder) const;

  // "FILE:LINE: what could not be taken over", in the order of reading.
  [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }

  [[nodiscard]] std::size_t lines_written() const;

 private:
  struct Meaning {
    std::string category;
    std::string mode;
  };

  struct Line {
    std::string text;
    std::size_t number = 0;
  };

  struct ActorCode {
    std::string code;
    std::string sector;
    std::string from;
    std::string to;
  };

  // A verb, or the word of a phrase that is one: "wire_*", "* down" as "tap" and "break down".
  struct Verb {
    std::string lemma;
    std::string around;  // words= around it; empty: none
  };

  struct VerbBlock {
    std::string code;
    std::vector<std::pair<Verb, std::string>> verbs;            // with the code of their own
    std::vector<std::pair<std::string, std::size_t>> patterns;  // with their line
  };

  // dictionary_import.cc
  [[nodiscard]] std::vector<Line> lines_of(std::string_view text) const;
  void leave_out(const Line& line, std::string_view why);
  void add_row(const std::string& table, std::string row);

  // actor_dictionary.cc
  void read_actors(const std::vector<Line>& lines);
  void read_agents(const std::vector<Line>& lines);
  void add_agent(const Line& line);
  void add_actor(const std::vector<std::string>& names, const std::vector<ActorCode>& codes);
  [[nodiscard]] ActorCode actor_code(std::string_view text) const;
  [[nodiscard]] std::string sector_of(std::string_view code) const;

  // verb_dictionary.cc
  void read_verbs(const std::vector<Line>& lines);
  std::vector<std::string> members_of(const std::string& set);
  std::size_t read_set(const std::vector<Line>& lines, std::size_t at);
  void add_verb(const Line& line, VerbBlock& block);
  void pin_lemma(const std::string& form, const std::string& lemma);
  void pin_regular_forms(const std::string& lemma);
  void add_forms(const Line& line, const std::string& lemma);
  void add_block(const VerbBlock& block);
  void add_pattern(const Verb& verb, const std::string& pattern, std::size_t number);
  void add_frame(const Verb& verb,
                 const std::string& when,
                 const std::string& sides,
                 std::string_view code,
                 const Line& line);
  [[nodiscard]] Meaning meaning_of(std::string_view code) const;
  [[nodiscard]] std::string lemma_of(std::string_view form) const;

  ImportOptions options_;
  std::string path_;
  std::map<std::string, Meaning, std::less<>> meanings_;  // by CAMEO code
  std::set<std::string, std::less<>> sectors_;
  std::map<std::string, std::string, std::less<>> lemmas_;  // by form
  std::map<std::string, std::vector<std::string>> rows_;    // by table
  // Endings of agents, by "!NAME!".
  std::map<std::string, std::vector<std::string>, std::less<>> endings_;
  std::vector<std::string> left_out_;
};

}  // namespace carkeys::resources
