// SPDX-License-Identifier: Apache-2.0
#include "coding/place/place.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/utf8.h"
#include "coding/place/gazetteer.h"

namespace carkeys::coding {
namespace {

constexpr TokenIndex longest_name = 6;  // tokens
// What it counts that the document speaks of a country, on the scale of gazetteer weights: a place
// there wins over one elsewhere that is up to some 300 times as large.
constexpr double mention_bonus = 2.5;

class Finder {
 public:
  Finder(const Gazetteer& gazetteer, const Document& document)
      : gazetteer_(gazetteer), document_(document) {}

  std::vector<PlaceMention> run() {
    for (const Sentence& sentence : document_.sentences) {
      TokenIndex at = sentence.begin;
      while (at < sentence.end) {
        at = add_longest(at, sentence.end);
      }
    }
    return std::move(found_);
  }

 private:
  // Adds the longest place name that begins at `begin` and returns where to go on.
  TokenIndex add_longest(TokenIndex begin, TokenIndex sentence_end) {
    if (!utf8::starts_upper(document_.form(begin))) {
      return begin + 1;
    }
    const bool may_be_long = gazetteer_.begins_long_name(document_.form(begin));
    const TokenIndex limit = std::min(sentence_end, begin + (may_be_long ? longest_name : 1));
    for (TokenIndex end = limit; end > begin; --end) {
      if (const auto entry = choose(begin, end)) {
        found_.push_back(mention(begin, end, &gazetteer_.entry(*entry)));
        return end;
      }
    }
    return add_unknown(begin, sentence_end);
  }

  // A name that the analysis calls a place and the gazetteer does not know, up to the next known.
  TokenIndex add_unknown(TokenIndex begin, TokenIndex sentence_end) {
    const Token& first = document_.tokens[begin];
    if (first.name != NameKind::location || !first.name_begins) {
      return begin + 1;
    }
    TokenIndex end = begin + 1;
    while (end < sentence_end && document_.tokens[end].name == NameKind::location &&
           !document_.tokens[end].name_begins) {
      if (choose(end, end + 1)) {
        return end;
      }
      ++end;
    }
    found_.push_back(mention(begin, end, nullptr));
    return end;
  }

  [[nodiscard]] TextRange range_of(TokenIndex begin, TokenIndex end) const {
    return cover(document_.tokens[begin].range, document_.tokens[end - 1].range);
  }

  // The place that the words stand for, if they are a place at all.
  std::optional<std::uint32_t> choose(TokenIndex begin, TokenIndex end) {
    const std::string name = name_text(begin, end);
    std::span<const std::uint32_t> entries = gazetteer_.find(name);
    if (entries.empty() && is_town_adjective(begin, end)) {
      return heaviest(gazetteer_.find_adjective(name), false);
    }
    if (entries.empty() && document_.lemma(end - 1) != document_.form(end - 1)) {
      entries = gazetteer_.find(name_by_lemma(begin, end));
    }
    if (entries.empty()) {
      return std::nullopt;
    }
    const bool called_place = is_called_place(begin, end);
    if (!called_place && (gazetteer_.is_doubtful(name) || !may_be_name(begin, end))) {
      return std::nullopt;
    }
    return heaviest(entries, called_place);
  }

  // "Kiewer": of adjectives only those of towns have a capital.
  [[nodiscard]] bool is_town_adjective(TokenIndex begin, TokenIndex end) const {
    const Token& token = document_.tokens[begin];
    return end - begin == 1 && token.upos == Upos::adj && token.relation == Deprel::amod;
  }

  // The likeliest; where nothing calls it a place, only of the well-known ones.
  std::optional<std::uint32_t> heaviest(std::span<const std::uint32_t> entries, bool called_place) {
    std::optional<std::uint32_t> best;
    for (const std::uint32_t number : entries) {
      const GazetteerEntry& entry = gazetteer_.entry(number);
      const bool allowed = called_place || entry.known;
      if (allowed && (!best || weight(number, entries) > weight(*best, entries))) {
        best = number;
      }
    }
    return best;
  }

  [[nodiscard]] double weight(std::uint32_t number, std::span<const std::uint32_t> rivals) {
    const GazetteerEntry& entry = gazetteer_.entry(number);
    if (rivals.size() < 2) {
      return entry.weight;
    }
    return entry.weight + (is_spoken_of(entry.country) ? mention_bonus : 0);
  }

  // Read only where a name is ambiguous.
  bool is_spoken_of(std::string_view country) {
    if (!countries_) {
      countries_.emplace();
      for (const Sentence& sentence : document_.sentences) {
        for (TokenIndex at = sentence.begin; at < sentence.end; ++at) {
          collect_country(at, sentence.end);
        }
      }
    }
    return countries_->contains(country);
  }

  void collect_country(TokenIndex at, TokenIndex sentence_end) {
    constexpr TokenIndex longest_country = 3;
    for (TokenIndex end = at + 1; end <= std::min(sentence_end, at + longest_country); ++end) {
      const std::string_view code = gazetteer_.country_of_word(name_text(at, end));
      if (!code.empty()) {
        countries_->insert(code);
      }
    }
    const std::string_view code = gazetteer_.country_of_word(document_.lemma(at));
    if (!code.empty()) {
      countries_->insert(code);
    }
  }

  // The text of the tokens with single spaces.
  [[nodiscard]] std::string name_text(TokenIndex begin, TokenIndex end) const {
    std::string text(document_.form(begin));
    for (TokenIndex at = begin + 1; at < end; ++at) {
      const bool apart = document_.tokens[at - 1].range.end != document_.tokens[at].range.begin;
      text += apart ? " " : "";
      text += document_.form(at);
    }
    return text;
  }

  [[nodiscard]] std::string name_by_lemma(TokenIndex begin, TokenIndex end) const {
    std::string text = end - begin > 1 ? name_text(begin, end - 1) + " " : std::string();
    text += document_.lemma(end - 1);
    return text;
  }

  [[nodiscard]] bool is_called_place(TokenIndex begin, TokenIndex end) const {
    for (TokenIndex at = begin; at < end; ++at) {
      if (document_.tokens[at].name != NameKind::location) {
        return false;
      }
    }
    return true;
  }

  // Untagged words may still be a name; words of another kind of name are not a place.
  [[nodiscard]] bool may_be_name(TokenIndex begin, TokenIndex end) const {
    for (TokenIndex at = begin; at < end; ++at) {
      const Token& token = document_.tokens[at];
      const bool other_name = token.name != NameKind::none && token.name != NameKind::location;
      if (other_name) {
        return false;
      }
    }
    const Upos upos = document_.tokens[head_of(begin, end)].upos;
    return upos == Upos::propn || upos == Upos::noun || upos == Upos::x;
  }

  [[nodiscard]] TokenIndex head_of(TokenIndex begin, TokenIndex end) const {
    for (TokenIndex at = begin; at < end; ++at) {
      const TokenIndex head = document_.tokens[at].head;
      if (head == at || head < begin || head >= end) {
        return at;
      }
    }
    return begin;
  }

  // "in Kairo", "in der Hauptstadt Kairo", "im Norden von Mali", "vor einem Kiewer Gericht": does a
  // word of place govern the name, itself or through what it is the name or a part of?
  [[nodiscard]] bool is_where(TokenIndex token) const {
    constexpr int reach = 5;
    for (int step = 0; step < reach; ++step) {
      if (gazetteer_.is_a(document_.lemma(token), "beside")) {
        return true;  // "südlich von Kairo"
      }
      const TokenIndex marker = adposition_of(token);
      const TokenIndex above = document_.tokens[token].head;
      if (marker != no_token && marker > 0 &&
          gazetteer_.is_a(document_.lemma(marker - 1), "beside")) {
        return true;  // where the parser hangs both on the verb
      }
      const bool part = marker == no_token || gazetteer_.is_a(document_.lemma(marker), "of");
      if (!part) {
        return marks_place(marker, token);
      }
      if (above == token || !leads_up(token, marker)) {
        return false;
      }
      token = above;
    }
    return false;
  }

  [[nodiscard]] bool marks_place(TokenIndex marker, TokenIndex token) const {
    const std::string_view lemma = document_.lemma(marker);
    if (gazetteer_.is_a(lemma, "at_dative")) {
      return has_determiner(token, Case::dative);
    }
    return gazetteer_.is_a(lemma, "beside") ||
           (gazetteer_.is_a(lemma, "at_locality") &&
            gazetteer_.is_locality(document_.lemma(token))) ||
           (gazetteer_.is_a(lemma, "at") && !has_determiner(token, Case::accusative));
  }

  [[nodiscard]] bool leads_up(TokenIndex token, TokenIndex marker) const {
    const Token& word = document_.tokens[token];
    const std::string_view above = document_.lemma(word.head);
    if (gazetteer_.is_a(above, "beside") || gazetteer_.is_locality(above)) {
      return true;
    }
    return marker == no_token &&
           (word.relation == Deprel::conj || is_town_adjective(token, token + 1));
  }

  // The last adposition that hangs on the word.
  [[nodiscard]] TokenIndex adposition_of(TokenIndex word) const {
    const Sentence& sentence = document_.sentences[document_.sentence_of(word)];
    TokenIndex found = no_token;
    for (TokenIndex token = sentence.begin; token < word; ++token) {
      const Token& at = document_.tokens[token];
      found = at.head == word && at.relation == Deprel::case_ ? token : found;
    }
    return found;
  }

  // "in den Irak" goes there, "in dem Irak" is there.
  [[nodiscard]] bool has_determiner(TokenIndex word, Case grammatical_case) const {
    const Sentence& sentence = document_.sentences[document_.sentence_of(word)];
    for (TokenIndex token = sentence.begin; token < word; ++token) {
      const Token& at = document_.tokens[token];
      if (at.head == word && at.relation == Deprel::det && at.features.case_ == grammatical_case) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] PlaceMention mention(TokenIndex begin,
                                     TokenIndex end,
                                     const GazetteerEntry* entry) const {
    PlaceMention mention{begin, end, head_of(begin, end), {}};
    mention.where = is_where(mention.head);
    const TokenIndex marker = adposition_of(mention.head);
    mention.whither = marker != no_token && gazetteer_.is_a(document_.lemma(marker), "to");
    mention.place.range = range_of(begin, end);
    mention.place.extracted = std::string(mention.place.range.in(document_.text));
    if (entry != nullptr) {
      mention.place.resolved = entry->name;
      mention.place.country_code = entry->country;
      mention.place.latitude = entry->latitude;
      mention.place.longitude = entry->longitude;
      mention.place.has_coordinates = entry->has_coordinates;
      mention.place.resolution = entry->resolution;
    }
    return mention;
  }

  const Gazetteer& gazetteer_;
  const Document& document_;
  std::optional<std::unordered_set<std::string_view>> countries_;
  std::vector<PlaceMention> found_;
};

}  // namespace

struct PlaceResolver::Tables {
  Gazetteer german;
  Gazetteer english;
};

PlaceResolver::PlaceResolver(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}

PlaceResolver::PlaceResolver(PlaceResolver&&) noexcept = default;
PlaceResolver& PlaceResolver::operator=(PlaceResolver&&) noexcept = default;
PlaceResolver::~PlaceResolver() = default;

Result<PlaceResolver> PlaceResolver::load(const resources::Lexicon& lexicon) {
  auto tables = std::make_unique<Tables>();
  CARKEYS_TRY(tables->german, Gazetteer::load(lexicon, "de"));
  CARKEYS_TRY(tables->english, Gazetteer::load(lexicon, "en"));
  return PlaceResolver(std::move(tables));
}

std::vector<PlaceMention> PlaceResolver::find(const Document& document) const {
  const bool german = document.language == Language::german;
  return Finder(german ? tables_->german : tables_->english, document).run();
}

}  // namespace carkeys::coding
