#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The example sentences of the lexicon as JSON Lines, for `car-keys parse`: sentences that the
shipped model reads right, because they run as tests, and from which the next model learns.

usage: example_sentences.py LEXICON_FOLDER de|en > EXAMPLES.jsonl
"""
import json
import pathlib
import sys


def examples(folder):
    for path in sorted(folder.glob("*.tsv")):
        lines = [line.split("\t") for line in path.read_text("utf8").splitlines()
                 if line and not line.startswith("#")]
        if lines and "example" in lines[0]:
            column = lines[0].index("example")
            yield from (line[column].strip() for line in lines[1:] if len(line) > column)


def main():
    language = sys.argv[2]
    sentences = {text for text in examples(pathlib.Path(sys.argv[1]) / language)
                 if len(text) > 15 and text[-1] in ".!?“\""}
    for number, text in enumerate(sorted(sentences)):
        row = {"id": f"example {number}", "text": text, "lang": language}
        print(json.dumps(row, ensure_ascii=False))


main()
