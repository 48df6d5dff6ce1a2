# SPDX-License-Identifier: Apache-2.0
"""What the programs that fit the coder's learned tables share: features of articles, gold records,
the table's form."""

import json
import os
import subprocess
import tempfile
from collections import defaultdict


def codes(entities):
    found = {entity.split("/")[0] for entity in entities or []}
    return found - {"---", "UNK", ""}


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class Annotated:
    """The articles of one set with their gold records and what `car-keys explain --features` says.

    `name`: of a set in `folder`, or the path of another one without its endings.
    """

    def __init__(self, program, folder, name):
        self.gold = defaultdict(list)  # by article, sentence, category
        path = os.path.join(folder, name)
        for row in read_lines(f"{path}.records.jsonl"):
            self.gold[row["doc"], row["sent"], row["event"]].append(row)
        told = {article for article, _, _ in self.gold}
        documents = [document for document in read_lines(f"{path}.docs.jsonl") if document["doc"] in told]
        self.spans = {document["doc"]: document["sents"] for document in documents}
        self.lines = self._features(program, documents)

    @staticmethod
    def _features(program, documents):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as articles:
            for document in documents:
                fields = {"id": document["doc"], "text": document["text"], "date": document["date"],
                          "lang": document["lang"], "title": document.get("title", "")}
                articles.write(json.dumps(fields, ensure_ascii=False) + "\n")
            articles.flush()
            run = subprocess.run([program, "explain", "--features", "--quiet", articles.name],
                                 stdout=subprocess.PIPE, check=True)
        return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]

    def of_kind(self, kind):
        return [line for line in self.lines if line["kind"] == kind]

    def rows_at(self, line):
        """The gold records of the line's sentence and category."""
        sentence = next((number for number, (begin, end) in enumerate(self.spans[line["citation"]])
                         if begin <= line["position"] < end), None)
        return self.gold.get((line["citation"], sentence, line["event"]), [])


def folds(examples, count=5):
    """Pairs (learn, test); whole articles, an example starts with its article."""
    articles = sorted({example[0] for example in examples})
    for fold in range(count):
        held = set(articles[fold::count])
        yield ([example for example in examples if example[0] not in held],
               [example for example in examples if example[0] in held])


def write_table(path, weights):
    with open(path, "w", encoding="utf-8") as table:
        table.write("feature\tweight\n")
        for feature in sorted(weights):
            if abs(weights[feature]) >= 0.02:
                table.write(f"{feature}\t{weights[feature]:.2f}\n")
