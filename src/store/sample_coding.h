// SPDX-License-Identifier: Apache-2.0
// One article with records of every kind, for the tests of the sinks; made by hand, so that the
// stages before are not needed.
#pragma once

#include "records/article.h"
#include "records/record.h"
#include "records/record_id.h"

namespace carkeys::store::sample {

inline TextRange range_of(const Article& article, std::string_view words, std::size_t from = 0) {
  const auto begin = static_cast<std::uint32_t>(article.text.find(words, from));
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

inline Article article() {
  Article article;
  article.citation = "news/peru.txt";
  article.title = "Streit \"ohne\" Ende";
  article.language = Language::german;
  article.date = Date{2023, 3, 13};
  article.text =
      "Señor Gómez reiste nach Quito. Peru wirft Ecuador vor,\nGrenzposten geschlossen zu haben. "
      "Beide sind Mitglied der UNO.";
  return article;
}

inline Entity entity(const Article& article,
                     std::string_view code,
                     std::string_view sector,
                     std::string_view words) {
  Entity entity;
  entity.code = code;
  entity.sector = sector;
  entity.entity_text = words;
  entity.range = range_of(article, words);
  return entity;
}

inline Record visit(const Article& article) {
  Record record;
  record.category = Category::consult;
  record.mode = {"visit"};
  record.context = {"diplomatic", "territory"};
  record.cameo = "042";
  record.quad_code = 1;
  record.event_scale = 4;
  record.actor = {entity(article, "PER", "GOV", "Señor Gómez")};
  record.actor[0].identifier_text = "Juan Gómez";
  record.actor[0].identifier_id = "Q1";
  record.actor[0].office = "president";
  record.actor[0].other_sectors = {"PTY"};
  record.actor[0].cow = 135;
  record.actor[0].gw = 135;
  record.recipient = {entity(article, "ECU", "GOV", "Quito")};
  record.event_text = {"reiste"};
  record.place = Place{"Quito", "Quito", "ECU", -0.22, -78.5, 4, true, range_of(article, "Quito")};
  record.date = {Date{2023, 3, 12}, Date{2023, 3, 12}, DatePrecision::day, "am Sonntag", false};
  record.confidence = 0.9;
  record.evidence = {
      {0, range_of(article, "Señor Gómez reiste nach Quito."), {range_of(article, "reiste")}}};
  record.id = record_id(article_key(article), record);
  return record;
}

inline Record closed_posts(const Article& article) {
  Record record;
  record.category = Category::coerce;
  record.mode = {"restrict"};
  record.quad_code = 4;
  record.event_scale = -5.5;
  record.actor = {entity(article, "ECU", "GOV", "Ecuador")};
  record.event_text = {"geschlossen"};
  record.status = Status::alleged;
  record.aux = aux_future;
  record.attributions = {{Stance::alleges,
                          {entity(article, "PER", "GOV", "Peru")},
                          "wirft vor",
                          false,
                          range_of(article, "wirft")}};
  record.date.text = "kürzlich";
  record.evidence = {
      {1,
       range_of(article, "Peru wirft Ecuador vor,\nGrenzposten geschlossen zu haben."),
       {range_of(article, "Grenzposten"), range_of(article, "geschlossen")}},
      {2, range_of(article, "Beide sind Mitglied der UNO."), {range_of(article, "Beide")}}};
  record.id = record_id(article_key(article), record);
  return record;
}

inline Record membership(const Article& article) {
  Record record;
  record.kind = RecordKind::relation;
  record.category = Category::relation;
  record.mode = {"member"};
  Entity unnamed;
  unnamed.sector = "UNK";
  record.actor = {unnamed};
  record.recipient = {entity(article, "UNO", "", "UNO")};
  record.evidence = {
      {2, range_of(article, "Beide sind Mitglied der UNO."), {range_of(article, "Mitglied")}}};
  record.id = record_id(article_key(article), record);
  record.links = {{"same_event", record.id}};
  return record;
}

inline Coding coding(const Article& article) {
  Coding coding;
  coding.records = {visit(article), closed_posts(article), membership(article)};
  return coding;
}

}  // namespace carkeys::store::sample
