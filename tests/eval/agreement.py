#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""car-keys eval against figures worked out by hand, and against the reference scorer.

usage: agreement.py CAR-KEYS

The first part needs nothing else. The second compares all printed lines with events/score.py of the
reference data on gold files that are changed at random (fixed seeds); the folder is CARKEYS_SHARED
or ../shared beside the repository. Where it is not there, that is said, and only the first part
counts.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BY_HAND = """\
 category  P  83.3  R 100.0  F1  90.9
 who       P  66.7  R  75.0  F1  70.6
 who+says  P  50.0  R  50.0  F1  50.0
 facts leaked 1/2
"""
EVENTS = ["AID", "ACCUSE", "ASSAULT", "CONSULT"]
ENTITIES = ["USA/GOV", "RUS/MIL", "DEU/GOV", "---/UNK", "UNK/UNK", ""]
STATUS = ["reported", "claimed", "alleged", "denied", "disputed", "confirmed"]
AUX = [[], ["negation"], ["future"], ["hypothetical"], ["historical"], ["future", "negation"]]
ROUNDS = 12


def run(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def changed(gold, rng):
    """Predictions that are wrong in every way a prediction can be: dropped, doubled, out of order,
    with another category, sentence, side, status or aux."""
    rows = []
    for row in gold:
        if rng.random() < 0.15:
            continue
        row = {k: v for k, v in row.items() if not k.endswith("_alt") and k != "core"}
        if isinstance(row["status"], list):
            row["status"] = rng.choice(row["status"])
        if row["aux"] and isinstance(row["aux"][0], list):
            row["aux"] = rng.choice(row["aux"])
        if rng.random() < 0.15:
            row["event"] = rng.choice(EVENTS)
        if rng.random() < 0.1:
            row["sent"] += rng.choice([-1, 1])
        if rng.random() < 0.2:
            row["actor"], row["recipient"] = row["recipient"], row["actor"]
        if rng.random() < 0.2:
            row[rng.choice(["actor", "recipient"])] = rng.sample(ENTITIES, rng.randrange(3))
        if rng.random() < 0.25:
            row["status"] = rng.choice(STATUS)
        if rng.random() < 0.25:
            row["aux"] = rng.choice(AUX)
        rows.append(row)
        if rng.random() < 0.1:
            rows.append(dict(row, status="reported", aux=[]))
    rng.shuffle(rows)
    return rows


def with_alternatives(gold, rng):
    """Gold rows that allow several readings."""
    rows = []
    for row in gold:
        row = dict(row)
        if rng.random() < 0.2:
            row["actor_alt"] = rng.sample(ENTITIES, rng.randrange(3))
        if rng.random() < 0.2:
            row["recipient_alt"] = rng.choice([None, [], ["FRA/GOV"]])
        if rng.random() < 0.2:
            row["status"] = rng.sample(STATUS, 2)
        if rng.random() < 0.2:
            row["aux"] = rng.sample(AUX, 2)
        rows.append(row)
    return rows


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf8")


def compare(car_keys, scorer, gold_file):
    gold = [json.loads(line) for line in gold_file.read_text("utf8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        gold_path = pathlib.Path(folder, "gold.jsonl")
        pred_path = pathlib.Path(folder, "pred.jsonl")
        for seed in range(ROUNDS):
            rng = random.Random(seed)
            write(gold_path, gold if seed % 2 == 0 else with_alternatives(gold, rng))
            write(pred_path, changed(gold, rng) if seed else [])
            expected = run([sys.executable, str(scorer), str(gold_path), str(pred_path), "x"])
            found = run([car_keys, "eval", str(gold_path), str(pred_path), "--name", "x"])
            if found != expected:
                sys.exit(f"{gold_file.name}, seed {seed}:\nscore.py\n{expected}car-keys\n{found}")
    print(f"{gold_file.name}: same lines as score.py in {ROUNDS} rounds")


def main():
    car_keys = sys.argv[1]
    found = run([car_keys, "eval", str(HERE / "gold.jsonl"), str(HERE / "predictions.jsonl")])
    if found != BY_HAND:
        sys.exit(f"figures worked out by hand:\n{BY_HAND}car-keys:\n{found}")
    print("own files: figures as worked out by hand")
    shared = pathlib.Path(os.environ.get("CARKEYS_SHARED", ROOT.parent / "shared"))
    scorer = shared / "data" / "events" / "score.py"
    if not scorer.exists():
        print(f"{scorer} is not there: only the own files were compared")
        return
    for name in ("dev-de", "dev-en", "train-de"):
        compare(car_keys, scorer, scorer.with_name(f"{name}.records.jsonl"))


main()
