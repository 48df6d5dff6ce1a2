// SPDX-License-Identifier: Apache-2.0
#include "resources/import/dictionary_import.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/files.h"
#include "base/utf8.h"

namespace carkeys::resources {
namespace {

namespace fs = std::filesystem;

std::string_view cell(const Table& table, std::size_t row, std::string_view column) {
  const auto number = table.column(column);
  return number ? table.cell(row, *number) : std::string_view{};
}

struct Header {
  std::string_view table;
  std::string_view columns;
};

// Of the tables that an import writes.
constexpr std::array<Header, 6> headers{
    {{"world/organisations", "code\tsector\tfrom\tto\tnames"},
     {"en/regions", "code\tnames\tadjectives\tdemonyms"},
     {"en/agents", "word\tkind\tsector\tcountries\tcompound"},
     {"en/classes", "class\tlemma"},
     {"en/lemmas", "form\tlemma"},
     {"en/frames_imported",
      "predicate\twhen\tcategory\tmode\tactor\trecipient\tneed\tflags\tcameo"}}};

bool is_agent_line(std::string_view text) {
  return text.find('~') != std::string_view::npos && text.find('[') != std::string_view::npos;
}

bool is_verb_line(std::string_view text) {
  return text.starts_with("---") || text.starts_with("- ") || text.starts_with('&');
}

bool is_actor_line(std::string_view text) {
  return text.find('[') != std::string_view::npos || text.starts_with('+');
}

}  // namespace

DictionaryImport::DictionaryImport(const Lexicon& lexicon, ImportOptions options)
    : options_(std::move(options)) {
  if (const Table* book = lexicon.table("world/codebook"); book != nullptr) {
    for (std::size_t row = 0; row < book->rows(); ++row) {
      const std::string name(cell(*book, row, "name"));
      const std::string_view cameo = cell(*book, row, "cameo");
      if (cell(*book, row, "kind") == "sector") {
        sectors_.insert(name);
      } else if (!cameo.empty()) {  // of several modes with one code the first
        meanings_.try_emplace(std::string(cameo),
                              Meaning{name, std::string(cell(*book, row, "mode"))});
      }
    }
  }
  if (const Table* forms = lexicon.table("en/lemmas"); forms != nullptr) {
    for (std::size_t row = 0; row < forms->rows(); ++row) {
      lemmas_.try_emplace(std::string(cell(*forms, row, "form")), cell(*forms, row, "lemma"));
    }
  }
}

// Without comments, which both formats write "# ..." or "<!-- ... -->" and TABARI also "; ...".
std::vector<DictionaryImport::Line> DictionaryImport::lines_of(std::string_view text) const {
  const std::string_view marks = options_.format == DictionaryFormat::tabari ? "#;" : "#";
  std::vector<Line> lines;
  bool in_comment = false;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    in_comment = in_comment || line.find("<!") != std::string::npos;
    if (in_comment) {
      in_comment = line.find("->") == std::string::npos;
      continue;
    }
    // "[###]" is a code.
    const std::size_t mark = line.find_first_of(marks);
    if (mark != std::string::npos && (mark == 0 || line[mark - 1] != '[')) {
      line.resize(mark);
    }
    const std::size_t last = line.find_last_not_of(" \t\r");
    if (last != std::string::npos) {
      line.resize(last + 1);
      lines.push_back({std::move(line), number});
    }
  }
  return lines;
}

void DictionaryImport::leave_out(const Line& line, std::string_view why) {
  left_out_.push_back(fmt::format("{}:{}: {}", path_, line.number, why));
}

void DictionaryImport::add_row(const std::string& table, std::string row) {
  auto& rows = rows_[table];
  if (std::ranges::find(rows, row) == rows.end()) {
    rows.push_back(std::move(row));
  }
}

Result<void> DictionaryImport::read(const std::string& path) {
  auto text = read_file(path);
  if (!text) {
    return tl::unexpected<Error>(std::move(text.error()));
  }
  path_ = path;
  const std::vector<Line> lines = lines_of(utf8::decode(*text));
  const auto any = [&](bool (*is)(std::string_view)) {
    return std::ranges::any_of(lines, [&](const Line& line) { return is(line.text); });
  };
  if (any(is_verb_line)) {
    read_verbs(lines);
  } else if (any(is_agent_line)) {
    read_agents(lines);
  } else if (any(is_actor_line)) {
    read_actors(lines);
  } else {
    return failure(ErrorCode::bad_input, "no dictionary of actors, agents or verbs", path);
  }
  return {};
}

Result<void> DictionaryImport::write(const std::string& folder) const {
  for (const Header& header : headers) {
    const auto rows = rows_.find(std::string(header.table));
    if (rows == rows_.end()) {
      continue;
    }
    std::string text(header.columns);
    for (const std::string& row : rows->second) {
      text += '\n';
      text += row;
    }
    text += '\n';
    const fs::path path = fs::path(folder) / (std::string(header.table) + ".tsv");
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) {
      return failure(ErrorCode::cannot_write, error.message(), path.parent_path().string());
    }
    if (auto written = write_file(path.string(), text); !written) {
      return written;
    }
  }
  return {};
}

std::size_t DictionaryImport::lines_written() const {
  std::size_t count = 0;
  for (const auto& [table, rows] : rows_) {
    count += rows.size();
  }
  return count;
}

}  // namespace carkeys::resources
