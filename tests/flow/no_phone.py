#!/usr/bin/env python3
"""People without a phone, over real HTTP: a shared tablet is bound by its link and asks for a
badge's code; two people vote there one after the other; neither can see or touch what the other
gave, by reload, by an old form or by an old address; a turn ends and leaves no session; who voted
at the tablet cannot vote by phone and the other way round, with the reason; cards come in under the
right person; a tablet is no moderator and no place to register. At the desk: a tablet's link, cards
of all items corrected and held, paper ballots for a person, a show of hands that stays apart, the
results hidden until they are revealed, and the log of all of it in words.
"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk  # noqa: E402
from hall import Client, Hall  # noqa: E402

EVENT = {
    "title": "Dialogkonferenz", "expected": 20, "language": "de", "code": "K7MQ",
    "organisations": [{"name": "Stadt Bochum", "municipality": "Bochum", "letters": "BO"},
                      {"name": "Stadt Essen", "municipality": "Essen", "letters": "E"}],
    "agenda": [
        {"kind": "arrival", "title": "Ankommen"},
        {"kind": "visions", "title": "Im Jahr 2030", "appear": "live", "author": "city"},
        {"kind": "dots", "title": "Welche Felder?", "dots": 3, "per_option": 2,
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


class Tablet(Client):
    def __init__(self, hall, link):
        hall.numbers += 1
        super().__init__(hall, hall.numbers)
        assert self.get(link) == 200, self.status
        assert self.path == link and "punktum_t" not in self.cookies, "GET consumes nothing"
        self.post(link, self.form(link)["fields"])
        assert self.path == "/tablet", (self.path, self.page[:500])

    def scan(self, code):
        self.get("/tablet")
        return self.post("/tablet/code", dict(self.form("/tablet/code")["fields"], code=code))

    def go(self, word):
        return self.post("/tablet/turn", dict(self.form("/tablet/turn")["fields"], go=word))

    def begin(self, code):
        self.scan(code)
        self.go("on")
        return self

    def dots(self, dots):
        form = self.form("/tablet/ballot")
        fields = {k: str(dots.get(k[4:], 0)) if k.startswith("dot.") else v
                  for k, v in form["fields"].items()}
        self.sent = fields
        return self.post("/tablet/ballot", fields)

    def given(self):
        return {k[4:]: v for k, v in self.form("/tablet/ballot")["fields"].items()
                if k.startswith("dot.") and v != "0"}


def words(client):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.page.replace("\u00ad", "")))


def bind(hall, desk):
    desk.event("/link")
    desk.post("/e/K7MQ/link", tablet="1")
    link = "/tablet/" + re.search(r"/tablet/([\w-]{22})<", desk.page).group(1)
    check(hall.client().get("/tablet") == 401, "without a link no tablet")
    tablet = Tablet(hall, link)
    check(tablet.get("/m") == 401, "a tablet is no moderator")
    as_moderator = hall.client()
    as_moderator.get(link.replace("/tablet/", "/m/"))
    as_moderator.post(link.replace("/tablet/", "/m/"), as_moderator.forms()[-1]["fields"])
    check(as_moderator.get("/m") == 401, "nor is its link a moderator's")
    for path in ("/", "/K7MQ", "/code", "/join"):
        tablet.get(path)
        check(tablet.path == "/tablet", "nobody signs in on a tablet: " + path)
    check("punktum_k7mq" not in {k for k, v in tablet.cookies.items() if v}, "no session there")
    return tablet


def codes(tablet, elif_):
    tablet.scan("XXXX")
    check("acht Buchstaben" in words(tablet), "half a code is told apart")
    tablet.scan("0000-0000")
    check(tablet.status == 422 and "gibt es nicht" in words(tablet), "a wrong code is told")
    tablet.scan("http://127.0.0.1/K7MQ#" + elif_.personal_code.lower())
    check("Elif Y., Stadt Essen" in words(tablet), "the badge's address names the person shortly")
    check("Yılmaz" not in words(tablet), "never the whole name")
    tablet.go("next")
    check("Schild scannen" in words(tablet), "somebody else: back to the field")


def cards(hall, boss, tablet, elif_):
    boss.goto("Im Jahr 2030")
    boss.step("open")
    tablet.begin(elif_.personal_code)
    form = tablet.form("/tablet/card")
    tablet.post("/tablet/card", dict(form["fields"], text="Eine Karte vom Tablet"))
    check("Gespeichert" in words(tablet) and "Karte vom Tablet" not in words(tablet), "card saved")
    tablet.go("on")
    check("Eine Karte vom Tablet" in words(tablet), "its author may go on with it")
    edit = re.search(r'href="(/tablet/card/edit\?card=\d+)"', tablet.page).group(1)
    tablet.get(edit)
    form = tablet.form("/tablet/card/edit")
    tablet.post("/tablet/card/edit", dict(form["fields"], text="Eine Karte, verbessert"))
    tablet.go("next")
    hall.wait(lambda s: [c["text"] for c in s.get("cards", [])] == ["Eine Karte, verbessert"])
    check("verbessert" in words(elif_.here()), "it is hers on her phone as well")
    tablet.get(edit)
    check(tablet.path.startswith("/tablet?") and "verbessert" not in words(tablet),
          "its address shows nothing after the turn")


def votes(hall, boss, tablet, elif_, otto):
    boss.goto("Welche Felder")
    boss.step("open")
    ids = {o["text"]: str(o["id"]) for o in hall.scene()["options"]}
    a, b = ids["Ausbildung"], ids["Bildung"]
    tablet.begin(elif_.personal_code)
    form = tablet.form("/tablet/ballot")
    tablet.post("/tablet/ballot", dict(form["fields"], plus=a))
    check(tablet.given() == {a: "1"}, "plus works as a plain form and stays on the page")
    check(tablet.dots({a: 2, b: 1}) == 200 and "Gespeichert" in words(tablet), "stored")
    check("Ausbildung" not in words(tablet), "what was given is not shown with it")
    old = dict(tablet.sent)
    tablet.go("next")
    for path in ("/tablet", "/tablet?n=over"):
        tablet.get(path)
        check("Elif" not in words(tablet) and "Ausbildung" not in words(tablet),
              "reload or back shows nobody: " + path)
    tablet.begin(otto.personal_code)
    check(tablet.given() == {}, "the next person has an empty ballot")
    tablet.post("/tablet/ballot", dict(old, revision="9"))
    check("schon um" in words(tablet) and tablet.given() == {}, "an old form speaks for nobody")
    check(tablet.post("/tablet/ballot", old, {"Accept": "application/json"}) == 401,
          "nor does the script's")
    tablet.get("/tablet")
    tablet.dots({b: 1})
    tablet.go("next")
    check(elif_.here().status == 200 and "Tablet vergeben" in words(elif_),
          "her phone says where she voted")
    check("/ballot" not in [f["action"] for f in elif_.forms()], "and offers no second way")
    fields = {"csrf": re.search(r'data-csrf="(\w+)"', elif_.page).group(1), "nonce": "77",
              "item": old["item"], "run": old["run"], "revision": "50", "dot." + b: "2"}
    check(elif_.post("/ballot", fields) == 409 and "Tablet vergeben" in words(elif_),
          "a ballot sent anyway is refused with the reason")
    tablet.begin(elif_.personal_code)
    check(tablet.given() == {a: "2", b: "1"}, "the same way she may change it")
    tablet.dots({b: 2})
    tablet.go("next")
    return ids


def other_way_round(tablet, paul, ids):
    check(paul.ballot({ids["Kultur"]: 2}) == 200, "by phone")
    tablet.begin(paul.personal_code)
    check("schon am Telefon vergeben" in words(tablet), "the tablet says it was by phone")
    check("/tablet/ballot" not in [f["action"] for f in tablet.forms()], "and has no form")
    check("Kultur" not in words(tablet), "and does not show what")
    tablet.go("next")
    check(paul.here().form("/ballot")["fields"]["dot." + ids["Kultur"]] == "2",
          "a tablet never ends the own phone's session")


def desk_cards(hall, desk):
    """One card held, corrected and marked by the desk, as the stage sees it."""
    desk.event("/cards?q=verbessert")
    check("Eine Karte, verbessert" in words(desk) and "1 Karte" in words(desk), "found by its words")
    desk.event("/cards?state=held")
    check("Keine Karte passt" in words(desk), "none is held")
    desk.event("/cards")
    card = re.search(r'name="card" value="(\d+)"', desk.page).group(1)
    desk.post("/e/K7MQ/cards", step="edit_card", card=card, text="Eine Karte, berichtigt", item="0",
              q="verbessert")
    check(desk.path.startswith("/e/K7MQ/cards") and "Die Korrektur ist gespeichert" in words(desk)
          and "berichtigt" in desk.page and "Keine Karte passt" not in words(desk),
          "corrected, and in sight though the search was for the old word")
    scene = hall.wait(lambda s: s["cards"][0]["text"] == "Eine Karte, berichtigt")
    check(scene["cards"][0].get("edited") == "bearbeitet", "the stage says so")
    desk.post("/e/K7MQ/cards", step="quote", card=card)
    check("Zitat-Kandidat" in words(desk), "marked as a quote")
    desk.post("/e/K7MQ/cards", step="hold", card=card)
    hall.wait(lambda s: not s["cards"])
    check(desk.post("/e/K7MQ/cards", step="open", card=card) == 400, "no other step by this form")
    desk.post("/e/K7MQ/cards", step="release", card=card)
    hall.wait(lambda s: s["cards"])


def enter(desk, **fields):
    form = next(f for f in desk.forms() if f["method"] == "post" and f["action"].endswith("/enter"))
    return desk.post(form["action"], dict(form["fields"], **fields))


def desk_enters(desk, uwe, paul, ids):
    """A paper ballot for somebody without a phone; whoever voted by phone is refused."""
    desk.event("/enter?q=uwe")
    check("Uwe Ohnefon" in words(desk), "found by a part of the name")
    link = re.search(r'href="(/e/K7MQ/enter\?item=\d+&amp;person=\d+)"', desk.page).group(1)
    desk.get(link.replace("&amp;", "&"))
    before = desk.page
    enter(desk, **{"dot." + ids["Kultur"]: "4"})
    check(desk.status == 409 and "nichts gespeichert" in words(desk), "too many are refused")
    enter(desk, **{"dot." + ids["Kultur"]: "2", "dot." + ids["Bildung"]: "1"})
    check("Gespeichert" in words(desk), "stored")
    desk.page = before
    enter(desk, **{"dot." + ids["Kultur"]: "1"})
    check("schon etwas Neueres" in words(desk) or desk.status == 409, "an old page changes nothing")
    check(uwe.here().form is not None and "auf Papier vergeben" in words(uwe),
          "their phone, if they have one, says so")
    desk.event("/enter?q=" + paul.personal_code)
    check("schon am Telefon vergeben" in words(desk), "voted by phone: no form")
    check(not any(f["fields"].get("revision") for f in desk.forms()), "not even a hidden one")


def results(hall, desk, boss, ids):
    desk.event("/results")
    check("noch nicht gezeigt" in words(desk) and "4 von" in words(desk), "only the turnout")
    check("Ausbildung" not in words(desk), "no option of a result that is hidden")
    run = re.search(r"/hands\?run=(\d+)", desk.page).group(1)
    desk.event("/hands?run=" + run)
    desk.post("/e/K7MQ/hands", run=run, people="30", **{"hands." + ids["Kultur"]: "31"})
    check(desk.status == 422, "more hands than people are refused")
    desk.post("/e/K7MQ/hands", run=run, people="30", **{"hands." + ids["Kultur"]: "17"})
    check("Handzeichen" in words(desk) and "17" in words(desk), "the show of hands is shown")


def the_log(desk):
    desk.event("/log")
    text = words(desk)
    for what in ("Handzeichen eingetragen: Welche Felder?", "Punkte von einem Stimmzettel",
                 "Link für ein Gerät", "Organisation Test"):
        check(what in text, "the log says: " + what)
    for never in ("Uwe", "berichtigt", "Elif"):
        check(never not in text, "the log never says: " + never)
    desk.event("/log?kind=steps&who=Organisation%20Test")
    check("Handzeichen eingetragen" not in words(desk) and "Karte" in words(desk), "filtered by kind and who")


def main():
    hall = Hall(EVENT).start()
    try:
        boss = hall.moderator()
        elif_ = hall.phone(name="Elif Yılmaz", organisation=1)
        otto, paul = hall.phone(name="Otto", organisation=0), hall.phone(name="Paul", organisation=0)
        desk = Desk(hall).login()
        tablet = bind(hall, desk)
        codes(tablet, elif_)
        cards(hall, boss, tablet, elif_)
        desk_cards(hall, desk)
        ids = votes(hall, boss, tablet, elif_, otto)
        other_way_round(tablet, paul, ids)
        uwe = hall.phone(name="Uwe Ohnefon", organisation=1)
        desk_enters(desk, uwe, paul, ids)
        results(hall, desk, boss, ids)
        boss.twice("close")
        hall.wait(lambda s: s["state"] == "closed")
        boss.step("next")
        scene = hall.wait(lambda s: s["state"] == "revealed")
        got = {o["text"]: o["points"] for o in scene["options"]}
        check(got == {"Ausbildung": 0, "Bildung": 4, "Kultur": 4}, "each voted once: %s" % got)
        desk.event("/results")
        check("Ausbildung" in words(desk) and "17" in words(desk), "the result, hands beside it")
        the_log(desk)
        tablet.begin(otto.personal_code)
        check("Bildung" in words(tablet), "the result is on the tablet as on phones")
        hall.stop()
        log = open(hall.log, encoding="utf-8").read()
        check("Elif" not in log and elif_.personal_code not in log, "no names, no codes in the log")
    finally:
        if hall.process.poll() is None:
            hall.kill()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
