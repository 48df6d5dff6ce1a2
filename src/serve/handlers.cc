// SPDX-License-Identifier: Apache-2.0
// Handlers that read the database.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/json_writer.h"
#include "serve/assets.h"
#include "serve/parameters.h"
#include "serve/routes.h"
#include "store/sink.h"

namespace carkeys::serve {
namespace {

using store::Facet;

constexpr std::size_t usual_page = 50;
constexpr std::size_t longest_page = 200;
constexpr int not_found = 404;
constexpr std::string_view no_reviews = "this server was started without --review";

// The view as an answer, or the error.
Result<Answer> json_answer(Result<std::string> view) {
  if (!view) {
    return tl::unexpected<Error>(std::move(view.error()));
  }
  Answer answer;
  answer.body = std::move(*view);
  return answer;
}

Result<Answer> json_answer(Result<std::optional<std::string>> view, std::string_view what) {
  if (view && !*view) {
    return problem(not_found, fmt::format("there is no {} of that name", what));
  }
  return view ? json_answer(Result<std::string>(std::move(**view)))
              : Result<Answer>(tl::unexpected<Error>(std::move(view.error())));
}

// All records that a filter lets through, block after block, as a file to keep.
class RecordFile {
 public:
  RecordFile(std::shared_ptr<const Snapshot> snapshot,
             std::vector<std::uint32_t> rows,
             std::unique_ptr<store::Exporter> exporter)
      : snapshot_(std::move(snapshot)), rows_(std::move(rows)), exporter_(std::move(exporter)) {}

  Result<bool> next(store::Database& database, std::string& out) {
    if (at_ == 0) {
      out += exporter_->head();
    }
    constexpr std::size_t block = 500;
    const std::size_t end = std::min(rows_.size(), at_ + block);
    std::vector<std::int64_t> numbers;
    for (; at_ < end; ++at_) {
      numbers.push_back(snapshot_->columns.records()[rows_[at_]].number);
    }
    CARKEYS_TRY(auto articles, store::StoredArticles::open_records(database, numbers));
    while (true) {
      CARKEYS_TRY(const auto stored, articles.next());
      if (!stored) {
        break;
      }
      exporter_->write(*stored, out);
    }
    const bool more = at_ < rows_.size();
    out += more ? std::string() : exporter_->tail();
    return more;
  }

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<std::uint32_t> rows_;
  std::unique_ptr<store::Exporter> exporter_;
  std::size_t at_ = 0;
};

Result<Answer> record_file(const Call& call, std::string_view format) {
  constexpr std::size_t largest_file = 1'000'000;
  CARKEYS_TRY(const auto filter, filter_of(call.request));
  CARKEYS_TRY(const std::size_t limit, limit_of(call.request, largest_file, largest_file));
  const auto source = call.source();
  CARKEYS_TRY(const auto selection, store::Selection::make(source.columns, call.database, filter));
  auto found = store::select_records(source.columns, selection, {{}, limit, {}});
  const bool csv = format == "csv";
  auto file = std::make_shared<RecordFile>(
      call.snapshot,
      std::move(found.rows),
      store::make_exporter(csv ? "csv" : "jsonl", call.service.codes(), {}));
  Answer answer;
  answer.type = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
  answer.headers.emplace_back(
      "Content-Disposition",
      fmt::format("attachment; filename=\"records.{}\"", csv ? "csv" : "jsonl"));
  answer.producer = [file](store::Database& database, std::string& out) {
    return file->next(database, out);
  };
  return answer;
}

void write_names(JsonWriter& json, const Call& call) {
  constexpr int categories = 16;
  json.key("events").begin_array();
  for (int category = 0; category < categories; ++category) {
    json.string(category_name(static_cast<Category>(category)));
  }
  json.string("relation").end_array();
  const auto& columns = call.snapshot->columns;
  std::set<std::string_view> modes;
  for (const store::ColumnRecord& record : columns.records()) {
    modes.insert(columns.names().text(record.mode));
  }
  modes.erase("");
  json.key("modes").begin_array();
  for (const std::string_view mode : modes) {
    json.string(mode);
  }
  json.end_array().key("countries").begin_object();
  const auto& codes = call.service.codes().countries();
  for (const std::string& code : codes.countries()) {
    json.string_field(code, codes.name(code));
  }
  json.end_object();
}

}  // namespace

Result<Answer> get_meta(const Call& call) {
  const ServiceOptions& options = call.service.options();
  Answer answer;
  JsonWriter json(answer.body);
  json.begin_object().string_field("coder", store::coder_name());
  json.string_field("codebook", store::codebook_name());
  json.string_field("database",
                    std::string_view(options.database).substr(options.database.rfind('/') + 1));
  json.boolean_field("review", !options.review.empty());
  json.boolean_field("coding",
                     call.service.pipeline().analyser(Language::german).has_value() ||
                         call.service.pipeline().analyser(Language::english).has_value());
  json.string_field("revision", call.snapshot->revision);
  write_names(json, call);
  json.end_object();
  return answer;
}

Result<Answer> get_overview(const Call& call) {
  CARKEYS_TRY(const auto unit, unit_of(call.request));
  return json_answer(store::overview_view(call.source(), unit, call.snapshot->revision));
}

Result<Answer> get_articles(const Call& call) {
  constexpr std::size_t longest_words = 400;
  const Request& request = call.request;
  store::ArticleWish wish;
  wish.words = request.parameter("q");
  if (wish.words.size() > longest_words) {
    return failure(ErrorCode::bad_usage, "q is too long");
  }
  wish.source = list_of(request, "source");
  wish.language = list_of(request, "language");
  wish.since = request.parameter("since");
  wish.until = request.parameter("until");
  CARKEYS_TRY(wish.facets, facets_of(request, {Facet::source, Facet::language, Facet::month}));
  CARKEYS_TRY(wish.start, start_of(request));
  CARKEYS_TRY(wish.limit, limit_of(request, usual_page, longest_page));
  return json_answer(store::articles_view(call.source(), wish));
}

Result<Answer> get_article(const Call& call) {
  return json_answer(store::article_view(call.source(), call.argument), "article");
}

Result<Answer> get_records(const Call& call) {
  const std::string_view format = call.request.parameter("format");
  if (format == "ndjson" || format == "csv") {
    return record_file(call, format);
  }
  if (!format.empty() && format != "json") {
    return failure(ErrorCode::bad_usage, "format has to be json, ndjson or csv");
  }
  CARKEYS_TRY(const auto filter, filter_of(call.request));
  store::PageWish wish;
  CARKEYS_TRY(wish.facets,
              facets_of(call.request,
                        {Facet::event,
                         Facet::mode,
                         Facet::status,
                         Facet::quad,
                         Facet::actor,
                         Facet::recipient,
                         Facet::claimant,
                         Facet::country,
                         Facet::source,
                         Facet::language,
                         Facet::month}));
  CARKEYS_TRY(wish.start, start_of(call.request));
  CARKEYS_TRY(wish.limit, limit_of(call.request, usual_page, longest_page));
  return json_answer(store::records_view(call.source(), filter, wish));
}

Result<Answer> get_record(const Call& call) {
  return json_answer(store::record_view(call.source(), call.argument), "record");
}

Result<Answer> get_dyad(const Call& call) {
  const Request& request = call.request;
  store::DyadWish wish;
  wish.a = request.parameter("a");
  wish.b = request.parameter("b");
  CARKEYS_TRY(wish.unit, unit_of(request));
  wish.since = request.parameter("since");
  wish.until = request.parameter("until");
  return json_answer(store::dyad_view(call.source(), wish));
}

Result<Answer> get_actors(const Call& call) {
  CARKEYS_TRY(const std::size_t limit, limit_of(call.request, usual_page, longest_page));
  return json_answer(
      store::actors_view(call.source(), std::string(call.request.parameter("q")), limit));
}

Result<Answer> get_actor(const Call& call) {
  store::ActorWish wish;
  wish.party = call.argument;
  std::ranges::replace(wish.party, '-', '/');
  CARKEYS_TRY(wish.unit, unit_of(call.request));
  wish.since = call.request.parameter("since");
  wish.until = call.request.parameter("until");
  return json_answer(store::actor_view(call.source(), wish), "actor");
}

Result<Answer> get_network(const Call& call) {
  constexpr std::size_t usual_edges = 300;
  constexpr std::size_t most_edges = 5'000;
  store::NetworkWish wish;
  wish.filter.event = list_of(call.request, "event");
  wish.filter.since = call.request.parameter("since");
  wish.filter.until = call.request.parameter("until");
  CARKEYS_TRY(wish.claims, flag_of(call.request, "claims"));
  CARKEYS_TRY(wish.sectors, flag_of(call.request, "sectors"));
  CARKEYS_TRY(wish.limit, limit_of(call.request, usual_edges, most_edges));
  return json_answer(store::network_view(call.source(), wish));
}

Result<Answer> get_map(const Call& call) {
  CARKEYS_TRY(const auto filter, filter_of(call.request));
  return json_answer(store::map_view(call.source(), filter));
}

Result<Answer> get_sources(const Call& call) {
  CARKEYS_TRY(const std::size_t limit, limit_of(call.request, usual_page, longest_page));
  return json_answer(store::sources_view(call.source(), limit));
}

Result<Answer> get_source(const Call& call) {
  CARKEYS_TRY(const auto unit, unit_of(call.request));
  return json_answer(store::source_view(call.source(), std::string(call.argument), unit), "source");
}

Result<Answer> get_review(const Call& call) {
  if (call.service.options().review.empty()) {
    return problem(not_found, no_reviews);
  }
  CARKEYS_TRY(const std::size_t limit, limit_of(call.request, usual_page, longest_page));
  const ReviewFile::Newest newest = call.service.reviews().newest(limit);
  Answer answer;
  JsonWriter json(answer.body);
  json.begin_object().key("items").begin_array();
  for (const std::string& line : newest.lines) {
    json.raw(line);
  }
  json.end_array().integer_field("total", static_cast<std::int64_t>(newest.total)).end_object();
  return answer;
}

Result<Answer> post_review(const Call& call) {
  if (call.service.options().review.empty()) {
    return problem(not_found, no_reviews);
  }
  CARKEYS_TRY(const Review review, review_from(call.request.body));
  CARKEYS_TRY(const auto stored, store::StoredArticles::record(call.database, review.record));
  if (!stored) {
    return problem(not_found, "there is no record of that name");
  }
  const auto lines = review_lines(review, *stored);
  if (auto kept = call.service.reviews().put(review.record, lines); !kept) {
    return tl::unexpected<Error>(std::move(kept.error()));
  }
  constexpr int created = 201;
  Answer answer;
  answer.status = created;
  answer.body = lines.front();
  return answer;
}

Result<Answer> get_interface(const Call& /*call*/) {
  Answer answer;
  answer.type = "application/yaml";
  answer.body = interface_description();
  return answer;
}

Result<Answer> get_events(const Call& call) {
  Answer answer;
  answer.type = "text/event-stream";
  answer.events = true;
  answer.body = "retry: 2000\n\n";
  const std::string& known = call.request.last_event_id;
  if (!known.empty() && known != call.snapshot->revision) {
    answer.body += change_event(*call.snapshot);
  }
  return answer;
}

}  // namespace carkeys::serve
