// SPDX-License-Identifier: Apache-2.0
#include "serve/review.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include <simdjson.h>

#include "base/files.h"
#include "base/json_writer.h"
#include "store/evaluation.h"

namespace carkeys::serve {
namespace {

using simdjson::dom::element;

constexpr std::size_t longest_note = 2'000;

tl::unexpected<Error> wrong(std::string message) {
  return failure(ErrorCode::bad_usage, std::move(message));
}

// "RUS/GOV", "---/UNK".
bool is_party(std::string_view text) {
  constexpr std::size_t size = 7;
  constexpr std::size_t slash = 3;
  if (text.size() != size || text[slash] != '/') {
    return false;
  }
  return std::ranges::all_of(text, [](char letter) {
    return (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '/';
  });
}

bool is_status(std::string_view text) {
  constexpr int statuses = 6;
  for (int status = 0; status < statuses; ++status) {
    if (status_name(static_cast<Status>(status)) == text) {
      return true;
    }
  }
  return false;
}

bool is_aux(std::string_view text) {
  return text == "negation" || text == "future" || text == "hypothetical" || text == "historical";
}

std::optional<std::vector<std::string>> words_of(element value, bool (*is_word)(std::string_view)) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  std::vector<std::string> words;
  for (const element item : list) {
    std::string_view word;
    if (item.get(word) != simdjson::SUCCESS || !is_word(word)) {
      return std::nullopt;
    }
    words.emplace_back(word);
  }
  return words;
}

Result<void> take_list(std::string_view name, element value, Review& review) {
  auto& target = name == "actor"       ? review.actor
                 : name == "recipient" ? review.recipient
                                       : review.aux;
  target = words_of(value, name == "aux" ? is_aux : is_party);
  return target ? Result<void>() : wrong(std::string(name) + " is no list of what it may hold");
}

// Whether a field may hold this text; false for a field that there is not.
bool may_hold(std::string_view name, std::string_view text) {
  if (name == "verdict") {
    return text == "accept" || text == "correct" || text == "reject";
  }
  return name == "record"   ? !text.empty()
         : name == "event"  ? category_from(text).has_value()
         : name == "status" ? is_status(text)
                            : name == "note" && text.size() <= longest_note;
}

Result<void> take_text(std::string_view name, element value, Review& review) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS || !may_hold(name, text)) {
    return wrong(std::string(name) + " is not what it may be");
  }
  if (name == "record") {
    review.record = text;
  } else if (name == "verdict") {
    review.verdict = text;
  } else if (name == "event") {
    review.event = text;
  } else if (name == "status") {
    review.status = text;
  } else {
    review.note = text;
  }
  return {};
}

std::vector<std::string> parties(const std::vector<Entity>& entities) {
  std::vector<std::string> names;
  names.reserve(entities.size());
  for (const Entity& entity : entities) {
    names.push_back((entity.code.empty() ? "---" : entity.code) + "/" +
                    (entity.sector.empty() ? "UNK" : entity.sector));
  }
  return names;
}

void list_field(JsonWriter& json, std::string_view name, const std::vector<std::string>& list) {
  json.key(name).begin_array();
  for (const std::string& each : list) {
    json.string(each);
  }
  json.end_array();
}

}  // namespace

Result<Review> review_from(const std::string& body) {
  simdjson::dom::parser parser;
  simdjson::dom::object fields;
  if (parser.parse(body).get(fields) != simdjson::SUCCESS) {
    return wrong("the body is not a JSON object");
  }
  Review review;
  for (const auto& [name, value] : fields) {
    const bool list = name == "actor" || name == "recipient" || name == "aux";
    if (auto taken = list ? take_list(name, value, review) : take_text(name, value, review);
        !taken) {
      return tl::unexpected<Error>(std::move(taken.error()));
    }
  }
  if (review.record.empty() || review.verdict.empty()) {
    return wrong("record and verdict are needed");
  }
  const bool corrects =
      review.event || review.actor || review.recipient || review.status || review.aux;
  if (corrects != (review.verdict == "correct")) {
    return wrong("a correction says what is right, another verdict does not");
  }
  return review;
}

std::vector<std::string> review_lines(const Review& review, const store::StoredArticle& stored) {
  const Record& record = stored.coding.records.front();
  std::vector<std::string> aux;
  for (const std::string_view name : aux_names(record.aux)) {
    aux.emplace_back(name);
  }
  std::vector<std::string> lines;
  for (const Evidence& evidence : record.evidence) {
    std::string trigger;
    for (const TextRange range : evidence.trigger) {
      trigger += (trigger.empty() ? "" : " ") + std::string(range.in(stored.article.text));
    }
    JsonWriter json(lines.emplace_back());
    json.begin_object();
    json.string_field("doc", store::document_name(stored.article.citation));
    json.integer_field("sent", evidence.sequence).string_field("record", record.id);
    json.string_field("verdict", review.verdict);
    json.string_field("event", review.event.value_or(std::string(category_name(record.category))));
    list_field(json, "actor", review.actor.value_or(parties(record.actor)));
    list_field(json, "recipient", review.recipient.value_or(parties(record.recipient)));
    list_field(json, "status", {review.status.value_or(std::string(status_name(record.status)))});
    list_field(json, "aux", review.aux.value_or(aux));
    json.string_field("trigger", trigger);
    if (!review.note.empty()) {
      json.string_field("note", review.note);
    }
    json.end_object();
  }
  return lines;
}

Result<void> ReviewFile::open(const std::string& path) {
  path_ = path;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return {};
  }
  CARKEYS_TRY(const std::string text, read_file(path));
  simdjson::dom::parser parser;
  std::int64_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.empty()) {
      continue;
    }
    simdjson::dom::object fields;
    if (parser.parse(line).get(fields) != simdjson::SUCCESS) {
      return failure(ErrorCode::bad_input, "not a JSON object", path, number);
    }
    std::string_view record;
    const bool ours = fields["record"].get(record) == simdjson::SUCCESS;
    lines_.push_back({ours ? std::string(record) : "", line});
  }
  return {};
}

Result<void> ReviewFile::put(const std::string& record, const std::vector<std::string>& lines) {
  const std::lock_guard lock(mutex_);
  std::vector<Line> kept = lines_;
  std::erase_if(kept, [&](const Line& line) { return line.record == record; });
  for (const std::string& line : lines) {
    kept.push_back({record, line});
  }
  std::string text;
  for (const Line& line : kept) {
    text += line.text + "\n";
  }
  auto written = write_file(path_, text);
  if (written) {
    lines_ = std::move(kept);
  }
  return written;
}

ReviewFile::Newest ReviewFile::newest(std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  Newest newest;
  for (auto line = lines_.rbegin(); line != lines_.rend(); ++line) {
    if (line->record.empty()) {
      continue;
    }
    ++newest.total;
    if (newest.lines.size() < limit) {
      newest.lines.push_back(line->text);
    }
  }
  return newest;
}

}  // namespace carkeys::serve
