// SPDX-License-Identifier: Apache-2.0
// The view for people. It must be legible without colours, so the words that colours mark are also
// written out on the record's own line, and whatever is not plain fact carries a badge in brackets.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "store/names.h"
#include "store/sink.h"

namespace carkeys::store {
namespace {

enum class Paint : std::uint8_t { none, recipient, actor, trigger };

std::string_view ansi(Paint paint) {
  switch (paint) {
    case Paint::recipient:
      return "\x1b[35m";
    case Paint::actor:
      return "\x1b[36m";
    case Paint::trigger:
      return "\x1b[1;33m";
    case Paint::none:
      break;
  }
  return "\x1b[0m";
}

constexpr std::string_view ansi_title = "\x1b[1m";
constexpr std::string_view ansi_badge = "\x1b[1;31m";
constexpr std::string_view ansi_dim = "\x1b[2m";
constexpr std::string_view ansi_off = "\x1b[0m";

// Text from outside on a terminal: control characters (line ends, escape sequences) become spaces.
std::string printable(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < out.size(); ++at) {
    const auto byte = static_cast<unsigned char>(out[at]);
    if (byte < 0x20 || byte == 0x7F) {
      out[at] = ' ';
    }
    // C1 controls are C2 80 to C2 9F in UTF-8.
    if (byte == 0xC2 && at + 1 < out.size() && static_cast<unsigned char>(out[at + 1]) < 0xA0) {
      out[at] = ' ';
      out[at + 1] = ' ';
    }
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string entity_name(const Entity& entity) {
  const std::string_view code = entity.code.empty() ? "---" : std::string_view(entity.code);
  return entity.sector.empty() ? std::string(code) : fmt::format("{} {}", code, entity.sector);
}

std::string side_text(const std::vector<Entity>& side) {
  std::vector<std::string> parts;
  for (const Entity& entity : side) {
    const std::string& known =
        entity.identifier_text.empty() ? entity.entity_text : entity.identifier_text;
    parts.push_back(known.empty() ? entity_name(entity)
                                  : fmt::format("{} ({})", entity_name(entity), printable(known)));
  }
  return parts.empty() ? "-" : joined(parts, ", ");
}

std::string_view stance_verb(Stance stance) {
  switch (stance) {
    case Stance::asserts:
      return "claimed";
    case Stance::alleges:
      return "alleged";
    case Stance::denies:
      return "denied";
    case Stance::confirms:
      return "confirmed";
    case Stance::doubts:
      return "doubted";
  }
  return "claimed";
}

std::string attribution_badge(const Attribution& attribution) {
  std::vector<std::string> names;
  for (const Entity& claimant : attribution.claimant) {
    names.push_back(entity_name(claimant));
  }
  const std::string_view verb = stance_verb(attribution.stance);
  return names.empty() ? std::string(verb) : fmt::format("{} by {}", verb, joined(names, ", "));
}

// What keeps a record from being plain fact; empty for a plain fact.
std::vector<std::string> badges(const Record& record) {
  std::vector<std::string> list;
  if (record.status != Status::reported) {
    const std::string_view status = status_name(record.status);
    for (const Attribution& attribution : record.attributions) {
      list.push_back(attribution_badge(attribution));
    }
    const bool said = std::ranges::any_of(
        list, [&](const std::string& badge) { return badge.starts_with(status); });
    if (!said) {
      list.insert(list.begin(), std::string(status));
    }
  }
  for (const std::string_view name : aux_names(record.aux)) {
    list.emplace_back(name);
  }
  return list;
}

std::string date_and_place(const Record& record) {
  std::string text;
  if (record.date.begin) {
    text = date_text(*record.date.begin);
    if (record.date.end && *record.date.end != *record.date.begin) {
      text += " to " + date_text(*record.date.end);
    }
  } else if (!record.date.text.empty()) {
    text = fmt::format("\"{}\"", printable(record.date.text));
  }
  if (record.place) {
    const Place& place = *record.place;
    text += text.empty() ? "" : ", ";
    text += printable(place.resolved.empty() ? place.extracted : place.resolved);
    text += place.country_code.empty() ? "" : " " + place.country_code;
  }
  return text;
}

class PrettyWriter {
 public:
  PrettyWriter(const Article& article, const TextOptions& options)
      : article_(article), colour_(options.colour) {}

  std::string write(const Coding& coding) {
    title();
    for (const auto& [sentence, records] : by_sentence(coding)) {
      write_sentence(sentence, records);
      for (const auto& [record, evidence] : records) {
        write_record(*record, *evidence);
      }
    }
    if (coding.records.empty()) {
      out_ += "  no records\n";
    }
    return std::move(out_);
  }

 private:
  using Told = std::vector<std::pair<const Record*, const Evidence*>>;

  static std::map<TextRange, Told> by_sentence(const Coding& coding) {
    std::map<TextRange, Told> sentences;
    for (const Record& record : coding.records) {
      for (const Evidence& evidence : record.evidence) {
        sentences[evidence.sentence].emplace_back(&record, &evidence);
      }
    }
    return sentences;
  }

  void put(std::string_view escape) {
    if (colour_) {
      out_ += escape;
    }
  }

  void title() {
    put(ansi_title);
    out_ += printable(article_.citation);
    put(ansi_off);
    for (const std::string& part : {printable(article_.title),
                                    article_.date ? date_text(*article_.date) : std::string(),
                                    std::string(language_text(article_.language))}) {
      out_ += part.empty() ? "" : " | " + part;
    }
    out_ += '\n';
  }

  static void paint(std::vector<Paint>& paints, TextRange sentence, TextRange range, Paint with) {
    for (std::uint32_t at = std::max(range.begin, sentence.begin);
         at < std::min(range.end, sentence.end);
         ++at) {
      Paint& there = paints[at - sentence.begin];
      there = std::max(there, with);
    }
  }

  void write_sentence(TextRange sentence, const Told& records) {
    std::vector<Paint> paints(sentence.size(), Paint::none);
    for (const auto& [record, evidence] : records) {
      for (const Entity& entity : record->recipient) {
        paint(paints, sentence, entity.range, Paint::recipient);
      }
      for (const Entity& entity : record->actor) {
        paint(paints, sentence, entity.range, Paint::actor);
      }
      for (const TextRange trigger : evidence->trigger) {
        paint(paints, sentence, trigger, Paint::trigger);
      }
    }
    const std::string text = printable(sentence.in(article_.text));
    out_ += fmt::format("\n  {:>3}  ", records.front().second->sequence);
    Paint now = Paint::none;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (paints[at] != now) {
        put(now == Paint::none ? std::string_view() : ansi_off);
        now = paints[at];
        put(now == Paint::none ? std::string_view() : ansi(now));
      }
      out_ += text[at];
    }
    put(now == Paint::none ? std::string_view() : ansi_off);
    out_ += '\n';
  }

  void write_record(const Record& record, const Evidence& evidence) {
    out_ += "       * ";
    put(ansi_title);
    out_ += category_name(record.category);
    put(ansi_off);
    for (const std::string& mode : record.mode) {
      out_ += " " + mode;
    }
    std::vector<std::string> words;
    for (const TextRange trigger : evidence.trigger) {
      words.push_back(printable(trigger.in(article_.text)));
    }
    if (!words.empty()) {
      out_ += fmt::format(" \"{}\"", joined(words, " ... "));
    }
    out_ += ": " + side_text(record.actor);
    if (!record.recipient.empty()) {
      out_ += " \u2192 " + side_text(record.recipient);
    }
    if (const std::string where = date_and_place(record); !where.empty()) {
      put(ansi_dim);
      out_ += " | " + where;
      put(ansi_off);
    }
    for (const std::string& badge : badges(record)) {
      out_ += ' ';
      put(ansi_badge);
      out_ += "[" + badge + "]";
      put(ansi_off);
    }
    if (&evidence != &record.evidence.front()) {
      out_ += " (told again)";
    }
    out_ += '\n';
  }

  const Article& article_;
  bool colour_;
  std::string out_;
};

}  // namespace

std::string pretty(const Article& article, const Coding& coding, const TextOptions& options) {
  return PrettyWriter(article, options).write(coding) + "\n";
}

}  // namespace carkeys::store
