// SPDX-License-Identifier: Apache-2.0
#include "article/html/facts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "article/html/entities.h"
#include "article/html/linked_data.h"
#include "base/utf8.h"
#include "records/raw_item.h"

namespace carkeys::article::html {
namespace {

constexpr std::size_t most_scripts = 32;  // in JSON-LD
constexpr std::size_t most_authors = 32;

// Characters on one line, references decoded.
std::string plain(std::string_view raw) {
  const std::string text = decoded(raw);
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step here = utf8::step(text, at);
    if (utf8::is_space(here.code_point)) {
      gap = !out.empty();
    } else {
      if (gap) {
        out.push_back(' ');
      }
      gap = false;
      out.append(text, at, here.size);
    }
    at += here.size;
  }
  return out;
}

enum class Field : std::uint8_t {
  title,
  site,
  url,
  language,
  licence,
  author,
  published,
  modified,
};

struct MetaName {
  std::string_view name;  // of the attributes property, name, itemprop or http-equiv
  Field field;
  int rank;  // lower ones win
};

constexpr auto meta_names = std::to_array<MetaName>({
    {"og:title", Field::title, 0},
    {"twitter:title", Field::title, 1},
    {"headline", Field::title, 1},
    {"dc.title", Field::title, 2},
    {"og:site_name", Field::site, 0},
    {"application-name", Field::site, 2},
    {"publisher", Field::site, 3},
    {"dc.publisher", Field::site, 3},
    {"og:url", Field::url, 1},
    {"og:locale", Field::language, 1},
    {"content-language", Field::language, 1},
    {"dc.language", Field::language, 2},
    {"dc.rights", Field::licence, 2},
    {"dcterms.license", Field::licence, 1},
    {"dcterms.rights", Field::licence, 2},
    {"author", Field::author, 0},
    {"dc.creator", Field::author, 1},
    {"parsely-author", Field::author, 1},
    {"sailthru.author", Field::author, 2},
    {"article:author", Field::author, 3},
    {"article:published_time", Field::published, 0},
    {"article:published", Field::published, 0},
    {"og:published_time", Field::published, 0},
    {"datepublished", Field::published, 0},
    {"publication_date", Field::published, 1},
    {"publish-date", Field::published, 1},
    {"publishdate", Field::published, 1},
    {"pubdate", Field::published, 1},
    {"parsely-pub-date", Field::published, 1},
    {"sailthru.date", Field::published, 1},
    {"dc.date.issued", Field::published, 1},
    {"dcterms.created", Field::published, 2},
    {"dc.date", Field::published, 2},
    {"dc.date.created", Field::published, 2},
    {"date", Field::published, 2},
    {"article:modified_time", Field::modified, 0},
    {"og:updated_time", Field::modified, 1},
    {"datemodified", Field::modified, 0},
    {"last-modified", Field::modified, 1},
    {"dcterms.modified", Field::modified, 1},
});

const MetaName* meta_name(std::string_view name) {
  const std::string lower = utf8::to_lower(name);
  const auto* const found = std::ranges::find(meta_names, lower, &MetaName::name);
  return found == meta_names.end() ? nullptr : found;
}

bool is_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

class FactReader {
 public:
  explicit FactReader(const Tree& tree) : tree_(tree) { ranks_.fill(unset); }

  Facts read() {
    for (NodeIndex i = 0; i < tree_.nodes.size(); ++i) {
      if (tree_.nodes[i].tag != Tag::text) {
        take(i);
      }
    }
    finish();
    return std::move(facts_);
  }

 private:
  static constexpr int unset = 1000;

  void take(NodeIndex index) {
    const Node& node = tree_.nodes[index];
    switch (node.tag) {
      case Tag::script:
        take_script(node);
        return;
      case Tag::meta:
        take_meta(node);
        return;
      case Tag::link:
      case Tag::a:
        take_link(node);
        return;
      case Tag::title:
        if (page_title_.empty()) {
          page_title_ = plain(node.text);
        }
        return;
      case Tag::time:
        take_time(index);
        return;
      case Tag::h1:
        if (headline_.empty()) {
          headline_ = text_in(index);
        }
        return;
      default:
        take_microdata(index);
    }
  }

  void take_script(const Node& node) {
    const bool linked_data = tree_.value(node, Key::type).find("ld+json") != std::string_view::npos;
    if (linked_data && scripts_ < most_scripts) {
      ++scripts_;
      take_linked_data(node.text, linked_);
    }
  }

  void take_meta(const Node& node) {
    const std::string_view content = tree_.value(node, Key::content);
    if (content.empty()) {
      return;
    }
    for (const Key key : {Key::property, Key::name, Key::itemprop, Key::http_equiv}) {
      if (const MetaName* known = meta_name(tree_.value(node, key))) {
        set(known->field, plain(content), known->rank);
        return;
      }
    }
  }

  void take_link(const Node& node) {
    const std::string_view rel = tree_.value(node, Key::rel);
    if (rel.empty()) {
      return;
    }
    std::string address = plain(tree_.value(node, Key::href));
    if (node.tag == Tag::link && rel == "canonical") {
      set(Field::url, std::move(address), 0);
    } else if (rel.find("license") != std::string_view::npos) {
      set(Field::licence, std::move(address), node.tag == Tag::link ? 0 : 1);
    }
  }

  // <time datetime> tells the day published where nothing better does: one that says so, or the
  // first after the headline.
  void take_time(NodeIndex index) {
    const Node& node = tree_.nodes[index];
    const std::string value = plain(tree_.value(node, Key::datetime));
    const std::string_view item = tree_.value(node, Key::itemprop);
    if (item == "dateModified") {
      set(Field::modified, value, 3);
    } else if (item == "datePublished") {
      set(Field::published, value, 3);
    } else if (!headline_.empty()) {
      set(Field::published, value, 4);
    }
  }

  void take_microdata(NodeIndex index) {
    const Node& node = tree_.nodes[index];
    const std::string_view item = node.attributes == 0 ? "" : tree_.value(node, Key::itemprop);
    const MetaName* known = item.empty() ? nullptr : meta_name(item);
    if (known == nullptr || (known->field != Field::published && known->field != Field::modified)) {
      return;
    }
    const std::string_view content = tree_.value(node, Key::content);
    set(known->field, content.empty() ? text_in(index) : plain(content), 3);
  }

  [[nodiscard]] std::string text_in(NodeIndex index) const {
    constexpr std::size_t most_bytes = 2000;
    std::string text;
    for (NodeIndex i = index; i < tree_.nodes[index].end && text.size() < most_bytes; ++i) {
      if (tree_.nodes[i].tag == Tag::text) {
        text += std::string(tree_.nodes[i].text.substr(0, most_bytes)) + ' ';
      }
    }
    return plain(text);
  }

  // Takes a value that is better than the one there is.
  void set(Field field, std::string value, int rank) {
    int& known = ranks_[static_cast<std::size_t>(field)];
    const bool another_author = field == Field::author && rank == known;
    if (value.empty() || (rank >= known && !another_author)) {
      return;
    }
    switch (field) {
      case Field::title:
        facts_.title = std::move(value);
        break;
      case Field::site:
        facts_.site = std::move(value);
        break;
      case Field::url:
        if (!is_address(value)) {
          return;
        }
        facts_.url = std::move(value);
        break;
      case Field::language:
        facts_.language = std::move(value);
        break;
      case Field::licence:
        facts_.licence = std::move(value);
        break;
      case Field::author:
        add_author(std::move(value), another_author);
        break;
      case Field::published:
      case Field::modified:
        if (!set_date(field, value)) {
          return;
        }
        break;
    }
    known = rank;
  }

  bool set_date(Field field, const std::string& value) {
    const auto day = day_in(value);
    if (day) {
      (field == Field::published ? facts_.published : facts_.modified) = day;
    }
    return day.has_value();
  }

  void add_author(std::string value, bool another) {
    if (!another) {
      facts_.authors.clear();
    }
    if (facts_.authors.size() < most_authors && !is_address(value)) {
      facts_.authors.push_back(std::move(value));
    }
  }

  // JSON-LD wins over all; a headline of the page fills in for a title.
  void finish() {
    const auto better = [](std::string& field, std::string& linked) {
      if (!linked.empty()) {
        field = std::move(linked);
      }
    };
    better(facts_.title, linked_.title);
    better(facts_.site, linked_.site);
    better(facts_.licence, linked_.licence);
    better(facts_.body, linked_.body);
    facts_.published = linked_.published ? linked_.published : facts_.published;
    facts_.modified = linked_.modified ? linked_.modified : facts_.modified;
    if (!linked_.authors.empty()) {
      facts_.authors = std::move(linked_.authors);
    }
    std::erase_if(facts_.authors, [](const std::string& name) { return is_address(name); });
    finish_language();
    finish_title();
  }

  void finish_language() {
    const std::string stated = plain(tree_.value(tree_.nodes.front(), Key::lang));
    if (!linked_.language.empty()) {
      facts_.language = std::move(linked_.language);
    } else if (!stated.empty()) {
      facts_.language = stated;
    }
  }

  void finish_title() {
    if (facts_.title.empty()) {
      facts_.title = headline_.empty() ? page_title_ : headline_;
    }
    // "Headline - Site" and "Headline | Site"
    if (facts_.site.empty() || !facts_.title.ends_with(facts_.site)) {
      return;
    }
    std::string_view rest(facts_.title);
    rest.remove_suffix(facts_.site.size());
    for (const std::string_view mark : {" - ", " | ", " – ", " — ", " · ", " :: "}) {
      if (rest.ends_with(mark) && rest.size() > mark.size()) {
        facts_.title.resize(rest.size() - mark.size());
        return;
      }
    }
  }

  const Tree& tree_;
  Facts facts_;
  Facts linked_;
  std::array<int, static_cast<std::size_t>(Field::modified) + 1> ranks_{};
  std::string headline_;
  std::string page_title_;
  std::size_t scripts_ = 0;
};

}  // namespace

Facts read_facts(const Tree& tree) {
  return FactReader(tree).read();
}

}  // namespace carkeys::article::html
