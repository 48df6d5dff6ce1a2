// SPDX-License-Identifier: Apache-2.0
// Training sentences from all sources in one form: words with one target per layer, each of which
// may be missing, because hardly any source annotates every layer.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "conllu.h"
#include "german_lexicon.h"
#include "raw_text.h"
#include "silver_features.h"

namespace carkeys::train {

inline constexpr std::int32_t missing = -100;  // what the loss function ignores

struct Target {
  std::int32_t upos = missing;
  FeatureLabels features{};
  std::string lemma_script;  // empty: missing
  std::int32_t head = missing;
  std::string relation;  // empty: missing
  std::int32_t name = missing;
};

// Annotation style; the network learns one vector for each, and the analyser uses the first.
enum class Style : std::uint8_t { own, second, third, names, silver_names, traffic_names };
inline constexpr int styles = 6;

struct Example {
  std::string id;
  std::vector<std::string> forms;
  std::vector<std::string> lemmas;  // as in the treebank, for scoring; may be empty
  std::vector<Target> targets;
  Style style = Style::own;
};

struct Corpus {
  std::vector<Example> train;
  std::vector<Example> silver;  // silver names: a sample of these goes into each pass
  std::vector<Example> dev;
  std::vector<Example> names_dev;
  std::vector<Example> words;  // single words with what lists say of them: a sample for each batch
};

struct CorpusPaths {
  std::string data;       // folder of the reference data
  std::string tables;     // folder of the trainer's own tables
  std::string leave_out;  // JSON Lines of articles whose sentences are not trained on; may be empty
  std::string trees;      // CoNLL-U in the style of the first treebank, such as parsed examples
  std::string wordnet;    // folder of WordNet 3.0; may be empty
  int fold = -1;          // 0 to 9: this tenth of GSD dev is the development part
};

// Files that a user gives: CoNLL-U, and names as columns number, form, BIO tag.
struct GivenFiles {
  std::vector<std::string> trees;
  std::vector<std::string> names;
  std::string dev;  // CoNLL-U for measuring; may be empty: every tenth sentence of the trees
};

Result<Corpus> german_corpus(const CorpusPaths& paths, const GermanLexicon& lexicon);
Result<Corpus> english_corpus(const CorpusPaths& paths);
// Any language, from data only.
Result<Corpus> given_corpus(const GivenFiles& files);
// Parliamentary minutes, Wikinews articles and the sentences of the corpus. No article of the
// development part, of --leave-out or with sentences that must not be annotated is in it.
Result<RawText> german_raw_text(const CorpusPaths& paths, const Corpus& corpus);
// WordNet's definitions and examples, where its folder is given, and the sentences of the corpus.
Result<RawText> english_raw_text(const CorpusPaths& paths, const Corpus& corpus);

// Numbers for the classes that differ by language.
class Vocabulary {
 public:
  std::int32_t add(const std::string& name);
  [[nodiscard]] std::int32_t find(const std::string& name) const;  // missing where unknown

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::unordered_map<std::string, std::int32_t> numbers_;
  std::vector<std::string> names_;
};

// A target without labels.
Target unlabelled_target();

}  // namespace carkeys::train
