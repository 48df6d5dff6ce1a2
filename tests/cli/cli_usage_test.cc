// SPDX-License-Identifier: Apache-2.0
// The command line itself: help, version, mistakes.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "program.h"

using namespace carkeys::testing;

TEST_CASE("help and version go to standard output") {
  const Outcome version = run({{"--version"}});
  CHECK(version.code == 0);
  CHECK(version.out.starts_with("car-keys "));
  const Outcome help = run({{"--help"}});
  CHECK(help.code == 0);
  for (const char* part : {"code", "parse", "eval", "--version", "Exit codes"}) {
    CAPTURE(part);
    CHECK(contains(help.out, part));
  }
}

TEST_CASE("help names every option") {
  const Outcome coding = run({{"code", "--help"}});
  CHECK(coding.code == 0);
  for (const char* part : {"FILES",
                           "--lang",
                           "auto|de|en",
                           "--date",
                           "--format",
                           "jsonl|pretty",
                           "--db",
                           "--jobs",
                           "--quiet",
                           "--progress",
                           "--lexicon",
                           "--data"}) {
    CAPTURE(part);
    CHECK(contains(coding.out, part));
  }
  CHECK(contains(run({{"parse", "--help"}}).out, "text|conllu"));
}

TEST_CASE("a wrong command line is exit code 2, with a message and no data") {
  const ScratchFolder folder;
  const std::string text = folder.file("a.txt", german_article());
  const std::vector<std::vector<std::string>> wrong = {{},
                                                       {"encode"},
                                                       {"code", "--no-such-option", text},
                                                       {"code", "--lang", "fr", text},
                                                       {"code", "--format", "xml", text},
                                                       {"code", "--jobs", "many", text},
                                                       {"code", "--jobs", "-1", text},
                                                       {"code", "--date", "yesterday", text},
                                                       {"code", "--date", "2023-02-30", text},
                                                       {"code", "--date", "2023", text},
                                                       {"parse", "--input", "xml", text},
                                                       {"parse", "--date", "13.3.2023", text}};
  for (const auto& arguments : wrong) {
    CAPTURE(arguments);
    const Outcome outcome = run({arguments});
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK_FALSE(outcome.err.empty());
  }
}

TEST_CASE("train hands everything over to the trainer") {
  const ScratchFolder folder;
  const std::string trainer = folder.file("carkeys-train", "#!/bin/sh\necho \"$@\"\nexit 3\n");
  std::filesystem::permissions(trainer, std::filesystem::perms::owner_all);
  const Outcome outcome =
      run({.arguments = {"train", "nl", "nl.model", "--conllu", "a b.conllu", "--passes", "3"},
           .environment = {{"PATH", folder.path() + ":/usr/bin:/bin"}}});
  CHECK(outcome.code == 3);
  CHECK(outcome.out == "nl nl.model --conllu a b.conllu --passes 3\n");
}
