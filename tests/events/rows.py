#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks train/events without the texts: known values, sound spans, sorted, no row twice.

usage: rows.py ROOT
"""

import csv
import re
import sys

STATUSES = {"reported", "claimed", "alleged", "denied", "disputed", "confirmed"}
TIES = {"ally", "friendly", "hostile", "member", "neutral"}  # modes of RELATION, which the codebook lacks
AUX = {"historical", "future", "hypothetical", "negation"}
ENTITY = re.compile(r"([A-Z]{3}|---)/[A-Z]{3}$")
SIDES = ("actor", "recipient", "actor_alt", "recipient_alt", "claimants")


def read(path):
    with open(path, encoding="utf-8", newline="") as lines:
        rows = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def parts(cell):
    return [part for part in cell.split("|") if part]


def complaints(row, categories, modes, contexts):
    if not int(row["begin"]) < int(row["end"]):
        yield "empty span"
    if row["event"] not in categories:
        yield f"unknown category {row['event']}"
    for mode in parts(row["mode"]):
        if (row["event"], mode) not in modes:
            yield f"unknown mode {mode} of {row['event']}"
    for name, known in (("context", contexts), ("aux", AUX)):
        for part in parts(row[name]):
            if part not in known:
                yield f"unknown {name} {part}"
    if row["status"] not in STATUSES:
        yield f"unknown status {row['status']}"
    for side in SIDES:
        for entity in parts(row[side]):
            if entity != "-" and not ENTITY.match(entity):
                yield f"bad {side} {entity}"


def main():
    root = sys.argv[1]
    codebook = read(f"{root}/lexicon/world/codebook.tsv")
    categories = {line["name"] for line in codebook if line["kind"] == "category"}
    modes = {(line["name"], line["mode"]) for line in codebook if line["kind"] == "category"}
    categories.add("RELATION")
    modes |= {("RELATION", tie) for tie in TIES}
    contexts = {line["name"] for line in codebook if line["kind"] == "context"}
    rows = read(f"{root}/train/events/de_wikinews-more.tsv")
    keys = [(int(row["article"]), int(row["begin"]), int(row["end"])) for row in rows]
    wrong = [f"article {row['article']}, {row['begin']}: {text}"
             for row in rows if row["event"] != "-"
             for text in complaints(row, categories, modes, contexts)]
    if keys != sorted(keys):
        wrong.append("rows are not sorted by article and span")
    lines = [tuple(row.values()) for row in rows]
    if len(set(lines)) != len(lines):
        wrong.append("a row stands twice")
    print("\n".join(wrong) or f"{len(rows)} rows are sound")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
