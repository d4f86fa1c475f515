#!/usr/bin/env python3
"""Every row of the settings page has its effect: each is changed at the desk as a person does it
(the whole group's form, one field different), and what follows is looked for in the running
programs - on the stage, on phones, in print, in the documentation, at the desk. A row without an entry in
EFFECTS fails. Values out of bounds are refused with the field marked; two organisers at the same
group lose nothing, and at the same field are told.
"""
import os
import re
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk  # noqa: E402
from hall import Client, Hall, Phone  # noqa: E402

EVENT = {
    "title": "Dialogkonferenz", "expected": 20, "language": "de", "code": "K7MQ",
    "start": "2026-11-07T09:00", "end": "2026-11-07T11:00",
    "organisations": [{"name": "Stadt Bochum", "municipality": "Bochum", "letters": "BO"}],
    "agenda": [
        {"kind": "arrival", "title": "Ankommen", "minutes": 30},
        {"kind": "dots", "title": "Welche Felder?", "minutes": 30, "dots": 3,
         "options": ["Ausbildung", "Bildung", "Kultur"]},
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


class Settings:
    """The page as an organiser sees it."""

    def __init__(self, desk):
        self.desk = desk

    def groups(self):
        assert self.desk.event("/settings") == 200, self.desk.status
        return [f for f in self.desk.forms() if f["action"] == "settings"]

    def names(self):
        return [n[4:] for g in self.groups() for n in g["fields"] if n.startswith("was.")]

    def form(self, name):
        return next(g for g in self.groups() if "was." + name in g["fields"])

    def send(self, form, **fields):
        values = dict(form["fields"], **fields)
        return Client.post(self.desk, "/e/%s/settings" % self.desk.hall.code, values)

    def set(self, name, value):
        return self.send(self.form(name), **{name: value})


def words(pdf):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as f:
        f.write(pdf)
        f.flush()
        text = subprocess.run(["pdftotext", "-layout", f.name, "-"], capture_output=True,
                              text=True).stdout
        picture = subprocess.run(["pdftoppm", "-r", "300", "-gray", f.name], capture_output=True)
        codes = subprocess.run(["zbarimg", "-q", "--raw", "-"], input=picture.stdout,
                               capture_output=True).stdout.decode()
    return re.sub(r"\s+", " ", text) + " " + codes


def printed(desk, what):
    desk.event("/print/" + what)
    return words(desk.raw) if desk.status == 200 else "status %d" % desk.status


def documentation(hall):
    with tempfile.TemporaryDirectory() as to:
        subprocess.run([hall.program, "export", hall.event, to], check=True,
                       stdout=subprocess.DEVNULL)
        with zipfile.ZipFile(os.path.join(to, "Dokumentation.odt")) as odt:
            styles = odt.read("styles.xml").decode()
        with open(os.path.join(to, "Dokumentation.html"), encoding="utf-8") as f:
            return f.read() + styles


def page(hall, path):
    one = hall.client()
    one.get("/" + hall.code)
    one.get(path)
    return one.page


def visitors(hall, n):
    """Statuses of n registrations that come from one address."""
    got = []
    shared = hall.client()
    for i in range(n):
        shared.cookies = {}
        shared.get("/" + hall.code)
        fields = dict(shared.form("/register")["fields"], name="Gast %d" % i)
        got.append(shared.post("/register", fields))
    return got


def named(hall):
    one = hall.client()
    one.get("/" + hall.code)
    return one.post("/register", dict(one.form("/register")["fields"], name=""))


def turnout(hall):
    m = hall.moderator()
    m.goto("Welche Felder?")
    if hall.scene()["state"] == "prepared":
        m.step("open")
    scene = hall.wait(lambda s: s.get("state") == "open")
    m.goto("Ankommen")
    return "turnout" in scene


# name: (value typed, what is looked at, what has to be so with it)
EFFECTS = {
    "title": ("Zukunft gestalten", lambda h, d: (page(h, "/K7MQ"), documentation(h)),
              lambda got: all("Zukunft gestalten" in g for g in got)),
    "subject": ("Wer arbeitet 2030?", lambda h, d: documentation(h),
                lambda got: "<title>Wer arbeitet 2030?" in got),
    "place": ("Stadthalle Essen", lambda h, d: (d.event("/agenda/programme"), d.page)[1],
              lambda got: "Stadthalle Essen" in got),
    "host": ("Die Ruhrstädte", lambda h, d: (d.event("/agenda/programme"), d.page)[1],
             lambda got: "Die Ruhrstädte" in got),
    "start": ("2026-12-01T10:00", lambda h, d: (d.event("/agenda"), d.page)[1],
              lambda got: "1. Dezember 2026" in got and ">10:30<" in got),
    "end": ("2026-12-01T10:15", lambda h, d: (d.event("/agenda"), d.page)[1],
            lambda got: "45 Minuten nach dem geplanten Ende" in got),
    "expected": ("77", lambda h, d: h.scene()["headline"], lambda got: "von 77" in got),
    "language": ("en", lambda h, d: h.scene()["lang"], lambda got: got == "en"),
    "ssid": ("HALLE", lambda h, d: h.scene().get("wifi", {}), lambda got: got["ssid"] == "HALLE"),
    "password": ("geheim-2026", lambda h, d: h.scene().get("wifi", {}),
                 lambda got: "geheim-2026" in got["payload"]),
    "address": ("10.9.8.7", lambda h, d: (h.scene()["join"], printed(d, "access")),
                lambda got: "10.9.8.7" in got[0]["typed"] and "10.9.8.7" in got[1]),
    "per_address": ("1", lambda h, d: visitors(h, 5), lambda got: got[0] == 200 and 429 in got),
    "registration_open": ("0", lambda h, d: (page(h, "/K7MQ"), h.scene()),
                          lambda got: "/register" not in got[0] and got[1].get("closed")),
    "name_required": ("0", lambda h, d: named(h), lambda got: got == 200),
    "turnout_shown": ("0", lambda h, d: turnout(h), lambda got: not got),
    "dark": ("1", lambda h, d: h.scene()["theme"], lambda got: got == "dark"),
    "quiet": ("1", lambda h, d: h.scene()["quiet"], lambda got: got is True),
    "safe_percent": ("7", lambda h, d: h.scene()["safe"], lambda got: got == 7),
    "directions": ("Straßenbahn 102 bis Stadthalle", lambda h, d: printed(d, "invitation"),
                   lambda got: "Straßenbahn 102" in got),
    "access": ("Der Saal ist stufenlos", lambda h, d: printed(d, "invitation"),
               lambda got: "stufenlos" in got),
    "contact": ("Frau Beispiel, Telefon 0201 123", lambda h, d: printed(d, "invitation"),
                lambda got: "Frau Beispiel" in got),
    "public_url": ("https://stadt.example/dialog", lambda h, d: printed(d, "invitation"),
                   lambda got: "https://stadt.example/dialog" in got),
    "accent": ("violet", lambda h, d: (h.scene().get("accent"), page(h, "/K7MQ"), documentation(h)),
               lambda got: got[0] == "violet" and "accent-violet" in got[1]
               and "accent: #5A3588" in got[2]
               and '#5a3588' in got[2].lower()),
    "privacy": ("Wir speichern nur, was Sie schreiben.", lambda h, d: page(h, "/privacy"),
                lambda got: "Wir speichern nur, was Sie schreiben." in got),
    "retention_days": ("12", lambda h, d: (d.event("/privacy"), d.page)[1],
                       lambda got: ">12<" in got),
}
# What no row takes.
BOUNDS = {"title": "x" * 121, "expected": "20001", "safe_percent": "11", "ssid": "ü" * 17,
          "password": "kurz", "accent": "pink", "language": "xx", "retention_days": "0",
          "per_address": "0", "place": "y" * 121, "privacy": "z" * 4001, "start": "gestern"}


def effects(hall, desk):
    rows = Settings(desk)
    names = rows.names()
    check(sorted(names) == sorted(EFFECTS), "every row is looked at: %s"
          % sorted(set(names) ^ set(EFFECTS)))
    for name, (value, look, good) in EFFECTS.items():
        if name not in names:
            continue
        before = look(hall, desk)
        try:
            was_so = bool(good(before))
        except (KeyError, TypeError):
            was_so = False
        old = rows.form(name)["fields"]["was." + name]
        check(rows.set(name, value) == 200 and "saved=1" in desk.path,
              "%s is stored: %d %s" % (name, desk.status, desk.path))
        got = look(hall, desk)
        try:
            well = good(got)
        except (KeyError, TypeError):
            well = False
        check(well and not was_so, "%s has its effect (before %s): %.300s" % (name, was_so, got))
        if name in ("registration_open", "per_address", "language", "address"):
            rows.set(name, old)             # the next rows need it as it was


def bounds(hall, desk):
    rows = Settings(desk)
    for name, value in BOUNDS.items():
        form = rows.form(name)
        check(rows.send(form, **{name: value}) == 422, "%s out of bounds: %d" % (name, desk.status))
        marked = re.search(r'<(?:input|textarea)[^>]*id="f-%s"[^>]*aria-invalid' % name, desk.page)
        choice = form["options"].get(name)
        check(marked or choice, "%s is marked" % name)
        check(rows.form(name)["fields"]["was." + name] == form["fields"]["was." + name],
              "%s is as before" % name)


def two_organisers(hall, desk):
    desk.get("/accounts")
    desk.post("/accounts", do="add", name="Bela Becker", role="organisation",
              password="noch ein Satz.")
    other = Settings(Desk(hall, "Bela Becker", "noch ein Satz.").login())
    mine = Settings(desk)
    here, there = mine.form("place"), other.form("host")
    check(other.send(there, host="Die Stadt Bochum") == 200, "one changes a field")
    check(mine.send(here, place="Haus der Jugend") == 200, "the other another one of the group")
    now = mine.form("host")["fields"]
    check(now["was.host"] == "Die Stadt Bochum" and now["was.place"] == "Haus der Jugend",
          "both are kept")
    here, there = mine.form("place"), other.form("place")
    other.send(there, place="Rathaus Essen")
    check(mine.send(here, place="Rathaus Herne") == 409, "the same field: told: %d" % desk.status)
    check("Rathaus Essen" in desk.page and 'value="Rathaus Herne"' in desk.page,
          "with both versions")
    again = next(g for g in desk.forms() if "was.place" in g["fields"])
    check(mine.send(again) == 200 and mine.form("place")["fields"]["was.place"] == "Rathaus Herne",
          "saving again means it")


def main():
    hall = Hall(EVENT).start()
    try:
        desk = Desk(hall).login()
        effects(hall, desk)
        bounds(hall, desk)
        two_organisers(hall, desk)
        check(Phone(hall, "Spät Kommerin").status == 200, "and guests come in")
    finally:
        hall.stop()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
