#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every form loads in the reader of its users, with the counts, types, missing values and leading
zeros that they rely on: pandas, readr in R, json, xml.

usage: readers.py CAR_KEYS"""

import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import pandas

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
TABLES = {
    "csv": {"kwargs": {}, "columns": 43, "claims": True},
    "gdelt": {"kwargs": {"sep": "\t", "header": None}, "columns": 61},
    "gdelt-mentions": {"kwargs": {"sep": "\t", "header": None}, "columns": 16},
    "icews": {"kwargs": {"sep": "\t", "quoting": 3}, "columns": 20},
    "phoenix": {"kwargs": {"sep": "\t", "header": None}, "columns": 26},
    "polecat": {"kwargs": {"sep": "\t", "na_values": ["None"]}, "columns": 40},
    "acled": {"kwargs": {}, "columns": 31},
}


def expect(condition, message):
    if not condition:
        sys.exit(message)


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f"{arguments}: {done.returncode} {done.stderr}")
    return done


def rows_said(message):
    """The number of rows that the program says it wrote, and that it hides none: N of M."""
    expect("records " in message and " of " in message, message)
    return int(message.split("; rows ")[1].split(";")[0])


def table(program, database, folder, form):
    path = folder / form
    said = rows_said(run(program, "export", database, "-f", form, "-o", path).stderr)
    frame = pandas.read_csv(path, dtype=str, encoding="utf-8", **TABLES[form]["kwargs"])
    expect(frame.shape == (said, TABLES[form]["columns"]), f"{form}: {frame.shape}, said {said} rows")
    claims = folder / f"{form}.claims.jsonl"
    expect(claims.exists() != TABLES[form].get("claims", False), f"{form}: claims beside the file")
    if claims.exists():
        kinds = {(record["status"], bool(record["aux"])) for record in map(json.loads, open(claims))}
        expect(("reported", False) not in kinds, f"{form}: a fact among the claims")
    return frame


def check_gdelt(events, mentions):
    expect(list(events[0]) == list(mentions[0]), "events and mentions do not join")
    expect(events[0].is_unique and events[0].astype("int64").max() < 2**53, "event ids")
    expect(events[26].str.fullmatch(r"\d{3,4}").all(), "CAMEO codes lose their zeros")
    expect((events[26].str[:2] == events[28]).all(), "root codes")
    expect(pandas.to_datetime(events[1], format="%Y%m%d").notna().all(), "days")
    expect(events[30].astype(float).between(-10, 10).all(), "Goldstein scores")
    expect(events[29].isin(list("1234")).all(), "quad classes")
    expect({"TU", "JA"} <= set(events[53].dropna()) and events[53].dropna().str.len().eq(2).all(),
           f"FIPS codes: {set(events[53].dropna())}")
    extras = mentions[15].map(json.loads)
    expect({extra["assertion"] for extra in extras} <= {"reported", "confirmed"}, "a claim leaks")


def check_tables(frames):
    check_gdelt(frames["gdelt"], frames["gdelt-mentions"])
    icews = frames["icews"]
    expect(icews["CAMEO Code"].str.fullmatch(r"\d{3,4}").all(), "ICEWS: codes")
    expect((icews["Source Sectors"].fillna("NULL") != "").all(), "ICEWS: sectors")
    expect(pandas.to_datetime(icews["Event Date"], format="%Y-%m-%d").notna().all(), "ICEWS: days")
    expect((frames["phoenix"][13].str[:2] == frames["phoenix"][14]).all(), "Phoenix: codes")
    polecat = frames["polecat"]
    expect(set(polecat["Quad Code"]) <= {"VERBAL COOPERATION", "MATERIAL COOPERATION",
                                         "VERBAL CONFLICT", "MATERIAL CONFLICT"}, "POLECAT: quads")
    expect(polecat["District"].isna().all(), "POLECAT: None is missing")
    expect(frames["acled"]["iso"].dropna().str.fullmatch(r"\d{3}").all(), "ACLED: ISO numbers")
    table_of_all = frames["csv"]
    expect(table_of_all["id"].is_unique, "csv: ids")
    expect(set(table_of_all["status"]) >= {"reported", "claimed", "alleged"}, "csv: claims are there")
    expect((table_of_all["cameo"].dropna().str.len() >= 3).all(), "csv: leading zeros")


def check_german(program, database, folder):
    path = folder / "german.csv"
    run(program, "export", database, "--german-excel", "-o", path)
    frame = pandas.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig", dtype={"cameo": str})
    expect(frame.columns[0] == "id" and frame["lat"].dtype == float, "German Excel: numbers")
    expect(frame["text"].str.contains("ü").any(), "German Excel: umlauts")


def check_folders(program, database, folder):
    run(program, "export", database, "-f", "brat", "-o", folder / "brat")
    run(program, "export", database, "-f", "timeml", "-o", folder / "timeml")
    claims = 0
    for notes in (folder / "brat").glob("*.ann"):
        text = notes.with_suffix(".txt").read_text("utf8")
        lines = notes.read_text("utf8").splitlines()
        marks = {line.split("\t")[0] for line in lines}
        for mark, body, *rest in (line.split("\t") for line in lines):
            if mark[0] == "T":
                pieces = [piece.split() for piece in body.split(" ", 1)[1].split(";")]
                words = " ".join(text[int(begin):int(end)] for begin, end in pieces)
                expect(words.replace("\n", " ") == rest[0], f"brat: {words} is not {rest[0]}")
            elif mark[0] == "E":
                ends = {part.split(":")[1] for part in body.split()}
                expect(ends <= marks, "brat: roles without spans")
            claims += body.startswith("Status") and not body.endswith("reported")
    expect(claims > 0, "brat: no claims")
    for path in (folder / "timeml").glob("*.tml"):
        tree = xml.etree.ElementTree.parse(path)
        text = "".join(tree.find("TEXT").itertext())
        expect((folder / "brat" / path.with_suffix(".txt").name).read_text("utf8") == text, "TimeML: text")
        events = {event.get("eid") for event in tree.iter("EVENT")}
        made = {made.get("eiid") for made in tree.iter("MAKEINSTANCE")}
        expect(all(made.get("eventID") in events for made in tree.iter("MAKEINSTANCE")), "TimeML: events")
        expect(all(link.get("eventInstanceID") in made and link.get("subordinatedEventInstance") in made
                   for link in tree.iter("SLINK")), "TimeML: links")


def check_documents(program, database, folder):
    native = [json.loads(line) for line in run(program, "export", database, "-f", "jsonl").stdout.splitlines()]
    coded = run(program, "code", *sorted(EXAMPLES.glob("*.txt")), "--date", "2024-05-14",
                "--format", "jsonl").stdout
    expect(sorted(map(json.dumps, native)) ==
           sorted(json.dumps(json.loads(line)) for line in coded.splitlines()),
           "what comes out of the database is not what was coded")
    texts = {path.name: path.read_text("utf8") for path in EXAMPLES.glob("*.txt")}
    shapes = json.loads(run(program, "export", database, "-f", "geojson").stdout)
    for feature in shapes["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        expect(abs(latitude) <= 90 and abs(longitude) <= 180, "GeoJSON: coordinates")
    for line in run(program, "export", database, "-f", "doccano").stdout.splitlines():
        document = json.loads(line)
        ids = {span["id"] for span in document["entities"]}
        expect(all(role["from_id"] in ids and role["to_id"] in ids for role in document["relations"]),
               "doccano: relations without ends")
        expect(all(document["text"][span["start_offset"]:span["end_offset"]].strip()
                   for span in document["entities"]), "doccano: empty spans")
        expect(document["text"] in texts.values(), "doccano: text")
    for line in run(program, "export", database, "-f", "webanno").stdout.splitlines():
        quote, position = json.loads(line)["target"]["selector"]
        expect(any(text[position["start"]:position["end"]] == quote["exact"] for text in texts.values()),
               "Web Annotation: the two selectors differ")
    for line in run(program, "export", database, "-f", "plover").stdout.splitlines():
        record = json.loads(line)
        expect({"id", "has_event", "actor", "event", "quad_code"} <= set(record), "PLOVER: fields")
    entities = [json.loads(line) for line in run(program, "export", database, "-f", "ftm").stdout.splitlines()]
    ids = {entity["id"] for entity in entities}
    expect(len(ids) == len(entities), "FollowTheMoney: ids twice")
    for entity in entities:
        expect(set(entity["properties"].get("involved", [])) <= ids, "FollowTheMoney: strangers")
    check_folders(program, database, folder)
    graph = xml.etree.ElementTree.fromstring(run(program, "export", database, "-f", "gexf").stdout)
    space = "{http://gexf.net/1.3}"
    nodes = {node.get("id") for node in graph.iter(space + "node")}
    expect(all(edge.get("source") in nodes and edge.get("target") in nodes
               for edge in graph.iter(space + "edge")), "GEXF: edges without ends")


def check_in_r(program, database, folder):
    for form, name in (("icews", "events.tab"), ("csv", "all.csv")):
        run(program, "export", database, "-f", form, "-o", folder / name)
    run(program, "panel", database, "--unit", "dyad-year", "--key", "cow", "--since", "1990", "-o", folder / "panel.csv")
    script = pathlib.Path(__file__).with_name("readers.R")
    done = subprocess.run(["Rscript", "--vanilla", script, folder], capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f"in R: {done.stderr}")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        database = folder / "a.db"
        run(program, "ingest", database, *sorted(EXAMPLES.glob("*.txt")), "--date", "2024-05-14")
        frames = {form: table(program, database, folder, form) for form in TABLES}
        check_tables(frames)
        check_german(program, database, folder)
        check_documents(program, database, folder)
        check_in_r(program, database, folder)
        expect(not list(folder.glob("*.part")), "files that were not finished are left")
    print("all forms load")


main()
