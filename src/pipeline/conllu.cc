// SPDX-License-Identifier: Apache-2.0
#include "pipeline/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"

namespace carkeys::conllu {
namespace {

constexpr std::size_t column_count = 10;

// A form or a citation on one line: white space of all kinds as one space.
std::string on_one_line(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step here = utf8::step(text, at);
    const bool space = utf8::is_space(here.code_point) || here.code_point == 0;
    if (!space) {
      out.append(gap ? " " : "").append(text.substr(at, here.size));
    }
    gap = space;
    at += here.size;
  }
  return out;
}

std::string head_number(const Document& document,
                        const carkeys::Sentence& sentence,
                        TokenIndex at) {
  return document.is_root(at) ? "0" : std::to_string(document.tokens[at].head - sentence.begin + 1);
}

std::string misc_of(const Token& token, const utf8::CodePointMap& points) {
  std::string misc = name_tag(token);
  if (!misc.empty()) {
    misc.insert(0, "NER=");
  }
  if (!token.space_after) {
    misc += misc.empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
  }
  misc += misc.empty() ? "" : "|";
  return misc + fmt::format("TokenRange={}:{}",
                            points.code_point(token.range.begin),
                            points.code_point(token.range.end));
}

std::string sentence_text(const Document& document, const carkeys::Sentence& sentence) {
  std::string text;
  for (TokenIndex at = sentence.begin; at < sentence.end; ++at) {
    text += on_one_line(document.form(at));
    text += document.tokens[at].space_after && at + 1 < sentence.end ? " " : "";
  }
  return text;
}

// The number that starts `text`, which then begins after it; nullopt where none does.
std::optional<std::size_t> take_number(std::string_view& text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::vector<std::string> split_columns(std::string_view line) {
  std::vector<std::string> columns;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    columns.emplace_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return columns;
}

// "7", "3-4" or "8.1" in the first column.
bool read_id(std::string_view id, Row& row) {
  const auto first = take_number(id);
  if (!first) {
    return false;
  }
  row.first = row.last = *first;
  if (id.empty()) {
    return true;
  }
  const char mark = id.front();
  id.remove_prefix(1);
  const auto last = take_number(id);
  if (!last || !id.empty() || (mark != '-' && mark != '.')) {
    return false;
  }
  row.kind = mark == '-' ? Row::Kind::range : Row::Kind::empty_node;
  row.last = mark == '-' ? *last : *first;
  return mark == '.' || *last > *first;
}

}  // namespace

std::string name_tag(const Token& token) {
  constexpr std::array<std::string_view, 5> kinds = {"", "PER", "LOC", "ORG", "MISC"};
  if (token.name == NameKind::none) {
    return {};
  }
  return std::string(token.name_begins ? "B-" : "I-")
      .append(kinds[static_cast<std::size_t>(token.name)]);
}

std::string line_of(const std::vector<std::string>& columns) {
  std::string line;
  for (const std::string& column : columns) {
    line += line.empty() ? "" : "\t";
    line += column.empty() ? "_" : column;
  }
  return line + "\n";
}

std::string write(const Document& document, std::string_view citation) {
  const std::string name = on_one_line(citation);
  const utf8::CodePointMap points(document.text);
  std::string out = fmt::format("# newdoc id = {}\n", name);
  for (std::size_t number = 0; number < document.sentences.size(); ++number) {
    const carkeys::Sentence& sentence = document.sentences[number];
    if (sentence.starts_paragraph) {
      out += "# newpar\n";
    }
    out += fmt::format(
        "# sent_id = {}-{}\n# text = {}\n", name, number + 1, sentence_text(document, sentence));
    for (TokenIndex at = sentence.begin; at < sentence.end; ++at) {
      const Token& token = document.tokens[at];
      out += line_of({std::to_string(at - sentence.begin + 1),
                      on_one_line(document.form(at)),
                      on_one_line(document.lemma(at)),
                      std::string(upos_name(token.upos)),
                      "",
                      features_text(token.features, token.upos),
                      head_number(document, sentence, at),
                      std::string(deprel_name(token.relation)),
                      "",
                      misc_of(token, points)});
    }
    out += "\n";
  }
  return out;
}

std::size_t Sentence::words() const {
  return static_cast<std::size_t>(std::ranges::count(rows, Row::Kind::word, &Row::kind));
}

std::string Sentence::text() const {
  std::string out;
  for (const Row& row : rows) {
    if (row.kind == Row::Kind::word) {
      out += row.fields[1] + " ";
    }
  }
  return out;
}

Result<void> SentenceReader::take_row(std::string_view line) {
  Row row;
  row.fields = split_columns(line);
  if (row.fields.size() != column_count) {
    return failure(ErrorCode::bad_input,
                   fmt::format("{} columns instead of 10", row.fields.size()),
                   {},
                   line_);
  }
  if (!read_id(row.fields[0], row)) {
    return failure(ErrorCode::bad_input, "\"" + row.fields[0] + "\" is no word number", {}, line_);
  }
  const std::size_t words = sentence_.words();
  const bool in_order =
      row.kind == Row::Kind::empty_node ? row.first == words : row.first == words + 1;
  if (!in_order) {
    return failure(ErrorCode::bad_input, "word " + row.fields[0] + " is out of order", {}, line_);
  }
  sentence_.line = sentence_.rows.empty() ? line_ : sentence_.line;
  sentence_.rows.push_back(std::move(row));
  return {};
}

Result<std::optional<Sentence>> SentenceReader::complete() {
  if (sentence_.rows.empty()) {
    return std::nullopt;  // marks of documents and paragraphs may stand by themselves
  }
  Sentence done = std::exchange(sentence_, {});
  for (const Row& row : done.rows) {
    if (row.last > done.words()) {
      return failure(ErrorCode::bad_input,
                     "range " + row.fields[0] + " goes beyond the sentence",
                     {},
                     done.line);
    }
  }
  return std::optional(std::move(done));
}

Result<std::optional<Sentence>> SentenceReader::take(std::string_view line) {
  ++line_;
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  if (line.find_first_not_of(" \t") == std::string_view::npos) {
    skipping_ = false;
    return complete();
  }
  if (skipping_) {
    return std::nullopt;
  }
  if (line.front() == '#' && sentence_.rows.empty()) {
    sentence_.comments.emplace_back(line);
    return std::nullopt;
  }
  if (Result<void> taken = take_row(line); !taken) {
    sentence_ = {};
    skipping_ = true;
    return tl::unexpected<Error>(taken.error());
  }
  return std::nullopt;
}

Result<std::optional<Sentence>> SentenceReader::finish() {
  return complete();
}

}  // namespace carkeys::conllu
