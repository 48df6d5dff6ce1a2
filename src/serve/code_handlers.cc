// SPDX-License-Identifier: Apache-2.0
// Handlers that read texts: POST /code and explanations.
#include <utility>

#include <simdjson.h>

#include "pipeline/explain.h"
#include "serve/routes.h"
#include "store/sink.h"

namespace carkeys::serve {
namespace {

constexpr std::size_t longest_text = 256 << 10;
constexpr int not_found = 404;
constexpr int unprocessable = 422;
constexpr int too_large = 413;

// What POST /code is given.
struct TextToCode {
  RawItem item;
  Language language = Language::unknown;
  bool explain = false;
};

tl::unexpected<Error> wrong(std::string message) {
  return failure(ErrorCode::bad_usage, std::move(message));
}

Result<void> take_field(std::string_view name, simdjson::dom::element value, TextToCode& text) {
  if (name == "explain") {
    return value.get(text.explain) == simdjson::SUCCESS ? Result<void>()
                                                        : wrong("explain has to be true or false");
  }
  std::string_view word;
  if (value.get(word) != simdjson::SUCCESS) {
    return wrong("a field of the body is not of its kind");
  }
  if (name == "text") {
    text.item.bytes = word;
  } else if (name == "title") {
    text.item.title = word;
  } else if (name == "date") {
    text.item.date = date_from(word);
    if (!text.item.date && !word.empty()) {
      return wrong("date has to be YYYY-MM-DD or YYYY-MM");
    }
  } else if (name == "lang") {
    text.language = word == "de"   ? Language::german
                    : word == "en" ? Language::english
                                   : Language::unknown;
    if (word != "de" && word != "en" && word != "auto") {
      return wrong("lang has to be auto, de or en");
    }
  } else {
    return wrong("the body has a field that is not known");
  }
  return {};
}

Result<TextToCode> text_from(const std::string& body) {
  simdjson::dom::parser parser;
  simdjson::dom::object fields;
  if (parser.parse(body).get(fields) != simdjson::SUCCESS) {
    return wrong("the body is not a JSON object");
  }
  TextToCode text;
  text.item.citation = "text";
  text.item.decoded = true;
  for (const auto& [name, value] : fields) {
    if (auto taken = take_field(name, value, text); !taken) {
      return tl::unexpected<Error>(std::move(taken.error()));
    }
  }
  if (text.item.bytes.empty()) {
    return wrong("text is missing");
  }
  return text;
}

struct Read {
  store::StoredArticle stored;
  std::string explanation;  // JSON
};

Result<Read> read_text(const Pipeline& pipeline, Article article, bool explain) {
  analysis::Workspace workspace;
  coding::Trace trace;
  CARKEYS_TRY(CodedArticle coded, pipeline.code(article, workspace, explain ? &trace : nullptr));
  Read read;
  if (explain) {
    read.explanation =
        pipeline::explain_json({article, coded.document, coded.graph, coded.coding, trace});
  }
  read.stored.article = std::move(article);
  read.stored.coding = std::move(coded.coding);
  read.stored.coder = store::coder_name();
  read.stored.codebook = store::codebook_name();
  return read;
}

}  // namespace

Result<Answer> post_code(const Call& call) {
  CARKEYS_TRY(TextToCode text, text_from(call.request.body));
  if (text.item.bytes.size() > longest_text) {
    return problem(too_large, "the text is longer than 256 KiB");
  }
  const Pipeline& pipeline = call.service.pipeline();
  auto finding = pipeline.find(std::move(text.item), {text.language, {}});
  if (finding.outcome == article::Outcome::empty) {
    return problem(unprocessable, "there is no letter in the text");
  }
  if (finding.outcome != article::Outcome::found) {
    return problem(unprocessable, "neither German nor English, as far as one can tell");
  }
  CARKEYS_TRY(const Read read, read_text(pipeline, std::move(finding.article), text.explain));
  Answer answer;
  answer.body = store::coded_article_view(read.stored, read.explanation);
  return answer;
}

Result<Answer> get_explanation(const Call& call) {
  CARKEYS_TRY(auto stored, store::StoredArticles::article(call.database, call.argument));
  if (!stored) {
    return problem(not_found, "there is no article of that name");
  }
  if (stored->article.text.size() > longest_text) {
    return problem(too_large, "the text is longer than 256 KiB");
  }
  RawItem item;
  item.citation = stored->article.citation;
  item.bytes = std::move(stored->article.text);
  item.decoded = true;
  item.url = stored->article.url;
  item.title = stored->article.title;
  item.publication = stored->article.publication;
  item.date = stored->article.date;
  const Pipeline& pipeline = call.service.pipeline();
  auto finding = pipeline.find(std::move(item), {stored->article.language, {}});
  if (finding.outcome != article::Outcome::found) {
    return problem(unprocessable, "neither German nor English, as far as one can tell");
  }
  CARKEYS_TRY(Read read, read_text(pipeline, std::move(finding.article), true));
  Answer answer;
  answer.body = std::move(read.explanation);
  return answer;
}

}  // namespace carkeys::serve
