// SPDX-License-Identifier: Apache-2.0
#include "article/layout.h"

#include <algorithm>
#include <optional>

#include "article/dateline.h"
#include "article/paragraphs.h"
#include "base/utf8.h"

namespace carkeys::article {
namespace {

constexpr std::size_t most_label_words = 3;      // "car-keys", "Politik", "The Daily Record"
constexpr std::size_t most_headline_words = 25;  // more is a sentence without its end

using Kind = Article::PartKind;

// Letters of a line in lower case, words with one space between them; digits and marks left out.
std::string plain_words(std::string_view line) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < line.size();) {
    const utf8::Step here = utf8::step(line, at);
    at += here.size;
    if (!utf8::is_letter(here.code_point)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) {
      out.push_back(' ');
    }
    gap = false;
    utf8::append(out, utf8::to_lower(here.code_point));
  }
  return out;
}

enum class Furniture : std::uint8_t { none, line, rest };

bool matches(const Layout::Phrase& phrase, std::string_view words, std::string_view label) {
  switch (phrase.match) {
    case Layout::Match::whole:
      return words == phrase.words;
    case Layout::Match::start:
      return words == phrase.words || words.starts_with(phrase.words + " ");
    case Layout::Match::label:
      return label == phrase.words;
  }
  return false;
}

Furniture furniture_of(std::string_view line, const std::vector<Layout::Phrase>& phrases) {
  const std::string words = plain_words(line);
  const std::size_t colon = line.find(':');
  const std::string label =
      colon == std::string_view::npos ? std::string() : plain_words(line.substr(0, colon));
  const auto found = std::ranges::find_if(
      phrases, [&](const Layout::Phrase& phrase) { return matches(phrase, words, label); });
  if (found == phrases.end()) {
    return Furniture::none;
  }
  return found->rest ? Furniture::rest : Furniture::line;
}

bool can_be_furniture(const Paragraph& paragraph) {
  return paragraph.words <= most_headline_words && !paragraph.ends_period;
}

void remove_furniture(std::vector<Paragraph>& paragraphs,
                      std::string_view text,
                      const std::vector<Layout::Phrase>& phrases) {
  std::vector<Paragraph> kept;
  bool inside = false;  // after a line whose reach is the rest
  for (const Paragraph& paragraph : paragraphs) {
    const Furniture kind = can_be_furniture(paragraph)
                               ? furniture_of(paragraph.range.in(text), phrases)
                               : Furniture::none;
    inside = kind == Furniture::rest || (inside && !paragraph.ends_period);
    if (kind == Furniture::none && !inside) {
      kept.push_back(paragraph);
    }
  }
  paragraphs = std::move(kept);
}

bool is_headline(const Paragraph& paragraph) {
  return !paragraph.ends_sentence && paragraph.words <= most_headline_words;
}

// Everything before the first paragraph that ends as a sentence does: labels are dropped, longer
// lines are headlines. Returns where the body begins.
std::size_t take_head(const std::vector<Paragraph>& paragraphs,
                      std::size_t body_begin,
                      std::vector<Article::Part>& parts) {
  std::size_t at = 0;
  for (; at < body_begin && is_headline(paragraphs[at]); ++at) {
    if (paragraphs[at].words > most_label_words) {
      parts.push_back({paragraphs[at].range, Kind::headline});
    } else if (!paragraphs[at].blank_after) {
      break;
    }
  }
  return at;
}

struct Span {
  std::size_t begin;
  std::size_t end;
};

// The body, with the dateline cut off that may stand in one of its first paragraphs.
void take_body(const std::vector<Paragraph>& paragraphs,
               std::string_view text,
               Span body,
               const std::unordered_set<std::string>& function_words,
               std::vector<Article::Part>& parts) {
  constexpr std::size_t most_leads = 3;
  const auto is_function_word = [&](const std::string& word) {
    return function_words.contains(word);
  };
  bool dateline = false;
  for (std::size_t at = body.begin; at < body.end; ++at) {
    TextRange range = paragraphs[at].range;
    if (!dateline && at < body.begin + most_leads) {
      const std::size_t size = dateline_size(range.in(text), is_function_word);
      dateline = size > 0;
      range.begin += static_cast<std::uint32_t>(size);
    }
    parts.push_back({range, Kind::body});
  }
}

// What stands after the last paragraph that ends as a sentence does. One line is a headline that
// trails the body; several are links to other stories.
void take_tail(const std::vector<Paragraph>& paragraphs,
               std::size_t tail_begin,
               std::vector<Article::Part>& parts) {
  std::vector<Paragraph> lines;
  for (std::size_t at = tail_begin; at < paragraphs.size(); ++at) {
    if (!is_headline(paragraphs[at])) {
      parts.push_back({paragraphs[at].range, Kind::body});
    } else if (paragraphs[at].words > most_label_words) {
      lines.push_back(paragraphs[at]);
    }
  }
  if (lines.size() == 1) {
    parts.push_back({lines.front().range, Kind::trailing_headline});
  }
}

std::optional<Layout::Match> match_from(std::string_view name) {
  if (name == "whole") {
    return Layout::Match::whole;
  }
  if (name == "start") {
    return Layout::Match::start;
  }
  if (name == "label") {
    return Layout::Match::label;
  }
  return std::nullopt;
}

bool repeats_title(const Paragraph& paragraph, std::string_view text, std::string_view title) {
  return !title.empty() && plain_words(paragraph.range.in(text)) == plain_words(title);
}

}  // namespace

Result<Layout::Words> Layout::load_words(const resources::Lexicon& lexicon,
                                         const std::string& folder) {
  Words words;
  const resources::Table* furniture = lexicon.table(folder + "/furniture");
  const resources::Table* function_words = lexicon.table(folder + "/function_words");
  if (furniture == nullptr || function_words == nullptr) {
    return failure(ErrorCode::bad_resource,
                   "table " + folder + "/furniture or " + folder + "/function_words is missing");
  }
  const auto phrase = furniture->column("phrase");
  const auto match = furniture->column("match");
  const auto reach = furniture->column("reach");
  const auto word = function_words->column("word");
  if (!phrase || !match || !reach || !word) {
    return failure(ErrorCode::bad_resource,
                   "table " + folder + "/furniture needs the columns phrase, match, reach");
  }
  for (std::size_t row = 0; row < furniture->rows(); ++row) {
    const auto kind = match_from(furniture->cell(row, *match));
    if (!kind) {
      return failure(ErrorCode::bad_resource,
                     "match is neither whole nor start nor label",
                     furniture->place(row));
    }
    words.furniture.push_back({plain_words(furniture->cell(row, *phrase)),
                               *kind,
                               furniture->cell(row, *reach) == "rest"});
  }
  for (std::size_t row = 0; row < function_words->rows(); ++row) {
    words.function_words.insert(utf8::to_lower(function_words->cell(row, *word)));
  }
  return words;
}

Result<Layout> Layout::load(const resources::Lexicon& lexicon) {
  Layout layout;
  CARKEYS_TRY(layout.german_, load_words(lexicon, "de"));
  CARKEYS_TRY(layout.english_, load_words(lexicon, "en"));
  return layout;
}

const Layout::Words& Layout::words(Language language) const {
  return language == Language::german ? german_ : english_;
}

bool Layout::is_furniture(std::string_view line) const {
  return furniture_of(line, german_.furniture) != Furniture::none ||
         furniture_of(line, english_.furniture) != Furniture::none;
}

std::vector<Article::Part> Layout::parts(std::string_view text,
                                         Language language,
                                         std::string_view title) const {
  const Words& known = words(language);
  std::vector<Paragraph> paragraphs = split_paragraphs(text, [&](std::string_view line) {
    return !line.ends_with('.') && furniture_of(line, known.furniture) != Furniture::none;
  });
  const auto is_sentence = [](const Paragraph& each) { return each.ends_sentence; };
  std::vector<Article::Part> parts;
  if (std::ranges::none_of(paragraphs, is_sentence)) {
    // Nothing to tell lines from sentences by: a single sentence without its full stop, say.
    for (const Paragraph& paragraph : paragraphs) {
      parts.push_back({paragraph.range, Kind::body});
    }
    return parts;
  }
  remove_furniture(paragraphs, text, known.furniture);
  const auto first = std::ranges::find_if(paragraphs, is_sentence);
  const auto last = std::find_if(paragraphs.rbegin(), paragraphs.rend(), is_sentence).base();
  const auto tail = static_cast<std::size_t>(last - paragraphs.begin());
  std::size_t at =
      take_head(paragraphs, static_cast<std::size_t>(first - paragraphs.begin()), parts);
  if (at < tail && tail - at > 1 && repeats_title(paragraphs[at], text, title)) {
    parts.push_back({paragraphs[at].range, Kind::headline});
    ++at;
  }
  take_body(paragraphs, text, {at, tail}, known.function_words, parts);
  take_tail(paragraphs, tail, parts);
  return parts;
}

}  // namespace carkeys::article
