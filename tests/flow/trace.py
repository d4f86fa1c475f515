#!/usr/bin/env python3
"""What stays of somebody, over real HTTP and then in the bytes of every file: a person who came by a
list, was given a badge, sent a card, voted, was quoted and stands in finished documents is erased -
by a request whose sender never waits for the answer - and neither the data folder nor the folder for
temporary files holds the name, the address, the employer or the function any more; totals stay. Who
takes a consent back is in no finished document either. Documents end with the event they are of.
What a killed program left behind goes at the next start. A rehearsal never touches an event, whatever
that is called.
"""
import os
import re
import socket
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk  # noqa: E402
from hall import Hall, ROOT  # noqa: E402

EVENT = {
    "title": "Dialogkonferenz", "language": "de", "expected": 80, "code": "K7MQ",
    "start": "2026-11-07T09:00",
    "organisations": [{"name": "Stadt Bochum", "municipality": "Bochum", "letters": "BO"}],
    "consents": [{"key": "name_list", "text": "Mein Name darf in der Liste stehen."},
                 {"key": "quote", "text": "Ich darf zitiert werden."},
                 {"key": "contact", "text": "Meine E-Mail darf in der Dokumentation stehen."}],
    "agenda": [
        {"kind": "arrival", "title": "Ankommen"},
        {"kind": "visions", "title": "Im Jahr 2030", "appear": "live", "author": "name"},
        {"kind": "dots", "title": "Welche Felder?", "dots": 3, "per_option": 3,
         "options": ["Ausbildung", "Bildung", "Kultur"]},
    ],
}
MARKS = ["Zuberbuehlerin", "zuber@example.org", "Quietschamt", "Oberquietscherin"]
LIST = ("Name;Organisation;E-Mail;Funktion\r\nErika Zuberbuehlerin;Quietschamt;zuber@example.org;"
        "Oberquietscherin\r\nBert Bleibt;Stadt Bochum;bert@example.org;Leitung\r\n")
passed, failed = 0, []


def check(good, what, *more):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED", what, *more)


def found(*folders):
    """{file: [marks]} of all bytes there are, as UTF-8 and as UTF-16."""
    hits = {}
    for folder in folders:
        for base, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(base, name)
                if name.endswith(".socket"):
                    continue
                try:
                    data = open(path, "rb").read()
                except FileNotFoundError:
                    continue                                    # just removed: fine
                here = [m for m in MARKS if m.encode() in data or m.encode("utf-16le") in data
                        or m in path]
                if here:
                    hits[os.path.relpath(path, folder)] = here
    return hits


def soon(good, seconds=3):
    end = time.time() + seconds
    while not good() and time.time() < end:
        time.sleep(0.05)
    return good()


def people(desk):
    base = "/e/K7MQ/people"
    desk.upload(base + "/import", "Zuberbuehlerin.csv", LIST.encode())
    form = desk.form(base + "/import/check")
    fields = {k: v for k, v in form["fields"].items() if k != "lists"}
    desk.post(form["action"], dict(fields, lists="0"))
    form = desk.form(base + "/import/check")
    desk.post(form["action"], dict(form["fields"], lists="0", apply="1"))
    desk.get(base)
    ids = {n.split()[0]: i for i, n in re.findall(r'people/(\d+)"[^>]*>([^<]*)<', desk.page)}
    for person in ids.values():
        desk.get(base + "/" + person)
        desk.post(base + "/" + person, dict(desk.form(base + "/" + person)["fields"],
                  consent_name_list="1", consent_quote="2", consent_contact="1"))
    return ids["Erika"], ids["Bert"]


def take_part(hall, desk, person):
    desk.post("/e/K7MQ/checkin", {"do": "code", "p": person, "recent": ""})
    code = re.search(r'big-code">([0-9A-Z]{4}-[0-9A-Z]{4})<', desk.page).group(1)
    phone = hall.client()
    phone.get("/code")
    phone.post("/code", dict(phone.form("/code")["fields"], code=code))
    boss = hall.moderator()
    boss.goto("Im Jahr 2030")
    boss.step("open")
    phone.get("/here")
    phone.post("/card", dict(phone.form("/card")["fields"], text="Eine Karte"))
    boss.goto("Welche Felder?")
    boss.step("open")
    phone.get("/here")
    form = phone.form("/ballot")
    option = next(k for k in form["fields"] if k.startswith("dot."))
    phone.post("/ballot", dict(form["fields"], **{option: "2"}))
    desk.post("/e/K7MQ/paper/voices", {"do": "set", "id": "0", "seen": "0", "card": "0",
              "heading": "Vertrauen", "text": "Ein Wort.", "person": person, "attribution": "",
              "included": "1"})
    desk.post("/e/K7MQ/print/badges", {"people": person, "what": "badges"})
    return boss


def documents(desk):
    desk.post("/e/K7MQ/paper/making", format="html")
    for _ in range(300):
        desk.ask("GET", "/e/K7MQ/paper/making", None, {"Accept": "application/json"})
        if '"running":false' in desk.page.replace(" ", ""):
            break
        time.sleep(0.1)
    return desk.ask("GET", "/e/K7MQ/paper/files/Dokumentation.html")


def record(boss):
    boss.get("/m/record")
    boss.post("/m/record", boss.form("/m/record")["fields"])
    return "teilnehmende.csv" in boss.page


def unheard(desk, path, **fields):
    """Sends a form and hangs up before the answer."""
    body = urllib.parse.urlencode(dict(fields, csrf=desk.csrf))
    s = socket.create_connection((desk.hall.host, desk.hall.desk_port))
    s.sendall(("POST %s HTTP/1.1\r\nHost: %s:%d\r\nOrigin: http://%s:%d\r\n"
               "Cookie: punktum_desk=%s\r\nContent-Type: application/x-www-form-urlencoded\r\n"
               "Content-Length: %d\r\n\r\n%s"
               % (path, desk.hall.host, desk.hall.desk_port, desk.hall.host, desk.hall.desk_port,
                  desk.cookies["punktum_desk"], len(body), body)).encode())
    s.close()


def erased(hall, desk, tmp):
    erika, bert = people(desk)
    for person in (erika, bert):
        desk.post("/e/K7MQ/checkin", {"do": "in", "p": person, "recent": ""})
    boss = take_part(hall, desk, erika)
    check(documents(desk) == 200 and "Zuberbuehlerin" in desk.page, "named in the documentation")
    check(record(boss), "a record was made")
    before = found(hall.dir, tmp)
    check(any("Dokumentation.html" in f for f in before) and any(".record" in f for f in before),
          "the marks can be found at all", before)
    unheard(desk, "/e/K7MQ/people/%s/erase" % erika, sure="1")
    check(soon(lambda: not found(hall.dir, tmp)), "erased from every file", found(hall.dir, tmp))
    check(desk.ask("GET", "/e/K7MQ/paper/files/Dokumentation.html") == 404, "and from no download")
    boss.get("/m/record")
    check("teilnehmende.csv" not in boss.page, "nor from a record")
    boss.ask("GET", "/m/record/teilnehmende.csv")
    check(boss.status == 404, "nor by its address", boss.status)
    boss.goto("Welche Felder?")
    boss.twice("close")
    hall.wait(lambda s: s["state"] == "closed")
    boss.step("reveal")
    desk.get("/e/K7MQ/results")
    check(re.search(r"\b2\b", desk.page), "the dots stay counted")
    return boss, bert


def consent_back(desk, boss, bert):
    check(documents(desk) == 200 and "Bert Bleibt" in desk.page and record(boss), "Bert is named")
    path = "/e/K7MQ/people/" + bert
    desk.get(path)
    desk.post(path, dict(desk.form(path)["fields"], consent_name_list="0"))
    check(desk.ask("GET", "/e/K7MQ/paper/files/Dokumentation.html") == 404,
          "a consent taken back ends the documents that name him")
    check(soon(lambda: not os.path.exists(os.path.join(desk.hall.dir, ".documents/K7MQ"))),
          "also on the disk")
    check(documents(desk) == 200 and "Bert Bleibt" not in desk.page, "new ones do without")
    desk.get(path)
    desk.post(path, dict(desk.form(path)["fields"], function="Amtsleitung"))
    check(desk.ask("GET", "/e/K7MQ/paper/files/Dokumentation.html") == 200,
          "another word is no reason to remove them")


def running(desk, boss, bert):
    """Erased while documents are being made."""
    desk.post("/e/K7MQ/paper/making")
    desk.post("/e/K7MQ/people/%s/erase" % bert, sure="1")
    time.sleep(3)
    desk.get("/e/K7MQ/paper")
    check(desk.ask("GET", "/e/K7MQ/paper/files/Dokumentation.html") == 404
          and not os.path.exists(os.path.join(desk.hall.dir, ".documents/K7MQ")),
          "what was being made then is not kept")


def rehearsed(hall, desk):
    desk.post("/events/new", {"from": "code:K7MQ"}, title="Probe am Montag",
              start="2026-12-01T10:00")
    code = desk.path.split("/")[2]
    desk.get("/e/K7MQ/rehearsal")
    desk.post("/e/K7MQ/rehearsal", desk.form("/e/K7MQ/rehearsal")["fields"])
    check("/rehearsal" in desk.path and "K7MQ" not in desk.path, "a rehearsal runs", desk.path)
    rehearsal = desk.path.split("/")[2]
    check(os.path.exists(os.path.join(hall.dir, "probe-am-montag.punktum"))
          and desk.get("/e/%s/agenda" % code) == 200, "an event called Probe is none")
    desk.get("/")
    check("Probe am Montag" in desk.page, "it stands in the list")
    desk.post("/rehearsal/end", code=rehearsal)
    check(not [f for f in os.listdir(hall.dir) if f.startswith(".probe-")], "the rehearsal is gone")
    return code


def closed(desk, code):
    check(documents(desk) == 200, "documents once more")
    desk.post("/events", do="close", code="K7MQ")
    check(not os.path.exists(os.path.join(desk.hall.dir, ".documents/K7MQ")),
          "they end with the event")
    desk.post("/events", do="open", file="event.punktum")
    check(desk.ask("GET", "/e/K7MQ/paper/files/Dokumentation.html") == 404,
          "and are not those of the next event of that code")


def main():
    outer = tempfile.mkdtemp(prefix="punktum-trace-")
    tmp = os.path.join(outer, "tmp")
    os.mkdir(tmp)
    os.environ["TMPDIR"] = tmp
    hall = Hall(EVENT, keep=outer).start()
    try:
        desk = Desk(hall).login()
        boss, bert = erased(hall, desk, tmp)
        consent_back(desk, boss, bert)
        running(desk, boss, bert)
        code = rehearsed(hall, desk)
        closed(desk, code)
        hall.stop()
        left = found(hall.dir)
        check(not left, "nothing of her after the end", left)
        log = open(hall.log, encoding="utf-8").read()
        check("Bleibt" not in log and "Eine Karte" not in log, "no names and no words in the log")
        check(not os.listdir(tmp), "no temporary file is left", os.listdir(tmp))
    finally:
        if hall.process.poll() is None:
            hall.kill()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
