#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A database stays whole: killed at any moment, on a disk that may not be written, with two writers.

usage: safety.py CAR_KEYS"""

import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

SENTENCES = [
    "Der Präsident von Peru hat Ecuador vorgeworfen, Grenzposten geschlossen zu haben.",
    "Ecuador bestreitet das.",
    "Die Außenminister von Chile und Bolivien trafen sich am Dienstag in Lima.",
    "Nach Angaben aus Minsk haben Truppen aus Polen Belarus angegriffen.",
    "Kenia hat den Botschafter Ugandas ausgewiesen.",
]
OLD = pathlib.Path(__file__).parents[2] / "src/store/migrations/example_1.sql"
RECORDS_OF_OLD = OLD.read_text("utf8").count("INSERT INTO records ")
CONTENT = """SELECT a.id, a.citation, r.id, r.status, (SELECT count(*) FROM entities WHERE record = r.number),
  (SELECT count(*) FROM evidence WHERE record = r.number)
  FROM articles a LEFT JOIN records r ON r.article = a.number ORDER BY a.id, r.position"""


def write_feed(path, name, count):
    with open(path, "w", encoding="utf8") as feed:
        for number in range(count):
            text = " ".join(SENTENCES[(number + i) % len(SENTENCES)] for i in range(3))
            feed.write(json.dumps({"id": f"{name}{number}", "date": "2024-02-06", "lang": "de",
                                   "text": f"{text} ({number})"}) + "\n")


def query(path, sql):
    with sqlite3.connect(path) as database:
        return database.execute(sql).fetchall()


def expect(condition, message):
    if not condition:
        sys.exit(message)


def expect_sound(path):
    expect(query(path, "PRAGMA integrity_check") == [("ok",)], f"{path} is damaged")
    expect(query(path, "PRAGMA foreign_key_check") == [], f"{path} has rows without parents")
    query(path, "INSERT INTO articles_fts(articles_fts) VALUES ('integrity-check')")
    expect(query(path, "SELECT count(*) FROM articles") ==
           query(path, "SELECT count(*) FROM articles_fts_docsize"), "the search index lacks articles")


def ingest(program, *arguments, **options):
    return subprocess.run([program, "ingest", *map(str, arguments)], capture_output=True, text=True,
                          check=False, stdin=subprocess.DEVNULL, **options)


def killed_at_any_moment(program, folder):
    feed, whole, broken = folder / "a.jsonl", folder / "whole.db", folder / "broken.db"
    write_feed(feed, "a", 1500)
    begin = time.monotonic()
    expect(ingest(program, whole, feed).returncode == 0, "ingest fails")
    duration = time.monotonic() - begin
    moments = random.Random(6)
    for _ in range(8):
        with subprocess.Popen([program, "ingest", broken, feed], stderr=subprocess.DEVNULL) as running:
            time.sleep(moments.uniform(0, duration))
            running.kill()
        if broken.exists():
            query(broken, "PRAGMA integrity_check")
    done = ingest(program, broken, feed)
    expect(done.returncode == 0, done.stderr)
    expect_sound(broken)
    expect(query(whole, CONTENT) == query(broken, CONTENT), "something was lost or came twice")
    again = ingest(program, broken, feed)
    expect("0 articles added, 0 coded anew, 1500 were there" in again.stderr, again.stderr)


def killed_while_migrating(program, folder):
    old = folder / "old.db"
    moments = random.Random(7)
    for _ in range(6):
        old.unlink(missing_ok=True)
        with sqlite3.connect(old) as database:
            database.executescript(OLD.read_text("utf8"))
        with subprocess.Popen([program, "ingest", old, "/dev/null"],
                              stderr=subprocess.DEVNULL) as running:
            time.sleep(moments.uniform(0, 0.2))
            running.kill()
        version = query(old, "PRAGMA user_version")[0][0]
        expect(query(old, "SELECT count(*) FROM records") == [(RECORDS_OF_OLD,)],
               f"records are lost in version {version}")
        expect(ingest(program, old, "/dev/null").returncode == 0, "the migration cannot be repeated")
        expect_sound(old)


def two_writers(program, folder):
    database = folder / "two.db"
    feeds = [folder / "b.jsonl", folder / "c.jsonl"]
    for feed in feeds:
        write_feed(feed, feed.stem, 700)
    running = [subprocess.Popen([program, "ingest", database, feed, "--jobs", "1"],
                                stderr=subprocess.PIPE, text=True) for feed in feeds]
    for each in running:
        _, messages = each.communicate()
        expect(each.returncode == 0, f"one of two writers fails: {messages}")
    expect_sound(database)
    expect(query(database, "SELECT count(*) FROM articles") == [(1400,)], "two writers lose articles")


def not_to_be_written(program, folder):
    """Everybody may write as root, so a root runs this as nobody, with a copy that nobody can read."""
    database = folder / "whole.db"
    place = folder / "copy"
    place.mkdir()
    shutil.copy(program, place)
    shutil.copytree(pathlib.Path(program).parent / "share", place / "share")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() or path.name == "car-keys" else 0o444)
    before = database.read_bytes()
    nobody = {"user": 65534, "group": 65534} if os.geteuid() == 0 else {}
    refused = ingest(place / "car-keys", database, folder / "b.jsonl", **nobody)
    folder.chmod(0o755)
    place.chmod(0o755)
    expect(refused.returncode == 6, f"exit {refused.returncode}: {refused.stderr}")
    expect("whole.db: database cannot be written" in refused.stderr, refused.stderr)
    expect(database.read_bytes() == before, "a database that may not be written is another now")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for test in (killed_at_any_moment, killed_while_migrating, two_writers, not_to_be_written):
            begin = time.monotonic()
            test(program, folder)
            print(f"{test.__name__}: {time.monotonic() - begin:.1f} s")


main()
