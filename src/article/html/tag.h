// SPDX-License-Identifier: Apache-2.0
// The elements of HTML as far as their layout matters: which are blocks, which have no content,
// whose content is no text for readers. Elements that do not matter are Tag::other.
#pragma once

#include <cstdint>
#include <string_view>

namespace carkeys::article::html {

// clang-format off
enum class Tag : std::uint8_t {
  text,  // not an element: characters
  other, // inline
  a, address, amp_ad, amp_img, article, aside, audio, b, base, blockquote, body, br, button, canvas, caption,
  center, cite, col, dd, del, details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure,
  font, footer, form, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe,
  img, input, ins, label, legend, li, link, main, map, math, menu, meta, nav, noembed, noframes,
  noscript, object, ol, optgroup, option, p, param, picture, pre, q, s, script, section, select,
  small, source, span, strong, style, sub, summary, sup, svg, table, tbody, td, textarea, tfoot, th,
  thead, time, title, tr, track, u, ul, video, wbr,
};
// clang-format on

// `name` in any letter case.
Tag tag_from(std::string_view name);

bool is_block(Tag tag);
bool is_heading(Tag tag);
// No content and no end tag: <br>, <img>.
bool is_void(Tag tag);
// Everything up to the end tag is no markup: <script>, <style>, <title>.
bool is_raw(Tag tag);
// Its content is nothing to read, or not part of the running text: <nav>, <button>, <figure>.
bool is_furniture(Tag tag);
// An end tag does not reach over these: a cell of a table, an object.
bool is_boundary(Tag tag);

}  // namespace carkeys::article::html
