#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`car-keys serve`: every answer against its database and docs/openapi.yaml, and under attack.

usage: serve.py CAR-KEYS REPOSITORY
"""
import csv
import io
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote

from server import Contract, Server

XSS = '<script>alert("x")</script>'


def make_database(program, root, folder):
    """The examples, and an article whose title, source, address and text are an attack."""
    database = folder / "news.db"
    dates = {row.split("|")[1].strip(" `"): row.split("|")[2].strip()
             for row in (root / "examples/README.md").read_text("utf8").splitlines()
             if row.startswith("| `")}
    lines = [{"id": name, "text": (root / f"examples/{name}.txt").read_text("utf8"), "date": date,
              "publication": "Bote" if name.startswith("de") else "Herald, The"}
             for name, date in dates.items()]
    lines.append({"id": f"evil{XSS}", "title": f"Peru {XSS}", "publication": f"Paper {XSS}",
                  "url": "javascript:alert(1)", "date": "2024-03-01", "lang": "en",
                  "text": f"Peru accused Chile of closing the border. {XSS} Chile denied it."})
    feed = folder / "feed.jsonl"
    feed.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf8")
    subprocess.run([program, "ingest", database, feed, "--quiet"], check=True)
    return database


def get(server, contract, pattern, path=None, **headers):
    status, answer_headers, body = server.ask("/api/v1" + (path or pattern), headers=headers)
    assert status == 200, f"{path or pattern}: {status} {body[:300]}"
    return contract.check(pattern, "GET", status, answer_headers, body)


def refused(server, contract, path, status, pattern=None, **options):
    """A request that has to end in a problem with this status."""
    got, headers, body = server.ask(path, **options)
    assert got == status, f"{path}: {got} instead of {status}: {body[:300]}"
    assert headers["content-type"] == "application/problem+json", headers
    problem = json.loads(body)
    contract.check_schema("Problem", problem)
    assert problem["status"] == status
    return problem


def one(database, sql, *values):
    with sqlite3.connect(database) as connection:
        return connection.execute(sql, values).fetchone()[0]


def overview(server, contract, database):
    shown = get(server, contract, "/overview")
    facts = "status IN ('reported', 'confirmed') AND aux = ''"
    assert shown["articles"] == one(database, "SELECT count(*) FROM articles")
    assert shown["records"] == one(database, "SELECT count(*) FROM records")
    assert shown["facts"] == one(database, f"SELECT count(*) FROM records WHERE {facts}")
    assert shown["claims"] == shown["records"] - shown["facts"]
    assert shown["sources"] == 3
    assert sum(each["count"] for each in shown["events"]) == shown["records"]
    assert sum(each.get("articles", 0) for each in shown["timeline"]) == shown["articles"]
    assert {item["record"]["status"] for item in shown["disputes"]} <= {"denied", "disputed"}
    by_day = get(server, contract, "/overview", "/overview?unit=day")["timeline"]
    assert len(by_day) >= len(shown["timeline"])


def articles(server, contract, database):
    page = get(server, contract, "/articles", "/articles?facets=source,language,month")
    assert page["total"] == len(page["items"]) == 7
    dates = [item["date"] for item in page["items"]]
    assert dates == sorted(dates, reverse=True), dates
    assert {each["value"]: each["count"] for each in page["facets"]["language"]} == {"de": 3, "en": 4}
    assert sum(each["count"] for each in page["facets"]["month"]) == 7
    found = get(server, contract, "/articles", "/articles?q=tuerkei%20ankara")
    assert [item["name"] for item in found["items"]] == [
        "Türkei und Griechenland reden wieder miteinander"]
    assert any(piece.get("hit") for piece in found["items"][0]["snippet"])
    assert get(server, contract, "/articles", "/articles?q=nowhere")["items"] == []
    german = get(server, contract, "/articles", "/articles?language=de&facets=language,source")
    assert german["total"] == 3 and len(german["facets"]["language"]) == 2
    seen, cursor = [], ""
    while True:
        page = get(server, contract, "/articles", f"/articles?limit=2{cursor}")
        seen += [item["id"] for item in page["items"]]
        if "next" not in page:
            break
        cursor = "&cursor=" + page["next"]
    assert len(seen) == len(set(seen)) == 7


def article(server, contract, database):
    identity = one(database, "SELECT id FROM articles WHERE citation = 'de-ankara'")
    view = get(server, contract, "/articles/{id}", f"/articles/{identity}")
    assert view["text"] == one(database, "SELECT text FROM articles WHERE id = ?", identity)
    assert len(view["records"]) == one(
        database, "SELECT count(*) FROM records r JOIN articles a ON a.number = r.article"
        " WHERE a.id = ?", identity)
    for sentence in view["sentences"]:
        assert view["text"][sentence["start"]:sentence["end"]] == sentence["text"]
    for span in view["spans"]:
        record = view["records"][span["record"]]
        words = view["text"][span["start"]:span["end"]]
        if span["role"] in ("actor", "recipient"):
            assert words in {side["entity_text"] for side in record[span["role"]]}, words
        elif span["role"] == "time":
            assert words == record["date_text"]
    roles = {span["role"] for span in view["spans"]}
    assert roles == {"actor", "recipient", "action", "place", "time", "source", "cue"}, roles
    why = get(server, contract, "/articles/{id}/explain", f"/articles/{identity}/explain")
    told = {record for sentence in why["sentences"] for record in sentence["records"]}
    assert told == {record["id"] for record in view["records"]}
    for sentence in why["sentences"]:
        for token in sentence["tokens"]:
            assert view["text"][token["start"]:token["end"]] == token["form"]
    refused(server, contract, "/api/v1/articles/ca1-0", 404)
    refused(server, contract, "/api/v1/articles/ca1-0/explain", 404)


def records(server, contract, database, program):
    page = get(server, contract, "/records", "/records?limit=200&facets=event,status,actor,month")
    assert page["total"] == len(page["items"]) == one(database, "SELECT count(*) FROM records")
    filters = {
        "party=TUR": ["--party", "TUR"],
        "actor=/GOV&status=claimed,alleged": ["--actor", "/GOV", "--status", "claimed,alleged"],
        "event=ACCUSE,relation": ["--event", "ACCUSE,relation"],
        "facts=1&since=2023-08&until=2024-05": ["--facts", "--since", "2023-08", "--until",
                                                "2024-05"],
        "text=Ankara": ["--text", "Ankara"],
        "place=ankara": ["--place", "ankara"],
        "claimant=GRC/GOV": ["--claimant", "GRC/GOV"],
        "country=TUR": ["--country", "TUR"],
        "mode=visit": ["--mode", "visit"],
    }
    for query, options in filters.items():
        lines = subprocess.run([program, "query", database, "--quiet", *options], check=True,
                               capture_output=True, text=True).stdout.splitlines()
        shown = get(server, contract, "/records", f"/records?limit=200&{query}")
        expected = {json.loads(line)["id"]: json.loads(line) for line in lines}
        assert {item["record"]["id"]: item["record"] for item in shown["items"]} == expected, query
        assert shown["total"] == len(expected)
        raw = get(server, contract, "/records", f"/records?format=ndjson&{query}")
        assert sorted(raw.splitlines()) == sorted(lines), query
        rows = list(csv.DictReader(io.StringIO(
            get(server, contract, "/records", f"/records?format=csv&{query}"))))
        assert {row["id"] for row in rows} == set(expected), query
    # The counts of a facet leave its own filter aside.
    narrowed = get(server, contract, "/records", "/records?event=ACCUSE&facets=event,status")
    assert narrowed["facets"]["event"] == page["facets"]["event"]
    assert sum(each["count"] for each in narrowed["facets"]["status"]) == narrowed["total"]
    seen, cursor = [], ""
    while True:
        part = get(server, contract, "/records", f"/records?limit=7{cursor}")
        seen += [item["record"]["id"] for item in part["items"]]
        if "next" not in part:
            break
        cursor = "&cursor=" + part["next"]
    assert seen == [item["record"]["id"] for item in page["items"]]
    first = page["items"][0]
    assert get(server, contract, "/records/{id}", f"/records/{first['record']['id']}") == first


FACT = "r.status IN ('reported', 'confirmed') AND r.aux = ''"


def dyads(server, contract, database):
    """The same counts as the view v_dyads gives."""
    shown = get(server, contract, "/dyad", "/dyad?a=TUR&b=GRC")
    for way, first, second in (("a_to_b", "TUR", "GRC"), ("b_to_a", "GRC", "TUR")):
        sql = ("SELECT count(*) FROM records r JOIN v_dyads d ON d.record = r.number"
               " WHERE r.kind = 'event' AND d.actor = ? AND d.recipient = ?")
        everything = one(database, sql, first, second)
        facts = one(database, f"{sql} AND {FACT}", first, second)
        assert sum(each[way] for each in shown["events"]) == facts > 0
        assert sum(each[way + "_claims"] for each in shown["events"]) == everything - facts
        dated = sum(sum(period[way][name] for name in ("cooperation", "conflict", "claims"))
                    for period in shown["timeline"])
        assert dated <= everything
    assert shown["a"] == {"party": "TUR", "name": "Turkey", "cow": 640, "gw": 640}
    back = get(server, contract, "/dyad", "/dyad?a=GRC&b=TUR&unit=year")
    assert {each["event"]: each["a_to_b"] for each in back["events"]} == {
        each["event"]: each["b_to_a"] for each in shown["events"]}
    assert get(server, contract, "/dyad", "/dyad?a=TUR/GOV&b=/GOV")["events"]
    assert get(server, contract, "/dyad", "/dyad?a=XXX&b=YYY")["events"] == []
    for query in ("", "?a=TUR", "?a=TUR&b=/", "?a=TUR&b=GRC&since=x"):
        refused(server, contract, f"/api/v1/dyad{query}", 400)


def actors(server, contract, database):
    items = get(server, contract, "/actors")["items"]
    for item in items[:10]:
        for name, sides in (("records", "n.side <> 'claimant'"), ("said", "n.side = 'claimant'")):
            assert item[name] == one(
                database, "SELECT count(DISTINCT n.record) FROM entities n WHERE n.code = ? AND "
                + sides, item["code"]), item
    assert [item["code"] for item in get(server, contract, "/actors", "/actors?q=greec")["items"]
            ] == ["GRC"]
    actor = get(server, contract, "/actors/{code}", "/actors/GRC")
    listed = next(item for item in items if item["code"] == "GRC")
    assert actor["records"] == listed["records"] and actor["said"] == listed["said"]
    assert actor["party"]["name"] == "Greece" and actor["names"]
    assert "TUR" in {partner["code"] for partner in actor["partners"]}
    assert get(server, contract, "/actors/{code}", "/actors/GRC-GOV")["records"] <= actor["records"]
    refused(server, contract, "/api/v1/actors/XXX", 404)


def network_and_map(server, contract, database):
    facts = get(server, contract, "/network")
    assert all(edge["claims"] == 0 for edge in facts["edges"])
    both = get(server, contract, "/network", "/network?claims=1")
    pairs = one(database, "SELECT count(*) FROM (SELECT DISTINCT d.actor, d.recipient FROM v_dyads d"
                          " JOIN records r ON r.number = d.record WHERE r.kind = 'event')")
    assert both["total"] == len(both["edges"]) == pairs >= facts["total"]
    assert {edge["source"] for edge in both["edges"]} <= {node["id"] for node in both["nodes"]}
    assert get(server, contract, "/network", "/network?sectors=1&limit=2")["edges"][1:2]
    shown = get(server, contract, "/map")
    placed = one(database, "SELECT count(*) FROM records WHERE country_code IS NOT NULL")
    assert sum(each["facts"] + each["claims"] for each in shown["countries"]) == placed > 0
    assert sum(each["facts"] + each["claims"] for each in shown["points"]) == one(
        database, "SELECT count(*) FROM records WHERE lat IS NOT NULL AND resolution > 1")
    assert all(len(each["numeric"]) == 3 for each in shown["countries"])


def sources(server, contract, database):
    listed = {item["name"]: item for item in get(server, contract, "/sources")["items"]}
    assert set(listed) == {"Bote", "Herald, The", f"Paper {XSS}"}
    for name, item in listed.items():
        source = get(server, contract, "/sources/{name}", f"/sources/{quote(name, safe='')}")
        assert source["source"] == item
        assert item["articles"] == len(source["newest"]) == one(
            database, "SELECT count(*) FROM articles WHERE publication = ?", name)
        assert sum(each["count"] for each in source["events"]) == item["records"]
    refused(server, contract, "/api/v1/sources/none", 404)
    refused(server, contract, "/api/v1/sources/-", 404)


def code(server, contract, root, program):
    def post(**fields):
        status, headers, body = server.ask(
            "/api/v1/code", "POST", json.dumps(fields), {"Content-Type": "application/json"})
        return status, contract.check("/code", "POST", status, headers, body)

    text = (root / "examples/en-yerevan.txt").read_text("utf8")
    status, view = post(text=text, date="2023-09-05", explain=True)
    assert status == 200 and view["explanation"]["sentences"]
    lines = subprocess.run([program, "code", "-", "--date", "2023-09-05"], input=text, check=True,
                           capture_output=True, text=True).stdout.splitlines()
    strip = lambda record: {name: value for name, value in record.items()
                            if name not in ("id", "cite_info", "links")}
    assert [strip(record) for record in view["records"]] == [strip(json.loads(line))
                                                             for line in lines]
    assert post(text="😀 Peru accused Chile of closing the border.")[1]["records"]
    assert post(text=".")[0] == 422
    assert post(text="Il presidente della Repubblica ha incontrato ieri il ministro degli esteri "
                     "francese a Roma per discutere di economia.")[0] == 422
    assert post()[0] == post(text=3)[0] == post(text="a", lang="fr")[0] == 400
    assert post(text="a", date="yesterday")[0] == post(text="a", more="b")[0] == 400
    assert post(text="Peru accused Chile. " * 14_000)[0] == 413


def whole_interface(server, contract):
    meta = get(server, contract, "/meta")
    assert meta["coding"] and not meta["review"] and meta["countries"]["DEU"] == "Germany"
    text = get(server, contract, "/openapi.yaml")
    assert Contract(text).spec == contract.spec
    status, headers, body = server.ask("/api/v1/meta", "HEAD")
    assert status == 200 and body == b"" and int(headers["content-length"]) > 100


def attacks_in_data(server, contract):
    """What an article says comes back as data of a type that no browser runs."""
    found = get(server, contract, "/articles", "/articles?q=script&facets=source")
    evil = found["items"][0]
    assert evil["title"] == f"Peru {XSS}" and evil["publication"] == f"Paper {XSS}"
    assert evil["url"] == "javascript:alert(1)"
    view = get(server, contract, "/articles/{id}", f"/articles/{evil['id']}")
    assert XSS in view["text"]
    for path in ("/api/v1/articles?q=script", f"/api/v1/articles/{evil['id']}", "/",
                 f"/api/v1/records?text={quote(XSS)}", f"/{quote(XSS)}", f"/api/v1/{quote(XSS)}"):
        _, headers, body = server.ask(path)
        assert headers["x-content-type-options"] == "nosniff", path
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy, policy
        assert "access-control-allow-origin" not in headers
        if headers["content-type"].startswith("text/html"):
            assert XSS.encode() not in body, path


def wrong_questions(server, contract):
    for query in ("cursor=x", "cursor=1.", "cursor=1.2.3", "cursor=99999999999999999999.1",
                  "limit=0", "limit=-1", "limit=x", "facets=colour", "since=yesterday", "facts=2",
                  "format=exe", "colour=red", "limit=1&limit=2", "event=%", "event=%zz",
                  "text=%ff", "text=%00", f"text={'a' * 500}", "actor=/"):
        refused(server, contract, f"/api/v1/records?{query}", 400)
    for query in ("q=%22", "q=AND", "q=a%20OR", "q=NEAR(", "q=*", "q=%27;--", "cursor=3.4"):
        get(server, contract, "/articles", f"/articles?{query}")
    refused(server, contract, "/api/v1/overview?unit=hour", 400)
    for path in ("/api", "/api/v1", "/api/v2/meta", "/api/v1/articles/", "/api/v1/meta/x"):
        refused(server, contract, path, 404)
    for path in ("/../etc/passwd", "/..%2f..%2fetc/passwd.txt", "/assets/../../secret.txt",
                 "/%2e%2e/%2e%2e/etc/host.conf", "/.git/config.txt"):
        _, _, body = server.ask(path)
        assert b"root:" not in body and b"[core]" not in body, path
    refused(server, contract, "/a%00b", 400)
    refused(server, contract, "/a%0d%0aSet-Cookie:%20x=1", 400)
    refused(server, contract, "/api/v1/meta", 405, method="DELETE")
    refused(server, contract, "/", 405, method="POST", body="x")
    refused(server, contract, "/api/v1/code", 405)
    refused(server, contract, "/api/v1/code", 415, method="POST", body="text=a",
            headers={"Content-Type": "application/x-www-form-urlencoded"})
    for body in ("", "{", "[]", '"a"', '{"text": "a"', "{" * 100_000, "\x00", '{"text":"\\ud800"}'):
        refused(server, contract, "/api/v1/code", 400, method="POST", body=body,
                headers={"Content-Type": "application/json"})


def foreign_pages(server, contract):
    """DNS rebinding and requests that another site makes its visitor's browser send."""
    meta = "/api/v1/meta"
    for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1.evil.example", "0.0.0.0",
                 "localhost.evil.example", ""):
        refused(server, contract, meta, 421, headers={"Host": host})
        refused(server, contract, "/", 421, headers={"Host": host})
    for origin in ("http://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1"):
        refused(server, contract, meta, 403, headers={"Origin": origin})
    for site in ("cross-site", "same-site"):
        refused(server, contract, meta, 403, headers={"Sec-Fetch-Site": site})
    own = f"127.0.0.1:{server.port}"
    for headers in ({"Origin": f"http://{own}"}, {"Sec-Fetch-Site": "same-origin"},
                    {"Host": f"localhost:{server.port}"}):
        assert server.ask(meta, headers=headers)[0] == 200, headers


def broken_requests(server):
    host = b"Host: 127.0.0.1\r\n"
    for data, status in ((b"\x16\x03\x01\x02\x00", b"400"), (b"GET / HTTP/9.9\r\n\r\n", b"400"),
                         (b"GET /\r\n\r\n", b"400"), (b"GET / HTTP/1.1\r\n\r\n", b"400"),
                         (b"GET / HTTP/1.1\r\n" + host + host + b"\r\n", b"400"),
                         (b"GET x HTTP/1.1\r\n" + host + b"\r\n", b"400"),
                         (b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 20_000 + b"\r\n\r\n", b"431"),
                         (b"POST /api/v1/code HTTP/1.1\r\n" + host +
                          b"Content-Type: application/json\r\nContent-Length: 9999999\r\n\r\n", b"413"),
                         (b"POST /api/v1/code HTTP/1.1\r\n" + host +
                          b"Content-Type: application/json\r\nContent-Length: -1\r\n\r\n", b"400"),
                         (b"POST /api/v1/code HTTP/1.1\r\n" + host + b"Content-Type: application/json\r\n"
                          b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", b"400")):
        answer = server.raw(data)
        assert answer.startswith(b"HTTP/1.1 " + status), (data[:60], answer[:200])
        assert b"problem+json" in answer


def events(server, program, database, folder):
    """A stream tells of a change; who missed one is told when it comes back."""
    import http.client
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", "/api/v1/events")
    stream = connection.getresponse()
    assert stream.getheader("Content-Type") == "text/event-stream"
    assert stream.readline() == b"retry: 2000\n"
    before = json.loads(server.ask("/api/v1/meta")[2])
    (folder / "more.jsonl").write_text(json.dumps(
        {"id": "more", "date": "2024-06-01", "lang": "en",
         "text": "Bolivia thanked Peru for its help on Monday."}) + "\n", "utf8")
    subprocess.run([program, "ingest", database, folder / "more.jsonl", "--quiet"], check=True)
    lines = []
    while not lines or not lines[-1].startswith("data:"):
        lines.append(stream.readline().decode().strip())
    identity = next(line[4:] for line in lines if line.startswith("id: "))
    change = json.loads(lines[-1][6:])
    assert "event: changed" in lines and change["articles"] == 8, lines
    connection.close()
    after = json.loads(server.ask("/api/v1/meta")[2])
    assert after["revision"] == identity == change["revision"] != before["revision"]
    assert json.loads(server.ask("/api/v1/articles")[2])["total"] == 8
    again = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    again.request("GET", "/api/v1/events", headers={"Last-Event-ID": before["revision"]})
    stream = again.getresponse()
    assert b"".join(stream.readline() for _ in range(4)).endswith(f"id: {identity}\nevent: changed\n"
                                                                  .encode())
    again.close()


def slow_clients(server):
    """Clients that say nothing cost the others nothing."""
    import socket
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    for link in idle:
        link.sendall(b"GET /api/v1/meta HTTP/1.1\r\nHost: ")
    begin = time.monotonic()
    assert server.ask("/api/v1/meta")[0] == 200
    assert time.monotonic() - begin < 1
    for link in idle:
        link.close()


def reviews(program, contract, database, folder):
    """Reviewed records are gold rows that eval reads."""
    gold = folder / "gold.jsonl"
    gold.write_text('{"doc":"by hand"}\n', "utf8")
    json_type = {"Content-Type": "application/json"}
    with Server(program, database, "--review", str(gold)) as server:
        def post(**fields):
            status, headers, body = server.ask("/api/v1/review", "POST", json.dumps(fields), json_type)
            return status, contract.check("/review", "POST", status, headers, body)

        items = get(server, contract, "/records", "/records?event=ACCUSE,ASSAULT")["items"]
        first, second, third = [item["record"]["id"] for item in items[:3]]
        assert post(record=first, verdict="accept")[0] == 201
        assert post(record=second, verdict="reject", note="a 'note'\n")[0] == 201
        status, row = post(record=third, verdict="correct", event="REJECT", actor=["PER/GOV"],
                           recipient=["---/UNK"], status="claimed", aux=["future"])
        assert status == 201 and row["event"] == "REJECT" and row["actor"] == ["PER/GOV"]
        assert post(record=first, verdict="reject")[0] == 201
        assert post(record=first, verdict="accept")[0] == 201
        shown = get(server, contract, "/review")
        assert {row["record"]: row["verdict"] for row in shown["items"]} == {
            first: "accept", second: "reject", third: "correct"}
        for wrong in ({"record": first}, {"verdict": "accept"}, {"record": first, "verdict": "no"},
                      {"record": first, "verdict": "accept", "event": "AID"},
                      {"record": first, "verdict": "correct"},
                      {"record": first, "verdict": "correct", "event": "WAR"},
                      {"record": first, "verdict": "correct", "actor": ["Peru"]},
                      {"record": first, "verdict": "accept", "more": 1}):
            assert post(**wrong)[0] == 400, wrong
        assert post(record="ck1-0", verdict="accept")[0] == 404
        assert get(server, contract, "/meta")["review"]
    lines = gold.read_text("utf8").splitlines()
    assert lines[0] == '{"doc":"by hand"}'
    gold.write_text("".join(line + "\n" for line in lines[1:]), "utf8")
    done = subprocess.run([program, "eval", gold, gold], capture_output=True, text=True, check=True)
    assert "who+says  P 100.0  R 100.0" in done.stdout, done.stdout
    with Server(program, database) as server:
        refused(server, contract, "/api/v1/review", 404)


def token_needed(program, contract, database):
    with Server(program, database, "--bind", "0.0.0.0", "--token", "s3cret") as server:
        assert server.url.endswith("/?token=s3cret")
        refused(server, contract, "/api/v1/meta", 401)
        for token in ("", "wrong", "s3cre", "s3crets"):
            refused(server, contract, "/api/v1/meta", 401,
                    headers={"Authorization": f"Bearer {token}"})
        assert server.ask("/api/v1/meta", headers={"Authorization": "Bearer s3cret"})[0] == 200
        status, headers, _ = server.ask("/?token=s3cret")
        assert status == 303 and headers["location"] == "/"
        assert "HttpOnly" in headers["set-cookie"] and "SameSite=Strict" in headers["set-cookie"]
        cookie = headers["set-cookie"].split(";")[0]
        assert server.ask("/api/v1/meta", headers={"Cookie": f"a=b; {cookie}"})[0] == 200
        refused(server, contract, "/api/v1/meta", 421,
                headers={"Host": "evil.example", "Cookie": cookie})
    with Server(program, database, "--bind", "0.0.0.0") as server:
        assert len(server.url.split("token=")[1]) == 32


def not_to_be_served(program, folder):
    (folder / "text.db").write_text("no database")
    for arguments, code in ((["missing.db"], 3), (["text.db"], 3)):
        done = subprocess.run([program, "serve", folder / arguments[0], "--port", "0"],
                              capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode in (code, 4) and done.stdout == "", (arguments, done)
    for options in (["--bind", "example.org"], ["--port", "70000"], ["--bind", "192.0.2.1"]):
        done = subprocess.run([program, "serve", folder / "news.db", *options],
                              capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2 and done.stderr.startswith("car-keys: "), done


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    contract = Contract((root / "docs/openapi.yaml").read_text("utf8"))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        database = make_database(program, root, folder)
        with Server(program, database) as server:
            tests = [(overview, database), (articles, database), (article, database),
                     (records, database, program), (dyads, database), (actors, database),
                     (network_and_map, database), (sources, database), (whole_interface,), (attacks_in_data,),
                     (wrong_questions,), (foreign_pages,)]
            for test, *arguments in tests:
                test(server, contract, *arguments)
                print(test.__name__)
            code(server, contract, root, program)
            broken_requests(server)
            slow_clients(server)
            events(server, program, database, folder)
        assert server.process.returncode == 0, server.process.returncode
        assert server.messages == "", server.messages
        reviews(program, contract, database, folder)
        token_needed(program, contract, database)
        not_to_be_served(program, folder)
    print("all answers are right")


main()
