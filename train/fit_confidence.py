#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learns the weights behind a record's confidence (lexicon/learned/confidence.tsv).

usage: fit_confidence.py CAR_KEYS EVENTS_FOLDER OUT.tsv [SET ...]
       fit_confidence.py CAR_KEYS EVENTS_FOLDER --table SET ...

A record is right where a gold record of the same sentence has its category, both its sides, its
status and its auxiliary modes (score.py of the events folder decides). Fits a logistic model on the
sets (default: train-de) and prints its reliability in five-fold cross-validation by article. With
--table it learns nothing and prints the reliability of the confidences that car-keys gives out.
"""

import math
import sys
from collections import defaultdict

from learning import Annotated, folds, write_table

PENALTY = 2.0  # of squared weights
ROUNDS = 300
RATE = 0.3


def examples_of(annotated, score):
    """Triples (article, features, right, confidence as it is now)."""
    examples = []
    for record in annotated.of_kind("record"):
        rows = annotated.rows_at(record)
        right = any(score.who_ok(row, record) and score.says_ok(row, record) for row in rows)
        examples.append((record["citation"], record["features"], right, record["confidence"]))
    return examples


def chance(weights, features):
    return 1 / (1 + math.exp(-sum(weights[feature] for feature in features)))


def fit(examples):
    """Gradient ascent with per-weight rates (AdaGrad) on the penalised log likelihood."""
    weights = defaultdict(float)
    squares = defaultdict(lambda: 1e-3)
    for _ in range(ROUNDS):
        slope = defaultdict(float)
        for _, features, right, _ in examples:
            pull = right - chance(weights, features)
            for feature in features:
                slope[feature] += pull
        for feature in slope:
            change = slope[feature] - PENALTY * weights[feature]
            squares[feature] += change * change
            weights[feature] += RATE * change / math.sqrt(squares[feature])
    return weights


def print_reliability(judged):
    """`judged`: pairs (confidence, right)."""
    bands = defaultdict(list)
    for confidence, right in judged:
        bands[min(int(confidence * 10), 9)].append((confidence, right))
    print("confidence  records  mean  right")
    for band in sorted(bands):
        members = bands[band]
        mean = sum(confidence for confidence, _ in members) / len(members)
        share = sum(right for _, right in members) / len(members)
        print(f"{band / 10:.1f} to {band / 10 + 0.1:.1f}  {len(members):7d}  {mean:.2f}  {share:.2f}")


def main():
    program, folder, out = sys.argv[1:4]
    sys.path.insert(0, folder)
    import score  # the definition of what is right

    examples = []
    for name in sys.argv[4:] or ["train-de"]:
        examples += examples_of(Annotated(program, folder, name), score)
    if out == "--table":
        print_reliability([(confidence, right) for _, _, right, confidence in examples])
        return
    judged = []
    for learn, test in folds(examples):
        weights = fit(learn)
        judged += [(chance(weights, features), right) for _, features, right, _ in test]
    print_reliability(judged)
    write_table(out, fit(examples))


if __name__ == "__main__":
    main()
