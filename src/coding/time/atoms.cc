// SPDX-License-Identifier: Apache-2.0
#include "coding/time/atoms.h"

#include <cstddef>
#include <string_view>

#include "base/utf8.h"

namespace carkeys::coding {
namespace {

Atom::Kind kind_of(char32_t code_point) {
  if (code_point >= U'0' && code_point <= U'9') {
    return Atom::Kind::number;
  }
  if (code_point < 0x80) {
    const char32_t lower = code_point | 0x20;
    return lower >= U'a' && lower <= U'z' ? Atom::Kind::word : Atom::Kind::mark;
  }
  return utf8::is_letter(code_point) ? Atom::Kind::word : Atom::Kind::mark;
}

void split_token(const Document& document, TokenIndex token, std::vector<Atom>& atoms) {
  const TextRange range = document.tokens[token].range;
  std::uint32_t at = range.begin;
  while (at < range.end) {
    const utf8::Step step = utf8::step(document.text, at);
    const TextRange piece{at, at + step.size};
    at = piece.end;
    if (utf8::is_space(step.code_point)) {
      continue;
    }
    const Atom::Kind kind = kind_of(step.code_point);
    const bool glued = !atoms.empty() && atoms.back().range.end == piece.begin;
    const bool continues = glued && kind != Atom::Kind::mark && atoms.back().kind == kind &&
                           atoms.back().token == token;
    if (continues) {
      atoms.back().range.end = piece.end;
    } else {
      atoms.push_back({piece, token, kind, glued, false});
    }
  }
}

// "." and the like between two numbers, or a letter or currency sign right at the digits.
bool extends_number(std::string_view text,
                    const Atom& mark,
                    const Atom* beyond,
                    bool beyond_glued) {
  if (mark.kind != Atom::Kind::mark) {
    return true;
  }
  constexpr std::string_view joiners = ".,:/-";
  const std::string_view form = mark.range.in(text);
  const bool joins = form.size() == 1 && joiners.find(form[0]) != std::string_view::npos;
  return joins && beyond != nullptr && beyond_glued && beyond->kind == Atom::Kind::number;
}

bool is_isolated(std::string_view text, const std::vector<Atom>& atoms, std::size_t at) {
  if (at > 0 && atoms[at].glued) {
    const Atom* beyond = at > 1 ? &atoms[at - 2] : nullptr;
    if (extends_number(text, atoms[at - 1], beyond, atoms[at - 1].glued)) {
      return false;
    }
  }
  if (at + 1 < atoms.size() && atoms[at + 1].glued) {
    const Atom* beyond = at + 2 < atoms.size() ? &atoms[at + 2] : nullptr;
    return !extends_number(text, atoms[at + 1], beyond, beyond != nullptr && beyond->glued);
  }
  return true;
}

}  // namespace

std::vector<Atom> split_atoms(const Document& document, const Sentence& sentence) {
  std::vector<Atom> atoms;
  atoms.reserve(sentence.end - sentence.begin + 8);
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    split_token(document, token, atoms);
  }
  for (std::size_t at = 0; at < atoms.size(); ++at) {
    if (atoms[at].kind == Atom::Kind::number) {
      atoms[at].isolated = is_isolated(document.text, atoms, at);
    }
  }
  return atoms;
}

}  // namespace carkeys::coding
