// SPDX-License-Identifier: Apache-2.0
#include "silver_features.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace carkeys::train {
namespace {

using analysis::FeatureGroup;

// All combinations of case, number and gender, one bit each.
using NominalBits = std::uint32_t;
constexpr NominalBits all_nominal = (1U << 24U) - 1;

constexpr std::uint8_t every_case = 0b11110;
constexpr std::uint8_t every_number = 0b110;
constexpr std::uint8_t every_gender = 0b1110;

template <typename E>
constexpr std::uint8_t bit(E value) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(value));
}

// 0 in a set means: not said, so every value.
NominalBits nominal_bits(std::uint8_t cases, std::uint8_t numbers, std::uint8_t genders) {
  cases = cases == 0 ? every_case : cases;
  numbers = numbers == 0 ? every_number : numbers;
  genders = genders == 0 ? every_gender : genders;
  NominalBits bits = 0;
  for (unsigned index = 0; index < 24; ++index) {
    const bool fits = ((cases >> (index / 6 + 1)) & 1U) != 0 &&
                      ((numbers >> (index / 3 % 2 + 1)) & 1U) != 0 &&
                      ((genders >> (index % 3 + 1)) & 1U) != 0;
    bits |= fits ? 1U << index : 0U;
  }
  return bits;
}

std::uint8_t cases_of(NominalBits bits) {
  std::uint8_t cases = 0;
  for (unsigned index = 0; index < 24; ++index) {
    cases |= ((bits >> index) & 1U) != 0 ? static_cast<std::uint8_t>(1U << (index / 6 + 1)) : 0;
  }
  return cases;
}

std::uint8_t numbers_of(NominalBits bits) {
  std::uint8_t numbers = 0;
  for (unsigned index = 0; index < 24; ++index) {
    numbers |=
        ((bits >> index) & 1U) != 0 ? static_cast<std::uint8_t>(1U << (index / 3 % 2 + 1)) : 0;
  }
  return numbers;
}

std::uint8_t genders_of(NominalBits bits) {
  std::uint8_t genders = 0;
  for (unsigned index = 0; index < 24; ++index) {
    genders |= ((bits >> index) & 1U) != 0 ? static_cast<std::uint8_t>(1U << (index % 3 + 1)) : 0;
  }
  return genders;
}

// The only value in a set of bits, or unlabelled.
std::int8_t only(std::uint8_t set) {
  if (set == 0 || (set & (set - 1)) != 0) {
    return unlabelled;
  }
  std::int8_t value = 0;
  while ((set >> value) != 1) {
    ++value;
  }
  return value;
}

std::int8_t& label(FeatureLabels& labels, FeatureGroup group) {
  return labels[static_cast<std::size_t>(group)];
}

bool fits(WordClass word_class, std::string_view upos) {
  switch (word_class) {
    case WordClass::noun:
      return upos == "NOUN" || upos == "PROPN";
    case WordClass::name:
      return upos == "PROPN";
    case WordClass::adjective:
    case WordClass::present_participle:
    case WordClass::past_participle:
      return upos == "ADJ";
    case WordClass::article:
      return upos == "DET";
    case WordClass::pronoun:
      return upos == "DET" || upos == "PRON";
    case WordClass::verb:
      return upos == "VERB" || upos == "AUX";
    case WordClass::adposition:
      return upos == "ADP";
    default:
      return false;
  }
}

bool is_subject(std::string_view relation) {
  return relation.starts_with("nsubj");
}

bool is_noun(std::string_view upos) {
  return upos == "NOUN" || upos == "PROPN";
}

class Labeller {
 public:
  Labeller(const GermanLexicon& lexicon,
           const PersonTable& persons,
           const Tree& tree,
           GoldFeatures gold)
      : lexicon_(lexicon), persons_(persons), words_(tree.words), gold_(gold) {
    FeatureLabels empty;
    empty.fill(unlabelled);
    labels_.assign(words_.size(), empty);
    nominal_.assign(words_.size(), all_nominal);
    readings_.resize(words_.size());
    children_.resize(words_.size());
    gold_features_.resize(words_.size());
    for (std::size_t word = 0; word < words_.size(); ++word) {
      collect(word);
      if (words_[word].head > 0) {
        children_[static_cast<std::size_t>(words_[word].head) - 1].push_back(word);
      }
    }
  }

  std::vector<FeatureLabels> run() {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      set_impossible(word);
    }
    for (const std::size_t word : top_down()) {
      if (is_noun(words_[word].upos) || words_[word].upos == "PRON") {
        nominal_phrase(word);
      }
    }
    for (std::size_t word = 0; word < words_.size(); ++word) {
      if (words_[word].upos == "VERB") {
        clause(word);
      } else if (has_child(word, "cop")) {
        clause(word);
      }
      if (words_[word].upos == "ADJ") {
        adjective(word);
      }
    }
    return labels_;
  }

 private:
  void collect(std::size_t word);
  void set_impossible(std::size_t word);
  void nominal_phrase(std::size_t head);
  NominalBits phrase_bits(std::size_t head, Reading::Inflection inflection, bool& determined);
  NominalBits member_bits(std::size_t word, Reading::Inflection inflection) const;
  std::uint8_t cases_by_tree(std::size_t head, bool determined) const;
  void project(std::size_t word, NominalBits bits);
  void pronoun(std::size_t word);
  void demonstrative(std::size_t word);
  void clause(std::size_t head);
  std::size_t finite_member(const std::vector<std::size_t>& group, std::size_t head) const;
  void finite(std::size_t word, std::uint8_t person, std::uint8_t numbers);
  void infinite(std::size_t word, VerbForm expected);
  void adjective(std::size_t word);
  std::vector<std::size_t> top_down() const;

  bool has_child(std::size_t word, std::string_view relation) const {
    return child(word, relation).has_value();
  }

  std::optional<std::size_t> child(std::size_t word, std::string_view relation) const {
    for (const std::size_t other : children_[word]) {
      if (words_[other].relation == relation) {
        return other;
      }
    }
    return std::nullopt;
  }

  std::optional<std::size_t> subject(std::size_t head) const {
    for (const std::size_t other : children_[head]) {
      if (is_subject(words_[other].relation)) {
        return other;
      }
    }
    return std::nullopt;
  }

  const GermanLexicon& lexicon_;
  const PersonTable& persons_;
  const std::vector<TreeWord>& words_;
  GoldFeatures gold_;
  std::vector<FeatureLabels> labels_;
  std::vector<NominalBits> nominal_;
  std::vector<std::vector<Reading>> readings_;  // those that fit the part of speech
  std::vector<std::vector<std::size_t>> children_;
  std::vector<Features> gold_features_;
};

void Labeller::collect(std::size_t word) {
  const auto& current = words_[word];
  if (gold_ == GoldFeatures::narrow) {
    gold_features_[word] = features_from(current.feats);
  }
  std::string matched;
  const auto add = [&](const std::vector<LexiconEntry>& entries) {
    for (const auto& entry : entries) {
      for (const auto tag : entry.tags) {
        if (fits(lexicon_.reading(tag).word_class, current.upos)) {
          readings_[word].push_back(lexicon_.reading(tag));
        }
      }
    }
  };
  add(lexicon_.entries(current.form));
  if (readings_[word].empty() && utf8::starts_upper(current.form)) {
    add(lexicon_.entries(utf8::to_lower(current.form)));
  }
  if (readings_[word].empty() && current.upos == "NOUN") {
    add(lexicon_.compound(current.form, matched));
  }
}

void Labeller::set_impossible(std::size_t word) {
  const std::string_view upos = words_[word].upos;
  auto& labels = labels_[word];
  const bool nominal = is_noun(upos) || upos == "DET" || upos == "PRON" || upos == "ADJ";
  const bool verbal = upos == "VERB" || upos == "AUX";
  const auto none = [&](FeatureGroup group) { label(labels, group) = 0; };
  if (!nominal && upos != "NUM") {
    none(FeatureGroup::case_);
    none(FeatureGroup::gender);
  }
  if (!nominal && !verbal && upos != "NUM") {
    none(FeatureGroup::number);
  }
  if (!verbal) {
    none(FeatureGroup::tense);
    none(FeatureGroup::mood);
    none(FeatureGroup::verb_form);
    none(FeatureGroup::passive);
  }
  if (!verbal && upos != "PRON" && upos != "DET") {
    none(FeatureGroup::person);
  }
  if (upos != "ADJ") {
    none(FeatureGroup::degree);
  }
  if (upos != "PRON" && upos != "DET") {
    none(FeatureGroup::pron_type);
    none(FeatureGroup::possessive);
    none(FeatureGroup::reflexive);
    none(FeatureGroup::definite);
  }
}

std::vector<std::size_t> Labeller::top_down() const {
  std::vector<std::size_t> order;
  for (std::size_t word = 0; word < words_.size(); ++word) {
    if (words_[word].head == 0) {
      order.push_back(word);
    }
  }
  for (std::size_t next = 0; next < order.size(); ++next) {
    const auto& below = children_[order[next]];
    order.insert(order.end(), below.begin(), below.end());
  }
  return order;
}

NominalBits Labeller::member_bits(std::size_t word, Reading::Inflection inflection) const {
  NominalBits bits = 0;
  for (const auto& reading : readings_[word]) {
    const bool adjective = words_[word].upos == "ADJ";
    const bool wrong_inflection = adjective && reading.inflection != Reading::Inflection::any &&
                                  reading.inflection != inflection;
    if (!reading.predicative && !wrong_inflection) {
      bits |= nominal_bits(reading.cases, reading.numbers, reading.genders);
    }
  }
  const auto& gold = gold_features_[word];
  const auto narrowed = nominal_bits(gold.case_ == Case::none ? 0 : bit(gold.case_),
                                     gold.number == Number::none ? 0 : bit(gold.number),
                                     gold.gender == Gender::none ? 0 : bit(gold.gender));
  bits = bits == 0 ? all_nominal : bits;
  return (bits & narrowed) != 0 ? bits & narrowed : narrowed;
}

NominalBits Labeller::phrase_bits(std::size_t head,
                                  Reading::Inflection inflection,
                                  bool& determined) {
  auto bits = member_bits(head, inflection);
  for (const std::size_t other : children_[head]) {
    const auto& word = words_[other];
    const bool agrees = word.relation == "det" || word.relation == "det:poss" ||
                        (word.relation == "amod" && word.upos == "ADJ");
    if (agrees) {
      determined = true;
      const auto own = member_bits(other, inflection);
      bits = (bits & own) != 0 ? bits & own : bits;
    }
  }
  return bits;
}

std::uint8_t Labeller::cases_by_tree(std::size_t head, bool determined) const {
  std::uint8_t governed = 0;
  for (const std::size_t other : children_[head]) {
    if (words_[other].relation == "case") {
      for (const auto& reading : readings_[other]) {
        governed |= reading.cases;
      }
      return governed == 0 ? every_case : governed;
    }
  }
  const std::string_view relation = words_[head].relation;
  if (is_subject(relation) || has_child(head, "cop")) {
    return bit(Case::nominative);
  }
  if (relation == "obj") {
    return bit(Case::accusative);
  }
  if (relation == "obl:arg" || relation == "iobj") {
    return bit(Case::dative) | bit(Case::genitive);
  }
  if (relation == "obl") {
    return bit(Case::accusative) | bit(Case::genitive);
  }
  if (relation == "expl:pv") {
    return bit(Case::accusative) | bit(Case::dative);
  }
  if (relation == "nmod" && (determined || words_[head].upos == "NOUN")) {
    return determined ? bit(Case::genitive) : every_case;
  }
  if (relation == "conj" && words_[head].head > 0) {
    const auto above = static_cast<std::size_t>(words_[head].head) - 1;
    return is_noun(words_[above].upos) ? cases_of(nominal_[above]) : every_case;
  }
  return every_case;
}

void Labeller::nominal_phrase(std::size_t head) {
  auto inflection = Reading::Inflection::without;
  for (const std::size_t other : children_[head]) {
    const auto& word = words_[other];
    if (word.relation == "det" || word.relation == "det:poss") {
      inflection = Reading::Inflection::definite;
      for (const auto& reading : readings_[other]) {
        const bool mixed = reading.inflection == Reading::Inflection::indefinite ||
                           reading.pronoun == Reading::Pronoun::possessive ||
                           reading.pronoun == Reading::Pronoun::indefinite;
        inflection = mixed ? Reading::Inflection::indefinite : inflection;
      }
      break;
    }
    // A contraction ("im" for "in dem") holds the article.
    if (word.relation == "case" && utf8::to_lower(word.form) != word.lemma) {
      inflection = Reading::Inflection::definite;
    }
  }
  bool determined = false;
  auto bits = phrase_bits(head, inflection, determined);
  const auto governed = nominal_bits(cases_by_tree(head, determined), 0, 0);
  bits = (bits & governed) != 0 ? bits & governed : bits;
  nominal_[head] = bits;
  if (words_[head].upos == "PRON") {
    pronoun(head);
  }
  project(head, bits);
  for (const std::size_t other : children_[head]) {
    const auto& word = words_[other];
    if (word.relation == "det" || word.relation == "det:poss" ||
        (word.relation == "amod" && word.upos == "ADJ")) {
      project(other, bits & member_bits(other, inflection));
      if (word.upos == "DET") {
        pronoun(other);
      }
    }
  }
}

void Labeller::project(std::size_t word, NominalBits bits) {
  auto& labels = labels_[word];
  label(labels, FeatureGroup::case_) = only(cases_of(bits));
  label(labels, FeatureGroup::number) = only(numbers_of(bits));
  const bool plural = numbers_of(bits) == bit(Number::plural);
  // Treebanks differ on the gender of plural determiners and adjectives.
  label(labels, FeatureGroup::gender) =
      plural && !is_noun(words_[word].upos) ? unlabelled : only(genders_of(bits));
  if (readings_[word].empty() && !is_noun(words_[word].upos)) {
    label(labels, FeatureGroup::gender) = unlabelled;
  }
  if (words_[word].upos == "ADJ") {
    adjective(word);
  }
}

void Labeller::pronoun(std::size_t word) {
  auto& labels = labels_[word];
  bool definite = !readings_[word].empty();
  bool possessive = !readings_[word].empty();
  bool personal = !readings_[word].empty();
  bool reflexive = !readings_[word].empty();
  for (const auto& reading : readings_[word]) {
    definite = definite && reading.inflection != Reading::Inflection::indefinite;
    possessive = possessive && reading.pronoun == Reading::Pronoun::possessive;
    reflexive = reflexive && reading.pronoun == Reading::Pronoun::reflexive;
    personal = personal && reading.pronoun == Reading::Pronoun::personal;
  }
  label(labels, FeatureGroup::possessive) = possessive ? 1 : 0;
  label(labels, FeatureGroup::reflexive) = reflexive ? 1 : 0;
  const bool has_article =
      words_[word].upos == "DET" && std::ranges::any_of(readings_[word], [](const auto& reading) {
        return reading.word_class == WordClass::article;
      });
  if (has_article) {
    label(labels, FeatureGroup::pron_type) = static_cast<std::int8_t>(PronType::article);
    label(labels, FeatureGroup::definite) = definite ? 1 : 0;
    label(labels, FeatureGroup::person) = 0;
  }
  if (words_[word].upos == "PRON") {
    label(labels, FeatureGroup::definite) = 0;
    demonstrative(word);
  }
  if (personal || reflexive) {
    const auto known = persons_.find(utf8::to_lower(words_[word].form));
    label(labels, FeatureGroup::person) =
        known == persons_.end() ? 3 : static_cast<std::int8_t>(known->second);
    label(labels, FeatureGroup::pron_type) = static_cast<std::int8_t>(PronType::personal);
  }
}

// "der", "die", "das" without a noun: relative below a relative clause's predicate.
void Labeller::demonstrative(std::size_t word) {
  const bool possible = std::ranges::any_of(readings_[word], [](const Reading& reading) {
    return reading.pronoun == Reading::Pronoun::demonstrative;
  });
  if (!possible) {
    return;
  }
  bool relative = false;
  for (auto at = word; !relative && words_[at].head > 0 && at <= word;) {
    const auto above = static_cast<std::size_t>(words_[at].head) - 1;
    relative =
        words_[above].relation == "acl:relcl" && words_[above].head <= static_cast<int>(word);
    at = above;
  }
  label(labels_[word], FeatureGroup::pron_type) =
      static_cast<std::int8_t>(relative ? PronType::relative : PronType::demonstrative);
}

// Which word of a verb group is finite: the only one that cannot be anything else; otherwise the
// last one of a subordinate and the first one of a main clause.
std::size_t Labeller::finite_member(const std::vector<std::size_t>& group, std::size_t head) const {
  std::vector<std::size_t> possible;
  std::vector<std::size_t> certain;
  for (const std::size_t word : group) {
    bool finite = false;
    bool other = false;
    for (const auto& reading : readings_[word]) {
      finite = finite || reading.verb_form == VerbForm::finite;
      other = other || reading.verb_form != VerbForm::finite;
    }
    if (finite) {
      possible.push_back(word);
      if (!other) {
        certain.push_back(word);
      }
    }
  }
  const auto& choice = certain.empty() ? possible : certain;
  if (choice.empty()) {
    return words_.size();
  }
  const bool subordinate = has_child(head, "mark") || words_[head].relation.starts_with("acl");
  return subordinate ? choice.back() : choice.front();
}

void Labeller::clause(std::size_t head) {
  std::vector<std::size_t> group;
  bool with_zu = false;
  if (words_[head].upos == "VERB") {
    group.push_back(head);
  }
  for (const std::size_t other : children_[head]) {
    if (words_[other].upos == "AUX") {
      group.push_back(other);
    }
    with_zu = with_zu || (words_[other].upos == "PART" && words_[other].relation == "mark");
  }
  std::ranges::sort(group);
  auto verb = head;
  auto found = subject(verb);
  while (!found && words_[verb].relation == "conj" && words_[verb].head > 0) {
    verb = static_cast<std::size_t>(words_[verb].head) - 1;
    found = subject(verb);
  }
  std::uint8_t person = 3;
  std::uint8_t numbers = every_number;
  if (found) {
    const auto known = persons_.find(utf8::to_lower(words_[*found].form));
    if (words_[*found].upos == "PRON" && known != persons_.end()) {
      person = known->second;
    }
    const bool several = has_child(*found, "conj");
    numbers = several ? every_number : numbers_of(nominal_[*found]);
  }
  const bool nonfinite =
      with_zu || (!found && words_[head].relation == "xcomp" && group.size() == 1);
  const auto chosen = nonfinite ? words_.size() : finite_member(group, head);
  // "will gehen", but "hat gefangen": a modal or a lone "werden" takes the infinitive.
  auto expected = with_zu ? VerbForm::infinitive : VerbForm::none;
  if (chosen < words_.size() && chosen != head && group.size() == 2) {
    const bool modal = std::ranges::any_of(readings_[chosen],
                                           [](const Reading& reading) { return reading.modal; });
    expected = modal ? VerbForm::infinitive : VerbForm::none;
  }
  for (const std::size_t word : group) {
    if (word == chosen) {
      finite(word, person, numbers);
    } else {
      infinite(word, expected);
    }
  }
  if (chosen < words_.size() && found && !has_child(*found, "conj") &&
      label(labels_[chosen], FeatureGroup::number) > 0 && is_noun(words_[*found].upos)) {
    const auto number = static_cast<unsigned>(label(labels_[chosen], FeatureGroup::number));
    const auto agreed =
        nominal_[*found] & nominal_bits(0, static_cast<std::uint8_t>(1U << number), 0);
    if (agreed != 0) {
      project(*found, agreed);
    }
  }
}

void Labeller::finite(std::size_t word, std::uint8_t person, std::uint8_t numbers) {
  auto& labels = labels_[word];
  std::uint8_t found_numbers = 0;
  std::uint8_t moods = 0;
  std::uint8_t tenses = 0;
  bool plain_present = false;
  bool past_both = false;
  bool modal = false;
  const auto gold_number = gold_features_[word].number;
  for (const auto& reading : readings_[word]) {
    const bool number_fits =
        (reading.numbers & numbers) != 0 &&
        (gold_number == Number::none || (reading.numbers & bit(gold_number)) != 0);
    if (reading.verb_form != VerbForm::finite || reading.person != person || !number_fits) {
      continue;
    }
    found_numbers |= reading.numbers;
    moods |= bit(reading.mood);
    tenses |= bit(reading.tense);
    plain_present =
        plain_present || (reading.mood == VerbMood::indicative && reading.tense == Tense::present);
    past_both = past_both || reading.tense == Tense::past;
    modal = modal || reading.modal;
  }
  if (moods == 0) {
    label(labels, FeatureGroup::verb_form) = static_cast<std::int8_t>(VerbForm::finite);
    return;
  }
  label(labels, FeatureGroup::verb_form) = static_cast<std::int8_t>(VerbForm::finite);
  label(labels, FeatureGroup::person) = static_cast<std::int8_t>(person);
  label(labels, FeatureGroup::number) = only(found_numbers);
  label(labels, FeatureGroup::tense) = only(tenses);
  label(labels, FeatureGroup::mood) = only(moods);
  const std::uint8_t both = bit(VerbMood::indicative) | bit(VerbMood::subjunctive);
  // A form that is indicative as well as subjunctive counts as indicative ("sagten", "haben");
  // past modals ("sollte") are left to context.
  if (moods == both && !(modal && past_both)) {
    label(labels, FeatureGroup::mood) = static_cast<std::int8_t>(VerbMood::indicative);
    label(labels, FeatureGroup::tense) =
        static_cast<std::int8_t>(plain_present ? Tense::present : Tense::past);
  }
}

void Labeller::infinite(std::size_t word, VerbForm expected) {
  auto& labels = labels_[word];
  std::uint8_t forms = 0;
  for (const auto& reading : readings_[word]) {
    if (reading.verb_form != VerbForm::finite && reading.verb_form != VerbForm::none) {
      forms |= bit(reading.verb_form);
    }
  }
  if (expected != VerbForm::none && (forms & bit(expected)) != 0) {
    forms = bit(expected);
  }
  label(labels, FeatureGroup::verb_form) = only(forms);
  for (const auto group :
       {FeatureGroup::mood, FeatureGroup::tense, FeatureGroup::person, FeatureGroup::number}) {
    label(labels, group) = 0;
  }
}

void Labeller::adjective(std::size_t word) {
  auto& labels = labels_[word];
  std::uint8_t degrees = 0;
  bool can_stand_alone = false;
  for (const auto& reading : readings_[word]) {
    degrees |= reading.degree == Degree::none ? std::uint8_t{0} : bit(reading.degree);
    can_stand_alone = can_stand_alone || reading.predicative;
  }
  label(labels, FeatureGroup::degree) = only(degrees);
  if (can_stand_alone && words_[word].relation != "amod") {
    label(labels, FeatureGroup::case_) = 0;
    label(labels, FeatureGroup::number) = 0;
    label(labels, FeatureGroup::gender) = 0;
  }
}

std::optional<Upos> upos_of(WordClass word_class) {
  switch (word_class) {
    case WordClass::noun:
      return Upos::noun;
    case WordClass::name:
      return Upos::propn;
    case WordClass::adjective:
    case WordClass::present_participle:
    case WordClass::past_participle:
      return Upos::adj;
    case WordClass::verb:
      return Upos::verb;
    default:
      return std::nullopt;
  }
}

}  // namespace

Result<PersonTable> read_persons(const std::string& path) {
  CARKEYS_TRY(const auto text, read_text(path));
  PersonTable table;
  for (const auto line : split(text, '\n')) {
    const auto fields = split(line, '\t');
    if (fields.size() == 2 && fields[1].size() == 1 && fields[1][0] >= '1' && fields[1][0] <= '3') {
      table[std::string(fields[0])] = static_cast<std::uint8_t>(fields[1][0] - '0');
    }
  }
  return table;
}

std::vector<FeatureLabels> silver_features(const GermanLexicon& lexicon,
                                           const PersonTable& persons,
                                           const Tree& tree,
                                           GoldFeatures gold) {
  return Labeller(lexicon, persons, tree, gold).run();
}

std::optional<Upos> type_labels(const GermanLexicon& lexicon,
                                const std::vector<LexiconEntry>& entries,
                                FeatureLabels& labels) {
  labels.fill(unlabelled);
  std::optional<Upos> upos;
  std::uint8_t numbers = 0;
  std::uint8_t genders = 0;
  std::uint8_t cases = 0;
  std::uint8_t moods = 0;
  std::uint8_t tenses = 0;
  std::uint8_t forms = 0;
  for (const auto& entry : entries) {
    for (const auto tag : entry.tags) {
      const auto& reading = lexicon.reading(tag);
      const auto found = upos_of(reading.word_class);
      if (!found || (upos && *upos != *found)) {
        return std::nullopt;
      }
      upos = found;
      numbers |= reading.numbers == 0 ? every_number : reading.numbers;
      genders |= reading.genders == 0 ? every_gender : reading.genders;
      cases |= reading.cases == 0 ? every_case : reading.cases;
      moods |= bit(reading.mood);
      tenses |= bit(reading.tense);
      forms |= bit(reading.verb_form);
    }
  }
  if (upos == Upos::verb) {
    label(labels, FeatureGroup::mood) = only(moods);
    label(labels, FeatureGroup::tense) = only(tenses);
    label(labels, FeatureGroup::verb_form) = only(forms);
  } else {
    label(labels, FeatureGroup::number) = only(numbers);
    label(labels, FeatureGroup::gender) = only(genders);
    label(labels, FeatureGroup::case_) = only(cases);
  }
  return upos;
}

}  // namespace carkeys::train
