// SPDX-License-Identifier: Apache-2.0
#include "ingest/reader.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/files.h"
#include "ingest/open.h"
#include "ingest/stream.h"

namespace carkeys::ingest {
namespace {

namespace fs = std::filesystem;

// The entries of a folder that are to be read, in name order: folders and regular files (or links
// to such files) that are not hidden. Links to folders are left out, so there are no circles.
Result<std::vector<std::string>> entries_of(const std::string& folder) {
  std::vector<std::string> entries;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const bool hidden = entry->path().filename().native().starts_with('.');
    std::error_code ignored;
    const bool is_folder = entry->is_directory(ignored) && !entry->is_symlink(ignored);
    if (!hidden && (is_folder || entry->is_regular_file(ignored))) {
      entries.push_back(entry->path().string());
    }
  }
  if (error) {
    return failure(ErrorCode::bad_input, error.message(), folder);
  }
  std::ranges::sort(entries);
  return entries;
}

std::string name_of(const std::string& path) {
  return path == "-" ? "stdin" : path;
}

class FileStream : public ByteStream {
 public:
  explicit FileStream(FileReader file) : file_(std::move(file)) {}

  Result<std::size_t> read_some(std::string& out) override { return file_.read_some(out); }

 private:
  FileReader file_;
};

}  // namespace

struct Reader::State {
  // One thing still to be read, or a folder still to be opened.
  struct Source {
    std::string path;
    bool top = false;  // named by the user
  };

  std::deque<Source> sources;
  const std::atomic<bool>* stop = nullptr;
  std::unique_ptr<ItemStream> items;  // of the file that is open
  std::string open_folder;            // folder named by the user that has given no file yet

  Result<void> open_folder_at(const Source& folder);
  Result<void> open_file(const std::string& path);
};

Result<void> Reader::State::open_folder_at(const Source& folder) {
  CARKEYS_TRY(std::vector<std::string> entries, entries_of(folder.path));
  if (folder.top) {
    open_folder = folder.path;
  }
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    sources.push_front({std::move(*entry), false});
  }
  return {};
}

Result<void> Reader::State::open_file(const std::string& path) {
  open_folder.clear();
  CARKEYS_TRY(FileReader file, FileReader::open(path, stop));
  ingest::Source source{name_of(path), false, 0};
  source.json_lines = path.ends_with(".jsonl") || path.ends_with(".ndjson");
  CARKEYS_TRY(items,
              open_items(Input(std::make_unique<FileStream>(std::move(file))), std::move(source)));
  return {};
}

Reader::Reader(std::vector<std::string> sources, const std::atomic<bool>* stop)
    : state_(std::make_unique<State>()) {
  state_->stop = stop;
  for (std::string& source : sources) {
    state_->sources.push_back({std::move(source), true});
  }
}

Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

std::optional<Result<RawItem>> Reader::next() {
  State& state = *state_;
  while (true) {
    if (state.items) {
      if (auto item = state.items->next()) {
        return item;
      }
      state.items.reset();
    }
    const bool folder_done = state.sources.empty() || state.sources.front().top;
    if (folder_done && !state.open_folder.empty()) {
      return failure(
          ErrorCode::bad_input, "no articles in this folder", std::exchange(state.open_folder, {}));
    }
    if (state.sources.empty()) {
      return std::nullopt;
    }
    const State::Source source = std::move(state.sources.front());
    state.sources.pop_front();
    std::error_code ignored;
    const bool is_folder = source.path != "-" && fs::is_directory(source.path, ignored);
    const Result<void> opened =
        is_folder ? state.open_folder_at(source) : state.open_file(source.path);
    if (!opened) {
      return tl::unexpected<Error>(opened.error());
    }
  }
}

}  // namespace carkeys::ingest
