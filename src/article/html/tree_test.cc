// SPDX-License-Identifier: Apache-2.0
#include "article/html/tree.h"

#include <string>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "article/html/entities.h"

namespace carkeys::article::html {
namespace {

// The tree as nested brackets: "p(Ja b(nein))".
std::string shape(const std::string& page, const Limits& limits = {}) {
  const Tree tree = read_tree(page, limits);
  std::string out;
  std::vector<NodeIndex> ends;
  for (NodeIndex i = 1; i < tree.nodes.size(); ++i) {
    while (!ends.empty() && ends.back() <= i) {
      out += ")";
      ends.pop_back();
    }
    const Node& node = tree.nodes[i];
    if (node.tag == Tag::text) {
      out += node.text;
    } else {
      out += "<" + std::to_string(static_cast<int>(node.tag)) + "(";
      ends.push_back(node.end);
    }
  }
  out.append(ends.size(), ')');
  for (const Tag tag : {Tag::p,
                        Tag::b,
                        Tag::a,
                        Tag::div,
                        Tag::ul,
                        Tag::li,
                        Tag::table,
                        Tag::tr,
                        Tag::td,
                        Tag::br,
                        Tag::script,
                        Tag::title}) {
    static const std::vector<std::pair<Tag, std::string>> names = {{Tag::p, "p"},
                                                                   {Tag::b, "b"},
                                                                   {Tag::a, "a"},
                                                                   {Tag::div, "div"},
                                                                   {Tag::ul, "ul"},
                                                                   {Tag::li, "li"},
                                                                   {Tag::table, "table"},
                                                                   {Tag::tr, "tr"},
                                                                   {Tag::td, "td"},
                                                                   {Tag::br, "br"},
                                                                   {Tag::script, "script"},
                                                                   {Tag::title, "title"}};
    for (const auto& [known, name] : names) {
      const std::string number = "<" + std::to_string(static_cast<int>(known)) + "(";
      for (std::size_t at = out.find(number); known == tag && at != std::string::npos;
           at = out.find(number)) {
        out.replace(at, number.size(), name + "(");
      }
    }
  }
  return out;
}

TEST_CASE("end tags that HTML lets out are put in") {
  CHECK(shape("<p>Eins<p>Zwei<div>Drei</div>") == "p(Eins)p(Zwei)div(Drei)");
  CHECK(shape("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>") == "ul(li(a)li(bul(li(c)))li(d))");
  CHECK(shape("<table><tr><td>1<td>2<tr><td>3</table>x") == "table(tr(td(1)td(2))tr(td(3)))x");
  CHECK(shape("<p>a<br>b</p>c") == "p(abr()b)c");
}

TEST_CASE("tags that do not fit harm nothing around them") {
  CHECK(shape("</div><p>a</b></p>b") == "p(a)b");
  CHECK(shape("<div><b>a</div>b") == "div(b(a))b");
  CHECK(shape("<table><tr><td><div>a</table></div>b") == "table(tr(td(div(a))))b");
  CHECK(shape("<div><table><tr><td>a</div>b</td></tr></table></div>") == "div(table(tr(td(ab))))");
  CHECK(shape("a < b <3 <") == "a < b <3 <");
  CHECK(shape("a<!-- <p> -->b<!doctype x>c<?php d ?>e") == "abce");
}

TEST_CASE("what is no markup is not read as such") {
  CHECK(shape("<script>if (a<b) '</p>'</script>x") == "script()x");
  CHECK(shape("<title>a <b> c</title>x") == "title()x");
  CHECK(read_tree("<script>unclosed <p>").nodes.size() == 2);
  CHECK(read_tree("<p class=\"x").cut);
}

TEST_CASE("attributes in all their forms") {
  const std::string page = "<P ID=a Class='b c' data-x=\"1>2\" hidden href = /x?y>z";
  const Tree tree = read_tree(page);
  const Node& node = tree.nodes[1];
  CHECK(node.tag == Tag::p);
  CHECK(tree.value(node, Key::id) == "a");
  CHECK(tree.value(node, Key::css_class) == "b c");
  CHECK(tree.value(node, Key::href) == "/x?y");
  CHECK(tree.has(node, Key::hidden));
  CHECK(read_tree("<!doctype html><html lang=de>").attributes.size() == 1);
}

TEST_CASE("caps flatten and cut, and time grows with the page only") {
  Limits limits;
  limits.depth = 4;
  CHECK(shape("<div><div><div><div><b>a</b></div></div></div></div>b", limits) ==
        "div(div(div(div()b()a)))b");
  limits.nodes = 3;
  CHECK(read_tree("<p>a<p>b<p>c", limits).cut);
  std::string deep;
  for (int i = 0; i < 200000; ++i) {
    deep += "<div><i>";
  }
  for (int i = 0; i < 200000; ++i) {
    deep += "</div>";
  }
  CHECK(read_tree(deep).nodes.size() == 400001);
  std::string stray;
  for (int i = 0; i < 300000; ++i) {
    stray += "<b></i>";
  }
  CHECK(read_tree("<table><i>" + stray).nodes.size() == 300003);
}

TEST_CASE("character references") {
  CHECK(decoded("M&uuml;ller &amp; S&#246;hne &#x2013; AT&T") == "Müller & Söhne – AT&T");
  CHECK(decoded("a&nbsp;b&nbsp c") == "a\u00A0b\u00A0 c");
  CHECK(decoded("?a=1&copy=2&unknown;&#0;&#x110000;&;") == "?a=1&copy=2&unknown;\uFFFD\uFFFD&;");
  CHECK(decoded("&#150;&") == "–&");
}

}  // namespace
}  // namespace carkeys::article::html
