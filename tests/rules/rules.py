#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The dependency rule and other rules of the house, checked on the files themselves.

usage: rules.py REPOSITORY

base <- records <- resources <- stages <- pipeline <- serve <- cli. Stages never include each other. The same
holds for what their libraries link. Before the repository is judged, each check has to find the
faults in a small made-up tree, so that a check that finds nothing is known to be able to.
"""
import pathlib
import re
import sys
import tempfile

STAGES = ["ingest", "article", "analysis", "clauses", "coding", "linking", "store"]
COMMON = {"base", "records", "resources"}
ALLOWED = {
    "base": {"base"},
    "records": {"base", "records"},
    "resources": COMMON,
    **{stage: COMMON | {stage} for stage in STAGES},
    "pipeline": COMMON | set(STAGES) | {"pipeline", "carkeys"},
    # The public interface names types; the work behind it is the pipeline's.
    "include": {"base", "records", "store", "carkeys"},
    "serve": COMMON | {"carkeys", "pipeline", "store", "serve"},
    # The command line prints records and writes databases: it knows the store, no other stage.
    "cli": COMMON | {"carkeys", "pipeline", "store", "serve"},
}
# A test may use the trees and documents made for tests.
TEST_FOLDERS = {"support"}
QUOTED = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
LIBRARY = re.compile(r"carkeys_library\((\w+)([^)]*)\)")
MACHINE_PATH = re.compile(r"(?<![\w./}\])])/(?:root|home|work|Users)/\w")
SKIPPED = {"build", ".git", "node_modules"}


def files_below(folder, *patterns):
    return sorted(
        path
        for pattern in patterns
        for path in folder.rglob(pattern)
        if path.is_file() and not SKIPPED & set(path.relative_to(folder).parts)
    )


def owner_of(path, root):
    parts = path.relative_to(root).parts
    return parts[1] if parts[0] == "src" else parts[0]


def include_faults(root):
    for path in [each for folder in ("src", "include", "cli")
                 for each in files_below(root / folder, "*.h", "*.cc")]:
        owner = owner_of(path, root)
        if owner not in ALLOWED:
            yield f"{path.relative_to(root)}: src/{owner} is in no layer of the rule"
            continue
        for name in QUOTED.findall(path.read_text("utf8")):
            first = name.split("/")[0]
            if "/" not in name and owner == "cli":
                first, allowed = name, {name}
            elif path.stem.endswith("_test"):
                allowed = ALLOWED[owner] | TEST_FOLDERS
            else:
                allowed = ALLOWED[owner]
            where = path.relative_to(root)
            if first not in allowed:
                yield f"{where}: {owner} must not include {name}"
            elif not any((root / place / name).exists() for place in ("src", "include", "cli", "tests")):
                yield f"{where}: there is no {name}"


def link_faults(root):
    for path in files_below(root / "src", "CMakeLists.txt"):
        for owner, depends in LIBRARY.findall(path.read_text("utf8")):
            for name in re.findall(r"\bcarkeys_(\w+)", depends):
                if name not in ALLOWED.get(owner, set()):
                    yield f"{path.relative_to(root)}: {owner} must not link {name}"


def header_faults(root):
    """A header opens with the licence, says what it is for, and guards itself."""
    for path in [each for folder in ("src", "include", "cli")
                 for each in files_below(root / folder, "*.h")]:
        lines = path.read_text("utf8").splitlines()
        where = path.relative_to(root)
        if not lines or lines[0] != "// SPDX-License-Identifier: Apache-2.0":
            yield f"{where}: no SPDX line at the top"
        elif len(lines) < 2 or not lines[1].startswith("// "):
            yield f"{where}: does not say what it is for"
        elif "#pragma once" not in lines:
            yield f"{where}: no #pragma once"


def path_faults(root):
    """No file names a folder of the machine that it was written on."""
    for path in files_below(root, "*"):
        if path.suffix in {".model", ".db", ".png", ".pyc"}:
            continue
        text = path.read_bytes().decode("utf8", "replace")
        for match in MACHINE_PATH.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{path.relative_to(root)}:{line}: names a folder of one machine"


CHECKS = {
    include_faults: {
        "src/base/a.h": '#include "records/r.h"\n',
        "src/records/r.h": "",
        "src/clauses/c.cc": '#include "coding/k.h"\n',
        "src/coding/k.h": '#include "base/missing.h"\n',
        "src/attic/x.h": "",
        "cli/m.cc": '#include "analysis/t.h"\n',
        "include/carkeys/p.h": '#include "coding/k.h"\n',
        "src/store/s.cc": '#include "support/trees.h"\n',
    },
    link_faults: {"src/records/CMakeLists.txt": "carkeys_library(records DEPENDS carkeys_store)\n"},
    header_faults: {
        "src/base/a.h": "#pragma once\n",
        "src/base/b.h": "// SPDX-License-Identifier: Apache-2.0\n#pragma once\n",
        "src/base/c.h": "// SPDX-License-Identifier: Apache-2.0\n// Words.\n",
    },
    path_faults: {"a/b.txt": "see /" + "home/someone\n"},
}
EXPECTED = {include_faults: 7, link_faults: 1, header_faults: 3, path_faults: 1}


def check_the_checks():
    for check, tree in CHECKS.items():
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in tree.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, "utf8")
            found = list(check(root))
            if len(found) != EXPECTED[check]:
                sys.exit(f"{check.__name__} found {len(found)} of {EXPECTED[check]} faults: {found}")


def main():
    check_the_checks()
    root = pathlib.Path(sys.argv[1])
    faults = [fault for check in CHECKS for fault in check(root)]
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(f"{len(faults)} faults")
    print("all rules hold")


main()
