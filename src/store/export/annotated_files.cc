// SPDX-License-Identifier: Apache-2.0
// Forms with files of their own for each article: brat (text and standoff annotations) and TimeML
// 1.2 (the text with its events marked). What keeps a record from being a fact is an attribute of
// the event in brat; in TimeML it is a link from the words that say so (SLINK) and the polarity and
// modality of the instance, as its manual has it.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/utf8.h"
#include "store/export/formats.h"
#include "store/export/table.h"
#include "store/names.h"

namespace carkeys::store {
namespace {

// A form that takes every event and fills a folder.
class FolderForm : public Exporter {
 public:
  [[nodiscard]] Omission omission(const StoredArticle& /*stored*/,
                                  const Record& record) const override {
    if (record.kind == RecordKind::relation) {
      return Omission::relation;
    }
    const bool marked = !record.evidence.empty() && !record.evidence.front().trigger.empty();
    return marked ? Omission::none : Omission::no_place_for_it;
  }

  [[nodiscard]] bool carries_claims() const override { return true; }

  [[nodiscard]] bool makes_folder() const override { return true; }

  std::vector<ExportedFile> take_files() override { return std::exchange(files_, {}); }

 protected:
  void add_file(std::string name, std::string bytes) {
    files_.push_back({std::move(name), std::move(bytes)});
  }

 private:
  std::vector<ExportedFile> files_;
};

class Brat final : public FolderForm {
 public:
  std::size_t write(const StoredArticle& stored, std::string& /*out*/) override {
    const std::string& text = stored.article.text;
    Notes notes{text, utf8::CodePointMap(text)};
    for (const Record& record : stored.coding.records) {
      add(record, notes);
    }
    add_file(stored.id + ".txt", text);
    add_file(stored.id + ".ann", notes.lines);
    return stored.coding.records.size();
  }

 private:
  struct Notes {
    const std::string& text;
    utf8::CodePointMap code_points;
    std::string lines = {};
    int spans = 0;
    int events = 0;
    int attributes = 0;
  };

  // "T1": a span of one or more pieces.
  static std::string span(std::string_view type,
                          const std::vector<TextRange>& ranges,
                          Notes& notes) {
    std::string places;
    std::string words;
    for (const TextRange range : ranges) {
      places += fmt::format("{}{} {}",
                            places.empty() ? "" : ";",
                            notes.code_points.code_point(range.begin),
                            notes.code_points.code_point(range.end));
      words += words.empty() ? "" : " ";
      words += range.in(notes.text);
    }
    std::ranges::replace(words, '\n', ' ');
    notes.lines += fmt::format("T{}\t{} {}\t{}\n", ++notes.spans, type, places, words);
    return fmt::format("T{}", notes.spans);
  }

  static std::string roles(std::string_view role,
                           const std::vector<Entity>& entities,
                           Notes& notes) {
    std::string out;
    int number = 0;
    for (const Entity& entity : entities) {
      if (!entity.range.empty()) {
        ++number;
        out += fmt::format(" {}{}:{}",
                           role,
                           number > 1 ? std::to_string(number) : "",
                           span("Entity", {entity.range}, notes));
      }
    }
    return out;
  }

  static void attribute(std::string_view name, std::string_view value, Notes& notes) {
    notes.lines += fmt::format("A{}\t{} E{}{}{}\n",
                               ++notes.attributes,
                               name,
                               notes.events,
                               value.empty() ? "" : " ",
                               value);
  }

  static void add(const Record& record, Notes& notes) {
    const std::string_view category = category_name(record.category);
    std::string event = span(category, record.evidence.front().trigger, notes);
    event += roles("Actor", record.actor, notes);
    event += roles("Recipient", record.recipient, notes);
    for (const Attribution& attribution : record.attributions) {
      event += roles("Claimant", attribution.claimant, notes);
    }
    notes.lines += fmt::format("E{}\t{}:{}\n", ++notes.events, category, event);
    attribute("Status", status_name(record.status), notes);
    for (const std::string_view aux : aux_names(record.aux)) {
      std::string name(aux);
      utf8::capitalise(name);
      attribute(name, "", notes);
    }
    notes.lines += fmt::format("#{0}\tAnnotatorNotes E{0}\t{1}\n", notes.events, record.id);
  }
};

std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    out += letter == '&'   ? "&amp;"
           : letter == '<' ? "&lt;"
           : letter == '>' ? "&gt;"
           : letter == '"' ? "&quot;"
                           : std::string(1, letter);
  }
  return out;
}

class TimeMl final : public FolderForm {
 public:
  std::size_t write(const StoredArticle& stored, std::string& /*out*/) override {
    Document document;
    for (const Record& record : stored.coding.records) {
      add(record, document);
    }
    add_file(stored.id + ".tml", text_of(stored, document));
    return stored.coding.records.size();
  }

 private:
  struct Document {
    std::map<std::uint32_t, std::pair<std::uint32_t, std::string>> events;  // begin → end, class
    std::map<std::uint32_t, int> numbers;  // begin of an event → its number
    std::string instances;
    std::string links;
    int last_instance = 0;
    int last_link = 0;
  };

  // The event at these words; 0 where they cross another.
  static int event(TextRange range, std::string_view kind, Document& document) {
    const auto next = document.events.lower_bound(range.begin);
    if (next != document.events.end() && next->first == range.begin) {
      return document.numbers[range.begin];
    }
    const bool runs_into_next = next != document.events.end() && next->first < range.end;
    const bool inside_last =
        next != document.events.begin() && std::prev(next)->second.first > range.begin;
    if (range.empty() || runs_into_next || inside_last) {
      return 0;
    }
    document.events[range.begin] = {range.end, std::string(kind)};
    const int number = static_cast<int>(document.numbers.size()) + 1;
    document.numbers[range.begin] = number;
    return number;
  }

  static int instance(int event, const Record* record, Document& document) {
    const bool negated = record != nullptr &&
                         ((record->aux & aux_negation) != 0 || record->status == Status::denied);
    const std::string_view modality = record == nullptr                       ? ""
                                      : (record->aux & aux_hypothetical) != 0 ? "MAY"
                                      : (record->aux & aux_future) != 0       ? "WILL"
                                                                              : "";
    const bool future = record != nullptr && (record->aux & aux_future) != 0;
    const std::string says = modality.empty() ? "" : fmt::format(" modality=\"{}\"", modality);
    document.instances += fmt::format(
        "<MAKEINSTANCE eiid=\"ei{}\" eventID=\"e{}\" tense=\"{}\" aspect=\"NONE\""
        " polarity=\"{}\"{}/>\n",
        ++document.last_instance,
        event,
        future ? "FUTURE" : "NONE",
        negated ? "NEG" : "POS",
        says);
    return document.last_instance;
  }

  static std::string_view relation_of(Stance stance) {
    switch (stance) {
      case Stance::denies:
        return "NEG_EVIDENTIAL";
      case Stance::confirms:
        return "FACTIVE";
      case Stance::doubts:
        return "MODAL";
      case Stance::asserts:
      case Stance::alleges:
        return "EVIDENTIAL";
    }
    return "EVIDENTIAL";
  }

  static void add(const Record& record, Document& document) {
    const int number = event(record.evidence.front().trigger.front(), "OCCURRENCE", document);
    if (number == 0) {
      return;
    }
    const int told = instance(number, &record, document);
    for (const Attribution& attribution : record.attributions) {
      const int cue = event(attribution.range, "REPORTING", document);
      if (cue != 0 && cue != number) {
        const int saying = instance(cue, nullptr, document);
        document.links += fmt::format(
            "<SLINK lid=\"l{}\" eventInstanceID=\"ei{}\" subordinatedEventInstance=\"ei{}\""
            " relType=\"{}\"/>\n",
            ++document.last_link,
            saying,
            told,
            relation_of(attribution.stance));
      }
    }
  }

  static std::string text_of(const StoredArticle& stored, const Document& document) {
    const Article& article = stored.article;
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n";
    out += fmt::format("<DOCID>{}</DOCID>\n", escaped(article.citation));
    if (article.date) {
      const std::string day = date_text(*article.date);
      out += fmt::format(
          "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{0}\" temporalFunction=\"false\""
          " functionInDocument=\"CREATION_TIME\">{0}</TIMEX3></DCT>\n",
          day);
    }
    out += "<TEXT>";
    const std::string_view text = article.text;
    std::size_t done = 0;
    for (const auto& [begin, end_and_kind] : document.events) {
      const auto& [end, kind] = end_and_kind;
      out += escaped(text.substr(done, begin - done));
      out += fmt::format("<EVENT eid=\"e{}\" class=\"{}\">{}</EVENT>",
                         document.numbers.at(begin),
                         kind,
                         escaped(text.substr(begin, end - begin)));
      done = end;
    }
    return out + escaped(text.substr(done)) + "</TEXT>\n" + document.instances + document.links +
           "</TimeML>\n";
  }
};

}  // namespace

ExporterPointer make_brat(const ForeignCodes& /*codes*/, const ExportOptions& /*options*/) {
  return std::make_unique<Brat>();
}

ExporterPointer make_timeml(const ForeignCodes& /*codes*/, const ExportOptions& /*options*/) {
  return std::make_unique<TimeMl>();
}

}  // namespace carkeys::store
