// SPDX-License-Identifier: Apache-2.0
#include "conllu.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>

#include <lzma.h>

namespace carkeys::train {
namespace {

struct Range {
  int first = 0;
  int last = 0;
  std::string form;
};

// The word number that `old` has after joining, by table; 0 stays 0.
Tree joined(const Tree& tree, const std::vector<Range>& ranges) {
  std::vector<int> renumbered(tree.words.size() + 1, 0);
  Tree out;
  out.id = tree.id;
  std::size_t range = 0;
  for (int old = 1; old <= static_cast<int>(tree.words.size()); ++old) {
    while (range < ranges.size() && ranges[range].last < old) {
      ++range;
    }
    const bool inside = range < ranges.size() && ranges[range].first <= old;
    if (!inside || ranges[range].first == old) {
      out.words.push_back(tree.words[static_cast<std::size_t>(old) - 1]);
      if (inside) {
        out.words.back().form = ranges[range].form;
      }
    }
    renumbered[static_cast<std::size_t>(old)] = static_cast<int>(out.words.size());
  }
  for (std::size_t index = 0; index < out.words.size(); ++index) {
    auto& head = out.words[index].head;
    head = renumbered[static_cast<std::size_t>(head)];
    // The first word of a range that hung on the second: its head is the head of the second.
    if (head == static_cast<int>(index) + 1) {
      head = 0;
    }
  }
  return out;
}

struct Reader {
  Contractions contractions;
  std::vector<Tree> trees;
  Tree tree;
  std::vector<Range> ranges;

  void finish() {
    if (!tree.words.empty()) {
      trees.push_back(contractions == Contractions::join ? joined(tree, ranges) : tree);
    }
    tree = {};
    ranges.clear();
  }

  void comment(std::string_view line) {
    constexpr std::string_view mark = "# sent_id = ";
    if (line.starts_with(mark)) {
      tree.id = line.substr(mark.size());
    }
  }

  bool word(std::string_view line) {
    const auto fields = split(line, '\t');
    if (fields.size() < 10) {
      return false;
    }
    if (fields[0].find('.') != std::string_view::npos) {
      return true;
    }
    const auto dash = fields[0].find('-');
    if (dash != std::string_view::npos) {
      ranges.push_back({whole_number(fields[0].substr(0, dash)),
                        whole_number(fields[0].substr(dash + 1)),
                        std::string(fields[1])});
      return true;
    }
    tree.words.push_back({std::string(fields[1]),
                          std::string(fields[2]),
                          std::string(fields[3]),
                          std::string(fields[5]),
                          whole_number(fields[6]),
                          std::string(fields[7]),
                          std::string(fields[9])});
    return true;
  }
};

Result<std::string> unpack(const std::string& packed, const std::string& path) {
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_stream_decoder(&stream, UINT64_MAX, LZMA_CONCATENATED) != LZMA_OK) {
    return failure(ErrorCode::bad_resource, "cannot start unpacking", path);
  }
  stream.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
  stream.avail_in = packed.size();
  std::string out;
  std::array<char, 65536> block{};
  lzma_ret state = LZMA_OK;
  while (state == LZMA_OK) {
    stream.next_out = reinterpret_cast<std::uint8_t*>(block.data());
    stream.avail_out = block.size();
    state = lzma_code(&stream, LZMA_FINISH);
    out.append(block.data(), block.size() - stream.avail_out);
  }
  lzma_end(&stream);
  if (state != LZMA_STREAM_END) {
    return failure(ErrorCode::bad_resource, "damaged xz file", path);
  }
  return out;
}

}  // namespace

Result<std::string> read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return failure(ErrorCode::bad_resource, "cannot be opened", path);
  }
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  return path.ends_with(".xz") ? unpack(bytes, path) : Result<std::string>(std::move(bytes));
}

Result<std::vector<Tree>> read_conllu(const std::string& path, Contractions contractions) {
  CARKEYS_TRY(const auto text, read_text(path));
  Reader reader{contractions, {}, {}, {}};
  std::int64_t place = 0;
  for (auto line : split(text, '\n')) {
    ++place;
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (line.empty()) {
      reader.finish();
    } else if (line.front() == '#') {
      reader.comment(line);
    } else if (!reader.word(line)) {
      return failure(ErrorCode::bad_resource, "line has fewer than ten fields", path, place);
    }
  }
  reader.finish();
  return std::move(reader.trees);
}

}  // namespace carkeys::train
