// SPDX-License-Identifier: Apache-2.0
#include "fuzz/items.h"

#include <stdexcept>

#include <zlib.h>
#include <zstd.h>

#include "article/finder.h"
#include "base/utf8.h"
#include "ingest/open.h"
#include "ingest/stream.h"

namespace carkeys::fuzz {
namespace {

constexpr std::size_t most_items = 200;

const article::ArticleFinder& finder() {
  static const auto lexicon = resources::Lexicon::from_folder(CARKEYS_LEXICON_FOLDER).value();
  static const auto found = article::ArticleFinder::load(lexicon).value();
  return found;
}

void require(bool holds, const char* what) {
  if (!holds) {
    throw std::logic_error(what);
  }
}

// What every article must be, whatever it was made of.
void judge(const article::Finding& finding) {
  const Article& article = finding.article;
  require(utf8::first_invalid(article.text) == utf8::npos, "text is not UTF-8");
  for (const Article::Part& part : article.parts) {
    require(part.range.begin <= part.range.end, "part without a beginning");
    require(part.range.end <= article.text.size(), "part beyond the text");
  }
}

std::string gzipped(const std::string& bytes) {
  std::string out(bytes.size() + 1024, '\0');
  z_stream state{};
  ::deflateInit2(&state, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  std::string in = bytes;
  state.next_in = reinterpret_cast<Bytef*>(in.data());
  state.avail_in = static_cast<uInt>(in.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  ::deflate(&state, Z_FINISH);
  out.resize(state.total_out);
  ::deflateEnd(&state);
  return out;
}

std::string zstandard(const std::string& bytes) {
  std::string out(::ZSTD_compressBound(bytes.size()), '\0');
  out.resize(::ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
  return out;
}

void add_number(std::string& out, std::size_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) {
    out.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
  }
}

std::string zipped(const std::string& name, const std::string& bytes) {
  std::string out("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0", 14);
  add_number(out, 0, 4);
  add_number(out, bytes.size(), 4);
  add_number(out, bytes.size(), 4);
  add_number(out, name.size(), 2);
  add_number(out, 0, 2);
  return out + name + bytes + std::string("PK\x01\x02", 4);
}

std::string tarred(const std::string& name, const std::string& bytes) {
  std::string header(512, '\0');
  header.replace(0, name.size(), name);
  std::string size = "00000000000";
  for (std::size_t rest = bytes.size(), i = size.size(); rest > 0; rest /= 8) {
    size[--i] = static_cast<char>('0' + rest % 8);
  }
  header.replace(124, size.size(), size);
  header[156] = '0';
  header.replace(257, 5, "ustar");
  std::string out = header + bytes;
  out.resize((out.size() + 511) / 512 * 512 + 1024);
  return out;
}

std::string warc(const std::string& page) {
  const std::string http =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
         "WARC-Date: 2023-05-02T00:00:00Z\r\nContent-Length: " +
         std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n";
}

}  // namespace

Harvest try_items(const std::string& bytes) {
  Harvest harvest;
  auto items = ingest::open_items(ingest::Input(ingest::memory_stream(bytes)), {"fuzz", false, 0});
  if (!items) {
    ++harvest.errors;
    return harvest;
  }
  while (harvest.items + harvest.errors < most_items) {
    auto item = (*items)->next();
    if (!item) {
      break;
    }
    if (!*item) {
      require(!item->error().message.empty(), "error without a message");
      ++harvest.errors;
      continue;
    }
    ++harvest.items;
    judge(finder().find(std::move(**item), {}));
  }
  return harvest;
}

std::vector<std::pair<std::string, std::string>> item_seeds() {
  const std::string text =
      "Die Regierung in Rabat hat am Montag den Botschafter aus Algier zurückgerufen.";
  const std::string page =
      "<!doctype html><html lang=de><head><title>Streit</title><script type=application/ld+json>"
      "{\"@type\":\"NewsArticle\",\"headline\":\"Streit\",\"datePublished\":\"2023-03-13\"}</"
      "script>"
      "</head><body><nav><a href=/>Start</a></nav><h1>Streit</h1><div class=article-body><p>" +
      text + "<ul><li>eins &amp; zwei<li>drei</ul><table><tr><td>x</table><!-- k --><p>" + text +
      "</div></body></html>";
  const std::string line = "{\"id\":\"1\",\"date\":\"2023-03-13\",\"text\":\"" + text + "\"}\n";
  const std::string rss =
      "<?xml version='1.0'?><rss><channel><title>B</title><item><link>https://a.example/</link>"
      "<pubDate>Mon, 13 Mar 2023 08:00:00 GMT</pubDate><description>&lt;p&gt;" +
      text + "</description></item></channel></rss>";
  const std::string atom = "<feed><entry><id>1</id><content type='xhtml'><div><p>" + text +
                           "</p></div></content></entry></feed>";
  const std::string wire =
      "<newsItem guid='u' version='1'><itemMeta><pubStatus qcode='stat:usable'/></itemMeta>"
      "<contentSet><inlineXML><p>" +
      text + "</p></inlineXML></contentSet></newsItem>";
  const std::string mail =
      "From: A <a@b>\r\nSubject: =?utf-8?Q?B=C3=BC?=\r\nDate: Mon, 13 Mar 2023 08:00:00 GMT\r\n"
      "Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\nContent-Type: text/html\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Die T=FCrkei=\r\n</p>\r\n--g--\r\n";
  return {{"text", text},
          {"page", page},
          {"lines", line + line},
          {"json", "[\n" + line + "]"},
          {"fundus", "{\n\"body\":{\"summary\":[\"a\"],\"sections\":[{\"paragraphs\":[\"b\"]}]}}"},
          {"rss", rss},
          {"atom", atom},
          {"wire", wire},
          {"mail", mail},
          {"table", "id,date,text\r\n1,2023-03-13,\"a \"\"b\"\"\nc\"\r\n2,,d\r\n"},
          {"warc", warc(page) + warc(page)},
          {"warc.gz", gzipped(warc(page)) + gzipped(warc(page))},
          {"zst", zstandard(page)},
          {"zip", zipped("a.html", page)},
          {"tar", tarred("a.html", page)},
          {"tar.gz", gzipped(tarred("a.warc.gz", gzipped(warc(page))))}};
}

}  // namespace carkeys::fuzz
