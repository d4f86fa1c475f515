#!/usr/bin/env python3
"""Proves the organisers' whole way with the real programs: a list from Excel is imported, badges are
printed, people come in by code, by name, as walk-ins, one without a phone; a session is run with
phones and with ballots entered for those without; everything is exported, and names, cards and totals
agree in PDF, ODT, HTML, XLSX, CSV and JSON. The record, read in again, gives the same record.
usage: tests/flow/office.py
"""
import csv
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "print"))
from codes import text_of  # noqa: E402
from desk import Desk  # noqa: E402
from hall import Client, Hall, Phone  # noqa: E402
from session import EVENT, check, failed  # noqa: E402
import session  # noqa: E402

PEOPLE = [("Elif", "Yılmaz", "Stadt Bochum", "Personal", "Personalentwicklung"),
          ("Marta", "Kowalski", "Stadt Essen", "Integration", "Integrationsbüro"),
          ("Jonas", "van den Berg-Schmitz", "Stadt Duisburg", "Politik", "Ratsmitglied"),
          ("Amina", "Haddad", "Verein Miteinander", "Migrantenvertretung", "Vorstand"),
          ("Peter", "Öztürk", "Stadt Hagen", "Personal", "Ausbildung"),
          ("Ingrid", "Größler", "Stadt Herne", "Integration", ""),
          ("Mehmet", "Şahin", "Stadt Witten", "Personal", ""),
          ("Claudia", "Müller; Rat", "Stadt Hamm", "Politik", "Fraktion")]
OTTO = "Otto Ohnetelefon"
CARDS = ["Mehrsprachigkeit zählt bei jeder Einstellung", "Yönetimde çok dillilik",
         "بلدية واحدة للجميع في عام 2030", "Größe zeigen: <b>offen</b> & \"fair\"",
         "=HYPERLINK(\"http://evil\")", "Ein Rathaus, das zur Stadt passt"]


def excel():
    """As German Excel saves it: Windows-1252 would lose the names, so "CSV UTF-8": BOM, ; and CRLF."""
    rows = [("Vorname", "Nachname", "Institution", "Fachbereich", "Funktion", "E-Mail")]
    rows += [p + ("%s@example.org" % p[0].lower(),) for p in PEOPLE]
    lines = [";".join('"%s"' % c if ";" in c else c for c in r) for r in rows]
    return b"\xef\xbb\xbf" + "\r\n".join(lines).encode() + b"\r\n"


def import_people(desk, folder):
    path = os.path.join(folder, "teilnehmende.csv")
    with open(path, "wb") as f:
        f.write(excel())
    desk.event("/people/import")
    check(desk.upload("/e/%s/people/import" % desk.hall.code, path) == 200, "the file is read")
    check("Yılmaz" in desk.page and "Müller; Rat" in desk.page, "the preview shows the rows")
    form = desk.form("/e/%s/people/import/check" % desk.hall.code)
    desk.event("/people")
    check("Yılmaz" not in desk.page, "a preview changes nothing")
    desk.post_form(form, apply="1")
    desk.event("/people")
    check(all(p[1].split(";")[0] in desk.page for p in PEOPLE), "everybody is in the list")


def print_badges(desk, folder):
    """The personal codes that stand on the printed badges."""
    desk.event("/print")
    desk.post("/e/%s/print/badges" % desk.hall.code, who="all")
    check(desk.raw.startswith(b"%PDF"), "badges are a PDF")
    path = os.path.join(folder, "schilder.pdf")
    with open(path, "wb") as f:
        f.write(desk.raw)
    text = text_of(path)
    found = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b", text)
    check(len(set(found)) == len(PEOPLE), "a code on each badge: %d" % len(set(found)))
    check(all(p[0] in text for p in PEOPLE), "each name on a badge")
    return sorted(set(found))


def scan(desk, text):
    """What the door says."""
    desk.event("/checkin")
    desk.post("/e/%s/checkin" % desk.hall.code, q=text)
    look = re.search(r'data-look="(\w+)"', desk.page)
    who = re.search(r'class="result-who"><h2[^>]*>([^<]*)', desk.page)
    return (look.group(1) if look else None), (who.group(1) if who else None)


def door(desk, codes):
    """Six by code, one by name, two walk-ins, one without a phone. Codes by name."""
    known = {}
    for code in codes[:6]:
        look, who = scan(desk, code)
        check(look == "good", "checked in by code: %s %s" % (look, who))
        known[who] = code
    look, who = scan(desk, codes[0])
    check(look == "again", "the second time is said")
    rest = [p for p in PEOPLE if "%s %s" % p[:2] not in known]
    name = rest[0][1]
    scan(desk, name[:6])
    forms = [f for f in desk.forms() if f["fields"].get("p") and f["fields"]["p"] != "0"]
    check(bool(forms), "found by name: " + name)
    desk.post("/e/%s/checkin" % desk.hall.code, p=forms[0]["fields"]["p"], do="in")
    check(">7<" in desk.page or "<strong>7</strong>" in desk.page, "seven are here")
    for first, more in (("Karin Walter", {}), (OTTO, {"no_phone": "1"})):
        desk.event("/checkin/new")
        desk.post("/e/%s/checkin/new" % desk.hall.code, name=first, organisation="Stadt Essen",
                  discipline="1", **more)
        check(desk.status == 200, "walk-in " + first)
    desk.event("/people?here=1")
    check(OTTO in desk.page and "Karin Walter" in desk.page, "walk-ins are here")
    return known


class Badge(Client):
    """A phone that scanned a badge."""

    def __init__(self, hall, code):
        hall.numbers += 1
        super().__init__(hall, hall.numbers)
        path = "/B/" + code.replace("-", "")
        assert self.get(path) == 200, (self.status, self.page[:500])
        form = next(f for f in self.forms() if "code" in f["fields"] or "code" in f["action"])
        assert self.post(form["action"], form["fields"]) == 200, self.page[:500]

    here, card, ballot = Phone.here, Phone.card, Phone.ballot


def enter(desk, name, field, **fields):
    """What the desk enters for a person: found by name, in the form that has such a field."""
    desk.event("/enter?q=" + name.split()[-1])
    link = re.search(r'href="(/e/%s/enter\?item=\d+&amp;person=\d+)"' % desk.hall.code, desk.page)
    if link:
        desk.get(link.group(1).replace("&amp;", "&"))
    form = next(f for f in desk.forms() if any(k.startswith(field) for k in f["fields"]))
    desk.post_form(form, **fields)
    check(desk.status == 200, "entered at the desk: %d" % desk.status)


def collect(hall, desk, boss, phones):
    boss.goto("Woran erkennen")
    check(boss.step("open")["result"] == "ok", "the collection opens")
    for phone, text in zip(phones, CARDS):
        check(phone.card(text) == 200, "card by phone")
    enter(desk, OTTO, "text", text="Vom Papier: Briefe ohne Amtsdeutsch")
    boss.step("release_all")
    boss.twice("close")
    hall.wait(lambda s: s["state"] in ("closed", "revealed"))


def vote(hall, desk, boss, phones):
    boss.goto("Welche Felder")
    boss.step("open")
    ids = {o["text"]: str(o["id"]) for o in hall.scene()["options"]}
    first, second = (ids[t] for t in ("Ausbildung", "Bildung"))
    for phone in phones:
        check(phone.ballot({first: 2, second: 1}) == 200, "ballot by phone")
    enter(desk, OTTO, "dot.", **{"dot." + second: "2", "dot." + first: "1"})
    boss.twice("close")
    hall.wait(lambda s: s["state"] == "closed")
    boss.step("next")
    scene = hall.wait(lambda s: s["state"] == "revealed")
    points = {o["text"]: (o["points"], o["people"]) for o in scene["options"]}
    n = len(phones)
    check(points["Ausbildung"] == (2 * n + 1, n + 1) and points["Bildung"] == (n + 2, n + 1),
          "totals: %s" % points)
    return points


def office(path, kind, folder, *more):
    """Through headless LibreOffice; the made file."""
    subprocess.run(["soffice", "-env:UserInstallation=file://" + os.path.join(folder, "lo"),
                    "--headless", "--convert-to", kind, "--outdir", folder, path, *more],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)


def squeeze(text):
    return re.sub(r"[\s\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069-]", "", text)


def results(record):
    """Options with their totals, which stand beside each other in the record."""
    return "".join("%s: %s, %s; " % (o if isinstance(o, str) else o["text"], t["points"], t["people"])
                   for item in record["agenda"] for run in item["runs"] if "totals" in run
                   for o, t in zip(run["options"], run["totals"]))


def texts(hall, out, folder):
    """What each format says, without white space."""
    office(os.path.join(out, "Dokumentation.odt"), "txt:Text (encoded):UTF8", folder)
    office(os.path.join(out, "Tabellen.xlsx"),
           "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", folder)
    found = {"PDF": text_of(os.path.join(out, "Dokumentation.pdf"))}
    with open(os.path.join(folder, "Dokumentation.txt"), encoding="utf-8-sig") as f:
        found["ODT"] = f.read()
    found["XLSX"] = "".join(open(os.path.join(folder, n), encoding="utf-8").read().replace('""', '"')
                            for n in sorted(os.listdir(folder)) if n.startswith("Tabellen-"))
    found["CSV"] = "".join(
        c + "|" for n in sorted(os.listdir(os.path.join(out, "CSV"))) if "roh" not in n
        for row in csv.reader(open(os.path.join(out, "CSV", n), encoding="utf-8-sig", newline=""),
                              delimiter=";") for c in row)
    with open(os.path.join(out, "Dokumentation.html"), encoding="utf-8") as f:
        page = re.sub(r"(?s)<style.*?</style>|data:[^\"']*", "", f.read())
    found["HTML"] = html.unescape(re.sub(r"<[^>]+>", " ", page))
    with open(os.path.join(out, "Daten.json"), encoding="utf-8") as f:
        record = json.load(f)
        found["JSON"] = json.dumps(record, ensure_ascii=False).replace('\\"', '"') + results(record)
    return {k: squeeze(v) for k, v in found.items()}


def agree(found, points):
    for kind, text in found.items():
        for card in CARDS + ["Vom Papier: Briefe ohne Amtsdeutsch"]:
            if kind == "PDF" and not card.isascii() and "ب" in card:
                continue            # right-to-left text comes out of pdftotext in visual order
            check(squeeze(card) in text, "%s has the card %s" % (kind, card))
        for option, (n, people) in points.items():
            at = [m.end() for m in re.finditer(re.escape(squeeze(option)), text)]
            near = [re.search(r"%d\D{1,40}?%d" % (n, people), text[a:a + 400]) for a in at]
            check(not n or any(near), "%s tells %d dots of %d people for %s"
                  % (kind, n, people, option))
        check("Kowalski" not in text, "%s: no name without consent" % kind)


def round_trip(hall, out, folder):
    """The record read in again gives the same bytes."""
    again = os.path.join(folder, "wieder.punktum")
    data = os.path.join(out, "Daten.json")
    r = subprocess.run([hall.program, "new", again, "--record", data], capture_output=True,
                       text=True, check=False)
    check(r.returncode == 0, "the record makes an event: " + r.stderr)
    subprocess.run([hall.program, "export", again, os.path.join(folder, "b"), "--format", "json"],
                   check=True, stdout=subprocess.DEVNULL)
    with open(data, "rb") as a, open(os.path.join(folder, "b", "Daten.json"), "rb") as b:
        check(a.read() == b.read(), "export, import, export: the same bytes")


def documents(hall, folder, points):
    out = os.path.join(folder, "out")
    said = subprocess.run([hall.program, "export", hall.event, out, "--data", hall.dir],
                          check=True, capture_output=True, text=True).stdout
    check("progress" in said, "progress is told")
    agree(texts(hall, out, folder), points)
    r = subprocess.run(["qpdf", "--check", os.path.join(out, "Dokumentation.pdf")],
                       capture_output=True, text=True, check=False)
    check(r.returncode == 0, "qpdf: " + r.stdout + r.stderr)
    with zipfile.ZipFile(os.path.join(out, "Dokumentation.zip")) as z:
        names = set(z.namelist())
        check(z.testzip() is None, "the ZIP is sound")
    for name in ("Dokumentation.pdf", "Dokumentation.odt", "Dokumentation.html", "Tabellen.xlsx",
                 "Daten.json", "Programm.ics"):
        check(any(n.endswith(name) for n in names), "the ZIP has " + name)
    round_trip(hall, out, folder)


def main():
    hall = Hall(dict(EVENT, consents=EVENT["consents"] + [
        {"key": "quote", "text": "Zitate"}, {"key": "contact", "text": "Kontakt"}])).start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(hall).login()
            import_people(desk, folder)
            known = door(desk, print_badges(desk, folder))
            phones = [Badge(hall, code) for code in list(known.values())]
            boss = hall.moderator()
            collect(hall, desk, boss, phones)
            points = vote(hall, desk, boss, phones)
            documents(hall, folder, points)
        hall.stop()
        log = open(hall.log, encoding="utf-8").read()
        check("Elif" not in log and "Yılmaz" not in log, "no names in the log")
    finally:
        if hall.process.poll() is None:
            hall.kill()
        hall.remove()
    print("%d passed, %d failed" % (session.passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
