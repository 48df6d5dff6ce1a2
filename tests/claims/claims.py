#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nobody's claim becomes a fact: the patterns of patterns.tsv with the deeds of deeds.tsv.

usage: claims.py PROGRAM

A deed claimed, alleged, denied, planned, feared, asked about or conditioned must not come out as a
plain fact, and where the pattern says as what it comes out, it must.
"""
import collections
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
DEEDS = {"ASSAULT", "COERCE"}


def table(name):
    lines = [line for line in (HERE / name).read_text("utf8").splitlines() if line and line[0] != "#"]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:]]


def sentences():
    forms = collections.defaultdict(lambda: collections.defaultdict(dict))
    for row in table("deeds.tsv"):
        forms[row["language"]][row["deed"]][row["form"]] = row["text"]
    for row in table("patterns.tsv"):
        for deed in forms[row["language"]].values():
            yield row["language"], row["pattern"].format(**deed), row.get("expect", "")


def shown(record):
    status = [] if record["status"] == "reported" else [record["status"]]
    return "+".join(status + record["aux"]) or "fact"


def main():
    cases = list(sentences())
    lines = "".join(json.dumps({"id": str(number), "lang": language, "date": "2024-05-02", "text": text}) + "\n"
                    for number, (language, text, _) in enumerate(cases))
    done = subprocess.run([sys.argv[1], "code", "-", "--format", "jsonl", "--quiet"], input=lines,
                          capture_output=True, text=True, check=True)
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        record = json.loads(line)
        if record["kind"] == "event" and record["event"][0] in DEEDS:
            found[int(record["cite_info"]["citation"])].append(shown(record))
    wrong = 0
    for number, (_, text, expect) in enumerate(cases):
        got = found[number] or ["none"]
        if "fact" in got or (expect and set(got) != {expect}):
            wrong += 1
            print(f"{text}  wanted {expect or 'no fact'}, got {', '.join(got)}")
    print(f"{len(cases)} sentences, {wrong} wrong")
    return 1 if wrong or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
