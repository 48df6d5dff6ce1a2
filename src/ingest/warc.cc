// SPDX-License-Identifier: Apache-2.0
#include "ingest/warc.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "ingest/binary.h"
#include "ingest/compressed.h"
#include "ingest/form.h"
#include "ingest/headers.h"

namespace carkeys::ingest {
namespace {

constexpr std::string_view mark = "WARC/1.";
constexpr std::size_t longest_mark = mark.size() + 2;  // with the digit and a line end
constexpr std::size_t longest_headers = std::size_t{1} << 20U;
constexpr std::size_t largest_page = std::size_t{64} << 20U;  // bytes of one record

std::optional<std::uint64_t> number_from(std::string_view text, int base = 10) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

// A body sent in pieces: "1a\r\n", 26 bytes, "\r\n", and so on. What is not that stays as it is.
std::string joined_chunks(std::string_view body) {
  std::string out;
  std::string_view rest = body;
  while (true) {
    const std::size_t end = rest.find("\r\n");
    if (end == std::string_view::npos) {
      return std::string(body);
    }
    const std::string_view size_text = rest.substr(0, std::min(end, rest.find(';')));
    const auto size = number_from(size_text, 16);
    if (!size || *size > rest.size() - end - 2) {
      // Archives cut long responses; what came before holds.
      return out.empty() ? std::string(body) : out;
    }
    if (*size == 0) {
      return out;
    }
    out.append(rest.substr(end + 2, *size));
    rest.remove_prefix(std::min<std::size_t>(end + 2 + *size + 2, rest.size()));
  }
}

class WarcItems : public ItemStream {
 public:
  WarcItems(Input input, Source source) : input_(std::move(input)), source_(std::move(source)) {}

  std::optional<Result<RawItem>> next() override {
    while (!ended_) {
      Result<std::optional<RawItem>> item = read_record();
      if (!item) {
        Error error = named(std::move(item.error()), source_.name);
        ended_ = ended_ || error.code == ErrorCode::interrupted;
        return tl::unexpected<Error>(std::move(error));
      }
      if (*item) {
        return std::move(**item);
      }
    }
    return std::nullopt;
  }

 private:
  using MaybeItem = std::optional<RawItem>;

  tl::unexpected<Error> broken(std::string message) {
    lost_ = true;
    return failure(ErrorCode::bad_input, std::move(message), source_.name, begin_);
  }

  // Moves to the beginning of the next record. False at the end.
  Result<bool> find_record() {
    while (true) {
      skip_line_ends();
      Result<void> filled = input_.fill_to(longest_mark);
      if (!filled) {
        lost_ = true;
        return tl::unexpected<Error>(filled.error());
      }
      const std::string_view window = input_.window();
      const std::size_t found = mark_in(window);
      if (found == 0) {
        lost_ = false;
        return true;
      }
      if (window.empty()) {
        return false;
      }
      const bool line_end = window.front() == '\r' || window.front() == '\n';
      if (!lost_ && !line_end) {
        begin_ = input_.offset();
        return broken("no record begins at this byte, where the one before ends");
      }
      const bool last = window.size() < longest_mark;
      const std::size_t passed = last ? window.size() : window.size() - longest_mark + 1;
      input_.use(std::min(found, passed));
    }
  }

  void skip_line_ends() {
    const std::string_view window = input_.window();
    input_.use(std::min(window.find_first_not_of("\r\n"), window.size()));
  }

  // Where "WARC/1.0" before the end of a line begins: behind damage a record may begin anywhere.
  static std::size_t mark_in(std::string_view window) {
    for (std::size_t at = window.find(mark); at != std::string_view::npos;
         at = window.find(mark, at + 1)) {
      const std::string_view rest = window.substr(at + mark.size());
      const bool digit = !rest.empty() && rest[0] >= '0' && rest[0] <= '9';
      if (digit && rest.size() > 1 && (rest[1] == '\r' || rest[1] == '\n')) {
        return at;
      }
    }
    return std::string_view::npos;
  }

  // One record; nullopt where it is none to read, or at the end.
  Result<MaybeItem> read_record() {
    CARKEYS_TRY(const bool found, find_record());
    if (!found) {
      ended_ = true;
      return MaybeItem();
    }
    begin_ = input_.offset();
    std::size_t end = headers_end(input_.window());
    while (end == std::string_view::npos) {
      Result<bool> more = input_.fill();
      if (!more) {
        lost_ = true;
        input_.use(1);
        return tl::unexpected<Error>(more.error());
      }
      if (!*more || input_.window().size() > longest_headers) {
        input_.use(1);
        return broken("record without an end of its headers");
      }
      end = headers_end(input_.window());
    }
    const Headers headers(input_.window().substr(0, end));
    const auto size = number_from(headers.value("content-length"));
    input_.use(end);
    if (!size) {
      return broken("record without a length");
    }
    return read_content(headers, *size);
  }

  Result<MaybeItem> read_content(const Headers& headers, std::uint64_t size) {
    const std::string_view type = headers.value("warc-type");
    const bool wanted = type == "response" || type == "resource" || type == "conversion";
    const bool too_large = wanted && size > largest_page;
    if (!wanted || too_large) {
      Result<std::uint64_t> skipped = input_.skip(size);
      if (!skipped) {
        lost_ = true;
        return tl::unexpected<Error>(skipped.error());
      }
      if (*skipped < size) {
        return broken("record cut off");
      }
      if (too_large) {
        return failure(
            ErrorCode::bad_input, "record larger than 64 MiB, left out", source_.name, begin_);
      }
      return MaybeItem();
    }
    if (Result<void> filled = input_.fill_to(size); !filled) {
      lost_ = true;
      return tl::unexpected<Error>(filled.error());
    }
    if (input_.window().size() < size) {
      input_.use(input_.window().size());
      return broken("record cut off");
    }
    const std::string content(input_.window().substr(0, size));
    input_.use(size);
    return item_from(headers, content, type);
  }

  MaybeItem item_from(const Headers& headers, std::string_view content, std::string_view type) {
    std::string content_type(headers.value("content-type"));
    std::string body;
    if (type == "response") {
      const std::size_t end = headers_end(content);
      const std::size_t space = content.find(' ');
      if (end == std::string_view::npos || !content.starts_with("HTTP/") ||
          content.substr(space + 1, 3) != "200") {
        return std::nullopt;
      }
      const Headers http(content.substr(0, end));
      content_type = http.value("content-type");
      body = http.value("transfer-encoding").find("chunked") == std::string_view::npos
                 ? std::string(content.substr(end))
                 : joined_chunks(content.substr(end));
      body = unpacked(std::move(body));
    } else {
      body = content;
    }
    return item_from_body(headers, content_type, std::move(body));
  }

  // A body that was sent compressed.
  static std::string unpacked(std::string body) {
    const Compression kind = compression_of(body);
    if (kind == Compression::none) {
      return body;
    }
    Input packed(decompress(kind, Input(memory_stream(std::move(body)))));
    std::string out;
    while (packed.window().size() < largest_page) {
      const Result<bool> more = packed.fill();
      if (!more || !*more) {
        break;
      }
    }
    out = packed.window().substr(0, largest_page);
    return out;
  }

  MaybeItem item_from_body(const Headers& headers,
                           const std::string& content_type,
                           std::string body) {
    const std::string type = media_type(content_type);
    const bool page = type == "text/html" || type == "application/xhtml+xml";
    const bool html = looks_like_html(body) || page;
    if (!page && type != "text/plain" && !(type.empty() && html)) {
      return std::nullopt;
    }
    if (find_binary(body)) {
      return std::nullopt;
    }
    RawItem item;
    std::string_view address = headers.value("warc-target-uri");
    if (address.starts_with('<') && address.ends_with('>')) {
      address = address.substr(1, address.size() - 2);
    }
    item.url = address;
    item.citation = address.empty() ? source_.name + ":" + std::to_string(begin_) : item.url;
    item.form = html ? RawForm::html : RawForm::text;
    item.charset = parameter(content_type, "charset");
    item.crawled = day_in(headers.value("warc-date"));
    item.bytes = std::move(body);
    return item;
  }

  Input input_;
  Source source_;
  std::int64_t begin_ = 0;  // offset of the record
  bool lost_ = false;       // behind damage: anything may stand before the next record
  bool ended_ = false;
};

}  // namespace

bool looks_like_warc(std::string_view beginning) {
  return beginning.starts_with(mark);
}

std::unique_ptr<ItemStream> warc_items(Input input, Source source) {
  return std::make_unique<WarcItems>(std::move(input), std::move(source));
}

}  // namespace carkeys::ingest
