// SPDX-License-Identifier: Apache-2.0
#include "ingest/open.h"

#include <deque>
#include <optional>
#include <utility>

#include "ingest/archives.h"
#include "ingest/binary.h"
#include "ingest/compressed.h"
#include "ingest/form.h"
#include "ingest/json_line.h"
#include "ingest/list_items.h"
#include "ingest/mail.h"
#include "ingest/table_items.h"
#include "ingest/warc.h"
#include "ingest/xml_items.h"

namespace carkeys::ingest {
namespace {

constexpr int deepest = 4;  // archives and compressions in each other
constexpr std::size_t looked_at = std::size_t{64} << 10U;  // bytes that tell a form

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

using Opened = Result<std::unique_ptr<ItemStream>>;

class LineItems : public ItemStream {
 public:
  LineItems(Input input, Source source) : input_(std::move(input)), source_(std::move(source)) {}

  std::optional<Result<RawItem>> next() override {
    while (!ended_) {
      Result<std::size_t> size = line_size();
      if (!size) {
        ended_ = true;
        return tl::unexpected<Error>(named(std::move(size.error()), source_.name));
      }
      if (*size == 0) {
        ended_ = true;
        break;
      }
      ++line_;
      const std::string_view line = input_.window().substr(0, *size);
      if (is_blank(line)) {
        input_.use(*size);
        continue;
      }
      Result<RawItem> item = json_.read(line.substr(0, line.find('\n')), source_.name, line_);
      input_.use(*size);
      return item;
    }
    return std::nullopt;
  }

 private:
  // Bytes of the next line with its end; 0 at the end of the file.
  Result<std::size_t> line_size() {
    std::size_t searched = 0;
    while (true) {
      const std::string_view window = input_.window();
      const std::size_t end = window.find('\n', searched);
      if (end != std::string_view::npos) {
        return end + 1;
      }
      searched = window.size();
      if (searched > largest_text_bytes) {
        return failure(ErrorCode::bad_input, "line is longer than 1 GiB", source_.name, line_ + 1);
      }
      CARKEYS_TRY(const bool more, input_.fill());
      if (!more) {
        return searched;
      }
    }
  }

  Input input_;
  Source source_;
  JsonLineReader json_;
  std::int64_t line_ = 0;
  bool ended_ = false;
};

Opened single(RawItem item) {
  std::deque<Result<RawItem>> items;
  items.emplace_back(std::move(item));
  return std::unique_ptr<ItemStream>(std::make_unique<ListItems>(std::move(items)));
}

// Plain text or a web page: one item.
Opened plain(std::string bytes, const Source& source) {
  if (const auto binary = find_binary(bytes)) {
    return failure(ErrorCode::bad_input,
                   "binary file (" + std::string(binary->what) + " at this byte), not a text",
                   source.name,
                   binary->place);
  }
  RawItem item;
  item.citation = source.name;
  item.form = looks_like_html(bytes) ? RawForm::html : RawForm::text;
  item.bytes = std::move(bytes);
  return single(std::move(item));
}

// Forms that are read as a whole, by what the beginning looks like.
Opened whole_document(Input& input, const Source& source) {
  const std::string_view beginning = input.window();
  const bool xml = looks_like_xml(beginning) && !looks_like_html(beginning);
  const bool json = looks_like_json_document(beginning);
  const bool mail = looks_like_mail(beginning);
  const bool page = looks_like_html(beginning);
  const bool document = xml || json || mail || page;
  Result<std::string> bytes = input.rest(document ? largest_document_bytes : largest_text_bytes);
  if (!bytes) {
    return tl::unexpected<Error>(named(std::move(bytes.error()), source.name));
  }
  if (xml) {
    return xml_items(*bytes, source);
  }
  if (json) {
    auto items = JsonLineReader().read_document(*bytes, source.name);
    const bool no_json = items.size() == 1 && !items.front() && items.front().error().place < 0;
    if (!no_json || source.name.ends_with(".json")) {
      return std::unique_ptr<ItemStream>(std::make_unique<ListItems>(std::move(items)));
    }
  }
  return mail ? single(mail_item(*bytes, source.name)) : plain(std::move(*bytes), source);
}

// Whether every line is an object, which is told by the first one: a pipe that gives line by line
// is not waited for. A document over several lines is none, unless its name says otherwise.
bool is_json_lines(Input& input, const Source& source) {
  while (true) {
    const std::string_view window = input.window();
    const std::optional<bool> looks = looks_like_json_lines(window);
    const std::size_t begin = std::min(window.find('{'), window.size());
    const std::string_view line = window.substr(begin, window.find('\n', begin) - begin);
    const bool whole_line = window.find('\n', begin) != std::string_view::npos;
    const std::size_t last = line.find_last_not_of(" \t\r");
    const bool closed = last != std::string_view::npos && line[last] == '}';
    if (looks && (!*looks || whole_line || window.size() >= looked_at)) {
      const bool by_name =
          source.json_lines && !is_blank(window) && compression_of(window) == Compression::none;
      return (*looks && (closed || !whole_line)) || (by_name && !find_binary(window));
    }
    const std::size_t before = window.size();
    input.look_to(before + 1);
    if (input.window().size() == before) {
      const bool text = !is_blank(input.window()) && !find_binary(input.window());
      return text && (looks.value_or(false) || source.json_lines);
    }
  }
}

}  // namespace

Error named(Error error, const std::string& name) {
  if (error.origin.empty()) {
    error.origin = name;
  }
  return error;
}

Opened open_items(Input input, Source source) {
  if (is_json_lines(input, source)) {
    return std::unique_ptr<ItemStream>(
        std::make_unique<LineItems>(std::move(input), std::move(source)));
  }
  input.look_to(looked_at);
  const std::string_view beginning = input.window();
  const Compression compression = compression_of(beginning);
  const bool tar = looks_like_tar(beginning);
  const bool zip = looks_like_zip(beginning);
  if (compression != Compression::none || tar || zip) {
    if (++source.depth > deepest) {
      return failure(ErrorCode::bad_input, "archives nested too deeply", source.name);
    }
  }
  if (compression != Compression::none) {
    return open_items(Input(decompress(compression, std::move(input))), std::move(source));
  }
  if (tar) {
    return tar_items(std::move(input), std::move(source));
  }
  if (zip) {
    return zip_items(std::move(input), std::move(source));
  }
  if (looks_like_warc(beginning)) {
    return warc_items(std::move(input), std::move(source));
  }
  if (const auto separator = table_separator(beginning)) {
    return table_items(std::move(input), std::move(source), *separator);
  }
  return whole_document(input, source);
}

}  // namespace carkeys::ingest
