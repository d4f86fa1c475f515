#!/usr/bin/env python3
"""A full disk, for real: the data folder lies on a small file system of its own, filled to the last
block. Every kind of form at the desk then answers with a sentence and changes nothing; what was typed
stands on the answer, and sending it once more from there stores it when there is room again. Files
sent and files to be made leave nothing half behind; documents made before stay. The server runs on,
and the event file is whole. The same page gives back what was typed when the session had ended.

Needs a mount of its own: as root, or where users may have name spaces.
"""
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk, PASSWORD  # noqa: E402
from hall import Hall, ROOT  # noqa: E402
from paper import png  # noqa: E402
from trace import EVENT, documents  # noqa: E402

TYPED = "Getippter Text mit Umläuten: ÄÖÜ"
passed, failed = 0, []
E = "/e/K7MQ"


def check(good, what, *more):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED", what, *more)


def fill(folder):
    with open(os.path.join(folder, "filler"), "ab", buffering=0) as f:
        for size in (1 << 20, 1 << 16, 4096, 512, 1):
            try:
                while True:
                    f.write(b"x" * size)
            except OSError:
                pass
    check(os.statvfs(folder).f_bavail == 0, "the disk is full")


def room(folder):
    os.unlink(os.path.join(folder, "filler"))


def state(desk):
    """What the pages show, without tokens and times."""
    text = ""
    for path in ("/people", "/agenda", "/paper", "/people/lists", "/settings"):
        desk.event(path)
        text += re.sub(r'[0-9a-f]{42}|data-version="\d+"|\d+:\d\d|<p class="notice.*', "",
                       desk.page).replace("\n", "")
    return text


FORMS = [
    ("a person", E + "/people/new", {"name": TYPED, "role": "guest"}),
    ("a correction", E + "/people/1", {"name": TYPED, "role": "guest", "rev": "1"}),
    ("somebody at the door", E + "/checkin/new", {"name": TYPED, "recent": ""}),
    ("a check-in", E + "/checkin", {"do": "in", "p": "1", "recent": ""}),
    ("an item", E + "/agenda/add", {"kind": "break", "after": "0", "title": TYPED}),
    ("an item's words", E + "/agenda/2/set", {"title": TYPED, "rev": "1"}),
    ("a copy", E + "/agenda/2/copy", {}),
    ("a text", E + "/paper/text/foreword", {"body": TYPED, "title": "", "seen": "-1"}),
    ("a chapter", E + "/paper/add", {"title": TYPED}),
    ("a voice", E + "/paper/voices", {"do": "set", "id": "0", "seen": "0", "card": "0",
     "heading": "Vertrauen", "text": TYPED, "person": "0", "attribution": "", "included": "1"}),
    ("a table", E + "/paper/tables", {"do": "set", "id": "0", "seen": "0", "title": TYPED,
     "body": "Stadt;alle\nEssen;1"}),
    ("a setting", E + "/settings", {"group": "0", "title": TYPED}),
    ("an organisation", E + "/people/lists", {"list": "organisation", "do": "add", "name": TYPED}),
    ("a link", E + "/link", {}),
    ("the end", E + "/close", {"sure": "1"}),
    ("erasing", E + "/people/1/erase", {"sure": "1"}),
    ("an account", "/accounts", {"do": "add", "name": TYPED, "role": "helper",
     "password": "zwölf Buchstaben"}),
    ("a password", "/password", {"old": PASSWORD, "password": PASSWORD + "!",
     "repeat": PASSWORD + "!"}),
]


def refused(desk):
    for what, path, fields in FORMS:
        desk.post(path, fields)
        sentence = "gestört" in desk.page and "nicht" in desk.page
        check(desk.status == 503 and sentence, what + " is not stored, and that is said",
              desk.status)
        if TYPED in fields.values():
            check(TYPED in desk.page, what + ": the words are still there")
        answer = desk.json(path, fields)
        check(desk.status == 503 and answer.get("sentence"), what + ": a script is told as well",
              desk.status, answer)


def files(desk, hall):
    for what, path, name, data in (
            ("a list", E + "/people/import", "a.csv", b"Name\r\nAda"),
            ("a photo", E + "/paper/pictures/new", "a.png", png()),
            ("an event", "/events/upload", "a.punktum", open(hall.event, "rb").read())):
        desk.upload(path, name, data)
        check(desk.status in (503, 507) and ("kein Platz" in desk.page or "gestört" in desk.page),
              what + " sent is refused with the reason", desk.status)
    desk.post("/events/new", {"from": "code:K7MQ"}, title=TYPED, start="2026-12-01T10:00")
    check(desk.status == 503 and TYPED in desk.page, "no new event, its title is not lost")
    desk.post(E + "/rehearsal")
    check(desk.status == 503, "no rehearsal", desk.status)
    desk.ask("GET", "/events/file?code=K7MQ")
    check(desk.status != 200, "no copy to take away", desk.status)
    desk.post(E + "/paper/making", format="html")
    for _ in range(100):
        desk.ask("GET", E + "/paper/making", None, {"Accept": "application/json"})
        if '"running":false' in desk.page.replace(" ", ""):
            break
        time.sleep(0.1)
    check('"failed":true' in desk.page.replace(" ", ""), "no documents, and that is said")
    check(desk.ask("GET", E + "/paper/files/Dokumentation.html") == 200, "those made before stay")
    left = [f for f in os.listdir(hall.dir) if f.startswith((".upload", ".copy", ".probe"))
            or f.endswith(".new") or "getippt" in f]
    check(not left, "nothing half is left behind", left)


def again(desk, folder):
    """From the answer itself, when there is room."""
    desk.post(E + "/people/new", name=TYPED + " 2", role="guest")
    check(desk.status == 503, "still full")
    form = desk.form(E + "/people/new")
    room(folder)
    time.sleep(0.2)
    desk.post(form["action"], form["fields"])
    check(desk.status == 200 and TYPED + " 2" in desk.page and "/people/" in desk.path,
          "sent once more from there it is stored", desk.status, desk.path)
    desk.post(E + "/agenda/2/copy")
    check(desk.status == 200, "and everything goes on", desk.status)


def signed_out(desk, hall):
    """The session ended while somebody typed: nothing is lost over it."""
    away = Desk(hall, password=desk.password)
    away.cookies = {k: v for k, v in desk.cookies.items() if k != "punktum_desk"}
    away.page = desk.page
    token = desk.csrf
    away.page = 'data-csrf="%s"' % token
    away.post(E + "/people/new", name=TYPED + " 3", role="guest")
    check(away.status == 401 and TYPED + " 3" in away.page, "signed out, but the words are there",
          away.status)
    kept = away.form(E + "/people/new")
    away.login()
    away.page = 'data-csrf="%s"' % token
    away.post(kept["action"], {k: v for k, v in kept["fields"].items() if k != "csrf"})
    check(away.status == 403 and TYPED + " 3" in away.page, "an old form after signing in",
          away.status)
    form = away.form(E + "/people/new")
    away.post_form(form)
    check(away.status == 200 and TYPED + " 3" in away.page, "one press more and it is stored")
    away.page = 'data-csrf="%s"' % ("0" * 42)
    away.ask("POST", E + "/people/new", "csrf=x&name=Fremde+Worte",
             {"Origin": "http://boese.example"})
    check(away.status == 403 and "Fremde Worte" not in away.page, "words of other sites never",
          away.status)


def main():
    folder = tempfile.mkdtemp(prefix="punktum-disk-")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "disk", folder], check=True)
    hall = None
    try:
        hall = Hall(EVENT, keep=folder).start()
        desk = Desk(hall).login()
        desk.post(E + "/people/new", name="Erste Person", role="guest")
        check(documents(desk) == 200, "documents while there is room")
        before = state(desk)
        fill(folder)
        refused(desk)
        files(desk, hall)
        after = state(desk)
        check(before == after, "nothing changed")
        again(desk, folder)
        signed_out(desk, hall)
        hall.stop()
        done = subprocess.run([hall.program, "check", hall.event], stdout=subprocess.DEVNULL)
        check(done.returncode == 0, "the event file is whole")
    finally:
        if hall and hall.process.poll() is None:
            hall.kill()
        subprocess.run(["umount", "-l", folder])
        os.rmdir(folder)
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0



if __name__ == "__main__":
    os.chdir(ROOT)
    if os.geteuid() != 0:
        os.execvp("unshare", ["unshare", "--map-root-user", "--mount", sys.executable,
                              os.path.abspath(__file__)])
    sys.exit(main())
