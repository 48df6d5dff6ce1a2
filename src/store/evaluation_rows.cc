// SPDX-License-Identifier: Apache-2.0
// Reads what is compared: rows, native records, documents. simdjson is included here alone.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "store/evaluation.h"

namespace carkeys::store {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// Calls `use` with each line of a JSON Lines file that is not blank; `use` returns what is wrong
// with the line, or nothing.
template <typename Use>
Result<void> for_each_object(const std::string& path, Use use) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) {
    return failure(ErrorCode::bad_input,
                   fmt::format("cannot be read: {}", std::generic_category().message(errno)),
                   path);
  }
  simdjson::dom::parser parser;
  std::string line;
  for (std::int64_t number = 1; std::getline(file, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    object fields;
    if (const auto error = parser.parse(line).get(fields); error != simdjson::SUCCESS) {
      return failure(ErrorCode::bad_input,
                     fmt::format("not a JSON object: {}", simdjson::error_message(error)),
                     path,
                     number);
    }
    if (std::optional<std::string> fault = use(fields)) {
      return failure(ErrorCode::bad_input, std::move(*fault), path, number);
    }
  }
  if (file.bad()) {
    return failure(ErrorCode::bad_input, "cannot be read to its end", path);
  }
  return {};
}

std::optional<element> field(const object& fields, std::string_view name) {
  element value;
  if (fields[name].get(value) != simdjson::SUCCESS || value.is_null()) {
    return std::nullopt;
  }
  return value;
}

std::string text_of(const std::optional<element>& value) {
  std::string_view text;
  if (!value || value->get(text) != simdjson::SUCCESS) {
    return {};
  }
  return std::string(text);
}

std::int64_t integer_of(const std::optional<element>& value, std::int64_t otherwise) {
  std::int64_t number = 0;
  return value && value->get(number) == simdjson::SUCCESS ? number : otherwise;
}

// The elements of a list; a single text is a list of one.
std::vector<std::string> texts_of(const std::optional<element>& value) {
  std::vector<std::string> texts;
  array list;
  if (value && value->get(list) == simdjson::SUCCESS) {
    for (const element item : list) {
      texts.push_back(text_of(item));
    }
  } else if (value) {
    texts.push_back(text_of(value));
  }
  return texts;
}

std::optional<std::vector<std::string>> optional_texts(const std::optional<element>& value) {
  return value ? std::optional(texts_of(value)) : std::nullopt;
}

// One set, or several sets where each is right.
std::vector<std::set<std::string>> sets_of(const element& value) {
  std::vector<std::set<std::string>> sets;
  array list;
  if (value.get(list) == simdjson::SUCCESS && list.size() > 0 && list.at(0).is_array()) {
    for (const element item : list) {
      const auto texts = texts_of(item);
      sets.emplace_back(texts.begin(), texts.end());
    }
    return sets;
  }
  const auto texts = texts_of(value);
  sets.emplace_back(texts.begin(), texts.end());
  return sets;
}

std::optional<std::string> missing_field(const object& fields) {
  for (const std::string_view name :
       {"doc", "sent", "event", "actor", "recipient", "status", "aux"}) {
    if (!field(fields, name)) {
      return fmt::format("no field '{}'", name);
    }
  }
  return std::nullopt;
}

EvaluationRow plain_row(const object& fields) {
  EvaluationRow row;
  row.document = text_of(field(fields, "doc"));
  row.sentence = integer_of(field(fields, "sent"), -1);
  row.event = text_of(field(fields, "event"));
  row.actor = texts_of(field(fields, "actor"));
  row.recipient = texts_of(field(fields, "recipient"));
  row.actor_alternative = optional_texts(field(fields, "actor_alt"));
  row.recipient_alternative = optional_texts(field(fields, "recipient_alt"));
  row.status = texts_of(field(fields, "status"));
  row.aux = sets_of(*field(fields, "aux"));
  bool core = true;
  if (const auto value = field(fields, "core"); value && value->get(core) == simdjson::SUCCESS) {
    row.core = core;
  }
  row.trigger = text_of(field(fields, "trigger"));
  return row;
}

std::vector<std::string> entity_names(const std::optional<element>& side) {
  std::vector<std::string> names;
  array list;
  if (!side || side->get(list) != simdjson::SUCCESS) {
    return names;
  }
  for (const element item : list) {
    object entity;
    if (item.get(entity) == simdjson::SUCCESS) {
      const std::string code = text_of(field(entity, "code"));
      const std::string sector = text_of(field(entity, "sector"));
      names.push_back((code.empty() ? "---" : code) + "/" + (sector.empty() ? "UNK" : sector));
    }
  }
  return names;
}

// First code point of an entry of text_info: of its trigger, or else of its sentence.
std::int64_t first_code_point(const element& entry) {
  std::int64_t number = -1;
  if (entry.at_pointer("/trigger/0/0").get(number) != simdjson::SUCCESS &&
      entry.at_pointer("/start").get(number) != simdjson::SUCCESS) {
    return -1;
  }
  return number;
}

std::string join(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, " "));
}

std::optional<std::string> add_native(const object& fields,
                                      const EvaluationDocuments& documents,
                                      std::vector<EvaluationRow>& rows) {
  EvaluationRow row;
  std::string_view citation;
  if (fields.at_pointer("/cite_info/citation").get(citation) != simdjson::SUCCESS) {
    return "a record without cite_info.citation";
  }
  row.document = document_name(citation);
  const auto categories = texts_of(field(fields, "event"));
  row.event = text_of(field(fields, "kind")) == "relation" ? "RELATION" : join(categories);
  row.actor = entity_names(field(fields, "actor"));
  row.recipient = entity_names(field(fields, "recipient"));
  row.status = texts_of(field(fields, "status"));
  const auto aux = texts_of(field(fields, "aux"));
  row.aux = {{aux.begin(), aux.end()}};
  row.trigger = join(texts_of(field(fields, "event_text")));
  array entries;
  if (fields["text_info"].get(entries) != simdjson::SUCCESS) {
    return "a record whose text_info is no list";
  }
  for (const element entry : entries) {
    row.sentence = documents.sentence_at(row.document, first_code_point(entry));
    rows.push_back(row);
  }
  return std::nullopt;
}

}  // namespace

std::string document_name(std::string_view citation) {
  citation.remove_prefix(std::min(citation.size(), citation.rfind('/') + 1));
  const std::size_t dot = citation.rfind('.');
  return std::string(dot == 0 ? citation : citation.substr(0, dot));
}

Result<EvaluationDocuments> EvaluationDocuments::load(const std::string& path) {
  EvaluationDocuments documents;
  const auto read = for_each_object(path, [&](const object& fields) -> std::optional<std::string> {
    const std::string name = text_of(field(fields, "doc"));
    array sentences;
    if (name.empty() || fields["sents"].get(sentences) != simdjson::SUCCESS) {
      return "no field 'doc' or 'sents'";
    }
    Entry& entry = documents.documents_[name];
    entry.text = text_of(field(fields, "text"));
    for (const element sentence : sentences) {
      std::int64_t begin = 0;
      std::int64_t end = 0;
      if (sentence.at_pointer("/0").get(begin) != simdjson::SUCCESS ||
          sentence.at_pointer("/1").get(end) != simdjson::SUCCESS) {
        return "a sentence that is not [begin, end]";
      }
      entry.sentences.emplace_back(begin, end);
    }
    return std::nullopt;
  });
  if (!read) {
    return tl::unexpected<Error>(read.error());
  }
  return documents;
}

std::int64_t EvaluationDocuments::sentence_at(std::string_view document,
                                              std::int64_t code_point) const {
  const auto found = documents_.find(document);
  if (found == documents_.end()) {
    return -1;
  }
  const auto& sentences = found->second.sentences;
  const auto holds = [&](const auto& span) {
    return span.first <= code_point && code_point < span.second;
  };
  const auto sentence = std::ranges::find_if(sentences, holds);
  return sentence == sentences.end() ? -1 : sentence - sentences.begin();
}

std::string EvaluationDocuments::sentence_text(const std::string& document,
                                               std::int64_t sentence) const {
  const auto found = documents_.find(document);
  if (found == documents_.end() || sentence < 0 ||
      static_cast<std::size_t>(sentence) >= found->second.sentences.size()) {
    return {};
  }
  const Entry& entry = found->second;
  const auto [begin, end] = entry.sentences[static_cast<std::size_t>(sentence)];
  const utf8::CodePointMap map(entry.text);
  const std::uint32_t first =
      map.byte(static_cast<std::uint32_t>(std::max<std::int64_t>(begin, 0)));
  const std::uint32_t last = map.byte(static_cast<std::uint32_t>(std::max<std::int64_t>(end, 0)));
  return first < last ? entry.text.substr(first, last - first) : std::string();
}

Result<std::vector<EvaluationRow>> load_rows(const std::string& path,
                                             const EvaluationDocuments* documents) {
  std::vector<EvaluationRow> rows;
  const auto read = for_each_object(path, [&](const object& fields) -> std::optional<std::string> {
    if (field(fields, "text_info")) {
      return documents == nullptr ? "native records need the documents (--docs)"
                                  : add_native(fields, *documents, rows);
    }
    if (auto fault = missing_field(fields)) {
      return fault;
    }
    if (text_of(field(fields, "verdict")) == "reject") {
      return std::nullopt;  // a reviewer says that there is no such record
    }
    rows.push_back(plain_row(fields));
    return std::nullopt;
  });
  if (!read) {
    return tl::unexpected<Error>(read.error());
  }
  return rows;
}

}  // namespace carkeys::store
