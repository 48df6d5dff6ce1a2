// SPDX-License-Identifier: Apache-2.0
// Articles into one SQLite file. They are kept in memory first and written many in one transaction:
// a commit waits for the disk, and one for every article would make the disk the slowest part of a
// run; and while a transaction is open, no other program can write. The rollback journal is used,
// not WAL, so that the result is one file.
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "store/article_writer.h"
#include "store/database.h"
#include "store/schema.h"
#include "store/sink.h"

namespace carkeys::store {
namespace {

// A group is written when it has this many articles or bytes of text, or is this old.
constexpr std::size_t group_articles = 512;
constexpr std::size_t group_bytes = 32 << 20;
constexpr std::chrono::seconds group_age{2};

class SqliteSink final : public DatabaseSink {
 public:
  SqliteSink(std::unique_ptr<Database> database, ArticleWriter writer, std::string run)
      : database_(std::move(database)), writer_(std::move(writer)), run_(std::move(run)) {}

  Result<void> load_known() {
    CARKEYS_TRY(Statement rows,
                database_->prepare("SELECT source_hash FROM articles WHERE source_hash IS NOT NULL"
                                   " AND run = (SELECT number FROM runs WHERE id = ?)"));
    rows.text(run_);
    while (true) {
      CARKEYS_TRY(const bool there, rows.next());
      if (!there) {
        return {};
      }
      known_.insert(hash64(rows.text_at(0)));
    }
  }

  [[nodiscard]] bool holds(const Article& article) const override {
    return !known_.empty() && known_.contains(hash64(source_hash(article, run_)));
  }

  Result<void> write(const Article& article, const Coding& coding) override {
    const auto now = std::chrono::steady_clock::now();
    if (group_.empty()) {
      begun_ = now;
    }
    group_.push_back({article, coding});
    bytes_ += article.text.size();
    const bool full = group_.size() >= group_articles || bytes_ >= group_bytes;
    return full || now - begun_ >= group_age ? finish() : Result<void>{};
  }

  Result<void> finish() override {
    if (group_.empty()) {
      return {};
    }
    auto begun = database_->execute("BEGIN IMMEDIATE");
    auto written = begun ? write_group() : std::move(begun);
    written = written ? database_->execute("COMMIT") : std::move(written);
    if (!written) {
      // SQLite may have rolled back by itself (full disk); then there is nothing left to undo.
      static_cast<void>(database_->execute("ROLLBACK"));
      changes_ = committed_;
    }
    committed_ = changes_;
    group_.clear();
    bytes_ = 0;
    return written;
  }

  [[nodiscard]] Changes changes() const override { return committed_; }

 private:
  struct Item {
    Article article;
    Coding coding;
  };

  Result<void> write_group() {
    for (const Item& item : group_) {
      CARKEYS_TRY(const auto change, writer_.write(item.article, item.coding));
      changes_.added += change == ArticleWriter::Change::added ? 1 : 0;
      changes_.replaced += change == ArticleWriter::Change::replaced ? 1 : 0;
      changes_.unchanged += change == ArticleWriter::Change::none ? 1 : 0;
    }
    return {};
  }

  std::unique_ptr<Database> database_;
  ArticleWriter writer_;  // after the database: it ends first
  std::string run_;
  std::unordered_set<std::uint64_t> known_;  // of source hashes, which are many
  std::vector<Item> group_;
  std::size_t bytes_ = 0;
  std::chrono::steady_clock::time_point begun_;
  Changes changes_;    // with the group that is being written
  Changes committed_;  // of groups that are kept
};

}  // namespace

Result<std::unique_ptr<DatabaseSink>> sqlite_sink(const std::string& path, const RunIdentity& run) {
  CARKEYS_TRY(Database opened, open_for_writing(path));
  auto database = std::make_unique<Database>(std::move(opened));
  CARKEYS_TRY(ArticleWriter writer, ArticleWriter::prepare(*database, run));
  auto sink = std::make_unique<SqliteSink>(std::move(database), std::move(writer), run_id(run));
  if (auto loaded = sink->load_known(); !loaded) {
    return tl::unexpected<Error>(std::move(loaded.error()));
  }
  return std::unique_ptr<DatabaseSink>(std::move(sink));
}

}  // namespace carkeys::store
