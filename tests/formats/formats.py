#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Files in every form that car-keys reads, made here, and what `car-keys extract` finds in them.

usage: formats.py CAR-KEYS
"""
import gzip
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile

FIRST = "Die Regierung in Rabat hat am Montag den Botschafter aus Algier zurückgerufen."
SECOND = "Algerien wies die Vorwürfe zurück und schloss seine Grenze für Lastwagen."
BOTH = FIRST + "\n\n" + SECOND
PAGE = f"<!doctype html><html><head><title>Streit</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
faults = []


class Case:
    """A file, and what a run over it gives."""

    def __init__(self, program, folder, name, content):
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf8"))
        done = subprocess.run([program, "extract", str(path)], capture_output=True, check=False)
        self.name = name
        self.code = done.returncode
        self.rows = [json.loads(line) for line in done.stdout.splitlines()]
        self.errors = done.stderr.decode("utf8").replace(str(folder) + "/", "")
        for row in self.rows:
            row["id"] = row["id"].replace(str(folder) + "/", "")

    def expect(self, rows, code=0, errors=()):
        """`rows`: for each article the fields that it must have, None for absent."""
        if len(rows) != len(self.rows):
            faults.append(f"{self.name}: {len(self.rows)} articles, not {len(rows)}: {self.rows} {self.errors}")
        for wanted, row in zip(rows, self.rows):
            for field, value in wanted.items():
                if row.get(field) != value:
                    faults.append(f"{self.name}: {field} is {row.get(field)!r}, not {value!r}")
        if code != self.code:
            faults.append(f"{self.name}: exit code {self.code}, not {code}: {self.errors}")
        for error in errors:
            if error not in self.errors:
                faults.append(f"{self.name}: no {error!r} in {self.errors!r}")


def record(kind, body, headers="", version="1.0", target="https://a.example/1", date="2023-05-02T03:04:05Z"):
    body = body if isinstance(body, bytes) else body.encode("utf8")
    head = (f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {target}\r\nWARC-Date: {date}\r\n"
            f"{headers}Content-Length: {len(body)}\r\n\r\n")
    return head.encode("utf8") + body + b"\r\n\r\n"


def response(page, headers="Content-Type: text/html; charset=utf-8\r\n", status="200 OK", **more):
    page = page if isinstance(page, bytes) else page.encode("utf8")
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode("utf8") + page
    return record("response", http, "Content-Type: application/http; msgtype=response\r\n", **more)


def archives(case):
    case("a.html.gz", gzip.compress(PAGE.encode())).expect([{"text": BOTH, "title": "Streit"}])
    case("twice.txt.gz", gzip.compress(FIRST.encode()) + gzip.compress(b"\n\n" + SECOND.encode())).expect(
        [{"text": BOTH, "id": "twice.txt.gz"}])
    case("cut.gz", gzip.compress(PAGE.encode())[:-40]).expect([], 4, ["cut.gz:", "gzip data end before their time"])
    for name, compression in (("stored.zip", zipfile.ZIP_STORED), ("deflated.zip", zipfile.ZIP_DEFLATED)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", compression) as archive:
            archive.writestr("in/a.html", PAGE)
            archive.writestr("in/.hidden", "x")
            archive.writestr("b.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
            archive.writestr("c.txt", FIRST)
            archive.writestr("in.zip/d.jsonl.gz", gzip.compress(json.dumps({"text": SECOND}).encode()))
        case(name, out.getvalue()).expect(
            [{"id": f"{name}/in/a.html", "text": BOTH}, {"id": f"{name}/c.txt", "text": FIRST},
             {"id": f"{name}/in.zip/d.jsonl.gz:1", "text": SECOND}], 3, [f"{name}/b.png:0: binary file (PNG image"])
    out = io.BytesIO()
    with zipfile.ZipFile(Unseekable(out), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", PAGE)
        archive.writestr("c.txt", FIRST)
    case("piped.zip", out.getvalue()).expect([{"id": "piped.zip/a.html"}, {"id": "piped.zip/c.txt", "text": FIRST}])
    case("half.zip", out.getvalue()[:60]).expect([], 4, ["half.zip"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    case("letter.docx", out.getvalue()).expect([], 4, ["office document"])
    for name, form in (("pax.tar", tarfile.PAX_FORMAT), ("gnu.tar", tarfile.GNU_FORMAT), ("old.tar", tarfile.USTAR_FORMAT)):
        deep = "/".join(["ordner"] * 20) + "/a.html" if name != "old.tar" else "o/a.html"
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=form) as archive:
            for member, content in ((deep, PAGE), ("b.txt", FIRST)):
                info = tarfile.TarInfo(member)
                info.size = len(content.encode())
                archive.addfile(info, io.BytesIO(content.encode()))
        case(name, out.getvalue()).expect([{"id": f"{name}/{deep}", "text": BOTH}, {"id": f"{name}/b.txt"}])
        case(name + ".gz", gzip.compress(out.getvalue())).expect([{"id": f"{name}.gz/{deep}"}, {"text": FIRST}])

    nested = FIRST.encode()
    for _ in range(6):
        nested = gzip.compress(nested)
    case("deep.gz", nested).expect([], 4, ["archives nested too deeply"])
    case("bomb.gz", gzip.compress(bytes(300 << 20), 9)).expect([], 4, ["bomb.gz:", "more than 200 times"])


class Unseekable(io.RawIOBase):
    """Makes zipfile write sizes behind the data."""

    def __init__(self, out):
        super().__init__()
        self.out = out

    def writable(self):
        return True

    def write(self, data):
        self.out.write(data)
        return len(data)

    def seekable(self):
        return False


def web_archives(case):
    info = record("warcinfo", "software: x")
    one = response(PAGE)
    two = response(f"<p>{FIRST}</p><p>{SECOND}</p>".encode("latin-1"), "Content-Type: text/html; charset=ISO-8859-1\r\n",
                   version="1.1", target="https://b.example/2")
    missing = response(PAGE, status="404 Not Found")
    image = response(b"\x89PNG\r\n\x1a\n" + bytes(50), "Content-Type: image/png\r\n")
    chunked = PAGE.encode()
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (50, chunked[:50], len(chunked) - 50, chunked[50:])
    three = response(chunked, "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", target="https://c.example/3")
    four = response(gzip.compress(PAGE.encode()), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", target="https://d.example/4")
    text = record("conversion", FIRST, "Content-Type: text/plain\r\n", target="https://e.example/5")
    all_records = [info, one, two, missing, image, three, four, text]
    wanted = [{"id": "https://a.example/1", "url": "https://a.example/1", "crawled": "2023-05-02", "date": None, "text": BOTH},
              {"id": "https://b.example/2", "text": BOTH}, {"id": "https://c.example/3", "text": BOTH},
              {"id": "https://d.example/4", "text": BOTH}, {"id": "https://e.example/5", "text": FIRST, "crawled": "2023-05-02"}]
    case("a.warc", b"".join(all_records)).expect(wanted)
    case("a.warc.gz", b"".join(gzip.compress(each) for each in all_records)).expect(wanted)
    case("whole.warc.gz", gzip.compress(b"".join(all_records))).expect(wanted)
    # Damage in the middle: said with its place, and the records after it are there.
    bad_length = one.replace(b"Content-Length: ", b"Content-Length: 9")
    case("bad.warc", info + bad_length + two + three).expect([], 4, [f"bad.warc:{len(info)}: record cut off"])
    no_length = one.replace(b"Content-Length", b"Content-Strength")
    case("none.warc", info + no_length + two + three).expect(wanted[1:3], 3, [f"none.warc:{len(info)}: record without a length"])
    case("junk.warc", info + b"junk\r\n" * 30000 + two).expect(wanted[1:2], 3, [f"junk.warc:{len(info)}: no record begins"])
    case("cut.warc", info + one + two[:-20]).expect(wanted[:1], 3, [f"cut.warc:{len(info + one)}: record cut off"])
    members = [bytearray(gzip.compress(each)) for each in all_records]
    members[1][40:60] = b"\xff" * 20
    case("damaged.warc.gz", b"".join(members)).expect(wanted[1:], 3, ["damaged.warc.gz:", "gzip data damaged before this byte"])


def feeds(case):
    escaped = f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;"
    case("rss.xml", f'''<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="d"><channel><title>Bote</title><language>de</language>
<item><title>Streit</title><link>https://a.example/1</link><guid>g1</guid><pubDate>Mon, 13 Mar 2023 08:00:00 GMT</pubDate><dc:creator>A. Bach</dc:creator>
<description>kurz</description><content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Nur kurz</title><guid>g2</guid><description>{escaped}</description></item><item><title>x</title><description>{FIRST} &x;</description></item></channel></rss>''').expect(
        [{"id": "https://a.example/1", "title": "Streit", "date": "2023-03-13", "authors": ["A. Bach"], "publication": "Bote", "lang": "de", "text": BOTH},
         {"id": "g2", "text": BOTH, "date": None}, {"id": "rss.xml:3", "text": FIRST + " &x;"}])
    case("latin.xml", f'<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel><item><title>Zürich</title><description>{FIRST}</description></item></channel></rss>'.encode("latin-1")).expect(
        [{"title": "Zürich", "text": FIRST}])
    case("atom.xml", f'''<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Bote</title><entry><title>Streit</title><id>urn:1</id>
<link rel="self" href="https://a.example/self"/><link href="https://a.example/2"/><published>2023-03-13T08:00:00Z</published><updated>2023-03-14T08:00:00Z</updated>
<author><name>A. Bach</name></author><content type="xhtml"><div xmlns="x"><p>{FIRST}</p><p>{SECOND}</p></div></content></entry></feed>''').expect(
        [{"id": "https://a.example/2", "date": "2023-03-13", "modified": "2023-03-14", "authors": ["A. Bach"], "text": BOTH}])
    case("cut.xml", f'<rss><channel><item><link>https://a.example/1</link><description>{FIRST}</description></item><item><title>x').expect(
        [{"text": FIRST}], 3, ["not valid XML at this byte"])
    post = "<item><link>https://a.example/{0}</link><wp:post_type>{1}</wp:post_type><wp:status>{2}</wp:status><wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt><content:encoded><![CDATA[{3}]]></content:encoded></item>"
    case("export.xml", '<?xml version="1.0"?><rss xmlns:wp="w" xmlns:content="c"><channel>' + post.format(1, "post", "publish", BOTH)
         + post.format(2, "post", "draft", BOTH) + post.format(3, "page", "publish", BOTH) + "</channel></rss>").expect(
             [{"id": "https://a.example/1", "date": "2020-01-02", "text": BOTH}])
    case("feeds.opml", '<opml><body><outline xmlUrl="https://a.example/f"/></body></opml>').expect([], 4, ["list of 1 feeds"])
    case("other.xml", "<?xml version='1.0'?><invoice/>").expect([], 4, ["XML in a form that is not read: <invoice>"])


def wires(case):
    item = '''<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:dpn.example:1" version="{0}"><rightsInfo><usageTerms>nur privat</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="dpn"/><versionCreated>2023-03-13T08:00:00+01:00</versionCreated><pubStatus qcode="stat:{1}"/></itemMeta>
<contentMeta><language tag="de"/><headline>Streit</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="x"><body><p>{2}</p><p>{3}</p></body></html></inlineXML></contentSet></newsItem>'''
    case("g2.xml", item.format(1, "usable", FIRST, SECOND)).expect(
        [{"id": "urn:newsml:dpn.example:1", "title": "Streit", "date": "2023-03-13", "lang": "de", "publication": "dpn", "licence": "nur privat", "text": BOTH}])
    case("kill.xml", "<newsMessage><itemSet>" + item.format(2, "canceled", FIRST, SECOND) + "</itemSet></newsMessage>").expect(
        [], 0, ["urn:newsml:dpn.example:1: withdrawn by its source"])
    ninjs = {"uri": "https://n.example/1", "type": "text", "pubstatus": "usable", "version": "1", "language": "de", "headline": "Streit",
             "versioncreated": "2023-03-14T08:00:00Z", "firstcreated": "2023-03-13T08:00:00Z", "byline": "A. Bach", "body_xhtml": f"<p>{FIRST}</p><p>{SECOND}</p>"}
    case("ninjs.json", json.dumps(ninjs, indent=1)).expect(
        [{"id": "https://n.example/1", "title": "Streit", "date": "2023-03-13", "modified": "2023-03-14", "authors": ["A. Bach"], "text": BOTH}])
    case("kill.json", json.dumps({**ninjs, "pubstatus": "canceled"})).expect([], 0, ["withdrawn by its source"])


def tables_and_json(case):
    rows = [{"title": "T", "author": "A. Bach; C. Dorn", "hostname": "a.example", "date": "2023-03-13", "id": None, "license": "CC BY", "text": BOTH,
             "language": "de", "source": "https://a.example/1", "source-hostname": "Bote", "filedate": "2023-05-02", "fingerprint": "x"},
            {"authors": ["A. Bach"], "date_download": "2023-05-02 10:00:00", "date_modify": None, "date_publish": "2023-03-13 08:00:00", "language": "de",
             "maintext": BOTH, "source_domain": "a.example", "title": "T", "url": "https://a.example/1", "filename": "x"},
            {"title": "T", "authors": ["A. Bach"], "publishing_date": "2023-03-13T08:00:00+01:00", "plaintext": BOTH, "topics": ["x"], "free_access": True},
            {"title": "T", "authors": ["A. Bach"], "publish_date": "2023-03-13", "body": {"summary": [FIRST], "sections": [{"headline": [], "paragraphs": [SECOND]}]}}]
    wanted = [{"title": "T", "date": "2023-03-13", "text": BOTH} for _ in rows]
    wanted[0].update({"authors": ["A. Bach", "C. Dorn"], "publication": "Bote", "url": "https://a.example/1", "licence": "CC BY", "crawled": "2023-05-02"})
    wanted[1].update({"authors": ["A. Bach"], "publication": "a.example", "crawled": "2023-05-02", "modified": None})
    case("rows.jsonl", "\n".join(json.dumps(row) for row in rows)).expect(wanted)
    case("rows.json", json.dumps(rows, indent=2)).expect(wanted)
    for number, row in enumerate(rows):
        case(f"row{number}.json", json.dumps(row, indent=2)).expect([wanted[number]])
    case("broken.json", '{"text": ').expect([], 4, ["broken.json:1: not valid JSON"])
    case("list.txt", "[Eilmeldung] " + FIRST).expect([{"text": "[Eilmeldung] " + FIRST}])
    quoted = BOTH.replace('"', '""')
    case("t.csv", f'id,Date,title,text,extra\r\n7,2023-03-13,"Streit, neu","{quoted}",x\r\n8,,"a ""b""",{SECOND},y\r\n9,zu kurz\r\n').expect(
        [{"id": "7", "date": "2023-03-13", "title": "Streit, neu", "text": BOTH}, {"id": "8", "date": None, "title": 'a "b"', "text": SECOND}],
        3, ["t.csv:6: row of 2 cells, 5 columns are named"])
    case("t.tsv", f"doc_id\ttext\nx\t{FIRST}\n").expect([{"id": "x", "text": FIRST}])
    case("excel.csv", f"\ufefftitle;text\nStreit;{FIRST}\n").expect([{"id": "excel.csv:2", "title": "Streit", "text": FIRST}])
    case("prose.txt", f"Text, Bild und Ton\n\n{FIRST}\n").expect([{"id": "prose.txt"}])


def mails(case):
    case("a.eml", ("From: =?utf-8?Q?B=C3=BCro_Rabat?= <a@b.example>\r\nTo: x@y.example\r\nSubject: =?iso-8859-1?Q?Neues_aus?= =?iso-8859-1?B?IFr8cmljaA==?=\r\n"
                   "Date: Mon, 13 Mar 2023 08:00:00 +0100\r\nMessage-ID: <m1@b.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"gr\"\r\n\r\n"
                   "--gr\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nnur Text\r\n--gr\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                   f"<p>{FIRST}</p><p>{SECOND}</p>".replace("ü", "=FC").replace("ö", "=\r\n=F6") + "\r\n--gr--\r\n")).expect(
        [{"id": "m1@b.example", "title": "Neues aus Zürich", "publication": "Büro Rabat", "date": "2023-03-13", "text": BOTH}])
    case("b.eml", f"Received: x\r\nFrom: a@b.example\r\nSubject: Streit\r\nDate: Mon, 13 Mar 2023 08:00:00 +0100\r\n\r\n{FIRST}\r\n").expect([{"id": "b.eml", "title": "Streit"}])
    case("notes.txt", f"Berlin: {FIRST}\nDate: gestern\n\n{SECOND}").expect([{"id": "notes.txt"}])


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as place:
        def case(name, content):
            return Case(program, pathlib.Path(place), name, content)
        for check in (archives, web_archives, feeds, wires, tables_and_json, mails):
            check(case)
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(f"{len(faults)} faults")
    print("all forms are read right")


main()
