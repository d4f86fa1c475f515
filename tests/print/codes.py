#!/usr/bin/env python3
"""Proves that what is printed leads where it should. Every QR code of every print is found in the
page as a scanner sees it (200 and 100 dpi, blurred, upside down) and says what it must: the Wi-Fi with
all five characters that need escaping, the page, the public page, each badge. The book knows every
new code and no file or log line does. Names of all kinds stand whole on every sheet of labels. A
badge's address asks, binds and ends as it should; helpers print one badge and nothing else.
usage: tests/print/codes.py
"""
import glob
import hashlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[0:0] = [os.path.join(HERE, "..", "flow"), HERE]
from desk import Desk  # noqa: E402
import pdfua  # noqa: E402
from hall import Client, Hall, ROOT  # noqa: E402

PROGRAM = os.environ.get("PUNKTUM", os.path.join(ROOT, "build/punktum"))
SSID, PASSWORD = 'Saal;1,"West"', 'a\\b;c,d:e"f'
WIFI = 'WIFI:T:WPA;S:Saal\\;1\\,\\"West\\";P:a\\\\b\\;c\\,d\\:e\\"f;;'
PUBLIC = "https://www.stadt.example/dialog?jahr=2026"
NAMES = ["Elif Yılmaz", "Jo", "Ä", "Sukarno", "محمد عبد الله الرحمن", "שרה לוי", "Ngọc Nguyễn",
         "Maximiliane-Wilhelmine Freifrau von und zu Hohenlohe-Waldburg",
         "Karla-Friederike Müller-Lüdenscheidt van den Berg-Hohenstein",
         "Wolfeschlegelsteinhausenbergerdorff", "Zoë 🌻 Sonnenschein", "İbrahim Şükrü Çağlayan",
         "O'Brien <b>&amp; Söhne"]
EVENT = {
    "title": "Dialog über Codes", "place": "Stadthalle", "host": "Die Städte",
    "start": "2026-11-07T09:00", "end": "2026-11-07T15:30", "language": "de",
    "ssid": SSID, "password": PASSWORD, "public_url": PUBLIC,
    "directions": "Vom Bahnhof zehn Minuten zu Fuß.", "access": "Stufenlos, Aufzug.",
    "contact": "Integrationsstelle, Telefon 0208 455",
    "organisations": [{"name": "Werkstatt Vielfalt Gelsenkirchen", "municipality": "Gelsenkirchen",
                       "letters": "GE"},
                      {"name": "Stadt Herne", "municipality": "Herne", "letters": "HER"}],
    "consents": [{"key": "photo", "text": "Fotos dürfen gedruckt werden."}],
    "agenda": [{"kind": "arrival", "title": "Ankommen"},
               {"kind": "visions", "title": "Woran erkennen wir 2030 die Verwaltung?"},
               {"kind": "dots", "title": "Welche Felder?", "dots": 3, "per_option": 2,
                "options": ["Interkulturelle Öffnung", "Ausbildung", "Bildung"]}],
}
passed = failed = 0


def check(good, what):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print("FAILED", what, flush=True)
    return good


# --- looking at pages --------------------------------------------------------------------------

def pixels(pdf, page=1, dpi=200, box=None):
    """A page as grey pixels: (width, height, bytes)."""
    words = ["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page)]
    if box:
        x, y, w, h = (int(mm * dpi / 25.4) for mm in box)
        words += ["-x", str(x), "-y", str(y), "-W", str(w), "-H", str(h)]
    data = subprocess.run(words + [pdf], capture_output=True, check=True).stdout
    magic, width, height, _ = re.match(rb"(P5)\s(\d+)\s(\d+)\s(\d+)\s", data).groups()
    return int(width), int(height), data[-int(width) * int(height):]


def blurred(picture, radius):
    """A box blur, twice: a camera that did not find its focus."""
    width, height, data = picture
    size = 2 * radius + 1

    def lines(rows):
        out = []
        for row in rows:
            row = [row[0]] * radius + list(row) + [row[-1]] * radius
            total, line = sum(row[:size]), []
            for i in range(len(row) - size + 1):
                line.append(total // size)
                if i + size < len(row):
                    total += row[i + size] - row[i]
            out.append(line)
        return out
    for _ in range(2):
        rows = lines([data[i * width:(i + 1) * width] for i in range(height)])
        columns = lines([[row[x] for row in rows] for x in range(width)])
        data = bytes(columns[x][y] for y in range(height) for x in range(width))
    return width, height, data


def cut(picture, dpi, box):
    """A part of a page, its box in millimetres."""
    width, height, data = picture
    x, y, w, h = (int(mm * dpi / 25.4) for mm in box)
    w, h = min(w, width - x), min(h, height - y)
    return w, h, b"".join(data[(y + i) * width + x:(y + i) * width + x + w] for i in range(h))


def faded(picture, seed):
    """Printed with little toner on grey paper: black is grey, paper is darker, specks on both."""
    width, height, data = picture
    rng = random.Random(seed)
    pale = bytes(70 + v * 130 // 255 for v in range(256))
    data = bytearray(data.translate(pale))
    for _ in range(len(data) // 50):
        data[rng.randrange(len(data))] = rng.randrange(50, 220)
    return width, height, bytes(data)


def labels_of(sheet):
    """Boxes of a sheet's labels in millimetres, row by row."""
    with open(os.path.join(ROOT, "assets/print/sheets", sheet + ".sheet"), encoding="utf-8") as f:
        v = dict(line.strip().split(" = ") for line in f if " = " in line)
    (w, h), (dx, dy) = (tuple(map(float, v[k].split(" x "))) for k in ("label", "pitch"))
    return [(float(v["left"]) + c * dx, float(v["top"]) + r * dy, w, h)
            for r in range(int(v["rows"])) for c in range(int(v["columns"]))]


def on_each_label(pdf, sheet, bad=False):
    """The codes a scanner reads, one label at a time as at the door; bad: off a bad print."""
    found, dpi = [], 150 if bad else 200
    for page in range(1, pages_of(pdf)[0] + 1):
        whole = pixels(pdf, page, dpi)
        for i, box in enumerate(labels_of(sheet)):
            label = cut(whole, dpi, box)
            found += codes(blurred(faded(label, i), 1) if bad else label)
    return sorted(found)


def codes(picture):
    """What a scanner reads in it, sorted."""
    with tempfile.NamedTemporaryFile(suffix=".pgm") as f:
        f.write(b"P5\n%d %d\n255\n" % picture[:2] + picture[2])
        f.flush()
        r = subprocess.run(["zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", f.name],
                           capture_output=True, check=False)
    return sorted(r.stdout.decode("utf-8").splitlines())


def text_of(pdf):
    return subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], capture_output=True,
                          check=True).stdout.decode("utf-8")


def bare(text):
    """Letters alone: lines, hyphens at their ends, spaces and marks of direction do not count."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[-\s\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad]", "", text)


def pages_of(pdf):
    out = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", out)
    return (int(re.search(r"Pages:\s+(\d+)", out).group(1)),
            tuple(round(float(v) * 25.4 / 72) for v in size.groups()))


def sound(pdf, what):
    r = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True, check=False)
    check(r.returncode == 0, "%s is a sound PDF: %s" % (what, r.stdout + r.stderr))


# --- the verb ----------------------------------------------------------------------------------

def printed(event, what, *options, codes_in=None):
    path = event.replace(".punktum", "-%s.pdf" % what)
    r = subprocess.run([PROGRAM, "print", event, what, path, "--address", "10.0.0.1", *options],
                       input=codes_in, capture_output=True, text=True, check=False)
    check(r.returncode == 0, "print %s: %s" % (what, r.stderr))
    check("did not fit" not in r.stderr and "without a font" not in r.stderr,
          "print %s: %s" % (what, r.stderr))
    sound(path, what)
    for fault in pdfua.check(path, bookmarks=False):
        check(False, "%s: %s" % (what, fault))
    return path, r.stderr


def add_people(event):
    db = sqlite3.connect(event)
    for i, name in enumerate(NAMES):
        db.execute("INSERT INTO person (id, name, organisation, registered_ms, function, role, "
                   "origin) VALUES (?, ?, ?, 1, ?, ?, 'desk')",
                   (i + 1, name, 1 + i % 2, "Dezernentin für Soziales, Jugend und Integration",
                    ["guest", "speaker", "helper", "host", "press", "moderation"][i % 6]))
        if i % 2:
            db.execute("INSERT INTO person_consent VALUES (?, 0, 1)", (i + 1,))
    db.commit()
    db.close()


def sheets_to_read(event, code):
    """Invitation, table sign, access sheet."""
    page = "HTTP://10.0.0.1/" + code
    path, _ = printed(event, "invitation")
    check(pages_of(path) == (1, (105, 148)), "the invitation is A6: %s" % (pages_of(path),))
    check(codes(pixels(path)) == [PUBLIC], "its code is the public page")
    text = text_of(path)
    for words in ("Einladung", "Samstag, 7. November 2026", "9:00 bis 15:30 Uhr", "Stadthalle",
                  "Vom Bahnhof", "Stufenlos", "0208 455"):
        check(bare(words) in bare(text), "the invitation tells " + words)
    check(bare(PUBLIC.split("//")[1]) in bare(text), "the public page in clear")
    check("10.0.0.1" not in text, "no address of the hall on the invitation")
    for what in ("signs", "access"):
        path, _ = printed(event, what)
        check(pages_of(path) == (1, (210, 297)), what + " is one page A4")
        halves = [(0, 0, 210, 148.5), (0, 148.5, 210, 148.5)] if what == "signs" else [None]
        for half in halves:
            for dpi, blur in ((200, 0), (100, 0), (100, 2)):
                picture = pixels(path, 1, dpi, half)
                found = codes(blurred(picture, blur) if blur else picture)
                check(found == sorted([WIFI, page]), "%s %s at %d dpi, blur %d: %s"
                      % (what, half, dpi, blur, found))
        halves = [half or (0, 0, 210, 297) for half in halves]
        for half in halves:
            found = codes(blurred(faded(cut(pixels(path, 1, 150), 150, half), 7), 1))
            check(found == sorted([WIFI, page]), "%s off a bad print: %s" % (what, found))
        text = bare(text_of(path))
        for words in (SSID, PASSWORD, "10.0.0.1/" + code, "Türkçe", "English", "Deutsch",
                      "Kein Internet?", "العربية", "بالشبكة"):
            check(bare(words) in text, "%s tells %s" % (what, words))


def on_labels(event):
    """Each name whole on each sheet; each code of at least 25 mm read on each badge."""
    given = {i + 1: "ABCD-%04d" % (i * 7) for i in range(len(NAMES))}
    lines = "".join("%d %s\n" % kv for kv in given.items())
    want = sorted("HTTP://10.0.0.1/B/" + c.replace("-", "") for c in given.values())
    for path in sorted(glob.glob(os.path.join(ROOT, "assets/print/sheets/*.sheet"))):
        name = os.path.basename(path)[:-6]
        pdf, said = printed(event, "badges", "--codes", "--sheet", name, codes_in=lines)
        for bad in (False, True) if name in ("90x60", "l4785", "dymo-99014") else (False,):
            found = on_each_label(pdf, name, bad)
            check(found == want, "%s: %d of %d codes%s" %
                  (name, len(set(found)), len(want), " off a bad print" * bad))
        text = bare(text_of(pdf))
        for person in NAMES:
            check(bare(person) in text or not person.isascii() and
                  bare(person)[::-1] in text, "%s: %s stands there" % (name, person))
        check(all(bare(c) in text for c in given.values()), name + ": codes in clear")
        if name in ("90x60", "a6", "a7", "l7165"):
            small = re.search(r"(\d+) names below", said)
            check(not small or int(small.group(1)) <= 1, "%s: %s" % (name, said))
    first, _ = printed(event, "badges", "--codes", codes_in=lines)
    r = subprocess.run([PROGRAM, "print", event, "badges", "-", "--codes"], input="1 K7MQ\n",
                       capture_output=True, text=True, check=False)
    check(r.returncode == 1 and "line 1" in r.stderr and not r.stdout, "half a code is none")
    with open(first, "rb") as f:
        one = f.read()
    printed(event, "badges", "--codes", codes_in=lines)
    with open(first, "rb") as f:
        check(f.read() == one, "the same data gives the same bytes")


def place_of(pdf, word):
    out = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True,
                         check=True).stdout
    at = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>%s<' % re.escape(word), out)
    return tuple(float(v) * 25.4 / 72 for v in at.groups()) if at else None


def positions(event):
    """Half-used sheets and a printer that is off."""
    line = "2 ABCD-1234\n"
    pdf, _ = printed(event, "badges", "--codes", "--sheet", "l4785", codes_in=line)
    x, y = place_of(pdf, "Jo")
    pdf, _ = printed(event, "badges", "--codes", "--sheet", "l4785", "--start", "4",
                     "--offset-x", "1.5", "--offset-y", "-2", codes_in=line)
    x2, y2 = place_of(pdf, "Jo")
    check(abs(x2 - x - 96.5) < 0.05 and abs(y2 - y - 53) < 0.05,
          "start 4, offset 1.5 and -2 mm: %.2f %.2f" % (x2 - x, y2 - y))
    r = subprocess.run([PROGRAM, "print", event, "badges", event + ".pdf", "--sheet", "l4785",
                        "--start", "11"], capture_output=True, text=True, check=False)
    check(r.returncode == 1 and "10 labels" in r.stderr, "no eleventh label: " + r.stderr)
    pdf, _ = printed(event, "calibration", "--sheet", "l4785", "--offset-x", "1")
    check(pages_of(pdf)[0] == 1 and "100" in text_of(pdf), "a calibration page")


def agenda_sheets(event):
    """Programme and director's script: what guests may read, and what only the team may."""
    db = sqlite3.connect(event)
    db.execute("UPDATE item SET note = 'Fenster auf!', goal = 'Alle kommen an', speaker = 'Frau Öz' "
               "WHERE id = 1")
    db.execute("INSERT INTO step (what, item, remote, at_ms) SELECT 'goto', 2, 0, planned_ms + 240000 FROM item "
               "WHERE id = 2")
    db.commit()
    db.close()
    path, _ = printed(event, "programme")
    text = text_of(path)
    check(pages_of(path) == (1, (210, 297)), "the programme is one page A4: %s" % (pages_of(path),))
    for words in ("Programm", "Dialog über Codes", "9:00", "Ankommen", "Frau Öz", "Welche Felder?"):
        check(words in text, "the programme tells " + words)
    check("Fenster" not in text and "Alle kommen" not in text, "and nothing internal")
    path, _ = printed(event, "script")
    text = text_of(path)
    check(pages_of(path)[1] == (297, 210), "the script is A4 across: %s" % (pages_of(path),))
    for words in ("Regieplan", "intern", "Fenster auf!", "Alle kommen an", "Geplant", "Tatsächlich",
                  "4 Minuten hinter dem Plan", "3 Punkte pro Person", "2. Ausbildung"):
        check(bare(words) in bare(text), "the script tells " + words)


def paper_kit(event):
    pdf, _ = printed(event, "ballots")
    text = text_of(pdf)
    check(pages_of(pdf)[0] == 3, "cards, ballots, tally list")
    check(text.count("Stimmzettel auf Papier") == 9 and text.count("Karte auf Papier") == 4,
          "eight ballots and a tally list, four cards, each marked as paper")
    check(text.count("Interkulturelle Öffnung") == 9 and "Strichliste" in text, "their options")
    pdf, _ = printed(event, "ballots", "--per", "4")
    check(text_of(pdf).count("Stimmzettel auf Papier") == 5, "four on a page when wished")


# --- the desk and a phone ----------------------------------------------------------------------

def blake(code):
    return hashlib.blake2b(code.replace("-", "").encode(), digest_size=32).digest()


def newest(event):
    db = sqlite3.connect(event)
    rows = db.execute("SELECT person, hash FROM person_code ORDER BY id").fetchall()
    db.close()
    return dict(rows)


def print_badges(desk, **fields):
    """Badges from the desk; the PDF's path and the codes in it."""
    desk.event("/print")
    form = desk.form("/e/%s/print/badges" % desk.hall.code) if "print/badges" in desk.page else None
    fields = dict(form["fields"] if form else {}, all_the_same="1", **fields)
    status = desk.post("/e/%s/print/badges" % desk.hall.code, fields)
    if status != 200 or not desk.raw.startswith(b"%PDF"):
        return None, []
    path = os.path.join(desk.hall.dir, "desk.pdf")
    with open(path, "wb") as f:
        f.write(desk.raw)
    found = []
    sheet = re.search(r"punktum_sheet=([^/]+)/", str(desk.headers)) if hasattr(desk, "headers") else None
    found = on_each_label(path, sheet.group(1) if sheet else fields.get("sheet", "90x60"))
    return path, found


def at_the_desk(hall):
    desk = Desk(hall).login()
    base = "HTTP://127.0.0.1:%d/B/" % hall.port
    for what in ("invitation", "programme", "script", "signs", "access", "ballots",
                 "calibration"):
        desk.get("/e/%s/print/%s" % (hall.code, what))
        check(desk.status == 200 and desk.raw.startswith(b"%PDF") and
              "attachment" in desk.headers["content-disposition"] and
              "no-store" in desk.headers["cache-control"], "%s from the desk: %d" %
              (what, desk.status))
    desk.get("/e/%s/print/nothing" % hall.code)
    check(desk.status == 404, "no such print")
    desk.event("/print")
    path, found = print_badges(desk, who="all")
    check(len(set(found)) == len(NAMES) and all(f.startswith(base) for f in found),
          "a code for everybody: %d" % len(found))
    stored = set(newest(hall.event).values())
    check(all(blake(f[len(base):]) in stored for f in found), "the book knows each of them")
    check("Namensschilder" in desk.headers["content-disposition"] or
          "Badges" in desk.headers["content-disposition"], "a file name people understand")
    name_of = {f: person for f in found for person, h in newest(hall.event).items()
               if h == blake(f[len(base):])}
    elif_code = next(f for f in found if name_of[f] == 1)[len(base):]
    phone = at_the_phone(hall, elif_code)
    reprint(hall, desk, base, elif_code, phone)
    hidden(hall, found, base)
    helper(hall, desk)
    looked_at(hall, desk)
    desk.post("/e/%s/print/badges" % hall.code, {"who": "some"})
    check(desk.status == 422 and "%PDF" not in desk.page, "nobody chosen")
    desk.post("/e/%s/print/badges" % hall.code, {"who": "all", "sheet": "l4785", "start": "11"})
    check(desk.status == 422, "no eleventh label")
    return path


def looked_at(hall, desk):
    """Names that come out too small are told by name before anything is printed or changed; a sheet
    with larger labels or a second press prints."""
    before = newest(hall.event)
    where = "/e/%s/print/badges" % hall.code
    desk.post(where, {"who": "all", "sheet": "l4785", "start": "1"})
    check(desk.status == 200 and not desk.raw.startswith(b"%PDF") and
          "Wolfeschlegelsteinhausenbergerdorff" in desk.page.split("prints-look")[1].split("</div>")[0]
          and "Elif" not in desk.page.split("prints-look")[1].split("</div>")[0],
          "names below 20 pt are told on the page: %d" % desk.status)
    check(newest(hall.event) == before, "and no code was changed")
    form = desk.form(where)
    check(form["fields"].get("sheet") == "l4785" and 'value="all" checked' in desk.page,
          "what was chosen stays chosen: %s" % form["fields"].get("sheet"))
    desk.post(where, dict(form["fields"], who="all", all_the_same="1"))
    check(desk.raw.startswith(b"%PDF") and newest(hall.event) != before, "printed all the same")
    desk.post(where, {"who": "some", "id": "2", "sheet": "l4785", "start": "1"})
    check(desk.raw.startswith(b"%PDF"), "nothing to tell of a short name: printed at once")


def at_the_phone(hall, code):
    for _ in range(20):                      # link previews, a neighbour's camera
        peek = hall.client()
        peek.get("/B/" + code)
        if not check(peek.status == 200 and "Elif Y." in peek.page and "Yılmaz" not in peek.page,
                     "GET asks, with a short name: %d" % peek.status):
            break
    phone = hall.client()
    phone.get("/b/%s-%s" % (code[:4].lower(), code[4:]))
    check("Elif Y." in phone.page, "small letters and a hyphen lead there too")
    form = phone.form("/code")
    phone.post("/code", form["fields"])
    check(phone.path.startswith("/here") and phone.status == 200, "the POST binds this phone")
    phone.get("/B/" + code)
    check(phone.path.startswith("/here"), "whoever is signed in already goes on")
    return phone


def reprint(hall, desk, base, code, phone):
    before = newest(hall.event)
    path, found = print_badges(desk, who="some", id="1")
    after = newest(hall.event)
    check(len(found) == 1 and found[0] != base + code, "one badge again, with a new code")
    check([p for p in after if after[p] != before[p]] == [1], "nobody else's code changed")
    other = hall.client()
    other.get("/B/" + code)
    check(other.status == 404 and "/code" not in other.page.replace("/code\"", "", 0) or
          "neueres" in other.page or "newer" in other.page, "the earlier badge says so")
    phone.get("/here")
    check(phone.status == 200 and phone.path == "/here", "the phone stays signed in")
    guess = hall.client()
    for _ in range(12):
        guess.get("/B/00000000")
    check(guess.status == 429, "guessing is limited: %d" % guess.status)


def hidden(hall, found, base):
    """No code in clear in any file the server keeps, nor in its log."""
    for path in glob.glob(os.path.join(hall.dir, "*")):
        if path.endswith(".pdf") or not os.path.isfile(path):
            continue
        with open(path, "rb") as f:
            data = f.read()
        for line in found:
            code = line[len(base):]
            if not check(code.encode() not in data and
                         (code[:4] + "-" + code[4:]).encode() not in data,
                         "no code in " + os.path.basename(path)):
                return


def helper(hall, desk):
    desk.get("/accounts")
    desk.post("/accounts", do="add", name="Ada", role="helper", password="zwölf Buchstaben")
    ada = Desk(hall, "Ada", "zwölf Buchstaben").login()
    ada.event("/print")
    check(ada.status == 200 and "print/badges" in ada.page and "print/signs" not in ada.page,
          "a helper sees badges only")
    before = newest(hall.event)
    ada.post("/e/%s/print/badges" % hall.code, {"who": "all"})
    check(ada.status == 403, "a helper prints not everybody: %d" % ada.status)
    ada.get("/e/%s/print/signs" % hall.code)
    check(ada.status == 403, "nor signs")
    check(newest(hall.event) == before, "and nothing was changed")
    _, found = print_badges(ada, id="3")
    check(len(found) == 1, "one badge again")


def main():
    hall = Hall(EVENT)
    try:
        add_people(hall.event)
        copy = os.path.join(hall.dir, "copy.punktum")
        shutil.copy(hall.event, copy)
        code = sqlite3.connect(copy).execute(
            "SELECT value FROM setting WHERE name = 'code'").fetchone()[0]
        sheets_to_read(copy, code)
        on_labels(copy)
        positions(copy)
        paper_kit(copy)
        agenda_sheets(copy)
        hall.start()
        at_the_desk(hall)
        hall.stop()
    finally:
        if hall.process and hall.process.poll() is None:
            hall.kill()
        if not os.environ.get("KEEP"):
            hall.remove()
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
