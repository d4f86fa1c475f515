#!/usr/bin/env python3
"""Proves the whole way of an event with the real programs: 80 phones register, write cards and give
dots, two moderators lead, one phone is changed, one person comes late, two options tie. In the end
stage, phones, CSV and XLSX tell the same totals, and nothing hidden was to be seen before.
"""
import csv
import os
import random
import re
import subprocess
import sys
import threading
import zipfile
import xml.etree.ElementTree as xml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from hall import Hall, ROOT  # noqa: E402

CITIES = ["Bochum", "Bottrop", "Dortmund", "Duisburg", "Essen", "Gelsenkirchen", "Hagen",
          "Hamm", "Herne", "Mülheim an der Ruhr", "Oberhausen", "Witten"]
EVENT = {
    "title": "Dialog im Test", "place": "Stadthalle", "start": "2026-11-07T09:00",
    "expected": 80, "ssid": "DIALOG", "password": "MITMACHEN2026",
    "organisations": [{"name": "Stadt " + c, "municipality": c, "letters": c[:2].upper()}
                      for c in CITIES] + [{"name": "Verein Miteinander", "letters": "VM"}],
    "disciplines": ["Integration", "Personal", "Politik", "Migrantenvertretung"],
    "consents": [{"key": "name_list", "text": "Mein Name darf in der Liste stehen."}],
    "agenda": [
        {"kind": "arrival", "title": "Ankommen", "minutes": 30},
        {"kind": "talk", "title": "Begrüßung", "minutes": 15, "speaker": "Die Moderation"},
        {"kind": "visions", "title": "Woran erkennen wir 2030 die Verwaltung?", "minutes": 15,
         "appear": "release"},
        {"kind": "break", "title": "Mittagspause", "minutes": 60},
        {"kind": "dots", "title": "Welche Felder gehen wir an?", "minutes": 15, "dots": 3,
         "per_option": 2, "cut": 2,
         "options": ["Interkulturelle Öffnung", "Ausbildung", "Bildung", "Kulturarbeit"]},
    ],
}
failed, passed = [], 0


def check(good, what):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED", what)


def together(jobs, threads=16):
    """Runs jobs on a few threads: many phones at once."""
    jobs, errors, lock = list(jobs), [], threading.Lock()

    def work():
        while True:
            with lock:
                if not jobs:
                    return
                job = jobs.pop()
            try:
                job()
            except Exception as e:      # noqa: BLE001 - reported below
                errors.append(e)
    crew = [threading.Thread(target=work) for _ in range(threads)]
    for t in crew:
        t.start()
    for t in crew:
        t.join()
    if errors:
        raise errors[0]


def arrive(hall):
    phones = {}

    def one(i):
        phones[i] = hall.phone(name="Gast %02d" % i, organisation=i, discipline=i,
                               consents=["consent.name_list"] if i % 2 else [])
    together([lambda i=i: one(i) for i in range(80)])
    scene = hall.wait(lambda s: "80" in s["headline"])
    check(scene["kind"] == "arrival", "stage shows the arrival")
    check(sum(g["count"] for g in scene["groups"]) == 80, "every person is a dot on the stage")
    names = [g["name"] for g in scene["groups"]]
    check("Bochum" in names and names.index("Bochum") < names.index("Essen"), "cities in order")
    check(all(p.personal_code for p in phones.values()), "everyone got a personal code")
    return phones


def visions(hall, boss, phones):
    boss.step("next"), boss.step("next")
    check(hall.scene()["kind"] == "visions", "next twice leads from arrival to visions")
    check(boss.step("next")["result"] == "ok", "visions open")
    texts = {}
    texts[3] = "بلدية واحدة للجميع في عام 2030"
    texts[4] = "Yönetimde çok dillilik"
    texts[5] = "=HYPERLINK(\"http://evil\";\"x\")"
    texts[6] = "<script>alert(1)</script> & \"Zitat\""
    for i in range(7, 40):
        texts[i] = "Karte %02d: Mehrsprachigkeit zählt bei jeder Einstellung" % i
    together([lambda i=i: phones[i].card(texts[i]) for i in texts])
    scene = hall.scene()
    check(not scene.get("cards"), "no card reaches the stage before its release")
    check(all("Karte 07" not in phones[i].here().page for i in (50, 51)),
          "no other phone sees a waiting card")
    boss.get("/m/cards")
    check("Karte 07" in boss.page and "<script>alert" not in boss.page,
          "the moderator reads waiting cards, escaped")
    boss.step("release_all")
    scene = hall.wait(lambda s: s.get("total", 0) == len(texts))
    check(any(c["text"] == texts[3] for c in scene["cards"]), "Arabic arrives as written")
    take_over(boss, texts[4])
    withdraw(hall, phones[7], len(texts))
    open_page = phones[8].here().form("/card")["fields"]
    boss.twice("close")
    hall.wait(lambda s: s["state"] in ("closed", "revealed"))
    status = phones[8].post("/card", dict(open_page, text="Zu spät gekommen"))
    check(status in (200, 409) and "Zu spät" not in str(hall.scene()), "a late card is not shown")
    boss.get("/m/cards")
    check("Zu spät gekommen" in boss.page, "a late card waits for the moderator, held")
    return texts


def take_over(boss, words):
    """A card becomes an option of the vote still to come, and is dropped from it again."""
    boss.get("/m/cards")
    boss.post("/m/step", dict(boss.form("/m/step")["fields"], step="release_all"))
    check(boss.path.startswith("/m/cards"), "a step without a script leads back to its page: " + boss.path)
    block = next(b for b in boss.page.split("<li") if words in b)
    card, vote = (re.search(r'name="%s" value="(\d+)"' % n, block).group(1)
                  for n in ("arg", "arg2"))
    check(boss.step("take_option", arg=card, arg2=vote)["result"] == "ok", "a card as an option")
    boss.get("/m/agenda")
    row = next((b for b in boss.page.split("<form") if words in b), "")
    check("drop_option" in row, "the vote's options show it")
    option = re.search(r'name="arg" value="(\d+)"', row).group(1)
    check(boss.step("drop_option", arg=option)["result"] == "ok", "and can drop it before opening")


def withdraw(hall, phone, before):
    phone.here()
    form = phone.form("/card/withdraw")
    phone.post("/card/withdraw", form["fields"])
    scene = hall.wait(lambda s: s.get("total", 0) == before - 1)
    check(all("Karte 07" not in c["text"] for c in scene["cards"]), "a withdrawn card is gone")


def dots(hall, first, second, phones):
    first.goto("Welche Felder")
    seen = second.seen()
    check(first.step("open")["result"] == "ok", "dots open")
    check(second.step("open", seen=seen)["result"] == "stale",
          "a second moderator's stale step changes nothing")
    ids = {o["text"]: str(o["id"]) for o in hall.scene()["options"]}
    a, b, c, d = (ids[t] for t in EVENT["agenda"][4]["options"])
    orders = {tuple(phones[i].options()) for i in range(12)}
    check(len(orders) > 1, "the order of options differs between phones")
    check(phones[0].options() == phones[0].options(), "and stays the same on one phone")
    rng, want = random.Random(7), {}
    for i in range(60):
        want[i] = {a: 2, b: 1} if i < 20 else {b: 2, a: 1} if i < 40 else {c: 1, d: 1}
    together([lambda i=i: phones[i].ballot(want[i]) for i in rng.sample(range(60), 60)])
    check(phones[1].ballot({a: 3}) in (409, 422), "three on one option are refused")
    check(phones[1].ballot({a: 2, b: 2}) in (409, 422), "four dots are refused")
    check(phones[2].post("/ballot", phones[2].sent) in (200, 409), "the same form again")
    swapped = hall.client()
    swapped.__class__ = phones[9].__class__
    check(swapped.take_over(phones[9].personal_code) == 200, "a changed phone takes over")
    phones[9].here()
    check("/ballot" not in [f["action"] for f in phones[9].forms()], "the old phone is told")
    swapped.here()
    mine = {k[4:]: v for k, v in swapped.form("/ballot")["fields"].items() if k[:4] == "dot."}
    check(mine[a] == "2" and mine[b] == "1", "and shows the ballot given before")
    late = hall.phone(name="Späte", organisation=1, discipline=1)
    check(late.here().form("/ballot") is not None, "a late joiner lands on the open item")
    check(late.ballot({d: 1}) == 200, "and votes")
    want["late"] = {d: 1}
    scene = hall.wait(lambda s: s["turnout"]["done"] == 61)
    check("points" not in str(scene["options"]), "no points on the stage before the result")
    check(all("points" not in o for o in scene["options"]), "options carry no result yet")
    record_hides(hall, "open")
    first.step("close")
    check(hall.scene()["state"] == "open", "one press never closes")
    first.step("close")
    hall.wait(lambda s: s["state"] == "closed")
    record_hides(hall, "closed")
    check(phones[3].ballot_late(a) == 409, "after the close a ballot is refused with 409")
    check(first.step("next")["result"] == "ok", "next reveals")
    return want, ids


def totals(want):
    points, people = {}, {}
    for ballot in want.values():
        for o, n in ballot.items():
            points[o] = points.get(o, 0) + n
            people[o] = people.get(o, 0) + 1
    return points, people


def record(hall, name):
    """What `punktum export` writes now: rows of the CSV files, rows of the workbook."""
    out = os.path.join(hall.dir, name)
    subprocess.run([hall.program, "export", "--format", "record", hall.event, out, "--data", hall.dir], check=True,
                   stdout=subprocess.DEVNULL)
    return read_csv(out), read_xlsx(out)


def record_hides(hall, when):
    """Of a vote that is not revealed the record tells only how many took part."""
    for table in record(hall, when):
        later = [r for r in table if "Ergebnis noch nicht gezeigt" in r]
        check(len(later) == 1 and "61" in later[0], "turnout in the record, " + when)
        check(not any(t in r for r in table for t in EVENT["agenda"][4]["options"]),
              "no option in the record, " + when)


def results(hall, phones, want, ids):
    points, people = totals(want)
    scene = hall.wait(lambda s: s["state"] == "revealed")
    for text, o in ids.items():
        row = next(r for r in scene["options"] if str(r["id"]) == o)
        check((row["points"], row["people"]) == (points[o], people[o]), "stage totals of " + text)
    top = [r for r in scene["options"] if r["rank"] == 1]
    check(len(top) == 2 and all(r["tied"] for r in top), "equal totals share a rank")
    page = re.sub(r"<[^>]+>", " ", phones[5].here().page)
    check("60" in page, "phones show the result")
    rows, sheets = record(hall, "record")
    for text, o in ids.items():
        for kind, table in (("CSV", rows), ("XLSX", sheets)):
            row = next((r for r in table if text in r), [])
            check(str(points[o]) in row and str(people[o]) in row, "%s totals of %s" % (kind, text))
    names = {c for r in rows for c in r}
    check("Gast 01" in names and "Gast 02" not in names, "names in the record only with consent")
    check(all(not c.startswith("=") for c in names), "no cell of the CSV is a formula")


def remote_totals(boss, want, ids):
    """The remote tells the same totals."""
    points, people = totals(want)
    boss.get("/m")
    for text, o in ids.items():
        row = next((r for r in boss.page.split("<tr") if text in r), "")
        check("<b>%d</b>" % points[o] in row and "%d Person" % people[o] in row,
              "remote totals of " + text)


def record_by_remote(hall, boss):
    """The link on the remote makes the same record, for download."""
    boss.get("/m/record")
    check(boss.post("/m/record", boss.form("/m/record")["fields"]) == 200, "the remote makes it")
    names = re.findall(r'href="/m/record/([^"]+)"', boss.page)
    check(any(n.endswith(".xlsx") for n in names) and any(n.endswith(".csv") for n in names),
          "the remote offers CSV and XLSX: %s" % names)
    for name in names:
        check(boss.ask("GET", "/m/record/" + name) == 200 and boss.raw, "download of " + name)
    check(hall.client().ask("GET", "/m/record/" + names[0]) != 200, "only moderators get it")
    check(boss.ask("GET", "/m/record/..%2fevent.punktum") >= 400, "and nothing beside it")


def read_csv(folder):
    rows = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".csv") and "roh" not in name:
            data = open(os.path.join(folder, name), "rb").read()
            check(data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data, name + " as offices open it")
            rows += csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";")
    return rows


def read_xlsx(folder):
    name = next(n for n in os.listdir(folder) if n.endswith(".xlsx"))
    book = zipfile.ZipFile(os.path.join(folder, name))
    ns = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    shared = ["".join(t.text or "" for t in si.iter("{%s}t" % ns["m"])) for si in
              xml.fromstring(book.read("xl/sharedStrings.xml")).findall("m:si", ns)]
    rows = []
    for sheet in [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]:
        root = xml.fromstring(book.read(sheet))
        check(not root.findall(".//m:f", ns), sheet + " has no formula")
        for r in root.findall(".//m:row", ns):
            cells = []
            for c in r.findall("m:c", ns):
                v = c.find("m:v", ns)
                text = v.text if v is not None else ""
                cells.append(shared[int(text)] if c.get("t") == "s" else text)
            rows.append(cells)
    return rows


def main():
    hall = Hall(EVENT).start()
    try:
        phones = arrive(hall)
        first = hall.moderator()
        second, third = first.invite(), hall.moderator()
        check(first.get("/m") == 200 and third.path == "/m", "two devices may use one link")
        visions(hall, first, phones)
        want, ids = dots(hall, first, second, phones)
        results(hall, phones, want, ids)
        remote_totals(second, want, ids)
        record_by_remote(hall, second)
        check(second.step("undo")["result"] == "ok", "the reveal can be undone by name")
        check(all("points" not in o for o in hall.scene().get("options", [])),
              "and the result leaves the stage")
        hall.stop()
        log = open(hall.log, encoding="utf-8").read()
        check("Gast" not in log and "Karte" not in log, "no names and no cards in the log")
    finally:
        if hall.process.poll() is None:
            hall.kill()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
