// SPDX-License-Identifier: Apache-2.0
#include "ingest/xml_items.h"

#include <algorithm>
#include <deque>
#include <initializer_list>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "base/encoding.h"
#include "ingest/list_items.h"

namespace carkeys::ingest {
namespace {

using Items = std::deque<Result<RawItem>>;

// The name without its prefix.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_node inner : node.children()) {
    if (local_name(inner) == local) {
      return inner;
    }
  }
  return {};
}

// All characters inside an element, markup left out.
std::string text_in(const pugi::xml_node& node) {
  std::string text;
  pugi::xml_node at = node.first_child();
  while (at) {
    if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) {
      text += at.value();
    }
    if (at.first_child()) {
      at = at.first_child();
      continue;
    }
    while (at != node && !at.next_sibling()) {
      at = at.parent();
    }
    at = at == node ? pugi::xml_node() : at.next_sibling();
  }
  return text;
}

std::string trimmed(const std::string& text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  return begin == std::string::npos ? std::string()
                                    : text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

// The text of the first child of one of these names that has any; full names win nothing.
std::string first_text(const pugi::xml_node& node, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (std::string text = trimmed(text_in(node.child(name))); !text.empty()) {
      return text;
    }
  }
  return {};
}

// Feeds hold pages in pieces: as escaped markup, as CDATA or as elements.
void set_content(RawItem& item, std::string content) {
  const bool markup =
      content.find('<') != std::string::npos || content.find('&') != std::string::npos;
  item.form = markup ? RawForm::html : RawForm::text;
  item.bytes = std::move(content);
  item.decoded = true;
}

// Markup inside an element as it was written.
std::string markup_in(const pugi::xml_node& node) {
  struct Writer : pugi::xml_writer {
    std::string out;

    void write(const void* data, std::size_t size) override {
      out.append(static_cast<const char*>(data), size);
    }
  };

  Writer writer;
  for (const pugi::xml_node inner : node.children()) {
    inner.print(writer, "", pugi::format_raw | pugi::format_no_declaration);
  }
  return writer.out;
}

void set_citation(RawItem& item,
                  const std::string& identifier,
                  const Source& source,
                  std::size_t number) {
  item.citation = !identifier.empty() ? identifier : item.url;
  if (item.citation.empty()) {
    item.citation = fmt::format("{}:{}", source.name, number);
  }
}

// WordPress keeps paragraphs as blank lines.
std::string with_paragraphs(const std::string& content) {
  std::string out;
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t end = std::min(content.find("\n\n", at), content.size());
    out.append(content, at, end - at).append(end < content.size() ? "<p>" : "");
    at = end < content.size() ? end + 2 : end;
  }
  return out;
}

bool is_published_post(const pugi::xml_node& item) {
  const std::string_view status = item.child("wp:status").text().get();
  const std::string_view type = item.child("wp:post_type").text().get();
  return (status.empty() || status == "publish") && (type.empty() || type == "post");
}

RawItem rss_item(const pugi::xml_node& node, const pugi::xml_node& channel) {
  RawItem item;
  item.title = first_text(node, {"title"});
  item.url = first_text(node, {"link", "feedburner:origLink"});
  item.publication = first_text(channel, {"title"});
  item.language = first_text(channel, {"language", "dc:language"});
  item.licence = first_text(node, {"creativeCommons:license", "cc:license", "dc:rights"});
  if (item.licence.empty()) {
    item.licence = first_text(channel, {"creativeCommons:license", "cc:license"});
  }
  item.date =
      day_in(first_text(node, {"wp:post_date_gmt", "pubDate", "dc:date", "atom:published"}));
  item.modified =
      day_in(first_text(node, {"wp:post_modified_gmt", "atom:updated", "dcterms:modified"}));
  for (const char* name : {"dc:creator", "author"}) {
    for (const pugi::xml_node author : node.children(name)) {
      if (std::string text = trimmed(text_in(author)); !text.empty() && item.authors.empty()) {
        item.authors.push_back(std::move(text));
      }
    }
  }
  return item;
}

void read_rss(const pugi::xml_node& root, const Source& source, Items& out) {
  const pugi::xml_node channel = child(root, "channel");
  // RSS 1.0 has its items beside the channel.
  for (const pugi::xml_node& parent : {channel, root}) {
    for (const pugi::xml_node node : parent.children("item")) {
      if (!is_published_post(node)) {
        continue;
      }
      RawItem item = rss_item(node, channel);
      std::string content = trimmed(text_in(node.child("content:encoded")));
      if (node.child("wp:post_type")) {
        content = with_paragraphs(content);
      }
      if (content.empty()) {
        content = first_text(node, {"description", "itunes:summary"});
      }
      set_content(item, std::move(content));
      const std::string guid = first_text(node, {"guid"});
      set_citation(item, item.url.empty() ? guid : item.url, source, out.size() + 1);
      out.emplace_back(std::move(item));
    }
  }
}

std::string atom_text(const pugi::xml_node& node) {
  const std::string_view type = node.attribute("type").value();
  return type == "xhtml" ? markup_in(node) : trimmed(text_in(node));
}

std::string atom_link(const pugi::xml_node& entry) {
  for (const pugi::xml_node link : entry.children("link")) {
    const std::string_view rel = link.attribute("rel").value();
    if (rel.empty() || rel == "alternate") {
      return link.attribute("href").value();
    }
  }
  return {};
}

void read_atom(const pugi::xml_node& feed, const Source& source, Items& out) {
  for (const pugi::xml_node entry : feed.children("entry")) {
    RawItem item;
    item.title = trimmed(text_in(entry.child("title")));
    item.url = atom_link(entry);
    item.publication = trimmed(text_in(feed.child("title")));
    item.language = entry.attribute("xml:lang").value();
    if (item.language.empty()) {
      item.language = feed.attribute("xml:lang").value();
    }
    item.licence = first_text(entry, {"rights"});
    item.date = day_in(first_text(entry, {"published", "issued"}));
    item.modified = day_in(first_text(entry, {"updated", "modified"}));
    for (const pugi::xml_node author : entry.children("author")) {
      if (std::string name = trimmed(text_in(author.child("name"))); !name.empty()) {
        item.authors.push_back(std::move(name));
      }
    }
    std::string content = atom_text(entry.child("content"));
    set_content(item, content.empty() ? atom_text(entry.child("summary")) : std::move(content));
    set_citation(
        item, item.url.empty() ? first_text(entry, {"id"}) : item.url, source, out.size() + 1);
    out.emplace_back(std::move(item));
  }
}

// "stat:canceled" and "stat:withheld": the story is not to be used any more.
bool is_withdrawn(std::string_view status) {
  return status.ends_with("canceled") || status.ends_with("cancelled") ||
         status.ends_with("withheld");
}

void read_news_item(const pugi::xml_node& node, const Source& source, Items& out) {
  RawItem item;
  const pugi::xml_node about = node.child("itemMeta");
  const pugi::xml_node content = node.child("contentMeta");
  const std::string_view kind = about.child("itemClass").attribute("qcode").value();
  if (!kind.empty() && !kind.ends_with("text")) {
    return;  // a picture, a graphic, a film
  }
  item.version = node.attribute("version").value();
  item.withdrawn = is_withdrawn(about.child("pubStatus").attribute("qcode").value());
  item.title = trimmed(text_in(content.child("headline")));
  item.language = content.child("language").attribute("tag").value();
  item.publication = trimmed(text_in(about.child("provider").child("name")));
  if (item.publication.empty()) {
    item.publication = about.child("provider").attribute("literal").value();
  }
  item.licence = first_text(node.child("rightsInfo"), {"usageTerms"});
  item.date = day_in(first_text(about, {"firstCreated"}));
  item.modified = day_in(first_text(about, {"versionCreated"}));
  if (!item.date) {
    item.date = std::exchange(item.modified, std::nullopt);
  }
  for (const pugi::xml_node author : content.children("creator")) {
    if (std::string name = trimmed(text_in(author.child("name"))); !name.empty()) {
      item.authors.push_back(std::move(name));
    }
  }
  for (const pugi::xml_node part : node.child("contentSet").children()) {
    const bool markup = local_name(part) == "inlineXML";
    if (item.bytes.empty() && (markup || local_name(part) == "inlineData")) {
      set_content(item, markup ? markup_in(part) : trimmed(text_in(part)));
    }
  }
  set_citation(item, node.attribute("guid").value(), source, out.size() + 1);
  out.emplace_back(std::move(item));
}

void read_newsml(const pugi::xml_node& root, const Source& source, Items& out) {
  if (local_name(root) == "newsItem") {
    read_news_item(root, source, out);
    return;
  }
  for (const pugi::xml_node set : root.children()) {
    for (const pugi::xml_node node : set.children()) {
      if (local_name(node) == "newsItem") {
        read_news_item(node, source, out);
      }
    }
  }
}

std::size_t feeds_in(std::string_view text) {
  constexpr std::string_view attribute = " xmlUrl=";
  std::size_t count = 0;
  for (std::size_t at = text.find(attribute); at != std::string_view::npos;
       at = text.find(attribute, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

Result<std::unique_ptr<ItemStream>> xml_items(const std::string& bytes, const Source& source) {
  const std::string text = decode(bytes, stated_charset(bytes)).text;
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(),
                           text.size(),
                           pugi::parse_default | pugi::parse_ws_pcdata_single,
                           pugi::encoding_utf8);
  const pugi::xml_node root = document.document_element();
  Items items;
  const std::string_view name = local_name(root);
  if (name == "rss" || name == "RDF") {
    read_rss(root, source, items);
  } else if (name == "feed") {
    read_atom(root, source, items);
  } else if (name == "newsMessage" || name == "newsItem") {
    read_newsml(root, source, items);
  } else if (name == "opml") {
    return failure(ErrorCode::bad_input,
                   fmt::format("list of {} feeds (OPML); car-keys fetches nothing", feeds_in(text)),
                   source.name);
  } else if (parsed) {
    return failure(ErrorCode::bad_input,
                   "XML in a form that is not read: <" + std::string(name) + ">",
                   source.name);
  }
  if (!parsed) {
    // What stood before the damage is kept.
    items.emplace_back(failure(ErrorCode::bad_input,
                               std::string("not valid XML at this byte: ") + parsed.description(),
                               source.name,
                               parsed.offset));
  }
  return std::unique_ptr<ItemStream>(std::make_unique<ListItems>(std::move(items)));
}

}  // namespace carkeys::ingest
