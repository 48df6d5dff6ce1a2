#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Joins the annotated event records of train/events with their articles.

usage: wikinews_events.py QUOTES.jsonl ROWS.tsv OUT_FOLDER NAME

QUOTES.jsonl is quotes/wikinews-de-train.jsonl of the data folder. Writes OUT_FOLDER/NAME.docs.jsonl
and OUT_FOLDER/NAME.records.jsonl in the form of events/train-de, so that fit_sides.py,
fit_confidence.py and `car-keys eval` read them: pass OUT_FOLDER/NAME as a SET.
"""

import csv
import json
import os
import re
import sys

NAME = re.compile(r"(\d+) - (.*) \((\d{4}-\d\d-\d\d)\)$", re.S)
LISTS = ("mode", "context", "actor", "recipient", "claimants", "aux")


def read_articles(path, wanted):
    articles = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            number, title, date = NAME.match(article["name"]).groups()
            if number in wanted:
                articles[number] = {"doc": number, "title": title, "date": date, "lang": "de",
                                    "text": article["text"], "sents": article["sentences"]}
    return articles


def parts(cell):
    return [part for part in cell.split("|") if part and part != "-"]


def record_of(row, article):
    begin, end = int(row["begin"]), int(row["end"])
    sentence = next(number for number, (first, last) in enumerate(article["sents"]) if first <= begin < last)
    record = {"doc": row["article"], "sent": sentence, "trigger": article["text"][begin:end],
              "trigger_span": [begin, end], "event": row["event"], "status": row["status"],
              "date": row["date"], "core": row["core"] == "core"}
    record.update({name: parts(row[name]) for name in LISTS})
    record.update({name: parts(row[name]) for name in ("actor_alt", "recipient_alt") if row[name]})
    return record


def write_lines(path, values):
    with open(path, "w", encoding="utf-8") as lines:
        for value in values:
            lines.write(json.dumps(value, ensure_ascii=False) + "\n")


def main():
    quotes, table, folder, name = sys.argv[1:5]
    with open(table, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    articles = read_articles(quotes, {row["article"] for row in rows})
    os.makedirs(folder, exist_ok=True)
    write_lines(f"{folder}/{name}.docs.jsonl", articles.values())
    write_lines(f"{folder}/{name}.records.jsonl",
                [record_of(row, articles[row["article"]]) for row in rows if row["event"] != "-"])


if __name__ == "__main__":
    main()
