// SPDX-License-Identifier: Apache-2.0
#include "article/html/tag.h"

#include <algorithm>
#include <array>

namespace carkeys::article::html {
namespace {

struct Name {
  std::string_view name;
  Tag tag;
};

enum Property : std::uint8_t {
  block = 1U << 0U,
  empty = 1U << 1U,
  raw = 1U << 2U,
  furniture = 1U << 3U,
  boundary = 1U << 4U,
  heading = 1U << 5U,
};

struct Kind {
  Tag tag;
  unsigned properties;
};

constexpr auto names = std::to_array<Name>({
    {"a", Tag::a},
    {"address", Tag::address},
    {"amp-ad", Tag::amp_ad},
    {"amp-img", Tag::amp_img},
    {"article", Tag::article},
    {"aside", Tag::aside},
    {"audio", Tag::audio},
    {"b", Tag::b},
    {"base", Tag::base},
    {"blockquote", Tag::blockquote},
    {"body", Tag::body},
    {"br", Tag::br},
    {"button", Tag::button},
    {"canvas", Tag::canvas},
    {"caption", Tag::caption},
    {"center", Tag::center},
    {"cite", Tag::cite},
    {"col", Tag::col},
    {"dd", Tag::dd},
    {"del", Tag::del},
    {"details", Tag::details},
    {"dialog", Tag::dialog},
    {"div", Tag::div},
    {"dl", Tag::dl},
    {"dt", Tag::dt},
    {"em", Tag::em},
    {"embed", Tag::embed},
    {"fieldset", Tag::fieldset},
    {"figcaption", Tag::figcaption},
    {"figure", Tag::figure},
    {"font", Tag::font},
    {"footer", Tag::footer},
    {"form", Tag::form},
    {"frameset", Tag::frameset},
    {"h1", Tag::h1},
    {"h2", Tag::h2},
    {"h3", Tag::h3},
    {"h4", Tag::h4},
    {"h5", Tag::h5},
    {"h6", Tag::h6},
    {"head", Tag::head},
    {"header", Tag::header},
    {"hgroup", Tag::hgroup},
    {"hr", Tag::hr},
    {"html", Tag::html},
    {"i", Tag::i},
    {"iframe", Tag::iframe},
    {"img", Tag::img},
    {"input", Tag::input},
    {"ins", Tag::ins},
    {"label", Tag::label},
    {"legend", Tag::legend},
    {"li", Tag::li},
    {"link", Tag::link},
    {"main", Tag::main},
    {"map", Tag::map},
    {"math", Tag::math},
    {"menu", Tag::menu},
    {"meta", Tag::meta},
    {"nav", Tag::nav},
    {"noembed", Tag::noembed},
    {"noframes", Tag::noframes},
    {"noscript", Tag::noscript},
    {"object", Tag::object},
    {"ol", Tag::ol},
    {"optgroup", Tag::optgroup},
    {"option", Tag::option},
    {"p", Tag::p},
    {"param", Tag::param},
    {"picture", Tag::picture},
    {"pre", Tag::pre},
    {"q", Tag::q},
    {"s", Tag::s},
    {"script", Tag::script},
    {"section", Tag::section},
    {"select", Tag::select},
    {"small", Tag::small},
    {"source", Tag::source},
    {"span", Tag::span},
    {"strong", Tag::strong},
    {"style", Tag::style},
    {"sub", Tag::sub},
    {"summary", Tag::summary},
    {"sup", Tag::sup},
    {"svg", Tag::svg},
    {"table", Tag::table},
    {"tbody", Tag::tbody},
    {"td", Tag::td},
    {"textarea", Tag::textarea},
    {"tfoot", Tag::tfoot},
    {"th", Tag::th},
    {"thead", Tag::thead},
    {"time", Tag::time},
    {"title", Tag::title},
    {"tr", Tag::tr},
    {"track", Tag::track},
    {"u", Tag::u},
    {"ul", Tag::ul},
    {"video", Tag::video},
    {"wbr", Tag::wbr},
});

constexpr auto kinds = std::to_array<Kind>({
    {Tag::address, block},
    {Tag::amp_ad, block | furniture},
    {Tag::amp_img, empty},
    {Tag::article, block},
    {Tag::aside, block | furniture},
    {Tag::audio, furniture},
    {Tag::base, empty},
    {Tag::blockquote, block},
    {Tag::body, block},
    {Tag::br, empty},
    {Tag::button, furniture},
    {Tag::canvas, furniture},
    {Tag::caption, block | furniture | boundary},
    {Tag::center, block},
    {Tag::col, empty},
    {Tag::dd, block},
    {Tag::details, block},
    {Tag::dialog, block | furniture},
    {Tag::div, block},
    {Tag::dl, block},
    {Tag::dt, block},
    {Tag::embed, empty},
    {Tag::fieldset, block | furniture},
    {Tag::figcaption, block | furniture},
    {Tag::figure, block | furniture},
    {Tag::footer, block | furniture},
    {Tag::form, block},
    {Tag::frameset, block},
    {Tag::h1, block | heading},
    {Tag::h2, block | heading},
    {Tag::h3, block | heading},
    {Tag::h4, block | heading},
    {Tag::h5, block | heading},
    {Tag::h6, block | heading},
    {Tag::head, block},
    {Tag::header, block},
    {Tag::hgroup, block},
    {Tag::hr, block | empty},
    {Tag::html, block | boundary},
    {Tag::iframe, raw | furniture},
    {Tag::img, empty},
    {Tag::input, empty},
    {Tag::label, furniture},
    {Tag::legend, block | furniture},
    {Tag::li, block},
    {Tag::link, empty},
    {Tag::main, block},
    {Tag::map, furniture},
    {Tag::math, furniture | raw},
    {Tag::menu, block | furniture},
    {Tag::meta, empty},
    {Tag::nav, block | furniture},
    {Tag::noembed, raw | furniture},
    {Tag::noframes, raw | furniture},
    {Tag::noscript, raw | furniture},
    {Tag::object, furniture | boundary},
    {Tag::ol, block},
    {Tag::optgroup, furniture},
    {Tag::option, furniture},
    {Tag::p, block},
    {Tag::param, empty},
    {Tag::picture, furniture},
    {Tag::pre, block},
    {Tag::script, raw | furniture},
    {Tag::section, block},
    {Tag::select, furniture},
    {Tag::source, empty},
    {Tag::style, raw | furniture},
    {Tag::summary, block},
    {Tag::svg, raw | furniture},
    {Tag::table, block | boundary},
    {Tag::tbody, block},
    {Tag::td, block | boundary},
    {Tag::textarea, raw | furniture},
    {Tag::tfoot, block},
    {Tag::th, block | boundary},
    {Tag::thead, block},
    {Tag::title, raw | furniture},
    {Tag::tr, block},
    {Tag::track, empty},
    {Tag::ul, block},
    {Tag::video, furniture},
    {Tag::wbr, empty},
});

constexpr std::size_t tag_count = static_cast<std::size_t>(Tag::wbr) + 1;

constexpr std::array<std::uint8_t, tag_count> properties = [] {
  std::array<std::uint8_t, tag_count> table{};
  for (const Kind& kind : kinds) {
    table[static_cast<std::size_t>(kind.tag)] = static_cast<std::uint8_t>(kind.properties);
  }
  return table;
}();

bool has(Tag tag, Property property) {
  return (properties[static_cast<std::size_t>(tag)] & property) != 0;
}

constexpr std::size_t longest_name = 10;  // "blockquote", "figcaption"

}  // namespace

Tag tag_from(std::string_view name) {
  if (name.size() > longest_name) {
    return Tag::other;
  }
  std::array<char, longest_name> lower{};
  std::ranges::transform(name, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const std::string_view wanted(lower.data(), name.size());
  const auto* const found = std::ranges::lower_bound(names, wanted, {}, &Name::name);
  return found != names.end() && found->name == wanted ? found->tag : Tag::other;
}

bool is_block(Tag tag) {
  return has(tag, block);
}

bool is_heading(Tag tag) {
  return has(tag, heading);
}

bool is_void(Tag tag) {
  return has(tag, empty);
}

bool is_raw(Tag tag) {
  return has(tag, raw);
}

bool is_furniture(Tag tag) {
  return has(tag, furniture);
}

bool is_boundary(Tag tag) {
  return has(tag, boundary);
}

}  // namespace carkeys::article::html
