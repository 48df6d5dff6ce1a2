// SPDX-License-Identifier: Apache-2.0
#include "pipeline/given_tokens.h"

#include <algorithm>

#include "base/utf8.h"

namespace carkeys::conllu {
namespace {

constexpr std::size_t form_column = 1;
constexpr std::size_t misc_column = 9;

bool has_space_after(const Row& row) {
  return row.fields[misc_column].find("SpaceAfter=No") == std::string::npos;
}

// Whether the words of a range, written one after another, are its surface form.
bool spelled_in_pieces(const Row& range, const Sentence& sentence) {
  std::string pieces;
  for (const Row& row : sentence.rows) {
    if (row.kind == Row::Kind::word && row.first >= range.first && row.first <= range.last) {
      pieces += row.fields[form_column];
    }
  }
  return pieces == range.fields[form_column];
}

// MISC as given, with the name of the token instead of any that stands there.
std::string misc_with_name(const std::string& given, const std::string& name) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= given.size();) {
    const std::size_t end = std::min(given.find('|', begin), given.size());
    const std::string part = given.substr(begin, end - begin);
    if (!part.empty() && part != "_" && !part.starts_with("NER=")) {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  if (!name.empty()) {
    parts.push_back("NER=" + name);
  }
  std::ranges::sort(parts);
  std::string out;
  for (const std::string& part : parts) {
    out += (out.empty() ? "" : "|") + part;
  }
  return out;
}

}  // namespace

SplitWords SplitWords::load(const resources::Lexicon& lexicon, Language language) {
  SplitWords split;
  if (language == Language::unknown) {
    return split;
  }
  const resources::Table* table =
      lexicon.table(language == Language::german ? "de/split_words" : "en/split_words");
  if (table == nullptr) {
    return split;
  }
  const auto cell = [&](std::size_t row, std::string_view name) {
    const auto column = table->column(name);
    return column ? table->cell(row, *column) : std::string_view();
  };
  for (std::size_t row = 0; row < table->rows(); ++row) {
    split.words_.push_back({utf8::to_lower(cell(row, "word")),
                            std::string(cell(row, "lemma")),
                            upos_from(cell(row, "upos")),
                            deprel_from(cell(row, "relation")),
                            features_from(cell(row, "features"))});
  }
  return split;
}

const SplitWords::Analysis* SplitWords::find(std::string_view word) const {
  const auto found = std::ranges::find(words_, utf8::to_lower(word), &Analysis::word);
  return found == words_.end() ? nullptr : &*found;
}

GivenTokens::GivenTokens(std::vector<Sentence> sentences, Language language)
    : sentences_(std::move(sentences)) {
  document_.language = language;
  for (const Sentence& sentence : sentences_) {
    add_sentence(sentence);
  }
}

void GivenTokens::add_token(std::string_view form, bool space_after) {
  Token token;
  token.range.begin = static_cast<std::uint32_t>(document_.text.size());
  document_.text += form;
  token.range.end = static_cast<std::uint32_t>(document_.text.size());
  token.space_after = space_after;
  token.head = static_cast<TokenIndex>(document_.tokens.size());
  document_.text += space_after ? " " : "";
  document_.tokens.push_back(token);
}

TokenIndex GivenTokens::last_token() const {
  return static_cast<TokenIndex>(document_.tokens.size() - 1);
}

void GivenTokens::add_sentence(const Sentence& sentence) {
  carkeys::Sentence added;
  added.begin = static_cast<TokenIndex>(document_.tokens.size());
  Places places;
  const Row* range = nullptr;  // the one whose words come next
  bool pieces = false;
  for (const Row& row : sentence.rows) {
    if (row.kind == Row::Kind::range) {
      range = &row;
      pieces = spelled_in_pieces(row, sentence);
    }
    if (row.kind != Row::Kind::word) {
      continue;
    }
    const bool inside = range != nullptr && row.first <= range->last;
    const bool contracted = inside && !pieces;
    const Row& surface = inside ? *range : row;
    if (!contracted) {
      add_token(row.fields[form_column], row.first == surface.last && has_space_after(surface));
    } else if (row.first == range->first) {
      add_token(range->fields[form_column], has_space_after(*range));
    }
    places.push_back({last_token(), contracted ? row.first - range->first : 0, contracted});
  }
  added.end = static_cast<TokenIndex>(document_.tokens.size());
  added.range = cover(document_.tokens[added.begin].range, document_.tokens[added.end - 1].range);
  // Sentences of a treebank are apart, whatever their last token says.
  if (!document_.tokens.back().space_after) {
    document_.text += "\n";
  }
  document_.sentences.push_back(added);
  places_.push_back(std::move(places));
}

// The number of the head word; a further word of a contraction hangs where its first one does.
std::string GivenTokens::head_of(std::size_t word, const Places& places) const {
  const Place& place = places[word];
  const auto number_of = [&](TokenIndex token) {
    return std::to_string(std::ranges::find(places, token, &Place::token) - places.begin() + 1);
  };
  if (!document_.is_root(place.token)) {
    return number_of(document_.tokens[place.token].head);
  }
  return place.part == 0 ? "0" : number_of(place.token);
}

std::string GivenTokens::word_line(const Row& row,
                                   const Places& places,
                                   const SplitWords& split_words) const {
  const std::size_t word = row.first - 1;
  const Place& place = places[word];
  const Token& token = document_.tokens[place.token];
  const std::string& form = row.fields[form_column];
  SplitWords::Analysis analysis{
      {}, std::string(document_.lemma(place.token)), token.upos, token.relation, token.features};
  if (place.contracted && place.part == 0) {
    // Case, number and gender are the article's, which comes next.
    analysis.lemma = utf8::to_lower(form);
    analysis.features = Features();
  } else if (place.part > 0) {
    const SplitWords::Analysis* known = split_words.find(form);
    analysis = known != nullptr ? *known : SplitWords::Analysis{{}, form, Upos::x, Deprel::dep, {}};
    // The article inside agrees with the noun that the contraction stands before.
    const Features& noun = document_.tokens[token.head].features;
    analysis.features.case_ = noun.case_;
    analysis.features.number = noun.number;
    analysis.features.gender = noun.gender;
  }
  return line_of({row.fields[0],
                  form,
                  analysis.lemma,
                  std::string(upos_name(analysis.upos)),
                  "",
                  features_text(analysis.features, analysis.upos),
                  head_of(word, places),
                  std::string(deprel_name(analysis.relation)),
                  "",
                  misc_with_name(row.fields[misc_column], name_tag(token))});
}

std::string GivenTokens::write(const SplitWords& split_words) const {
  std::string out;
  for (std::size_t i = 0; i < sentences_.size(); ++i) {
    for (const std::string& comment : sentences_[i].comments) {
      out += comment + "\n";
    }
    for (const Row& row : sentences_[i].rows) {
      out += row.kind == Row::Kind::word ? word_line(row, places_[i], split_words)
                                         : line_of(row.fields);
    }
    out += "\n";
  }
  return out;
}

}  // namespace carkeys::conllu
