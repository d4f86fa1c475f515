#!/usr/bin/env python3
"""Writes one JSON array with every scene the stage must be able to show: all kinds and states,
0 to 500 cards, the words that break layouts. tests/stage/run.sh lays them all out at every size."""
import json
import random
import sys

COUNTS = [0, 1, 12, 40, 120, 500]
WORDS = {
    "long": "Wir wollen nun eine Verwaltung, die zuhört, schnell antwortet, in vielen Sprachen "
            "spricht und jungen Menschen zeigt, dass sie hier ankommen.",
    "compound": "Bundesausbildungsförderungsgesetzestexte",
    "arabic": "مدينة للجميع 2026 مع Essen و 60 مهنة في Rathaus",
    "turkish": "Çok dilli yönetim: İşe alımda ğ, ş, ı ve ö ile Türkçe konuşanlar",
    "emoji": "Zusammen 🎉 👩‍👩‍👧 🇩🇪 ✔ für 🏙️ alle",
}
assert len(WORDS["long"]) == 140 and len(WORDS["compound"]) == 40
PLAIN = ["Die Verwaltung ist ein Spiegelbild der Stadt", "Yönetimde çok dillilik", "Ja",
         "Eine Oberbürgermeisterin mit Zuwanderungsgeschichte", "Ausbildungsbotschafter an jeder Schule",
         "Kein Stadtgrenzen-Denken mehr: eine Stellenbörse für alle Ämter der Region"]
CITIES = ["Bochum", "Bottrop", "Dortmund", "Duisburg", "Essen", "Gelsenkirchen", "Hagen",
          "Mülheim an der Ruhr", "Oberhausen", "Schwäbisch Gmünd", "Villingen-Schwenningen"]
TITLE = "2030: Woran erkennen wir eine Verwaltung, die zur Stadt passt?"
JOIN = {"payload": "HTTP://10.0.0.1/K7MQ", "typed": "10.0.0.1/K7MQ", "code": "K7MQ",
        "label": "Scannen und anmelden", "hint": "Code: K7MQ · ohne App, ohne Konto"}
JOIN_LONG = dict(JOIN, payload="HTTP://192.168.178.123:8080/K7MQ",
                 typed="192.168.178.123:8080/K7MQ")
WIFI = {"payload": "WIFI:T:WPA;S:Stadthalle-Gast-Dialog;P:MITMACHEN-2026-RUHR;;", "label": "WLAN",
        "ssid": "Stadthalle-Gast-Dialog", "password": "MITMACHEN-2026-RUHR",
        "password_label": "Passwort:"}
TIMER = {"left_ms": 96000, "running": True, "over": "Zeit ist um", "warn_ms": 60000}
scenes = []


def add(scene_name, kind, **keys):
    scene = {"name": scene_name, "version": 1, "kind": kind, "lang": "de", "state": "open",
             "kicker": "Dialogkonferenz · Stadthalle Mülheim an der Ruhr", "title": TITLE,
             "now_ms": 1225965720000, "utc_min": 60, "rail": {"count": 9, "now": 3}, "join": JOIN}
    scene.update(keys)
    scenes.append(scene)


def cards(n, words, by=False, edited=False):
    rows = []
    for i in range(n):
        rows.append({"id": 1000 + i, "text": words if i % 3 == 0 else PLAIN[i % len(PLAIN)]})
        if edited:
            rows[-1]["edited"] = "bearbeitet"
        if by:
            rows[-1]["by"] = "Migrantenvertretung · Mülheim an der Ruhr"
    return rows


def visions():
    for key, words in WORDS.items():
        for n in COUNTS:
            counter = {"value": str(n), "label": "Visionen"} if n > 120 else None
            more = {"counter": counter} if counter else {}
            if n == 0:
                more["empty"] = "Noch keine Karte. Schreiben Sie die erste auf Ihrem Handy."
            for state, appear in (("open", "release"), ("revealed", "reveal")):
                add(f"visions {n} {key} {state}", "visions", state=state, appear=appear,
                    cards=cards(n, words, by=n == 12), total=n, timer=TIMER,
                    figure=f"{n} Visionen · 58 Beteiligte", **more)
        add(f"visions all {key}", "visions", cards=[{"id": i + 1, "text": words} for i in range(40)])
        add(f"visions few {key}", "visions", state="closed",
            cards=[{"id": i + 1, "text": words} for i in range(12)])
        for n in (1, 12, 40, 120):
            add(f"visions {n} {key} edited", "visions", total=n,
                cards=cards(n, words, by=n < 40, edited=True))
        add(f"visions pinned {key} edited", "visions", pinned=1000,
            cards=cards(12, words, True, True))
        add(f"visions pinned {key}", "visions", pinned=1000, cards=cards(40, words, by=True))
        add(f"visions title {key}", "visions", title=words, cards=cards(12, words))
    for n in (2, 3, 5, 7, 13, 41, 121):
        add(f"visions {n} plain", "visions", cards=cards(n, PLAIN[0]),
            counter={"value": str(n), "label": "Visionen"})
    add("visions silent", "visions", appear="reveal", cards=[], timer=TIMER,
        counter={"value": "143", "label": "Visionen"})


def options(n, words, result=False):
    rng = random.Random(n)
    points = sorted((rng.randrange(0, 90) for _ in range(n)), reverse=True)
    rows = []
    for i in range(n):
        row = {"id": i + 1, "text": words if i % 4 == 1 else PLAIN[i % len(PLAIN)]}
        if result:
            rank = points.index(points[i]) + 1
            row.update(rank=rank, tied=points.count(points[i]) > 1, points=points[i],
                       people=points[i], municipalities=9, above=i < 3,
                       lines=[f"{points[i]} Personen", "9 Kommunen"])
        rows.append(row)
    return rows


def dots():
    budget = {"dots": 5, "label": "5 Punkte pro Person"}
    note = "Geheim. Das Ergebnis erscheint nach dem Schließen."
    turnout = {"done": 48, "of": 64, "label": "von 64 fertig"}
    for key, words in WORDS.items():
        for n in (0, 1, 2, 6, 12, 20, 40, 90):
            add(f"dots {n} {key} open", "dots", options=options(n, words), turnout=turnout,
                budget=budget, secrecy_note=note, timer=TIMER)
            add(f"dots {n} {key} result", "dots", state="revealed", cut=3,
                options=options(n, words, True), figure="192 Punkte von 64 Personen",
                tie="Die Grenze fällt in einen Gleichstand: alle, Stichwahl oder begründet?")
    add("dots without turnout", "dots", options=options(6, PLAIN[0]), budget=budget,
        secrecy_note=note)
    thousands = options(90, PLAIN[0], True)
    for i, row in enumerate(thousands):
        row.update(points=12345 - 100 * i, lines=[f"{12345 - 100 * i} Personen", "– Kommunen"])
    add("dots thousands", "dots", state="revealed", options=thousands, cut=3)


def arrival():
    more = {"headline": "64 von 80 sind da", "headline_more": "aus 19 Kommunen",
            "begin": "Beginn um", "begin_at": "9:00", "more": "{n} weitere"}
    for n in (0, 1, 5, 10, 12, 24):
        for most in (3, 20, 200):
            groups = [{"name": CITIES[i % len(CITIES)], "letters": "X", "count": most - i % 3,
                       "colour": i % 8} for i in range(n)]
            add(f"arrival {n} of {most}", "arrival", groups=groups, wifi=WIFI, **more)
    groups = [{"name": w, "letters": "X", "count": 7, "colour": 1} for w in WORDS.values()]
    add("arrival names", "arrival", groups=groups, **more)
    add("arrival port", "arrival", groups=groups[:1], wifi=WIFI, join=JOIN_LONG, **more)
    add("arrival closed", "arrival", groups=[], closed="Die Anmeldung ist geschlossen.", **more)


def plain_kinds():
    for key, words in WORDS.items():
        add(f"talk {key}", "talk", title=words, speaker=words, lines=[words, PLAIN[0]], timer=TIMER)
        add(f"break {key}", "break", title="Pause", until="14:30", until_label="Weiter um",
            next={"label": "Danach", "title": words, "at": "14:30 Uhr"}, timer=TIMER)
        add(f"message {key}", "talk", message=words)
    add("break over", "break", until="14:30", until_label="Weiter um",
        timer=dict(TIMER, left_ms=-75000))
    add("break alone", "break", title="Mittagspause", timer=dict(TIMER, left_ms=4000000))
    add("talk over", "talk", timer=dict(TIMER, left_ms=-75000), figure="3 Fragen")
    add("unknown kind", "position")


def choices():
    line = "Nummer drücken – oder mit den Pfeiltasten wählen und Eingabe drücken."
    title = "Welche Veranstaltung soll hier zu sehen sein?"
    more = {"kicker": "Bühne", "title": title, "line": line, "join": None, "rail": None}
    for n in (1, 2, 9, 16):
        for key, words in WORDS.items():
            add(f"choice {n} {key}", "choice", local={"cursor": 1}, **more,
                events=[{"code": "WWWW", "title": words if i % 2 else PLAIN[0]} for i in range(n)])
    add("choice typed", "choice", **dict(more, code="K7M",
        line="Mehrere sind geöffnet. Code der Veranstaltung tippen, dann Eingabe."))
    add("choice closed", "choice", **dict(more, title="K7MQ",
        line="Diese Veranstaltung ist noch nicht geöffnet."))


def colours():
    for accent in ("blue", "green", "red", "violet", "petrol"):
        for theme in ("light", "dark"):
            for scene in [dict(s) for s in scenes if s["name"] in COLOURED]:
                scene.update(accent=accent, theme=theme, quiet=theme == "dark",
                             name=f"{scene['name']} {accent} {theme}")
                scenes.append(scene)


def overlays():
    base = {"options": options(6, PLAIN[0]), "turnout": {"done": 1, "of": 500, "label": "von 500 fertig"}}
    lost = {"connection": "Verbindung wird wiederhergestellt …"}
    add("blank", "dots", blank=True, **base)
    add("big qr", "dots", qr=True, **base)
    add("big qr port", "dots", qr=True, join=JOIN_LONG, **base)
    add("notice", "dots", notice={"text": "Noch einmal drücken: schließen", "left_ms": 4000},
        figure="192 Punkte von 64 Personen", timer=TIMER, **base)
    add("banners", "dots", trouble="Speichern gestört – Ihre Eingaben bleiben auf dem Handy.",
        local=lost, **base)
    add("typing", "dots", message_hint="Eingabe zeigt die Mitteilung, Esc verwirft sie.",
        local={"typing": "Bitte in den Saal komm"}, **base)
    add("test card", "dots", local={"test_card": True}, **base)
    add("english dark quiet", "dots", lang="en", theme="dark", quiet=True, **base)
    for safe in (5, 10):
        for scene in [dict(s) for s in scenes if s["name"] in SAFE]:
            scene.update(safe=safe, name=f"{scene['name']} safe {safe}")
            scenes.append(scene)


SAFE = {"visions 12 long open", "visions 500 turkish open", "dots 6 compound open", "talk long",
        "dots 12 arabic result", "arrival 10 of 20", "break emoji", "big qr", "banners", "test card",
        "message long", "notice",
        "visions 12 long edited", "choice 16 long"}

COLOURED = {"visions 12 long edited", "dots 6 emoji result", "dots 6 long open", "talk turkish",
            "arrival 10 of 20", "break long", "choice 9 long"}

visions()
dots()
arrival()
plain_kinds()
choices()
colours()
overlays()
json.dump(scenes, sys.stdout, ensure_ascii=False)
