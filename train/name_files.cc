// SPDX-License-Identifier: Apache-2.0
#include "name_files.h"

#include <algorithm>
#include <array>
#include <map>

#include <simdjson.h>
#include <zlib.h>

#include "analysis/tags/labels.h"
#include "base/utf8.h"

namespace carkeys::train {
namespace {

constexpr std::array<std::pair<std::string_view, NameKind>, 12> kinds = {{
    {"PER", NameKind::person},
    {"LOC", NameKind::location},
    {"ORG", NameKind::organisation},
    {"MISC", NameKind::miscellaneous},
    {"OTH", NameKind::miscellaneous},
    {"person", NameKind::person},
    {"location", NameKind::location},
    {"location-city", NameKind::location},
    {"location-street", NameKind::location},
    {"location-stop", NameKind::location},
    {"organization", NameKind::organisation},
    {"organization-company", NameKind::organisation},
}};

// Kinds of SmartData and MobIE that are no names in our sense.
bool is_no_name(std::string_view kind) {
  constexpr std::array<std::string_view, 12> others = {"date",
                                                       "time",
                                                       "duration",
                                                       "number",
                                                       "money",
                                                       "percent",
                                                       "distance",
                                                       "set",
                                                       "trigger",
                                                       "event-cause",
                                                       "disaster-type",
                                                       "org-position"};
  return kind.ends_with("deriv") || std::ranges::find(others, kind) != others.end();
}

// The bytes of a gzipped file.
Result<std::string> read_gzip(const std::string& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) {
    return failure(ErrorCode::bad_resource, "cannot be opened", path);
  }
  std::string out;
  std::array<char, 65536> block{};
  int size = gzread(file, block.data(), static_cast<unsigned>(block.size()));
  while (size > 0) {
    out.append(block.data(), static_cast<std::size_t>(size));
    size = gzread(file, block.data(), static_cast<unsigned>(block.size()));
  }
  const bool whole = size == 0 && gzclose(file) == Z_OK;
  return whole ? Result<std::string>(std::move(out))
               : failure(ErrorCode::bad_resource, "damaged gzip file", path);
}

struct Span {
  std::uint32_t end = 0;
  std::string kind;
};

// By where they begin; of several that begin together the longest.
std::map<std::uint32_t, Span> mentions(const simdjson::dom::element& document) {
  std::map<std::uint32_t, Span> spans;
  simdjson::dom::array all;
  if (document["conceptMentions"]["array"].get(all) != simdjson::SUCCESS) {
    return spans;
  }
  for (const auto mention : all) {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::string_view kind;
    const bool complete = mention["span"]["start"].get(begin) == simdjson::SUCCESS &&
                          mention["span"]["end"].get(end) == simdjson::SUCCESS &&
                          mention["type"].get(kind) == simdjson::SUCCESS;
    auto& span = spans[static_cast<std::uint32_t>(begin)];
    const bool name =
        complete &&
        std::ranges::find(kinds, kind, &decltype(kinds)::value_type::first) != kinds.end();
    if (name && static_cast<std::uint32_t>(end) > span.end) {
      span = {static_cast<std::uint32_t>(end), std::string(kind)};
    }
  }
  return spans;
}

void add_document(const simdjson::dom::element& element,
                  const analysis::Rules& rules,
                  Style style,
                  std::vector<Example>& examples) {
  std::string_view text;
  if (element["text"]["string"].get(text) != simdjson::SUCCESS) {
    return;
  }
  const auto spans = mentions(element);
  Document document;
  document.text = text;
  analysis::segment(rules, {}, document);
  const utf8::CodePointMap map(document.text);
  for (const auto& sentence : document.sentences) {
    Example example;
    example.style = style;
    const Span* open = nullptr;
    for (auto token = sentence.begin; token < sentence.end; ++token) {
      const auto begin = map.code_point(document.tokens[token].range.begin);
      const auto found = spans.find(begin);
      const bool begins = found != spans.end() && found->second.end > 0;
      if (begins) {
        open = &found->second;
      } else if (open != nullptr && begin >= open->end) {
        open = nullptr;
      }
      auto target = unlabelled_target();
      target.name = open == nullptr ? 0 : name_label((begins ? "B-" : "I-") + open->kind);
      example.forms.emplace_back(document.form(token));
      example.targets.push_back(std::move(target));
    }
    examples.push_back(std::move(example));
  }
}

}  // namespace

std::int32_t name_label(std::string_view tag) {
  if (tag == "O") {
    return 0;
  }
  if (tag.size() < 3 || tag[1] != '-') {
    return missing;
  }
  const auto kind = tag.substr(2);
  for (const auto& [name, number] : kinds) {
    if (kind == name) {
      return analysis::name_class(number, tag[0] == 'B');
    }
  }
  return is_no_name(kind) ? 0 : missing;  // missing: part of a longer word, or unknown
}

Result<std::vector<Example>> read_name_columns(const std::string& path,
                                               const NameColumns& columns,
                                               Style style) {
  CARKEYS_TRY(const auto text, read_text(path));
  std::vector<Example> examples;
  Example current;
  current.style = style;
  const Example empty = current;
  for (const auto line : split(text, '\n')) {
    const auto fields = split(line, columns.separator);
    if (line.empty()) {
      if (!current.forms.empty()) {
        examples.push_back(std::move(current));
      }
      current = empty;
    } else if (fields[0] != "#" && !line.starts_with("# ") && !line.starts_with("-DOCSTART-") &&
               fields.size() > std::max(columns.form, columns.tag)) {
      auto form = fields[columns.form];
      form.remove_prefix(std::min(columns.form_prefix.size(), form.size()));
      auto target = unlabelled_target();
      target.name = name_label(fields[columns.tag]);
      current.forms.emplace_back(form);
      current.targets.push_back(std::move(target));
    }
  }
  return examples;
}

Result<std::vector<Example>> read_smartdata(const std::string& path,
                                            const analysis::Rules& rules,
                                            Style style) {
  CARKEYS_TRY(const auto bytes, read_gzip(path));
  const simdjson::padded_string padded(bytes);
  simdjson::dom::parser parser;
  simdjson::dom::document_stream documents;
  std::vector<Example> examples;
  if (parser.parse_many(padded, padded.size()).get(documents) != simdjson::SUCCESS) {
    return failure(ErrorCode::bad_resource, "is no JSON", path);
  }
  for (const auto document : documents) {
    simdjson::dom::element element;
    if (document.get(element) == simdjson::SUCCESS) {
      add_document(element, rules, style, examples);
    }
  }
  return examples;
}

}  // namespace carkeys::train
