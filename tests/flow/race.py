#!/usr/bin/env python3
"""Ways to count twice, and to lose something on the way, over real HTTP: one person votes by phone, at
a tablet and by a ballot on paper in the same moment, many times over - one way is taken, the others
are told why, and the result counts heads once, also after somebody was erased; for who was erased
nobody can vote. A list read twice, a merge and an erasing do not change the counts. Killed in the
middle of an import, a merge, an erasing, an upload and an export, again and again, the program opens
a file that is whole, with everything that was answered and nothing by halves, and leaves no file
behind. What was typed at the desk and refused comes back with the reason.
"""
import os
import random
import re
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk  # noqa: E402
from hall import Hall, ROOT  # noqa: E402
from no_phone import Tablet, enter, words  # noqa: E402

EVENT = {
    "title": "Dialogkonferenz", "expected": 60, "language": "de", "code": "K7MQ",
    "start": "2026-11-07T09:00",
    "organisations": [{"name": "Stadt Bochum", "municipality": "Bochum", "letters": "BO"},
                      {"name": "Stadt Essen", "municipality": "Essen", "letters": "E"}],
    "agenda": [
        {"kind": "arrival", "title": "Ankommen"},
        {"kind": "visions", "title": "Im Jahr 2030", "appear": "live", "author": "name"},
        {"kind": "dots", "title": "Welche Felder?", "dots": 3, "per_option": 3,
         "options": ["Ausbildung", "Bildung", "Kultur"]},
    ],
}
VOTERS, KILLS = 12, 10
passed, failed = 0, []


def check(good, what, *more):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED", what, *more)


def together(*jobs):
    """All at once; their results in order."""
    gate, out = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(i, job):
        gate.wait()
        out[i] = job()
    threads = [threading.Thread(target=run, args=(i, j)) for i, j in enumerate(jobs)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return out


def one_moment(phone, tablet, desk, ids):
    """Three ways at once; the option of the way that was taken."""
    tablet.begin(phone.personal_code)
    by_tablet = tablet.form("/tablet/ballot")["fields"]
    by_phone = phone.here().form("/ballot")["fields"]
    desk.event("/enter?q=" + phone.personal_code)
    by_desk = next(f for f in desk.forms() if f["method"] == "post"
                   and f["action"].endswith("/enter"))["fields"]
    a, b, c = ("dot." + ids[n] for n in ("Ausbildung", "Bildung", "Kultur"))
    said = together(
        lambda: (phone.post("/ballot", dict(by_phone, **{a: "3"})), words(phone)),
        lambda: (tablet.post("/tablet/ballot", dict(by_tablet, **{b: "3"})), words(tablet)),
        lambda: (desk.post("/e/K7MQ/enter", dict(by_desk, **{c: "3"})), words(desk)))
    taken = [status == 200 and "Gespeichert" in text or status == 200 and "gespeichert" in text
             and "nicht" not in text for status, text in said]
    told = [bool(re.search(r"schon|bereits|auf Papier|Tablet vergeben|Telefon vergeben", text))
            for _, text in said]
    tablet.go("next")
    return taken, told, [s for s, _ in said]


def twice(hall, desk, boss):
    tablet_link = tablet_of(hall, desk)
    phones = [hall.phone(name="Person %d" % i, organisation=i) for i in range(VOTERS)]
    boss.goto("Welche Felder")
    boss.step("open")
    ids = {o["text"]: str(o["id"]) for o in hall.scene()["options"]}
    refused = 0
    for phone in phones:
        _, told, status = one_moment(phone, tablet_link, desk, ids)
        refused += status.count(409)
    check(refused == 2 * VOTERS, "of three ways two are refused, for everybody", refused)
    desk.event("/results")
    check("%d von" % VOTERS in words(desk), "as many voted as there are")
    return tablet_link, phones, ids


def tablet_of(hall, desk):
    desk.event("/link")
    desk.post("/e/K7MQ/link", tablet="1")
    return Tablet(hall, "/tablet/" + re.search(r"/tablet/([\w-]{22})<", desk.page).group(1))


def person_of(desk, name):
    desk.event("/people?q=" + name.replace(" ", "+"))
    return re.search(r"people/(\d+)\"[^>]*>%s<" % name, desk.page).group(1)


def erased(hall, desk, boss, phones, ids):
    """Erased after voting: stays counted. Erased before: cannot vote by any way."""
    desk.post("/e/K7MQ/people/new", name="Gerda Geht", role="guest")
    gone, first = person_of(desk, "Gerda Geht"), person_of(desk, "Person 0")
    desk.event("/enter?q=Gerda")
    link = re.search(r'href="(/e/K7MQ/enter\?item=\d+&amp;person=\d+)"', desk.page).group(1)
    desk.get(link.replace("&amp;", "&"))
    before = desk.page
    for person in (gone, first):
        desk.post("/e/K7MQ/people/%s/erase" % person, sure="1")
    desk.page = before
    enter(desk, **{"dot." + ids["Kultur"]: "3"})
    check(desk.status in (403, 409), "nobody votes for who was erased", desk.status)
    check(phones[0].get("/here") in (200, 401, 303) and "/here" != phones[0].path,
          "the phone of who was erased is signed out", phones[0].path)
    boss.twice("close")
    hall.wait(lambda s: s["state"] == "closed")
    boss.step("next")
    scene = hall.wait(lambda s: s["state"] == "revealed")
    points = {o["text"]: o["points"] for o in scene["options"]}
    check(sum(points.values()) == 3 * VOTERS, "each counts once, the erased one too", points)
    check(sum(o["people"] for o in scene["options"]) == VOTERS, "as heads",
          [o["people"] for o in scene["options"]])


def given_back(desk, boss):
    """A card typed from paper is not typed again because it was too long."""
    boss.goto("Im Jahr 2030")
    boss.step("open")
    long = "Ein sehr langer Satz. " * 12
    desk.event("/enter?aloud=1")
    enter(desk, text=long)
    check(desk.status >= 400 and long.strip() in desk.page, "a card that is too long stays typed",
          desk.status)


def count(desk):
    desk.ask("GET", "/e/K7MQ/people/people.csv")
    lines = desk.page.count("\r\n") - 1
    desk.get("/")
    return lines


def imported(desk, rows):
    text = "Name;Organisation\r\n" + "".join("Liste %d;Stadt %d\r\n" % (i, i % 9) for i in rows)
    desk.upload("/e/K7MQ/people/import", "liste.csv", text.encode())
    form = desk.form("/e/K7MQ/people/import/check")
    return lambda: desk.post(form["action"], dict(form["fields"], lists="1", apply="1"))


def read_twice(hall, desk):
    imported(desk, range(30))()
    n = count(desk)
    first = imported(desk, range(30, 60))
    other = Desk(hall).login()
    other.upload("/e/K7MQ/people/import", "liste.csv", ("Name;Organisation\r\n" + "".join(
        "Liste %d;Stadt %d\r\n" % (i, i % 9) for i in range(30, 60))).encode())
    form = other.form("/e/K7MQ/people/import/check")
    second = lambda: other.post(form["action"], dict(form["fields"], lists="1", apply="1"))
    together(first, second)
    check(count(desk) == n + 30, "the same list by two at once is there once", n, count(desk))


def killed(hall, desk):
    """kill -9 at any moment of each of these; then everything is whole."""
    rng = random.Random(7)
    jobs = {
        "import": lambda: imported(desk, range(1000, 1400))(),
        "erase": lambda: desk.post("/e/K7MQ/people/%s/erase" % person_of(desk, "Liste %d"
                                   % rng.randint(0, 29)), sure="1"),
        "upload": lambda: desk.upload("/e/K7MQ/paper/pictures/new", "a.png", b"\x89PNG" * 400000),
        "event": lambda: desk.post("/events/new", {"from": "code:K7MQ"}, title="Weiterer",
                                   start="2026-12-01T10:00"),
        "export": lambda: desk.post("/e/K7MQ/paper/making", format="html"),
    }
    for i in range(KILLS):
        name = list(jobs)[i % len(jobs)]
        desk.get("/")
        before = count(desk)

        def work():
            try:
                jobs[name]()
            except (OSError, AssertionError, AttributeError, StopIteration, Exception):
                pass                                            # it is killed under our hands
        t = threading.Thread(target=work)
        t.start()
        time.sleep(rng.uniform(0.005, 0.25))
        hall.kill()
        t.join()
        hall.start()
        desk.conn = None
        now = count(desk)
        check(now in (before, before - 1, before + 400), "%s killed: all or nothing" % name,
              before, now)
        if now == before + 400:
            desk.event("/people/import")
            undo = next(f for f in desk.forms() if f["action"].endswith("/import/undo"))
            desk.post(undo["action"], undo["fields"])
            check(count(desk) == before, "and can be taken back")
        left = [f for f in os.listdir(hall.dir) if f.startswith((".upload", ".copy"))]
        check(not left, "%s killed: nothing is left of it" % name, left)


def main():
    hall = Hall(EVENT).start()
    try:
        boss, desk = hall.moderator(), Desk(hall).login()
        tablet, phones, ids = twice(hall, desk, boss)
        erased(hall, desk, boss, phones, ids)
        given_back(desk, boss)
        read_twice(hall, desk)
        killed(hall, desk)
        hall.stop()
        check(os.spawnl(os.P_WAIT, hall.program, "punktum", "check", hall.event) == 0,
              "the event file is whole")
    finally:
        if hall.process.poll() is None:
            hall.kill()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
