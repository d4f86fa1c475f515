#!/usr/bin/env python3
"""The documentation at the desk, over real HTTP: chapters are written, put in order and left out;
two who write the same text are told and lose nothing; voices keep to what people agreed to; tables
are pasted from a spreadsheet; photos lose what is hidden in them, and what is none is refused;
everything is made in a child while the server runs, shows how far it is, can be cancelled and
fetched; what was written stands in the PDF, the HTML and the JSON; and the JSON makes the same
event again.
"""
import io
import json
import os
import re
import struct
import subprocess
import sys
import time
import zipfile
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from hall import Client, Hall  # noqa: E402
from desk import Desk  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "print"))
from day import live, sample  # noqa: E402

EVENT = {
    "title": "Dialogkonferenz & mehr", "expected": 20, "language": "de", "start": "2026-11-07T09:00",
    "organisations": [{"name": "Stadt Essen", "municipality": "Essen", "letters": "E"}],
    "consents": [{"key": "name_list", "text": "Mein Name darf in der Liste stehen."},
                 {"key": "quote", "text": "Ich darf zitiert werden."}],
    "agenda": [
        {"kind": "arrival", "title": "Ankommen", "minutes": 15},
        {"kind": "visions", "title": "Im Jahr 2030", "minutes": 20, "appear": "live",
         "author": "city"},
        {"kind": "dots", "title": "Welche Felder?", "minutes": 10, "dots": 2,
         "options": ["Ausbildung", "Kultur"]},
    ],
}
passed, failed = 0, []


def check(good, what):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED " + what)


def png(width=60, height=40, text=b"GPS 51.43N 6.88E"):
    """A PNG with a text chunk, as phones hide things in it."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    rows = b"".join(b"\0" + bytes([200, y * 5 % 256, 60]) * width for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0" + text) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def paper(desk, path=""):
    return "/e/%s/paper%s" % (desk.hall.code, path)


def chapters(desk):
    a, b = desk, paper(desk, "/text/")
    keys = re.findall(r'data-key="([\w-]+)"', a.page)
    return keys or re.findall(re.escape(b) + r"([\w-]+)", a.page)


def texts(desk):
    desk.get(paper(desk))
    check(desk.status == 200, "the overview")
    keys = chapters(desk)
    check(keys[:2] == ["foreword", "summary"] and "tables" in keys, "chapters in their usual order")
    check(paper(desk, "/text/item-2") in desk.page, "items stand below their chapter")
    desk.get(paper(desk, "/text/foreword"))
    r = desk.json(paper(desk, "/text/foreword"), {"body": "Liebe **Gäste**,\n\n- eins\n- zwei <b>",
                                                  "title": "Zum Geleit", "seen": "-1"})
    check(r["result"] == "ok" and re.match(r"\d+:\d\d$", r["at"]), "a text is stored and says when")
    r2 = desk.json(paper(desk, "/text/foreword"), {"body": "anders", "seen": "-1"})
    check(r2["result"] == "stale" and r2["body"].startswith("Liebe") and desk.name in r2["sentence"],
          "who wrote at the same time is told, with the other text")
    desk.get(paper(desk, "/text/foreword"))
    desk.post(paper(desk, "/text/foreword"), {"body": "Mein Entwurf", "title": "", "seen": "-1"})
    check(desk.status == 409 and "Mein Entwurf" in desk.page and "Liebe **Gäste**" in desk.page,
          "without a script both versions stand on the page")
    desk.post(paper(desk, "/text/foreword/preview"), {"body": "# Kopf\nKolleg*innen *kursiv*\n"
              "<script>x</script> [Seite](https://example.org/) [x](javascript:alert(1))"})
    look = desk.page
    check("<i>kursiv</i>" in look and "<h3>Kopf</h3>" in look and "Kolleg*innen" in look,
          "the preview shows what will be printed")
    check("<script>x" not in look and 'href="javascript' not in look
          and 'href="https://example.org/"' in look, "the preview is safe")
    desk.get(paper(desk, "/text/foreword"))
    check("Liebe **Gäste**" in desk.page, "the preview stores nothing")
    desk.json(paper(desk, "/text/item-2"), {"body": "Es war *lebhaft*.", "seen": "-1"})
    check(desk.get(paper(desk, "/text/item-99")) == 404, "no such chapter")


def order(desk):
    desk.get(paper(desk))
    desk.post(paper(desk, "/text/outlook/move"), {"after": "foreword"})
    check(chapters(desk)[:3] == ["foreword", "outlook", "summary"], "a chapter moves by its button")
    desk.post(paper(desk, "/add"), {"title": "Was uns auffiel"})
    check("/text/free-1" in desk.path and "Was uns auffiel" in desk.page, "a chapter of their own")
    desk.json(paper(desk, "/text/free-1"), {"body": "Vieles.", "seen": "1"})
    desk.get(paper(desk))
    keys = [k for k in chapters(desk) if k != "free-1"]
    desk.json(paper(desk, "/order"), {"keys": " ".join(keys[:3] + ["free-1"] + keys[3:])})
    desk.get(paper(desk))
    check(chapters(desk)[3] == "free-1", "the order after a drag")
    desk.post(paper(desk, "/text/project/include"), {"included": "0"})
    check("ausgelassen" in desk.page, "a chapter is left out")


def voices(desk):
    desk.get(paper(desk, "/voices"))
    check("Ada Ja – darf genannt werden" in desk.page and "Bea Ohne – ohne Namen" in desk.page
          and "Cem Nein" not in desk.page, "only people who agreed are offered")
    ids = {n: i for i, n in re.findall(r'<option value="(\d+)" data-by="[^"]*">(\w+) ', desk.page)}
    desk.post(paper(desk, "/voices"), {"do": "set", "id": "0", "seen": "0", "card": "0",
              "heading": "Vertrauen", "text": "Wir kennen uns jetzt.", "person": ids["Bea"],
              "attribution": "Bea Ohne, Stadt Essen", "included": "1"})
    check(desk.status == 422 and "ohne Namen zitiert" in desk.page
          and "Wir kennen uns jetzt." in desk.page, "a name not agreed to is refused, text kept")
    desk.post(paper(desk, "/voices"), {"do": "set", "id": "0", "seen": "0", "card": "0",
              "heading": "Vertrauen", "text": "Wir kennen uns jetzt.", "person": ids["Bea"],
              "attribution": "", "included": "1"})
    check(desk.status == 200 and "<p class=\"by\" dir=\"auto\">Stadt Essen</p>" in desk.page,
          "without a name the organisation signs")
    desk.post(paper(desk, "/voices"), {"do": "set", "id": "0", "seen": "0", "card": "0",
              "heading": "Nutzen", "text": "Das spart Zeit.", "person": ids["Ada"],
              "attribution": "", "included": "1"})
    check("Ada Ja, Stadt Essen" in desk.page, "with consent the name signs")
    found = re.findall(r"voices\?id=(\d+)", desk.page)
    desk.post(paper(desk, "/voices"), {"do": "move", "id": found[1], "after": "0"})
    check(desk.page.index("Das spart Zeit.") < desk.page.index("Wir kennen uns"), "voices move")


def tables(desk):
    desk.post(paper(desk, "/tables"), {"do": "set", "id": "0", "seen": "0", "title": "Personal",
              "dated": "31. Dezember 2008", "source": "Städte", "included": "1",
              "body": "Stadt\talle\r\nEssen\t9.273\r\nA;B\tk. A.[^1]\r\n", "notes": "ohne Betriebe"})
    check(desk.status == 200 and '<th scope="row" dir="auto">A;B</th>' in desk.page
          and "9.273</td>" in desk.page, "rows pasted from a spreadsheet")
    desk.post(paper(desk, "/tables"), {"do": "set", "id": "0", "seen": "0", "title": "",
                                       "body": "x;y", "included": "1"})
    check(desk.status == 422 and "x;y" in desk.page, "a table needs a title; what was typed stays")


def photos(desk):
    new = paper(desk, "/pictures/new")
    desk.upload(new, "bild.png", png(), chapter="impressions", caption="Am Tisch", alt="")
    check(desk.status == 400 and "beschreiben Sie das Bild" in desk.page, "a description is needed")
    desk.upload(new, "bild.png", png(), chapter="impressions", caption="Am Tisch",
                alt="Drei Leute am Tisch")
    check(desk.status == 200 and "Drei Leute am Tisch" in desk.page, "a photo is taken")
    number = re.search(r"/paper/pictures/(\d+)", desk.page).group(1)
    for name, data, words in (("x.gif", b"GIF89a" + b"x" * 50, "weder ein JPEG"),
                              ("x.png", png()[:-40], "beschädigt"),
                              ("x.png", png().replace(struct.pack(">II", 60, 40),
                                                      struct.pack(">II", 60000, 40000)), "zu groß")):
        desk.upload(new, name, data, chapter="impressions", caption="", alt="x")
        check(desk.status == 400 and words in desk.page, "refused: " + words)
    desk.ask("GET", paper(desk, "/pictures/" + number))
    check(desk.headers["content-type"] == "image/png", "the picture comes back")
    desk.get(paper(desk, "/pictures"))
    desk.post(paper(desk, "/pictures"), {"do": "set", "id": number, "seen": "1",
              "chapter": "item-2", "caption": "Am runden Tisch", "alt": "Drei", "included": "1"})
    check("Am runden Tisch" in desk.page, "caption and chapter change")


def state(desk):
    desk.ask("GET", paper(desk, "/making"), None, {"Accept": "application/json"})
    return json.loads(desk.page)


def wait(desk, seconds=60):
    seen = set()
    for _ in range(seconds * 100):
        s = state(desk)
        seen.add(s["done"])
        if not s["running"]:
            return s, seen
        time.sleep(0.01)
    raise AssertionError("the documentation is never ready")


def fetch(desk, name):
    desk.ask("GET", paper(desk, "/files/" + name))
    return desk.raw if desk.status == 200 else None


def making(desk):
    desk.get(paper(desk))
    desk.post(paper(desk, "/making"), {"do": "make"})
    check('id="making-bar"' in desk.page, "the page shows a bar")
    desk.get("/")
    desk.post(paper(desk, "/making"), {"do": "make"})
    check(desk.status == 409 or not state(desk)["running"], "one at a time")
    s, seen = wait(desk)
    check(not s["failed"] and s["files"] and s["files"][0]["file"] == "Dokumentation.zip", "made")
    check(len(seen) >= 3, "progress was seen: %s" % sorted(seen))
    desk.get(paper(desk))
    check("Alles in einer ZIP-Datei" in desk.page and "Erstellt um" in desk.page, "files are offered")
    z = zipfile.ZipFile(io.BytesIO(fetch(desk, "Dokumentation.zip")))
    names = z.namelist()
    check(z.testzip() is None and "Daten.json" in names and "Programm.ics" in names
          and "Dokumentation.pdf" in names, "the ZIP: %s" % names)
    check(fetch(desk, "..%2f..%2faccounts.json") is None and fetch(desk, "event.punktum") is None,
          "nothing else can be fetched")
    first = fetch(desk, "Dokumentation.zip")
    desk.get("/")
    desk.post(paper(desk, "/making"), {"do": "make", "format": "json"})
    s, _ = wait(desk)
    check([f["file"] for f in s["files"]] == ["Dokumentation.zip", "Daten.json"], "one format alone")
    return z, first


def cancelling(desk):
    desk.get("/")
    desk.post(paper(desk, "/making"), {"do": "make"})
    desk.post(paper(desk, "/making"), {"do": "cancel"})
    s, _ = wait(desk)
    check(s["cancelled"] and s["files"], "cancelled; what was there stays")


def contents(desk, z, tmp):
    pdf = os.path.join(tmp, "doc.pdf")
    with open(pdf, "wb") as f:
        f.write(z.read("Dokumentation.pdf"))
    words = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True,
                           text=True).stdout
    page = z.read("Dokumentation.html").decode()
    for where, text in (("PDF", re.sub(r"\s+", " ", words)), ("HTML", page)):
        for part in ("Zum Geleit", "Was uns auffiel", "Das spart Zeit.", "Wir kennen uns jetzt.",
                     "Ada Ja", "Am runden Tisch", "Personal"):
            check(part in text, "%s tells %s" % (where, part))
        check("Bea Ohne" not in text and "Cem Nein" not in text, where + " keeps to the consents")
    record = json.loads(z.read("Daten.json"))
    check([t["key"] for t in record["texts"]].count("item-2") == 1
          and record["pictures"][0]["chapter"] == "item-2", "JSON names chapters by place")
    check(b"GPS" not in z.read("Daten.json") and b"51.43N" not in fetch_picture(record),
          "nothing hidden in the photo is left")
    names = [p.get("name") for p in record["people"]]
    check("Ada Ja" in names and "Cem Nein" not in names, "JSON: names only with consent")


def fetch_picture(record):
    import base64
    return base64.b64decode(record["pictures"][0]["bytes"])


def again(hall, z, tmp):
    """The record as an event of its own: its record is the same."""
    one, out = os.path.join(tmp, "Daten.json"), os.path.join(tmp, "out")
    data = z["Daten.json"] if isinstance(z, dict) else z.read("Daten.json")
    with open(one, "wb") as f:
        f.write(data)
    new = os.path.join(tmp, "wieder.punktum")
    subprocess.run([hall.program, "new", new, "--record", one], check=True,
                   stdout=subprocess.DEVNULL)
    r = subprocess.run([hall.program, "check", new], capture_output=True, text=True)
    check(r.returncode == 0, "the new file passes the check: " + r.stdout + r.stderr)
    subprocess.run([hall.program, "export", new, out, "--format", "json"], check=True,
                   stdout=subprocess.DEVNULL)
    check(open(os.path.join(out, "Daten.json"), "rb").read() == data,
          "export, import, export: the same bytes")


def day():
    """The same after a whole day of the sample: 80 people, cards, votes, a tie decided."""
    hall = Hall(sample()).start()
    try:
        live(hall, number=60)
        hall.stop()
        out = os.path.join(hall.dir, "day")
        subprocess.run([hall.program, "export", hall.event, out, "--format", "json"], check=True,
                       stdout=subprocess.DEVNULL)
        with open(os.path.join(out, "Daten.json"), "rb") as f:
            data = f.read()
        votes = [r for i in json.loads(data)["agenda"] for r in i["runs"] if "ballots" in r]
        check(votes and sorted(votes[0]["ballots"], reverse=True) == votes[0]["ballots"]
              and len(votes[0]["ballots"]) == votes[0]["turnout"],
              "ballots sorted by content, as many as people who voted")
        check([sum(b[i] for b in votes[0]["ballots"]) for i in range(len(votes[0]["options"]))]
              == [t["points"] for t in votes[0]["totals"]], "totals are the ballots' sums")
        again(hall, {"Daten.json": data}, hall.dir)
    finally:
        hall.stop()
        hall.remove()


def people(hall):
    """Three people, by what they agreed to."""
    for name, listed, quote in (("Ada Ja", True, "2"), ("Bea Ohne", False, "1"),
                                ("Cem Nein", False, "0")):
        hall.numbers += 1
        p = Client(hall, hall.numbers)
        p.get("/" + hall.code)
        form = p.form("/register")
        fields = dict(form["fields"], name=name)
        fields["organisation"] = [o for o in form["options"]["organisation"] if o][0]
        fields["consent.quote"] = quote
        if listed:
            fields["consent.name_list"] = "1"
        assert p.post("/register", fields) == 200, p.page[:500]


def erased(desk):
    """Whoever is erased stands in no document made before: the finished ones go."""
    fetch(desk, "Daten.json")
    check(desk.status == 200, "a document is there: %d" % desk.status)
    desk.post("/e/%s/people/1/erase" % desk.hall.code, sure="1")
    check(desk.status == 200, "erased: %d" % desk.status)
    fetch(desk, "Daten.json")
    check(desk.status == 404, "and with them what was made: %d" % desk.status)


def main():
    hall = Hall(EVENT).start()
    tmp = hall.dir
    try:
        people(hall)
        desk = Desk(hall).login()
        texts(desk)
        order(desk)
        voices(desk)
        tables(desk)
        photos(desk)
        z, _ = making(desk)
        cancelling(desk)
        contents(desk, z, tmp)
        again(hall, z, tmp)
        erased(desk)
        day()
    finally:
        hall.stop()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
