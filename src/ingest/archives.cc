// SPDX-License-Identifier: Apache-2.0
#include "ingest/archives.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ingest/compressed.h"

namespace carkeys::ingest {
namespace {

using namespace std::string_view_literals;

using Next = std::optional<Result<RawItem>>;

tl::unexpected<Error> damaged(const std::string& name, std::string message, std::int64_t place) {
  return failure(ErrorCode::bad_input, std::move(message), name, place);
}

// At most so many bytes of an Input that goes on after them.
class PartStream : public ByteStream {
 public:
  PartStream(Input& source, std::uint64_t& left) : source_(source), left_(left) {}

  Result<std::size_t> read_some(std::string& out) override {
    if (left_ == 0) {
      return std::size_t{0};
    }
    if (source_.window().empty()) {
      CARKEYS_TRY(const bool more, source_.fill());
      if (!more) {
        left_ = 0;
        return failure(ErrorCode::bad_input, "the archive ends inside this file");
      }
    }
    const auto size =
        static_cast<std::size_t>(std::min<std::uint64_t>(source_.window().size(), left_));
    out.append(source_.window().substr(0, size));
    source_.use(size);
    left_ -= size;
    return size;
  }

 private:
  Input& source_;
  std::uint64_t& left_;
};

// ".git/x", "a/.b", "__MACOSX/a"
bool is_hidden(std::string_view name) {
  return name.starts_with('.') || name.find("/.") != std::string_view::npos ||
         name.starts_with("__MACOSX/");
}

// What tar and zip readers share: one member is open at a time.
class ArchiveItems : public ItemStream {
 public:
  ArchiveItems(Input input, Source source) : input_(std::move(input)), source_(std::move(source)) {}

  Next next() override {
    while (true) {
      if (member_) {
        if (Next item = member_->next()) {
          return item;
        }
        member_.reset();
        if (auto error = end_member()) {
          return tl::unexpected<Error>(std::move(*error));
        }
      }
      if (ended_) {
        return std::nullopt;
      }
      Result<bool> more = open_member();
      if (!more) {
        return tl::unexpected<Error>(named(std::move(more.error()), source_.name));
      }
      ended_ = ended_ || !*more;
    }
  }

 protected:
  // Opens the next member, or passes over one that is not for reading. False at the end. An error
  // without `end()` before it goes on with the next member.
  virtual Result<bool> open_member() = 0;
  // Moves behind what is left of the member.
  virtual std::optional<Error> end_member() = 0;

  // Hands the bytes of a member to the reader of its form.
  Result<bool> begin(std::unique_ptr<ByteStream> bytes, const std::string& name) {
    Source inner{source_.name + "/" + name, false, source_.depth + 1};
    inner.json_lines = name.ends_with(".jsonl") || name.ends_with(".ndjson");
    Result<std::unique_ptr<ItemStream>> items = open_items(Input(std::move(bytes)), inner);
    if (items) {
      member_ = std::move(*items);
      return true;
    }
    Error error = named(std::move(items.error()), inner.name);
    if (auto broken = end_member()) {
      ended_ = true;
    }
    return tl::unexpected<Error>(std::move(error));
  }

  [[nodiscard]] const std::string& name() const { return source_.name; }

  Input& input() { return input_; }

  void end() { ended_ = true; }

 private:
  Input input_;
  Source source_;
  std::unique_ptr<ItemStream> member_;
  bool ended_ = false;
};

constexpr std::size_t block = 512;

// A number in a tar header: octal digits, or base 256 where the first bit is set.
std::uint64_t tar_number(std::string_view field) {
  std::uint64_t value = 0;
  if ((static_cast<unsigned char>(field[0]) & 0x80U) != 0) {
    for (const char c : field.substr(field.size() - 8)) {
      value = value << 8U | static_cast<unsigned char>(c);
    }
    return value;
  }
  for (const char c : field) {
    if (c >= '0' && c <= '7') {
      value = value * 8 + static_cast<std::uint64_t>(c - '0');
    } else if (value > 0) {
      break;
    }
  }
  return value;
}

std::string until_zero(std::string_view field) {
  return std::string(field.substr(0, std::min(field.find('\0'), field.size())));
}

class TarItems : public ArchiveItems {
 public:
  using ArchiveItems::ArchiveItems;

 protected:
  Result<bool> open_member() override {
    if (Result<void> filled = input().fill_to(block); !filled) {
      end();
      return tl::unexpected<Error>(filled.error());
    }
    const std::string header(input().window().substr(0, block));
    if (header.size() < block || header[0] == '\0') {
      return false;
    }
    if (header.substr(257, 5) != "ustar") {
      end();
      return damaged(name(), "tar archive damaged at this byte", input().offset());
    }
    input().use(block);
    left_ = tar_number(std::string_view(header).substr(124, 12));
    padding_ = (block - left_ % block) % block;
    const char type = header[156];
    std::string member = until_zero(std::string_view(header).substr(0, 100));
    const std::string prefix = until_zero(std::string_view(header).substr(345, 155));
    if (!prefix.empty() && header.substr(257, 6) == "ustar\0"sv) {
      member = prefix + "/" + member;
    }
    if (type == 'L' || type == 'x') {
      return take_long_name(type);
    }
    if (!long_name_.empty()) {
      member = std::exchange(long_name_, {});
    }
    if ((type != '0' && type != '\0' && type != '7') || is_hidden(member)) {
      return pass_over();
    }
    return begin(std::make_unique<PartStream>(input(), left_), member);
  }

  std::optional<Error> end_member() override {
    const Result<std::uint64_t> skipped = input().skip(left_ + padding_);
    if (!skipped || *skipped < left_) {
      end();
      return skipped ? Error{ErrorCode::bad_input,
                             "the archive ends early, at this byte",
                             name(),
                             input().offset()}
                     : named(skipped.error(), name());
    }
    return std::nullopt;
  }

 private:
  Result<bool> pass_over() {
    if (auto error = end_member()) {
      return tl::unexpected<Error>(std::move(*error));
    }
    return true;
  }

  // A header of its own with the name of the next member: GNU's as it is, pax's as "27 path=...".
  Result<bool> take_long_name(char type) {
    constexpr std::uint64_t longest = 65536;
    if (left_ <= longest) {
      if (Result<void> filled = input().fill_to(left_); !filled) {
        return tl::unexpected<Error>(filled.error());
      }
      const std::string_view text = input().window().substr(0, left_);
      if (type == 'L') {
        long_name_ = until_zero(text);
      } else if (const auto path = text.find(" path="); path != std::string_view::npos) {
        const std::string_view rest = text.substr(path + 6);
        long_name_ = rest.substr(0, std::min(rest.find('\n'), rest.size()));
      }
    }
    return pass_over();
  }

  std::uint64_t left_ = 0;
  std::uint64_t padding_ = 0;
  std::string long_name_;
};

// Little-endian numbers of a zip header.
std::uint64_t zip_number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

constexpr std::string_view zip_local = "PK\x03\x04"sv;

class ZipItems : public ArchiveItems {
 public:
  using ArchiveItems::ArchiveItems;

 protected:
  Result<bool> open_member() override {
    constexpr std::size_t header_size = 30;
    if (Result<void> filled = input().fill_to(header_size); !filled) {
      end();
      return tl::unexpected<Error>(filled.error());
    }
    const std::string header(input().window().substr(0, header_size));
    if (header.size() < header_size || !header.starts_with(zip_local)) {
      return false;  // the directory at the end
    }
    const std::size_t name_size = zip_number(header, 26, 2);
    const std::size_t extra_size = zip_number(header, 28, 2);
    if (Result<void> filled = input().fill_to(header_size + name_size + extra_size); !filled) {
      end();
      return tl::unexpected<Error>(filled.error());
    }
    const std::string whole(input().window().substr(0, header_size + name_size + extra_size));
    if (whole.size() < header_size + name_size + extra_size) {
      end();
      return damaged(name(), "the archive ends early, at this byte", input().offset());
    }
    input().use(whole.size());
    return open_data(header,
                     whole.substr(header_size, name_size),
                     std::string_view(whole).substr(header_size + name_size));
  }

  std::optional<Error> end_member() override {
    if (inflated_) {
      // Only inflating finds the end of such a member.
      std::string unused;
      while (true) {
        unused.clear();
        const Result<std::size_t> got = inflated_->read_some(unused);
        if (!got) {
          end();
          return named(got.error(), name());
        }
        if (*got == 0) {
          break;
        }
      }
      inflated_ = nullptr;
      return skip_descriptor();
    }
    const Result<std::uint64_t> skipped = input().skip(left_);
    if (!skipped || *skipped < left_) {
      end();
      return Error{
          ErrorCode::bad_input, "the archive ends early, at this byte", name(), input().offset()};
    }
    return std::nullopt;
  }

 private:
  // A stream that the reader of the member owns while this one has to read it to its end.
  class SharedStream : public ByteStream {
   public:
    explicit SharedStream(std::shared_ptr<ByteStream> stream) : stream_(std::move(stream)) {}

    Result<std::size_t> read_some(std::string& out) override { return stream_->read_some(out); }

   private:
    std::shared_ptr<ByteStream> stream_;
  };

  Result<bool> open_data(const std::string& header,
                         const std::string& member,
                         std::string_view extra) {
    const auto flags = static_cast<unsigned>(zip_number(header, 6, 2));
    const auto method = static_cast<unsigned>(zip_number(header, 8, 2));
    left_ = zip_number(header, 18, 4);
    constexpr std::uint64_t in_extra = 0xFFFFFFFF;
    if (left_ == in_extra) {
      left_ = size_in(extra);
    }
    descriptor_ = (flags & 8U) != 0;
    constexpr unsigned stored = 0;
    constexpr unsigned deflated = 8;
    if ((flags & 1U) != 0 || (descriptor_ && method != deflated) ||
        (method != stored && method != deflated)) {
      return refuse(member);
    }
    if (member == "mimetype" || member == "[Content_Types].xml") {
      end();
      return damaged(name(), "office document or e-book, not a text", 0);
    }
    if (method == deflated) {
      inflated_ = inflate_raw(input());
    }
    if (member.ends_with('/') || is_hidden(member)) {
      if (auto error = end_member()) {
        return tl::unexpected<Error>(std::move(*error));
      }
      return true;
    }
    if (inflated_) {
      return begin(std::make_unique<SharedStream>(inflated_), member);
    }
    return begin(std::make_unique<PartStream>(input(), left_), member);
  }

  Result<bool> refuse(const std::string& member) {
    const std::int64_t place = input().offset();
    if (descriptor_) {
      end();  // nothing says where it ends
    } else if (auto error = end_member()) {
      return tl::unexpected<Error>(std::move(*error));
    }
    return damaged(
        name() + "/" + member, "encrypted or compressed in a way that is not read", place);
  }

  // The compressed size in the zip64 field.
  static std::uint64_t size_in(std::string_view extra) {
    while (extra.size() >= 4) {
      const std::size_t size = zip_number(extra, 2, 2);
      if (zip_number(extra, 0, 2) == 1 && size >= 16 && extra.size() >= 20) {
        return zip_number(extra, 12, 8);
      }
      extra.remove_prefix(std::min(extra.size(), size + 4));
    }
    return 0;
  }

  std::optional<Error> skip_descriptor() {
    if (!descriptor_) {
      return std::nullopt;
    }
    constexpr std::size_t size = 12;
    constexpr std::size_t with_mark = 16;
    const Result<void> filled = input().fill_to(with_mark + 10);
    if (!filled) {
      return named(filled.error(), name());
    }
    std::size_t skipped = input().window().starts_with("PK\x07\x08"sv) ? with_mark : size;
    // Sizes of eight bytes where the next header would be further on.
    const std::string_view window = input().window();
    if (window.size() >= skipped + 10 && !window.substr(skipped).starts_with("PK") &&
        window.substr(skipped + 8).starts_with("PK")) {
      skipped += 8;
    }
    input().use(std::min(skipped, window.size()));
    return std::nullopt;
  }

  std::uint64_t left_ = 0;
  bool descriptor_ = false;
  std::shared_ptr<ByteStream> inflated_;
};

}  // namespace

bool looks_like_tar(std::string_view beginning) {
  return beginning.size() >= 262 && beginning.substr(257, 5) == "ustar";
}

bool looks_like_zip(std::string_view beginning) {
  return beginning.starts_with(zip_local);
}

std::unique_ptr<ItemStream> tar_items(Input input, Source source) {
  return std::make_unique<TarItems>(std::move(input), std::move(source));
}

std::unique_ptr<ItemStream> zip_items(Input input, Source source) {
  return std::make_unique<ZipItems>(std::move(input), std::move(source));
}

}  // namespace carkeys::ingest
