// SPDX-License-Identifier: Apache-2.0
// One article with its records and what to mark in its text; one record.
#include <algorithm>
#include <tuple>

#include "base/utf8.h"
#include "store/names.h"
#include "store/sink.h"
#include "store/views/parts.h"

namespace carkeys::store {
namespace {

struct Span {
  std::size_t record = 0;
  std::string_view role;
  TextRange range;

  friend bool operator==(const Span&, const Span&) = default;
};

class SpanFinder {
 public:
  explicit SpanFinder(const Article& article) : text_(article.text) {}

  void add(std::size_t number, const Record& record) {
    number_ = number;
    entities("actor", record.actor);
    entities("recipient", record.recipient);
    for (const Attribution& attribution : record.attributions) {
      entities("source", attribution.claimant);
      add("cue", attribution.range);
    }
    for (const Evidence& evidence : record.evidence) {
      for (const TextRange trigger : evidence.trigger) {
        add("action", trigger);
      }
      // Words of a time or place that the database does not place stand in the sentence.
      words("time", record.date.text, evidence.sentence);
      if (record.place && record.place->range.empty()) {
        words("place", record.place->extracted, evidence.sentence);
      }
    }
    if (record.place) {
      add("place", record.place->range);
    }
  }

  std::vector<Span> spans() {
    std::ranges::sort(spans_, [](const Span& a, const Span& b) {
      return std::tuple(a.range.begin, b.range.end, a.record, a.role) <
             std::tuple(b.range.begin, a.range.end, b.record, b.role);
    });
    spans_.erase(std::unique(spans_.begin(), spans_.end()), spans_.end());
    return std::move(spans_);
  }

 private:
  void add(std::string_view role, TextRange range) {
    if (!range.empty()) {
      spans_.push_back({number_, role, range});
    }
  }

  void entities(std::string_view role, const std::vector<Entity>& entities) {
    for (const Entity& entity : entities) {
      add(role, entity.range);
    }
  }

  void words(std::string_view role, std::string_view words, TextRange sentence) {
    const std::size_t at = words.empty() ? std::string_view::npos : sentence.in(text_).find(words);
    if (at != std::string_view::npos) {
      const auto begin = static_cast<std::uint32_t>(sentence.begin + at);
      add(role, {begin, begin + static_cast<std::uint32_t>(words.size())});
    }
  }

  std::string_view text_;
  std::size_t number_ = 0;
  std::vector<Span> spans_;
};

class ArticleView {
 public:
  ArticleView(const StoredArticle& stored, std::string& out)
      : stored_(stored), offsets_(stored.article.text), json_(out) {}

  void write(std::string_view explanation) {
    const Article& article = stored_.article;
    json_.begin_object();
    field("id", stored_.id);
    json_.string_field("citation", article.citation);
    field("title", article.title);
    field("url", article.url);
    field("publication", article.publication);
    field("language", language_text(article.language));
    field("date", article.date ? date_text(*article.date) : "");
    json_.string_field("text", article.text);
    sentences();
    records();
    spans();
    if (!explanation.empty()) {
      json_.key("explanation").raw(explanation);
    }
    json_.end_object();
  }

 private:
  void field(std::string_view name, std::string_view value) {
    if (!value.empty()) {
      json_.string_field(name, value);
    }
  }

  void range(TextRange range) {
    json_.integer_field("start", offsets_.code_point(range.begin));
    json_.integer_field("end", offsets_.code_point(range.end));
  }

  void sentences() {
    std::map<std::uint32_t, TextRange> sentences;
    for (const Record& record : stored_.coding.records) {
      for (const Evidence& evidence : record.evidence) {
        sentences.emplace(evidence.sequence, evidence.sentence);
      }
    }
    json_.key("sentences").begin_array();
    for (const auto& [sequence, sentence] : sentences) {
      json_.begin_object().integer_field("sequence", sequence);
      range(sentence);
      json_.string_field("text", sentence.in(stored_.article.text)).end_object();
    }
    json_.end_array();
  }

  void records() {
    const std::string lines =
        jsonl(stored_.article, stored_.coding, {stored_.coder, stored_.codebook});
    json_.key("records").begin_array();
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::size_t end = lines.find('\n', begin);
      json_.raw(std::string_view(lines).substr(begin, end - begin));
      begin = end + 1;
    }
    json_.end_array();
  }

  void spans() {
    SpanFinder finder(stored_.article);
    for (std::size_t i = 0; i < stored_.coding.records.size(); ++i) {
      finder.add(i, stored_.coding.records[i]);
    }
    json_.key("spans").begin_array();
    for (const Span& span : finder.spans()) {
      json_.begin_object().integer_field("record", static_cast<std::int64_t>(span.record));
      json_.string_field("role", span.role);
      range(span.range);
      json_.end_object();
    }
    json_.end_array();
  }

  const StoredArticle& stored_;
  utf8::CodePointMap offsets_;
  JsonWriter json_;
};

}  // namespace

std::string coded_article_view(const StoredArticle& stored, std::string_view explanation) {
  std::string out;
  ArticleView(stored, out).write(explanation);
  return out;
}

Result<std::optional<std::string>> article_view(const ViewSource& source, std::string_view id) {
  CARKEYS_TRY(const auto stored, StoredArticles::article(source.database, id));
  return stored ? std::optional(coded_article_view(*stored, {})) : std::nullopt;
}

Result<std::optional<std::string>> record_view(const ViewSource& source, std::string_view id) {
  CARKEYS_TRY(const auto stored, StoredArticles::record(source.database, id));
  if (!stored) {
    return std::optional<std::string>();
  }
  const std::string line =
      jsonl(stored->article, stored->coding, {stored->coder, stored->codebook});
  std::string out;
  JsonWriter(out)
      .begin_object()
      .string_field("article", stored->id)
      .key("record")
      .raw(std::string_view(line).substr(0, line.size() - 1))
      .end_object();
  return std::optional(std::move(out));
}

}  // namespace carkeys::store
