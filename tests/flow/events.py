#!/usr/bin/env python3
"""The desk's way in and its events, over real HTTP: the set-up code works once, roles hold, guessing
is slowed down, sessions end; two events are open at once and each guest, remote and stage reaches
its own; an event is made from another without its people, carried away, checked and brought in
again; a file somebody tampered with is refused; what was open is open again after a restart; and a
change by one organiser reaches the page of another within a second.
"""
import http.client
import json
import os
import re
import sqlite3
import stat
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from hall import Client, Hall, Moderator, Phone, ROOT  # noqa: E402
from desk import PASSWORD, Desk  # noqa: E402

EVENT = {
    "title": "Erster Tag", "place": "Stadthalle", "start": "2026-11-07T09:00",
    "end": "2026-11-07T13:00", "expected": 40, "ssid": "DIALOG", "password": "MITMACHEN2026",
    "organisations": [{"name": "Stadt Bochum", "municipality": "Bochum", "letters": "BO"}],
    "disciplines": ["Integration"],
    "agenda": [
        {"kind": "arrival", "title": "Erster Tag", "minutes": 30},
        {"kind": "visions", "title": "Im Jahr 2030", "minutes": 20, "author": "city",
         "cards_max": 5, "note": "ruhig anfangen"},
        {"kind": "dots", "title": "Welche Felder?", "minutes": 15, "dots": 2, "secrecy": "named",
         "options": ["Ausbildung", "Kultur"]},
        {"kind": "break", "title": "Mittag", "minutes": 60, "planned": "12:00"},
    ],
}
LONG = "zwölf Zeichen lang"
passed, failed = 0, []


def check(good, what):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED " + what)


def notice(desk):
    found = re.search(r'<p class="notice" role="alert">([^<]*)', desk.page)
    return found.group(1) if found else ""


def way_in(hall):
    stranger = Desk(hall)
    check(stranger.get("/e/%s/agenda" % hall.code) == 200 and stranger.path.startswith("/setup"),
          "without an account every page leads to the set-up")
    form = dict(stranger.form("/setup")["fields"], name="Eins", password=LONG, repeat=LONG)
    check(Client.post(stranger, "/setup", dict(form, csrf="0" * 42)) == 403, "a form without its token changes nothing")
    stranger.get("/setup")
    check(stranger.post("/setup", form, code="0000-0000") == 422, "a wrong set-up code is refused")
    check(stranger.post("/setup", dict(form, password="kurz", repeat="kurz"),
                        code=hall.setup_code) == 422, "a short password is refused")
    desk = Desk(hall).login()
    late = Desk(hall)
    late.get("/login")
    check(late.post("/setup", form, code=hall.setup_code) == 422, "the set-up code works once")
    mode = stat.S_IMODE(os.stat(os.path.join(hall.dir, "accounts.json")).st_mode)
    text = open(os.path.join(hall.dir, "accounts.json"), encoding="utf-8").read()
    check(mode == 0o600 and PASSWORD not in text and "$argon2id$" in text
          and desk.cookies["punktum_desk"] not in text, "accounts lie as hashes, for us alone")
    return desk


def roles(hall, desk):
    for name, role in (("Ada", "moderation"), ("Grace", "helper")):
        check(desk.post("/accounts", do="add", name=name, role=role, password=LONG) == 200,
              "an account for " + role)
    check(desk.post("/accounts", do="add", name="ADA", role="helper", password=LONG) == 409,
          "the same name twice is refused")
    ada, grace = Desk(hall, "Ada", LONG).login(), Desk(hall, "Grace", LONG).login()
    check(ada.get("/accounts") == 403 and grace.get("/accounts") == 403,
          "accounts are for the organisation")
    check(ada.event("/agenda") == 200 and grace.event("/agenda") == 403,
          "the agenda is for the moderation, not for helpers")
    check(ada.post("/events", do="close", code=hall.code) == 403, "events are for the organisation")
    check(ada.upload("/events/upload", "x.punktum", b"x" * 200000, follow=False) == 403 and
          Desk(hall).upload("/events/upload", "x.punktum", b"x" * 200000, follow=False) == 401,
          "and so are uploads, before their first byte")
    listed = dict(re.findall(r'name="id" value="(\d+)">\s*<select name="role" class="auto" '
                             r'aria-label="[^"]* (\w+)"', desk.page))
    ids = {name: number for number, name in listed.items()}
    check(desk.post("/accounts", do="role", id=ids["Grace"], role="moderation") == 200 and
          grace.event("/agenda") == 200, "a new role holds at once")
    check(desk.post("/accounts", do="remove", id=ids["Grace"]) == 200 and
          grace.get("/") == 200 and grace.path.startswith("/login"), "who is removed is out")
    own = ids[[n for n in ids if n not in ("Ada", "Grace")][0]]
    check(desk.post("/accounts", do="remove", id=own) == 409, "the last organiser stays")
    guess = Desk(hall, "Ada", "x")
    guess.get("/login")
    tries = [guess.post("/login", name="Ada", password="geraten %d" % i) for i in range(7)]
    check(tries == [422] * 5 + [429] * 2, "guessing is slowed down: %s" % tries)
    check(ada.get("/") == 200 and Desk(hall, "Ada", LONG).login().path == "/",
          "without keeping her out")
    ada.post("/logout")
    check(ada.path == "/login" and ada.get("/") == 200 and ada.path == "/login", "signing out")


def change_password(hall, desk):
    other = Desk(hall).login()
    check(desk.post("/password", old="falsch", password=LONG, repeat=LONG) == 422,
          "a new password needs the present one")
    desk.post("/password", old=PASSWORD, password=PASSWORD + "!", repeat=PASSWORD + "!")
    check(desk.path == "/password?changed=1" and desk.get("/accounts") == 200,
          "an own new password, and on with the work")
    other.get("/")
    check(other.path == "/login", "other devices are signed out")
    desk.password = PASSWORD + "!"


def two_events(hall, desk):
    guest = Phone(hall, "Erster Gast")
    check(desk.post("/events/new", {"from": "code:" + hall.code}, title="Zweiter Tag: Übung",
                    start="2026-12-01T10:00") == 200, "a new event from another")
    check(re.match(r"/e/\w{4}/overview$", desk.path), "is open and shows itself: " + desk.path)
    code = desk.path.split("/")[2]
    second = hall.client()
    second.get("/" + code)
    check("Zweiter Tag" in second.page, "its code leads to it")
    second.post("/register", dict(second.form("/register")["fields"], name="Zweiter Gast"))
    second.get("/here")
    guest.get("/here")
    check("Zweiter Tag" in second.page and "Zweiter Tag" not in guest.page,
          "each guest is at the own event")
    typed = hall.client()
    typed.get("/")
    typed.post("/join", dict(typed.form("/join")["fields"], code=code.lower()))
    check("Zweiter Tag" in typed.page, "a typed code leads there too")
    desk.post("/e/%s/link" % code)
    link = re.search(r"/m/[\w-]{22}", desk.page).group(0)
    second_mod, first_mod = Moderator(hall, link), hall.moderator()
    check("Zweiter Tag" in second_mod.page and "Erster Tag" in first_mod.page,
          "each remote leads the own event")
    second_mod.get("/m/agenda")
    check("Im Jahr 2030" in second_mod.page, "the agenda came along")
    first_mod.step("next")
    check(hall.scene()["title"] == "Im Jahr 2030", "the first stage follows the first remote")
    check(hall.scene(code)["title"] != "Im Jahr 2030", "the second one its own")
    nobody = hall.client()
    check(nobody.get("/") == 200 and "Erster Tag" not in nobody.page, "who says nothing is asked")
    check(nobody.get("/help") == 200 and nobody.path == "/", "on every page")
    check(nobody.post("/join", dict(nobody.form("/join")["fields"], code="ZZZZ")) == 422
          and "Erster Tag" not in nobody.page, "a wrong code leads nowhere")
    check(nobody.post("/code", dict(nobody.form("/join")["fields"], code="AAAA-AAAA")) == 422,
          "nor does a wrong personal code: %d" % nobody.status)
    check(nobody.get("/stage/stream") == 300 and code not in nobody.page,
          "a stage without a right has to name its event")
    check(nobody.get("/stage/stream?event=ZZZZ") == 404, "and gets no other one")
    return code, second, guest


def file_of(hall, code, desk):
    desk.get("/events/file?code=" + code)
    return desk.status, desk.raw


def contents(raw, hall):
    path = os.path.join(hall.dir, "look.db")
    with open(path, "wb") as f:
        f.write(raw)
    db = sqlite3.connect(path)
    out = {
        "people": db.execute("SELECT count(*) FROM person").fetchone()[0],
        "settings": dict(db.execute("SELECT name, value FROM setting")),
        "items": db.execute("SELECT kind, title, minutes, cards_max, secrecy, dots, note "
                            "FROM item ORDER BY position").fetchall(),
        "options": [r[0] for r in db.execute("SELECT text FROM option ORDER BY id")],
    }
    db.close()
    os.unlink(path)
    return out


def carried(hall, desk, code, second):
    status, raw = file_of(hall, code, desk)
    check(status == 200 and raw[:15] == b"SQLite format 3", "an event is carried away as its file")
    there = contents(raw, hall)
    check(there["people"] == 1 and there["settings"]["title"] == "Zweiter Tag: Übung" and
          there["settings"]["code"] == code and there["settings"]["ssid"] == "DIALOG",
          "it holds its own people and the settings of the first: %s" % there["settings"])
    check([i[:3] for i in there["items"]] == [("arrival", "Zweiter Tag: Übung", 30),
          ("visions", "Im Jahr 2030", 20), ("dots", "Welche Felder?", 15), ("break", "Mittag", 60)]
          and there["items"][1][3] == 5 and
          there["items"][1][6] == "ruhig anfangen" and there["items"][2][4:6] == ("named", 2) and
          there["options"] == ["Ausbildung", "Kultur"], "and its whole agenda: %s" % there["items"])
    start = int(there["settings"]["start"])
    check(int(there["settings"]["end"]) - start == 4 * 3600 * 1000, "as long as the first")
    desk.post("/events", do="archive", file="zweiter-tag-uebung.punktum")
    check(notice(desk) != "" and
          os.path.exists(os.path.join(hall.dir, "zweiter-tag-uebung.punktum")),
          "an open event is not put away")
    began = time.time()
    check(desk.post("/events", do="close", code=code) == 200 and time.time() - began < 5,
          "closed for guests")
    second.get("/here")
    check("Zweiter Tag" not in second.page, "its guests do not reach it any more")
    check(desk.get("/e/%s/agenda" % code) == 404, "nor does the desk")
    check(desk.post("/events", do="archive", file="zweiter-tag-uebung.punktum") == 200 and
          os.listdir(os.path.join(hall.dir, "archive")) == ["zweiter-tag-uebung.punktum"],
          "put into the archive")
    check(desk.post("/events", do="restore", file="zweiter-tag-uebung.punktum") == 200 and
          os.path.exists(os.path.join(hall.dir, "zweiter-tag-uebung.punktum")), "and brought back")
    for name in ("../event.punktum", "/etc/passwd", ".hidden.punktum", "accounts.json"):
        desk.post("/events", do="archive", file=name)
        check(notice(desk) != "", "no way to " + name)
    return raw


def brought_in(hall, desk, code, raw):
    before = set(os.listdir(hall.dir))
    check(desk.upload("/events/upload", "von-anderswo.punktum", raw) == 200 and
          desk.path == "/?said=copied", "an event file is brought in")
    new = [n for n in set(os.listdir(hall.dir)) - before if n.endswith(".punktum")]
    check(new == ["zweiter-tag-uebung-2.punktum"], "under a name of its own: %s" % new)
    db = sqlite3.connect(os.path.join(hall.dir, new[0]))
    got = dict(db.execute("SELECT name, value FROM setting"))["code"]
    alive = db.execute("SELECT count(*) FROM remote WHERE revoked_ms IS NULL").fetchone()[0]
    db.close()
    check(got != code and alive == 0, "with a code of its own, its old links ended")
    path = os.path.join(hall.dir, "evil.db")
    for sql in ("CREATE TRIGGER evil AFTER INSERT ON turnout BEGIN DELETE FROM turnout; END",
                "DROP TRIGGER card_fixed", "CREATE TABLE more (a)"):
        with open(path, "wb") as f:
            f.write(raw)
        db = sqlite3.connect(path)
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute(sql)
        db.commit()
        db.close()
        desk.upload("/events/upload", path)
        check(desk.status == 409, "tampered with: " + sql)
    os.unlink(path)
    for data in (b"", b"no event", raw[:4096], b"SQLite format 3\0" + b"\0" * 5000):
        desk.upload("/events/upload", "x.punktum", data)
        check(desk.status == 409, "%d bytes that are no event are refused" % len(data))
    for _ in range(40):         # the last one goes when its request has ended
        left = [n for n in os.listdir(hall.dir) if n.startswith((".upload", ".copy"))]
        if not left:
            break
        time.sleep(0.05)
    check(not left, "nothing of it is left: %s" % left)


def opened_again(hall, desk):
    desk.post("/events", do="open", file="zweiter-tag-uebung-2.punktum")
    codes = set(re.findall(r'href="/e/(\w{4})"', desk.page))
    check(len(codes) == 2, "opened from the list: %s" % codes)
    hall.kill()
    hall.start()
    again = Desk(hall, password=desk.password)
    again.cookies = dict(desk.cookies)
    again.get("/")
    check(again.path == "/" and set(re.findall(r'href="/e/(\w{4})"', again.page)) == codes,
          "after a crash the same events are open and nobody has to sign in again")
    return again


def followed(hall, desk):
    """One device listens, another changes the agenda."""
    desk.event("/agenda")
    parts, heard = [], threading.Event()
    version = int(re.search(r'data-version="(\d+)"', desk.page).group(1))

    def listen():
        conn = http.client.HTTPConnection(hall.host, hall.desk_port, timeout=10)
        conn.request("GET", "/e/%s/live" % hall.code,
                     headers={"Cookie": "punktum_desk=" + desk.cookies["punktum_desk"]})
        answer = conn.getresponse()
        for line in iter(answer.readline, b""):
            if line.startswith(b"data: {"):
                new = json.loads(line[6:])["parts"]
                parts.append((time.time(), {k for k, v in new.items() if v > version}))
                heard.set()
                if parts[-1][1]:
                    break
        conn.close()

    listener = threading.Thread(target=listen)
    listener.start()
    check(heard.wait(5), "the live channel tells the state at once")
    other = Desk(hall, password=desk.password).login()
    other.event("/agenda")
    began = time.time()
    other.post("/e/%s/agenda/add" % hall.code, kind="break", after="0", title="Neue Pause")
    listener.join(10)
    check(parts and "items" in parts[-1][1] and parts[-1][0] - began < 1.2,
          "a change is told within a second: %s" % [p[1] for p in parts])


def main():
    hall = Hall(EVENT).start()
    try:
        desk = way_in(hall)
        roles(hall, desk)
        change_password(hall, desk)
        code, second, _ = two_events(hall, desk)
        raw = carried(hall, desk, code, second)
        brought_in(hall, desk, code, raw)
        desk = opened_again(hall, desk)
        followed(hall, desk)
        hall.stop()
        log = open(hall.log, encoding="utf-8").read()
        check("Ada" not in log and "Gast" not in log and PASSWORD not in log,
              "no names and no passwords in the log")
    finally:
        if hall.process.poll() is None:
            hall.kill()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
