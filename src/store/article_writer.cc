// SPDX-License-Identifier: Apache-2.0
#include "store/article_writer.h"

#include <bit>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "records/record_id.h"
#include "store/names.h"
#include "store/spellings.h"

namespace carkeys::store {
namespace {

struct Statements {
  Statement find_run;
  Statement insert_run;
  Statement find_article;
  Statement confirm_article;
  std::vector<Statement> delete_rows;
  Statement insert_article;
  Statement index_article;
  Statement insert_record;
  Statement insert_entity;
  Statement insert_attribution;
  Statement insert_evidence;
  Statement insert_link;

  // Children first: the keys are not watched over while writing.
  static Result<std::vector<Statement>> prepare_deletes(Database& database) {
    std::vector<Statement> deletes;
    for (const char* child : {"links", "evidence", "entities", "attributions"}) {
      CARKEYS_TRY(auto rows,
                  database.prepare(fmt::format("DELETE FROM {} WHERE record IN"
                                               " (SELECT number FROM records WHERE article = ?)",
                                               child)));
      deletes.push_back(std::move(rows));
    }
    CARKEYS_TRY(auto records, database.prepare("DELETE FROM records WHERE article = ?"));
    deletes.push_back(std::move(records));
    CARKEYS_TRY(auto article, database.prepare("DELETE FROM articles WHERE number = ?"));
    deletes.push_back(std::move(article));
    return deletes;
  }

  Result<void> remove_article(std::int64_t number) {
    for (Statement& rows : delete_rows) {
      if (auto removed = rows.integer(number).run(); !removed) {
        return removed;
      }
    }
    return {};
  }

  static Result<Statements> prepare(Database& database) {
    CARKEYS_TRY(auto find_run, database.prepare("SELECT number FROM runs WHERE id = ?"));
    CARKEYS_TRY(auto run, database.prepare("INSERT INTO runs VALUES (NULL,?,?,?,?,?,?,?)"));
    CARKEYS_TRY(
        auto find,
        database.prepare("SELECT number, coding_hash, source_hash FROM articles WHERE id = ?"));
    CARKEYS_TRY(auto confirm,
                database.prepare("UPDATE articles SET run = ?, source_hash = ? WHERE number = ?"));
    CARKEYS_TRY(auto remove, prepare_deletes(database));
    CARKEYS_TRY(auto article,
                database.prepare("INSERT INTO articles VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto index,
                database.prepare("INSERT INTO articles_fts (rowid, title, text, spellings)"
                                 " VALUES (?,?,?,?)"));
    CARKEYS_TRY(auto record,
                database.prepare("INSERT INTO records VALUES "
                                 "(NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto entity,
                database.prepare("INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto attribution,
                database.prepare("INSERT INTO attributions VALUES (?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto evidence, database.prepare("INSERT INTO evidence VALUES (?,?,?,?,?,?,?)"));
    CARKEYS_TRY(auto link, database.prepare("INSERT OR IGNORE INTO links VALUES (?,?,?)"));
    return Statements{std::move(find_run),
                      std::move(run),
                      std::move(find),
                      std::move(confirm),
                      std::move(remove),
                      std::move(article),
                      std::move(index),
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
  RowWriter(Database& database, Statements& statements, const Article& article)
      : database_(database),
        statements_(statements),
        article_(article),
        code_points_(article.text) {}

  Result<void> write(const Record& record, std::int64_t article, std::size_t position) {
    if (auto row = record_row(record, article, position); !row) {
      return row;
    }
    number_ = database_.last_number();
    if (auto rows = entity_rows({"actor"}, record.actor); !rows) {
      return rows;
    }
    if (auto rows = entity_rows({"recipient"}, record.recipient); !rows) {
      return rows;
    }
    if (auto rows = attribution_rows(record); !rows) {
      return rows;
    }
    if (auto rows = evidence_rows(record); !rows) {
      return rows;
    }
    for (const Link& link : record.links) {
      auto row = statements_.insert_link.integer(number_).text(link.relation).text(link.id).run();
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

  Result<void> record_row(const Record& record, std::int64_t article, std::size_t position) {
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
    row.text(record.id).text(name).integer(article);
    row.integer(static_cast<std::int64_t>(position));
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

  Result<void> entity_rows(Side side, const std::vector<Entity>& entities) {
    std::int64_t position = 0;
    for (const Entity& entity : entities) {
      const std::string other_sectors = joined(entity.other_sectors, ",");
      Statement& row = statements_.insert_entity;
      row.integer(number_).text(side.name).integer(side.attribution).integer(position++);
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
      row.integer(number_).integer(++position).text(stance_name(attribution.stance));
      row.text_or_null(attribution.cue_text).integer(attribution.quoted ? 1 : 0);
      bind_range(row, attribution.range);
      if (auto written = row.run(); !written) {
        return written;
      }
      if (auto rows = entity_rows({"claimant", position}, attribution.claimant); !rows) {
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
      row.integer(number_).integer(position++).integer(evidence.sequence);
      row.integer(code_points_.code_point(evidence.sentence.begin));
      row.integer(code_points_.code_point(evidence.sentence.end));
      row.text(trigger_spans).text(evidence.sentence.in(article_.text));
      if (auto written = row.run(); !written) {
        return written;
      }
    }
    return {};
  }

  Database& database_;
  Statements& statements_;
  const Article& article_;
  std::int64_t number_ = 0;  // of the record that is being written
  utf8::CodePointMap code_points_;
};

void add_words(FieldHasher& hasher, const std::vector<std::string>& words) {
  hasher.add_number(static_cast<std::int64_t>(words.size()));
  for (const std::string& word : words) {
    hasher.add(word);
  }
}

void add_range(FieldHasher& hasher, TextRange range) {
  hasher.add_number((static_cast<std::int64_t>(range.begin) << 32) | range.end);
}

void add_number(FieldHasher& hasher, double number) {
  hasher.add_number(std::bit_cast<std::int64_t>(number));
}

void add_entities(FieldHasher& hasher, const std::vector<Entity>& entities) {
  hasher.add_number(static_cast<std::int64_t>(entities.size()));
  for (const Entity& entity : entities) {
    hasher.add(entity.code).add(entity.sector).add(entity.entity_text).add(entity.identifier_text);
    hasher.add(entity.identifier_id).add(entity.office).add_number(entity.cow);
    add_words(hasher, entity.other_sectors);
    add_range(hasher.add_number(entity.gw), entity.range);
  }
}

void add_claims(FieldHasher& hasher, const Record& record) {
  hasher.add(status_name(record.status)).add_number(record.aux);
  hasher.add_number(static_cast<std::int64_t>(record.attributions.size()));
  for (const Attribution& attribution : record.attributions) {
    hasher.add(stance_name(attribution.stance)).add(attribution.cue_text);
    add_range(hasher.add_number(attribution.quoted ? 1 : 0), attribution.range);
    add_entities(hasher, attribution.claimant);
  }
}

void add_circumstances(FieldHasher& hasher, const Record& record) {
  const RecordDate& date = record.date;
  hasher.add(date.begin ? date_text(*date.begin) : "").add(date.end ? date_text(*date.end) : "");
  hasher.add(precision_text(date.precision)).add(date.text);
  hasher.add_number(record.place ? 1 : 0);
  if (record.place) {
    const Place& place = *record.place;
    hasher.add(place.extracted).add(place.resolved).add(place.country_code);
    add_number(hasher.add_number(place.has_coordinates ? 1 : 0), place.latitude);
    add_number(hasher.add_number(place.resolution), place.longitude);
  }
}

void add_evidence(FieldHasher& hasher, const Record& record) {
  hasher.add_number(static_cast<std::int64_t>(record.evidence.size()));
  for (const Evidence& evidence : record.evidence) {
    add_range(hasher.add_number(evidence.sequence), evidence.sentence);
    hasher.add_number(static_cast<std::int64_t>(evidence.trigger.size()));
    for (const TextRange trigger : evidence.trigger) {
      add_range(hasher, trigger);
    }
  }
  hasher.add_number(static_cast<std::int64_t>(record.links.size()));
  for (const Link& link : record.links) {
    hasher.add(link.relation).add(link.id);
  }
}

// Everything that the rows of an article are made from.
std::string coding_hash_of(const Article& article, const Coding& coding) {
  FieldHasher hasher;
  hasher.add(coder_name()).add(article.citation).add(article.url).add(article.title);
  hasher.add(article.publication).add(language_text(article.language));
  hasher.add(article.date ? date_text(*article.date) : "");
  for (const Record& record : coding.records) {
    hasher.add(record.id).add(category_name(record.category)).add(record.cameo);
    add_words(hasher, record.mode);
    add_words(hasher, record.context);
    add_words(hasher, record.event_text);
    add_number(hasher.add_number(record.quad_code), record.event_scale);
    add_number(hasher, record.confidence);
    add_entities(hasher, record.actor);
    add_entities(hasher, record.recipient);
    add_circumstances(hasher, record);
    add_claims(hasher, record);
    add_evidence(hasher, record);
  }
  return hasher.hex();
}

}  // namespace

std::string article_id(const Article& article) {
  return "ca1-" + article_key(article);
}

std::string source_hash(const Article& article, const std::string& run_id) {
  FieldHasher hasher;
  hasher.add(run_id).add(article_id(article)).add(article.citation).add(article.title);
  hasher.add(article.publication).add(language_text(article.language));
  return hasher.add(article.date ? date_text(*article.date) : "").hex();
}

std::string run_id(const RunIdentity& run) {
  FieldHasher hasher;
  hasher.add(coder_name()).add(codebook_name());
  return "cr1-" + hasher.add(run.models).add(run.lexicon).add(run.options).hex();
}

struct ArticleWriter::Parts {
  Database& database;
  Statements statements;
  RunIdentity run;
  std::string id_of_run;
  std::int64_t run_number = 0;  // 0: its row may not be there yet

  // Within the transaction of the first article, so that a run without articles leaves no trace.
  Result<void> find_run() {
    CARKEYS_TRY(const auto known, statements.find_run.text(id_of_run).first());
    if (known) {
      run_number = std::stoll(*known);
      return {};
    }
    const std::string name = fmt::format("{}, {}", coder_name(), codebook_name());
    Statement& row = statements.insert_run;
    row.text(id_of_run).text(name).text(coder_name()).text(codebook_name());
    row.text_or_null(run.models).text_or_null(run.lexicon).text_or_null(run.options);
    if (auto written = row.run(); !written) {
      return written;
    }
    run_number = database.last_number();
    return {};
  }

  Result<std::int64_t> article_row(const Article& article,
                                   const std::string& id,
                                   const std::string& coding_hash) {
    const std::string date = article.date ? date_text(*article.date) : "";
    const std::string spellings = spellings_of(article.title + "\n" + article.text);
    const std::string source = source_hash(article, id_of_run);
    Statement& row = statements.insert_article;
    row.text(id).text(article.title.empty() ? article.citation : article.title);
    row.text_or_null(article.title).text(article.citation).text_or_null(article.url);
    row.text_or_null(article.publication).text_or_null(language_text(article.language));
    row.text_or_null(date).text(article.text).text(spellings).integer(run_number);
    row.text(source).text(coding_hash);
    if (auto written = row.run(); !written) {
      return tl::unexpected<Error>(std::move(written.error()));
    }
    const std::int64_t number = database.last_number();
    Statement& index = statements.index_article;
    index.integer(number).text_or_null(article.title).text(article.text).text(spellings);
    if (auto written = index.run(); !written) {
      return tl::unexpected<Error>(std::move(written.error()));
    }
    return number;
  }

  // What is known of an article: nothing, or its number and whether it is as it was.
  struct Known {
    std::int64_t number = 0;
    bool same_coding = false;
    bool same_source = false;
  };

  Result<Known> find(const Article& article, const std::string& id, const std::string& hash) {
    Known known;
    Statement& row = statements.find_article.text(id);
    CARKEYS_TRY(const bool there, row.next());
    if (there) {
      known.number = row.integer_at(0);
      known.same_coding = row.text_at(1) == hash;
      known.same_source = row.text_at(2) == source_hash(article, id_of_run);
      row.stop();
    }
    return known;
  }
};

ArticleWriter::ArticleWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

ArticleWriter::ArticleWriter(ArticleWriter&&) noexcept = default;
ArticleWriter& ArticleWriter::operator=(ArticleWriter&&) noexcept = default;
ArticleWriter::~ArticleWriter() = default;

Result<ArticleWriter> ArticleWriter::prepare(Database& database, const RunIdentity& run) {
  CARKEYS_TRY(Statements statements, Statements::prepare(database));
  return ArticleWriter(std::unique_ptr<Parts>(
      new Parts{database, std::move(statements), run, store::run_id(run), 0}));
}

Result<ArticleWriter::Change> ArticleWriter::write(const Article& article, const Coding& coding) {
  Parts& parts = *parts_;
  if (auto found = parts.find_run(); !found) {
    return tl::unexpected<Error>(std::move(found.error()));
  }
  const std::string id = article_id(article);
  const std::string coding_hash = coding_hash_of(article, coding);
  CARKEYS_TRY(const auto known, parts.find(article, id, coding_hash));
  if (known.same_coding) {
    const std::string source = source_hash(article, parts.id_of_run);
    Statement& confirm = parts.statements.confirm_article;
    auto confirmed =
        known.same_source
            ? Result<void>{}
            : confirm.integer(parts.run_number).text(source).integer(known.number).run();
    if (!confirmed) {
      return tl::unexpected<Error>(std::move(confirmed.error()));
    }
    return Change::none;
  }
  if (known.number != 0) {
    if (auto removed = parts.statements.remove_article(known.number); !removed) {
      return tl::unexpected<Error>(std::move(removed.error()));
    }
  }
  CARKEYS_TRY(const std::int64_t number, parts.article_row(article, id, coding_hash));
  RowWriter rows(parts.database, parts.statements, article);
  std::set<std::string_view> written_ids;
  for (std::size_t position = 0; position < coding.records.size(); ++position) {
    const Record& record = coding.records[position];
    if (!written_ids.insert(record.id).second) {
      continue;  // the same id is the same proposition
    }
    if (auto written = rows.write(record, number, position); !written) {
      return tl::unexpected<Error>(std::move(written.error()));
    }
  }
  return known.number != 0 ? Change::replaced : Change::added;
}

}  // namespace carkeys::store
