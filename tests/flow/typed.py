#!/usr/bin/env python3
"""Proves that nothing typed at the desk is lost when it is refused: every form with something to type
is refused once, without a script, and stands there again with the sentence and what was typed.
usage: tests/flow/typed.py
"""
import html
import re
import sys

from desk import Desk
from hall import Hall

EVENT = {
    "title": "Getippt", "expected": 20, "language": "de", "code": "K7MQ",
    "start": "2026-11-07T09:00", "end": "2026-11-07T11:00",
    "organisations": [{"name": "Stadt Bochum", "municipality": "Bochum", "letters": "BO"}],
    "agenda": [
        {"kind": "dots", "title": "Welche Felder?", "minutes": 30, "dots": 3,
         "options": ["Ausbildung", "Bildung"]},
        {"kind": "visions", "title": "Was soll 2030 gelten?", "minutes": 30, "card_length": 60},
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


def kept(desk, what, *texts):
    """The page refused: it says so, and what was typed stands in its fields."""
    page = html.unescape(desk.page)
    check(desk.status in (400, 409, 422) and re.search(r"role=.alert", page),
          "%s is refused and says why: %d" % (what, desk.status))
    fields = " ".join(re.findall(r"<(?:input|option)[^>]*>", page)) + " ".join(
        re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S))
    for text in texts:
        check(text in fields, "%s keeps %s" % (what, text[:40]))


def forms(desk):
    event = "/e/" + desk.hall.code
    desk.post("/events/new", {"from": "sample:dialogkonferenz"}, title="Tag im Mai", start="bald")
    kept(desk, "a new event", "Tag im Mai", 'value="bald"',
         'value="sample:dialogkonferenz" selected')
    desk.post("/accounts", do="add", name="Bela Becker", role="moderation", password="kurz")
    kept(desk, "a new account", "Bela Becker")
    desk.event("/settings")
    group = next(f for f in desk.forms() if "title" in f["fields"])["fields"]
    desk.post(event + "/settings", dict(group, title="", place="Rathaus", start="morgen"))
    kept(desk, "the settings", "Rathaus", "morgen")
    desk.post(event + "/agenda/1/set", seen="1", title="Neue Frage", dots="2000", whole="1")
    kept(desk, "an item", "Neue Frage", "2000")
    desk.post(event + "/people/new", name="Elif Yılmaz", email="keine Adresse",
              organisation="Stadt Essen", function="Leitung")
    kept(desk, "a person", "Elif Yılmaz", "keine Adresse", "Stadt Essen", "Leitung")
    desk.post(event + "/checkin/new", name="N" * 500, organisation="Stadt Herne")
    kept(desk, "a walk-in", "N" * 500, "Stadt Herne")
    desk.post(event + "/people/lists", list="organisation", do="add", name="Stadt Wesel",
              municipality="Wesel", letters="zu lang")
    kept(desk, "a new organisation", "Stadt Wesel", 'value="Wesel"', "zu lang")
    desk.post(event + "/people/lists", list="organisation", do="set", id="1",
              name="Stadt Bochum, Personal", letters="zu lang")
    kept(desk, "an organisation", "Stadt Bochum, Personal", "zu lang")
    desk.post(event + "/people/lists", list="discipline", do="add", name="D" * 300)
    kept(desk, "a new discipline", "D" * 300)
    desk.post(event + "/print/badges", who="all", sheet="none", start="900", offset_x="1,5 cm",
              offset_y="0")
    kept(desk, "badges", 'value="900"', "1,5 cm")


def on_paper(desk, hall):
    event = "/e/" + hall.code
    moderator = hall.moderator()
    moderator.goto("Welche Felder?")
    moderator.step("open")
    desk.event("/enter?item=1&q=Brandt")
    desk.get(html.unescape(re.search(r'href="([^"]*person=\d+)"', desk.page).group(1)))
    fields = desk.forms()[-1]["fields"]
    dots = sorted(n for n in fields if n.startswith("dot."))
    desk.post(event + "/enter", dict(fields, **{dots[0]: "17", dots[1]: "2"}))
    kept(desk, "a paper ballot", 'value="17"', 'value="2"')
    desk.event("/hands")
    run = re.search(r"/hands\?run=(\d+)", desk.page).group(1)
    desk.event("/hands?run=" + run)
    fields = desk.form(event + "/hands")["fields"]
    hands = sorted(n for n in fields if n.startswith("hands."))
    desk.post(event + "/hands", dict(fields, people="30", **{hands[0]: "31", hands[1]: "ein"}))
    kept(desk, "a show of hands", 'value="30"', 'value="31"', 'value="ein"')
    moderator.twice("close")
    moderator.goto("Was soll 2030 gelten?")
    moderator.step("open")
    desk.event("/enter?item=2&aloud=1")
    desk.post(event + "/enter", desk.forms()[-1]["fields"], text="Zu lang. " * 100)
    kept(desk, "a card", "Zu lang. Zu lang.")


def paper(desk):
    event = "/e/" + desk.hall.code
    body = "Ein Satz, der bleibt.\nUnd noch einer."
    desk.post(event + "/paper/text/foreword", seen="99", title="Vorwort der Städte", body=body)
    kept(desk, "a text", "Vorwort der Städte", body)
    desk.post(event + "/paper/voices", do="set", id="0", seen="0", heading="H" * 300,
              text="Ein Zitat ohne Ende", attribution="Elif Yılmaz")
    kept(desk, "a voice", "H" * 300, "Ein Zitat ohne Ende", "Elif Yılmaz")
    desk.post(event + "/paper/tables", do="set", id="0", seen="0", title="T" * 300,
              source="Amt für Statistik", body="Stadt;Zahl\nBochum;7", notes="*1 geschätzt")
    kept(desk, "a table", "T" * 300, "Amt für Statistik", "Stadt;Zahl\nBochum;7", "*1 geschätzt")


def main():
    hall = Hall(EVENT).start()
    try:
        desk = Desk(hall).login()
        hall.phone(name="Ida Brandt")
        forms(desk)
        on_paper(desk, hall)
        paper(desk)
    finally:
        hall.stop()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
