// SPDX-License-Identifier: Apache-2.0
// Stage "store": where coded articles go. A RecordSink takes articles one after another, in the
// order in which they are to appear, from one thread at a time. The text forms (JSON Lines and the
// readable view) are also plain functions, so that threads can format in parallel and one of them
// writes in order. Nothing here changes a record: ids are set before (records/record_id.h).
//
//   auto sink = store::text_sink(store::TextFormat::jsonl, {}, write_to_stdout);
//   sink->write(article, coding);
//   sink->finish();
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "records/article.h"
#include "records/record.h"

namespace carkeys::store {

// "car-keys 0.1.0" and "plover-base-2.0", as every record names them.
std::string_view coder_name();
std::string_view codebook_name();

class RecordSink {
 public:
  RecordSink() = default;
  RecordSink(const RecordSink&) = delete;
  RecordSink& operator=(const RecordSink&) = delete;
  RecordSink(RecordSink&&) = delete;
  RecordSink& operator=(RecordSink&&) = delete;
  virtual ~RecordSink() = default;

  // Takes one article with all its records. Errors: cannot_write; then no part of this article is
  // kept and the sink takes no more.
  virtual Result<void> write(const Article& article, const Coding& coding) = 0;
  // Makes sure that everything written so far is kept. To be called once, at the end of the run or
  // when it is interrupted. Errors: cannot_write.
  virtual Result<void> finish() = 0;
};

enum class TextFormat : std::uint8_t { jsonl, pretty };

struct TextOptions {
  bool colour = false;  // pretty only: ANSI colours; the view is legible without them
};

// The records of one article as DESIGN's native JSON Lines, one line a record, "\n" at the end of
// each; empty for an article without records. Offsets are code points of article.text.
std::string jsonl(const Article& article, const Coding& coding);

// Who coded it: "car-keys 0.1.0", "plover-base-2.0".
struct CoderNames {
  std::string_view coder;
  std::string_view codebook;
};

// The same for records that another version may have coded.
std::string jsonl(const Article& article, const Coding& coding, const CoderNames& names);
// The readable view: a line that names the article, then each sentence that holds records with the
// records below it.
std::string pretty(const Article& article, const Coding& coding, const TextOptions& options = {});
std::string format_text(TextFormat format,
                        const TextOptions& options,
                        const Article& article,
                        const Coding& coding);

// Writes bytes where the caller wants them; returns cannot_write where that fails.
using ByteWriter = std::function<Result<void>(std::string_view)>;
std::unique_ptr<RecordSink> text_sink(TextFormat format,
                                      const TextOptions& options,
                                      ByteWriter writer);

// What makes two runs code alike, besides the program's version and the codebook.
struct RunIdentity {
  std::string models = {};   // checksums: "de:1f0c… en:77ab…"; empty: unknown
  std::string lexicon = {};  // checksum, with tables laid on top
  std::string options = {};  // what changes records: "min-confidence=0.5"
};

// How many articles a database sink has taken in for good.
struct Changes {
  std::size_t added = 0;
  std::size_t replaced = 0;   // were there with other records
  std::size_t unchanged = 0;  // were there with the same records
};

class DatabaseSink : public RecordSink {
 public:
  // Whether the file held this very article, coded by a run like this one, when it was opened.
  // Coding it again would change nothing. Safe to call from several threads.
  [[nodiscard]] virtual bool holds(const Article& article) const = 0;
  [[nodiscard]] virtual Changes changes() const = 0;
};

// An SQLite database in one file, made where there is none, brought up to date where its schema is
// older. An article that is already there with the same records changes nothing; with other records
// it is replaced. Articles are written in groups, at the latest at finish(), each one whole or not
// at all; an error drops the group. Errors: cannot_write (no permission, full disk, not a database
// of ours, a newer schema version); a file made in vain is removed again.
Result<std::unique_ptr<DatabaseSink>> sqlite_sink(const std::string& path,
                                                  const RunIdentity& run = {});

}  // namespace carkeys::store
