// SPDX-License-Identifier: Apache-2.0
#include "ingest/compressed.h"

#include <array>
#include <utility>

#include <zlib.h>
#include <zstd.h>

namespace carkeys::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view gzip_magic = "\x1F\x8B\x08"sv;
constexpr std::string_view zstd_magic = "\x28\xB5\x2F\xFD"sv;
constexpr std::size_t chunk = std::size_t{64} * 1024;

// Text shrinks to a fifth; a page of nothing but blanks to a thousandth part.
constexpr std::uint64_t harmless_bytes = std::uint64_t{64} << 20U;
constexpr std::uint64_t largest_growth = 200;

bool grows_too_much(std::uint64_t in, std::uint64_t out) {
  return out > harmless_bytes && out / largest_growth > in;
}

tl::unexpected<Error> damaged(std::string message, std::int64_t place) {
  return failure(ErrorCode::bad_input, std::move(message), {}, place);
}

// zlib's inflate over an Input that somebody else holds.
class Inflater {
 public:
  explicit Inflater(int window_bits) : window_bits_(window_bits) {
    ready_ = ::inflateInit2(&state_, window_bits) == Z_OK;
  }

  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  Inflater(Inflater&&) = delete;
  Inflater& operator=(Inflater&&) = delete;

  ~Inflater() {
    if (ready_) {
      ::inflateEnd(&state_);
    }
  }

  enum class Step : std::uint8_t { more, member_ended, source_ended, damaged };

  // Appends some bytes to `out`.
  Result<Step> step(Input& source, std::string& out) {
    if (!ready_) {
      return Step::damaged;
    }
    if (source.window().empty()) {
      CARKEYS_TRY(const bool more, source.fill());
      if (!more) {
        return Step::source_ended;
      }
    }
    const std::string_view in = source.window();
    std::array<char, chunk>
        buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): written first
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    state_.avail_in = static_cast<uInt>(std::min(in.size(), chunk));
    const uInt given = state_.avail_in;
    state_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    state_.avail_out = static_cast<uInt>(buffer.size());
    const int code = ::inflate(&state_, Z_NO_FLUSH);
    out.append(buffer.data(), buffer.size() - state_.avail_out);
    source.use(given - state_.avail_in);
    in_ += given - state_.avail_in;
    out_ += buffer.size() - state_.avail_out;
    if (code == Z_STREAM_END) {
      return Step::member_ended;
    }
    return code == Z_OK || code == Z_BUF_ERROR ? Step::more : Step::damaged;
  }

  [[nodiscard]] bool grows_too_much() const { return ingest::grows_too_much(in_, out_); }

  void restart() { ready_ = ready_ && ::inflateReset2(&state_, window_bits_) == Z_OK; }

 private:
  z_stream state_{};
  int window_bits_;
  bool ready_ = false;
  std::uint64_t in_ = 0;
  std::uint64_t out_ = 0;
};

class GzipStream : public ByteStream {
 public:
  explicit GzipStream(Input source) : source_(std::move(source)) {}

  Result<std::size_t> read_some(std::string& out) override {
    const std::size_t before = out.size();
    while (out.size() == before && !ended_) {
      if (!inside_) {
        CARKEYS_TRY(inside_, find_member());
        ended_ = !inside_;
        continue;
      }
      CARKEYS_TRY(const Inflater::Step step, inflater_.step(source_, out));
      if (step == Inflater::Step::member_ended) {
        inside_ = false;
        inflater_.restart();
      } else if (step != Inflater::Step::more || inflater_.grows_too_much()) {
        return fail(step);
      }
    }
    return out.size() - before;
  }

 private:
  // Moves to the beginning of the next member; what lies before it is passed over.
  Result<bool> find_member() {
    while (true) {
      Result<void> filled = source_.fill_to(gzip_magic.size());
      if (!filled) {
        return tl::unexpected<Error>(filled.error());
      }
      const std::size_t found = source_.window().find(gzip_magic);
      if (found != std::string_view::npos) {
        source_.use(found);
        return true;
      }
      if (source_.window().size() < gzip_magic.size()) {
        return false;
      }
      source_.use(source_.window().size() - gzip_magic.size() + 1);
    }
  }

  // The error; what follows is read from the next member on.
  tl::unexpected<Error> fail(Inflater::Step step) {
    inside_ = false;
    const std::int64_t place = source_.offset();
    if (step == Inflater::Step::source_ended) {
      ended_ = true;
      return damaged("gzip data end before their time, at this byte", place);
    }
    if (step == Inflater::Step::more) {
      ended_ = true;
      return damaged("gzip data expand more than 200 times, not read beyond this byte", place);
    }
    inflater_.restart();
    return damaged("gzip data damaged before this byte", place);
  }

  Input source_;
  Inflater inflater_{MAX_WBITS + 16};
  bool inside_ = false;
  bool ended_ = false;
};

class RawInflateStream : public ByteStream {
 public:
  explicit RawInflateStream(Input& source) : source_(source) {}

  Result<std::size_t> read_some(std::string& out) override {
    const std::size_t before = out.size();
    while (out.size() == before && !ended_) {
      CARKEYS_TRY(const Inflater::Step step, inflater_.step(source_, out));
      ended_ = step != Inflater::Step::more;
      if (step == Inflater::Step::member_ended) {
        break;
      }
      if (ended_ || inflater_.grows_too_much()) {
        ended_ = true;
        return damaged("compressed data damaged, cut or growing beyond measure", source_.offset());
      }
    }
    return out.size() - before;
  }

 private:
  Input& source_;
  Inflater inflater_{-MAX_WBITS};
  bool ended_ = false;
};

class ZstdStream : public ByteStream {
 public:
  explicit ZstdStream(Input source) : source_(std::move(source)), state_(::ZSTD_createDStream()) {
    constexpr int largest_window = 27;  // 128 MiB, what zstd itself takes without being asked
    ::ZSTD_DCtx_setParameter(state_, ZSTD_d_windowLogMax, largest_window);
  }

  ZstdStream(const ZstdStream&) = delete;
  ZstdStream& operator=(const ZstdStream&) = delete;
  ZstdStream(ZstdStream&&) = delete;
  ZstdStream& operator=(ZstdStream&&) = delete;

  ~ZstdStream() override { ::ZSTD_freeDStream(state_); }

  Result<std::size_t> read_some(std::string& out) override {
    std::string buffer(::ZSTD_DStreamOutSize(), '\0');
    ZSTD_outBuffer to{buffer.data(), buffer.size(), 0};
    while (to.pos == 0 && !ended_) {
      CARKEYS_TRY(const bool more, has_input());
      if (!more) {
        ended_ = true;
        if (inside_) {
          return damaged("zstd data end before their time, at this byte", source_.offset());
        }
        break;
      }
      ZSTD_inBuffer from{source_.window().data(), source_.window().size(), 0};
      const std::size_t result = ::ZSTD_decompressStream(state_, &to, &from);
      source_.use(from.pos);
      in_ += from.pos;
      out_ += to.pos;
      inside_ = result != 0;
      if (::ZSTD_isError(result) != 0 || grows_too_much(in_, out_)) {
        ended_ = true;
        return damaged("zstd data damaged or growing beyond measure before this byte",
                       source_.offset());
      }
    }
    out.append(buffer.data(), to.pos);
    return to.pos;
  }

 private:
  Result<bool> has_input() {
    if (!source_.window().empty()) {
      return true;
    }
    return source_.fill();
  }

  Input source_;
  ZSTD_DStream* state_;
  std::uint64_t in_ = 0;
  std::uint64_t out_ = 0;
  bool inside_ = false;
  bool ended_ = false;
};

}  // namespace

Compression compression_of(std::string_view beginning) {
  if (beginning.starts_with(gzip_magic)) {
    return Compression::gzip;
  }
  return beginning.starts_with(zstd_magic) ? Compression::zstd : Compression::none;
}

std::unique_ptr<ByteStream> decompress(Compression kind, Input source) {
  if (kind == Compression::zstd) {
    return std::make_unique<ZstdStream>(std::move(source));
  }
  return std::make_unique<GzipStream>(std::move(source));
}

std::unique_ptr<ByteStream> inflate_raw(Input& source) {
  return std::make_unique<RawInflateStream>(source);
}

}  // namespace carkeys::ingest
