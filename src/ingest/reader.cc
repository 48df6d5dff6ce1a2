// SPDX-License-Identifier: Apache-2.0
#include "ingest/reader.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/files.h"
#include "base/utf8.h"
#include "ingest/binary.h"
#include "ingest/json_line.h"

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

bool has_json_lines_ending(const std::string& path) {
  return path.ends_with(".jsonl") || path.ends_with(".ndjson");
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

std::string name_of(const std::string& path) {
  return path == "-" ? "stdin" : path;
}

}  // namespace

struct Reader::State {
  // One thing still to be read, or a folder still to be opened.
  struct Source {
    std::string path;
    bool top = false;  // named by the user
  };

  // An open JSON Lines file.
  struct Lines {
    FileReader file;
    std::string path;
    std::string buffer;
    std::size_t used = 0;      // bytes of buffer already handed out
    std::int64_t line = 0;     // lines already handed out
    std::size_t searched = 0;  // bytes of buffer known to hold no further line end
    bool ended = false;
  };

  using Next = std::optional<Result<RawItem>>;

  std::deque<Source> sources;
  const std::atomic<bool>* stop = nullptr;
  std::optional<Lines> lines;
  JsonLineReader json;
  std::string open_folder;  // folder named by the user that has given no file yet

  Next next_from_folder(const Source& folder);
  Next next_from_file(const std::string& path);
  Result<RawItem> plain_item(FileReader& file, std::string bytes, const std::string& path) const;
  Next next_line();
  Result<std::optional<std::string_view>> take_line();
};

Reader::State::Next Reader::State::next_from_folder(const Source& folder) {
  Result<std::vector<std::string>> entries = entries_of(folder.path);
  if (!entries) {
    return tl::unexpected<Error>(entries.error());
  }
  if (folder.top) {
    open_folder = folder.path;
  }
  for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
    sources.push_front({std::move(*entry), false});
  }
  return std::nullopt;
}

// Reads a plain text to its end; `bytes` is what was read to tell its form.
Result<RawItem> Reader::State::plain_item(FileReader& file,
                                          std::string bytes,
                                          const std::string& path) const {
  while (true) {
    CARKEYS_TRY(const std::size_t got, file.read_some(bytes));
    if (got == 0) {
      break;
    }
    if (bytes.size() > largest_item_bytes) {
      return failure(ErrorCode::bad_input,
                     "text is larger than 1 GiB",
                     name_of(path),
                     static_cast<std::int64_t>(largest_item_bytes));
    }
  }
  if (const auto binary = find_binary(bytes)) {
    return failure(ErrorCode::bad_input,
                   "binary file (" + std::string(binary->what) + " at this byte), not a text",
                   name_of(path),
                   binary->place);
  }
  RawItem item;
  item.citation = name_of(path);
  item.bytes = std::move(bytes);
  return item;
}

Reader::State::Next Reader::State::next_from_file(const std::string& path) {
  Result<FileReader> file = FileReader::open(path, stop);
  if (!file) {
    return tl::unexpected<Error>(file.error());
  }
  std::string beginning;
  std::optional<bool> is_json;
  bool ended = false;
  while (!is_json && !ended && beginning.size() <= largest_item_bytes) {
    Result<std::size_t> got = file->read_some(beginning);
    if (!got) {
      return tl::unexpected<Error>(got.error());
    }
    ended = *got == 0;
    is_json = looks_like_json_lines(beginning);
  }
  const bool empty = ended && is_blank(beginning);
  const bool binary = find_binary(beginning).has_value();
  if (!empty && !binary && (is_json.value_or(false) || has_json_lines_ending(path))) {
    lines.emplace(Lines{std::move(*file), name_of(path), std::move(beginning), 0, 0, 0, ended});
    return next_line();
  }
  if (path.ends_with(".json") && !empty && !binary) {
    return failure(ErrorCode::bad_input,
                   "not JSON Lines: one object a line is expected, with a field \"text\"",
                   path);
  }
  return plain_item(*file, std::move(beginning), path);
}

// The next line without its end; nullopt at the end of the file.
Result<std::optional<std::string_view>> Reader::State::take_line() {
  Lines& file = *lines;
  while (true) {
    const std::size_t end = file.buffer.find('\n', std::max(file.used, file.searched));
    if (end != std::string::npos || (file.ended && file.used < file.buffer.size())) {
      const std::string_view line =
          std::string_view(file.buffer)
              .substr(file.used, end == std::string::npos ? end : end - file.used);
      file.used = end == std::string::npos ? file.buffer.size() : end + 1;
      ++file.line;
      return line;
    }
    if (file.ended) {
      return std::nullopt;
    }
    file.buffer.erase(0, file.used);
    file.used = 0;
    file.searched = file.buffer.size();
    if (file.buffer.size() > largest_item_bytes) {
      return failure(ErrorCode::bad_input, "line is longer than 1 GiB", file.path, file.line + 1);
    }
    CARKEYS_TRY(const std::size_t got, file.file.read_some(file.buffer));
    file.ended = got == 0;
  }
}

Reader::State::Next Reader::State::next_line() {
  while (true) {
    Result<std::optional<std::string_view>> line = take_line();
    if (!line) {
      lines.reset();
      return tl::unexpected<Error>(line.error());
    }
    if (!*line) {
      lines.reset();
      return std::nullopt;
    }
    if (!is_blank(**line)) {
      return json.read(**line, lines->path, lines->line);
    }
  }
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
    if (state.lines) {
      if (auto item = state.next_line()) {
        return item;
      }
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
    if (!is_folder) {
      state.open_folder.clear();
    }
    auto item = is_folder ? state.next_from_folder(source) : state.next_from_file(source.path);
    if (item) {
      return item;
    }
  }
}

}  // namespace carkeys::ingest
