// SPDX-License-Identifier: Apache-2.0
// Speed of the analyser alone, on one thread, by processor time: load, splitter, and each path
// through the arithmetic that this processor has. Called by bench/analyser.
//
// usage: carkeys-bench-analyser MODEL TEXT       TEXT: articles with form feeds between them
#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analysis/analyser.h"
#include "analysis/model_file.h"
#include "analysis/tokens/segmenter.h"

namespace carkeys::analysis {
namespace {

double seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// The shortest of several runs.
template <typename Work>
double best_time(int runs, Work work) {
  double best = 1e9;
  for (int run = 0; run < runs; ++run) {
    const double begin = seconds();
    work();
    best = std::min(best, seconds() - begin);
  }
  return best;
}

std::vector<Article> read_articles(const char* path) {
  std::ifstream in(path, std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(in), {});
  std::vector<Article> articles;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\f', begin), all.size());
    articles.emplace_back().text = all.substr(begin, end - begin);
    begin = end + 1;
  }
  return articles;
}

void measure_splitter(const std::string& model, const std::vector<Article>& articles) {
  constexpr int runs = 10;
  const auto file = ModelFile::open(model);
  const bool german = file && file->text("config").find("language de") != std::string_view::npos;
  const Rules rules = make_rules(german ? Language::german : Language::english,
                                 file ? file->text("abbreviations") : std::string_view());
  std::vector<Document> documents(articles.size());
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    documents[i].text = articles[i].text;
    bytes += articles[i].text.size();
  }
  const double time = best_time(runs, [&] {
    for (Document& document : documents) {
      document.tokens.clear();
      document.sentences.clear();
      segment(rules, {}, document);
    }
  });
  fmt::print("splitter: {:.0f} MB/s\n", static_cast<double>(bytes) / time * 1e-6);
}

void measure_path(Analyser& analyser, Path path, const std::vector<Article>& articles) {
  constexpr int runs = 5;
  if (!analyser.use(path)) {
    fmt::print("{}: not on this processor\n", path_name(path));
    return;
  }
  const bool slow = path == Path::reference || path == Path::plain;
  Workspace workspace;
  std::size_t words = 0;
  const double time = best_time(slow ? 1 : runs, [&] {
    words = 0;
    for (const Article& article : articles) {
      words += analyser.analyse(article, workspace).tokens.size();
    }
  });
  fmt::print(
      "{}: {:.0f} words/s ({} words)\n", path_name(path), static_cast<double>(words) / time, words);
}

int run(const char* model, const char* text) {
  constexpr int runs = 5;
  const double load = best_time(runs, [&] { static_cast<void>(Analyser::load(model)); });
  auto analyser = Analyser::load(model);
  const auto articles = read_articles(text);
  if (!analyser || articles.empty()) {
    fmt::print(stderr, "{}\n", analyser ? "no text" : analyser.error().text());
    return 1;
  }
  fmt::print("load: {:.1f} ms\n", load * 1e3);
  measure_splitter(model, articles);
  for (const Path path : all_paths) {
    measure_path(*analyser, path, articles);
  }
  return 0;
}

}  // namespace
}  // namespace carkeys::analysis

int main(int count, char** arguments) {
  if (count != 3) {
    fmt::print(stderr, "usage: carkeys-bench-analyser MODEL TEXT\n");
    return 2;
  }
  return carkeys::analysis::run(arguments[1], arguments[2]);
}
