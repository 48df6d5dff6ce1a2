#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learns the weights by which empty sides are filled (lexicon/learned/sides.tsv).

usage: fit_sides.py CAR_KEYS EVENTS_FOLDER OUT.tsv [SET ...]

Finds the gold record behind every choice that `car-keys explain --features` shows for the sets
(default: train-de): same sentence and category, best agreement of the other side. Fits a
multinomial logistic model: the right candidates are those that share a country with the gold side,
or "nobody" where that is empty. Written sides, hidden, are learned from as well. A SET may be a path
without endings, as wikinews_events.py writes them. Prints the accuracy in five-fold cross-validation
by article. Earlier choices are features of later ones: run it again after the table was packed.
"""

import math
import sys
from collections import defaultdict

from learning import Annotated, codes, folds, write_table

NOBODY_SHARE = 5  # of the empty gold recipients one in so many counts: readers leave them out freely
PENALTY = 6.0  # of squared weights
ENOUGH = 0.4  # as in src/coding/sides/sides.cc
ROUNDS = 400
RATE = 0.5


def gold_sides(row, side):
    return [codes(row[name]) for name in (side, side + "_alt") if row.get(name) is not None]


def agreement(row, choice):
    other = "recipient" if choice["side"] == "actor" else "actor"
    across = codes(choice["across"])
    return max(2 if gold & across else 1 if not gold and not across else 0 for gold in gold_sides(row, other))


def examples_of(annotated, kind="side"):
    """Pairs (article, [(features, right)]) for every choice with a gold record."""
    examples = []
    for choice in annotated.of_kind(kind):
        rows = annotated.rows_at(choice)
        if not rows:
            continue
        sides = gold_sides(max(rows, key=lambda row: agreement(row, choice)), choice["side"])
        candidates = []
        for number, candidate in enumerate(choice["candidates"]):
            own = codes(candidate["entities"])
            right = any(not side for side in sides) if number == 0 else any(side & own for side in sides)
            candidates.append((candidate["features"], right))
        if not any(right for _, right in candidates):
            candidates[0] = (candidates[0][0], True)  # nothing fits: better nobody
        examples.append((choice["citation"], candidates))
    return examples


def rehearsals_of(annotated):
    """Written sides hidden: of use where the article names the one who stood there elsewhere too."""
    return [example for example in examples_of(annotated, "rehearsal") if not example[1][0][1]]


def thinned(examples):
    """Without most of the recipients that the reader left empty."""
    kept, seen = [], 0
    for article, candidates in examples:
        features, nobody = candidates[0]
        if nobody and features[0].startswith("r."):
            seen += 1
            if seen % NOBODY_SHARE:
                continue
        kept.append((article, candidates))
    return kept


def probabilities(weights, candidates):
    scores = [sum(weights[feature] for feature in features) for features, _ in candidates]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def fit(examples):
    """Gradient ascent with per-weight rates (AdaGrad) on the penalised log likelihood."""
    examples = thinned(examples)
    weights = defaultdict(float)
    squares = defaultdict(lambda: 1e-3)
    for _ in range(ROUNDS):
        slope = defaultdict(float)
        for _, candidates in examples:
            chances = probabilities(weights, candidates)
            mass = sum(chance for chance, (_, right) in zip(chances, candidates) if right)
            for chance, (features, right) in zip(chances, candidates):
                pull = (chance / mass if right else 0.0) - chance
                for feature in features:
                    slope[feature] += pull
        for feature in slope:
            change = slope[feature] - PENALTY * weights[feature]
            squares[feature] += change * change
            weights[feature] += RATE * change / math.sqrt(squares[feature])
    return weights


def accuracy(examples, weights):
    right = filled = found = wanted = 0
    for _, candidates in examples:
        chances = probabilities(weights, candidates)
        best = max(range(len(chances)), key=chances.__getitem__)
        best = best if chances[best] >= ENOUGH else 0
        right += candidates[best][1]
        filled += best != 0
        found += best != 0 and candidates[best][1]
        wanted += not candidates[0][1]
    return right, filled, found, wanted


def cross_validate(examples, rehearsals):
    sums = [0, 0, 0, 0]
    for learn, test in folds(examples):
        held = {article for article, _ in test}
        learn = learn + [example for example in rehearsals if example[0] not in held]
        sums = [total + number for total, number in zip(sums, accuracy(test, fit(learn)))]
    right, filled, found, wanted = sums
    print(f"{len(examples)} choices, five-fold: {right / len(examples):.3f} right; "
          f"{filled} filled, {found} of them right; {wanted} had somebody to find")


def main():
    program, folder, out = sys.argv[1:4]
    examples, rehearsals = [], []
    for name in sys.argv[4:] or ["train-de"]:
        annotated = Annotated(program, folder, name)
        examples += examples_of(annotated)
        rehearsals += rehearsals_of(annotated)
    cross_validate(examples, rehearsals)
    write_table(out, fit(examples + rehearsals))


if __name__ == "__main__":
    main()
