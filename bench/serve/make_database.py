#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A large database of made-up records, for measuring the server.

usage: make_database.py CAR-KEYS FILE [RECORDS]

Ten records an article, as 200 countries, 16 categories, 300 sources and ten years give them; texts
are words of a made-up vocabulary. Deterministic.
"""
import pathlib
import random
import sqlite3
import subprocess
import sys

CATEGORIES = [("AGREE", 1), ("CONSULT", 1), ("SUPPORT", 1), ("CONCEDE", 1), ("COOPERATE", 2),
              ("AID", 2), ("RETREAT", 2), ("REQUEST", 3), ("ACCUSE", 3), ("REJECT", 3),
              ("THREATEN", 3), ("PROTEST", 4), ("SANCTION", 4), ("MOBILIZE", 4), ("COERCE", 4),
              ("ASSAULT", 4)]
MODES = ["", "visit", "meet", "allege", "firearms", "troops", "demo", "arrest", "legal"]
SECTORS = ["GOV", "MIL", "CVL", "COP", "LEG", "JUD", "BUS", "MED", "REB", None]
STATUSES = ["reported"] * 7 + ["claimed", "alleged", "denied", "disputed", "confirmed"]
AUX = [""] * 8 + ["negation", "future"]
PER_ARTICLE = 10


def countries(program):
    """Codes that the lexicon beside the program knows, from its own interface's world table."""
    root = pathlib.Path(__file__).resolve().parents[2]
    lines = (root / "lexicon/world/countries.tsv").read_text("utf8").splitlines()
    codes = [line.split("\t")[0] for line in lines if not line.startswith("#")][1:]
    return [code for code in codes if len(code) == 3 and code.isupper()][:200]


def main():
    program, path = sys.argv[1], pathlib.Path(sys.argv[2])
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    path.unlink(missing_ok=True)
    subprocess.run([program, "ingest", path, "/dev/null", "--quiet"], check=True)
    chance = random.Random(1)
    codes = countries(program)
    weights = [1 / (rank + 1) for rank in range(len(codes))]
    words = ["".join(chance.choice(["ka", "mi", "to", "re", "sun", "dor", "pel", "ist"])
                     for _ in range(chance.randint(2, 4))) for _ in range(20_000)]
    days = [f"{year}-{month:02}-{day:02}" for year in range(2014, 2024) for month in range(1, 13)
            for day in range(1, 29)]
    places = [(f"Town {number}", code, chance.uniform(-60, 70), chance.uniform(-180, 180))
              for number, code in enumerate(chance.choices(codes, weights, k=3000))]
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("INSERT OR IGNORE INTO runs (number, id, name, coder, codebook)"
                         " VALUES (1, 'run', 'run', 'car-keys', 'plover-base-2.0')")
        number = 0
        for article in range(1, wanted // PER_ARTICLE + 1):
            text = " ".join(chance.choices(words, k=150))
            title = " ".join(chance.choices(words, k=6))
            day = chance.choice(days)
            database.execute(
                "INSERT INTO articles (number, id, name, title, citation, publication, language,"
                " date, text, spellings, run, coding_hash) VALUES (?,?,?,?,?,?,?,?,?,'',1,'')",
                (article, f"ca1-{article:032x}", title, title, f"a{article}",
                 f"Source {int(chance.expovariate(0.02)) % 300}", chance.choice(["de", "en"]), day,
                 text))
            database.execute("INSERT INTO articles_fts (rowid, title, text, spellings)"
                             " VALUES (?,?,?,'')", (article, title, text))
            records, entities, evidence = [], [], []
            for position in range(PER_ARTICLE):
                number += 1
                event, quad = chance.choice(CATEGORIES)
                place = chance.choice(places) if chance.random() < 0.5 else (None,) * 4
                records.append((number, f"ck1-{number:032x}", event, article, position, event,
                                chance.choice(MODES), quad, chance.uniform(-9, 8), day, day,
                                place[0], place[0], place[1], place[2], place[3],
                                4 if place[0] else None, chance.choice(STATUSES),
                                chance.choice(AUX)))
                for side in ("actor", "recipient", "claimant"):
                    if side != "claimant" or chance.random() < 0.4:
                        entities.append((number, side, 1 if side == "claimant" else 0,
                                         chance.choices(codes, weights)[0], chance.choice(SECTORS),
                                         "word", 0, 4))
                evidence.append((number, 10 * position, 10 * position + 9, f"{10 * position}-"
                                 f"{10 * position + 4}"))
            database.executemany(
                "INSERT INTO records (number, id, name, article, position, kind, event, mode,"
                " context, quad_code, event_scale, date, enddate, date_precision, event_text,"
                " extracted_place, resolved_place, country_code, lat, lon, resolution, status, aux,"
                " confidence) VALUES (?,?,?,?,?,'event',?,?,'',?,?,?,?,'day','word',?,?,?,?,?,?,?,?,"
                "0.8)", records)
            database.executemany(
                "INSERT INTO entities (record, side, attribution, position, code, sector,"
                " entity_text, start, end) VALUES (?,?,?,0,?,?,?,?,?)", entities)
            database.executemany(
                "INSERT INTO evidence (record, position, sequence, start, end, trigger_spans, text)"
                " VALUES (?,0,0,?,?,?,'a sentence')", evidence)
    print(f"{number} records in {path.stat().st_size / 1e6:.0f} MB")


main()
