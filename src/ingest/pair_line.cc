// SPDX-License-Identifier: Apache-2.0
#include "ingest/pair_line.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "base/utf8.h"

namespace carkeys::ingest {
namespace {

namespace dom = simdjson::dom;

Result<Phrase> phrase_from(const dom::object& object, std::string_view name) {
  Phrase phrase;
  dom::element value;
  if (object[name].get(value) != simdjson::SUCCESS || value.is_null()) {
    return phrase;
  }
  if (std::string_view words; value.get(words) == simdjson::SUCCESS) {
    phrase.words = std::string(words);
    return phrase;
  }
  dom::array span;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  constexpr std::uint64_t most = 1U << 30U;
  if (value.get(span) != simdjson::SUCCESS || span.size() != 2 ||
      span.at(0).get(begin) != simdjson::SUCCESS || span.at(1).get(end) != simdjson::SUCCESS ||
      begin >= end || end > most) {
    return failure(
        ErrorCode::bad_input,
        "field \"" + std::string(name) + "\" must be words or [begin, end] in code points");
  }
  phrase.begin = static_cast<std::uint32_t>(begin);
  phrase.end = static_cast<std::uint32_t>(end);
  return phrase;
}

// The value of a cell that a program has put in quotes, with each quote inside doubled; any other
// cell is left alone ('"No," he said, "never."').
std::string unquoted(std::string_view cell) {
  if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') {
    return std::string(cell);
  }
  const std::string_view inner = cell.substr(1, cell.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '"' && (++i == inner.size() || inner[i] != '"')) {
      return std::string(cell);
    }
    out += inner[i];
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    cells.push_back(unquoted(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return cells;
}

// Where a table has its text, source and target.
struct Columns {
  std::array<std::size_t, 3> at = {0, 1, 2};
};

// Nullopt: the line is no header.
std::optional<Columns> header(const std::vector<std::string>& cells) {
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(cells, name) - cells.begin());
  };
  const std::size_t text = std::min(column("sentence"), column("text"));
  const Columns columns{{text, column("source"), column("target")}};
  return std::ranges::count(columns.at, cells.size()) > 0 ? std::nullopt : std::optional(columns);
}

bool is_inside_word(std::string_view text, std::size_t at) {
  const auto is_word = [&](std::size_t byte) {
    const auto value = static_cast<unsigned char>(text[byte]);
    return value >= 0x80 || std::isalnum(value) != 0;
  };
  return at > 0 && at < text.size() && is_word(at - 1) && is_word(at);
}

// How good a place of the words is.
int worth(std::string_view text, TextRange place, TextRange other) {
  const bool whole = !is_inside_word(text, place.begin) && !is_inside_word(text, place.end);
  const bool apart = place.end <= other.begin || place.begin >= other.end;
  return (whole ? 2 : 0) + (apart ? 1 : 0);
}

std::optional<TextRange> find_words(std::string_view text,
                                    std::string_view words,
                                    TextRange other) {
  std::optional<TextRange> best;
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1)) {
    const TextRange place{static_cast<std::uint32_t>(at),
                          static_cast<std::uint32_t>(at + words.size())};
    if (!best || worth(text, place, other) > worth(text, *best, other)) {
      best = place;
    }
  }
  return best;
}

}  // namespace

std::optional<TextRange> Phrase::in(std::string_view text, TextRange other) const {
  if (!words.empty()) {
    return find_words(text, words, other);
  }
  const utf8::CodePointMap points(text);
  if (begin == end || end > points.size()) {
    return std::nullopt;
  }
  return TextRange{points.byte(begin), points.byte(end)};
}

struct PairLineReader::Parser {
  dom::parser parser;
  JsonLineReader articles;
  Columns columns;

  Result<PairLine> from_json(const std::string& text, const std::string& source, std::int64_t line);
  // Nullopt: a header.
  Result<std::optional<PairLine>> from_cells(std::string_view text, bool first);
};

Result<PairLine> PairLineReader::Parser::from_json(const std::string& text,
                                                   const std::string& source,
                                                   std::int64_t line) {
  PairLine pair;
  CARKEYS_TRY(pair.item, articles.read(text, source, line));
  dom::object object;
  if (parser.parse(text).get(object) != simdjson::SUCCESS) {
    return failure(ErrorCode::bad_input, "not a JSON object");
  }
  CARKEYS_TRY(pair.source, phrase_from(object, "source"));
  CARKEYS_TRY(pair.target, phrase_from(object, "target"));
  return pair;
}

Result<std::optional<PairLine>> PairLineReader::Parser::from_cells(std::string_view text,
                                                                   bool first) {
  std::vector<std::string> cells = cells_of(text);
  if (first) {
    const auto named = header(cells);
    columns = named.value_or(Columns{});
    if (named) {
      return std::nullopt;
    }
  }
  if (cells.size() <= *std::ranges::max_element(columns.at)) {
    return failure(ErrorCode::bad_input, "text, source and target are needed, between tabs");
  }
  PairLine line;
  line.item.decoded = true;
  line.source.words = std::string(trimmed(cells[columns.at[1]]));
  line.target.words = std::string(trimmed(cells[columns.at[2]]));
  line.item.bytes = std::move(cells[columns.at[0]]);
  return line;
}

PairLineReader::PairLineReader() : parser_(std::make_unique<Parser>()) {}

PairLineReader::PairLineReader(PairLineReader&&) noexcept = default;
PairLineReader& PairLineReader::operator=(PairLineReader&&) noexcept = default;
PairLineReader::~PairLineReader() = default;

Result<std::optional<PairLine>> PairLineReader::read(std::string_view bytes,
                                                     const std::string& source,
                                                     std::int64_t line) {
  std::string text = utf8::decode(bytes);
  if (text.ends_with('\r')) {
    text.pop_back();
  }
  Result<std::optional<PairLine>> pair = std::nullopt;
  if (looks_like_json_lines(text).value_or(false)) {
    pair = parser_->from_json(text, source, line);
  } else {
    pair = parser_->from_cells(text, line == 1);
  }
  if (!pair) {
    pair.error().origin = source;
    pair.error().place = line;
  } else if (*pair && (*pair)->item.citation.empty()) {
    (*pair)->item.citation = source + ":" + std::to_string(line);
  }
  return pair;
}

}  // namespace carkeys::ingest
