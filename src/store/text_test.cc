// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "store/names.h"
#include "store/sample_coding.h"
#include "store/sink.h"

using namespace carkeys;  // NOLINT(google-build-using-namespace)

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

TEST_CASE("json lines have the fields in the fixed order, offsets in code points") {
  const Article article = store::sample::article();
  const Coding coding = store::sample::coding(article);
  const auto lines = lines_of(store::jsonl(article, coding));
  REQUIRE(lines.size() == 3);
  const std::string cite =
      R"("cite_info":{"citation":"news/peru.txt","title":"Streit \"ohne\" Ende","language":"de",)"
      R"("date":"2023-03-13"},)";
  const std::string tail =
      R"("coder":")" + std::string(store::coder_name()) + R"(","codebook":"plover-base-2.0"})";
  CHECK(lines[0] ==
        R"({"id":")" + coding.records[0].id +
            R"(","kind":"event","date":"2023-03-12","enddate":"2023-03-12",)"
            R"("date_precision":"day","date_text":"am Sonntag","event":["CONSULT"],)"
            R"("mode":["visit"],"context":["diplomatic","territory"],"cameo":"042","quad_code":1,)"
            R"("event_scale":4.0,"actor":[{"code":"PER","sector":"GOV","other_sectors":["PTY"],)"
            R"("entity_text":"Señor Gómez","identifier_text":"Juan Gómez","identifier_id":"Q1",)"
            R"("office":"president","cow":135,"gw":135,"start":0,"end":11}],)"
            R"("recipient":[{"code":"ECU","sector":"GOV","entity_text":"Quito","start":24,)"
            R"("end":29}],"event_text":["reiste"],"event_loc":{"extracted_place":"Quito",)"
            R"("resolved_place":"Quito","country_code":"ECU","lat":-0.22,"lon":-78.5,)"
            R"("resolution":4},"status":"reported","aux":[],"attributions":[],"confidence":0.9,)"
            R"("text":"Señor Gómez reiste nach Quito.","text_info":[{"sequence":0,"start":0,)"
            R"("end":30,"trigger":[[12,18]]}],)" +
            cite + R"("links":[],)" + tail);
  CHECK(lines[1] ==
        R"({"id":")" + coding.records[1].id +
            R"(","kind":"event","date_text":"kürzlich","event":["COERCE"],"mode":["restrict"],)"
            R"("context":[],"quad_code":4,"event_scale":-5.5,"actor":[{"code":"ECU",)"
            R"("sector":"GOV","entity_text":"Ecuador","start":42,"end":49}],"recipient":[],)"
            R"("event_text":["geschlossen"],"status":"alleged","aux":["future"],)"
            R"("attributions":[{"stance":"alleges","claimant":[{"code":"PER","sector":"GOV",)"
            R"("entity_text":"Peru","start":31,"end":35}],"cue_text":"wirft vor","quoted":false,)"
            R"("start":36,"end":41}],"text":"Peru wirft Ecuador vor,\nGrenzposten geschlossen )"
            R"(zu haben.","text_info":[{"sequence":1,"start":31,"end":88,)"
            R"("trigger":[[55,66],[67,78]]},{"sequence":2,"start":89,"end":117,)"
            R"("trigger":[[89,94]]}],)" +
            cite + R"("links":[],)" + tail);
  CHECK(lines[2] ==
        R"({"id":")" + coding.records[2].id +
            R"(","kind":"relation","mode":["member"],"context":[],"actor":[{"sector":"UNK"}],)"
            R"("recipient":[{"code":"UNO","entity_text":"UNO","start":113,"end":116}],)"
            R"("event_text":[],"status":"reported","aux":[],"attributions":[],)"
            R"("text":"Beide sind Mitglied der UNO.","text_info":[{"sequence":2,"start":89,)"
            R"("end":117,"trigger":[[100,108]]}],)" +
            cite + R"("links":[{"rel":"same_event","id":")" + coding.records[2].id + R"("}],)" +
            tail);
}

TEST_CASE("an article without records has no json lines and says so in the view") {
  const Article article = store::sample::article();
  CHECK(store::jsonl(article, {}).empty());
  CHECK(store::pretty(article, {}) ==
        "news/peru.txt | Streit \"ohne\" Ende | 2023-03-13 | de\n  no records\n\n");
}

TEST_CASE("the view without colours names actors, words and every badge") {
  const Article article = store::sample::article();
  CHECK(store::pretty(article, store::sample::coding(article)) ==
        "news/peru.txt | Streit \"ohne\" Ende | 2023-03-13 | de\n"
        "\n"
        "    0  Señor Gómez reiste nach Quito.\n"
        "       * CONSULT visit \"reiste\": PER GOV (Juan Gómez) \u2192 ECU GOV (Quito)"
        " | 2023-03-12, Quito ECU\n"
        "\n"
        "    1  Peru wirft Ecuador vor, Grenzposten geschlossen zu haben.\n"
        "       * COERCE restrict \"Grenzposten ... geschlossen\": ECU GOV (Ecuador)"
        " | \"kürzlich\" [alleged by PER GOV] [future]\n"
        "\n"
        "    2  Beide sind Mitglied der UNO.\n"
        "       * COERCE restrict \"Beide\": ECU GOV (Ecuador)"
        " | \"kürzlich\" [alleged by PER GOV] [future] (told again)\n"
        "       * RELATION member \"Mitglied\": --- UNK \u2192 UNO (UNO)\n"
        "\n");
}

TEST_CASE("badges name the status where no attribution says it") {
  const Article article = store::sample::article();
  Coding coding;
  coding.records = {store::sample::closed_posts(article)};
  Record& record = coding.records[0];
  record.status = Status::disputed;
  record.attributions.push_back({Stance::denies, record.actor, "", false, {}});
  CHECK(store::pretty(article, coding)
            .find("[disputed] [alleged by PER GOV] [denied by ECU GOV] [future]") !=
        std::string::npos);
  record.attributions.clear();
  record.status = Status::claimed;
  record.aux = aux_negation | aux_hypothetical | aux_historical;
  CHECK(store::pretty(article, coding).find("[claimed] [negation] [hypothetical] [historical]") !=
        std::string::npos);
}

TEST_CASE("colours wrap the words and end on every line") {
  const Article article = store::sample::article();
  const std::string view = store::pretty(article, store::sample::coding(article), {true});
  CHECK(view.find("\x1b[36mSeñor Gómez\x1b[0m \x1b[1;33mreiste\x1b[0m nach "
                  "\x1b[35mQuito\x1b[0m.\n") != std::string::npos);
  CHECK(view.find("\x1b[1;31m[future]\x1b[0m") != std::string::npos);
  std::string plain;
  for (std::size_t at = 0; at < view.size(); ++at) {
    if (view[at] == '\x1b') {
      at = view.find('m', at);
    } else {
      plain += view[at];
    }
  }
  CHECK(plain == store::pretty(article, store::sample::coding(article)));
}

TEST_CASE("escape sequences of an article do not reach the terminal") {
  Article article = store::sample::article();
  article.title =
      "a\x1b[2Jb\xC2\x9B"
      "c";
  CHECK(store::pretty(article, {}).find("a [2Jb  c") != std::string::npos);
}

TEST_CASE("a text sink hands on each article's lines and the writer's error") {
  const Article article = store::sample::article();
  const Coding coding = store::sample::coding(article);
  std::string out;
  bool full = false;
  const auto sink =
      store::text_sink(store::TextFormat::jsonl, {}, [&](std::string_view bytes) -> Result<void> {
        if (full) {
          return failure(ErrorCode::cannot_write, "no space", "stdout");
        }
        out += bytes;
        return {};
      });
  CHECK(sink->write(article, coding).has_value());
  CHECK(sink->write(article, {}).has_value());
  CHECK(out == store::jsonl(article, coding));
  full = true;
  CHECK(sink->write(article, {}).has_value());
  const auto failed = sink->write(article, coding);
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().code == ErrorCode::cannot_write);
  CHECK(sink->finish().has_value());
}

TEST_CASE("dates are as precise as they are known") {
  CHECK(store::date_text({2023, 3, 2}) == "2023-03-02");
  CHECK(store::date_text({2023, 11, 0}) == "2023-11");
  CHECK(store::date_text({987, 0, 0}) == "0987");
}

TEST_CASE("record ids tell propositions apart and nothing else") {
  const Article article = store::sample::article();
  const Record record = store::sample::visit(article);
  CHECK(record.id.size() == 36);
  CHECK(record.id.starts_with("ck1-"));
  const auto id_with = [&](auto change) {
    Record changed = record;
    change(changed);
    return record_id(article_key(article), changed);
  };
  CHECK(id_with([](Record& r) { r.confidence = 0.1; }) == record.id);
  CHECK(id_with([](Record& r) { r.status = Status::denied; }) == record.id);
  CHECK(id_with([](Record& r) { r.date = {}; }) == record.id);
  CHECK(id_with([](Record& r) { r.category = Category::aid; }) != record.id);
  CHECK(id_with([](Record& r) { r.kind = RecordKind::relation; }) != record.id);
  CHECK(id_with([](Record& r) { r.mode.clear(); }) != record.id);
  CHECK(id_with([](Record& r) { r.actor[0].sector = "MIL"; }) != record.id);
  CHECK(id_with([](Record& r) { std::swap(r.actor, r.recipient); }) != record.id);
  CHECK(id_with([](Record& r) { ++r.evidence[0].trigger[0].begin; }) != record.id);
  Article other = article;
  other.citation = "elsewhere.txt";
  CHECK(record_id(article_key(other), record) != record.id);
  other = article;
  other.text += " ";
  CHECK(record_id(article_key(other), record) != record.id);
  other = article;
  other.url = "https://example.org/1";
  const std::string by_url = record_id(article_key(other), record);
  CHECK(by_url != record.id);
  other.citation = "elsewhere.txt";
  CHECK(record_id(article_key(other), record) == by_url);
}
