// SPDX-License-Identifier: Apache-2.0
#include "serve/assets.h"

#include <array>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <zlib.h>

#include "base/hash.h"

namespace carkeys::serve {
namespace {

constexpr std::string_view no_page =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>car-keys</title>"
    "<h1>car-keys</h1><p>This program was built without its page. The interface for programs is "
    "there: <a href=\"/api/v1/openapi.yaml\">/api/v1/openapi.yaml</a>.</p></html>";

std::string_view type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> types = {
      {{".html", "text/html; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".mjs", "text/javascript; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".json", "application/json"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".ico", "image/x-icon"},
       {".webmanifest", "application/manifest+json"},
       {".txt", "text/plain; charset=utf-8"},
       {".woff2", "font/woff2"}}};
  for (const auto& [end, type] : types) {
    if (path.ends_with(end)) {
      return type;
    }
  }
  return "application/octet-stream";
}

std::string packed(std::string_view bytes) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  constexpr int memory = 9;
  if (deflateInit2(
          &stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return {};
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(whole ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

struct ReadyAsset {
  std::string_view bytes;
  std::string packed;  // empty: packing gains nothing
  std::string tag;
};

const std::map<std::string_view, ReadyAsset>& ready_assets() {
  static const auto assets = [] {
    std::map<std::string_view, ReadyAsset> ready;
    for (const Asset& asset : embedded_assets()) {
      std::string gzip = packed(asset.bytes);
      gzip = gzip.size() < asset.bytes.size() ? std::move(gzip) : std::string();
      ready[asset.path] = {
          asset.bytes, std::move(gzip), fmt::format("\"{:016x}\"", hash64(asset.bytes))};
    }
    return ready;
  }();
  return assets;
}

Answer answer_with(std::string_view path, const ReadyAsset& asset, const Request& request) {
  Answer answer;
  answer.type = type_of(path);
  answer.headers.emplace_back("ETag", asset.tag);
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  answer.headers.emplace_back(
      "Cache-Control",
      path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.if_none_match == asset.tag) {
    constexpr int not_modified = 304;
    answer.status = not_modified;
    return answer;
  }
  const bool unpacks = request.accept_encoding.find("gzip") != std::string::npos;
  if (unpacks && !asset.packed.empty()) {
    answer.headers.emplace_back("Content-Encoding", "gzip");
    answer.body = asset.packed;
  } else {
    answer.body = asset.bytes;
  }
  return answer;
}

}  // namespace

std::string_view interface_description() {
  for (const Asset& asset : embedded_interface()) {
    if (asset.path == "/openapi.yaml") {
      return asset.bytes;
    }
  }
  return {};
}

Answer asset_answer(const Request& request) {
  constexpr int not_found = 404;
  const auto& assets = ready_assets();
  if (const auto found = assets.find(request.path); found != assets.end()) {
    return answer_with(found->first, found->second, request);
  }
  const std::string_view last = std::string_view(request.path).substr(request.path.rfind('/') + 1);
  if (last.find('.') != std::string_view::npos) {
    return problem(not_found, "there is no such file");
  }
  if (const auto page = assets.find("/index.html"); page != assets.end()) {
    return answer_with(page->first, page->second, request);
  }
  Answer answer;
  answer.type = "text/html; charset=utf-8";
  answer.body = no_page;
  return answer;
}

}  // namespace carkeys::serve
