// SPDX-License-Identifier: Apache-2.0
// Articles into one SQLite file, up to `group_size` of them in one transaction: a commit waits for
// the disk, and one for every article would make the disk the slowest part of a run. The rollback
// journal is used, not WAL, so that the result is one file.
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/database.h"
#include "store/names.h"
#include "store/schema.h"
#include "store/sink.h"

namespace carkeys::store {
namespace {

constexpr int group_size = 128;

Result<std::string> pragma(Database& database, std::string_view name) {
  CARKEYS_TRY(Statement statement, database.prepare(fmt::format("PRAGMA {}", name)));
  CARKEYS_TRY(auto value, statement.first());
  return value.value_or("");
}

// Makes the tables in an empty file; refuses a file that holds something else.
Result<void> prepare_schema(Database& database, const std::string& path) {
  const auto refuse = [&](std::string message) {
    return failure(ErrorCode::cannot_write, std::move(message), path);
  };
  if (auto set = database.execute("PRAGMA foreign_keys=ON; PRAGMA journal_mode=DELETE; BEGIN"
                                  " IMMEDIATE");
      !set) {
    return set;
  }
  CARKEYS_TRY(const std::string application, pragma(database, "application_id"));
  CARKEYS_TRY(const std::string version, pragma(database, "user_version"));
  CARKEYS_TRY(Statement count, database.prepare("SELECT count(*) FROM sqlite_master"));
  CARKEYS_TRY(const auto objects, count.first());
  if (application == std::to_string(schema_application)) {
    return version == std::to_string(schema_version)
               ? database.execute("COMMIT")
               : Result<void>(refuse(
                     fmt::format("database of schema version {}, this program writes version {}",
                                 version,
                                 schema_version)));
  }
  if (objects != "0" || version != "0" || application != "0") {
    return refuse("a database, but not one of car-keys; it is left as it is");
  }
  return database.execute(
      fmt::format("{}; PRAGMA application_id={}; PRAGMA user_version={}; COMMIT",
                  schema_sql(),
                  schema_application,
                  schema_version));
}

struct Statements {
  Statement find_article;
  Statement delete_article;
  Statement insert_run;
  Statement insert_article;
  Statement insert_record;
  Statement insert_entity;
  Statement insert_attribution;
  Statement insert_evidence;
  Statement insert_link;

  static Result<Statements> prepare(Database& database) {
    CARKEYS_TRY(auto find, database.prepare("SELECT coding_hash FROM articles WHERE id = ?"));
    CARKEYS_TRY(auto remove, database.prepare("DELETE FROM articles WHERE id = ?"));
    CARKEYS_TRY(auto run, database.prepare("INSERT OR IGNORE INTO runs VALUES (?,?,?,?)"));
    CARKEYS_TRY(auto article,
                database.prepare("INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto record,
                database.prepare("INSERT INTO records VALUES "
                                 "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto entity,
                database.prepare("INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto attribution,
                database.prepare("INSERT INTO attributions VALUES (?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto evidence, database.prepare("INSERT INTO evidence VALUES (?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto link, database.prepare("INSERT OR IGNORE INTO links VALUES (?,?,?)"));
    return Statements{std::move(find),
                      std::move(remove),
                      std::move(run),
                      std::move(article),
                      std::move(record),
                      std::move(entity),
                      std::move(attribution),
                      std::move(evidence),
                      std::move(link)};
  }
};

std::string joined(const std::vector<std::string>& list, std::string_view between) {
  return fmt::format("{}", fmt::join(list, between));
}

std::string entity_name(const Entity& entity) {
  return fmt::format("{}/{}",
                     entity.code.empty() ? "---" : entity.code,
                     entity.sector.empty() ? "UNK" : entity.sector);
}

// "ACCUSE USA/GOV > IRN/GOV": what a database browser shows for a record.
std::string record_name(const Record& record) {
  std::string name(category_name(record.category));
  for (const auto* side : {&record.actor, &record.recipient}) {
    name += side == &record.recipient ? " >" : "";
    for (const Entity& entity : *side) {
      name += " " + entity_name(entity);
    }
  }
  return name;
}

// Names one list of entities of a record in the table of entities.
struct Side {
  std::string_view name;
  int attribution = 0;
};

// Writes the rows of one article's records.
class RowWriter {
 public:
  RowWriter(Statements& statements, const Article& article)
      : statements_(statements), article_(article), code_points_(article.text) {}

  Result<void> write(const Record& record, const std::string& article_id, std::size_t position) {
    if (auto row = record_row(record, article_id, position); !row) {
      return row;
    }
    if (auto rows = entity_rows(record.id, {"actor"}, record.actor); !rows) {
      return rows;
    }
    if (auto rows = entity_rows(record.id, {"recipient"}, record.recipient); !rows) {
      return rows;
    }
    if (auto rows = attribution_rows(record); !rows) {
      return rows;
    }
    if (auto rows = evidence_rows(record); !rows) {
      return rows;
    }
    for (const Link& link : record.links) {
      auto row = statements_.insert_link.text(record.id).text(link.relation).text(link.id).run();
      if (!row) {
        return row;
      }
    }
    return {};
  }

 private:
  void bind_range(Statement& statement, TextRange range) const {
    if (range.empty()) {
      statement.null().null();
    } else {
      statement.integer(code_points_.code_point(range.begin));
      statement.integer(code_points_.code_point(range.end));
    }
  }

  static void bind_place(Statement& statement, const std::optional<Place>& place) {
    if (!place) {
      statement.null().null().null().null().null().null();
      return;
    }
    statement.text_or_null(place->extracted).text_or_null(place->resolved);
    statement.text_or_null(place->country_code);
    if (place->has_coordinates) {
      statement.number(place->latitude).number(place->longitude);
    } else {
      statement.null().null();
    }
    bind_known(statement, place->resolution);
  }

  // 0 stands for unknown.
  static void bind_known(Statement& statement, int value) {
    statement.integer_or_null(value == 0 ? std::nullopt : std::optional<std::int64_t>(value));
  }

  Result<void> record_row(const Record& record,
                          const std::string& article_id,
                          std::size_t position) {
    const bool event = record.kind == RecordKind::event;
    const std::string name = record_name(record);
    const std::string mode = joined(record.mode, ",");
    const std::string context = joined(record.context, ",");
    const std::string words = joined(record.event_text, " | ");
    const std::string aux = fmt::format("{}", fmt::join(aux_names(record.aux), ","));
    const RecordDate& date = record.date;
    const std::string begin = date.begin ? date_text(*date.begin) : "";
    const std::string end = date.begin ? date_text(date.end.value_or(*date.begin)) : "";
    Statement& row = statements_.insert_record;
    row.text(record.id).text(name).text(article_id).integer(static_cast<std::int64_t>(position));
    row.text(event ? "event" : "relation");
    row.text_or_null(event ? category_name(record.category) : std::string_view());
    row.text(mode).text(context).text_or_null(record.cameo);
    if (event) {
      row.integer(record.quad_code).number(record.event_scale);
    } else {
      row.null().null();
    }
    row.text_or_null(begin).text_or_null(end);
    row.text_or_null(date.begin ? precision_text(date.precision) : std::string_view());
    row.text_or_null(date.text).text(words);
    bind_place(row, record.place);
    row.text(status_name(record.status)).text(aux);
    if (record.confidence > 0) {
      row.number(record.confidence);
    } else {
      row.null();
    }
    return row.run();
  }

  Result<void> entity_rows(const std::string& record_id,
                           Side side,
                           const std::vector<Entity>& entities) {
    std::int64_t position = 0;
    for (const Entity& entity : entities) {
      const std::string other_sectors = joined(entity.other_sectors, ",");
      Statement& row = statements_.insert_entity;
      row.text(record_id).text(side.name).integer(side.attribution).integer(position++);
      row.text_or_null(entity.code).text_or_null(entity.sector).text_or_null(other_sectors);
      row.text_or_null(entity.entity_text).text_or_null(entity.identifier_text);
      row.text_or_null(entity.identifier_id).text_or_null(entity.office);
      bind_known(row, entity.cow);
      bind_known(row, entity.gw);
      bind_range(row, entity.range);
      if (auto written = row.run(); !written) {
        return written;
      }
    }
    return {};
  }

  Result<void> attribution_rows(const Record& record) {
    int position = 0;
    for (const Attribution& attribution : record.attributions) {
      Statement& row = statements_.insert_attribution;
      row.text(record.id).integer(++position).text(stance_name(attribution.stance));
      row.text_or_null(attribution.cue_text).integer(attribution.quoted ? 1 : 0);
      bind_range(row, attribution.range);
      if (auto written = row.run(); !written) {
        return written;
      }
      if (auto rows = entity_rows(record.id, {"claimant", position}, attribution.claimant); !rows) {
        return rows;
      }
    }
    return {};
  }

  Result<void> evidence_rows(const Record& record) {
    std::int64_t position = 0;
    for (const Evidence& evidence : record.evidence) {
      std::vector<std::string> spans;
      for (const TextRange trigger : evidence.trigger) {
        spans.push_back(fmt::format(
            "{}-{}", code_points_.code_point(trigger.begin), code_points_.code_point(trigger.end)));
      }
      const std::string trigger_spans = joined(spans, ",");
      Statement& row = statements_.insert_evidence;
      row.text(record.id).integer(position++).integer(evidence.sequence);
      row.integer(code_points_.code_point(evidence.sentence.begin));
      row.integer(code_points_.code_point(evidence.sentence.end));
      row.text(trigger_spans).text(evidence.sentence.in(article_.text));
      if (auto written = row.run(); !written) {
        return written;
      }
    }
    return {};
  }

  Statements& statements_;
  const Article& article_;
  utf8::CodePointMap code_points_;
};

class SqliteSink final : public RecordSink {
 public:
  SqliteSink(Database database, Statements statements)
      : database_(std::move(database)), statements_(std::move(statements)) {
    FieldHasher hasher;
    run_id_ = "cr1-" + hasher.add(coder_name()).add(codebook_name()).hex();
  }

  Result<void> write(const Article& article, const Coding& coding) override {
    auto written = write_in_transaction(article, coding);
    if (!written && open_) {
      // SQLite may have rolled back by itself (full disk); then there is nothing left to undo.
      static_cast<void>(database_.execute("ROLLBACK"));
      open_ = false;
    }
    return written;
  }

  Result<void> finish() override {
    if (!open_) {
      return {};
    }
    auto committed = database_.execute("COMMIT");
    if (!committed) {
      static_cast<void>(database_.execute("ROLLBACK"));
    }
    open_ = false;
    in_group_ = 0;
    return committed;
  }

 private:
  Result<void> write_in_transaction(const Article& article, const Coding& coding) {
    if (!open_) {
      if (auto begun = database_.execute("BEGIN IMMEDIATE"); !begun) {
        return begun;
      }
      open_ = true;
    }
    if (auto written = write_article(article, coding); !written) {
      return written;
    }
    return ++in_group_ < group_size ? Result<void>{} : finish();
  }

  Result<void> write_article(const Article& article, const Coding& coding) {
    FieldHasher hasher;
    hasher.add(article.url.empty() ? article.citation : article.url).add(article.text);
    const std::string id = "ca1-" + hasher.hex();
    const std::string coding_hash = content_hash(article, coding);
    CARKEYS_TRY(const auto known, statements_.find_article.text(id).first());
    if (known == coding_hash) {
      return {};
    }
    if (auto removed = statements_.delete_article.text(id).run(); !removed) {
      return removed;
    }
    if (auto row = article_row(article, id, coding_hash); !row) {
      return row;
    }
    RowWriter rows(statements_, article);
    std::set<std::string_view> written_ids;
    for (std::size_t position = 0; position < coding.records.size(); ++position) {
      const Record& record = coding.records[position];
      if (!written_ids.insert(record.id).second) {
        continue;  // the same id is the same proposition
      }
      if (auto written = rows.write(record, id, position); !written) {
        return written;
      }
    }
    return {};
  }

  // Everything that the rows of an article are made from.
  static std::string content_hash(const Article& article, const Coding& coding) {
    FieldHasher hasher;
    hasher.add(coder_name()).add(article.citation).add(article.url).add(article.title);
    hasher.add(article.publication).add(language_text(article.language));
    hasher.add(article.date ? date_text(*article.date) : "").add(jsonl(article, coding));
    return hasher.hex();
  }

  Result<void> article_row(const Article& article,
                           const std::string& id,
                           const std::string& coding_hash) {
    const std::string run_name = fmt::format("{}, {}", coder_name(), codebook_name());
    Statement& run = statements_.insert_run;
    run.text(run_id_).text(run_name).text(coder_name()).text(codebook_name());
    if (auto written = run.run(); !written) {
      return written;
    }
    const std::string date = article.date ? date_text(*article.date) : "";
    Statement& row = statements_.insert_article;
    row.text(id).text_or_null(article.title).text(article.citation).text_or_null(article.url);
    row.text_or_null(article.publication).text_or_null(language_text(article.language));
    row.text_or_null(date).text(article.text).text(run_id_).text(coding_hash);
    return row.run();
  }

  Database database_;
  Statements statements_;  // after the database: they end first
  std::string run_id_;
  bool open_ = false;  // a transaction is open
  int in_group_ = 0;
};

Result<std::unique_ptr<RecordSink>> open_sink(const std::string& path) {
  CARKEYS_TRY(Database database, Database::open(path));
  if (auto prepared = prepare_schema(database, path); !prepared) {
    return tl::unexpected<Error>(std::move(prepared.error()));
  }
  CARKEYS_TRY(Statements statements, Statements::prepare(database));
  return std::unique_ptr<RecordSink>(
      std::make_unique<SqliteSink>(std::move(database), std::move(statements)));
}

}  // namespace

Result<std::unique_ptr<RecordSink>> sqlite_sink(const std::string& path) {
  std::error_code ignored;
  const bool existed = std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
  auto sink = open_sink(path);
  if (!sink && !existed) {
    std::filesystem::remove(path, ignored);
    std::filesystem::remove(path + "-journal", ignored);
  }
  return sink;
}

}  // namespace carkeys::store
