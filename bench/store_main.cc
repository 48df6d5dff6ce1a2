// SPDX-License-Identifier: Apache-2.0
// How many records a second one core writes into a fresh SQLite database, full-text index included.
// usage: carkeys-bench-store FILE [RECORDS]
// Articles are made up: 200 words out of a vocabulary of 20,000, eight records each.
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>

#include <fmt/format.h>

#include "records/record_id.h"
#include "store/sample_coding.h"
#include "store/sink.h"

namespace {

using carkeys::Article;
using carkeys::Coding;
using carkeys::Record;

constexpr std::size_t records_in_article = 8;

// One word in ten has an umlaut.
std::string word(std::size_t number) {
  constexpr std::string_view letters = "enisratdhulcgmobwfkzvp";
  std::string out = number % 10 == 0 ? "ü" : "";
  for (std::size_t rest = number + letters.size(); rest > 0; rest /= letters.size()) {
    out += letters[rest % letters.size()];
    out += rest % 3 == 0 ? "e" : "";
  }
  return out + "en";
}

Article article_of(std::size_t number, std::mt19937& random) {
  Article article = carkeys::store::sample::article();
  article.citation = fmt::format("{}.txt", number);
  article.date->day = static_cast<std::uint8_t>(1 + number % 28);
  std::geometric_distribution<std::size_t> common(0.002);
  for (int i = 0; i < 200; ++i) {
    article.text += " " + word(common(random) % 20'000);
  }
  return article;
}

Coding coding_of(const Article& article) {
  Coding coding;
  const std::string key = carkeys::article_key(article);
  for (std::size_t i = 0; i < records_in_article; ++i) {
    Record record = i % 4 == 0 ? carkeys::store::sample::closed_posts(article)
                               : carkeys::store::sample::visit(article);
    record.mode = {fmt::format("mode{}", i)};
    record.id = carkeys::record_id(key, record);
    coding.records.push_back(record);
  }
  return coding;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: carkeys-bench-store FILE [RECORDS]\n");
    return 2;
  }
  const std::size_t wanted = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 200'000;
  auto sink = carkeys::store::sqlite_sink(argv[1], {"models", "lexicon", ""});
  if (!sink) {
    fmt::print(stderr, "{}\n", sink.error().text());
    return 6;
  }
  std::mt19937 random(1);
  double making = 0;
  const auto seconds = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
  const auto begin = std::chrono::steady_clock::now();
  const double cpu_begin = seconds();
  for (std::size_t number = 0; number * records_in_article < wanted; ++number) {
    const double before = seconds();
    const Article article = article_of(number, random);
    const Coding coding = coding_of(article);
    making += seconds() - before;
    if (auto written = (*sink)->write(article, coding); !written) {
      fmt::print(stderr, "{}\n", written.error().text());
      return 6;
    }
  }
  if (auto finished = (*sink)->finish(); !finished) {
    fmt::print(stderr, "{}\n", finished.error().text());
    return 6;
  }
  const double cpu = seconds() - cpu_begin - making;
  const double wall =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() - making;
  fmt::print("{} records: {:.0f} records/s of processor time, {:.0f} records/s by the clock\n",
             wanted,
             static_cast<double>(wanted) / cpu,
             static_cast<double>(wanted) / wall);
  return 0;
}
