// SPDX-License-Identifier: Apache-2.0
// Measures German time expressions against KRAUTS (TimeML): an expression counts when its span
// overlaps a gold span and the value is equal. The corpus is not part of the project; its folder is
// named by CARKEYS_SHARED. Without it the test says so and measures nothing.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "coding/time/plain_document.h"
#include "coding/time/time.h"

namespace {

using carkeys::Date;
using carkeys::TextRange;
namespace files = std::filesystem;

struct GoldExpression {
  TextRange range;
  std::string value;
};

struct GoldDocument {
  std::optional<Date> date;
  std::string text;
  std::vector<GoldExpression> expressions;
};

std::string attribute(const std::string& tag, const std::string& name) {
  const std::size_t at = tag.find(" " + name + "=\"");
  if (at == std::string::npos) {
    return {};
  }
  const std::size_t begin = at + name.size() + 3;
  return tag.substr(begin, tag.find('"', begin) - begin);
}

std::string unescaped(std::string text) {
  const std::map<std::string, std::string> entities = {
      {"&quot;", "\""}, {"&apos;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}};
  for (const auto& [entity, plain] : entities) {
    for (std::size_t at = text.find(entity); at != std::string::npos;
         at = text.find(entity, at + plain.size())) {
      text.replace(at, entity.size(), plain);
    }
  }
  return text;
}

Date date_from(const std::string& text) {
  return {static_cast<std::int16_t>(std::atoi(text.c_str())),
          static_cast<std::uint8_t>(std::atoi(text.substr(5, 2).c_str())),
          static_cast<std::uint8_t>(std::atoi(text.substr(8, 2).c_str()))};
}

GoldDocument read_gold(const std::string& source) {
  GoldDocument gold;
  const std::size_t stamp = source.find("<DCT>");
  const std::size_t stamp_end = source.find("</DCT>");
  gold.date = date_from(attribute(source.substr(stamp, stamp_end - stamp), "value"));
  std::size_t at = source.find("<TEXT>") + 6;
  const std::size_t end = source.find("</TEXT>");
  std::vector<GoldExpression> open;
  while (at < end) {
    const std::size_t tag = std::min(source.find('<', at), end);
    gold.text += unescaped(source.substr(at, tag - at));
    if (tag == end) {
      break;
    }
    const std::size_t tag_end = source.find('>', tag);
    const std::string inside = source.substr(tag, tag_end - tag);
    const auto here = static_cast<std::uint32_t>(gold.text.size());
    if (inside.starts_with("<TIMEX3") && inside.back() != '/') {
      open.push_back({{here, here}, attribute(inside, "value")});
    } else if (inside.starts_with("</TIMEX3") && !open.empty()) {
      open.back().range.end = here;
      gold.expressions.push_back(open.back());
      open.pop_back();
    }
    at = tag_end + 1;
  }
  return gold;
}

struct Score {
  std::size_t gold = 0;
  std::size_t found = 0;
  std::size_t spans = 0;
  std::size_t values = 0;

  [[nodiscard]] double f1(std::size_t right) const {
    return 200.0 * static_cast<double>(right) / static_cast<double>(gold + found);
  }
};

void measure(const carkeys::coding::TimeResolver& resolver, const files::path& path, Score& score) {
  std::ifstream stream(path, std::ios::binary);
  const std::string source{std::istreambuf_iterator<char>(stream), {}};
  const GoldDocument gold = read_gold(source);
  const auto document = carkeys::coding::plain_document(gold.text, carkeys::Language::german);
  std::vector<bool> taken(gold.expressions.size(), false);
  const bool verbose = std::getenv("CARKEYS_VERBOSE") != nullptr;
  for (const auto& found : resolver.find(document, gold.date)) {
    ++score.found;
    std::size_t best = gold.expressions.size();
    for (std::size_t at = 0; at < gold.expressions.size(); ++at) {
      const GoldExpression& expression = gold.expressions[at];
      const bool overlap =
          expression.range.begin < found.range.end && found.range.begin < expression.range.end;
      if (!taken[at] && overlap &&
          (best == gold.expressions.size() || expression.value == found.value)) {
        best = at;
      }
    }
    const bool hit = best < gold.expressions.size();
    const std::string expected = hit ? gold.expressions[best].value : "nothing";
    if (hit) {
      taken[best] = true;
      ++score.spans;
      score.values += expected == found.value ? 1 : 0;
    }
    if (verbose && expected != found.value) {
      MESSAGE("wrong " << found.range.in(gold.text) << " is " << found.value << " not "
                       << expected);
    }
  }
  score.gold += gold.expressions.size();
  for (std::size_t at = 0; verbose && at < taken.size(); ++at) {
    if (!taken[at]) {
      MESSAGE("missed " << gold.expressions[at].range.in(gold.text) << " "
                        << gold.expressions[at].value);
    }
  }
}

}  // namespace

TEST_CASE("values of german time expressions against KRAUTS") {
  const char* shared = std::getenv("CARKEYS_SHARED");
  const files::path root =
      files::path(shared != nullptr ? shared : CARKEYS_SOURCE_DIR "/../shared") / "data" / "time";
  if (!files::exists(root)) {
    MESSAGE("KRAUTS is not there (CARKEYS_SHARED): nothing measured");
    return;
  }
  const auto lexicon = carkeys::resources::Lexicon::from_folder(CARKEYS_SOURCE_DIR "/lexicon");
  REQUIRE(lexicon);
  const auto resolver = carkeys::coding::TimeResolver::load(*lexicon);
  REQUIRE(resolver);
  Score both;
  for (const std::string part : {"KRAUTS_Dolomiten-42", "KRAUTS_DieZeit"}) {
    Score score;
    std::vector<files::path> paths(files::directory_iterator(root / part),
                                   files::directory_iterator());
    std::ranges::sort(paths);
    for (const files::path& path : paths) {
      measure(*resolver, path, score);
    }
    MESSAGE(part << ": gold " << score.gold << ", found " << score.found << ", span F1 "
                 << score.f1(score.spans) << ", value F1 " << score.f1(score.values));
    both.gold += score.gold;
    both.found += score.found;
    both.spans += score.spans;
    both.values += score.values;
  }
  MESSAGE("both: span F1 " << both.f1(both.spans) << ", value F1 " << both.f1(both.values));
  CHECK(both.f1(both.values) > 75.0);
}
