// SPDX-License-Identifier: Apache-2.0
#include "analysis/tags/lemma_script.h"

#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"

namespace carkeys::analysis {
namespace {

std::u32string decode(std::string_view text) {
  std::u32string out;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto step = utf8::step(text, offset);
    out.push_back(step.code_point);
    offset += step.size;
  }
  return out;
}

std::string encode(std::u32string_view text) {
  std::string out;
  for (const char32_t code_point : text) {
    utf8::append(out, code_point);
  }
  return out;
}

std::u32string lowered(std::u32string text) {
  for (char32_t& code_point : text) {
    code_point = utf8::to_lower(code_point);
  }
  return text;
}

struct Overlap {
  std::size_t form = 0;
  std::size_t lemma = 0;
  std::size_t length = 0;
};

// The longest common substring, the leftmost of several.
Overlap longest_overlap(const std::u32string& form, const std::u32string& lemma) {
  Overlap best;
  for (std::size_t i = 0; i < form.size(); ++i) {
    for (std::size_t j = 0; j < lemma.size(); ++j) {
      std::size_t length = 0;
      while (i + length < form.size() && j + length < lemma.size() &&
             form[i + length] == lemma[j + length]) {
        ++length;
      }
      if (length > best.length) {
        best = {i, j, length};
      }
    }
  }
  return best;
}

char casing_of(const std::u32string& lemma) {
  if (lemma == lowered(lemma)) {
    return 'l';
  }
  const auto rest = lemma.substr(1);
  return utf8::is_upper(lemma[0]) && rest == lowered(rest) ? 't' : 'k';
}

bool read_number(std::string_view text, std::uint32_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

std::string whole_script(std::string_view lemma) {
  std::string out;
  out.push_back('=');
  out.append(lemma);
  return out;
}

// Byte offset after `count` code points, or npos where the text is shorter.
std::size_t skip_front(std::string_view text, std::uint32_t count) {
  std::size_t offset = 0;
  for (; count > 0; --count) {
    if (offset >= text.size()) {
      return std::string_view::npos;
    }
    offset += utf8::step(text, offset).size;
  }
  return offset;
}

// Byte offset before the last `count` code points, or npos.
std::size_t skip_back(std::string_view text, std::uint32_t count) {
  std::size_t end = text.size();
  for (; count > 0; --count) {
    if (end == 0) {
      return std::string_view::npos;
    }
    --end;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;
    }
  }
  return end;
}

}  // namespace

std::string LemmaScript::derive(std::string_view form, std::string_view lemma) {
  const auto form_points = decode(form);
  const auto lemma_points = decode(lemma);
  const auto best = longest_overlap(lowered(form_points), lowered(lemma_points));
  if (best.length == 0) {
    return whole_script(lemma);
  }
  const auto lower = lowered(lemma_points);
  char casing = casing_of(lemma_points);
  if (casing == 'k' &&
      form_points.substr(best.form, best.length) != lemma_points.substr(best.lemma, best.length)) {
    return whole_script(lemma);
  }
  const auto& spelled = casing == 'k' ? lemma_points : lower;
  auto front = fmt::format("{};{}", best.form, encode(spelled.substr(0, best.lemma)));
  const bool infix = best.lemma > 0 && best.form > best.lemma &&
                     form_points.substr(0, best.lemma) == spelled.substr(0, best.lemma);
  if (infix) {
    front = fmt::format("{}+{};", best.lemma, best.form - best.lemma);
  }
  return fmt::format("{};{};{};{}",
                     casing,
                     front,
                     form_points.size() - best.form - best.length,
                     encode(spelled.substr(best.lemma + best.length)));
}

std::optional<LemmaScript> LemmaScript::parse(std::string_view text) {
  LemmaScript script;
  if (text.empty()) {
    return std::nullopt;
  }
  if (text[0] == '=') {
    script.casing_ = Casing::whole;
    script.front_ = text.substr(1);
    return script;
  }
  std::array<std::string_view, 5> fields;
  std::size_t begin = 0;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    const auto end = field + 1 < fields.size() ? text.find(';', begin) : text.size();
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    fields[field] = text.substr(begin, end - begin);
    begin = end + 1;
  }
  const auto casing = std::string_view("klt").find(fields[0]);
  const auto plus = fields[1].find('+');
  const bool infix = plus != std::string_view::npos;
  const bool numbers = (!infix || read_number(fields[1].substr(0, plus), script.keep_front_)) &&
                       read_number(fields[1].substr(infix ? plus + 1 : 0), script.cut_front_) &&
                       read_number(fields[3], script.cut_back_);
  if (fields[0].size() != 1 || casing == std::string_view::npos || !numbers) {
    return std::nullopt;
  }
  script.casing_ = static_cast<Casing>(casing);
  script.front_ = fields[2];
  script.back_ = fields[4];
  return script;
}

bool LemmaScript::apply(std::string_view form, std::string& out) const {
  if (casing_ == Casing::whole) {
    out = front_;
    return true;
  }
  const auto kept = skip_front(form, keep_front_);
  if (kept == std::string_view::npos) {
    return false;
  }
  const auto cut = skip_front(form.substr(kept), cut_front_);
  const auto begin = cut == std::string_view::npos ? cut : kept + cut;
  const auto end = skip_back(form, cut_back_);
  if (begin == std::string_view::npos || end == std::string_view::npos || begin > end) {
    return false;
  }
  const auto middle = form.substr(begin, end - begin);
  if (casing_ == Casing::keep) {
    out = front_;
    out += form.substr(0, kept);
    out += middle;
  } else {
    utf8::to_lower(front_, out);
    utf8::append_lower(form.substr(0, kept), out);
    utf8::append_lower(middle, out);
  }
  out += back_;
  if (casing_ == Casing::title) {
    utf8::capitalise(out);
  }
  return !out.empty();
}

}  // namespace carkeys::analysis
