#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learns the weights by which empty sides are filled (lexicon/learned/sides.tsv).

usage: fit_sides.py CAR_KEYS EVENTS_FOLDER OUT.tsv [SET ...]

Runs `car-keys explain --choices` over the articles of the given sets (default: train-de), finds the
gold record behind every choice (same sentence and category, best agreement of the other side), and
fits a multinomial logistic model: the right candidates are those that share a country with the gold
side, or "nobody" where that is empty. Prints the accuracy in five-fold cross-validation by article.
"""

import json
import math
import subprocess
import sys
import tempfile
from collections import defaultdict

NOBODY_SHARE = 5  # of the empty gold recipients one in so many counts: readers leave them out freely
PENALTY = 3.0  # of squared weights
ENOUGH = 0.45  # as in src/coding/sides/sides.cc
ROUNDS = 400
RATE = 0.5


def codes(entities):
    found = {entity.split("/")[0] for entity in entities or []}
    return found - {"---", "UNK", ""}


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def choices_of(program, documents):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as articles:
        for document in documents:
            fields = {"id": document["doc"], "text": document["text"], "date": document["date"],
                      "lang": document["lang"], "title": document.get("title", "")}
            articles.write(json.dumps(fields, ensure_ascii=False) + "\n")
        articles.flush()
        run = subprocess.run([program, "explain", "--choices", "--quiet", articles.name],
                             stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]


def gold_sides(row, side):
    return [codes(row[name]) for name in (side, side + "_alt") if row.get(name) is not None]


def agreement(row, choice):
    other = "recipient" if choice["side"] == "actor" else "actor"
    across = {code for code in choice["across"] if code}
    best = 0
    for gold in gold_sides(row, other):
        best = max(best, 2 if gold & across else 1 if not gold and not across else 0)
    return best


def examples_of(program, folder, name):
    """Pairs (article, [(features, right)]) for every choice with a gold record."""
    documents = read_lines(f"{folder}/{name}.docs.jsonl")
    spans = {document["doc"]: document["sents"] for document in documents}
    gold = defaultdict(list)
    for row in read_lines(f"{folder}/{name}.records.jsonl"):
        gold[row["doc"], row["sent"], row["event"]].append(row)
    documents = [document for document in documents if any(key[0] == document["doc"] for key in gold)]
    examples = []
    for choice in choices_of(program, documents):
        article = choice["citation"]
        sentence = next((number for number, (begin, end) in enumerate(spans[article])
                         if begin <= choice["position"] < end), None)
        rows = gold.get((article, sentence, choice["event"]), [])
        if not rows:
            continue
        row = max(rows, key=lambda row: agreement(row, choice))
        sides = gold_sides(row, choice["side"])
        candidates = []
        for number, candidate in enumerate(choice["candidates"]):
            own = {code for code in candidate["codes"] if code}
            right = any(not side for side in sides) if number == 0 else any(side & own for side in sides)
            candidates.append((candidate["features"], right))
        if not any(right for _, right in candidates):
            candidates[0] = (candidates[0][0], True)  # nothing fits: better nobody
        examples.append((article, candidates))
    return examples


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


def cross_validate(examples):
    articles = sorted({article for article, _ in examples})
    sums = [0, 0, 0, 0]
    for fold in range(5):
        held = set(articles[fold::5])
        weights = fit([example for example in examples if example[0] not in held])
        for i, number in enumerate(accuracy([example for example in examples if example[0] in held], weights)):
            sums[i] += number
    right, filled, found, wanted = sums
    print(f"{len(examples)} choices, five-fold: {right / len(examples):.3f} right; "
          f"{filled} filled, {found} of them right; {wanted} had somebody to find")


def main():
    program, folder, out = sys.argv[1:4]
    examples = [example for name in sys.argv[4:] or ["train-de"] for example in examples_of(program, folder, name)]
    cross_validate(examples)
    weights = fit(examples)
    with open(out, "w", encoding="utf-8") as table:
        table.write("feature\tweight\n")
        for feature in sorted(weights):
            if abs(weights[feature]) >= 0.02:
                table.write(f"{feature}\t{weights[feature]:.2f}\n")


if __name__ == "__main__":
    main()
