// SPDX-License-Identifier: Apache-2.0
// car-keys lexicon import: dictionaries of other coders, and what is coded with them. The names and
// codes are made up.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "program.h"

using namespace carkeys::testing;

namespace {

constexpr const char* actors =
    "<!-- made up -->\n"
    "FREEDONIA_ [FRD]  # 1933\n"
    "+FREEDONIAN\n"
    "\n"
    "SYLVANIA [SYL]\n"
    "RUFUS_FIREFLY [---]\n"
    "\t[FRDGOV 19330101-19331231]\n"
    "\t[FRDELI > 340101]\n";

constexpr const char* agents =
    "!PERSON! = MAN, WOMAN\n"
    "GENDARME {GENDARMES} [~COP]\n"
    "PEDDLER!PERSON! [~BUS]\n";

constexpr const char* verbs =
    "&TIES\n"
    "+TIES\n"
    "+DIPLOMATIC RELATIONS\n"
    "--- SERENADE [050] ---\n"
    "SERENADE\n"
    "- * WITH_INSULTS [111]\n"
    "- % * [046:046]\n"
    "--- SEVER [---] ---\n"
    "SEVER  {SEVERED}\n"
    "- * &TIES [161]\n"
    "- + WAS * FROM $ [1631]\n"
    "BEFUDDLE [911]\n";

// The folder with the tables made of the dictionaries.
std::string import(const ScratchFolder& folder, Outcome& outcome) {
  outcome = run({.arguments = {"lexicon",
                               "import",
                               "--from",
                               "petrarch",
                               "--out",
                               folder.path("mine"),
                               folder.file("actors.txt", actors),
                               folder.file("agents.txt", agents),
                               folder.file("verbs.txt", verbs)}});
  return folder.path("mine");
}

std::string coded(const std::string& tables, const std::string& sentence) {
  return code({"--lang", "en", "--date", "1933-05-01", "--lexicon", tables, "-"}, sentence).out;
}

}  // namespace

TEST_CASE("dictionaries become tables, and what they cannot say is named") {
  const ScratchFolder folder;
  Outcome outcome;
  const std::string tables = import(folder, outcome);
  CHECK(outcome.code == 0);
  CHECK(outcome.out.empty());
  CHECK(read_bytes(tables + "/en/regions.tsv") ==
        "code\tnames\tadjectives\tdemonyms\nFRD\tFreedonia|Freedonian\t\t\nSYL\tSylvania\t\t\n");
  CHECK(read_bytes(tables + "/world/organisations.tsv") ==
        "code\tsector\tfrom\tto\tnames\n"
        "FRD\tGOV\t1933-01-01\t1933-12-31\tRufus Firefly\n"
        "FRD\tELI\t1934-01-01\t\tRufus Firefly\n");
  CHECK(contains(read_bytes(tables + "/en/agents.tsv"), "peddlerwoman\toffice\tBUS\t\t\n"));
  const std::string frames = read_bytes(tables + "/en/frames_imported.tsv");
  CHECK(
      contains(frames, "v:sever\twords=*~@set-ties\tSANCTION\t\tsubj\tobj|behind\tboth\t\t161\n"));
  CHECK(
      contains(frames, "v:sever\twords=was~*~from\tSANCTION\tdiscontinue\tbehind\tsubj|obj\tboth"));
  CHECK(contains(outcome.err, "actors.txt:6: no actor: '---'"));
  CHECK(contains(outcome.err, "no category for code '911'"));
}

TEST_CASE("imported verbs and actors are coded, and win over ours") {
  const ScratchFolder folder;
  Outcome outcome;
  const std::string tables = import(folder, outcome);
  const std::string praise =
      coded(tables, "Sylvania serenaded the Freedonian gendarmes on Sunday.");
  CHECK(contains(praise, R"("event":["SUPPORT"])"));
  CHECK(contains(praise, R"("cameo":"050")"));
  CHECK(contains(praise, R"("code":"FRD","sector":"COP")"));
  const std::string insult = coded(tables, "Sylvania serenaded Freedonia with insults on Sunday.");
  CHECK(contains(insult, R"("event":["ACCUSE"])"));
  const std::string cut =
      coded(tables, "Freedonia severed its old diplomatic relations with Sylvania.");
  CHECK(contains(cut, R"("cameo":"161")"));
  CHECK(contains(cut, R"("code":"SYL")"));
}

TEST_CASE("codes that CAMEO does not have may get a category") {
  const ScratchFolder folder;
  const Outcome outcome = run({.arguments = {"lexicon",
                                             "import",
                                             "--from",
                                             "tabari",
                                             "--unknown",
                                             "CONSULT",
                                             "--out",
                                             folder.path("mine"),
                                             folder.file("verbs.txt",
                                                         "--- BEFUDDLE [911] ---\n"
                                                         "BEFUDDLE ; made up\n")}});
  CHECK(outcome.code == 0);
  CHECK(contains(read_bytes(folder.path("mine") + "/en/frames_imported.tsv"),
                 "v:befuddle\t\tCONSULT\t"));
}

TEST_CASE("a wrong command line and a file that is no dictionary are named") {
  const ScratchFolder folder;
  CHECK(run({.arguments = {"lexicon", "import", "nothing.txt"}}).code == 2);
  CHECK(run({.arguments = {"lexicon", "export"}}).code == 2);
  const Outcome outcome = run({.arguments = {"lexicon",
                                             "import",
                                             "--from",
                                             "petrarch",
                                             "--out",
                                             folder.path("mine"),
                                             folder.file("letter.txt", "Dear Rufus\n")}});
  CHECK(outcome.code != 0);
  CHECK(contains(outcome.err, "no dictionary of actors, agents or verbs"));
}
