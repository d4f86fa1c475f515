#!/usr/bin/env python3
"""People at the desk, over real HTTP and without scripts: a list from Excel is imported exactly as
its preview said, corrected, and taken back; at the door codes (as scanners send them), names and
somebody new are checked in, twice is told, an undo takes back one step; organisations typed five
ways become one; helpers may do only what the door needs; what is taken away can be read in again.
"""
import os
import re
import statistics
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk
from hall import Hall, ROOT

EVENT = {
    "title": "Dialogkonferenz", "language": "de", "expected": 80,
    "organisations": [{"name": "Stadt Bochum", "municipality": "Bochum", "letters": "BO"},
                      {"name": "Stadt Essen", "municipality": "Essen", "letters": "E"},
                      {"name": "Stadt Mülheim an der Ruhr", "municipality": "Mülheim"}],
    "disciplines": ["Integration", "Personal"],
    "consents": [{"key": "name_list", "text": "Mein Name darf in der Liste stehen."},
                 {"key": "contact", "text": "Meine E-Mail darf in der Dokumentation stehen."}],
    "agenda": [{"kind": "arrival", "title": "Ankommen"}],
}
passed, failed = 0, []


def check(good, what, *more):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED", what, *more)


def figures(desk):
    """The preview's four figures: added, already there, with a note, with an error."""
    return [int(n.replace(".", ""))
            for n in re.findall(r'<li class="\w*"><strong>([\d.]+)</strong>', desk.page)]


def code_shown(desk):
    m = re.search(r'big-code">([0-9A-Z]{4}-[0-9A-Z]{4})<', desk.page)
    return m.group(1) if m else None


def look(desk):
    m = re.search(r'class="result (\w+)"', desk.page)
    return m.group(1) if m else None


def count(desk):
    m = re.search(r'id="door-count".*?<strong>([\d.]+)</strong> von ([\d.]+) sind da', desk.page)
    return (int(m.group(1)), int(m.group(2).replace(".", ""))) if m else None


class Door:
    """One computer at the door: the field, the buttons, what it remembers."""

    def __init__(self, desk):
        self.desk, self.base = desk, "/e/%s/checkin" % desk.hall.code
        desk.get(self.base)

    def recent(self):
        return re.search(r'name="recent" value="([^"]*)"', self.desk.page).group(1)

    def scan(self, text):
        self.desk.post(self.base, q=text, recent=self.recent())
        return look(self.desk)

    def press(self, what, person, **more):
        self.desk.post(self.base, {"do": what, "p": person, "recent": self.recent()}, **more)
        return look(self.desk)

    def person(self):
        return re.search(r"[?]p=(\d+)&", self.desk.path_and_query).group(1)


def track(desk):
    """Keeps the address of the last page with its query."""
    ask = desk.ask

    def asking(method, path, *rest, **more):
        desk.path_and_query = path
        return ask(method, path, *rest, **more)
    desk.ask = asking
    return desk


def imports(desk, base):
    file = os.path.join(ROOT, "tests/import/excel-de.csv")
    desk.upload(base + "/import", file)
    check(desk.status == 200 and figures(desk) == [3, 0, 0, 0], "preview of a list from Excel",
          desk.status, figures(desk))
    check("Windows-1252" in desk.page and "Semikolon" in desk.page, "encoding and separator told")
    form = desk.form(base + "/import/check")
    check(form["fields"]["c2"] == "first_name" and form["fields"]["c8"] == "email", "heads known")
    # another meaning of a column: nothing happens until its preview was seen
    changed = dict(form["fields"], c7="", lists="1")
    desk.post(base + "/import/check", dict(changed, apply="1"))
    check("hat sich etwas geändert" in desk.page, "an unseen change is shown first")
    form = desk.form(base + "/import/check")
    desk.post(base + "/import/check", dict(form["fields"], lists="1", apply="1"))
    check(desk.path_and_query.endswith("?added=3"), "three people added", desk.path_and_query)
    desk.get(base + "?q=gross")
    check("Dr. Jürgen-Lena Groß-Öhlmann" in desk.page and "Fachbereichsleiterin" not in desk.page,
          "joined name as given; the column left out stayed out")
    desk.upload(base + "/import", file)
    check(figures(desk) == [0, 3, 0, 0], "the same list again: all are there already",
          figures(desk))
    desk.upload(base + "/import", os.path.join(ROOT, "tests/import/errors.csv"))
    check(figures(desk)[3] == 5, "errors of every kind", figures(desk))
    for sentence in ("In dieser Zeile steht kein Name", "Anführungszeichen nicht geschlossen",
                     "Steht schon in Zeile 2", "keine Adresse", "Diese Rolle ist nicht bekannt",
                     "wohl verrutscht", "länger als 60 Zeichen", "nicht lesbar"):
        check(sentence in desk.page, "told per line: " + sentence)
    desk.upload(base + "/import", "liste.xlsx", b"PK\x03\x04 a workbook")
    check(desk.status == 422 and "Arbeitsmappe" in desk.page, "a workbook is named as such")
    desk.upload(base + "/import", "gross.csv", b"Name\r\n" + b"x" * (2 << 20))
    check(desk.status in (413, 422), "larger than 2 MB", desk.status)


def thousand(desk, base):
    rows = "".join("Person %d Müller;Stadt Neu %d;p%d@x.example\r\n" % (i, i % 30, i)
                   for i in range(1000))
    desk.upload(base + "/import", "tausend.csv",
                ("Name;Organisation;E-Mail\r\n" + rows).encode("cp1252"))
    form = desk.form(base + "/import/check")
    begin = time.time()
    desk.post(base + "/import/check", dict(form["fields"], lists="1", apply="1"))
    took = time.time() - begin
    check(desk.path_and_query.endswith("?added=1000") and took < 1, "1,000 people in a second", took)


def door(desk, hall, base):
    d = Door(desk)
    check(count(desk) == (0, 1003), "nobody is here yet", count(desk))
    # by name
    desk.post(d.base, q="yilm", recent="")
    matches = [f for f in desk.forms() if "p" in f["fields"] and ("do", "in") in f["buttons"]]
    check(len(matches) == 1, "found by three letters", len(matches))
    mehmet = matches[0]["fields"]["p"]
    check(d.press("in", mehmet) == "good" and "eingecheckt" in desk.page, "checked in by name")
    check(count(desk) == (1, 1003), "and counted", count(desk))
    check("Rückgängig" in desk.page, "with an undo")
    # a badge: the code is shown once and works as scanners send it
    check(d.press("code", mehmet) == "good", "a new badge")
    first = code_shown(desk)
    desk.get(d.base + "?p=%s&r=c" % mehmet)
    check(first and first not in desk.page, "its code is shown once")
    d.press("out", mehmet)
    check(count(desk) == (0, 1003), "checked out", count(desk))
    plain = first.replace("-", "")
    for typed in (first, plain.lower(), "HTTP://10.0.0.1/B/" + plain,
                  "HTTPÖ--10.0.0.1-B-" + plain.translate(str.maketrans("YZ", "ZY"))):
        check(d.scan(typed) == "good" and d.person() == mehmet, "scanned", typed)
        check(d.scan(typed) == "again" and "bereits eingecheckt" in desk.page, "twice is told")
        d.press("out", mehmet)
    d.press("code", mehmet)
    second = code_shown(desk)
    check(second != first, "every badge has a code of its own")
    check(d.scan("00000000") == "unknown" and "Diesen Code hat niemand" in desk.page,
          "an unknown code is red")
    check(d.scan("Xaver Niemand") == "unknown" and "heißt so" in desk.page, "an unknown name too")
    d.scan("Xa")
    check("mindestens drei Buchstaben" in desk.page, "two letters are too few")
    phone = hall.client()
    phone.get("/code")
    form = phone.form("/code")
    phone.post("/code", dict(form["fields"], code=first))
    check(not phone.path.startswith("/here"), "the code of the old badge has ended", phone.path)
    form = phone.form("/code")
    phone.post("/code", dict(form["fields"], code=second))
    check(phone.path.startswith("/here"), "the new one opens a phone", phone.path)
    undo(desk, d)
    walk_in(desk, d)


def undo(desk, d):
    desk.post(d.base, q="d'angelo", recent=d.recent())
    zoe = next(f for f in desk.forms() if ("do", "in") in f["buttons"])["fields"]["p"]
    before = count(desk)[0]
    d.press("in", zoe)
    form = next(f for f in desk.forms() if ("do", "undo") in f["buttons"])
    desk.post(d.base, dict(form["fields"], do="undo"))
    check(count(desk)[0] == before and "zurückgenommen" in desk.page, "undone")
    desk.post(d.base, dict(form["fields"], do="undo"))
    check(count(desk)[0] == before, "a second press takes back no more")
    d.press("phone", zoe)
    check(count(desk)[0] == before + 1 and "ohne Telefon" in desk.page, "comes without a phone")


def walk_in(desk, d):
    def add(name, **more):
        desk.get(d.base + "/new?recent=" + recent[0])
        form = desk.form(d.base + "/new")
        desk.post(d.base + "/new", dict(form["fields"], name=name, **more))
        recent[0] = d.recent()
    recent, before = [d.recent()], count(desk)
    add("Sven Brandt", organisation="stadt bochum")
    check(look(desk) == "good" and "neu aufgenommen" in desk.page and "Stadt Bochum" in desk.page,
          "somebody new, in three fields", look(desk))
    check(count(desk) == (before[0] + 1, before[1] + 1), "here at once", count(desk))
    add("BRANDT Sven")
    check(look(desk) == "good", "words in another order are another name")
    add("sven brandt")
    check("Dieser Name steht schon in der Liste" in desk.page, "a namesake is shown first")
    add("sven brandt", sure="1")
    check(look(desk) == "good", "and added when it is another person")
    check(desk.page.count("<td>neu aufgenommen</td>") == 3
          and desk.page.count('class="fig-start"') == 5, "the last five of this desk")


def corrections(desk, other, base):
    desk.get(base + "?q=suharto")
    desk.post(base + "/new", name="Suharto", organisation="Stadt Muelheim", email="s@x.example",
              role="speaker", discipline="1", with_consents="1", consent_contact="1")
    person = re.search(r"people/(\d+)[?]saved", desk.path_and_query).group(1)
    form = desk.form(base + "/" + person)
    other.get(base + "/" + person)
    other.post(base + "/" + person, dict(other.form(base + "/" + person)["fields"],
                                         name="Haji Suharto", languages="de, indonesisch"))
    check(other.status == 200 and "Gespeichert" in other.page, "corrected by one")
    check('value="Deutsch, Indonesisch"' in other.page, "languages come back as names")
    other.get(base + "/people.csv")
    check("Haji Suharto" in other.page and "Deutsch, Indonesisch" in other.page,
          "languages in the table that is taken away", other.page[:300])
    desk.post(base + "/" + person, dict(form["fields"], function="Gast des Hauses"))
    check(desk.status == 409 and "Zweite" in desk.page and "Gast des Hauses" in desk.page,
          "the other is told who was faster, and loses no word", desk.status)
    desk.post(base + "/new", name="X", organisation="", email="kaputt", role="guest")
    check(desk.status == 422 and "keine E-Mail-Adresse" in desk.page and 'value="kaputt"'
          in desk.page, "what does not fit comes back with the reason")
    desk.get(base + "/contacts.vcf")
    check(desk.page.count("BEGIN:VCARD") == 1 and "EMAIL:s@x.example" in desk.page,
          "cards only of those who agreed")
    return person


def lists(desk, base):
    desk.post(base + "/new", name="A", organisation="Mühlheim a. d. Ruhr", role="guest")
    desk.get(base + "/lists")
    form = next(f for f in desk.forms() if ("do", "merge") in f["buttons"]
                and "Mühlheim" in str(f["fields"]) and "typed" in f["fields"])
    fields = dict(form["fields"], do="merge")
    check("Vielleicht dasselbe?" in desk.page, "names that may mean the same are proposed")
    asked = "&".join("typed=%s" % t for t in ("Stadt+Muelheim", "M%C3%BChlheim+a.+d.+Ruhr"))
    body = "csrf=%s&list=organisation&do=merge&id=%s&%s" % (desk.csrf, fields["id"], asked)
    desk.ask("POST", base + "/lists", body)
    check(desk.status == 303, "typed names put to a listed one", desk.status)
    desk.get(base + "/lists")
    check("Muelheim" not in desk.page and "Mühlheim" not in desk.page, "none is left over")
    desk.get(base + "/people.csv")
    check(desk.page.count("Stadt Mülheim an der Ruhr;Mülheim") == 3, "and nobody is lost",
          desk.page.count("Stadt Mülheim an der Ruhr;Mülheim"))
    desk.post(base + "/lists", {"list": "organisation", "do": "add", "name": "STADT  essen"})
    check(desk.status == 422 and "schon in der Liste" in desk.page, "no second one of that name")
    desk.get(base + "/lists")
    form = next(f for f in desk.forms() if ("do", "set") in f["buttons"]
                and f["fields"].get("name") == "Stadt Bochum")
    check(("do", "remove") not in form["buttons"], "who has people cannot be removed")
    desk.post(base + "/lists", dict(form["fields"], do="remove"))
    check(desk.status == 409, "not even by hand", desk.status)


def helpers(desk, hall, base):
    desk.post("/accounts", do="add", name="Hilde", role="helper", password="zwölf Buchstaben")
    helper = track(Desk(hall, "Hilde", "zwölf Buchstaben"))
    helper.get("/login")
    helper.post_form(helper.form("/login"), name="Hilde", password="zwölf Buchstaben")
    check(helper.get(base.replace("/people", "/checkin")) == 200, "helpers may check in")
    for path in ("", "/import", "/lists", "/people.csv", "/contacts.vcf"):
        check(helper.get(base + path) == 403, "but not " + path, helper.status)
    helper.get(base + "/1")
    check(helper.status == 200 and "groess@" not in helper.page and "consent_" not in helper.page,
          "a helper corrects names and sees no addresses", helper.status)


def again(desk, base, person):
    """What is taken away can be read in; an erased person is in nothing any more."""
    desk.get(base + "/people.csv")
    text = desk.page
    check(text.startswith("\ufeff") and "\r\n" in text, "as Excel opens it")
    desk.upload(base + "/import", "export.csv", text.encode())
    n = text.count("\r\n") - 1
    check(figures(desk)[0] == 0 and figures(desk)[1] == n, "export and import agree",
          figures(desk), n)
    desk.get(base + "/" + person)
    desk.post(base + "/" + person + "/erase")
    check(desk.status == 422, "erased only with the box ticked")
    desk.post(base + "/" + person + "/erase", sure="1")
    check(desk.status == 200 and desk.get(base + "/" + person) == 404, "erased", desk.status)
    desk.get(base + "/people.csv")
    check("Suharto" not in desk.page, "and in no table")


def fast(desk):
    d, times = Door(desk), []
    desk.get(d.base + "/search?q=person")
    for i in range(60):
        begin = time.time()
        desk.ask("POST", d.base, "csrf=%s&do=in&p=%d&recent=" % (desk.csrf, 40 + i))
        times.append(time.time() - begin)
    for word in ("per", "müll", "yil", "stadt neu 7") * 10:
        begin = time.time()
        desk.ask("GET", d.base + "/search?q=" + word.replace(" ", "+").replace("ü", "%C3%BC"))
        times.append(time.time() - begin)
    # p99 is the bench's (tests/load/office): here other programs may have the processor
    p90 = statistics.quantiles(times, n=10)[8] * 1000
    check(p90 < 100, "the door answers within 100 ms (nine in ten)", p90)


def main():
    hall = Hall(EVENT).start()
    base = "/e/%s/people" % hall.code
    try:
        desk = track(Desk(hall).login())
        desk.post("/accounts", do="add", name="Zweite", role="organisation",
                  password="noch ein Passwort")
        other = Desk(hall, "Zweite", "noch ein Passwort").login()
        imports(desk, base)
        thousand(desk, base)
        door(desk, hall, base)
        person = corrections(desk, other, base)
        lists(desk, base)
        helpers(desk, hall, base)
        fast(desk)
        again(desk, base, person)
        desk.get(base + "/import")
        undo_form = next(f for f in desk.forms() if f["action"] == base + "/import/undo")
        desk.post(undo_form["action"], undo_form["fields"])
        check("Personen bleiben" in desk.page and desk.path_and_query.endswith("?left=60"),
              "an import is taken back but for those who came", desk.path_and_query)
        hall.stop()
        log = open(hall.log, encoding="utf-8").read()
        check("Brandt" not in log and "Suharto" not in log, "no names in the log")
    finally:
        if hall.process.poll() is None:
            hall.kill()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
