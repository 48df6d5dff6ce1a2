#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Web pages in the layouts that publishers use, and the articles in them.

usage: pages.py CAR-KEYS FOLDER

FOLDER holds NAME.html and NAME.json: what `car-keys extract` must print for the page, `text` as a
list of paragraphs; an empty list: the page is no article. A field that is absent must be absent.
"""
import json
import pathlib
import subprocess
import sys


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    done = subprocess.run([program, "extract", "--quiet", *sorted(str(path) for path in folder.glob("*.html"))], capture_output=True, text=True,
                          check=False)
    found = {}
    for line in done.stdout.splitlines():
        row = json.loads(line)
        found[pathlib.PurePath(row.pop("id")).stem] = row
    wanted = {path.stem: json.loads(path.read_text("utf8")) for path in sorted(folder.glob("*.json"))}
    faults = 0
    for name, gold in wanted.items():
        gold["text"] = "\n\n".join(gold["text"])
        row = found.get(name, {"title": gold["title"], "lang": gold["lang"], "text": ""})
        for field in sorted(gold.keys() | row.keys()):
            if gold.get(field) != row.get(field):
                faults += 1
                print(f"{name}: {field}\n  wanted {gold.get(field)!r}\n  got    {row.get(field)!r}")
    if faults or not wanted:
        sys.exit(f"{faults} faults in {len(wanted)} pages: {done.stderr}")
    print(f"{len(wanted)} pages are read right")


main()
