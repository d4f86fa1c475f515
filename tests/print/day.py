#!/usr/bin/env python3
"""A whole day of the sample event with the real server: 80 people of 20 municipalities register,
write cards and give dots; a moderator leads, corrects a card, marks quotes and decides a tie. Leaves
the event file of that day; tests of the documents and their pictures start from it.

    tests/print/day.py OUT.punktum [CARDS]
    tests/print/day.py OUT.json             its record, at the times of the plan: always the same
"""
import json
import os
import random
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "flow"))
from hall import Hall, ROOT  # noqa: E402
from session import together  # noqa: E402

os.environ["TZ"] = "Europe/Berlin"          # where the day is
FIRST = ("Elif Marta Jonas Amina Peter Selin Tobias Fatma Ingrid Mehmet Claudia Yusuf Birgit Leyla "
         "Stefan Nadia Heike Ömer Ursula Karim Sabine Aylin Dieter Rana Monika Hakan Petra Dilan "
         "Markus Samira").split()
LAST = ("Yılmaz Kowalski Brandt Öztürk Lindner Haddad Schröder Demir Wagner Şahin Neumann Aydın "
        "Köster Arslan Vogel Rahmani Pohl Çelik Ebert Nowak Thiele Kaya Busch El-Amin Lorenz").split()
FUNCTIONS = ("Personalentwicklung", "Integrationsbüro", "Fachbereichsleitung", "Ausbildungsleitung",
             "Ratsmitglied", "Vorstand des Vereins", "Sozialdezernat", "Gleichstellungsstelle")
# How people spread their dots, option by option: a clear field, a tie at the line, a long tail.
WEIGHTS = (21, 17, 8, 6, 5, 14, 3, 9)


def sample():
    with open(os.path.join(ROOT, "events/samples/dialogkonferenz.json"), encoding="utf-8") as f:
        return json.load(f)


def cards():
    with open(os.path.join(ROOT, "assets/demo/cards.json"), encoding="utf-8") as f:
        return json.load(f)["cards"]


def arrive(hall, people, rng):
    phones = {}
    said = [[c for c in ("name_list", "name_stage", "photo", "contact") if rng.random() < 0.6]
            for _ in range(people)]

    def one(i):
        name = "%s %s" % (FIRST[i % len(FIRST)], LAST[(i * 7) % len(LAST)])
        phones[i] = hall.phone(name=name, organisation=i, discipline=i,
                               consents=["consent." + c for c in said[i]])
    together(lambda i=i: one(i) for i in range(people))
    return [phones[i] for i in range(people)]


def collect(hall, boss, phones, rng, number):
    boss.goto("Woran erkennt man 2030")
    boss.step("open")
    texts = cards()
    texts = [texts[i % len(texts)] if i < len(texts) else
             "%s (%d)" % (texts[i % len(texts)][:120], i // len(texts) + 1) for i in range(number)]
    writers = [rng.randrange(len(phones)) for _ in texts]
    written, most = [0] * len(phones), max(3, number // len(phones) + 2)
    for i in range(number):                 # as many each as the item allows
        while written[writers[i]] >= most:
            writers[i] = (writers[i] + 1) % len(phones)
        written[writers[i]] += 1
    for text, w in zip(texts, writers):     # in order: phones write one at a time
        assert phones[w].card(text) == 200, text
    boss.step("release_all")
    boss.twice("close")
    hall.wait(lambda s: s["state"] in ("closed", "revealed"))


def vote(hall, boss, phones, rng):
    boss.goto("Welche Vorhaben")
    assert boss.step("open")["result"] == "ok"
    ids = [str(o["id"]) for o in hall.scene()["options"]]
    want = {}
    for i in range(len(phones) - 5):
        ballot = {}
        for _ in range(5):
            o = rng.choices(ids, WEIGHTS)[0]
            if ballot.get(o, 0) < 3:
                ballot[o] = ballot.get(o, 0) + 1
        want[i] = ballot
    together(lambda i=i: phones[i].ballot(want[i]) for i in want)
    boss.twice("close")
    hall.wait(lambda s: s["state"] == "closed")
    boss.step("next")
    return hall.wait(lambda s: s["state"] == "revealed")


def live(hall, people=80, number=56, seed=8):
    """The day; the phones and the scene of the result."""
    rng = random.Random(seed)
    phones = arrive(hall, people, rng)
    boss = hall.moderator()
    collect(hall, boss, phones, rng, number)
    result = vote(hall, boss, phones, rng)
    return phones, result


def record(hall, out):
    """The day as it was planned: what the clock of this machine says is not in it."""
    folder = os.path.join(hall.dir, "record")
    subprocess.run([hall.program, "export", hall.event, folder, "--format", "json"], check=True,
                   stdout=subprocess.DEVNULL)
    with open(os.path.join(folder, "Daten.json"), encoding="utf-8") as f:
        day = json.load(f)
    begins = day["agenda"][0]["planned_ms"]
    for item in day["agenda"]:
        for run in item["runs"]:
            if run.get("opened_ms"):
                run["opened_ms"] = item["planned_ms"] + 60000
                run["closed_ms"] = item["planned_ms"] + item["minutes"] * 60000
    for person in day["people"]:
        for key in ("registered_ms", "presence_ms"):
            person[key] = begins
    with open(out, "w", encoding="utf-8") as f:
        json.dump(day, f, ensure_ascii=False, sort_keys=True, indent=1)
        f.write("\n")


def main():
    out, number = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 56
    event = sample()
    if number > 240:
        next(i for i in event["agenda"] if i["kind"] == "visions")["cards_max"] = number // 80 + 2
    hall = Hall(event).start()
    try:
        live(hall, number=number)
        hall.stop()
        if out.endswith(".json"):
            record(hall, out)
        else:
            shutil.copyfile(hall.event, out)
    finally:
        hall.stop()
        hall.remove()
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
