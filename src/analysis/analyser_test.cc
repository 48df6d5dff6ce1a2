// SPDX-License-Identifier: Apache-2.0
// The shipped models: they load, pass their self-test, give trees, and any damage is found.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "analysis/analyser.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include <doctest/doctest.h>
#include <unistd.h>

#include "analysis/network.h"
#include "analysis/self_test.h"

namespace carkeys::analysis {
namespace {

std::string model_path(std::string_view language) {
  return std::string(CARKEYS_SOURCE_DIR) + "/models/" + std::string(language) + ".model";
}

const Analyser& analyser_of(std::string_view language) {
  static const auto german = Analyser::load(model_path("de"));
  static const auto english = Analyser::load(model_path("en"));
  REQUIRE(german);
  REQUIRE(english);
  return language == "de" ? *german : *english;
}

Document analysed(std::string_view language, std::string text) {
  Article article;
  article.text = std::move(text);
  Workspace workspace;
  return analyser_of(language).analyse(article, workspace);
}

bool same(const Document& a, const Document& b) {
  if (a.tokens.size() != b.tokens.size()) {
    return false;
  }
  for (TokenIndex i = 0; i < a.tokens.size(); ++i) {
    const auto& x = a.tokens[i];
    const auto& y = b.tokens[i];
    const bool equal = x.range == y.range && a.lemma(i) == b.lemma(i) && x.head == y.head &&
                       x.features == y.features && x.upos == y.upos && x.relation == y.relation &&
                       x.name == y.name && x.name_begins == y.name_begins;
    if (!equal) {
      return false;
    }
  }
  return true;
}

void check_trees(const Document& document) {
  for (const auto& sentence : document.sentences) {
    std::size_t roots = 0;
    for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
      const bool root = document.is_root(token);
      roots += root ? 1 : 0;
      CHECK(root == (document.tokens[token].relation == Deprel::root));
      TokenIndex at = token;
      std::size_t steps = 0;
      while (!document.is_root(at) && steps <= sentence.end - sentence.begin) {
        at = document.tokens[at].head;
        CHECK(at >= sentence.begin);
        CHECK(at < sentence.end);
        ++steps;
      }
      CHECK(document.is_root(at));
    }
    CHECK(roots == 1);
  }
}

TokenIndex find(const Document& document, std::string_view form) {
  for (TokenIndex token = 0; token < document.tokens.size(); ++token) {
    if (document.form(token) == form) {
      return token;
    }
  }
  return no_token;
}

VerbMood mood_of(const std::string& text, std::string_view form) {
  const auto document = analysed("de", text);
  const auto token = find(document, form);
  REQUIRE(token != no_token);
  return document.tokens[token].features.mood;
}

TEST_CASE("the shipped models pass their self-test") {
  for (const auto* language : {"de", "en"}) {
    const auto tested = analyser_of(language).self_test();
    CHECK_MESSAGE(tested.has_value(), (tested ? std::string() : tested.error().text()));
    CHECK_FALSE(analyser_of(language).description().empty());
  }
  CHECK(analyser_of("de").language() == Language::german);
  CHECK(analyser_of("en").language() == Language::english);
}

TEST_CASE("German: subject, object, participle and names of a plain sentence") {
  const auto document = analysed(
      "de", "Die Polizei nahm am Freitag in Moskau den Oppositionspolitiker Pawel Nowik fest.");
  const auto verb = find(document, "nahm");
  REQUIRE(verb != no_token);
  CHECK(document.is_root(verb));
  CHECK(document.lemma(verb) == "festnehmen");
  CHECK(document.tokens[verb].upos == Upos::verb);
  CHECK(document.tokens[find(document, "Polizei")].head == verb);
  CHECK(document.tokens[find(document, "Polizei")].relation == Deprel::nsubj);
  CHECK(document.tokens[find(document, "Oppositionspolitiker")].relation == Deprel::obj);
  CHECK(document.tokens[find(document, "Moskau")].name == NameKind::location);
}

TEST_CASE("German: Konjunktiv I and II of reported speech are marked") {
  CHECK(mood_of("Er sagte, die Regierung habe das Abkommen gebrochen.", "habe") ==
        VerbMood::subjunctive);
  CHECK(mood_of("Der Minister erklärte, das Land sei bereit zu Gesprächen.", "sei") ==
        VerbMood::subjunctive);
  CHECK(mood_of("Die Armee werde ihre Truppen abziehen, sagte der General.", "werde") ==
        VerbMood::subjunctive);
  CHECK(mood_of("Er betonte, die Stadt könne verteidigt werden.", "könne") ==
        VerbMood::subjunctive);
  CHECK(mood_of("Das wäre ein Fehler, sagte die Ministerin.", "wäre") == VerbMood::subjunctive);
  CHECK(mood_of("Die Regierung hat das Abkommen gebrochen.", "hat") == VerbMood::indicative);
  CHECK(mood_of("Die Armee wird ihre Truppen abziehen.", "wird") == VerbMood::indicative);
}

TEST_CASE("English: subject, object and passive") {
  const auto document = analysed(
      "en", "The police arrested two journalists. The envoy was summoned by the ministry.");
  REQUIRE(document.sentences.size() == 2);
  const auto verb = find(document, "arrested");
  CHECK(document.is_root(verb));
  CHECK(document.lemma(verb) == "arrest");
  CHECK(document.tokens[find(document, "police")].relation == Deprel::nsubj);
  CHECK(document.tokens[find(document, "journalists")].relation == Deprel::obj);
  CHECK(document.tokens[find(document, "envoy")].relation == Deprel::nsubj_pass);
}

TEST_CASE("any tokens give trees") {
  std::string long_sentence;
  for (int i = 0; i < 700; ++i) {
    long_sentence += "Wort ";
  }
  for (const auto* language : {"de", "en"}) {
    for (const std::string& text : {std::string("Ja"),
                                    std::string(". . ."),
                                    std::string("a\0b\x01 \xEF\xBF\xBD \xF0\x9F\x98\x80", 13),
                                    std::string(5000, 'x'),
                                    std::string(),
                                    long_sentence}) {
      check_trees(analysed(language, text));
    }
  }
  // Given tokens: the sentence stays one, however long it is.
  auto document = document_of_words(long_sentence + "Ende", Language::german);
  Workspace workspace;
  analyser_of("de").annotate(document, workspace);
  CHECK(document.sentences.size() == 1);
  check_trees(document);
}

TEST_CASE("a sentence's analysis depends on nothing beside it") {
  const std::string one = "Das Parlament lehnte den Antrag ab.";
  const auto alone = analysed("de", one);
  const auto among = analysed("de", "Zuvor sprach der Kanzler. " + one + " Danach ging man.");
  REQUIRE(among.sentences.size() == 3);
  const auto begin = among.sentences[1].begin;
  REQUIRE(among.sentences[1].end - begin == alone.tokens.size());
  for (TokenIndex i = 0; i < alone.tokens.size(); ++i) {
    CHECK(among.tokens[begin + i].head - begin == alone.tokens[i].head);
    CHECK(among.tokens[begin + i].relation == alone.tokens[i].relation);
    CHECK(among.lemma(begin + i) == alone.lemma(i));
  }
}

TEST_CASE("threads share a model, a workspace may change models") {
  const std::string german = "Russland wies zwei Diplomaten aus. Warschau protestierte.";
  const std::string english = "Russia expelled two diplomats. Warsaw protested.";
  const auto expected = analysed("de", german);
  std::vector<Document> found(4);
  std::vector<std::thread> threads;
  for (auto& document : found) {
    threads.emplace_back([&document, &german, &english] {
      Workspace workspace;
      for (int i = 0; i < 5; ++i) {
        Article other;
        other.text = english;
        const auto ignored = analyser_of("en").analyse(other, workspace);
        CHECK(ignored.sentences.size() == 2);
        Article article;
        article.text = german;
        document = analyser_of("de").analyse(article, workspace);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  for (const auto& document : found) {
    CHECK(same(document, expected));
  }
}

struct Scores {
  std::vector<float> labels;
  std::vector<float> arcs;
};

Scores scores_on(Network& network, Path path) {
  const std::vector<std::string_view> forms = {"Der", "Minister", "sagte", "dies", "gestern", "."};
  const std::vector<Extent> extents = {{0, forms.size()}};
  NetworkScratch scratch;
  Scores scores;
  network.use(path);
  network.run(forms, extents, scratch);
  network.arc_scores(scratch, extents[0], scores.arcs);
  scores.labels = scratch.heads;
  return scores;
}

float largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  float largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    largest = std::max(largest, std::abs(a[i] - b[i]));
  }
  return largest;
}

TEST_CASE("fast paths give the same scores, close to those of the reference") {
  for (const auto* language : {"de", "en"}) {
    const auto file = ModelFile::open(model_path(language));
    REQUIRE(file);
    auto network = Network::load(*file);
    REQUIRE(network);
    const auto plain = scores_on(*network, Path::plain);
    for (const Path path : all_paths) {
      if (path == Path::reference || !is_available(path)) {
        continue;
      }
      const auto fast = scores_on(*network, path);
      CHECK(fast.labels == plain.labels);
      CHECK(fast.arcs == plain.arcs);
    }
    // Scores are of the order of ten; what decides between labels is mostly some ones apart.
    const auto reference = scores_on(*network, Path::reference);
    CHECK(largest_difference(plain.labels, reference.labels) < 0.5F);
    CHECK(largest_difference(plain.arcs, reference.arcs) < 0.5F);
  }
}

// A copy of a model with one change.
class Damaged {
 public:
  Damaged() {
    std::ifstream in(model_path("en"), std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
    path = std::filesystem::temp_directory_path() /
           ("carkeys_damaged_" + std::to_string(getpid()) + ".model");
  }

  Damaged(const Damaged&) = delete;
  Damaged& operator=(const Damaged&) = delete;

  ~Damaged() { std::filesystem::remove(path); }

  [[nodiscard]] std::string message() const {
    std::ofstream(path, std::ios::binary) << bytes;
    const auto loaded = Analyser::load(path.string());
    if (loaded) {
      return {};
    }
    CHECK(loaded.error().code == ErrorCode::bad_resource);
    return loaded.error().text();
  }

  std::string bytes;
  std::filesystem::path path;
};

TEST_CASE("damage is found at load") {
  Damaged damaged;
  REQUIRE(damaged.message().empty());
  const auto original = damaged.bytes;
  for (const std::size_t place : {original.size() / 2,
                                  original.size() - 1,
                                  std::size_t{20},
                                  std::size_t{40},
                                  std::size_t{70}}) {
    damaged.bytes = original;
    damaged.bytes[place] = static_cast<char>(damaged.bytes[place] ^ 1);
    CHECK(damaged.message().find("damaged") != std::string::npos);
  }
  damaged.bytes = original.substr(0, original.size() - 1);
  CHECK(damaged.message().find("damaged") != std::string::npos);
  damaged.bytes = original.substr(0, 10);
  CHECK(damaged.message().find("too short") != std::string::npos);
  damaged.bytes = original;
  damaged.bytes[8] = 99;
  CHECK(damaged.message().find("version 99") != std::string::npos);
  damaged.bytes = original;
  damaged.bytes[0] = 'X';
  CHECK(damaged.message().find("not a car-keys model") != std::string::npos);
  CHECK_FALSE(Analyser::load("/nonexistent/de.model"));
  CHECK_FALSE(Analyser::load("/"));
}

}  // namespace
}  // namespace carkeys::analysis
